"""Parts: what a quote of several clauses or lines says of one name or value."""

from __future__ import annotations

import re

# A comma with more than a name behind it opens another part of a sentence.
_BETWEEN_PARTS = re.compile(
    r"[;,]\s+(?=(?:and\s+)?(?:the\s+|its\s+|an?\s+)?(?:[A-Z][\w./-]*\s+){1,4}(?:is|are|was|were|has|have|does|do)\b)"
)


def find_part(quote: str, name: str) -> str:
    """Return what a quote says of one of its names: of a list its lead-in and line, of a sentence the part it is in.

    >>> find_part("Dyno is our codec, Zorb is our store.", "Zorb")
    'Zorb is our store.'
    """
    lead, *lines = quote.split("\n")
    own = [line for line in lines if name and name in line]
    if own:
        return "\n".join((lead, *own))
    parts = [part for part in _BETWEEN_PARTS.split(quote) if name and name in part]
    return " ".join(parts) or quote
