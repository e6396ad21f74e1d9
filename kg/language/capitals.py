"""Capitals: ordinary words that one document uses as names ("Drift is written in Go").

Told by the letters alone, before anything is parsed: the parser reads a sentence better for knowing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from kg.language.dates import CALENDAR
from kg.language.words import find_verb, is_adjective, is_countable_noun

_TOKEN = re.compile(r"[A-Za-z][\w'’]*(?:[-./][\w]+)*|[^\sA-Za-z]")
_NAME = re.compile(r"[A-Z][a-z]{2,}")
# Before a capital these show that a word names one of many, or a part of a longer name.
_NARROWING = frozenset(
    "a an the this that these those our your my their its his her each every any no some "
    "click select choose press hit van von de der".split()
)
_OPENING = frozenset("with in on for from to unlike like as while if when since because but and both".split())
_AUXILIARIES = frozenset("is was has does can will may had cannot isn't doesn't wasn't hasn't".split())
# What words with these endings name is an idea, also where they are never written small.
_ABSTRACT = re.compile(
    r".*(?:ing|tion|sion|ity|ance|ence|ency|ness|ment|ism|ure|ability|ship|hood|ware|less|ics|ly|cy|ops)$"
)
# How many times as often as small a name is written with its capital: where a page defines it, where it stands as no
# ordinary word does, and where only the parser takes it for a name.
TIMES_SMALL_DEFINED = 2
_TIMES_SMALL_STANDING = 3
TIMES_SMALL_PARSED = 8
_MIN_USES = 2
# Words that are also adjectives ("Direct") are names only as subjects, or where they stand inside sentences as often.
_MIN_USES_OF_ADJECTIVE = 3


def find_capitalised_names(sentences: Iterable[str], shown: Iterable[str] = ()) -> frozenset[str]:
    """Return the ordinary words that sentences of one document write as names.

    Such a word stands with a capital inside a sentence, or as the bare subject of a verb, and hardly ever small.
    `shown`: what stands in headings and first cells; each counts for a word that is a bare subject, too.

    >>> sorted(find_capitalised_names(["Drift is free.", "We moved to Drift.", "In August, it was used in August."]))
    ['Drift']
    """
    inside: Counter[str] = Counter()
    opening: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for sentence in sentences:
        tokens = _TOKEN.findall(sentence)
        for place, token in enumerate(tokens):
            if token.islower():
                small[token.removesuffix("'s").removesuffix("’s")] += 1
            elif _is_candidate(token):
                word = re.sub(r"['’]s$", "", token)
                if place == 0:
                    opening[word] += _is_bare_subject(tokens)
                else:
                    inside[word] += _stands_alone(tokens, place)
    for word in shown:
        opening[word] += opening[word] > 0
    return frozenset(word for word in (*inside, *opening) if _is_name(word, inside[word], opening[word], small))


@lru_cache(maxsize=1 << 8)
def is_written_with_capital(words: str, text: str, times_small: int, least: int = 0) -> bool:
    """Tell whether a text writes some words with their capital so many times as often as small, and `least` times.

    >>> [is_written_with_capital("Build", "Build is new. We build it.", times) for times in (1, 2)]
    [True, False]
    """
    small = re.findall(rf"(?<![\w./-]){re.escape(words.lower())}(?:s|es)?(?![\w/-])", text)
    needed = max(least, times_small * len(small))
    return not needed or len(re.findall(rf"\b{re.escape(words)}\b", text)) >= needed


def is_written_small(words: str, text: str) -> bool:
    """Tell whether a text writes some words small more often than with a capital inside its sentences.

    >>> is_written_small("Build", "Build is new. A build is made."), is_written_small("Build", "We build on Build.")
    (True, False)
    """
    small = re.findall(rf"(?<![\w.-]){re.escape(words.lower())}(?:s|es)?(?![\w.-])", text)
    inside = re.findall(rf"(?<=[a-z,;]) {re.escape(words[:1].upper() + words[1:])}\b", text)
    return len(small) > len(inside)


def is_abstract(word: str) -> bool:
    """Tell by its ending whether a word names an idea: such words are no names, also where never written small.

    >>> is_abstract("Security"), is_abstract("Square")
    (True, False)
    """
    return _ABSTRACT.fullmatch(word.lower()) is not None


def _is_candidate(token: str) -> bool:
    word = re.sub(r"['’]s$", "", token)
    if word.lower() in CALENDAR:
        return False
    return _NAME.fullmatch(word) is not None and is_countable_noun(word) and not is_abstract(word)


def _is_bare_subject(tokens: list[str]) -> bool:
    """Tell whether a first word without article is what a verb in the singular is said of."""
    after = tokens[1].lower() if len(tokens) > 2 else ""
    if tokens[0].endswith("s"):
        return False
    return after in _AUXILIARIES or (after.endswith("s") and find_verb(after) is not None and len(tokens) > 3)


def _stands_alone(tokens: list[str], place: int) -> bool:
    before = tokens[place - 1]
    after = tokens[place + 1] if place + 1 < len(tokens) else ""
    if not (before.islower() or before in {",", ";"} or (place == 1 and before.lower() in _OPENING)):
        return False
    if before in _NARROWING:
        return False
    return not after[:1].isupper()


def _is_name(word: str, inside: int, opening: int, small: Counter[str]) -> bool:
    lower = word.lower()
    written_small = small[lower] + small[lower + "s"] + small[lower + "es"]
    uses = inside + opening
    if is_adjective(word) and not opening and inside < _MIN_USES_OF_ADJECTIVE:
        return False
    return uses >= max(_MIN_USES, _TIMES_SMALL_STANDING * written_small)
