"""Phrases: a noun phrase such as "sandbox projects in X that joined in 2020" as a selection, every word of it read.

Each rule of the grammar takes the words of one condition; where no rule fits, nothing is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from api.answering.graph.plans.filters import FilterReader
from api.answering.graph.plans.periods import EVER
from api.answering.question.reading import Reading
from api.answering.selections.conditions import ConditionReader
from api.answering.selections.field_conditions import FieldConditions
from api.answering.selections.gathered import Gathered, settle_day
from api.answering.selections.grammar import LIGHT, RULES
from api.answering.selections.happenings import HappeningReader
from api.answering.selections.matched import Matched, tell_works
from api.answering.selections.selection import Belongs, Condition, Happened, Selection, Under
from api.answering.selections.shape import Part, Shape
from ontology import Field
from ontology.roles import Role


class PhraseReader:
    """Read noun phrases."""

    def __init__(
        self, field: Field, happenings: HappeningReader, belonging: str | None, fields: FieldConditions
    ) -> None:  # fmt: skip
        """`belonging`: the name of the property that ties agents to what lists them."""
        self._ontology = field.ontology
        self._happenings = happenings
        self._filters = FilterReader(field)
        self._work = field.ontology.class_for(Role.WORK)
        tie = field.ontology.properties[belonging] if belonging is not None else None
        self._conditions = ConditionReader(field, self._filters, happenings, tie, fields)

    def read(self, parts: Sequence[Part], reading: Reading, noun: str | None = None) -> Selection | None:
        """Return the works that a phrase means, None where a word of it is left over or nothing says what they are.

        "Who graduated in 2020" and "graduated databases" do without the noun. `noun`: the class of what is meant where
        it is known.
        """
        shape, place = Shape(tuple(parts)), 0
        found = Gathered(target=next((part.name for part in parts if part.kind == "<noun>" and part.name), self._work))
        while place < len(shape.text):
            end = self._step(shape, place, found, reading)
            if end is None:
                return None
            place = end
        if found.noun is None and (noun is not None or tell_works(found.conditions)):
            found.noun = noun or self._work
        if found.noun is None and reading.asks == "who" and (all_ := self._who_joined(found)) is not None:
            return all_
        if found.noun is None or not settle_day(found, reading, joining=self._happenings.joining):
            return None
        conditions = tuple(dict.fromkeys((*found.conditions, *self._tell_agents(found))))
        return Selection(conditions, self._ontology.others(found.noun), tuple(dict.fromkeys(found.exclude)))

    def _who_joined(self, found: Gathered) -> Selection | None:
        """Return the works and agents of "who joined in May 2020"."""
        joining = self._happenings.joining
        joined = [each for each in found.conditions if isinstance(each, Happened) and each.event == joining]
        if len(found.conditions) != 1 or not joined or joined[0].period == EVER:
            return None
        return Selection((replace(joined[0], home=None),))

    def contents(self, parts: Sequence[Part]) -> Selection | None:
        """Return all that stands under a heading."""
        mention = next((part.mention for part in parts if part.mention is not None), None)
        path = self._filters.path_to(mention, self._work) if mention is not None else ()
        return Selection((Under(path),)) if path else None

    def any_work(self) -> Selection | None:
        """Return all works that have a home."""
        hosting = self._ontology.hosting
        return Selection((Belongs(hosting),), self._ontology.others(self._work)) if hosting is not None else None

    def _tell_agents(self, found: Gathered) -> list[Condition]:
        """Return what is said of agents by their noun alone, where nothing else says what they belong to."""
        belonging = self._conditions.find_belonging(found.noun)
        said = any(isinstance(each, Under) for each in found.conditions)
        return [] if belonging is None or said else [Belongs(belonging.name)]

    def _step(self, shape: Shape, place: int, found: Gathered, reading: Reading) -> int | None:
        """Read the words of one rule; return where they end, or None where no rule fits."""
        for name, rule in RULES.items():
            match = rule.match(shape.text, place)
            matched = Matched(match, shape, reading) if match is not None and match.end() > place else None
            if matched is not None and self._conditions.read(name, matched, found):
                return matched.match.end()
        word = shape.text[place:].partition(" ")[0]
        return place + len(word) + 1 if word in LIGHT else None

    def read_two(
        self, phrase: Sequence[Part], other: Sequence[Part], reading: Reading
    ) -> tuple[Selection, Selection] | None:
        """Return the works of two phrases that are compared, each of which may leave out what the other says.

        "Sandbox than incubating projects in X", "projects graduated in 2020 than in 2019".
        """
        ends = [phrase, *((*phrase, *other[border:]) for border in range(1, len(other)))]
        beginnings = [other, *((*phrase[:border], *other) for border in range(1, len(phrase)))]
        one = next((found for parts in ends if (found := self.read(parts, reading)) is not None), None)
        two = next((found for parts in beginnings if (found := self.read(parts, reading)) is not None), None)
        return (one.with_shared(two), two.with_shared(one)) if one is not None and two is not None else None
