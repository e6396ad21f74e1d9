"""Counted: whether a text says how many there are of what a question asks for."""

from __future__ import annotations

import re

from api.answering.question.asked.sought import find_sought
from api.answering.question.reading import Reading
from indexer.tokens import find_tokens
from kg.language.words import NUMBER_WORDS

# The words for small numbers, from two to ten.
NUMBERS = NUMBER_WORDS[2:11]
# Nouns that ask for kinds of the noun behind them.
SORTS = frozenset(find_tokens("kinds types sorts"))
_COUNTED = re.compile(
    rf"\b(?:{'|'.join(NUMBERS)}|[2-9])\s+(?:[\w-]+\s+){{0,2}}?(?P<noun>[\w-]+s)\b(?:\s+of\s+(?P<of>[\w-]+))?",
    re.IGNORECASE,
)


def counts_asked(reading: Reading, text: str) -> bool:
    """Tell whether a text says how many there are of what a question asks for: "three pieces", "two kinds of mill"."""
    sought = find_sought(reading)
    asked = set(reading.tokens(reading.content))
    for found in _COUNTED.finditer(text):
        noun, of = set(find_tokens(found["noun"])), set(find_tokens(found["of"] or ""))
        if noun & sought.heads or (noun & SORTS and sought.heads & SORTS and of & asked):
            return True
    return False
