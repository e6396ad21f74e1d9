"""Noun phrases: an answer that is no name: "which team prefers X", and "the booking team prefers X"."""

from __future__ import annotations

from api.answering.question.asked.counted import SORTS
from api.answering.question.asked.sought import find_sought
from api.answering.question.reading import Reading
from api.answering.question.words.words import ARTICLES, EMPTY, PREPOSITIONS, Word, read_words
from indexer.tokens import find_tokens

_MOST_BEFORE = 3
_SORTS = SORTS | frozenset(find_tokens("form style"))
_OPENING = ARTICLES | frozenset("our its their his her my your this that".split())
# What stands before a noun and tells nothing apart.
_PLAIN = EMPTY | frozenset("whole entire new old main first last next single certain particular own".split())


def find_noun_phrase_told(reading: Reading, text: str) -> str | None:
    """Return what a sentence calls the one thing of the noun asked for, by a word more than the question has, or None.

    It stands behind an article, or is written with a hyphen, in small letters, and is the only one of its noun.
    """
    sought = find_sought(reading)
    heads = _find_sort(reading) or sought.heads
    if reading.asks not in {"which", "what"} or sought.plural or not heads:
        return None
    words = read_words(text)
    asked = {token for word in reading.words for token in find_tokens(word.text)}
    found = {
        text[words[n - before].start : word.end].lower()
        for n, word in enumerate(words)
        if heads & set(find_tokens(word.text)[:1])
        for before in _count_before(words, n, text)
        if not asked.issuperset(token for one in words[n - before : n] for token in find_tokens(one.text))
    }
    return found.pop() if len(found) == 1 else None


def _find_sort(reading: Reading) -> frozenset[str]:
    """Return the noun of "which kind of replication", as the index compares words."""
    behind = find_sought(reading).behind[:2]
    asked = behind[:1] == ("of",) and bool(_SORTS & find_sought(reading).heads)
    return frozenset(find_tokens(behind[1])) if asked and len(behind) > 1 else frozenset()


def _count_before(words: tuple[Word, ...], n: int, text: str) -> list[int]:
    """Return how many words between an article and a noun say which one is meant, in a list; an empty one for none."""
    for before in range(1, min(_MOST_BEFORE, n - 1) + 1):
        one, behind = words[n - before], words[n - before + 1]
        plain = one.lower in _PLAIN or one.text != one.lower or one.possessive
        if plain or text[one.end : behind.start] != " ":
            return []
        opener = words[n - before - 1].lower
        if opener in _OPENING or (opener in PREPOSITIONS and "-" in one.text):
            return [before]  # "relies on application-level replication"
    return []
