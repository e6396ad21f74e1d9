"""Counted: whether a text says how many there are of what a question asks for."""

from __future__ import annotations

import re

from api.answering.question.asked.sought import find_sought
from api.answering.question.reading import Reading
from api.answering.question.words.words import BE, DO, MODALS, PREPOSITIONS, Word
from indexer.tokens import find_tokens
from kg.language.words import NUMBER_WORDS

# The words for small numbers, from two to ten.
NUMBERS = NUMBER_WORDS[2:11]
# Nouns that ask for kinds of the noun behind them.
SORTS = frozenset(find_tokens("kinds types sorts"))
_COUNTED = re.compile(
    rf"\b(?:{'|'.join(NUMBERS)}|[2-9])\s+(?:[\w-]+\s+){{0,2}}?(?P<noun>[\w-]+s)\b(?:\s+of\s+(?P<of>[\w-]+))?",
    re.IGNORECASE,
)


def counts_asked(reading: Reading, text: str) -> bool:
    """Tell whether a text says how many there are of what a question asks for: "three pieces", "two kinds of mill"."""
    sought = find_sought(reading)
    asked = set(reading.tokens(reading.content))
    for found in _COUNTED.finditer(text):
        noun, of = set(find_tokens(found["noun"])), set(find_tokens(found["of"] or ""))
        if noun & sought.heads or (noun & SORTS and sought.heads & SORTS and of & asked):
            return True
    return False


def counts_other(reading: Reading, text: str) -> bool:
    """Tell whether a text says how many there are of other things alone than those that a question counts."""
    counted = {token for word in find_counted(reading) for token in find_tokens(word.text)}
    told = [set(find_tokens(found.group())) for found in _COUNTED.finditer(text)]
    return bool(counted and told) and all(counted.isdisjoint(tokens) for tokens in told)


def find_counted(reading: Reading) -> list[Word]:
    """Return the words of what is to be counted, also where they name a concept: "how many containers"."""
    many = next((n for n, word in enumerate(reading.words) if word.lower == "many"), None)
    noun = reading.answer_noun
    if many is not None and noun is not None and many < noun and noun not in {*reading.named, *reading.content}:
        return [reading.words[noun]]  # "how many projects": a word of no content, and yet what is counted
    lowers = reading.lowers
    starts = (n + 1 for n, word in enumerate(lowers) if word == "many" or lowers[n - 1 : n + 1] == ("number", "of"))
    start = next(starts, None)
    ends = BE | DO | MODALS | PREPOSITIONS  # behind these "CVEs" is what is counted, and no part of a name for it
    named = next(
        (m for m in reading.mentions if m.first == start and (m.is_small or set(lowers[m.last + 1 :][:1]) & ends)), None
    )
    if named is not None:
        return [reading.words[n] for n in sorted(named.indices)]
    if not reading.asked_words:
        return []
    verbs = reading.verb_places
    first, *rest = reading.asked_words
    behind = [word for word in rest if reading.words.index(word) in verbs]
    end = rest.index(behind[0]) if behind else len(rest)
    return [first, *rest[:end]]
