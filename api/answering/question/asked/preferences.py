"""Preferences: why one of two things was taken: "why was X chosen over Y", "why X instead of Y"."""

from __future__ import annotations

from api.answering.question.reading import Reading
from indexer.tokens import find_tokens

_CHOOSING = frozenset(find_tokens("choose pick select prefer opt favour use go take decide adopt switch"))
_OVER = frozenset("over instead rather not than".split())


def find_preferring(reading: Reading) -> frozenset[int]:
    """Return the words by which a question takes it that one of two named things was preferred; none for others.

    A text says so in many ways, or only tells what speaks for one and against the other.
    """
    if reading.asks != "why" or len(reading.mentions) < 2:
        return frozenset()
    first, second = (m for m in sorted(reading.mentions, key=lambda m: m.first)[-2:])
    between = {n for n in range(first.last + 1, second.first) if reading.lowers[n] in _OVER}
    choosing = {n for n in reading.content if _CHOOSING & set(reading.tokens([n]))}
    return frozenset(between | choosing) if between else frozenset()
