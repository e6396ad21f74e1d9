"""Periods: the time that a question is about, from its dates and the words before them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.language.dates import RECENT_YEAR, find_dates

_LATEST = "~"  # behind every digit and hyphen: "2019~" is later than any day of 2019
_BEFORE = re.compile(r"(?i)\b(?:before|prior to|earlier than)(?: the)?\s*$")
_UNTIL = re.compile(r"(?i)\b(?:until|till|up to|by|through|no later than)(?: the)?(?: end of)?\s*$")
_SINCE = re.compile(r"(?i)\b(?:since|from|starting(?: in| from)?)(?: the)?(?: beginning of| start of)?\s*$")
_AFTER = re.compile(r"(?i)\b(?:after|later than)(?: the)?(?: end of)?\s*$")
_MONTH = r"(?:jan|febr|mar|apr|may|june?|july?|aug|sept|octo|nov|dec)[a-z]*"
_TWO_MONTHS = re.compile(
    rf"(?i)\b({_MONTH})(\s+(?:and|to|until|through|-|–)\s+)((?:\d{{1,2}}\s+)?{_MONTH})\s+({RECENT_YEAR})\b"
)
_TO_NOW = re.compile(
    r"(?i)\b(?:between|from)( (?:the )?(?:[\w.-]+ ){1,5}?)(?:and|to|until|till) "
    r"(?:now|today|the present|the current (?:one|state|version)|nowadays)\b"
)
_THAN_NOW = re.compile(r"(?i)\bin( (?:the )?(?:[\w.-]+ ){1,3}?)than (?:now|today|at present|nowadays)\b")
_OR_LATER = re.compile(r"(?i)^\s*(?:or|and) (?:later|after|newer|since)\b|^\s*(?:onwards?|on)\s*$")
_OR_EARLIER = re.compile(r"(?i)^\s*(?:or|and) (?:earlier|before|older)\b")
_AND = re.compile(r"(?i)^\s*(?:and|to|until|till|through|-|–)\s*(?:the\s+)?(?:end\s+of\s+)?(?:the\s+)?$")


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time: days from `start` on and before `end`, each None where it is open.

    Both are prefixes that days in ISO 8601 are compared with as strings.
    """

    start: str | None = None
    end: str | None = None

    def holds(self, day: str) -> bool:
        """Tell whether a day lies in it; an empty one lies in a period without a start."""
        return (self.start or "") <= day and (self.end is None or day < self.end)

    def to_filter(self, variable: str) -> str:
        """Return the SPARQL filter for a day held as a string; empty for all time."""
        test = self.to_test(variable)
        return f"FILTER ({test})" if test else ""

    def to_test(self, day: str) -> str:
        """Return the SPARQL expression for a day held as a string; empty for all time."""
        parts = [f'{day} >= "{self.start}"'] if self.start else []
        parts += [f'{day} < "{self.end}"'] if self.end else []
        return " && ".join(parts)


EVER = Period()


def find_period(text: str) -> Period | None:
    """Return the period that a text names, or None where it gives no date.

    >>> find_period("in 2019"), find_period("since 2022")
    (Period(start='2019', end='2019~'), Period(start='2022', end=None))
    >>> find_period("from January to March 2018")
    Period(start='2018-01', end='2018-03~')
    >>> find_period("between 2018 and May 2020"), find_period("before 3 March 2020")
    (Period(start='2018', end='2020-05~'), Period(start=None, end='2020-03-03'))
    >>> find_period("in 2021 or later"), find_period("2019 or before")
    (Period(start='2021', end=None), Period(start=None, end='2019~'))
    """
    text = to_since(_with_year(text))
    dates = list(find_dates(text))
    if not dates:
        return None
    span, date = dates[0]
    before, behind = text[: span.start], text[span.end :]
    if _OR_LATER.search(behind):
        return Period(date, None)
    if _OR_EARLIER.search(behind):
        return Period(None, date + _LATEST)
    if len(dates) > 1 and _AND.match(text[span.end : dates[1][0].start]):
        return Period(date, dates[1][1] + _LATEST)
    if _BEFORE.search(before):
        return Period(None, date)
    if _UNTIL.search(before):
        return Period(None, date + _LATEST)
    if _AFTER.search(before):
        return Period(date + _LATEST, None)
    if _SINCE.search(before):
        return Period(date, None)
    return Period(date, date + _LATEST)


def to_since(text: str) -> str:
    """Return a text in which "between X and now" is "since X".

    >>> to_since("What joined between May 2020 and today?")
    'What joined since May 2020?'
    """
    return _THAN_NOW.sub(_since, _TO_NOW.sub(_since, text))


def _since(match: re.Match[str]) -> str:
    return f"since{match[1].rstrip()}"


def _with_year(text: str) -> str:
    """Return a text whose first month of two has the year of the second: "from January to March 2018"."""
    return _TWO_MONTHS.sub(r"\1 \4\2\3 \4", text)
