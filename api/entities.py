"""What the graph says about one entity, with the evidence of every fact."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, dataclass, replace
from typing import Any
from urllib.parse import quote, unquote

import pyoxigraph as ox

from api.validation import is_iri
from kg.store import GraphStore, Term
from ontology.names import ENTITY, KG, ONTOLOGY_GRAPH, PROVENANCE_GRAPH, to_local

# The classes of an entity of which it has no subclass too.
_NARROWEST = f"""SELECT DISTINCT ?x {{{{
  <{{iri}}> a ?x FILTER(STRSTARTS(STR(?x), "{KG}"))
  FILTER NOT EXISTS {{{{
    <{{iri}}> a ?narrow .
    GRAPH <{ONTOLOGY_GRAPH}> {{{{ ?narrow rdfs:subClassOf+ ?x }}}}
    FILTER(?narrow != ?x)
  }}}}
}}}}"""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence behind a fact; for a derived fact, that of a statement it follows from."""

    document: str | None
    title: str | None
    date: str | None
    section: str | None
    quote: str | None
    start: int | None
    end: int | None
    method: str | None
    confidence: float | None


@dataclass(frozen=True, slots=True)
class End:
    """One end of a fact: an entity (with `iri`) or a literal."""

    label: str
    iri: str | None = None


@dataclass(frozen=True, slots=True)
class EntityFact:
    """A fact; `predicate` is its label, `predicate_iri` its IRI."""

    subject: End
    predicate: str
    predicate_iri: str
    object: End
    modality: str
    derived: bool
    disputed: bool
    evidence: tuple[Evidence, ...]
    valid_from: str | None = None
    valid_until: str | None = None


@dataclass(frozen=True, slots=True)
class EntityRecord:
    """An entity with its facts in both directions."""

    iri: str
    label: str
    type: str | None
    types: tuple[str, ...]
    aliases: tuple[str, ...]
    definition: str | None
    facts: tuple[EntityFact, ...]

    def to_value(self) -> dict[str, Any]:
        """Return the JSON value."""
        return asdict(self)


def to_entity_path(iri: str) -> str | None:
    """Return the path of an entity's page, or None where the IRI is no entity's.

    >>> to_entity_path(ENTITY + "C%2B%2B")
    '/entities/C%252B%252B'
    """
    return "/entities/" + quote(iri.removeprefix(ENTITY), safe="-._~()/") if iri.startswith(ENTITY) else None


def find_entity(graph: GraphStore, name: str) -> str | None:
    """Return the IRI of the entity that `name` (a part of a path, or a label) stands for, or None."""
    for local in (name, quote(name, safe="-._~()%/"), to_local(unquote(name)), quote(name, safe="-._~()")):
        iri = ENTITY + local
        if is_iri(iri) and bool(graph.query(f"ASK {{ {{ <{iri}> ?p ?o }} UNION {{ ?s ?p <{iri}> }} }}")):
            return iri
    return None


def read_entity(graph: GraphStore, iri: str) -> EntityRecord:
    """Return what the graph says about the entity at `iri`."""
    return replace(read_head(graph, iri), facts=tuple(_read_facts(graph, iri)))


def read_head(graph: GraphStore, iri: str) -> EntityRecord:
    """Return what the entity at `iri` is called and what it is, without its facts."""
    labels = _texts(graph, f"SELECT ?x {{ <{iri}> skos:prefLabel ?x }}")
    types = _texts(graph, f"SELECT DISTINCT ?x {{ <{iri}> a ?x }}")
    kinds = [kind.removeprefix(KG) for kind in _texts(graph, _NARROWEST.format(iri=iri))]
    return EntityRecord(
        iri=iri,
        label=labels[0] if labels else to_label(iri),
        type=kinds[0] if kinds else None,
        types=tuple(types),
        aliases=tuple(_texts(graph, f"SELECT DISTINCT ?x {{ <{iri}> skos:altLabel ?x }}")),
        definition=next(iter(_texts(graph, f"SELECT ?x {{ <{iri}> skos:definition ?x }}")), None),
        facts=(),
    )


def describe_entity(graph: GraphStore, iri: str) -> list[ox.Triple]:
    """Return the plain triples about the entity, in both directions, with the labels of its neighbours."""
    triples = graph.query(
        f"CONSTRUCT {{ <{iri}> ?p ?o . ?s ?q <{iri}> . ?n skos:prefLabel ?l }} WHERE {{"
        f" {{ <{iri}> ?p ?o OPTIONAL {{ ?o skos:prefLabel ?l BIND(?o AS ?n) }} }} UNION"
        f" {{ ?s ?q <{iri}> OPTIONAL {{ ?s skos:prefLabel ?l BIND(?s AS ?n) }} }} }}"
    )
    assert isinstance(triples, ox.QueryTriples)
    return sorted(triples, key=str)


def to_label(iri: str) -> str:
    """Return a readable name for an IRI that has no label.

    >>> to_label(KG + "originallyDevelopedBy")
    'originally developed by'
    """
    if iri.startswith(ENTITY):
        return unquote(iri.removeprefix(ENTITY)).replace("_", " ")
    local = unquote(iri.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1])
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in local).strip()


def _read_facts(graph: GraphStore, iri: str) -> list[EntityFact]:
    """Return a fact for each triple and modality, those of the entity as subject first."""
    query = f"""SELECT ?st ?s ?p ?o ?modality ?rule ?disputed ?from ?until ?sl ?ol ?pl WHERE {{
      GRAPH <{PROVENANCE_GRAPH}> {{
        {{ ?st rdf:subject <{iri}> }} UNION {{ ?st rdf:object <{iri}> }}
        ?st rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o .
        OPTIONAL {{ ?st kg:modality ?modality }} OPTIONAL {{ ?st kg:derivedBy ?rule }}
        OPTIONAL {{ ?st kg:disputed ?disputed }}
        OPTIONAL {{ ?st kg:validFrom ?from }} OPTIONAL {{ ?st kg:validUntil ?until }}
      }}
      OPTIONAL {{ ?s skos:prefLabel ?sl }} OPTIONAL {{ ?o skos:prefLabel ?ol }}
      OPTIONAL {{ GRAPH <{ONTOLOGY_GRAPH}> {{ ?p rdfs:label ?pl }} }}
    }}"""
    evidence = _read_evidence(graph, f"{{ ?st rdf:subject <{iri}> }} UNION {{ ?st rdf:object <{iri}> }}")
    facts: dict[tuple[str, str, str, str], EntityFact] = {}
    for row in graph.select(query):
        modality = row["modality"].value if row["modality"] else "asserted"
        found = evidence.get(row["st"].value, ())
        key = (str(row["s"]), row["p"].value, str(row["o"]), modality)
        known = facts.get(key)
        facts[key] = EntityFact(
            subject=to_end(row["s"], row["sl"]),
            predicate=row["pl"].value if row["pl"] else to_label(row["p"].value),
            predicate_iri=row["p"].value,
            object=to_end(row["o"], row["ol"]),
            modality=modality,
            derived=row["rule"] is not None and (known is None or known.derived),
            disputed=_text(row["disputed"]) == "true" or (known is not None and known.disputed),
            evidence=_merge(known.evidence if known else (), found),
            valid_from=_text(row["from"]) or (known.valid_from if known else None),
            valid_until=_text(row["until"]) or (known.valid_until if known else None),
        )
    return sorted(facts.values(), key=lambda fact: _fact_order(fact, iri))


def _merge(known: tuple[Evidence, ...], found: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """Return the evidence of both, each place once: a derived statement repeats that of its source."""
    places = {(item.document, item.start, item.end): item for item in reversed((*known, *found))}
    return tuple(sorted(places.values(), key=lambda item: (item.document or "", item.start or 0)))


def read_fact_evidence(graph: GraphStore, subject: str, predicate: str, object: str) -> tuple[Evidence, ...]:
    """Return the sentences that assert a fact between two entities, all given by IRI, by document and place."""
    triple = f"rdf:subject <{subject}> ; rdf:predicate <{predicate}> ; rdf:object <{object}>"
    found: tuple[Evidence, ...] = ()
    for evidence in _read_evidence(graph, f'?st {triple} ; kg:modality "asserted" .').values():
        found = _merge(found, evidence)
    return found


def _read_evidence(graph: GraphStore, pattern: str) -> dict[str, tuple[Evidence, ...]]:
    """Return the evidence by statement `?st` of a pattern; a derived one has that of those it follows from."""
    query = f"""SELECT DISTINCT ?st ?name ?title ?date ?section ?quote ?start ?end ?method ?confidence
    WHERE {{
      GRAPH <{PROVENANCE_GRAPH}> {{
        {pattern}
        ?st prov:wasDerivedFrom* ?base . ?base oa:hasTarget ?target .
        ?target oa:hasSource ?doc .
        OPTIONAL {{ ?target oa:hasSelector/oa:exact ?quote }}
        OPTIONAL {{ ?target oa:hasSelector/oa:start ?start }}
        OPTIONAL {{ ?target oa:hasSelector/oa:end ?end }}
        OPTIONAL {{ ?base kg:date ?date }} OPTIONAL {{ ?base kg:section ?section }}
        OPTIONAL {{ ?base kg:method ?method }} OPTIONAL {{ ?base kg:confidence ?confidence }}
      }}
      OPTIONAL {{ ?doc dcterms:identifier ?name }} OPTIONAL {{ ?doc dcterms:title ?title }}
    }}"""
    evidence: dict[str, list[Evidence]] = defaultdict(list)
    for row in graph.select(query):
        evidence[row["st"].value].append(
            Evidence(
                document=_text(row["name"]),
                title=_text(row["title"]),
                date=_text(row["date"]),
                section=_text(row["section"]),
                quote=_text(row["quote"]),
                start=int(row["start"].value) if row["start"] else None,
                end=int(row["end"].value) if row["end"] else None,
                method=_text(row["method"]),
                confidence=float(row["confidence"].value) if row["confidence"] else None,
            )
        )
    return {
        statement: tuple(sorted(found, key=lambda item: (item.document or "", item.start or 0)))
        for statement, found in evidence.items()
    }


def _fact_order(fact: EntityFact, iri: str) -> tuple[bool, str, str, str]:
    other = fact.object if fact.subject.iri == iri else fact.subject
    return fact.subject.iri != iri, fact.predicate, other.label, fact.modality


def to_end(term: Term, label: Term | None) -> End:
    """Return a term of the graph, with its label where it has one, as an end of a fact."""
    if isinstance(term, ox.NamedNode):
        return End(label.value if label else to_label(term.value), term.value)
    return End(term.value)


def _texts(graph: GraphStore, query: str) -> list[str]:
    return sorted(row["x"].value for row in graph.select(query))


def _text(term: Any) -> str | None:
    return None if term is None else str(term.value)
