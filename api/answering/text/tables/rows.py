"""Rows: the tables that passages hold, put together again where several passages share one, either way round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from indexer.passages import Passage, to_context
from indexer.search import PassageIndex
from indexer.tokens import find_tokens
from kg.documents import CELL_GAP

_SHARED = 4
_LONGEST_HEAD = 200
_LONGEST_LEAD_IN = 300


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its cells, in the order of the columns, their words, and the passages that hold them."""

    passages: tuple[Passage, ...]
    cells: tuple[str, ...]
    words: tuple[frozenset[str], ...]

    @property
    def passage(self) -> Passage:
        """The passage that holds its first cell."""
        return self.passages[0]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its head and its rows; `above`: the words of title, headings, file and the line that leads into it.

    `turned`: its columns are told as rows, each thing in the head with what the first column calls its properties.
    """

    head: Row
    rows: tuple[Row, ...]
    above: frozenset[str]
    turned: bool = False

    @property
    def words(self) -> frozenset[str]:
        """All words of its cells and above them."""
        return self.above.union(*(cell for row in (self.head, *self.rows) for cell in row.words))

    def turn(self) -> Table:
        """Return it with its columns as rows.

        Of a column the head is its first cell; a cell stands in the passage in which it stood.
        """
        lines = (self.head, *self.rows)
        head, *rows = (
            Row(
                tuple(line.passages[n] for line in lines),
                tuple(line.cells[n] for line in lines),
                tuple(line.words[n] for line in lines),
            )
            for n in range(len(self.head.cells))
        )
        return Table(head, tuple(rows), self.above, turned=not self.turned)


def read_tables(index: PassageIndex, passage: Passage) -> Iterator[Table]:
    """Yield the tables that begin in a passage, go on in it, or both, each as a whole."""
    before = _reach(index, passage)
    lines = [(one, line) for one in before for line in one.text.split("\n")]
    lead_in = ""
    for is_row, run in groupby(lines, key=lambda pair: CELL_GAP in pair[1]):
        held = list(run)
        if not is_row:
            lead_in = next((line for _, line in reversed(held) if line.strip()), "")
            continue
        table = _to_table(held, lead_in)
        if table is not None and any(row.passage.span == passage.span for row in table.rows):
            yield table


def _reach(index: PassageIndex, passage: Passage) -> list[Passage]:
    """Return a passage with those before and behind it that share a table with it."""
    reached = [passage]
    while len(reached) <= _SHARED and CELL_GAP in reached[0].text.split("\n", 1)[0]:
        before = index.preceding(reached[0])
        if before is None or CELL_GAP not in before.text.rsplit("\n", 1)[-1]:
            break
        reached.insert(0, before)
    for after in index.following(passage, _SHARED):
        if CELL_GAP not in reached[-1].text.rsplit("\n", 1)[-1] or CELL_GAP not in after.text.split("\n", 1)[0]:
            break
        reached.append(after)
    return reached


def _to_row(passage: Passage, line: str) -> Row:
    # A passage ends and begins without blanks, also where the first or last cell of a row is empty.
    cells = tuple(cell.strip() for cell in f" {line} ".split(CELL_GAP))
    return Row((passage,) * len(cells), cells, tuple(frozenset(find_tokens(cell)) for cell in cells))


def _to_table(lines: Sequence[tuple[Passage, str]], lead_in: str) -> Table | None:
    """Return a table of its lines, the first of which is its head; a row with fewer or more cells is left out."""
    (first, head), *rest = lines
    if len(head) > _LONGEST_HEAD:
        return None
    heading = _to_row(first, head)
    rows = [row for passage, line in rest if len((row := _to_row(passage, line)).cells) == len(heading.cells)]
    above = find_tokens(f"{to_context(first)} {first.file_words} {lead_in[-_LONGEST_LEAD_IN:]}")
    return Table(heading, tuple(rows), frozenset(above)) if rows else None
