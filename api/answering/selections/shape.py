"""The shape of a question: its words, but for what conditions are made of, which stands as its kind: "<level>"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from api.answering.graph.fields.field_index import FieldName
from api.answering.question.reading import Mention
from api.answering.question.words.words import Stretch


@dataclass(frozen=True, slots=True)
class Part(Stretch):
    """Words of a question as one piece of its shape.

    `kind`: "<level>" and the like, else the word itself. `mention`: what it names. `name`: the class that a noun names,
    the IRI of the level that a verb implies, or the date, number or value that is written. `field`: the fields named.
    """

    kind: str
    mention: Mention | None = None
    name: str | None = None
    field: FieldName | None = None


@dataclass(frozen=True)
class Shape:
    """A question as its parts, and as the text of their kinds with a blank behind each."""

    parts: tuple[Part, ...]

    @cached_property
    def text(self) -> str:
        """The kinds of the parts, which the grammar is matched against."""
        return "".join(f"{part.kind} " for part in self.parts)

    def cut(self, start: int, end: int) -> tuple[Part, ...]:
        """Return the parts that a stretch of the text stands for."""
        before = self.text[:start].count(" ")
        return self.parts[before : before + self.text[start:end].count(" ")]
