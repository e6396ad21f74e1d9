"""Days: the dates that the fields of records give."""

from __future__ import annotations

import datetime
import re

from kg.language.dates import read_date

_NUMBERS = re.compile(r"\s*(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:[T ]\d\d:\d\d.*)?\s*")
# A day or month in words, or a day whose numbers can be read in one way only: nothing else stands beside it.
_WORDS = re.compile(
    r"\s*(?:(?:\d{1,2}(?:st|nd|rd|th)?\s+)?[A-Za-z]{3,9}\.?\s+(?:\d{1,2},?\s+)?\d{4}|\d{1,2}[./]\d{1,2}[./]\d{4})\s*"
)


def read_day(text: str) -> str | None:
    """Return a date of day, month or year precision as ISO 8601, or None.

    >>> read_day("2021-05-04"), read_day("2021/5/4"), read_day("2021-05"), read_day("2021-13-01")
    ('2021-05-04', '2021-05-04', '2021-05', None)
    >>> read_day("Jan 2019"), read_day("12 January 2019"), read_day("31.12.2019"), read_day("01/02/2019")
    ('2019-01', '2019-01-12', '2019-12-31', None)
    """
    match = _NUMBERS.fullmatch(text)
    if match is None:
        return read_date(text) if _WORDS.fullmatch(text) else None
    year, month, day = (int(part) if part else None for part in match.groups())
    if month == 0 or day == 0:
        return None
    try:
        whole = datetime.date(year or 0, month or 1, day or 1).isoformat()
    except ValueError:
        return None
    return whole if day else whole[:7] if month else whole[:4]
