"""Referents: the entity a word stands for, and what the text before a sentence lets words stand for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.documents import Span
from kg.language.parsing import ParsedSentence
from kg.naming.mentions import Mention
from kg.naming.names import TERM_CLASSES
from kg.statements import Entity


@dataclass(frozen=True, slots=True)
class Filler:
    """An entity as an argument: where it stands; `named` is False for pronouns and terms standing for it."""

    entity: Entity
    span: Span
    named: bool = True
    through: bool = False

    @property
    def is_name(self) -> bool:
        """Whether it is a name of one thing rather than a term or a description."""
        label = self.entity.label
        if self.entity.type in TERM_CLASSES:
            return self.entity.type == "Concept" and " " not in label and any(c.isupper() for c in label[1:])
        return self.entity.type != "Thing" or any(c.isupper() or c.isdigit() for c in label)


@dataclass(frozen=True)
class Earlier:
    """A sentence that was read before another, with what it names."""

    sentence: ParsedSentence
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """Counted parts that a text announces, by their noun, and the whole that they make."""

    noun: str
    whole: Entity


@dataclass(frozen=True)
class Context:
    """What came before a sentence: who "it", "this category" or "the latter two" can be.

    `topic`: the entity the text speaks of. `by_class`: class name -> the nearest entity of that class (the section's
    category, the document's layer). `recent`: names of the sentence before, in their order. `fresh`: the topic was
    named in this paragraph, not only in a heading above it. `stable`: the topic is what the whole section or document
    is about. `section`: the category or layer that the nearest heading names. `listed`: the names that the sentence
    before joined ("A, B and C"), for "both", "the latter two", "all of them"; `plural`: they were its subject, so
    "they" are they. `terms`: noun -> the term it shortens all over the document, so that "orchestrators" are
    container orchestrators. `before`: the sentence before in the same block, with its names. `series`: the counted
    parts last announced. `announced`: the names in the list that the sentence leads into. `house`: the organization
    that the document is told by or about, for "the company" and "the team". `leading`: the sentence is the first
    below what names the topic, so that a mere noun phrase ("A fast database.") tells what the topic is. `page`: what
    the whole section or document is about, whatever the last sentences spoke of. `labelled`: the block tells of a
    label before it.
    """

    topic: Entity | None = None
    by_class: Mapping[str, Entity] = field(default_factory=dict)
    recent: tuple[Entity, ...] = ()
    person: Entity | None = None
    fresh: bool = False
    stable: bool = False
    section: Entity | None = None
    listed: tuple[Entity, ...] = ()
    plural: bool = False
    terms: Mapping[str, Entity] = field(default_factory=dict)
    before: Earlier | None = None
    series: Series | None = None
    announced: tuple[Mention, ...] = ()
    house: Entity | None = None
    leading: bool = False
    page: Entity | None = None
    labelled: bool = False
