"""Utmost: questions for what has the most or the least of something, and sentences that say so."""

from __future__ import annotations

import re

from api.answering.question.reading import Reading

_ASKED = re.compile(r"\bthe (?:most|fewest|least) (?!of\b)\w", re.IGNORECASE)
_SAID = re.compile(
    r"\b(?:most|fewest|least|record|no other|more \w+ than any|(?:larg|great|bigg|high|low|small)est)\b", re.IGNORECASE
)


def asks_for_utmost(reading: Reading) -> bool:
    """Tell whether a question asks for what has the most or the least of something: "which tool has the most users"."""
    return _ASKED.search(reading.text) is not None


def says_utmost(text: str) -> bool:
    """Tell whether a text says that something is the most, or more than any other."""
    return _SAID.search(text) is not None
