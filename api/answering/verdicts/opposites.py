"""Opposites: whether a sentence says of a thing the contrary of a word that a question asks about."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import pairwise

from api.answering.question.words.words import BE
from indexer.tokens import find_tokens

# Two sides each: what is of the one is not of the other.
_SIDES = [
    (frozenset(one.split()), frozenset(other.split()))
    for one, other in (
        ("large big great huge high many much lot", "small little tiny low few minimal limited"),
        ("heavy heavyweight", "light lightweight"),
        ("old mature", "new young recent early"),
        ("fast quick", "slow"),
        ("easy simple", "hard difficult complex complicated"),
        ("open public", "closed private proprietary"),
        ("optional", "required mandatory"),
        ("static", "dynamic"),
        ("strong", "weak"),
        ("centralized centralised central", "decentralized decentralised distributed"),
        ("synchronous", "asynchronous"),
        ("enabled", "disabled"),
        ("stable", "experimental"),
        ("permanent durable", "temporary ephemeral"),
        ("day daytime", "night nighttime overnight"),
        ("internal inside", "external outside"),
        ("push", "pull"),
        ("suitable suited fit fine ok okay safe appropriate", "unsuitable unsuited unfit unsafe inappropriate"),
        ("strict restrictive", "permissive lax lenient"),
        ("enough sufficient adequate", "insufficient inadequate"),
        ("manual manually", "automatic automatically automated"),
        ("increase increased rise rose grow grew", "decrease decreased fall fell drop dropped shrink shrank"),
    )
]  # fmt: skip
_PREFIXES = ("un", "in", "im", "ir", "il", "non", "non-", "dis")
_AHEAD, _BEHIND = 2, 8
_LINKING = BE | frozenset("remains remained stays stayed".split())
_WORD = re.compile(r"[\w-]+")


def find_opposites(word: str) -> frozenset[str]:
    """Return the words that say the contrary of a word in small letters.

    >>> sorted(find_opposites("stateful"))[-1], "stable" in find_opposites("unstable"), "slow" in find_opposites("fast")
    ('unstateful', True, True)
    """
    found = {opposite for one, other in _SIDES for opposite in (other if word in one else one if word in other else ())}
    found |= {prefix + word for prefix in _PREFIXES}
    found |= {word.removeprefix(prefix) for prefix in _PREFIXES if word.startswith(prefix)}
    for one, other in (("ful", "less"), ("less", "ful")):
        found |= {word.removesuffix(one) + other} if word.endswith(one) else set()
    return frozenset(opposite for opposite in found if len(opposite) >= 3)


def says_opposite(word: str, text: str, name: Collection[str], asked: Collection[str]) -> bool:
    """Tell whether a text says of a name the contrary of a word: "X is a new tool" where "old" is asked.

    `name`, `asked`: the words of the name and those asked about, as keyword search compares them.
    """
    opposites = find_opposites(word)
    words = list(_WORD.finditer(text))
    tokens = [next(iter(find_tokens(one[0])), "") for one in words]
    named = [n for n, token in enumerate(tokens) if token in name]
    for place, one in enumerate(words):
        if opposites.isdisjoint((one[0].lower(), *one[0].lower().split("-"))):
            continue  # "pull" of "pull-based" too
        if any(0 < n - place <= _AHEAD for n in named):
            return True
        for n in (n for n in named if 0 < place - n <= _BEHIND):
            verbs = [v for v in range(n + 1, place) if words[v][0].lower() in _LINKING or tokens[v] in asked]
            if verbs and not re.search(r"[,;:]", text[words[verbs[-1]].end() : one.start()]):
                return True
    return False


def sets_against(word: str, noun: str, text: str) -> bool:
    """Tell whether a text has the contrary of a word before a noun, and never the word: "unsalted butter".

    >>> sets_against("salted", "butter", "It needs unsalted butter.")
    True
    >>> sets_against("salted", "butter", "It needs salted butter, not unsalted butter.")
    False
    """
    opposites, own = find_opposites(word), set(find_tokens(noun))
    pairs = [(one[0].lower(), set(find_tokens(other[0]))) for one, other in pairwise(_WORD.finditer(text))]
    before = {one for one, other in pairs if own & other}
    return bool(before & opposites) and word not in before
