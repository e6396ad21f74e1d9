"""Follow-ups: complete a question by what the earlier ones of the conversation named."""

from __future__ import annotations

import re
from collections.abc import Callable

from api.answering.model import Answer, Question
from api.answering.reading import QuestionReader, Reading

_PRONOUN = re.compile(r"\b(it|its|they|them|their|this|that one|these|those|he|she|his|her)\b", re.IGNORECASE)
# What a follow-up about "it" does not mean, though the last answer found it: its maker, language, level ...
_NOT_IT = {
    "Company",
    "Organization",
    "Foundation",
    "Person",
    "ProgrammingLanguage",
    "MaturityLevel",
    "Document",
}
_ELLIPSIS = re.compile(r"^\s*(and|or|but|what about|how about|also)\b", re.IGNORECASE)


def complete_question(question: Question, reader: QuestionReader, ask: Callable[[str], Answer]) -> str:
    """Return the question with its pronouns filled, and its gaps too, from the history.

    `ask` answers an earlier question: what it found may be what "it" means.
    """
    text = question.question.strip()
    if not question.history:
        return text
    reading = reader.read(text)
    if _PRONOUN.search(text) and not _names_something(reading, text):
        focus = _focus_of(question.history, reader, ask)
        return _fill(_ELLIPSIS.sub("", text).strip(), focus) if focus else text
    if _ELLIPSIS.match(text) and reading.mentions and not reading.frames:
        last = reader.read(question.history[-1])
        return _replace_focus(question.history[-1], last, reading) or text
    return text


def _names_something(reading: Reading, text: str) -> bool:
    """Tell whether a name stands before the pronoun, so that it needs no history."""
    match = _PRONOUN.search(text)
    return match is not None and any(
        reading.words[m.first].start < match.start() and m.entity.type not in {"MaturityLevel", "ProgrammingLanguage"}
        for m in reading.mentions
    )


def _focus_of(history: list[str], reader: QuestionReader, ask: Callable[[str], Answer]) -> str | None:
    """Return the name the conversation is about: the one thing the last question found, or the one it named."""
    for asked in reversed(history):
        reading = reader.read(asked)
        found = [item for item in ask(asked).items if item.iri] if reading.form == "open" else []
        if len(found) == 1 and found[0].type not in _NOT_IT:
            return found[0].label
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
