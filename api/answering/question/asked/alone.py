"""Alone: whether a text names a thing by its name alone, and not by a longer name that holds it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from kg.language.given_names import is_given_name
from kg.language.word_lists import load_stop_words
from kg.language.words import find_verb, is_word

# A word with a capital right before or behind a name makes one name of both; initials say more of it ("Acme API").
_BEFORE = re.compile(r"(?:^|[^\w\s]\s*|\n|(?P<inside>\w ))(?P<word>[A-Z][\w.+-]*) $")
_BEHIND = re.compile(r" (?:[A-Z][a-z]|[A-Z](?!\w))")


def stands_alone(name: str, text: str, known: bool = True, cut: bool = False) -> bool:
    """Tell whether a text has a name with no more words of a name beside it.

    `known`: the longer names that end in it are known, and none of these. `cut`: it may be the beginning of one.

    >>> stands_alone("Acme", "Acme Mail is fast."), stands_alone("Acme", "The Acme API is fast.")
    (False, True)
    >>> stands_alone("X", "Use Acme X for it.", known=False), stands_alone("X", "Use X for it.", known=False)
    (False, True)
    >>> stands_alone("Acme", "Acme Mail is fast.", cut=True)
    True
    """
    return any(
        (cut or _BEHIND.match(text, found.end()) is None) and (known or not _is_led(text[: found.start()]))
        for found in _to_pattern(name).finditer(text)
    )


def holds(name: str, text: str) -> bool:
    """Tell whether a text has the words of a name, alone or beside more words of a name."""
    return _to_pattern(name).search(text) is not None


def goes_on(words: Sequence[str]) -> bool:
    """Tell whether what stands behind a name is a verb or a small word, and nothing that the name says more of."""
    return not words or words[0].lower() in load_stop_words() or find_verb(words[0]) is not None


@lru_cache(maxsize=256)
def _to_pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(name)}(?:['’]s)?(?![\w-])", re.IGNORECASE)


def _is_led(before: str) -> bool:
    """Tell whether the words before a name end in one that belongs to it: not in one that merely opens a sentence.

    People are called by their family names alone.
    """
    found = _BEFORE.search(before)
    if found is None or is_given_name(found["word"]):
        return False
    return found["inside"] is not None or not is_word(found["word"])
