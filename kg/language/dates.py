"""Dates as documents write them -> ISO 8601: in running text, in bylines and in front matter."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence

from kg.documents import Span
from kg.language.tags import INDEFINITE
from kg.language.words import NUMBER_WORD, NUMBER_WORDS

MONTH_NAMES = "January February March April May June July August September October November December".split()
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), 1)
    for name in names.split()
}  # fmt: skip
# Months and days of the week: capitalised words that carry dates, and never are a name on their own.
CALENDAR = frozenset(_MONTHS) | set("monday tuesday wednesday thursday friday saturday sunday".split())
_MONTH = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
# A year as a regular expression; one of long ago may as well be a number, and needs a sign of time before it.
YEAR = r"(?:1[6-9]|20)\d\d"
RECENT_YEAR, _LONG_AGO = r"(?:19|20)\d\d", r"1[6-8]\d\d"
_LEADING = "in since from until till before after around between year".split()
_BEHIND_YEAR = rf"(?<=\b{_LONG_AGO}\sand\s)|(?<=\b{_LONG_AGO}\sto\s)|(?<=\b{_LONG_AGO}[-–])"
_LED = "(?:" + "|".join(rf"(?<=\b{word}\s)" for word in _LEADING) + rf"|{_BEHIND_YEAR}|(?<=\())"
_YEAR = rf"(?P<year>{YEAR})"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_ISO = rf"(?P<year>{YEAR})-(?P<number>[01]\d)-(?P<day>[0-3]\d)(?!\d)"
# Written with the month's name: a date wherever it stands.
_WORDED = (rf"{_DAY} (?:of )?{_MONTH},? {_YEAR}\b", rf"{_MONTH} {_DAY},? {_YEAR}\b", rf"{_MONTH},?(?: of)? {_YEAR}\b")
# In running text "2018.1.3" is a version, but a year alone is a date; "1800 seats" is not.
_IN_PROSE = (_ISO, *_WORDED, rf"(?P<year>{RECENT_YEAR})\b", rf"{_LED}(?P<year>{_LONG_AGO})\b")
# Where a line or a value says nothing but a date, digits parted by any sign are one, and a year is any number.
_IN_BYLINES = (
    rf"{_YEAR}[-/.](?P<number>[01]?\d)[-/.](?P<day>[0-3]?\d)(?!\d)",
    *_WORDED,
    rf"{_DAY}-{_MONTH}-{_YEAR}\b",
    rf"(?P<first>[0-3]?\d)[/.](?P<second>[0-3]?\d)[/.]{_YEAR}\b",
)
_YEAR_MONTH = re.compile(rf"{_YEAR}-(?P<number>[01]\d)$")
_YEAR_ONLY = re.compile(rf"{YEAR}$")


def _join(forms: tuple[str, ...]) -> re.Pattern[str]:
    """Return one pattern of several forms, of which each has groups of its own, named with its number."""
    numbered = (re.sub(r"\(\?P<(\w+)>", rf"(?P<\g<1>_{number}>", form) for number, form in enumerate(forms))
    return re.compile(r"\b(?:" + "|".join(numbered).replace(" ", r"[^\S\n]+") + ")", re.IGNORECASE)


_PROSE, _BYLINES = _join(_IN_PROSE), _join(_IN_BYLINES)


def find_dates(text: str) -> Iterator[tuple[Span, str]]:
    """Yield each date of running text with its span, as ISO 8601: a day, a month or a year.

    >>> [date for _, date in find_dates("From 26 October 2018 to May 2021, first in 2014.")]
    ['2018-10-26', '2021-05', '2014']
    """
    return _scan(_PROSE, text)


def find_date(text: str) -> str | None:
    """Return the first date of running text, or None.

    >>> find_date("Aug 20th, 2020 12:13pm")
    '2020-08-20'
    """
    return next((date for _, date in find_dates(text)), None)


_TODAY = re.compile(r"\btoday\b.{0,40}\bannounc|\bannounc\w+\b.{0,40}\btoday\b", re.IGNORECASE)
_MONTH_ALONE = re.compile(rf"\b(?:in|last|this)\s+{_MONTH}(?!\.?,?\s+\d)(?!\w)", re.IGNORECASE)
_YEAR_OF_SAYING = re.compile(rf"\b(?:{_MONTH}\s+(?:of\s+)?)?(?P<which>this|last)\s+year\b", re.IGNORECASE)
_AGO = re.compile(rf"\b(?P<count>an?|\d{{1,2}}|{NUMBER_WORD})\s+(?P<unit>month|year|decade)s?\s+ago\b", re.IGNORECASE)


def find_told_date(text: str, said_on: str) -> str | None:
    """Return the past date that a sentence tells by the day on which it was said, ISO 8601, or None.

    >>> [find_told_date(text, "2024-06-14") for text in ("announced today", "It ended in February", "Last year")]
    ['2024-06-14', '2024-02', '2023']
    >>> [find_told_date(text, "2024-06-14") for text in ("In May last year it ended", "Begun in March of this year")]
    ['2023-05', '2024-03']
    >>> [find_told_date(text, "2024-06-14") for text in ("It ended in August.", "Three years ago", "Eight months ago")]
    ['2023-08', '2021', '2023-10']
    """
    if _TODAY.search(text):
        return said_on
    if (ago := _AGO.search(text)) is not None:
        return _count_back(ago, said_on)
    year = int(said_on[:4])
    if (told := _YEAR_OF_SAYING.search(text)) is not None:
        said = str(year - (told["which"].lower() == "last"))
        return said if told["month"] is None else f"{said}-{_MONTHS[told['month'].lower()]:02}"
    alone = _MONTH_ALONE.search(text)
    if alone is None or len(said_on) < len("2024-06"):
        return None
    month = _MONTHS[alone["month"].lower()]
    return f"{year - (month > int(said_on[5:7])):04}-{month:02}"


def _count_back(ago: re.Match[str], said_on: str) -> str | None:
    """Return the year, or the month, that a number of years or months before a day was in."""
    said = ago["count"].lower()
    count = 1 if said in INDEFINITE else int(said) if said.isdigit() else NUMBER_WORDS.index(said)
    unit, year = ago["unit"].lower(), int(said_on[:4])
    if unit != "month":
        return str(year - count * (10 if unit == "decade" else 1))
    if len(said_on) < len("2024-06"):
        return None
    months = 12 * year + int(said_on[5:7]) - 1 - count
    return f"{months // 12:04}-{months % 12 + 1:02}"


def find_byline_dates(text: str) -> Iterator[tuple[Span, str]]:
    """Yield each date of a line that may be a byline: also in digits alone, but no year that stands by itself.

    >>> [date for _, date in find_byline_dates("26/10/2018, updated 2019.1.3 after 2014")]
    ['2018-10-26', '2019-01-03']
    """
    return _scan(_BYLINES, text)


def read_date(value: str) -> str | None:
    """Return the date that a value of front matter or markup gives, a whole year or month included, or None.

    A day and month written as two numbers are read only where one of them can be no month.

    >>> read_date("2021-05"), read_date("2021"), read_date("version 2021")
    ('2021-05', '2021', None)
    >>> read_date("03/04/2021") is None
    True
    """
    found = next((date for _, date in find_byline_dates(value)), None)
    stripped = value.strip()
    if found is None and (match := _YEAR_MONTH.match(stripped)) and 1 <= int(match["number"]) <= 12:
        return stripped
    return found or (stripped if _YEAR_ONLY.match(stripped) else None)


# Between points the month is second, and a short year follows pairs of digits: "1.25.16" and "12.22.10" are versions.
_NUMBERED = re.compile(
    r"(?P<first>[0-3]?\d)(?P<sign>[/.])(?P<second>[0-3]?\d(?=/)|(?:0?[1-9]|1[0-2])(?=\.))(?P=sign)"
    rf"(?P<year>{RECENT_YEAR}|(?<=/)\d\d|(?<=\d\d\.\d\d\.)\d\d)"
)


def read_numbered_dates(values: Sequence[str]) -> list[str | None]:
    """Return the dates that the values of one table write as three numbers, None for what is none.

    Whether the month or the day comes first is told by those of the values that leave no choice.

    >>> read_numbered_dates(["3/10/16", "5/23/2017", "soon"])
    ['2016-03-10', '2017-05-23', None]
    >>> read_numbered_dates(["3/10/16", "4/5/16"])
    [None, None]
    """
    found = [_NUMBERED.fullmatch(value.strip()) for value in values]
    month_first = {int(match["second"]) > 12 for match in found if match and max(_numbers(match)) > 12}
    if len(month_first) != 1:
        return [None] * len(values)
    return [_to_numbered(match, month_first=month_first == {True}) if match else None for match in found]


def _numbers(match: re.Match[str]) -> tuple[int, int]:
    return int(match["first"]), int(match["second"])


def _to_numbered(match: re.Match[str], *, month_first: bool) -> str | None:
    first, second = _numbers(match)
    year = match["year"] if len(match["year"]) == 4 else f"20{match['year']}"
    month, day = (first, second) if month_first else (second, first)
    return _to_iso({"year": year, "number": str(month), "day": str(day)}) if 1 <= month <= 12 else None


def _scan(pattern: re.Pattern[str], text: str) -> Iterator[tuple[Span, str]]:
    """Yield the dates from left to right; what looks like one and is none is looked at again from its next sign."""
    start = 0
    while match := pattern.search(text, start):
        iso = _to_iso({name.rpartition("_")[0]: part for name, part in match.groupdict().items() if part})
        if iso is not None:
            yield Span(match.start(), match.end()), iso
        start = match.end() if iso is not None else match.start() + 1


def _to_iso(parts: dict[str, str]) -> str | None:
    """Return the date of a match's parts, or None where there is no such day."""
    year = int(parts["year"])
    if "month" in parts:
        month = _MONTHS[parts["month"].lower()]
    elif "number" in parts:
        month = int(parts["number"])
    elif "first" in parts:
        first, second = int(parts["first"]), int(parts["second"])
        if first <= 12 and second <= 12 and first != second:
            return None
        month, parts["day"] = (second, str(first)) if first > 12 else (first, str(second))
    else:
        return f"{year:04}"
    if "day" not in parts:
        return f"{year:04}-{month:02}"
    try:
        return datetime.date(year, month, int(parts["day"])).isoformat()
    except ValueError:
        return None
