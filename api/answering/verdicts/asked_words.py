"""Asked words: which words of a question for yes or no a sentence has to say, and which may stand above it."""

from __future__ import annotations

from dataclasses import dataclass

from api.answering.question.asked.nouns import find_main_verb
from api.answering.question.asked.wanted import Wanted, to_wanted
from api.answering.question.reading import Mention, Reading
from api.answering.question.words.words import ARTICLES, BE, Word
from ontology import Field
from ontology.roles import Role

_SINCE = frozenset("still yet already now currently actively really".split())
# What stands behind one of these may be told above a sentence: "does X carry Y in Z".
_WITHIN = frozenset("in within inside under of for at on".split())
_WHEN = frozenset("when while whenever".split())


@dataclass(frozen=True, slots=True)
class AskedWords:
    """The words of a question by what a sentence may do with them, as indices.

    `asked`: those with content that are no name. `within`: what something is said to be in or of, which may stand
    above a sentence. `heart`: what a thing does and to what, or what it is. `state`: the state that is asked about,
    which has near contraries. `small`: the names that are written as ordinary words.
    """

    reading: Reading
    wanted: Wanted
    asked: tuple[int, ...]
    within: frozenset[int]
    heart: tuple[int, ...]
    state: int | None
    small: tuple[Mention, ...]


def find_asked_words(reading: Reading, field: Field) -> AskedWords:
    """Return the words of a question by what a sentence may do with them."""
    names = (*reading.mentions, *reading.excluded)
    small = tuple(m for m in names if m.is_small and not field.ontology.plays(m.entity.type, Role.WORK))
    named = {n for m in reading.mentions if m is reading.mentions[0] or m not in small for n in m.indices}
    asked = tuple(n for n in reading.content if n not in named)
    end = reading.mentions[0].last if reading.mentions else -1
    heart = tuple(n for n in asked if n > end)[: 2 if find_main_verb(reading) is not None else 1]
    return AskedWords(
        reading, to_wanted(reading, field), asked, _find_within(reading), heart, _find_state(reading, asked), small
    )


def is_exact(word: Word) -> bool:
    """Tell whether a word has to stand in a sentence as it is: a name, a number."""
    return (word.text != word.lower and word.start > 0) or any(letter.isdigit() for letter in word.text)


def _find_within(reading: Reading) -> frozenset[int]:
    """Return the words of what a question says something to be in or of, which may stand above it: "carry Y in Z".

    So may when something is so: "does X need Y when run with Z".
    """
    words, named = reading.words, {m.first: m for m in reading.mentions}
    when = next((n for n in range(2, len(words)) if words[n].lower in _WHEN), len(words))
    found = set(range(when + 1, len(words)))
    for place in (n for n in range(2, len(words)) if words[n].lower in _WITHIN):
        start = place + 1 + (words[place + 1].lower in ARTICLES if place + 1 < len(words) else 0)
        if start in named:
            found |= named[start].indices
        while start < len(words) and is_exact(words[start]):
            found.add(start)
            start += 1
    return frozenset(found)


def _find_state(reading: Reading, asked: tuple[int, ...]) -> int | None:
    """Return the last word of a question whether something is so: "is X soft" has near contraries."""
    last = before = len(reading.words) - 1
    while before > 1 and reading.lowers[before - 1] in _SINCE:
        before -= 1
    return last if reading.lowers[0] in BE and last in asked and before - 1 in reading.named else None
