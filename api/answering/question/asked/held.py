"""Held words: how far a text holds a word of a question."""

from __future__ import annotations

import math
from collections.abc import Set
from functools import lru_cache

from api.answering.question.asked.wanted import Wanted
from indexer.tokens import find_tokens

# What a word of the question counts for where the sentence does not hold it itself.
SAID_OTHERWISE = 0.8
DERIVED = 0.7
NAMED_IN_PASSAGE = 0.6
IN_HEADING = 0.5
IN_SENTENCE_BEFORE = 0.4


@lru_cache(maxsize=8192)
def read_tokens(text: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the words of a sentence in order, and as a set; the same sentences come up for many questions."""
    tokens = tuple(find_tokens(text))
    return tokens, frozenset(tokens)


def with_names(own: frozenset[str], wanted: Wanted) -> frozenset[str]:
    """Return the words of a sentence with those of every other name of the things it names."""
    return own.union(
        *(word for names in wanted.called if any(name and name <= own for name in names) for word in names)
    )


def rate_word(token: str, own: Set[str], wanted: Wanted, named: Set[str], context: Set[str], before: Set[str]) -> float:
    """Return how far a sentence holds a word: itself, in other words, by what stands around it."""
    if token in own:
        return 1.0
    if wanted.alternatives.get(token, frozenset()) & own:
        return SAID_OTHERWISE
    trunk = token[:4]
    if any(other.startswith(trunk) and _is_derived(token, other) for other in own):
        return DERIVED
    if token in named:
        return NAMED_IN_PASSAGE
    if token in context:
        return IN_HEADING
    return IN_SENTENCE_BEFORE if token in before else 0.0


def holds(token: str, text: str, wanted: Wanted) -> float:
    """Return how far the words of a text alone hold a word of the question, in [0, 1]."""
    own = with_names(read_tokens(text)[1], wanted)
    return rate_word(token, own, wanted, frozenset(), frozenset(), frozenset())


def is_of(token: str, words: Set[str]) -> bool:
    """Tell whether some words hold a word or one derived from it: "scanner" and "scanning"."""
    return token in words or any(other[:4] == token[:4] and _is_derived(token, other) for other in words)


@lru_cache(maxsize=1 << 16)
def _is_derived(one: str, other: str) -> bool:
    """Tell whether two words share their trunk, as "compress" and "compression" do."""
    shorter, longer = sorted((len(one), len(other)))
    if longer - shorter > 4 or shorter < 4:
        return False
    shared = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), shorter)
    return shared >= max(4, longer - 4, math.ceil(0.6 * longer))
