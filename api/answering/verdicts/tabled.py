"""Tabled: the yes or no that a cell of a table says, by the thing of its row and the head of its column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from api.answering.graph.facts.evidence import Citations
from api.answering.model import MAX_ANSWER, Answer, to_confidence, to_verdict
from api.answering.question.reading import Reading
from api.answering.question.words.words import BE
from api.answering.text.tables.rows import Row, Table
from api.answering.text.tables.said import Said, find_share, read_question
from api.answering.text.tables.tables import CONFIDENCE, find_tables, write_row
from api.answering.text.tables.ticks import find_ticks
from api.answering.verdicts.polarity import count_denials
from indexer.search import PassageIndex
from indexer.tokens import find_tokens
from ontology import Field

_HEDGED = re.compile(
    r"\b(?:sometimes|rare(?:ly)?|partial(?:ly)?|limited|planned|experimental|varies|depends|some|TBD|unknown)\b", re.I
)
_LONGEST_VALUE = 3


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What a cell says: yes or no, the share of the words of its row's name that the question says, and where."""

    holds: bool
    exact: float
    table: Table
    row: Row
    column: int


class TableVerdictReader:
    """Answer questions for yes or no by cells."""

    def __init__(self, index: PassageIndex, field: Field) -> None:
        self._index = index
        self._field = field

    def answer(self, reading: Reading) -> Answer | None:
        """Return the yes or no of the cell asked about with its row, or None where no cell or several say it."""
        asked = read_question(reading, self._field)
        if not reading.content or len(asked.needed) < 2 or "than" in reading.lowers:
            return None
        found = [
            verdict
            for table in find_tables(self._index, reading)
            for row in table.rows
            for verdict in _judge(asked.needed, asked.tokens, table, row, reading)
        ]
        nearest = max((verdict.exact for verdict in found), default=0.0)
        best = [verdict for verdict in found if verdict.exact == nearest]
        if not best or len({verdict.holds for verdict in best}) > 1:
            return None
        return self._write(reading, best[0])

    def _write(self, reading: Reading, found: _Verdict) -> Answer:
        citations = Citations(self._index)
        mark = citations.cite_passage(found.row.passages[found.column], CONFIDENCE)
        verdict = to_verdict(found.holds)
        told = write_row(found.table, found.row, sorted({0, found.column}))
        return Answer(
            question=reading.text, status="answered",
            answer=f"{verdict.label.capitalize()}: {told} [{mark}]"[:MAX_ANSWER],
            items=[verdict], citations=citations.all(), confidence=to_confidence(CONFIDENCE),
        )  # fmt: skip


def _judge(
    said: Sequence[Said], tokens: frozenset[str], table: Table, row: Row, reading: Reading
) -> Iterator[_Verdict]:
    """Yield what the cells of a row say to a question about the thing in its first cell."""
    thing = row.words[0]
    told = [one for one in said if one.stands_in(thing)]
    if not thing or not told:
        return
    exact = find_share(thing, told, tokens)
    rest = [one for one in said if one not in told and not one.stands_in(table.above | table.head.words[0])]
    own, verbs = [one for one in rest if not one.is_verb], [one for one in rest if one.is_verb]
    if not own:
        return
    turned, named = count_denials(reading.text) > 0, any(one.iri is not None for one in own)
    for column in range(1, len(row.cells)):
        holds = _read_cell(own, table, row, column, reading)
        if holds is not None and (not named or _says(verbs, table.head.words[column], row.words[column])):
            yield _Verdict(holds is not turned, exact, table, row, column)


def _says(verbs: Sequence[Said], head: frozenset[str], cell: frozenset[str]) -> bool:
    """Tell whether a cell or its head says the verbs that lead to a name: "Origin: Acme" says of Acme nothing else."""
    return all(one.stands_in(head | cell) or one.classes & head for one in verbs)


def _read_cell(own: Sequence[Said], table: Table, row: Row, column: int, reading: Reading) -> bool | None:
    """Return whether a cell says what a question says beside the thing of its row, None where it says neither."""
    cell, head, words = row.cells[column], table.head.words[column], row.words[column]
    if _HEDGED.search(cell):
        return None
    if all(one.stands_in(head) for one in own):
        ticks = find_ticks([other.cells[column] for other in table.rows])
        if ticks is not None:
            return ticks[table.rows.index(row)]
        return count_denials(cell) == 0 if words and reading.lowers[0] not in BE else None
    if all(one.stands_in(words | head) for one in own):
        return count_denials(cell) == 0
    return False if _is_other_value(own, table, row, column, reading) else None


def _is_other_value(own: Sequence[Said], table: Table, row: Row, column: int, reading: Reading) -> bool:
    """Tell whether a cell gives another of the few values of its column than the one asked about: "is X stable"."""
    if reading.lowers[0] not in BE or not row.words[column]:
        return False
    values = [other.cells[column] for other in table.rows]
    if len(set(values)) == len(values) or any(len(value.split()) > _LONGEST_VALUE for value in values):
        return False
    heads = table.head.words[column]
    return any(all(one.stands_in(frozenset(find_tokens(value)) | heads) for one in own) for value in set(values))
