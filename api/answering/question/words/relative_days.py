"""Relative days: "last year", "two years ago" and "in the past six months" as the dates that they are."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from kg.language.dates import MONTH_NAMES
from kg.language.words import NUMBER_WORDS

_COUNTED = {"a": 1, "an": 1, "couple of": 2, "a couple of": 2, "few": 3, "a few": 3} | {
    word: number for number, word in enumerate(NUMBER_WORDS) if number
}
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(sorted(_COUNTED, key=len, reverse=True))})"
_UNIT = r"(?P<unit>day|week|month|year|decade)"
_IN = r"(?:in|within|during|over|throughout|for|of) "
_NO_OTHER = r"(?!\s+of\b)(?!['’]s\b)"
# "The last three years", "in the past year": up to today; "the last year a project joined" is no such span.
_SPAN = re.compile(
    rf"(?i)(?:\b(?:{_IN}|since |from )?(?:(?:the|these) )?(?:last|past|previous) {_COUNT} {_UNIT}s?\b"
    rf"|\b(?:{_IN}|since |from )(?:the )?(?:last|past|previous) {_UNIT.replace('unit', 'alone')}\b"
    r"(?=\s*(?:[?.!,;]|$|(?:in|at|by|with|and|were|was|did|do|does|are|is|have|has)\b)))"
    rf"{_NO_OTHER}"
)
_NAMED = re.compile(rf"(?i)\b(?:(?:in|during|within) )?(?P<which>this|last) (?P<unit>year|month)\b{_NO_OTHER}")
_AGO = re.compile(rf"(?i)\b(?:(?P<bound>more than|over|at least|less than|under) )?{_COUNT} {_UNIT}s? ago\b")
_QUOTES = frozenset("\"“”'‘’«»`")
_LEADING = frozenset("in on at since before after until till by from as of during".split())


def to_dates(text: str, today: date) -> str:
    """Return a question with days that are told from today on told by themselves.

    >>> today = date(2026, 11, 22)
    >>> to_dates("What graduated last year?", today), to_dates("What joined this month?", today)
    ('What graduated in 2025?', 'What joined in November 2026?')
    >>> to_dates("Who left since last year?", today), to_dates("What joined two years ago?", today)
    ('Who left since 2025?', 'What joined in 2024?')
    >>> to_dates("What joined in the last six months?", today), to_dates("How many in the past year", today)
    ('What joined since 22 May 2026?', 'How many since 22 November 2025')
    >>> to_dates("What graduated more than two years ago?", today), to_dates("What joined in the past year?", today)
    ('What graduated before 22 November 2024?', 'What joined since 22 November 2025?')
    >>> [to_dates(text, today) for text in ("The last year of Zorblat", "The last day to join", "By Ten Years Ago")]
    ['The last year of Zorblat', 'The last day to join', 'By Ten Years Ago']
    """
    text = _replace(_AGO, text, lambda match, before: _tell_ago(match, before, today))
    text = _replace(_NAMED, text, lambda match, before: _tell_named(match, before, today))
    return _replace(_SPAN, text, lambda match, _: f"since {_to_day(_go_back(today, match))}")


def _replace(pattern: re.Pattern[str], text: str, tell: Callable[[re.Match[str], str], str]) -> str:
    """Return a text with what a pattern finds told otherwise, but for names: in capitals or in quotes."""

    def replace(match: re.Match[str]) -> str:
        before = text[: match.start()]
        named = (before or match[0][1:] != match[0][1:].lower()) and match[0] != match[0].lower()
        return match[0] if named or before[-1:] in _QUOTES else tell(match, before)

    return pattern.sub(replace, text)


def _tell_ago(match: re.Match[str], before: str, today: date) -> str:
    """Return the year or month that was so long ago; "more than" so long is before that day."""
    day = _go_back(today, match)
    if match["bound"]:
        return f"{'since' if match['bound'].lower() in {'less than', 'under'} else 'before'} {_to_day(day)}"
    years = match["unit"].lower() in {"year", "decade"}
    return _tell(before, str(day.year) if years else f"{MONTH_NAMES[day.month - 1]} {day.year}")


def _tell_named(match: re.Match[str], before: str, today: date) -> str:
    """Return this or the last year or month; "the last year" ends today, and stays."""
    if before.lower().endswith(("the ", "these ")):
        return match[0]
    back = match["which"].lower() == "last"
    day = today.replace(day=1) - timedelta(days=1) if back and match["unit"].lower() == "month" else today
    year = today.year - (back and match["unit"].lower() == "year")
    told = str(year) if match["unit"].lower() == "year" else f"{MONTH_NAMES[day.month - 1]} {day.year}"
    return _tell(before, told)


def _tell(before: str, told: str) -> str:
    """Return a date behind "in", but where a preposition stands before it."""
    words = before.lower().split()
    return told if words and words[-1] in _LEADING else f"in {told}"


def _go_back(today: date, match: re.Match[str]) -> date:
    """Return the day that is a number of days, weeks, months, years or decades before another."""
    found = match.groupdict()
    said, unit = (found["count"] or "1").lower(), (found["unit"] or found["alone"]).lower()
    count = int(said) if said.isdigit() else _COUNTED[said]
    if unit in {"day", "week"}:
        return today - timedelta(days=count * (7 if unit == "week" else 1))
    months = 12 * today.year + today.month - 1 - count * {"month": 1, "year": 12, "decade": 120}[unit]
    year, month = max(1, months // 12), months % 12 + 1
    return date(year, month, min(today.day, monthrange(year, month)[1]))


def _to_day(day: date) -> str:
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"
