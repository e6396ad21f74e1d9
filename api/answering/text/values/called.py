"""Called: what a sentence says that something is called, where a question asks for that."""

from __future__ import annotations

import re

from api.answering.question.reading import Reading
from indexer.tokens import find_tokens

_CALLED = re.compile(
    r"\b(?:called|named|termed|dubbed|nicknamed|known as)\s+(?:an?\s+|the\s+)?"
    r"[\"“'‘]?(?P<name>[A-Z][\w.+#-]*(?:\s[A-Z][\w.+#-]*)*|[\w+#-]+)"
)
_BORDER = re.compile(r"[,;:(]|\b(?:and|or|but|while|whereas)\b", re.IGNORECASE)


def find_called(reading: Reading, text: str) -> str | None:
    """Return the name behind "called" in the clause that says the most of what a question asks about, or None."""
    first, *_ = tokens = reading.tokens(reading.content) or [""]
    asked = set(tokens)
    found: list[tuple[bool, int, str]] = []
    for match in _CALLED.finditer(text):
        start = max((border.end() for border in _BORDER.finditer(text, 0, match.start())), default=0)
        held = asked & set(find_tokens(text[start : match.start()]))
        if held and not set(find_tokens(match["name"])) <= asked:
            found.append((first in held, len(held), match["name"].rstrip(".")))
    return max(found, key=lambda told: told[:2], default=(False, 0, None))[2]
