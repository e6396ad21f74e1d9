"""Plainly: sentences that answer who or when without a name or a date: "volunteers change them", "every March"."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from api.answering.question.asked.held import DERIVED, holds
from api.answering.question.asked.wanted import Wanted
from api.answering.question.reading import Reading
from api.answering.question.words.words import ARTICLES, BE, EMPTY, PREPOSITIONS, Word, read_words
from api.answering.text.sentences.sentences import Sentence
from indexer.tokens import find_tokens

_TIMED = re.compile(
    r"\b(?:every|each) (?:day|week|month|quarter|year|hour|morning|evening|night|spring|summer|autumn|winter)\b|"
    r"\b(?:daily|weekly|monthly|quarterly|yearly|annually|overnight|o'clock|tomorrow)\b|"
    r"\b(?:january|february|march|april|june|july|august|september|october|november|december|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?)\b|\bin may\b|"
    r"\b(?:in|by|until|since|during|before|after|at) (?:the )?(?:\w+ of )?(?:early |late |next |following )?"
    r"(?:spring|summer|autumn|fall|winter|morning|afternoon|evening|night|noon|midnight|week|month|year|day|end)\b|"
    r"\b\d{1,2}(?::\d\d)? ?[ap]\.?m\b|\bwithin \w+ (?:hour|day|week|month|year)s?\b",
    re.IGNORECASE,
)
# Within how many words behind what is done its doer may stand: "was given to the city by a firm".
_BY_WITHIN = 7
_OFTEN = re.compile(
    r"\b(?:(?:once|twice|\w+ times) (?:an?|per|every|each) \w+|"
    r"(?:every|each) (?:\w+ )?(?:day|week|month|quarter|year|hour)s?|"
    r"hourly|daily|weekly|bi-?weekly|monthly|quarterly|yearly|annual(?:ly)?|never|always|continuously)\b",
    re.IGNORECASE,
)
_LIMITED = re.compile(
    r"\b(?:no later than|as early as|no earlier than|at the latest|(?:by|on|from|until) the \d+(?:st|nd|rd|th)|"
    r"the \d+(?:st|nd|rd|th) of|as soon as|immediately|once\b(?! a\b))\b",
    re.IGNORECASE,
)
# What is so in a case that a sentence supposes names nobody.
_CONDITION = re.compile(r"\W*(?:if|should|unless|whenever)\b", re.IGNORECASE)
_NOBODY = frozenset("nobody none nothing".split())


def says_plainly(reading: Reading, wanted: Wanted, sentence: Sentence) -> bool:
    """Tell whether a sentence says all the words of a question for who or when, and names a doer or a time.

    All but the first may stand above it.
    """
    asked, text = reading.tokens(reading.unnamed), sentence.text
    above = frozenset(find_tokens(" ".join(sentence.headings)))
    if not asked or any(holds(token, text, wanted) < DERIVED for token in asked if token not in above - {asked[0]}):
        return False
    if reading.answer_class == "Date":
        return reading.asks == "when" and _TIMED.search(text) is not None
    by_office = reading.lowers[0] == "who" and bool(
        set(reading.lowers[1:2]) & BE and set(reading.lowers[2:3]) & ARTICLES
    )
    doer = reading.asks == "who" and not by_office and not _CONDITION.match(text)
    return doer and _names_doer(asked, read_words(text), frozenset(reading.lowers))


def tells_how_often(text: str) -> bool:
    """Tell whether a text says how often something is done.

    >>> tells_how_often("We meet once a week."), tells_how_often("We meet on Monday.")
    (True, False)
    """
    return _OFTEN.search(text) is not None


def tells_time(text: str) -> bool:
    """Tell whether a text says by when, or from when on, something is done.

    >>> tells_time("Send it no later than noon."), tells_time("Send it in dollars.")
    (True, False)
    """
    return _LIMITED.search(text) is not None or _TIMED.search(text) is not None


def _names_doer(asked: Sequence[str], words: Sequence[Word], lowers: Set[str]) -> bool:
    """Tell whether a noun stands where the doer of the first word asked about does: before it, or behind "by".

    `lowers`: the words of the question. What is "written for" something did not write it.
    """
    place = next((n for n, word in enumerate(words) if asked[0] in find_tokens(word.text)[:1]), 0)
    behind = [word.lower for word in words[place + 1 :]]
    if "by" in behind[:_BY_WITHIN]:
        return True
    before = [word.lower for word in words[:place]]
    participle = words[place].lower.endswith(("ed", "en", "t", "n"))
    done_for = set(behind[:1]) & PREPOSITIONS - lowers
    passive = participle and bool(set(before[-3:]) & BE or done_for)
    nouns = [
        lower
        for lower in before
        if lower not in EMPTY | _NOBODY and not lower.endswith("ly") and not set(find_tokens(lower)) & set(asked)
    ]
    return bool(nouns) and not passive
