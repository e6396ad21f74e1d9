"""Amounts: whether a sentence has the number, the limit or the pace that a question for yes or no has.

"Has X more than ten mills" is denied by "nine mills".
"""

from __future__ import annotations

import re

from api.answering.question.reading import Reading
from api.answering.question.words.words import read_words
from api.answering.text.values.measures import find_amounts
from indexer.tokens import find_tokens
from kg.language.words import NUMBER_WORDS

_NOUN_PHRASE = 5  # words
UNIT = r"(?: \w+)? (?:second|minute|hour|day|week|month|quarter|year)s?\b"
_COMPARED = re.compile(
    r"\b(?:(?P<more>more than|over|above)|(?P<least>at least|no fewer than)|"
    rf"(?P<fewer>fewer than|less than|under|below)|(?P<most>at most|no more than|up to))?\s*"
    rf"\b(?P<number>\d[\d,]*|{'|'.join(NUMBER_WORDS[1:])})\s+"
    r"(?P<noun>[a-z][\w-]+(?: [a-z][\w-]+)?)",
    re.IGNORECASE,
)
_RATE = re.compile(rf"\b(?:every|each|per|once an?){UNIT}", re.IGNORECASE)
_OPEN_NUMBER = re.compile(r"\b(?:more than|over|at least|about|around|nearly|almost|some|up to)\s*$", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def find_amount(reading: Reading) -> frozenset[int]:
    """Return the words of a question that say how many, with what limits that: "more than ten"."""
    asked = _COMPARED.search(reading.text)
    if asked is None:
        return frozenset()
    span = range(asked.start(), asked.end("number"))
    return frozenset(n for n, word in enumerate(reading.words) if word.start in span)


def counts_other(reading: Reading, text: str) -> bool:
    """Tell whether a text has the number of a question for something else: "two mills", "at least two bakers"."""
    asked = _COMPARED.search(reading.text)
    if asked is None or _YEAR.fullmatch(asked["number"]):
        return False
    noun = _read_behind(reading.text, asked.end("number"))
    counted = [found.end() for found in re.finditer(rf"\b{re.escape(asked['number'])}\b", text, re.IGNORECASE)]
    return bool(counted) and not any(noun & _read_behind(text, end) for end in counted)


def _read_behind(text: str, place: int) -> set[str]:
    """Return the first few words of a text behind a place, as the index compares them."""
    return set([t for word in read_words(text[place:]) for t in find_tokens(word.text)][:_NOUN_PHRASE])


def compare_amounts(reading: Reading, text: str) -> bool | None:
    """Tell whether a number of a text is as a question says ("more than ten mills"); None where either says none."""
    asked = _COMPARED.search(reading.text)
    if asked is None:
        return None
    noun = set(find_tokens(asked["noun"])[:1])
    wanted = _to_number(asked["number"])
    for found in find_amounts(reading, text):
        behind = [set(find_tokens(word.text)) for word in read_words(text[found.end() :])[:3]]
        number = _to_number(found.group())
        if number is None or wanted is None or not any(noun & words for words in behind):
            continue
        if asked["more"] or asked["least"]:
            return number > wanted or bool(asked["least"] and number == wanted)
        if asked["fewer"] or asked["most"]:
            return number < wanted or bool(asked["most"] and number == wanted)
        if _OPEN_NUMBER.search(text[: found.start()]) is None:
            return number == wanted
    return None


def _to_number(written: str) -> float | None:
    lower = written.lower().strip()
    if lower in NUMBER_WORDS:
        return float(NUMBER_WORDS.index(lower))
    digits = lower.replace(",", "")
    return float(digits) if re.fullmatch(r"\d+(?:\.\d+)?", digits) else None


def find_rate(reading: Reading) -> frozenset[int]:
    """Return the words of a question that say at what pace something happens: "every minute"."""
    asked = _RATE.search(reading.text)
    return frozenset(n for n, w in enumerate(reading.words) if asked and asked.start() <= w.start < asked.end())


def says_other_rate(reading: Reading, text: str) -> bool:
    """Tell whether something happens at another pace than a question says: "every six seconds", "every minute"."""
    asked, told = (_RATE.search(one) for one in (reading.text, text))
    return asked is not None and told is not None and asked.group().lower() != told.group().lower()
