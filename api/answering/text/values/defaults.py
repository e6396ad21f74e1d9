"""Defaults: the value that a sentence says something has by default."""

from __future__ import annotations

import re

from api.answering.question.reading import Form, Reading

_WORDS = 4
_DEFAULT = re.compile(
    r"\b(?:defaults?\s+(?:to|is|are)|default(?:\s+value)?\s*(?:[:=]|\bis\b))\s+(?:every\s+|the\s+|an?\s+)?"
    r"(?P<value>[^,;()]+?)(?=[,;()]|\.(?:\s|$)|\s(?:if|when|unless|for|in|on|and|but|which)\b|$)",
    re.IGNORECASE,
)


def find_default(reading: Reading, text: str) -> str | None:
    """Return the value that a sentence says is the default, where a question asks for that; None where it says none."""
    if reading.form is not Form.OPEN or not {"default", "defaults"} & set(reading.lowers):
        return None
    return read_default(text)


def read_default(text: str) -> str | None:
    """Return the value that a text says is the default.

    >>> read_default("Interval: set --every=5 (defaults to every 60 seconds)"), read_default("The default port is 80.")
    ('60 seconds', None)
    """
    found = _DEFAULT.search(text)
    value = found["value"].strip(" `\"'") if found else ""
    return value if value and len(value.split()) <= _WORDS else None
