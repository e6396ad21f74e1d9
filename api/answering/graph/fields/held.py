"""Held values: what the newest records hold, value by value, with the lines that show it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from api.answering.graph.facts.evidence import EvidenceReader, Source
from api.answering.graph.fields.addresses import to_keys
from api.answering.graph.plans.values import to_string
from kg.documents import Span
from kg.records.quoting import METHOD, is_of_record
from kg.store import GraphStore
from ontology.names import ENTITY, FIELD, PROVENANCE_GRAPH, to_local

# Of all things the filters are left to Python: the store tells of each value what begins as a field does far slower.
_KEPT = (
    f"SELECT ?node ?iri ?field ?value WHERE {{{{ GRAPH <{PROVENANCE_GRAPH}> {{{{ {{which}} "
    "?node a kg:Record ; kg:about ?iri ; prov:wasDerivedFrom ?file ; ?field ?value "
    "FILTER NOT EXISTS {{ ?file dcterms:isReplacedBy ?newer }} }} }}"
)
_STATED = (
    f"SELECT ?node ?iri ?method ?value WHERE {{{{ GRAPH <{PROVENANCE_GRAPH}> {{{{ {{which}} "
    '?node rdf:subject ?iri ; kg:modality "asserted" ; kg:method ?method ; rdf:object ?value }} }}'
)
_OBJECT = "http://www.w3.org/1999/02/22-rdf-syntax-ns#object"
_LATER = (
    f"SELECT ?quote ?start ?end WHERE {{{{ GRAPH <{PROVENANCE_GRAPH}> {{{{ "
    "<{record}> oa:hasTarget/oa:hasSelector ?at . "
    "?at oa:exact ?quote ; oa:start ?start ; oa:end ?end }} }} ORDER BY ?start"
)


@dataclass(frozen=True, slots=True, order=True)
class Held:
    """A value of a field: of which thing (`iri`), and in which record, or statement where the field states a property.

    `predicate`: the IRI by which that node has the value.
    """

    iri: str
    node: str
    path: str
    predicate: str
    text: str

    def stands_in(self, lines: str) -> bool:
        """Tell whether lines of a record hold it, alone or as one of the values of a map: "audits: date 2020-01-01"."""
        return f": {self.text}" in lines or f"{self.path.rpartition('.')[2]} {self.text}" in lines


class HeldReader:
    """Read what records hold, of one thing or, once, of all."""

    def __init__(self, graph: GraphStore, evidence: EvidenceReader) -> None:
        self._graph = graph
        self._evidence = evidence
        self._by_path: dict[str, list[Held]] = {}

    def of(self, iri: str) -> list[Held]:
        """Return what records hold of a thing, and what their fields state of it."""
        own = f"VALUES ?iri {{ <{iri}> }}"
        return sorted(self._read(own, own))

    def holding(self, key: str) -> Sequence[Held]:
        """Return the values that an address, handle or code means, in whichever fields of whichever things."""
        return self._by_key.get(key, ())

    def prepare(self) -> None:
        """Read all values, so that the first question that gives one need not wait for it."""
        _ = self._by_key

    def in_field(self, path: str) -> Sequence[Held]:
        """Return all values of a field."""
        if path not in self._by_path:
            field = f"VALUES ?field {{ <{FIELD}{to_local(path)}> }}"
            method = f"VALUES ?method {{ {to_string(METHOD + path)} }}"
            self._by_path[path] = sorted(self._read(field, method))
        return self._by_path[path]

    @cached_property
    def _by_key(self) -> dict[str, list[Held]]:
        found: dict[str, list[Held]] = defaultdict(list)
        for held in sorted(self._read("", "")):
            for key in to_keys(held.text):
                found[key].append(held)
        return dict(found)

    def _read(self, kept: str, stated: str) -> Iterator[Held]:
        """Yield the values of records, and those that statements have of them; which, the two patterns say."""
        for row in self._graph.select(_KEPT.format(which=kept)):
            field = row["field"].value
            if field.startswith(FIELD):
                yield Held(row["iri"].value, row["node"].value, field.removeprefix(FIELD), field, row["value"].value)
        for row in self._graph.select(_STATED.format(which=stated)):
            method = row["method"].value
            if is_of_record(method) and not row["value"].value.startswith(ENTITY):  # a thing is no value to be told
                path = method.removeprefix(METHOD)
                yield Held(row["iri"].value, row["node"].value, path, _OBJECT, row["value"].value)

    def find_lines(self, held: Held, sources: Sequence[Source] | None = None) -> list[Source]:
        """Return a statement of the same record whose quote holds the value's line, else one with the later line.

        `sources`: all that is said of the thing, where that is read already.
        """
        said = self._evidence.said_of(held.iri) if sources is None else sources
        if held.predicate == _OBJECT:
            stated = [source for source in said if source.statement == held.node]
            return [*filter(None, map(self._evidence.find_naming, stated)), *stated]
        document = held.node.partition("#")[0].rpartition("/")[2]
        own = [s for s in said if s.document.endswith(document) and not s.derived]
        shown = next((s for s in own if held.stands_in(s.quote)), None)
        if shown is not None or not own:
            return [shown] if shown is not None else []
        lines = self._graph.select(_LATER.format(record=held.node))
        later = next((row for row in lines if held.stands_in(row["quote"].value)), None)
        if later is None:
            return []
        span = Span(int(later["start"].value), int(later["end"].value))
        named = min(own, key=lambda source: source.span)
        return [named, replace(own[0], quote=later["quote"].value, span=span)]


def to_held_query(held: Iterable[Held], item: str) -> str:
    """Return the lines of a query that bind ?item: to the values ("?value") or to what has them ("?iri")."""
    rows = " ".join(f"(<{each.node}> <{each.predicate}>)" for each in dict.fromkeys(held))
    about = "" if item == "?value" else " . { ?node kg:about ?item } UNION { ?node rdf:subject ?item }"
    value = "?item" if item == "?value" else "?value"
    return f"  VALUES (?node ?field) {{ {rows} }}\n  GRAPH <{PROVENANCE_GRAPH}> {{ ?node ?field {value}{about} }}"
