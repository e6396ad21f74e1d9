"""Follow-ups: complete a question by what the earlier ones of the conversation named."""

from __future__ import annotations

import re

from api.answering.model import Question
from api.answering.reading import QuestionReader, Reading

_PRONOUN = re.compile(r"\b(it|its|they|them|their|this|that one|these|those|he|she|his|her)\b", re.IGNORECASE)
_ELLIPSIS = re.compile(r"^\s*(and|or|but|what about|how about|also)\b", re.IGNORECASE)


def complete_question(question: Question, reader: QuestionReader) -> str:
    """Return the question with its pronouns filled, and its gaps too, from the history."""
    text = question.question.strip()
    if not question.history:
        return text
    reading = reader.read(text)
    earlier = [reader.read(asked) for asked in question.history]
    if _PRONOUN.search(text) and not _names_something(reading, text):
        focus = _focus_of(earlier)
        return _fill(text, focus) if focus else text
    if _ELLIPSIS.match(text) and reading.mentions and not reading.frames:
        return _replace_focus(question.history[-1], earlier[-1], reading) or text
    return text


def _names_something(reading: Reading, text: str) -> bool:
    """Tell whether a name stands before the pronoun, so that it needs no history."""
    match = _PRONOUN.search(text)
    return match is not None and any(
        reading.words[m.first].start < match.start() and m.entity.type not in {"MaturityLevel", "ProgrammingLanguage"}
        for m in reading.mentions
    )


def _focus_of(earlier: list[Reading]) -> str | None:
    """Return the name the conversation is about: of the latest question that named one."""
    for reading in reversed(earlier):
        if reading.mentions:
            return reading.mentions[0].entity.label
    return None


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
