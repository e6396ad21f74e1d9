"""Measures: how much, how long, how tall: numbers with their units."""

from __future__ import annotations

import re
from collections.abc import Iterator

from api.answering.question.reading import Reading
from indexer.tokens import find_tokens
from kg.documents import Span
from kg.language.dates import find_dates
from kg.language.words import NUMBER_WORD

_SIZES = frozenset("long big large small tall high deep wide far fast quickly heavy old short slow much".split())
_SHARES = frozenset("percent percentage share proportion fraction".split())
SIZE_TOKENS = frozenset(token for word in _SIZES for token in find_tokens(word))
SHARE_TOKENS = frozenset(token for word in _SHARES for token in find_tokens(word))
_TIMES = r"(?:milli|micro|nano)?seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|centuries"
_UNITS = (
    rf"{_TIMES}|percent|times|(?:kilo|centi|milli)?met(?:er|re)s?|miles?|(?:kilo|mega|giga|tera|peta|exa)?bytes?|"
    r"(?:kilo)?grams?|tons?|lit(?:er|re)s?|degrees?|watts?|dollars?|euros?|pounds?"
)
# Tried from the beginning of a run of digits alone: from each place in it, it would take time by its square.
_ONE_NUMBER = rf"(?:(?<!\d)(?<!\d[.,])\d+(?:[.,]\d+)*|\b(?:{NUMBER_WORD}))"
_NUMBER = rf"{_ONE_NUMBER}(?:(?:\s?[-–]\s?|\s(?:to|and|or)\s){_ONE_NUMBER})?"
_MEASURE = re.compile(
    rf"[$€£]\s?{_NUMBER}(?:\s?(?:million|billion))?|{_NUMBER}\s?(?:%|(?:[kmgtp]i?b|[kmcn]?m|[munµ]?s|k?g|[kmgt]?hz|x)\b)|"
    rf"{_NUMBER}[\s-](?:(?:million|billion)\s)?(?:{_UNITS})\b",
    re.IGNORECASE,
)
_VAGUE = "dozens?|hundreds|thousands|millions|billions|a few|a couple of|several|half|twice|thrice|doubled?|tripled?"
_LARGE = r"(?:dozen|hundred|thousand|million|billion)s?"
_AMOUNT = re.compile(
    rf"(?<![\w.])(?:(?:\d+(?:[.,]\d+)*|an?|{NUMBER_WORD}|several|many) )?{_LARGE}\b|"
    rf"(?<![\w.])\d++(?:[.,]\d++)*+(?!\w|\.[a-z])|"
    rf"\b(?!one of\b)(?:{NUMBER_WORD}|zero|no|single|{_VAGUE})\b",
    re.IGNORECASE,
)
_VERSIONED = re.compile(r"\b(?:version|release|v) $", re.IGNORECASE)
_HOW_MUCH = re.compile(rf"\b(?:{_VAGUE}|free|nothing|everything|(?:{_TIMES}))\b", re.IGNORECASE)
_LENGTH = re.compile(rf"{_NUMBER}[\s-](?:{_TIMES})\b", re.IGNORECASE)


def asks_for_measure(reading: Reading) -> bool:
    """Tell whether a question asks how much or how long something is, which a number with its unit tells."""
    lowers = reading.lowers
    sized = any(lowers[n - 1] == "how" and lower in _SIZES for n, lower in enumerate(lowers) if n)
    return sized or asks_for_share(reading)


def asks_for_share(reading: Reading) -> bool:
    """Tell whether a question asks for a share of something: "what percentage of", "how many percent"."""
    return any(
        before in {"what", "which", "many", "the"} and lower in _SHARES
        for before, lower in zip(reading.lowers, reading.lowers[1:], strict=False)
    )


def find_length(text: str) -> str | None:
    """Return the one length of time that a text tells, or None.

    >>> find_length("For 14 months they were at it."), find_length("It took a while.")
    ('14 months', None)
    """
    found = dict.fromkeys(match.group() for match in _LENGTH.finditer(text))
    return next(iter(found)) if len(found) == 1 else None


def find_measures(reading: Reading, text: str) -> Iterator[Span]:
    """Yield the numbers with units of a text that a question asks for, where it does not say them itself."""
    for match in _MEASURE.finditer(text):
        share = re.search(r"%|percent", match.group()) is not None
        if match.group().lower() not in reading.text.lower() and (share or not asks_for_share(reading)):
            yield Span(match.start(), match.end())


def find_amounts(reading: Reading, text: str) -> Iterator[re.Match[str]]:
    """Yield the numbers of a text, and words for them, of no date or version, and that the question does not say."""
    dated = [span for span, _ in find_dates(text)]
    for match in _AMOUNT.finditer(text):
        said = match.group().lower() in reading.lowers
        versioned = _VERSIONED.search(text[max(0, match.start() - 9) : match.start()]) is not None
        if not said and not versioned and not any(span.start <= match.start() < span.end for span in dated):
            yield match


def tells_how_much(text: str) -> bool:
    """Tell whether a text tells an amount, a length of time or a share, if only roughly: "within minutes", "half"."""
    return _MEASURE.search(text) is not None or _HOW_MUCH.search(text) is not None
