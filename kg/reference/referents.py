"""Referents: the entity a word stands for, and what the text before a sentence lets words stand for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.documents import Span
from kg.language.parsing import ParsedSentence
from kg.language.words import is_word
from kg.naming.mentions import Mention
from kg.naming.names import TERM_CLASSES
from kg.statements import Entity


@dataclass(frozen=True, slots=True)
class Filler:
    """An entity as an argument: where it stands; `named` is False for pronouns and terms standing for it.

    `proper`: one word with a capital, in the singular, as no ordinary word stands in a sentence.
    """

    entity: Entity
    span: Span
    named: bool = True
    through: bool = False
    proper: bool = False

    @property
    def is_name(self) -> bool:
        """Whether it is a name of one thing rather than a term or a description.

        Written small it is one where no dictionary has it: "rbenv".
        """
        label = self.entity.label
        if self.entity.type in TERM_CLASSES:
            return self.entity.type == "Concept" and " " not in label and any(c.isupper() for c in label[1:])
        written_so = any(c.isupper() or c.isdigit() for c in label) or (" " not in label and not is_word(label))
        return self.entity.type != "Thing" or written_so


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
class Discourse:
    """What the sentences before one spoke of: who "it", "she" or "the latter two" can be.

    `topic`: the entity that the text speaks of. `last`: the one that the paragraph before ended with. `fresh`: the
    topic was named in this paragraph, not only in a heading above it. `person`: the last person named. `recent`: names
    of the sentence before, in their order. `listed`: the names that it joined ("A, B and C"), for "both", "the latter
    two", "all of them"; `plural`: they were its subject, so "they" are they. `before`: the sentence before in the same
    block, with its names. `series`: the counted parts last announced.
    """

    topic: Entity | None = None
    last: Entity | None = None
    fresh: bool = False
    person: Entity | None = None
    recent: tuple[Entity, ...] = ()
    listed: tuple[Entity, ...] = ()
    plural: bool = False
    before: Earlier | None = None
    series: Series | None = None


@dataclass(frozen=True)
class Setting:
    """Where in its document a sentence stands, and so what "this category", "the company" or a short term can be.

    `page`: what the whole section or document is about, whatever the last sentences spoke of. `section`: the category
    or layer that the nearest heading names. `by_class`: class name -> the nearest entity of that class (the section's
    category, the document's layer). `house`: the organization that the document is told by or about, for "the company"
    and "the team". `terms`: noun -> the term it shortens all over the document, so that "orchestrators" are container
    orchestrators. `leading`: the sentence is the first below what names the topic, so that a mere noun phrase ("A fast
    database.") tells what the topic is. `labelled`: the block tells of a label before it.
    """

    page: Entity | None = None
    section: Entity | None = None
    by_class: Mapping[str, Entity] = field(default_factory=dict)
    house: Entity | None = None
    terms: Mapping[str, Entity] = field(default_factory=dict)
    leading: bool = False
    labelled: bool = False


@dataclass(frozen=True)
class Context:
    """What stands around a sentence; `announced`: the names in the list that it leads into."""

    discourse: Discourse = field(default_factory=Discourse)
    setting: Setting = field(default_factory=Setting)
    announced: tuple[Mention, ...] = ()

    @property
    def stable(self) -> bool:
        """Whether the text speaks of what its whole section or document is about."""
        return self.discourse.topic is not None and self.discourse.topic == self.setting.page
