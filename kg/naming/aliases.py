"""Aliases: the short and long names that a text gives beside each other in brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_SHORT = re.compile(r" ?\(([A-Z][A-Za-z]{1,8}s?)\)")
_BRACKETED_LONG = re.compile(r"\b([A-Z]{2,8}s?) \(([A-Z][\w-]*(?: [\w-]+){1,6})\)")
_BREAK = re.compile(r"[^\w'’ -]|  ")  # what parts two names
_WORD = re.compile(r"[A-Za-z][\w'’]*")
_REACH = 200  # characters before a bracket in which its long name is looked for
# Words that give the initials of a name no letter.
LEFT_OUT_OF_INITIALS = frozenset(("of", "for", "and", "the", "in", "to"))


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
    >>> [p.alias for p in find_aliases("Acme eBPF Kernel Inspector (ABKI)")]
    ['ABKI']
    >>> [p.label for p in find_aliases("the Open Kiln Exchange (OKX) is a format")]
    ['Open Kiln Exchange']
    """
    found = []
    for match in _SHORT.finditer(text):
        before = text[max(0, match.start() - _REACH) : match.start()]
        long = _matching_words(_BREAK.split(before)[-1], match[1])
        if long is not None:
            found.append(AliasPair(long, match[1], "brackets"))
    for match in _BRACKETED_LONG.finditer(text):
        long = _matching_words(match[2], match[1])
        if long is not None:
            found.append(AliasPair(long, match[1], "brackets"))
    return found


def _matching_words(words: str, short: str) -> str | None:
    """Return the last words whose initials spell `short`, or None."""
    letters = [c.lower() for c in short.rstrip("s")]
    parts = list(_WORD.finditer(words))
    for count in range(max(2, len(letters) - 1), min(len(parts), len(letters) + 3) + 1):
        chosen = [part[0].lower() for part in parts[-count:]]
        if chosen[0] in LEFT_OUT_OF_INITIALS | {"a"}:
            continue
        told = [word for word in chosen if word not in LEFT_OUT_OF_INITIALS]
        capitals = [_first_capital(part[0]) for part in parts[-count:]]  # B of "eBPF"
        if letters == capitals or _spell(letters, chosen) or _spell(letters, told):
            return words[parts[-count].start() :]
    return None


def _spell(letters: Sequence[str], words: Sequence[str]) -> bool:
    """Tell whether letters are those that words begin with; an X may be that of "exchange"."""
    if len(letters) != len(words):
        return False
    return all(w.startswith(x) or (x == "x" and w.startswith("ex")) for x, w in zip(letters, words, strict=True))


def _first_capital(word: str) -> str:
    """Return the first capital of a word, else its first letter, as a small letter."""
    return next((letter for letter in word if letter.isupper()), word[0]).lower()
