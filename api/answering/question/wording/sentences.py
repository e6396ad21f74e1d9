"""Sentences: where one ends and the next begins in what somebody writes to ask."""

from __future__ import annotations

import re
from itertools import pairwise

# Not behind an initial or an abbreviation.
_END = re.compile(
    r"(?<=[^\s.!?])(?<!\b(?:vs|eg|ie|dr|mr|ms|st|al))(?<!\b(?:e\.g|i\.e|etc|mrs))[.!?]+\s+(?=\S)",
    re.IGNORECASE,
)
# "Ann T. Fox"
_INITIAL = re.compile(r"\b[A-Z][a-z]+ (?:[A-Z]\. ?)+$")


def split_sentences(text: str) -> list[str]:
    """Return the sentences of a text.

    >>> split_sentences("Hi! We run Zorblat 1.2, e.g. for corn. Did Ann T. Fox make it?")
    ['Hi!', 'We run Zorblat 1.2, e.g. for corn.', 'Did Ann T. Fox make it?']
    """
    ends = (match.end() for match in _END.finditer(text) if not _INITIAL.search(text, 0, match.end()))
    borders = [0, *ends, len(text)]
    return [text[start:end].strip() for start, end in pairwise(borders)]
