"""Extremes: which row of a table has the most or the least of what a column measures, or the first or last day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from api.answering.question.asked.sought import find_sought
from api.answering.question.reading import Form, Reading
from api.answering.question.words.words import DO
from api.answering.text.tables.cells import PLACED, Cells
from api.answering.text.tables.rows import Table
from indexer.tokens import find_tokens
from kg.language.dates import find_dates

# Of the rows so many at least, and this share of them, have to give a value.
LEAST_ROWS, MOSTLY = 3, 0.75
_AMOUNT = re.compile(
    r"^[^\w$€£]*(?P<currency>[$€£])?\s?(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s?(?P<unit>[A-Za-zµ%]+)?"
)
# What a unit is a multiple of, and how many of it it is.
_UNITS = {
    **{unit: ("byte", 1000.0**n) for n, unit in enumerate(("b", "kb", "mb", "gb", "tb", "pb"))},
    **{unit: ("byte", 1024.0**n) for n, unit in enumerate(("bytes", "kib", "mib", "gib", "tib", "pib"))},
    "ns": ("second", 1e-9), "us": ("second", 1e-6), "µs": ("second", 1e-6), "ms": ("second", 1e-3),
    "s": ("second", 1.0), "sec": ("second", 1.0), "second": ("second", 1.0), "seconds": ("second", 1.0),
    "min": ("second", 60.0), "minute": ("second", 60.0), "minutes": ("second", 60.0),
    "hour": ("second", 3600.0), "hours": ("second", 3600.0), "day": ("second", 86400.0), "days": ("second", 86400.0),
    "k": ("", 1e3), "m": ("", 1e6), "million": ("", 1e6), "billion": ("", 1e9), "%": ("%", 1.0),
}  # fmt: skip
_LEAST = frozenset("least lowest smallest fewest minimum min".split())
_MOST = frozenset("most highest largest biggest greatest maximum max".split())
# Verbs that say no more than "has" before a measure: "needs the least memory".
_HAVING = frozenset(find_tokens("need use take require consume offer show reach get cost run"))
# What is asked by a word that says itself what is compared: a unit, or words for the head of the column; and whether
# less of it is more: what is fastest takes the least time.
_OF_TIME, _OF_MONEY, _OF_SIZE, _OF_DAYS = "second", "money", "byte", "day"
_KINDS = {
    **dict.fromkeys("fastest quickest shortest".split(), (_OF_TIME, True)),
    **dict.fromkeys("slowest longest".split(), (_OF_TIME, False)),
    **dict.fromkeys("cheapest".split(), (_OF_MONEY, True)),
    **dict.fromkeys("priciest dearest costliest".split(), (_OF_MONEY, False)),
    **dict.fromkeys("lightest smallest".split(), (_OF_SIZE, True)),
    **dict.fromkeys("heaviest largest biggest".split(), (_OF_SIZE, False)),
    **dict.fromkeys("oldest earliest first".split(), (_OF_DAYS, True)),
    **dict.fromkeys("youngest newest latest last".split(), (_OF_DAYS, False)),
}


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked: the words that say of what, `least`: of it the least, and what it is measured in."""

    words: frozenset[str]
    least: bool
    kind: str | None


def find_extreme(reading: Reading, tables: Iterable[Table]) -> Cells | None:
    """Return the row of a table that has the most or least of what a question says: "which mill is the oldest"."""
    asked = _read(reading)
    if asked is None:
        return None
    found = (cells for table in tables for cells in _find_in(table, asked, reading))
    return max(found, key=lambda cells: cells.worth, default=None)


def _read(reading: Reading) -> _Asked | None:
    lowers = reading.lowers
    place = next((n for n, lower in enumerate(lowers) if lower in _LEAST | _MOST | _KINDS.keys()), None)
    if reading.form is not Form.OPEN or reading.asks not in {"which", "what"} or place is None:
        return None
    word = lowers[place]
    kind, least = _KINDS.get(word, (None, word in _LEAST))
    rest = frozenset(reading.tokens(n for n in reading.content if n != place and n not in reading.named))
    return _Asked(rest - find_sought(reading).heads - _HAVING, least, kind)


def _find_in(table: Table, asked: _Asked, reading: Reading) -> Iterator[Cells]:
    """Yield the row with the utmost value of each column that may be meant."""
    sought = find_sought(reading)
    around = table.above | table.head.words[0]
    if table.turned or not (sought.heads & around) or not all(table.head.cells):
        return
    if not DO.isdisjoint(reading.lowers) and not all(mention.stands_in(around) for mention in reading.mentions):
        return  # "which mill did X use first" asks of no row
    for column in range(1, len(table.head.cells)):
        head = table.head.words[column]
        values = [_read_value(row.cells[column]) for row in table.rows]
        known = [value for value in values if value is not None]
        if len(known) < max(LEAST_ROWS, MOSTLY * len(values)) or len({kind for kind, _ in known}) > 1:
            continue
        measured = known[0][0]
        by_kind = asked.kind is not None and (measured == asked.kind or (asked.kind == _OF_TIME and "tim" in head))
        left = asked.words - around - head
        if (by_kind and not left) or (measured != _OF_DAYS and asked.words & head and not left):
            best = (min if asked.least else max)(value for _, value in known)
            rows = tuple(
                row for row, value in zip(table.rows, values, strict=True) if value is not None and value[1] == best
            )
            shared = len(asked.words & head) / max(1, len(head))
            yield Cells(table, 0, rows, (column,), (PLACED, shared), ticked=True)


def _read_value(cell: str) -> tuple[str, float] | None:
    """Return what a cell's value is measured in, and how much it is; None where it begins with no value.

    >>> _read_value("180 MB"), _read_value("$9 per node"), _read_value("2017"), _read_value("47.3 ms ± 2.8 ms")
    (('byte', 180000000.0), ('money', 9.0), ('day', 20170000.0), ('second', 0.0473))
    """
    dates = [date for _, date in find_dates(cell)]
    if len(dates) == 1 and not re.match(r"\W*\d{5}", cell):
        year, month, day = (*dates[0].split("-"), "0", "0")[:3]
        return _OF_DAYS, float(year) * 10000 + float(month) * 100 + float(day)
    found = _AMOUNT.match(cell)
    if found is None:
        return None
    number = float(found["number"].replace(",", ""))
    if found["currency"]:
        return _OF_MONEY, number
    kind, times = _UNITS.get((found["unit"] or "").lower(), ("", 1.0))
    return kind, round(number * times, 12)
