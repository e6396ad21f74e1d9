"""Tables: what their cells answer, one value or a list or how many, by the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from api.answering.graph.facts.evidence import Citations
from api.answering.model import MAX_ANSWER, Answer, Term, to_confidence
from api.answering.question.asked.focus import DEFINED, find_focus
from api.answering.question.asked.utmost import asks_for_utmost, says_utmost
from api.answering.question.denials import denies, says_no
from api.answering.question.reading import Form, Reading
from api.answering.text.tables.cells import HEADED, SPARED_AT, Cells, CellSearch
from api.answering.text.tables.extremes import find_extreme
from api.answering.text.tables.rows import Row, Table, read_tables
from api.answering.text.tables.said import read_question, stands_for
from api.answering.text.values.defaults import find_default
from indexer.search import PassageIndex
from indexer.tokens import find_tokens
from ontology import Field

TOP = 8
CONFIDENCE = 0.8
_COUNTED = re.compile(r"(?<![\w.])(?P<number>\d[\d,]*)\+?\s+(?P<noun>(?:[^\W\d][\w-]*\s*){1,4})")


class TableAnswerer:
    """Answer from tables where a row, its head and what stands above it say all that a question says."""

    def __init__(self, index: PassageIndex, field: Field) -> None:
        self._index = index
        self._field = field
        self._search = lru_cache(maxsize=8)(self._find_cells)

    def answer(self, reading: Reading) -> Answer | None:
        """Return the cells asked for with what the question gives of their rows, or how many there are, or None."""
        utmost = find_extreme(reading, find_tables(self._index, reading))
        if utmost is not None:
            return self._tell(reading, utmost, [])
        found = self._search(reading)
        if reading.form is Form.COUNT:
            found = [cells for cells in found if cells.given]
        if asks_for_utmost(reading):
            found = [cells for cells in found if any(map(says_utmost, cells.table.head.cells))]
        best = max(found, key=lambda cells: cells.worth, default=None)
        return None if best is None else self._tell(reading, best, found)

    def answer_told(self, reading: Reading) -> Answer | None:
        """Return what the row of a thing tells of it, where a question asks to be told: "what does X use Y for".

        What is to be told of it is all of the row where it asks what the thing is.
        """
        if reading.asks != "what":
            return None
        defined = find_focus(reading, DEFINED, self._field.lexicon.class_of) is not None
        if not (defined or reading.form is Form.PASSAGE):
            return None
        search = CellSearch(read_question(reading, self._field), False, self._index)
        found = (search.find_told(table) for table in find_tables(self._index, reading))
        told = next((cells for cells in found if cells is not None), None)
        if told is not None and defined:
            told = replace(told, given=tuple(n for n, cell in enumerate(told.rows[0].cells) if cell))
        return None if told is None else _write(self._index, reading, told, ()).model_copy(update={"items": []})

    def answer_ticked(self, reading: Reading) -> Answer | None:
        """Return the things of a table that have, or lack, what one of its columns is headed by, or None."""
        found = [cells for cells in self._search(reading) if cells.ticked]
        return self._tell(reading, found[0], found) if found else None

    def count_rows(self, reading: Reading) -> Answer | None:
        """Return how many rows a table has whose heading is what a question counts, or None; prose may say better."""
        found = self._search(reading) if reading.form is Form.COUNT else []
        best = max(found, key=lambda cells: cells.worth, default=None)
        return None if best is None else self._tell(reading, best, found)

    def answer_headed(self, reading: Reading) -> Answer | None:
        """Return the cells of a row that the question names below the very head that it asks for, or None."""
        found = [cells for cells in self._search(reading) if not cells.ticked]
        best = max(found, key=lambda cells: cells.worth, default=None)
        surely = best is not None and best.given and best.worth >= (HEADED, SPARED_AT)
        return self._tell(reading, best, found) if best is not None and surely else None

    def _find_cells(self, reading: Reading) -> Sequence[Cells]:
        if reading.form not in {Form.OPEN, Form.COUNT} or not reading.content:
            return []
        asked = read_question(reading, self._field)
        if reading.form is Form.COUNT and not asked.nouns:
            return []  # "how many types of X" counts no X
        search = CellSearch(asked, denies(reading) or says_no(reading.text), self._index)
        found: list[Cells] = []
        tables = list(find_tables(self._index, reading))
        for table in tables:
            if not search.may_hold(table):
                continue
            for column in range(len(table.head.cells)):
                cells = search.find_ticked(table, column) or search.find(table, column)
                found += [cells] if cells is not None else []
        return [one for one in found if one.given or not search.is_in_another(one, tables)]

    def _tell(self, reading: Reading, best: Cells, found: Sequence[Cells]) -> Answer | None:
        best = _join([best, *(one for one in found if one is not best)])
        also = [one for one in found if one is not best and one.items == best.items]
        told = _write(self._index, reading, best, also)
        default = find_default(reading, " ".join(best.rows[0].cells))
        if default is not None and not any(default in item.label for item in told.items):
            return told.model_copy(update={"items": [Term(label=default)]})
        if reading.form is not Form.COUNT:
            return told
        if best.column != 0 or not best.items:
            return self._read_count(reading, best, told)
        number = str(len(best.items))
        count = Term(label=number, type="number")
        return told.model_copy(update={"items": [count], "answer": f"{number}: {told.answer}"[:MAX_ANSWER]})

    def _read_count(self, reading: Reading, best: Cells, told: Answer) -> Answer | None:
        """Return the number that a cell gives before the noun that is counted: "13 client languages"."""
        nouns = read_question(reading, self._field).nouns
        for found in _COUNTED.finditer(best.rows[0].cells[best.column]):
            if stands_for(find_tokens(found["noun"]), nouns):
                return told.model_copy(update={"items": [Term(label=found["number"], type="number")]})
        return None


def _join(cells: Sequence[Cells]) -> Cells:
    """Return the first of some cells with the things that other tables of its kind, in its document, tick alike."""
    first, *others = cells

    def tell_kind(one: Cells) -> tuple[object, ...]:
        columns = (one.column, *one.given)
        return one.rows[0].passage.document, columns, [one.table.head.cells[n] for n in columns]

    alike = [one for one in others if one.ticked and first.ticked and tell_kind(one) == tell_kind(first)]
    return replace(first, rows=tuple(row for one in (first, *alike) for row in one.rows)) if alike else first


def find_tables(index: PassageIndex, reading: Reading) -> Iterator[Table]:
    """Yield the tables nearest to a question, each once and either way round."""
    seen = set()
    for hit in index.search(reading.spelled, TOP, reading.iris, reading.as_of_said, tabular=True):
        for table in read_tables(index, hit.passage):
            place = (table.head.passage.document, table.head.passage.span, table.head.cells)
            if place not in seen:
                seen.add(place)
                yield table
                yield table.turn()


def write_row(table: Table, row: Row, columns: Sequence[int]) -> str:
    """Return some cells of a row, each behind the head of its column: "Maker: Acme, Since: 2019"."""
    told = (f"{table.head.cells[n]}: {row.cells[n]}" if table.head.cells[n] else row.cells[n] for n in columns)
    return ", ".join(told)


def _write(index: PassageIndex, reading: Reading, found: Cells, also: Sequence[Cells]) -> Answer:
    """Return cells as an answer: each row with what the question gives of it, and the cell; `also` says the same."""
    citations = Citations(index)
    told: dict[int | None, list[str]] = {}
    for row in found.rows:
        columns = sorted({*found.given, found.column})
        mark = citations.cite_passage(row.passages[found.column], CONFIDENCE)
        said = write_row(found.table, row, columns) if found.given else row.cells[found.column]
        told.setdefault(mark, []).append(said)
    for cells in also:
        for row in cells.rows:
            citations.cite_passage(row.passages[cells.column], CONFIDENCE)
    joint, lead = ("; ", "") if found.given else (", ", f"{found.table.head.cells[found.column]}: ")
    text = lead + joint.join(f"{joint.join(said)} [{mark}]" for mark, said in told.items())
    return Answer(
        question=reading.text, status="answered", answer=text[:MAX_ANSWER], items=found.items,
        citations=citations.all(), confidence=to_confidence(CONFIDENCE),
    )  # fmt: skip
