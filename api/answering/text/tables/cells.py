"""Cells: those of a table that a question asks for, by the words of their row, their column and what stands above."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from api.answering.model import Term
from api.answering.question.words.words import SUPERLATIVES
from api.answering.text.tables.rows import Row, Table
from api.answering.text.tables.said import CellQuestion, Said, find_share
from api.answering.text.tables.ticks import find_ticks
from api.answering.text.values.given import to_date_term
from indexer.search import PassageIndex
from indexer.tokens import find_tokens
from kg.language.dates import find_dates
from kg.language.releases import find_versions

MAX_CELLS = 40
LONGEST_ITEM = 60
EXACT = 0.99
# The share of the words of a cell behind the first that says which row is meant by naming something.
TOLD_OF = 0.5
SPARED_AT = 0.6
MISSING = 0.2
# How a column is known to be the one asked for: by its head, by what its cell says, by its place alone.
HEADED, SAID, PLACED = 2, 1, 0
TICKED = (HEADED, 2.0)
_DAY = frozenset(find_tokens("date day"))
_VERSION = frozenset(find_tokens("version release"))
ORDERING = frozenset(token for word in SUPERLATIVES for token in find_tokens(word))
_COMMA = re.compile(r",(?![^()]*\))")
_HANDLE = re.compile(r"\s*\(@[^()]*\)")
_NOTHING = frozenset(["", "none", "no", "n/a", "-", "–", "—", "🚫", "❌", "✗"])


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells of one column that answer, with their rows.

    `given`: the columns of what the question gives of them. `ticked`: those say yes or no.
    """

    table: Table
    column: int
    rows: tuple[Row, ...]
    given: tuple[int, ...]
    worth: tuple[int, float]
    ticked: bool = False

    @property
    def items(self) -> list[Term]:
        """What the cells name, each once."""
        return list(dict.fromkeys(item for row in self.rows for item in to_items(row.cells[self.column])))


class CellSearch:
    """What a question says, looked for in tables."""

    def __init__(self, asked: CellQuestion, denied: bool, index: PassageIndex) -> None:
        """`denied`: the question asks for what is not so ("which have no X")."""
        self._asked = asked
        self._denied = denied
        self._index = index

    def may_hold(self, table: Table) -> bool:
        """Tell whether all that the question says but one word stands somewhere in a table or above it."""
        words = table.words
        return sum(not one.stands_in(words) and not one.classes & words for one in self._asked.needed) <= 1

    def find(self, table: Table, column: int) -> Cells | None:
        """Return the cells of a column that the question asks for, or None."""
        if self._denied:
            return None  # no value is what a thing has not
        picked = [(row, found) for row in table.rows if (found := self._pick(table, row, column)) is not None]
        if not picked:
            return None if table.turned else self._find_all(table, column)
        worth = max(found[1] for _, found in picked)
        rows = tuple(row for row, found in picked if found[1] == worth)
        given = next(found[0] for _, found in picked if found[1] == worth)
        return Cells(table, column, rows, given, worth) if len(rows) <= MAX_CELLS else None

    def find_ticked(self, table: Table, column: int) -> Cells | None:
        """Return the things of a table whose cell in a column, headed by what the question says, says yes (or no)."""
        asked = self._asked
        ticks = find_ticks([row.cells[column] for row in table.rows])
        if not ticks or column == 0 or asked.dated or asked.valued or not (asked.lists and self._is_of_rows(table)):
            return None
        if any(one.stands_in(row.words[0]) for one in asked.said if not one.is_verb for row in table.rows):
            return None  # a row is asked for
        around, heads = table.above | table.head.words[0], table.head.words[column]
        named = [one for one in asked.nouns if not one.classes & around]  # the others say what the rows are
        own = [o for o in (*named, *asked.said) if o.needed and not o.is_verb and not o.stands_in(around)]
        if not own or any(not one.stands_in(heads) for one in own):
            return None
        rows = tuple(
            row for row, tick in zip(table.rows, ticks, strict=True) if tick is not None and tick is not self._denied
        )
        return Cells(table, 0, rows, (column,), TICKED, ticked=True) if rows else None

    def find_told(self, table: Table) -> Cells | None:
        """Return what a table tells at most length of the one thing that a question names, all else being above it."""
        named = [row for row in table.rows if self._share(row.words[0]) >= EXACT]
        if len(named) != 1 or table.turned:
            return None
        row, document = named[0], named[0].passage.document
        for one in self._asked.needed:
            known = one.iri is not None and self._index.mentions(document, one.iri)
            if not (known or one.is_verb or one.stands_in(table.above | row.words[0])):
                return None
        lengths = [sum(len(other.cells[n]) for other in table.rows) if n else 0 for n in range(len(row.cells))]
        column = lengths.index(max(lengths))
        told = row.cells[column].lower() not in _NOTHING and len({other.cells[column] for other in table.rows}) > 1
        return Cells(table, column, (row,), (0,), (SAID, 1.0)) if told and column else None

    def _is_of_rows(self, table: Table) -> bool:
        """Tell whether the noun asked for is what the rows of a table are: their head or what stands above says so.

        "Who maintains X" asks for those that the verb leads to.
        """
        verbs = [one for one in self._asked.said if one.is_verb] if self._asked.asks_who else []
        nouns = self._asked.nouns[:1] or verbs
        around = table.head.words[0] | table.above
        return all(one.stands_in(around) or one.classes & around for one in nouns)

    def _find_all(self, table: Table, column: int) -> Cells | None:
        """Return a whole column whose head is the noun asked for, where all else stands above the table."""
        head = table.head.words[column]
        if column == 0 and not any(table.head.words[1:]):
            return None  # the labels of a sheet
        if not self._asked.plural or not self._is_called(table, column) or len(table.rows) > MAX_CELLS:
            return None
        above = table.above | head
        document = table.rows[0].passage.document
        cells = [cell for row in table.rows for cell in row.words]
        for one in (one for one in self._asked.needed if not one.stands_in(above)):
            if any(one.stands_in(cell) for cell in cells):
                return None  # a row is asked for
            if one.iri is None or not self._index.mentions(document, one.iri):
                return None
        rows = tuple(row for row in table.rows if row.cells[column].lower() not in _NOTHING)
        return Cells(table, column, rows, (), (HEADED, 0.0)) if rows else None

    def is_in_another(self, cells: Cells, tables: Iterable[Table]) -> bool:
        """Tell whether another table of the document has a row of what a whole column does not tell of."""
        document, above = cells.rows[0].passage.document, cells.table.above
        left = [one for one in self._asked.said if one.iri is not None and not one.stands_in(above)]
        rows = (row for table in tables for row in table.rows if row.passage.document == document)
        return bool(left) and any(one.stands_in(words) for row in rows for words in row.words for one in left)

    def _is_called(self, table: Table, column: int) -> bool:
        """Tell whether the head of a column is the noun asked for, or the heading above the table for its first."""
        heading = frozenset(find_tokens(table.rows[0].passage.headings[-1])) if column == 0 else frozenset[str]()
        nouns = self._asked.nouns[-1:]
        return any(one.stands_in(words) for one in nouns for words in (table.head.words[column], heading))

    def _pick(self, table: Table, row: Row, column: int) -> tuple[tuple[int, ...], tuple[int, float]] | None:
        """Return by which other cells of a row the question gives a cell, and how surely it is the one asked for."""
        asked, cells, heads = self._asked, row.words, table.head.words
        if row.cells[column].lower() in _NOTHING or (asked.dated and not any(find_dates(row.cells[column]))):
            return None
        if heads[column] & ORDERING - asked.tokens and asked.tokens & ORDERING:
            return None  # the first is not the last
        if asked.valued and not find_versions(row.cells[column]) and not _VERSION & heads[column]:
            return None
        told = [one for one in asked.said if not one.stands_in(table.above)]
        given = tuple(n for n, cell in enumerate(cells) if n != column and any(one.stands_in(cell) for one in told))
        if not told and column and self._share(cells[0]) >= EXACT:
            given = (0,)  # what the page is about is one of the things that a table compares
        if not given or (column == 0 and not all(table.head.cells[n] for n in given)):
            return None  # what stands before a column without a head is a label of it
        if table.turned and given != (0,):
            return None
        exact = max(self._share_of_part(row, n) for n in given)
        held = [one for one in told if any(one.stands_in(cells[n]) for n in given)]
        remarked = any(one.iri for one in held) or all(one.is_verb for one in held)
        if column and 0 not in given and remarked and exact < TOLD_OF:
            return None  # a remark that names the thing asked about, or tells what happened, tells of the row's
        around = table.above.union(heads[column], *(heads[n] | cells[n] for n in given))
        # A verb leads to what its column is headed by: "on which registry does X build" asks for no category.
        missing = [
            one
            for one in asked.said
            if not one.stands_in(around) and not (one.classes and self._is_led_to(one, table, column, around))
        ]
        missing += [one for one in asked.nouns if not one.stands_in(table.above | heads[column] | cells[column])]
        place = self._place(table, row, column, given, exact)
        items = to_items(row.cells[column])
        if place is None or (place != HEADED and (table.turned or not items)):
            return None
        if place == PLACED and asked.asks_who and not all(item.label[:1].isupper() for item in items):
            return None  # no name of anybody
        spared = 1 if place == HEADED and exact >= SPARED_AT else 0
        exact_ones = any(one.needed and (one.iri or one.is_version) for one in missing)
        if sum(one.needed for one in missing) > spared or exact_ones:
            return None
        return given, (place, exact - MISSING * len(missing))

    @staticmethod
    def _is_led_to(one: Said, table: Table, column: int, around: frozenset[str]) -> bool:
        """Tell whether the head of a column is what a verb leads to; those of a turned table are names of things."""
        return not (one.is_verb and table.turned) and bool(
            one.classes & (table.head.words[column] if one.is_verb else around)
        )

    def _share(self, cell: frozenset[str]) -> float:
        """Return which share of the words of a cell the question says."""
        return find_share(cell, self._asked.said, self._asked.tokens)

    def _share_of_part(self, row: Row, n: int) -> float:
        """Return the same for the one of the names that commas part in a cell which the question says most of."""
        parts = to_items(row.cells[n]) if "," in row.cells[n] else []
        shares = (self._share(frozenset(find_tokens(part.label))) for part in parts if len(parts) > 2)
        return max(shares, default=self._share(row.words[n]))

    def _place(self, table: Table, row: Row, column: int, given: Sequence[int], exact: float) -> int | None:
        """Return how a column is known to be the one asked for, None where it is not."""
        asked, heads = self._asked, table.head.words
        if asked.valued and any(one.stands_in(heads[column]) for one in asked.said):
            return HEADED  # "deprecated in which version"
        around = frozenset[str]().union(*(heads[n] | row.words[n] for n in given))
        empty = [one for one in asked.empty if any(one.stands_in(head) for head in heads)]
        beside = [one for one in asked.said if not one.stands_in(around)]
        nouns = empty or asked.nouns[-1:] or beside
        if any(one.stands_in(heads[column]) for one in nouns) or self._leads_to(beside, nouns, table, column):
            return HEADED
        if asked.dated:
            dated = [n for n, cell in enumerate(row.cells) if any(find_dates(cell))]
            return SAID if heads[column] & _DAY or dated == [column] else None
        if any(one.stands_in(head) for n, head in enumerate(heads) if n != column for one in nouns):
            return None
        if any(one.stands_in(row.words[column]) for one in asked.nouns[-1:]):
            return SAID
        if heads[column] and heads[column] <= asked.others:
            return None
        alone = (column == 0 and (asked.asks_for_subject or asked.asks_who)) or (len(heads) == 2 and exact >= EXACT)
        return PLACED if alone else None

    @staticmethod
    def _leads_to(beside: Sequence[Said], nouns: Sequence[Said], table: Table, column: int) -> bool:
        """Tell whether a column's head says otherwise what is asked for: "affiliation" of "affiliated"."""
        heads = table.head.words
        named = [one for one in nouns if any(one.stands_in(head) for head in heads)]
        if named or not heads[column] or column == 0:
            return False
        worded = [one for one in beside if one.iri is None and one.stands_in(heads[column])]
        return bool(worded) or any(one.classes & heads[column] for one in nouns if not one.is_verb)


def to_items(cell: str) -> list[Term]:
    """Return what a cell names: a day, or each of the names that commas part; nothing where it is a sentence.

    >>> [item.label for item in to_items("Ad Service, Cart Service (@cart)")]
    ['Ad Service', 'Cart Service']
    >>> [item.label for item in to_items("Mills (wind, water)")]
    ['Mills (wind, water)']
    """
    cell = _HANDLE.sub("", cell)
    dates = [date for _, date in find_dates(cell)]
    if len(dates) == 1:
        return [to_date_term(dates[0])]
    parts = [part.strip() for part in _COMMA.split(cell)]
    return [Term(label=part) for part in parts if part] if all(len(part) <= LONGEST_ITEM for part in parts) else []
