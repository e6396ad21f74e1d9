"""Utmost: questions for what has the most or the least of something, and sentences that say so."""

from __future__ import annotations

import re

from api.answering.question.reading import Reading

_DEGREES = (
    r"(?:larg|great|bigg|high|low|small|fast|quick|slow|long|short|deep|wid|strong|weak|heavi|light|hard|cheap|tall|busi|"
    r"simpl|easi|rich|poor|bright|dark|hott|cold|saf)est"
)
_ASKED = re.compile(rf"\bthe (?:(?:most|fewest|least) (?!of\b)\w|{_DEGREES}\b)", re.IGNORECASE)
_SAID = re.compile(
    rf"\b(?:most|fewest|least|record|no other|more (?:\w+ )?than any|no more than|up to|maximum|minimum|{_DEGREES})\b",
    re.IGNORECASE,
)


def asks_for_utmost(reading: Reading) -> bool:
    """Tell whether a question asks for what has the most or the least of something: "which tool has the most users"."""
    return _ASKED.search(reading.text) is not None


def says_utmost(text: str) -> bool:
    """Tell whether a text says that something is the most, or more than any other."""
    return _SAID.search(text) is not None
