"""Fields: what the record of a thing holds in a field that states no property, asked for by the field's name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from api.answering.graph.facts.evidence import Citations, EvidenceReader, Source
from api.answering.graph.facts.writing import write_marks
from api.answering.graph.fields.asked_fields import AskedFields
from api.answering.graph.fields.field_index import FieldIndex
from api.answering.graph.plans.queries import to_select
from api.answering.model import Answer, Term
from api.answering.question.entities import Known
from api.answering.question.reading import Form, Reading
from indexer.search import PassageIndex
from kg.documents import Span
from kg.store import GraphStore
from ontology import Field
from ontology.names import FIELD, PROVENANCE_GRAPH
from ontology.roles import Role

CONFIDENCE = 0.9
_HELD = (
    f"SELECT ?node ?field ?path ?value WHERE {{{{ GRAPH <{PROVENANCE_GRAPH}> {{{{ "
    "{{ ?node kg:about <{iri}> ; ?field ?value ; prov:wasDerivedFrom ?file "
    f'FILTER (STRSTARTS(STR(?field), "{FIELD}")) BIND (STRAFTER(STR(?field), "{FIELD}") AS ?path) '
    "FILTER NOT EXISTS {{ ?file dcterms:isReplacedBy ?newer }} }} UNION "
    '{{ ?node rdf:subject <{iri}> ; kg:modality "asserted" ; kg:method ?method ; ?field ?value '
    'FILTER (?field = rdf:object) BIND (STRAFTER(?method, "record:") AS ?path) }} }} }}'
)
_LATER = (
    f"SELECT ?quote ?start ?end WHERE {{{{ GRAPH <{PROVENANCE_GRAPH}> {{{{ "
    "<{record}> oa:hasTarget/oa:hasSelector ?at . "
    "?at oa:exact ?quote ; oa:start ?start ; oa:end ?end }} }} ORDER BY ?start"
)
_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}")


@dataclass(frozen=True, slots=True)
class _Value:
    """A value of a field; `record`: the record, or the statement where the field states a property."""

    record: str
    path: str
    field: str
    text: str

    def stands_in(self, lines: str) -> bool:
        """Tell whether lines of a record hold it, alone or as one of the values of a map: "audits: date 2020-01-01"."""
        return f": {self.text}" in lines or f"{self.path.rpartition('.')[2]} {self.text}" in lines


class FieldAnswerer:
    """Answer "what is the FIELD of X" with the lines of the record of X."""

    def __init__(
        self, graph: GraphStore, passages: PassageIndex, evidence: EvidenceReader, fields: FieldIndex, field: Field
    ) -> None:  # fmt: skip
        self._ontology = field.ontology
        self._asked = AskedFields(fields, field)
        self._fields = fields
        self._graph = graph
        self._index = passages
        self._evidence = evidence

    def answer(self, reading: Reading) -> Answer | None:
        """Return the values of the field that a question names, or None where no record has it."""
        things = [m for m in reading.mentions if not self._ontology.plays(m.entity.type, Role.HEADING)]
        if len(things) != 1 or reading.as_of_said is not None or reading.form not in {Form.OPEN, Form.COUNT}:
            return None
        paths = self._asked.find(reading, things[0])
        thing = things[0].entity
        return self._tell(reading, thing, [v for v in self._read(thing.iri) if v.path in paths]) if paths else None

    def _tell(self, reading: Reading, thing: Known, asked: Sequence[_Value]) -> Answer | None:
        """Return the answer that tells values of one field, each with the line of its record."""
        sources = self._evidence.said_of(thing.iri)
        told = [(value, source) for value in asked for source in self._find_lines(value, sources)]
        if not told or len({value.path for value, _ in told}) > 1:
            return None
        citations = Citations(self._index)
        cited = (citations.cite(source, CONFIDENCE) for _, source in told)
        marks = list(dict.fromkeys(mark for mark in cited if mark is not None))
        values = list(dict.fromkeys(value.text for value, _ in told))
        return Answer(
            question=reading.text, status="answered",
            answer=f"{thing.label}: {', '.join(values)} {write_marks(marks)}.",
            items=[Term(label=text, type="date" if _DAY.fullmatch(text) else "string") for text in values],
            citations=citations.all(), confidence=CONFIDENCE, sparql=_to_query([value for value, _ in told]),
        )  # fmt: skip

    def names(self, word: str) -> bool:
        """Tell whether some record has a field of that name: then the word is no slip for another."""
        return self._fields.names(word)

    def _find_lines(self, value: _Value, sources: Sequence[Source]) -> list[Source]:
        """Return a statement of the same record whose quote holds the value's line, else one with the later line."""
        if value.field != FIELD + value.path:
            return [source for source in sources if source.statement == value.record]
        document = value.record.partition("#")[0].rpartition("/")[2]
        own = [s for s in sources if s.document.endswith(document) and not s.derived]
        shown = next((s for s in own if value.stands_in(s.quote)), None)
        if shown is not None or not own:
            return [shown] if shown is not None else []
        lines = self._graph.select(_LATER.format(record=value.record))
        later = next((row for row in lines if value.stands_in(row["quote"].value)), None)
        if later is None:
            return []
        span = Span(int(later["start"].value), int(later["end"].value))
        named = min(own, key=lambda source: source.span)
        return [named, replace(own[0], quote=later["quote"].value, span=span)]

    def _read(self, iri: str) -> list[_Value]:
        """Return what records hold of a thing, and what their fields state of it, the newest of it."""
        rows = self._graph.select(_HELD.format(iri=iri))
        return [
            _Value(row["node"].value, row["path"].value, row["field"].value, row["value"].value)
            for row in sorted(rows, key=lambda row: [row[name].value for name in ("node", "path", "value")])
        ]


def _to_query(values: list[_Value]) -> str:
    rows = " ".join(f"(<{value.record}> <{value.field}>)" for value in dict.fromkeys(values))
    told = f"  VALUES (?record ?field) {{ {rows} }}\n  GRAPH <{PROVENANCE_GRAPH}> {{ ?record ?field ?item }}"
    return to_select("?item", told)
