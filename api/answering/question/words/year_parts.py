"""Parts of years: "the first half of 2024", "Q3 2022" and "mid-2021" as the months that they are."""

from __future__ import annotations

import re

from kg.language.dates import MONTH_NAMES, YEAR, find_dates

_YEAR = rf"(?:the year )?(?P<year>{YEAR})"
_IN = r"\b(?:(?:in|within|during|throughout|over) )?(?:the )?"
_ORDER = ("first", "second", "third", "fourth")
_NUMBERS = {word: number for number, word in enumerate(_ORDER, 1)} | {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "last": 0}
_COUNTED = "|".join(_NUMBERS)
_HALF = re.compile(
    rf"(?i){_IN}(?P<count>{_COUNTED}) half (?:of |in )?{_YEAR}\b|{_IN}h(?P<short>[12]) (?:of )?(?P<of>20\d\d)\b"
)
_QUARTER = re.compile(
    rf"(?i){_IN}(?P<count>{_COUNTED}) quarter (?:of |in )?{_YEAR}\b|{_IN}q(?P<short>[1-4]) (?:of )?(?P<of>20\d\d)\b"
)
_MIDDLE = re.compile(rf"(?i)\b(?:mid[- ]|(?:the )?middle of ){_YEAR}\b")
_START = re.compile(
    rf"(?i)\b(?P<as>(?:at|by|since|before|until|from|as of|on) )?(?:the )?(?:very )?(?:beginning|start) of {_YEAR}\b"
)
_END = re.compile(rf"(?i)\b(?P<as>at|by|as of|on|until|till|before|after|since) (?:the )?(?:very )?end of {_YEAR}\b")
_BACK = re.compile(r"(?i)\bback (?=(?:in|on|at) )")
_FRONT = re.compile(
    r"(?is)^(?P<when>(?:in|on|by|as of|at|since|before|after|during|until)\b[^,?]{2,40}), "
    r"(?P<rest>.+?)(?P<mark>[?.!]*)\s*$"
)


def to_months(text: str) -> str:
    """Return a question with parts of years told by their months.

    >>> to_months("What joined in the second half of 2023?"), to_months("Who was archived in Q4 2022")
    ('What joined from July 2023 to December 2023?', 'Who was archived from October 2022 to December 2022')
    >>> to_months("How many were there in mid-2021?"), to_months("At the start of 2020")
    ('How many were there in June 2021?', 'on 1 January 2020')
    """
    text = _to_end(_BACK.sub("", text))
    text = _HALF.sub(lambda match: _from_to(match, 6), text)
    text = _QUARTER.sub(lambda match: _from_to(match, 3), text)
    text = _MIDDLE.sub(lambda match: f"June {match['year']}", text)
    text = _END.sub(lambda match: f"{_to_day(match['as'])} 31 December {match['year']}", text)
    return _START.sub(_to_first, text)


def _to_end(text: str) -> str:
    """Return a question that a day opens with the day at its end: "By 2020, had X graduated?"."""
    match = _FRONT.match(text)
    if match is None or not list(find_dates(match["when"])):
        return text
    return f"{match['rest']} {match['when'][0].lower()}{match['when'][1:]}{match['mark']}"


def _to_first(match: re.Match[str]) -> str:
    """Return the first day of a year where a day is meant ("at the start of"), else its first month."""
    before = (match["as"] or "").strip()
    return f"{_to_day(before)} 1 January {match['year']}" if before else f"January {match['year']}"


def _to_day(before: str) -> str:
    """Return the word that stands before a day in the place of the one before an end of a year."""
    return "on" if before.lower() == "at" else before


def _from_to(match: re.Match[str], months: int) -> str:
    """Return the months of a half or a quarter of a year."""
    last = 12 // months
    number = int(match["short"]) if match["short"] else _NUMBERS[match["count"].lower()] or last
    if number > last:
        return match[0]
    year = match["year"] or match["of"]
    return f"from {MONTH_NAMES[(number - 1) * months]} {year} to {MONTH_NAMES[number * months - 1]} {year}"
