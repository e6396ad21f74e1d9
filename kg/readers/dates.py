"""Dates as documents write them -> ISO 8601."""

from __future__ import annotations

import datetime
import re

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?P<year>(?:19|20)\d\d)[-/.](?P<number>[01]?\d)[-/.](?P<day>[0-3]?\d)(?!\d)",
        rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}\b",
        rf"\b{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}\b",
        rf"\b{_DAY}-{_MONTH}-{_YEAR}\b",
        r"\b(?P<first>[0-3]?\d)[/.](?P<second>[0-3]?\d)[/.](?P<year>(?:19|20)\d\d)\b",
        rf"\b{_MONTH},?\s+{_YEAR}\b",
    )
)
_YEAR_MONTH = re.compile(r"(?P<year>(?:19|20)\d\d)-(?P<number>[01]\d)$")
_YEAR_ONLY = re.compile(r"(?:19|20)\d\d$")


def find_date(text: str) -> str | None:
    """Return the first date in `text` as ISO 8601 (a day, a month or a year), or None.

    A day and month written as two numbers are read only where one of them can be no month.

    >>> find_date("Aug 20th, 2020 12:13pm by and")
    '2020-08-20'
    >>> find_date("May 2021")
    '2021-05'
    >>> find_date("03/04/2021") is None
    True
    """
    found = find_date_match(text)
    if found is not None:
        return found[1]
    stripped = text.strip()
    if (match := _YEAR_MONTH.match(stripped)) and 1 <= int(match["number"]) <= 12:
        return stripped
    return stripped if _YEAR_ONLY.match(stripped) else None


def find_date_match(text: str) -> tuple[re.Match[str], str] | None:
    """Return where the first date in `text` stands, and the date as ISO 8601."""
    candidates = []
    for pattern in _DATES:
        match = pattern.search(text)
        if match is not None and (date := _to_iso(match)):
            candidates.append((match.start(), -match.end(), match, date))
    if not candidates:
        return None
    first = min(candidates, key=lambda candidate: candidate[:2])
    return first[2], first[3]


def _to_iso(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    year = int(parts["year"])
    if parts.get("month"):
        month = _MONTHS[parts["month"].lower()]
    elif parts.get("number"):
        month = int(parts["number"])
    else:
        first, second = int(parts["first"]), int(parts["second"])
        if first <= 12 and second <= 12 and first != second:
            return None
        month, parts["day"] = (second, str(first)) if first > 12 else (first, str(second))
    if parts.get("day") is None:
        return f"{year:04}-{month:02}"
    try:
        return datetime.date(year, month, int(parts["day"])).isoformat()
    except ValueError:
        return None
