"""Explanations: where a fact comes from - sentence, lexical entry, step of the reader; rule and premises."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from api.entities import to_label
from api.names import read_names
from kg.curation import write_triple
from kg.errors import InputError
from kg.methods import find_step
from kg.statements import Entity, Literal
from kg.store import GraphStore
from ontology import Field, Frame
from ontology.names import DOCUMENT, KG, LEXICON, PREFIXES, PROVENANCE_GRAPH, STATEMENT

_MAX_DEPTH = 8
_IDENTIFIER = re.compile(r"[0-9a-f]{20}(?:-[\w-]+)*")


@dataclass(frozen=True)
class Sentence:
    """The words that a statement stands on; `start`, `end`: code points of the document's text."""

    document: str
    section: str | None
    start: int
    end: int
    quote: str


@dataclass(frozen=True)
class Finding:
    """How a statement was found. `entry`: the lexical entry, or None; `words`: what it goes by, in words."""

    method: str
    module: str
    words: str
    entry: str | None = None
    entry_words: str | None = None


@dataclass(frozen=True)
class Explanation:
    """A statement with all that it rests on; a derived one has premises in place of a finding.

    `date`: when its document says it; `valid_from`, `valid_until`: when it holds, where its sentence says so.
    """

    iri: str
    subject: str
    predicate: str
    object: str
    modality: str
    confidence: float
    disputed: bool
    date: str | None
    valid_from: str | None
    valid_until: str | None
    sentence: Sentence | None
    finding: Finding
    premises: tuple[Explanation, ...] = ()


def explain(graph: GraphStore, words: str, field: Field) -> list[Explanation]:
    """Explain every statement of a fact; raise InputError where there is none.

    `words`: the IRI or identifier of a statement, a triple as in Turtle with the usual prefixes, or "subject
    predicate object" in words, the predicate by its name or label.
    """
    found = find_statements(graph, words, field)
    if not found:
        raise InputError(f"{words!r}: {_tell_near(graph, words, field)}")
    return [_explain(graph, iri, field, 0) for iri in found]


def find_statements(graph: GraphStore, words: str, field: Field) -> list[str]:
    """Return the IRIs of the statements that are meant, in the order of documents."""
    words = " ".join(words.split())
    name = words.removeprefix("<").removesuffix(">").removeprefix("st:").removeprefix(STATEMENT)
    if _IDENTIFIER.fullmatch(name):
        known = graph.select(f"SELECT ?p {{ GRAPH <{PROVENANCE_GRAPH}> {{ <{STATEMENT}{name}> rdf:predicate ?p }} }}")
        return [STATEMENT + name] if known else []
    triples = list(dict.fromkeys(_read_triples(graph, words, field)))
    return [iri for triple in triples for iri in _select_statements(graph, *triple)]


def find_triples(graph: GraphStore, words: str, field: Field) -> list[tuple[str, str]]:
    """Return the triples of the statements that are meant, as a curated file has them, each with a sentence."""
    found: dict[str, str] = {}
    for iri in find_statements(graph, words, field):
        [row] = graph.select(
            f"SELECT ?s ?p ?o {{ GRAPH <{PROVENANCE_GRAPH}> {{"
            f" <{iri}> rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }} }} LIMIT 1"
        )
        end = row["o"]
        if isinstance(end, ox.Literal):
            other: Entity | Literal = Literal(end.value, end.datatype.value.rpartition("#")[2])
        else:
            other = Entity(end.value, "")
        sentence = _read_sentence(graph, iri, None)
        written = write_triple(row["s"].value, row["p"].value.removeprefix(KG), other)
        found.setdefault(written, sentence.quote[:120] if sentence else "")
    return list(found.items())


def _read_triples(graph: GraphStore, words: str, field: Field) -> Iterator[tuple[str, str, str]]:
    """Yield every triple that words can mean, as terms of SPARQL, both directions of a relation included."""
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    try:
        [quad] = ox.parse(f"{head}{words} .", ox.RdfFormat.TURTLE)
    except (SyntaxError, ValueError):
        pass
    else:
        yield from _turn(str(quad.subject), quad.predicate.value.removeprefix(KG), str(quad.object), field)
        return
    names = read_names(graph)
    for name, subject, end in _split(words, field):
        for one in names.get(subject.casefold(), ()):
            for other in names.get(end.casefold(), ()):
                yield from _turn(f"<{one}>", name, f"<{other}>", field)
            if field.ontology.properties[name].literal:
                yield f"<{one}>", name, str(ox.Literal(end))


def _split(words: str, field: Field) -> Iterator[tuple[str, str, str]]:
    """Yield property, subject and object for every way to part words at a property's name or label."""
    parts = [part.strip() for part in words.split(" · ")]
    for name, found in field.ontology.properties.items():
        for form in {name, found.label}:
            if len(parts) == 3:
                if parts[1].casefold() == form.casefold():
                    yield name, parts[0], parts[2]
                continue
            for match in re.finditer(rf"(?<=\s){re.escape(form)}(?=\s)", words, re.IGNORECASE):
                yield name, words[: match.start()].strip(), words[match.end() :].strip()


def _turn(subject: str, name: str, end: str, field: Field) -> Iterator[tuple[str, str, str]]:
    if name not in field.ontology.properties:
        return
    yield subject, name, end
    inverse = field.ontology.inverse_of(name)
    if inverse is not None and end.startswith("<"):
        yield end, inverse, subject


def _select_statements(graph: GraphStore, subject: str, name: str, end: str) -> list[str]:
    same = f"?o = {end}" if end.startswith("<") else f"STR(?o) = STR({end})"
    rows = graph.select(
        f"SELECT DISTINCT ?st {{ GRAPH <{PROVENANCE_GRAPH}> {{ ?st rdf:subject {subject} ; rdf:predicate <{KG}{name}> ;"
        f" rdf:object ?o OPTIONAL {{ ?st oa:hasTarget/oa:hasSource ?doc }} FILTER ({same}) }} }} ORDER BY ?doc ?st"
    )
    return [row["st"].value for row in rows]


def _explain(graph: GraphStore, iri: str, field: Field, depth: int) -> Explanation:
    rows = graph.select(f"SELECT ?p ?o {{ GRAPH <{PROVENANCE_GRAPH}> {{ <{iri}> ?p ?o }} }} ORDER BY ?p ?o")
    values: dict[str, list[ox.NamedNode | ox.Literal]] = {}
    for row in rows:
        values.setdefault(row["p"].value, []).append(row["o"])

    def value(name: str) -> str | None:
        return next((node.value for node in values.get(KG + name, ())), None)

    rule = value("derivedBy")
    premises = []
    if rule is not None and depth < _MAX_DEPTH:
        above = [node.value for node in values.get(PREFIXES["prov"] + "wasDerivedFrom", ())]
        premises = [_explain(graph, other, field, depth + 1) for other in above if other.startswith(STATEMENT)]
    ends = [values[PREFIXES["rdf"] + name][0] for name in ("subject", "predicate", "object")]
    return Explanation(
        iri=iri,
        subject=_name(graph, ends[0]),
        predicate=ends[1].value.removeprefix(KG),
        object=_name(graph, ends[2]),
        modality=value("modality") or "asserted",
        confidence=float(value("confidence") or 1.0),
        disputed=value("disputed") == "true",
        date=value("date"),
        valid_from=value("validFrom"),
        valid_until=value("validUntil"),
        sentence=None if rule is not None else _read_sentence(graph, iri, value("section")),
        finding=_read_rule(rule, field) if rule is not None else _read_finding(value("method") or "", field),
        premises=tuple(premises),
    )


def _read_sentence(graph: GraphStore, iri: str, section: str | None) -> Sentence | None:
    rows = graph.select(
        f"SELECT ?doc ?name ?quote ?start ?end {{ GRAPH <{PROVENANCE_GRAPH}> {{ <{iri}> oa:hasTarget ?target ."
        f" ?target oa:hasSource ?doc ; oa:hasSelector ?words , ?place . ?words oa:exact ?quote ."
        f" ?place oa:start ?start ; oa:end ?end }} OPTIONAL {{ ?doc dcterms:identifier ?name }} }} LIMIT 1"
    )
    if not rows:
        return None
    [row] = rows
    document = row["name"].value if row["name"] else row["doc"].value.removeprefix(DOCUMENT)
    return Sentence(document, section, int(row["start"].value), int(row["end"].value), row["quote"].value)


def _read_finding(method: str, field: Field) -> Finding:
    step = find_step(method)
    frame = field.lexicon.by_name.get(method.removeprefix("lexicon:"))
    if frame is None:
        return Finding(method, step.module, step.rule)
    return Finding(method, step.module, step.rule, LEXICON + frame.name, describe_frame(frame))


def _read_rule(rule: str, field: Field) -> Finding:
    found = field.sources.find(f"rules/{rule}.rq")
    first = found[0].read_text(encoding="utf-8").splitlines()[0] if found else ""
    return Finding(f"rule:{rule}", f"rules/{rule}.rq", first.lstrip("# ") or "a rule that is not there any more")


def describe_frame(frame: Frame) -> str:
    """Say in words what a lexical entry goes by: its word, and where the two ends of the property stand."""
    words = f'the {frame.part_of_speech} "{frame.lemma}"'
    if frame.with_words:
        words += " beside " + " or ".join(f'"{word}"' for word in frame.with_words)
    ends = []
    for end, places in (("subject", frame.subject_places), ("object", frame.object_places)):
        if places:
            ends.append(f"{end} of the fact: {' or '.join(_name_place(place, frame) for place in sorted(places))}")
    return "; ".join([words, *ends])


def _name_place(place: str, frame: Frame) -> str:
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", place).lower()
    return f"{name} ({', '.join(frame.markers)})" if place == "prepositionalObject" and frame.markers else name


def _name(graph: GraphStore, node: ox.NamedNode | ox.Literal) -> str:
    if isinstance(node, ox.Literal):
        return node.value
    rows = graph.select(f"SELECT ?label {{ {node} skos:prefLabel ?label }} LIMIT 1")
    return rows[0]["label"].value if rows else to_label(node.value)


def _tell_near(graph: GraphStore, words: str, field: Field) -> str:
    """Say what could not be found, and what is there in its place."""
    names = read_names(graph)
    for name, subject, end in _split(" ".join(words.split()), field):
        unknown = [side for side in (subject, end) if side.casefold() not in names]
        if unknown and not (field.ontology.properties[name].literal and unknown == [end]):
            return f"the documents name no {unknown[0]!r}. Look for its name with `kg search`."
        for iri in names.get(subject.casefold(), ()):
            rows = graph.select(f"SELECT DISTINCT ?o {{ <{iri}> <{KG}{name}> ?o }} ORDER BY ?o LIMIT 5")
            if rows:
                there = ", ".join(f"{subject} {name} {_name(graph, row['o'])}" for row in rows)
                return f"no such fact. The documents say: {there}."
        return "no such fact. List what is there with `kg facts`."
    return "no statement. Give its identifier, or `SUBJECT PROPERTY OBJECT`, the property as `kg facts` names it."
