"""Fields: what the record of a thing holds in a field that states no property, asked for by the field's name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from api.answering.graph.evidence import Citations, EvidenceReader, Source
from api.answering.graph.queries import to_select
from api.answering.graph.writing import write_marks
from api.answering.model import Answer, Term
from api.answering.question.reading import Form, Reading
from api.answering.question.sought import find_sought
from indexer.search import PassageIndex
from indexer.tokens import find_tokens
from kg.store import GraphStore
from ontology import Ontology
from ontology.names import FIELD, PROVENANCE_GRAPH
from ontology.roles import Role

CONFIDENCE = 0.9
_MOST_UNREAD = 1  # words beside the field's name: "from which country does X come"
_GENERAL = frozenset(
    token for word in "url name id link address page entry profile handle record".split() for token in find_tokens(word)
)

_SAMPLE = 300  # records, whose fields are those of nearly all
_FIELDS = (
    f"SELECT DISTINCT ?field WHERE {{ GRAPH <{PROVENANCE_GRAPH}> {{ {{ SELECT ?record WHERE {{ ?record a kg:Record }} "
    f'LIMIT {_SAMPLE} }} ?record ?field ?value FILTER (STRSTARTS(STR(?field), "{FIELD}")) }} }}'
)


@dataclass(frozen=True, slots=True)
class _Value:
    record: str
    field: str
    text: str


class FieldAnswerer:
    """Answer "what is the FIELD of X" with the lines of the record of X."""

    def __init__(self, graph: GraphStore, passages: PassageIndex, evidence: EvidenceReader, ontology: Ontology) -> None:
        self._ontology = ontology
        self._graph = graph
        self._index = passages
        self._evidence = evidence
        self._names: frozenset[str] | None = None

    def answer(self, reading: Reading) -> Answer | None:
        """Return the values of the field that a question names, or None where no record has it."""
        if reading.form is not Form.OPEN or len(reading.mentions) != 1 or reading.as_of_said is not None:
            return None
        if self._ontology.plays(reading.answer_class or "", Role.WORK):
            return None  # "which project ..." asks for one, and not for what the field "project" holds
        heads = find_sought(reading).heads
        rest = {token for word in reading.unread(reading.named) for token in find_tokens(word.text)[:1]}
        if not rest or len(rest - heads - _GENERAL) > _MOST_UNREAD:
            return None
        thing = reading.mentions[0].entity
        asked = [value for value in self._read(thing.iri) if _is_called(value.field, heads | rest)]
        sources = self._evidence.said_of(thing.iri)
        told = [(value, source) for value in asked if (source := _find_line(value, sources)) is not None]
        if not told or len({value.field for value, _ in told}) > 1:
            return None
        citations = Citations(self._index)
        marks = [mark for _, source in told if (mark := citations.cite(source, CONFIDENCE)) is not None]
        values = list(dict.fromkeys(value.text for value, _ in told))
        return Answer(
            question=reading.text, status="answered",
            answer=f"{thing.label}: {', '.join(values)} {write_marks(marks)}.",
            items=[Term(label=text, type="string") for text in values], citations=citations.all(),
            confidence=CONFIDENCE, sparql=_to_query([value for value, _ in told]),
        )  # fmt: skip

    def names(self, word: str) -> bool:
        """Tell whether some record has a field of that name: then the word is no slip for another."""
        if self._names is None:
            rows = self._graph.select(_FIELDS)
            lasts = (re.split(r"[./#]", row["field"].value.removeprefix(FIELD))[-1] for row in rows)
            self._names = frozenset(_join_name(last) for last in lasts)
        return word in self._names

    def _read(self, iri: str) -> list[_Value]:
        rows = self._graph.select(
            f"SELECT ?record ?field ?value WHERE {{ GRAPH <{PROVENANCE_GRAPH}> {{ ?record kg:about <{iri}> ; "
            f'?field ?value FILTER (STRSTARTS(STR(?field), "{FIELD}")) }} }} ORDER BY ?record ?field ?value'
        )
        return [_Value(row["record"].value, row["field"].value, row["value"].value) for row in rows]


def _is_called(field: str, heads: frozenset[str]) -> bool:
    """Tell whether a field bears the name asked for: its last part, but for words such as "url"."""
    last = re.split(r"[./#]", field.removeprefix(FIELD))[-1]
    own = set(find_tokens(re.sub(r"[_-]", " ", last)))
    joined = set(find_tokens(_join_name(last)))
    return (bool(own & heads) and own - heads <= _GENERAL) or bool(joined & heads)


def _join_name(last: str) -> str:
    """Return a field's name as one word, without "url": "dev_stats_url" is asked for as "devstats"."""
    return re.sub(r"_ur[li]$|[_-]", "", last)


def _find_line(value: _Value, sources: list[Source]) -> Source | None:
    """Return a statement of the same record whose quote holds the value's line."""
    document = value.record.partition("#")[0].rpartition("/")[2]
    return next(
        (s for s in sources if f": {value.text}" in s.quote and s.document.endswith(document) and not s.derived), None
    )


def _to_query(values: list[_Value]) -> str:
    rows = " ".join(f"(<{value.record}> <{value.field}>)" for value in dict.fromkeys(values))
    told = f"  VALUES (?record ?field) {{ {rows} }}\n  GRAPH <{PROVENANCE_GRAPH}> {{ ?record ?field ?item }}"
    return to_select("?item", told)
