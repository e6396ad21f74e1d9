"""Evidence: the statements behind a result, with their sentences, and the passages that hold them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.answering.graph.plans.patterns import Link
from api.answering.graph.plans.values import Value, to_literal, to_value
from api.answering.model import MAX_CITATION_TEXT, MAX_CITATIONS, Citation, Fact, Term
from api.answering.question.entities import split_label
from indexer.passages import Passage
from indexer.search import PassageIndex
from kg.documents import Span
from kg.graph import UNDATED
from kg.records.quoting import METHOD, is_of_record
from kg.statements import Modality
from kg.store import GraphStore
from ontology import Ontology
from ontology.names import KG, PROVENANCE_GRAPH


@dataclass(frozen=True, slots=True)
class Source:
    """A statement of the graph with the sentence that states it.

    `method`: how its quote was read, of a derived one by the premise quoted (see `kg.statements.Evidence`).
    `valid_from`: the day its sentence gives as its beginning. `since`: the day it counts from, if any is known.
    """

    statement: str
    subject: Value
    predicate: str
    object: Value
    modality: str
    disputed: bool
    derived: bool
    confidence: float
    date: str | None
    document: str
    title: str
    section: str | None
    quote: str
    span: Span
    method: str
    valid_from: str | None = None
    since: str | None = None

    @property
    def is_record(self) -> bool:
        """Whether a record states it, and no sentence."""
        return is_of_record(self.method)

    @property
    def opens_record(self) -> bool:
        """Whether its quote begins with the name of what it is said of, as a record does."""
        return self.quote.partition("\n")[0].partition(": ")[2].startswith(split_label(self.subject.label)[-2:])

    @property
    def ends(self) -> tuple[Value, Value]:
        """Its subject and its object."""
        return self.subject, self.object

    @property
    def triple(self) -> tuple[str, str, str]:
        """The labels of its ends, with the property between them."""
        return self.subject.label, self.predicate, self.object.label


_SOURCES = """SELECT ?st ?s ?p ?o ?sl ?ol ?modality ?disputed ?rule ?confidence ?date ?section ?from ?since ?name
  ?method ?title ?quote ?start ?end WHERE {{
  {pattern}
  GRAPH <{graph}> {{
    ?st rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; kg:modality ?modality ; kg:since ?since .
    ?st kg:method ?method ; oa:hasTarget ?target .
    ?target oa:hasSource ?doc ; oa:hasSelector ?selector .
    ?selector oa:exact ?quote ; oa:start ?start ; oa:end ?end .
    OPTIONAL {{ ?st kg:disputed ?disputed }} OPTIONAL {{ ?st kg:derivedBy ?rule }}
    OPTIONAL {{ ?st kg:confidence ?confidence }} OPTIONAL {{ ?st kg:date ?date }}
    OPTIONAL {{ ?st kg:section ?section }} OPTIONAL {{ ?st kg:validFrom ?from }}
  }}
  ?doc dcterms:identifier ?name ; dcterms:title ?title .
  OPTIONAL {{ ?s skos:prefLabel ?sl }} OPTIONAL {{ ?o skos:prefLabel ?ol }}
}}"""


# How the quotes of derived statements were read: each is that of one of the premises.
_READ = """SELECT ?st ?method WHERE {{ GRAPH <{graph}> {{
  VALUES ?st {{ {rows} }}
  ?st oa:hasTarget ?target ; prov:wasDerivedFrom ?premise .
  ?premise oa:hasTarget ?quoted ; kg:method ?method FILTER (?quoted = ?target)
}} }}"""


class EvidenceReader:
    """Read statements with their sentences from a graph."""

    def __init__(self, graph: GraphStore) -> None:
        self._graph = graph

    def about(self, iri: str) -> list[Source]:
        """Return every statement that an entity is an end of."""
        return self._read(f"{{ VALUES ?s {{ <{iri}> }} }} UNION {{ VALUES ?o {{ <{iri}> }} }}", both=iri)

    def said_of(self, iri: str) -> list[Source]:
        """Return every statement that an entity is the subject of; of a host or level that is far less than all."""
        return self._read(f"VALUES ?s {{ <{iri}> }}")

    def find_naming(self, source: Source) -> Source | None:
        """Return the first lines of a record, where a statement quotes a line far down that names not its subject."""
        if not source.is_record or source.derived or source.opens_record:
            return None
        own = [s for s in self.said_of(source.subject.iri or "") if s.document == source.document and s.opens_record]
        before = [s for s in own if s.span.start < source.span.start and not s.derived]
        return max(before, key=lambda s: s.span.start, default=None)

    def told_of(self, iri: str, names: Collection[str]) -> list[Source]:
        """Return what is asserted of an entity by some properties."""
        return [s for s in self.said_of(iri) if s.predicate in names and s.modality == "asserted"]

    def in_documents(self, subjects: Iterable[str], documents: Collection[str]) -> list[Source]:
        """Return every statement of some documents that entities are the subject of, former ones too."""
        rows = " ".join(f"<{iri}>" for iri in subjects)
        found = self._read(f"VALUES ?s {{ {rows} }}", former=True) if rows else []
        return [source for source in found if source.document in documents and not source.derived]

    def of_pair(self, one: str, other: str) -> list[Source]:
        """Return every statement that joins two entities."""
        return self._read(f"VALUES (?s ?o) {{ (<{one}> <{other}>) (<{other}> <{one}>) }}")

    def of_links(self, links: Iterable[tuple[str, str, str | Value]], former: bool = False) -> list[Source]:
        """Return the statements of some triples (subject IRI, property name, object IRI or literal).

        `former`: also what only an older vintage of a file says.
        """
        rows = " ".join(
            f"(<{subject}> kg:{name} {f'<{end}>' if isinstance(end, str) else to_literal(end)})"
            for subject, name, end in links
        )
        return self._read(f"VALUES (?s ?p ?o) {{ {rows} }}", former=former) if rows else []

    def of_property(self, name: str, subjects: Iterable[str], former: bool = False) -> list[Source]:
        """Return the statements that give some entities a value of a property; `former`: as in `of_links`."""
        rows = " ".join(f"(<{iri}> kg:{name})" for iri in subjects)
        return self._read(f"VALUES (?s ?p) {{ {rows} }}", former=former) if rows else []

    def ending_in(self, name: str, end: str) -> list[Source]:
        """Return the statements of sentences, and not of records, that give anything this value of a property."""
        found = self._graph.select(
            f"SELECT DISTINCT ?s WHERE {{ GRAPH <{PROVENANCE_GRAPH}> {{ ?st rdf:object <{end}> ; "
            f"rdf:predicate kg:{name} ; kg:method ?method ; rdf:subject ?s "
            f'FILTER (!STRSTARTS(?method, "{METHOD}")) }} }}'
        )
        return self.of_links((row["s"].value, name, end) for row in found)

    def find_lists(self, name: str, end: str) -> frozenset[str]:
        """Return the documents whose records tell of a property with this object, as a list of all that have it."""
        found = self._graph.select(
            f"SELECT DISTINCT ?name WHERE {{ GRAPH <{PROVENANCE_GRAPH}> {{ ?st rdf:object <{end}> ; "
            f"rdf:predicate kg:{name} ; kg:method ?method ; prov:wasDerivedFrom ?doc "
            f'FILTER (STRSTARTS(?method, "{METHOD}")) }} '
            "?doc dcterms:identifier ?name }"
        )
        return frozenset(row["name"].value for row in found)

    def _ending_in(self, iri: str) -> list[str]:
        """Return the pattern of the statements that an entity is the object of, none where there is none.

        A store that is given the object alone looks at every statement; given subjects too, at few.
        """
        found = self._graph.select(
            f"SELECT DISTINCT ?s WHERE {{ GRAPH <{PROVENANCE_GRAPH}> {{ ?st rdf:object <{iri}> ; rdf:subject ?s }} }}"
        )
        rows = " ".join(f"({row['s']} <{iri}>)" for row in found)
        return [f"VALUES (?s ?o) {{ {rows} }}"] if rows else []

    def _find_methods(self, derived: Iterable[Any]) -> dict[str, str]:
        """Return how the quotes of derived statements (IRIs) were read."""
        rows = " ".join(map(str, derived))
        found = self._graph.select(_READ.format(graph=PROVENANCE_GRAPH, rows=rows)) if rows else ()
        return {row["st"].value: row["method"].value for row in found}

    def _read(self, pattern: str, both: str | None = None, former: bool = False) -> list[Source]:
        patterns = [pattern] if both is None else [f"VALUES ?s {{ <{both}> }}", *self._ending_in(both)]
        queries = [_SOURCES.format(pattern=each, graph=PROVENANCE_GRAPH) for each in patterns]
        rows = {row["st"].value: row for query in queries for row in self._graph.select(query)}
        methods = self._find_methods(row["st"] for row in rows.values() if row["rule"] is not None)
        told = (_to_source(row, methods) for row in rows.values())
        sources = [source for source in told if source.modality != Modality.FORMER or former]
        return sorted(sources, key=lambda s: (s.derived, -s.confidence, s.date is None, s.document, s.span))


def _to_source(row: Any, methods: Mapping[str, str]) -> Source:
    """Return the statement of one solution of `_SOURCES`; `methods`: how the quotes of derived ones were read."""

    def value(name: str) -> str:
        return "" if row[name] is None else row[name].value

    return Source(
        statement=value("st"),
        subject=to_value(row["s"], value("sl")),
        predicate=value("p").removeprefix(KG),
        object=to_value(row["o"], value("ol")),
        modality=value("modality"),
        disputed=value("disputed") == "true",
        derived=bool(value("rule")),
        confidence=float(value("confidence") or 0.5),
        date=value("date") or None,
        document=value("name"),
        title=value("title"),
        section=value("section") or None,
        quote=value("quote"),
        span=Span(int(value("start")), int(value("end"))),
        method=methods.get(value("st"), value("method")),
        valid_from=value("from") or None,
        since=None if value("since") == UNDATED else value("since"),
    )


def to_fact(source: Source, marks: list[int], ontology: Ontology) -> Fact:
    """Return a statement as an answer shows it; `marks`: the ids of the citations that carry it."""
    found = ontology.properties[source.predicate]
    return Fact(
        subject=Term(label=source.subject.label, iri=source.subject.iri),
        predicate=Term(label=found.label, iri=found.iri),
        object=Term(label=source.object.label, iri=source.object.iri, type=source.object.datatype),
        date=source.date,
        disputed=source.disputed,
        derived=source.derived,
        negated=source.modality == "negated",
        citations=marks,
    )


def cite_facts(sources: Iterable[Source], citations: Citations, confidence: float, ontology: Ontology) -> list[Fact]:
    """Return the statements for which there is room among the citations, each as a fact with its citation."""
    cited = ((source, citations.cite(source, confidence)) for source in sources)
    return [to_fact(source, [mark], ontology) for source, mark in cited if mark is not None]


def find_ends(sources: Iterable[Source]) -> set[str | None]:
    """Return the IRIs of what some statements are of; None stands for literals."""
    return {end.iri for source in sources for end in source.ends}


def to_ask(source: Source) -> str:
    """Return the query that asks for the triple of a statement."""
    end = f"<{source.object.iri}>" if source.object.iri else to_literal(source.object)
    return f"ASK {{ <{source.subject.iri}> kg:{source.predicate} {end} }}"


class Citations:
    """The citations of one answer: each passage once, in the order in which they were first needed."""

    def __init__(self, index: PassageIndex) -> None:
        self._index = index
        self._made: dict[tuple[str, int, int], Citation] = {}

    def cite(self, source: Source, score: float) -> int | None:
        """Return the id of the citation that carries a statement, or None where eight stand already."""
        passage = self._index.passage_at(source.document, source.span)
        if passage is not None and passage.span.holds(source.span):
            return self.cite_passage(passage, score, source.quote, source.is_record)
        text, span = source.quote, source.span
        if len(text) > MAX_CITATION_TEXT:
            text = text[:MAX_CITATION_TEXT]
            span = Span(span.start, span.start + len(text))
        return self._add(
            Citation(
                id=len(self._made) + 1, document=source.document, title=source.title, date=source.date,
                section=source.section, text=text, start=span.start, end=span.end, score=round(score, 3), quote=text,
                of_record=source.is_record,
            )
        )  # fmt: skip

    def cite_passage(
        self, passage: Passage, score: float, quote: str | None = None, of_record: bool = False
    ) -> int | None:
        """Return the id of the citation of a passage, or None where eight stand already."""
        return self._add(
            Citation(
                id=len(self._made) + 1,
                document=passage.document,
                title=passage.title,
                date=passage.date,
                section=" / ".join(passage.section) or None,
                text=passage.text[:MAX_CITATION_TEXT],
                start=passage.span.start,
                end=min(passage.span.end, passage.span.start + MAX_CITATION_TEXT),
                score=round(min(1.0, score), 3),
                quote=quote,
                of_record=of_record or passage.opens_with_fields,
            )
        )

    def _add(self, made: Citation) -> int | None:
        """Return the id of a citation, of the one made before where those words stand already."""
        key = (made.document, made.start, made.end)
        if key not in self._made and len(self._made) >= MAX_CITATIONS:
            return None
        return self._made.setdefault(key, made).id

    def all(self) -> list[Citation]:
        """Return the citations in the order of their ids."""
        return list(self._made.values())

    def __len__(self) -> int:
        return len(self._made)


def to_triples(links: Sequence[Link], bindings: dict[str, Value]) -> Iterator[tuple[str, str, str | Value]]:
    """Yield the triples that a query's links become under one solution (variable -> value)."""
    for link in links:
        node: str | Value = bindings[link.node] if link.node.startswith("?") else link.node
        item: str | Value = bindings[link.item]
        node = node.iri or node if isinstance(node, Value) else node
        item = item.iri or item if isinstance(item, Value) else item
        subject, end = (node, item) if link.node_is_subject else (item, node)
        if isinstance(subject, str):
            yield subject, link.property.name, end
            if link.property.symmetric and isinstance(end, str):
                yield end, link.property.name, subject
