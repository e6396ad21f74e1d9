"""Columns of ticks: cells that say yes or no, by a mark, a word, or by being empty beside such."""

from __future__ import annotations

from collections.abc import Sequence

from api.answering.question.denials import says_no
from kg.layout.ticks import read_tick

_BLANK = frozenset(["", "-", "–", "—"])


def find_ticks(cells: Sequence[str]) -> list[bool | None] | None:
    """Return for each cell of a column whether it says yes, None for one that says neither; None for other columns.

    Where no cell says yes, any value does; beside one that does an empty cell says no.

    >>> find_ticks(["✅", ""]), find_ticks(["Disks", "🚫"]), find_ticks(["Disks", ""]), find_ticks(["Yes", "Rarely"])
    ([True, False], [True, False], None, [True, None])
    """
    read = [read_tick(cell) for cell in cells]
    if not any(tick is not None for tick in read):
        return None
    otherwise = None if True in read else True
    return [
        False if cell.strip() in _BLANK else (not says_no(cell) and otherwise) if tick is None else tick
        for cell, tick in zip(cells, read, strict=True)
    ]
