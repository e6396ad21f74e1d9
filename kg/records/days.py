"""Days: the dates that the fields of records give."""

from __future__ import annotations

import datetime
import re


def read_day(text: str) -> str | None:
    """Return a date of day, month or year precision as ISO 8601, or None.

    >>> read_day("2021-05-04"), read_day("2021/5/4"), read_day("2021-05"), read_day("2021-13-01")
    ('2021-05-04', '2021-05-04', '2021-05', None)
    """
    match = re.fullmatch(r"\s*(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:[T ]\d\d:\d\d.*)?\s*", text)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        whole = datetime.date(year or 0, month or 1, day or 1).isoformat()
    except ValueError:
        return None
    return whole if day else whole[:7] if month else whole[:4]
