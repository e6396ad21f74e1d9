"""Dates as texts write them: "26 October 2018", "Aug 20th, 2020", "May 2021", "2014"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.documents import Span

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), 1)
    for name in names.split()
}  # fmt: skip
_MONTH = r"(?P<month{0}>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_DATE = re.compile(
    r"\b(?:"
    r"(?P<iso>\d{4}-\d{2}-\d{2})"
    r"|(?P<day1>\d{1,2})(?:st|nd|rd|th)?(?: of)? " + _MONTH.format(1) + r",? (?P<year1>(?:19|20)\d{2})"
    r"|" + _MONTH.format(2) + r" (?P<day2>\d{1,2})(?:st|nd|rd|th)?,? (?P<year2>(?:19|20)\d{2})"
    r"|" + _MONTH.format(3) + r",? (?P<year3>(?:19|20)\d{2})"
    r"|(?P<year4>(?:19|20)\d{2})"
    r")\b",
    re.IGNORECASE,
)


def find_dates(text: str) -> Iterator[tuple[Span, str]]:
    """Yield each date of a text with its span, as ISO 8601: a day, a month or a year.

    >>> [date for _, date in find_dates("From 26 October 2018 to May 2021, first in 2014.")]
    ['2018-10-26', '2021-05', '2014']
    """
    for match in _DATE.finditer(text):
        iso = _to_iso(match)
        if iso is not None:
            yield Span(match.start(), match.end()), iso


def find_date(text: str) -> str | None:
    """Return the first date of a text, or None.

    >>> find_date("Aug 20th, 2020 12:13pm")
    '2020-08-20'
    """
    return next((date for _, date in find_dates(text)), None)


def _to_iso(match: re.Match[str]) -> str | None:
    if match["iso"]:
        return match["iso"]
    for number in ("1", "2"):
        if match[f"day{number}"]:
            day = int(match[f"day{number}"])
            month = _MONTHS[match[f"month{number}"].lower()]
            return f"{match[f'year{number}']}-{month:02}-{day:02}" if 1 <= day <= 31 else None
    if match["year3"]:
        return f"{match['year3']}-{_MONTHS[match['month3'].lower()]:02}"
    return match["year4"]
