"""Parted questions: two in one, "when did X graduate, and who created it?"."""

from __future__ import annotations

import re

_PLACED = r"(?:(?:in|on|at|by|to|from|of|with|for|since|under|until) )?"
_WH = r"(?:who|whom|whose|what|which|when|where|why|how)\b"
_DOES = r"(?:is|are|was|were|does|do|did|has|have|can)\b"
_ASKS = re.compile(rf"{_PLACED}{_WH}|{_DOES}|(?:name|list)\b", re.IGNORECASE)
_AND = re.compile(
    rf"(?:\s*[,;?]\s*(?:and |also |but )+|\s+and (?:also )?)(?=(?:{_PLACED}{_WH}|{_DOES} (?:it|they|he|she)\b))",
    re.IGNORECASE,
)
# What the second one may be about: what the first one is about, or has found.
_REFERRING = frozenset("it its they them their he she his her this that these those".split())
_SHORTEST = 3  # words


def part(text: str) -> tuple[str, str] | None:
    """Return the two questions that one asks, None where it asks one.

    >>> part("When did Zorblat graduate, and who created it?")
    ('When did Zorblat graduate?', 'who created it?')
    >>> part("Who created Zorblat and when?"), part("Which tools are graduated and which are sandboxed?")
    (None, None)
    """
    if _ASKS.match(text.strip()) is None:
        return None
    for joint in _AND.finditer(text):
        first, second = text[: joint.start()].strip(), text[joint.end() :].strip()
        if len(first.split()) >= _SHORTEST and len(second.split()) >= _SHORTEST and _leans(second):
            return f"{first.rstrip('?')}?", second
    return None


def _leans(second: str) -> bool:
    """Tell whether a question says what it is about, by a name or a pronoun."""
    words = second.rstrip("?.! ").split()[1:]
    return any(word.lower() in _REFERRING or word[0].isupper() for word in words)
