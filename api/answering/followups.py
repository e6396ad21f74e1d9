"""Follow-ups: complete a question by what the earlier ones of the conversation named."""

from __future__ import annotations

import re
from collections.abc import Callable

from api.answering.model import Answer, Question
from api.answering.reader import QuestionReader
from api.answering.reading import Reading
from ontology import Ontology
from ontology.roles import Role

_PRONOUN = re.compile(r"\b(it|its|they|them|their|this|that one|these|those|he|she|his|her)\b", re.IGNORECASE)
_STATED = re.compile(
    r"(.+?)[,;.:]\s+(?:and\s+|so\s+|but\s+)?((?:what|who|which|when|where|whom|in which|by whom|is|does|was|did)\b.+)",
    re.IGNORECASE,
)
_ELLIPSIS = re.compile(r"^\s*(and|or|but|what about|how about|also)\b", re.IGNORECASE)


def complete_question(question: Question, reader: QuestionReader, ask: Callable[[str], Answer]) -> str:
    """Return the question with its pronouns filled, and its gaps too, from the history.

    `ask` answers an earlier question: what it found may be what "it" means.
    """
    text = _settle_within(question.question.strip(), reader)
    if not question.history:
        return text
    reading = reader.read(text)
    if _PRONOUN.search(text) and not _names_something(reading, text, reader):
        focus = _focus_of(question.history, reader, ask)
        return _fill(_ELLIPSIS.sub("", text).strip(), focus) if focus else text
    if _ELLIPSIS.match(text) and reading.mentions and not reading.frames:
        last = reader.read(question.history[-1])
        return _replace_focus(question.history[-1], last, reading) or text
    return text


def _settle_within(text: str, reader: QuestionReader) -> str:
    """Return what is asked where a question states something first: "X is archived, what took its place?"."""
    match = _STATED.match(text)
    if match is None or not _PRONOUN.search(match[2]):
        return text
    stated, asked = reader.read(match[1]), reader.read(match[2])
    things = [m for m in stated.mentions if not reader.ontology.plays(m.entity.type, Role.VALUE, Role.LEVEL)]
    if len(things) != 1 or any(not reader.ontology.plays(m.entity.type, Role.VALUE) for m in asked.mentions):
        return text
    return _fill(match[2], things[0].entity.label)


def _names_something(reading: Reading, text: str, reader: QuestionReader) -> bool:
    """Tell whether a name stands before the pronoun, so that it needs no history."""
    match = _PRONOUN.search(text)
    return match is not None and any(
        reading.words[m.first].start < match.start() and not reader.ontology.plays(m.entity.type, Role.VALUE)
        for m in reading.mentions
    )


def _focus_of(history: list[str], reader: QuestionReader, ask: Callable[[str], Answer]) -> str | None:
    """Return the name the conversation is about: the one thing the last question found, or the one it named."""
    for asked in reversed(history):
        reading = reader.read(asked)
        found = [item for item in ask(asked).items if item.iri] if reading.form == "open" else []
        if len(found) == 1 and not _is_detail(found[0].type or "", reader.ontology):
            return found[0].label
        if reading.mentions:
            return reading.mentions[0].entity.label
    return None


def _is_detail(name: str, ontology: Ontology) -> bool:
    """Tell whether "it" hardly means such a thing, though the last answer found it: a maker, a language, a level."""
    agent = name != "Agent" and ontology.is_a(name, "Agent")
    return agent or name == "Document" or ontology.plays(name, Role.VALUE)


def _fill(text: str, focus: str) -> str:
    """Put a name in the place of the first pronoun."""

    def named(match: re.Match[str]) -> str:
        possessive = match[1].lower() in {"its", "their", "his", "her"}
        return focus + ("'s" if possessive else "")

    return _PRONOUN.sub(named, text, count=1)


def _replace_focus(asked: str, earlier: Reading, now: Reading) -> str | None:
    """Return the last question with its name replaced by the one asked about now."""
    if not earlier.mentions:
        return None
    mention = earlier.mentions[-1]
    start, end = earlier.words[mention.first].start, earlier.words[mention.last].end
    return asked[:start] + now.mentions[0].surface + asked[end:]
