"""Earlier: what was said before a question, and what "it", "they", "there" or "that tool" means by it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from api.answering.conversation.told_focus import find_told_focus, find_told_names, is_detail, is_told, take_up
from api.answering.model import Answer
from api.answering.question.reader import QuestionReader
from api.answering.question.reading import Form

MOST_NAMES = 4
MOST_TOLD = 6


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was said before a question, each complete itself, the last at the end.

    `ask` answers one of these: what it found may be what "it" means.
    """

    texts: Sequence[str]
    reader: QuestionReader
    ask: Callable[[str], Answer]

    @property
    def last(self) -> str:
        """What was said last."""
        return self.texts[-1]

    def take_up(self, text: str) -> str:
        """Return a question with what "that word" or "such a tool" means by the statements before it."""
        told = [said for said in self.texts if is_told(said)]
        return take_up(text, told, find_told_focus(told[-1], self.reader)) if told else text

    def find_focus(self) -> str | None:
        """Return the name the conversation is about: the one thing the last question found, or the one it named."""
        for text in reversed(self.texts):
            reading = self.reader.read(text)
            if is_told(text):
                if reading.mentions:
                    return find_told_focus(text, self.reader)
                continue
            found = [item for item in self.ask(text).items if item.iri] if reading.form is Form.OPEN else []
            if len(found) == 1 and not is_detail(found[0].type or "", self.reader.ontology):
                return found[0].label
            if reading.mentions:
                return reading.mentions[0].entity.label
        return None

    def find_several(self) -> str | None:
        """Return the names that "they" means: those of the last question, else what it found, where they are a few."""
        reading = self.reader.read(self.last)
        names = list(dict.fromkeys(m.entity.label for m in reading.mentions))
        if len(names) < 2 and reading.form is Form.OPEN:
            names = [item.label for item in self.ask(self.last).items if item.iri]
        return _list(names) if 1 < len(names) <= MOST_NAMES else None

    def find_told(self, number: int | None) -> str | None:
        """Return the names that "the two" or "which one" means, where what was said last is a statement of several.

        `number`: how many these are, if it is said.
        """
        names = find_told_names(self.last, self.reader)[:number] if is_told(self.last) else []
        return _list(names) if (number or 2) <= len(names) <= MOST_TOLD else None

    def find_one_of_kind(self, noun: str) -> str | None:
        """Return the one thing of a kind that the last question found or named: who "that company" is."""
        wanted = self.reader.class_of.get(noun)
        if wanted is None:
            return None
        reading, items = self.reader.read(self.last), self.ask(self.last).items
        if any(word.lower == noun for word in reading.asked_words):  # what it asked for, and not what it named
            return items[0].label if len(items) == 1 else None
        found = [(item.label, item.type) for item in items if item.iri]
        named = [(m.entity.label, m.entity.type) for m in reading.mentions]
        for things in (found, named):
            fitting = [label for label, kind in things if kind and self.reader.ontology.may_be(kind, (wanted,))]
            if len(fitting) == 1:
                return fitting[0]
        return None

    def find_place(self) -> str | None:
        """Return the last name of what was said last that may be a place: of somebody, or of nothing known."""
        ontology = self.reader.ontology
        mentions = self.reader.read(self.last).mentions
        named = [m for m in mentions if m.entity.type == "Thing" or ontology.is_a(m.entity.type, "Agent")]
        return named[-1].entity.label if named else None


def _list(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"
