"""All entities and the facts between them, held in memory: what pictures of the graph are drawn from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import pyoxigraph as ox

from api.entities import to_label
from kg.graph import UNDATED
from kg.store import GraphStore
from ontology import Ontology
from ontology.names import ENTITY, KG, ONTOLOGY_GRAPH, PROVENANCE_GRAPH, write_iri


@dataclass(frozen=True, slots=True, order=True)
class GraphEntity:
    """An entity: its label, its narrowest class (a local name), and how many facts the documents tell of it."""

    iri: str
    label: str
    type: str
    fact_count: int

    @property
    def curie(self) -> str:
        """The short form of the IRI, as SPARQL writes it."""
        return write_iri(self.iri)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """When a fact holds: from `since` (a date of any precision; `UNDATED` where none is told) to before `until`."""

    since: str
    until: str | None = None

    def holds(self, day: str | None) -> bool:
        """Tell whether the fact holds on a day, or at all where no day is asked for."""
        return day is None or (self.since <= day and (self.until is None or self.until > day))


@dataclass(frozen=True, slots=True)
class GraphFact:
    """An asserted fact between two entities, with the periods that its statements tell."""

    subject: str
    predicate: str
    object: str
    periods: tuple[Period, ...]
    disputed: bool = False
    derived: bool = False

    def holds(self, day: str | None) -> bool:
        """Tell whether one of its statements holds on a day."""
        return any(period.holds(day) for period in self.periods)


@dataclass(frozen=True)
class Landscape:
    """The entities by IRI, in the order of their IRIs, and the facts between them."""

    entities: dict[str, GraphEntity]
    facts: tuple[GraphFact, ...]
    predicate_labels: dict[str, str] = field(default_factory=dict)

    @cached_property
    def facts_of(self) -> dict[str, tuple[GraphFact, ...]]:
        """The facts by each entity that is an end of them."""
        found: dict[str, list[GraphFact]] = defaultdict(list)
        for fact in self.facts:
            found[fact.subject].append(fact)
            if fact.object != fact.subject:
                found[fact.object].append(fact)
        return {iri: tuple(facts) for iri, facts in found.items()}

    @cached_property
    def by_predicate(self) -> dict[str, tuple[GraphFact, ...]]:
        """The facts by the local name of their property."""
        found: dict[str, list[GraphFact]] = defaultdict(list)
        for fact in self.facts:
            found[fact.predicate].append(fact)
        return {name: tuple(facts) for name, facts in found.items()}

    @cached_property
    def days(self) -> tuple[str, str] | None:
        """The earliest and the latest date that a fact tells, or None where no fact is dated."""
        told = sorted({period.since for fact in self.facts for period in fact.periods} - {UNDATED})
        return (told[0], told[-1]) if told else None

    def first_day(self, iri: str) -> str:
        """Return the earliest date that a fact of an entity tells, `UNDATED` where one tells none."""
        return min((fact.periods[0].since for fact in self.facts_of.get(iri, ())), default=UNDATED)


def read_landscape(graph: GraphStore, ontology: Ontology) -> Landscape:
    """Read all entities, and all asserted statements between them."""
    counts = {row["x"].value: int(row["n"].value) for row in graph.select(_COUNTS)}
    labels = {row["x"].value: row["label"].value for row in graph.select(_LABELS)}
    types: dict[str, list[str]] = defaultdict(list)
    for row in graph.select(_TYPES):
        types[row["x"].value].append(row["type"].value.removeprefix(KG))
    entities = {
        iri: GraphEntity(iri, labels.get(iri) or to_label(iri), ontology.narrowest(types[iri]), counts.get(iri, 0))
        for iri in sorted(types)
    }
    between = tuple(fact for fact in _read_facts(graph) if fact.subject in entities and fact.object in entities)
    properties = {row["p"].value.removeprefix(KG): row["label"].value for row in graph.select(_PROPERTIES)}
    return Landscape(entities, between, properties)


_INSIDE = f'FILTER(STRSTARTS(STR(?x), "{ENTITY}"))'
_LABELS = f"SELECT ?x (MIN(?name) AS ?label) {{ ?x skos:prefLabel ?name {_INSIDE} }} GROUP BY ?x"
_TYPES = f'SELECT DISTINCT ?x ?type {{ ?x a ?type {_INSIDE} FILTER(STRSTARTS(STR(?type), "{KG}")) }} ORDER BY ?x ?type'
_PROPERTIES = f"SELECT ?p ?label {{ GRAPH <{ONTOLOGY_GRAPH}> {{ ?p rdfs:label ?label }} }}"
# A fact counts for both of its ends, once however many sentences state it.
_COUNTS = f"""SELECT ?x (COUNT(*) AS ?n) {{
  {{ SELECT DISTINCT ?x ?s ?p ?o {{
    {{ ?s ?p ?o BIND(?s AS ?x) }} UNION {{ ?s ?p ?o BIND(?o AS ?x) }}
    FILTER(STRSTARTS(STR(?p), "{KG}")) FILTER(isIRI(?x) && STRSTARTS(STR(?x), "{ENTITY}"))
  }} }}
}} GROUP BY ?x"""
_FACTS = f"""SELECT ?s ?p ?o ?since ?date ?until ?disputed ?rule {{
  GRAPH <{PROVENANCE_GRAPH}> {{
    ?st a kg:Statement ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; kg:modality "asserted" .
    OPTIONAL {{ ?st kg:since ?since }} OPTIONAL {{ ?st kg:date ?date }} OPTIONAL {{ ?st kg:validUntil ?until }}
    OPTIONAL {{ ?st kg:disputed ?disputed }} OPTIONAL {{ ?st kg:derivedBy ?rule }}
    FILTER(isIRI(?o) && STRSTARTS(STR(?s), "{ENTITY}") && STRSTARTS(STR(?o), "{ENTITY}"))
  }}
}}"""


def _read_facts(graph: GraphStore) -> Iterator[GraphFact]:
    rows: dict[tuple[str, str, str], list[ox.QuerySolution]] = defaultdict(list)
    for row in graph.select(_FACTS):
        rows[row["s"].value, row["p"].value.removeprefix(KG), row["o"].value].append(row)
    for (subject, predicate, end), told in sorted(rows.items()):
        periods = {Period(_text(row, "since") or _text(row, "date") or UNDATED, _text(row, "until")) for row in told}
        yield GraphFact(
            subject,
            predicate,
            end,
            tuple(sorted(periods, key=lambda period: (period.since, period.until or ""))),
            disputed=any(_text(row, "disputed") == "true" for row in told),
            derived=all(row["rule"] is not None for row in told),
        )


def _text(row: ox.QuerySolution, name: str) -> str | None:
    term = row[name]
    return None if term is None else str(term.value)  # type: ignore[union-attr]
