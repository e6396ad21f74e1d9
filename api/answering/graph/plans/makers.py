"""Makers: what somebody made that is of a kind, named by key words or before its noun: "acme service mesh"."""

from __future__ import annotations

from collections.abc import Iterator

from api.answering.graph.plans.patterns import Link
from api.answering.graph.plans.queries import Plan, PlanKind
from api.answering.question.reading import Mention, Reading
from api.answering.question.words.words import ARTICLES
from ontology import Field, Ontology, Property
from ontology.roles import Role

SURE = 0.9


class MakerPlanner:
    """Plan questions that name a maker right before or behind a kind of thing: "which Acme store", "stores by Acme"."""

    def __init__(self, field: Field) -> None:
        self._ontology = field.ontology
        self._making = _find_making(field)
        self._kinds = [
            found
            for found in self._ontology.stated
            if not found.literal and any(self._ontology.is_a(end, "Topic") for end in found.range)
        ]

    def plans(self, reading: Reading) -> Iterator[Plan]:
        """Yield a plan for each way in which a maker may have made something of the kind named beside it."""
        for maker in (m for m in reading.mentions if is_maker(m, self._ontology)):
            for kind in (m for m in reading.mentions if self._ontology.is_a(m.entity.type, "Topic")):
                if not _are_beside(maker, kind, reading):
                    continue
                for made in self._making:
                    for is_of in self._kinds:
                        if not self._ontology.may_be(kind.entity.type, is_of.range):
                            continue
                        links = (Link(maker.entity.iri, made, False), Link(kind.entity.iri, is_of, False))
                        yield Plan(
                            links=links,
                            read=frozenset(maker.indices | kind.indices),
                            given=(maker.entity, kind.entity),
                            sure=SURE,
                            asked=made,
                            kind=PlanKind.MAKER,
                        )


def is_maker(mention: Mention, ontology: Ontology) -> bool:
    """Tell whether what is named may have made things: an agent, but not one that hosts what others made."""
    kind = mention.entity.type
    return ontology.is_a(kind, "Agent") and not ontology.plays(kind, Role.HOST)


def _find_making(field: Field) -> list[Property]:
    """Return the properties that lead from a work to who made it: those that "project by" words, with narrower ones."""
    ontology = field.ontology
    worded = {
        sense
        for frame in field.lexicon.frames
        if frame.is_noun and "by" in frame.markers and frame.lemma in field.lexicon.class_nouns
        for sense in frame.senses
    }
    return [
        found
        for found in ontology.stated
        if (found.name in worded or found.parent in worded) and ontology.may_be("Agent", found.range)
    ]


def _are_beside(maker: Mention, kind: Mention, reading: Reading) -> bool:
    """Tell whether only "by" or "from" and an article stand between a maker and a kind, or nothing does."""
    first, last = sorted((maker, kind), key=lambda mention: mention.first)
    between = [reading.lowers[n] for n in range(first.last + 1, last.first)]
    return not between or (first is kind and not set(between) - {"by", "from"} - ARTICLES)
