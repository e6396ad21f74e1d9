"""Pronouns: whether "it" in a question needs what was said before, and a name put in its place."""

from __future__ import annotations

import re
from typing import NamedTuple

from api.answering.question.reader import QuestionReader
from api.answering.question.reading import Mention, Reading
from api.answering.question.wording.asking import ASKING, AUXILIARY
from kg.language.words import NUMBER_WORDS
from ontology.roles import Role

_PRONOUN = re.compile(
    r"\b(it|its|they|them|their|this|that one|that(?=\W*$)|these|those|he|she|his|her)\b", re.IGNORECASE
)
_SIDE = re.compile(r"\b(?:its|their) (?P<side>left|right)\b", re.IGNORECASE)
PLURAL = re.compile(r"\b(they|them|their|these|those)\b", re.IGNORECASE)
# "Which tool does it use?": the tool is not what "it" means.
_DOES_IT = re.compile(rf"^(?:{ASKING.pattern})[^?]* {AUXILIARY} (?:it|they|he|she|this|these)$", re.IGNORECASE)
# "There is a mill also called Zorblat" is of another thing than what that name means.
_NAMESAKE = re.compile(r"\b(?:also|likewise) (?:named|called)\b", re.IGNORECASE)
_STATED = re.compile(
    r"(.+?)(?:[,;.:]|\s[-–—])\s+(?:and\s+|so\s+|but\s+)?"
    r"((?:what|who|which|when|where|whom|in which|by whom|is|does|was|did)\b.+)",
    re.IGNORECASE,
)

# "Which of the two is older?", "which one is older?", "where are all three from?", behind "We use X and Y."
_COUNT = rf"(?P<count>{'|'.join(NUMBER_WORDS[2:7])})"
_WHICH_OF = re.compile(
    r"^(?:and |but |so )?(?P<asks>which|what|who)(?: ones?)?"
    rf"(?: of (?:the {_COUNT}|them|these|those|both)(?: of them)?\b|(?<= one)(?= (?!of\b)[a-z]))",
    re.IGNORECASE,
)
_ALL_OF = re.compile(
    rf"\b(?:all {_COUNT}(?: of (?:them|these|those))?|(?:both|all) of (?:them|these|those))\b", re.IGNORECASE
)


class Several(NamedTuple):
    """Words for several things that were named before: from `start` to `end`, how many, and what asks of them."""

    start: int
    end: int
    number: int | None
    asks: str


def find_several(text: str) -> Several | None:
    """Return the words of a question for several things that were told of.

    >>> find_several("which one of the three is older?"), find_several("where are all four from?")
    (Several(start=0, end=22, number=3, asks='which of'), Several(start=10, end=18, number=4, asks=''))
    >>> find_several("which mill is older?")
    """
    which = _WHICH_OF.match(text)
    found = which or _ALL_OF.search(text)
    if found is None:
        return None
    number = NUMBER_WORDS.index(found["count"].lower()) if found["count"] else None
    return Several(found.start(), found.end(), number, f"{which['asks']} of" if which is not None else "")


def refers(text: str) -> bool:
    """Tell whether a question has a pronoun, which may stand for what was spoken of before."""
    return _PRONOUN.search(text) is not None


def settle_within(text: str, reader: QuestionReader) -> str:
    """Return what is asked where a question states something first: "X is archived, what took its place?"."""
    match = _STATED.match(text)
    if match is None or not _PRONOUN.search(match[2]) or _NAMESAKE.search(match[1]):
        return text
    stated, asked = reader.read(match[1]), reader.read(match[2])
    things = [m for m in stated.mentions if not reader.ontology.plays(m.entity.type, Role.VALUE)]
    if len(things) != 1 or any(not reader.ontology.plays(m.entity.type, Role.VALUE) for m in asked.mentions):
        return text
    return fill(match[2], things[0].entity.label)


def names_something(reading: Reading, text: str, reader: QuestionReader) -> bool:
    """Tell whether a name stands before the pronoun, so that it needs no history."""
    match = _PRONOUN.search(text)
    if match is None or match[0].lower() == "that" or _DOES_IT.match(text[: match.end()]):
        return False
    return any(
        reading.words[m.first].start < match.start()
        and not reader.ontology.plays(m.entity.type, Role.VALUE)
        and not _narrows_asked(m, reading, reader)
        for m in reading.mentions
    )


def _narrows_asked(mention: Mention, reading: Reading, reader: QuestionReader) -> bool:
    """Tell whether a name only narrows what is asked for: "which Acme tool replaced it?"."""
    before = reading.lowers[mention.first - 1] if mention.first else ""
    behind = reading.lowers[mention.last + 1 : mention.last + 2]
    return before in {"which", "what"} and any(word in reader.class_of for word in behind)


def fill(text: str, focus: str) -> str:
    """Put a name in the place of the first pronoun; what stands "to their right" stands to the right of it."""
    side = _SIDE.search(text)
    if side is not None:
        return f"{text[: side.start()]}the {side['side']} of {focus}{text[side.end() :]}"

    def named(match: re.Match[str]) -> str:
        possessive = match[1].lower() in {"its", "their", "his", "her"}
        return focus + ("'s" if possessive else "")

    return _PRONOUN.sub(named, text, count=1)
