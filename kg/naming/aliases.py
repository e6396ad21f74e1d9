"""Aliases: the short and long names that a text gives beside each other in brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BRACKETED = re.compile(r"([A-Za-z][\w'’-]*(?:[ -][\w'’-]+){1,7}) ?\(([A-Z][A-Za-z]{1,8}s?)\)")
_BRACKETED_LONG = re.compile(r"\b([A-Z]{2,8}s?) \(([A-Z][\w-]*(?: [\w-]+){1,6})\)")


@dataclass(frozen=True, slots=True)
class AliasPair:
    """Two ways of writing one thing, and why they are held to be one."""

    label: str
    alias: str
    reason: str


def find_aliases(text: str) -> list[AliasPair]:
    """Return the pairs of a long and a short name that a text gives in brackets.

    >>> [(p.label, p.alias) for p in find_aliases("the Open Policy Agent (OPA) handles it")]
    [('Open Policy Agent', 'OPA')]
    """
    found = []
    for match in _BRACKETED.finditer(text):
        long = _matching_words(match[1], match[2])
        if long is not None:
            found.append(AliasPair(long, match[2], "brackets"))
    for match in _BRACKETED_LONG.finditer(text):
        long = _matching_words(match[2], match[1])
        if long is not None:
            found.append(AliasPair(long, match[1], "brackets"))
    return found


def _matching_words(words: str, short: str) -> str | None:
    """Return the last words whose initials spell `short`, or None."""
    letters = [c.lower() for c in short.rstrip("s") if c.isalpha()]
    parts = re.findall(r"[A-Za-z][\w'’]*", words)
    positions = [m.start() for m in re.finditer(r"[A-Za-z][\w'’]*", words)]
    for count in range(len(letters) - 1, min(len(parts), len(letters) + 3) + 1):
        if count < 2 or count > len(parts):
            continue
        chosen = parts[-count:]
        initials = [word[0].lower() for word in chosen]
        small = [word[0].lower() for word in chosen if word.lower() not in {"of", "for", "and", "the", "in", "to"}]
        if letters in (initials, small) and chosen[0].lower() not in {
            "of",
            "for",
            "and",
            "the",
            "in",
            "to",
            "a",
        }:
            return words[positions[-count] :]
    return None
