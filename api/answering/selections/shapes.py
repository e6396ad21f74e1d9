"""Shapes: a question as a row of words, in which what conditions are made of stands as its kind: "<level> <noun>"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from api.answering.question.reading import FrameUse, Mention, Reading
from api.answering.question.sought import is_kind_noun
from api.answering.question.words import Stretch
from kg.language.dates import find_dates
from kg.language.words import NUMBER_WORDS
from ontology import Field
from ontology.roles import PropertyRole, Role

_SMALL_NUMBER = re.compile(r"\d{1,3}")


@dataclass(frozen=True, slots=True)
class Part(Stretch):
    """Words of a question as one piece of its shape.

    `kind`: "<level>" and the like, else the word itself. `mention`: what it names. `level`: the IRI of the level that a
    verb implies. `name`: the class that a noun names, or the date that is written.
    """

    kind: str
    mention: Mention | None = None
    level: str | None = None
    name: str | None = None


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


class Shaper:
    """Find the shape of a question."""

    def __init__(self, field: Field) -> None:
        self._field = field
        self._ontology = field.ontology
        self._properties = field.ontology.properties

    def shape(self, reading: Reading) -> Shape:
        """Return the shape of a question."""
        return Shape(tuple(self._parts(reading)))

    def _parts(self, reading: Reading) -> Iterator[Part]:
        named = {m.first: m for m in (*reading.mentions, *reading.excluded, *reading.choice)}
        dates = list(find_dates(reading.text))
        n = 0
        while n < len(reading.words):
            word = reading.words[n]
            dated = next(((span, date) for span, date in dates if span.start <= word.start < span.end), None)
            if n in named:
                yield from self._named(named[n])
                n = named[n].last + 1
                continue
            if dated is not None:
                last = max(m for m, other in enumerate(reading.words) if other.start < dated[0].end)
                yield Part(n, last, "<date>", name=dated[1])
                n = last + 1
                continue
            uses = [use for use in reading.frames if use.first == n]
            last = max((use.last for use in uses), default=n)
            yield from self._plain(word.lower, n, last, uses)
            n = last + 1

    def _named(self, mention: Mention) -> Iterator[Part]:
        """Yield the part of a name, with the level that its word may imply as a verb."""
        kinds = (
            (Role.LEVEL, "<done>" if self._is_participle(mention.surface.lower()) else "<level>"),
            (Role.HEADING, "<heading>"),
            (Role.HOST, "<host>"),
            (Role.WORK, "<work>"),
        )
        kind = next((shown for role, shown in kinds if self._ontology.plays(mention.entity.type, role)), "<name>")
        yield Part(mention.first, mention.last, kind, mention)

    def _plain(self, lower: str, first: int, last: int, uses: list[FrameUse]) -> Iterator[Part]:
        """Yield the parts of words that name nothing: "haven't" is "have" and "not"."""
        if first == last and lower.endswith("n't"):
            yield Part(first, last, lower.removesuffix("n't"))
            yield Part(first, last, "not")
            return
        name = None if is_kind_noun(lower, self._field) else self._field.lexicon.class_of.get(lower)
        if first == last and name is not None:
            nouns = ((Role.WORK, "<noun>"), (Role.HEADING, "<heads>"), (Role.LEVEL, "<levels>"))
            noun = next((kind for role, kind in nouns if self._ontology.plays(name, role)), None)
            if noun is not None:
                yield Part(first, last, noun, name=name)
                return
        verbs = [use for use in uses if use.frame.part_of_speech == "verb" and use.last == last]
        reached = next((known.iri for use in verbs if (known := self._field.find_fixed_object(use.frame))), None)
        if reached is not None:
            yield Part(first, last, "<reach>", level=reached)
        elif any(self._comes(use) for use in verbs):
            yield Part(first, last, "<come>")
        elif first == last and (_SMALL_NUMBER.fullmatch(lower) or lower in NUMBER_WORDS[2:]):
            yield Part(first, last, "<number>", name=str(NUMBER_WORDS.index(lower)) if lower in NUMBER_WORDS else lower)
        elif first == last:
            yield Part(first, last, lower)
        else:
            yield Part(first, last, "<other>")

    def _comes(self, use: FrameUse) -> bool:
        """Tell whether a verb says that a work came somewhere: to a home, to a level."""
        found = [self._properties[sense] for sense in use.frame.senses]
        places = any(PropertyRole.PLACING in p.roles for p in found)
        comes = any(p.changes_over_time or p.roles & {PropertyRole.JOINING, PropertyRole.HOSTING} for p in found)
        return comes and not places

    def _is_participle(self, word: str) -> bool:
        """Tell whether the word for a level also says that it was reached: "graduated", not "incubating"."""
        frames = self._field.lexicon.by_form.get(word, ())
        return word.endswith("ed") and any(f.part_of_speech == "verb" and f.fixed_object for f in frames)
