"""Light words: what says no more than the word behind it does: "is responsible for merging X" merges X."""

from __future__ import annotations

import re
from collections.abc import Sequence

from api.answering.question.words.words import Word

_LIGHT = re.compile(
    r"\b((?:responsible for|in charge of|tak(?:es?|en|ing) care of|took care of|look(?:s|ed|ing)? after|"
    r"deal(?:s|t|ing)? with|busy with)(?: the)?) \w+ings?\b|"
    # What documents list are the popular ones: they name no others.
    r"(?<!\bmost )(?<!\bmore )(?<!\bless )\b(popular|well-known|notable)"
    r"(?= (?!with\b|at\b|among\b)(?:[\w-]+ ){0,3}[\w-]+s\b)|"
    # What counts as something is something.
    r"\b(counts?|qualif(?:y|ies)) as\b|"
    # "What happened to X" asks what is told of it.
    r"^what (?:has |have |had )?(happened|become|became)(?: to| of) (?=(?-i:[A-Z]))",
    re.IGNORECASE,
)


def find_light(text: str, words: Sequence[Word]) -> frozenset[int]:
    """Return the words of a question that only say that something does what the word behind them says."""
    spans = [match.span(match.lastindex or 0) for match in _LIGHT.finditer(text)]
    return frozenset(n for n, word in enumerate(words) for start, end in spans if start <= word.start < end)
