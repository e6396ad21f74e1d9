"""Tables: the cells that a question asks for, found by the words of their row, their column and what stands above."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from api.answering.graph.evidence import Citations
from api.answering.model import MAX_ANSWER, Answer, Term, to_confidence
from api.answering.question.held import is_of
from api.answering.question.reading import Form, Mention, Reading
from api.answering.question.sought import EMPTY_TOKENS, Side, find_sought
from api.answering.question.versions import VERSION_TOKENS, asks_for_version
from api.answering.text.given import to_date_term
from api.answering.text.rows import Row, Table, read_tables
from indexer.search import PassageIndex
from indexer.tokens import find_tokens
from kg.language.dates import find_dates
from kg.language.releases import find_versions
from ontology import Field
from ontology.roles import Role

TOP = 8
MAX_CELLS = 20
CONFIDENCE = 0.8
LONGEST_ITEM = 60
EXACT = 0.99
SPARED_AT = 0.6
MISSING = 0.2
# How a column is known to be the one asked for: by its head, by what its cell says, by its place alone.
HEADED, SAID, PLACED = 2, 1, 0
_DAY = frozenset(find_tokens("date day"))
_VALUE_TOKENS = frozenset(find_tokens("value setting"))
_HANDLE = re.compile(r"\s*\(@[^()]*\)")
_NOTHING = frozenset(["", "none", "no", "n/a", "-", "–", "—"])


@dataclass(frozen=True, slots=True)
class Said:
    """A word or a name of a question, as the index compares words, in each of its spellings.

    `needed`: no answer goes without it. `iri`: the entity that it names. `classes`: the words for what its relation
    leads to ("language" of "written in").
    """

    spellings: tuple[frozenset[str], ...]
    needed: bool = True
    iri: str | None = None
    classes: frozenset[str] = frozenset()

    def stands_in(self, words: Set[str]) -> bool:
        """Tell whether some words hold one of the spellings, or a word derived from it."""
        return any(
            spelling <= words or (len(spelling) == 1 and is_of(next(iter(spelling)), words))
            for spelling in self.spellings
        )


@dataclass(frozen=True, slots=True)
class _Cells:
    """Cells of one column that answer, with their rows; `given`: the columns of what the question gives of them."""

    table: Table
    column: int
    rows: tuple[Row, ...]
    given: tuple[int, ...]
    worth: tuple[int, float]

    @property
    def items(self) -> list[Term]:
        """What the cells name, each once."""
        return list(dict.fromkeys(item for row in self.rows for item in to_items(row.cells[self.column])))


class TableAnswerer:
    """Answer from tables where a row, its head and what stands above it say all that a question says."""

    def __init__(self, index: PassageIndex, field: Field) -> None:
        self._index = index
        self._field = field

    def answer(self, reading: Reading) -> Answer | None:
        """Return the cells asked for with what the question gives of their rows, or None."""
        if reading.form is not Form.OPEN or not reading.content:
            return None
        entities = [m.entity.iri for m in reading.mentions]
        hits = self._index.search(reading.spelled, TOP, entities, reading.as_of_said, tabular=True)
        search = _CellSearch(reading, self._field, self._index)
        found = [
            cells
            for hit in hits
            for table in read_tables(self._index, hit.passage)
            if search.may_hold(table)
            for column in range(len(table.head.cells))
            if (cells := search.find(table, column)) is not None
        ]
        best = max(found, key=lambda cells: cells.worth, default=None)
        if best is None:
            return None
        also = [cells for cells in found if cells is not best and cells.items == best.items]
        return _write(self._index, reading, best, also)


class _CellSearch:
    """What a question says, looked for in tables."""

    def __init__(self, reading: Reading, field: Field, index: PassageIndex) -> None:
        self._index = index
        sought = find_sought(reading)
        words = [
            Said((frozenset(reading.tokens([n])),), classes=_find_classes(reading, n, field))
            for n in reading.content
            if n not in reading.named
        ]
        self._nouns = [one for one in words if one.spellings[0] <= sought.nouns]
        self._said = [one for one in words if one not in self._nouns] + [_to_said(m, reading) for m in reading.mentions]
        self._tokens = frozenset(find_tokens(reading.text)).union(*(s for one in self._said for s in one.spellings))
        # "The type of X", "the default value of X": words that say little may be heads of columns all the same.
        self._empty = [Said((frozenset([token]),), needed=False) for token in sorted(sought.nouns & EMPTY_TOKENS)]
        self._nouns, self._said = (
            [one for one in ones if not one.spellings[0] <= _VALUE_TOKENS] for ones in (self._nouns, self._said)
        )
        self._dated = reading.answer_class == "Date"
        self._valued = asks_for_version(reading)
        if self._valued:  # a version is known by how it is written
            self._nouns = [one for one in self._nouns if not one.spellings[0] & VERSION_TOKENS]
            self._said = [one for one in self._said if not one.spellings[0] <= VERSION_TOKENS]
        self._others = _find_other_heads(reading, field)
        self._plural = sought.plural
        self._asks_who = reading.asks in {"who", "whom"}
        self._asks_for_subject = bool(sought.nouns) or sought.side is Side.BEFORE

    def may_hold(self, table: Table) -> bool:
        """Tell whether all that the question says but one word stands somewhere in a table or above it."""
        words = table.above.union(*table.head.words, *(cell for row in table.rows for cell in row.words))
        said = (one for one in (*self._nouns, *self._said) if one.needed)
        return sum(not one.stands_in(words) and not one.classes & words for one in said) <= 1

    def find(self, table: Table, column: int) -> _Cells | None:
        """Return the cells of a column that the question asks for, or None."""
        picked = [(row, found) for row in table.rows if (found := self._pick(table, row, column)) is not None]
        if not picked:
            return self._find_all(table, column)
        worth = max(found[1] for _, found in picked)
        rows = tuple(row for row, found in picked if found[1] == worth)
        given = next(found[0] for _, found in picked if found[1] == worth)
        return _Cells(table, column, rows, given, worth) if len(rows) <= MAX_CELLS else None

    def _find_all(self, table: Table, column: int) -> _Cells | None:
        """Return a whole column whose head is the noun asked for, where all else stands above the table."""
        head = table.head.words[column]
        if column == 0 and not any(table.head.words[1:]):
            return None  # the labels of a sheet
        if not self._plural or not self._is_called(table, column) or len(table.rows) > MAX_CELLS:
            return None
        above = table.above | head
        document = table.rows[0].passage.document
        cells = [cell for row in table.rows for cell in row.words]
        for one in (one for one in (*self._nouns, *self._said) if one.needed and not one.stands_in(above)):
            if any(one.stands_in(cell) for cell in cells):
                return None  # a row is asked for
            if one.iri is None or not self._index.mentions(document, one.iri):
                return None
        rows = tuple(row for row in table.rows if row.cells[column].lower() not in _NOTHING)
        return _Cells(table, column, rows, (), (HEADED, 0.0)) if rows else None

    def _is_called(self, table: Table, column: int) -> bool:
        """Tell whether the head of a column is the noun asked for, or the heading above the table for its first."""
        section = table.rows[0].passage.section
        heading = frozenset(find_tokens(section[-1])) if section and column == 0 else frozenset[str]()
        return any(one.stands_in(words) for one in self._nouns[-1:] for words in (table.head.words[column], heading))

    def _pick(self, table: Table, row: Row, column: int) -> tuple[tuple[int, ...], tuple[int, float]] | None:
        """Return by which other cells of a row the question gives a cell, and how surely it is the one asked for."""
        if row.cells[column].lower() in _NOTHING or (self._dated and not any(find_dates(row.cells[column]))):
            return None
        if self._valued and not find_versions(row.cells[column]):
            return None
        cells, heads = row.words, table.head.words
        told = [one for one in self._said if not one.stands_in(table.above)]
        given = tuple(n for n, cell in enumerate(cells) if n != column and any(one.stands_in(cell) for one in told))
        if not given or (column == 0 and not all(table.head.cells[n] for n in given)):
            return None  # what stands before a column without a head is a label of it
        around = table.above.union(heads[column], *(heads[n] | cells[n] for n in given))
        missing = [one for one in self._said if not one.stands_in(around) and not one.classes & around]
        missing += [one for one in self._nouns if not one.stands_in(table.above | heads[column] | cells[column])]
        exact = max(len(cells[n] & self._tokens) / len(cells[n]) for n in given if cells[n])
        place = self._place(table, row, column, given, exact)
        items = to_items(row.cells[column])
        if place != HEADED and not items:
            return None
        if place == PLACED and self._asks_who and not all(item.label[:1].isupper() for item in items):
            return None  # no name of anybody
        spared = 1 if place == HEADED and exact >= SPARED_AT else 0
        if place is None or sum(one.needed for one in missing) > spared or any(m.iri and m.needed for m in missing):
            return None
        return given, (place, exact - MISSING * len(missing))

    def _place(self, table: Table, row: Row, column: int, given: Sequence[int], exact: float) -> int | None:
        """Return how a column is known to be the one asked for, None where it is not."""
        heads = table.head.words
        if self._valued and any(one.stands_in(heads[column]) for one in self._said):
            return HEADED  # "deprecated in which version"
        around = frozenset[str]().union(*(heads[n] | row.words[n] for n in given))
        empty = [one for one in self._empty if any(one.stands_in(head) for head in heads)]
        asked = empty or self._nouns[-1:] or [one for one in self._said if not one.stands_in(around)]
        if any(one.stands_in(heads[column]) for one in asked):
            return HEADED
        if self._dated:
            dated = [n for n, cell in enumerate(row.cells) if any(find_dates(cell))]
            return SAID if heads[column] & _DAY or dated == [column] else None
        if any(one.stands_in(head) for n, head in enumerate(heads) if n != column for one in asked):
            return None
        if any(one.stands_in(row.words[column]) for one in self._nouns[-1:]):
            return SAID
        if heads[column] and heads[column] <= self._others:
            return None
        beside = (column == 0 and self._asks_for_subject) or (len(heads) == 2 and exact >= EXACT)
        return PLACED if beside else None


def _to_said(mention: Mention, reading: Reading) -> Said:
    """Return a name of a question; a word before the noun asked for ("which demo service") need not be said."""
    spellings = tuple(frozenset(find_tokens(name)) for name in (mention.surface, mention.entity.label))
    before = reading.lowers[mention.first - 1] if mention.first else ""
    common = mention.entity.type == "Thing" and mention.is_small
    return Said(spellings, needed=not common or before not in {"which", "what"}, iri=mention.entity.iri)


def _find_other_heads(reading: Reading, field: Field) -> frozenset[str]:
    """Return the words of heads whose cells name headings, where the question asks for things that stand under them."""
    if reading.answer_class is None or field.ontology.plays(reading.answer_class, Role.HEADING):
        return frozenset()
    nouns = (noun for noun, name in field.lexicon.class_of.items() if field.ontology.plays(name, Role.HEADING))
    return frozenset(token for noun in nouns for token in find_tokens(noun))


def _find_classes(reading: Reading, n: int, field: Field) -> frozenset[str]:
    """Return the nouns for what the relation of a verb leads to: "language" for "written in"."""
    names = {
        name
        for use in reading.frames
        if use.first == n and use.frame.part_of_speech == "verb"
        for sense in use.frame.senses
        for name in field.ontology.properties[sense].range
    }
    return frozenset(
        token for noun, name in field.lexicon.class_of.items() if name in names for token in find_tokens(noun)
    )


def _write(index: PassageIndex, reading: Reading, found: _Cells, also: Sequence[_Cells]) -> Answer:
    """Return cells as an answer: each row with what the question gives of it, and the cell; `also` says the same."""
    citations = Citations(index)
    told: dict[int | None, list[str]] = {}
    for row in found.rows:
        columns = sorted({*found.given, found.column})
        said = ", ".join(_to_clause(found.table.head.cells[n], row.cells[n]) for n in columns)
        mark = citations.cite_passage(row.passage, CONFIDENCE)
        told.setdefault(mark, []).append(said if found.given else row.cells[found.column])
    for row in [row for cells in also for row in cells.rows]:
        citations.cite_passage(row.passage, CONFIDENCE)
    joint, lead = ("; ", "") if found.given else (", ", f"{found.table.head.cells[found.column]}: ")
    text = lead + joint.join(f"{joint.join(said)} [{mark}]" for mark, said in told.items())
    return Answer(
        question=reading.text, status="answered", answer=text[:MAX_ANSWER], items=found.items,
        citations=citations.all(), confidence=to_confidence(CONFIDENCE),
    )  # fmt: skip


def _to_clause(head: str, cell: str) -> str:
    return f"{head}: {cell}" if head else cell


def to_items(cell: str) -> list[Term]:
    """Return what a cell names: a day, or each of the names that commas part; nothing where it is a sentence.

    >>> [item.label for item in to_items("Ad Service, Cart Service (@cart)")]
    ['Ad Service', 'Cart Service']
    """
    cell = _HANDLE.sub("", cell)
    dates = [date for _, date in find_dates(cell)]
    if len(dates) == 1:
        return [to_date_term(dates[0])]
    parts = [part.strip() for part in cell.split(",")]
    return [Term(label=part) for part in parts if part] if all(len(part) <= LONGEST_ITEM for part in parts) else []
