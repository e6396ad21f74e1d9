"""Links: the properties that a worded relation may mean between what is known and what is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from api.answering.graph.plans.patterns import Link
from api.answering.question.entities import Known
from api.answering.question.frames import find_senses
from api.answering.question.reading import FrameUse, Reading
from ontology import Field, Ontology, Property
from ontology.roles import PropertyRole, Role


class Linker:
    """Turn frames of a question into links of the graph."""

    def __init__(self, field: Field) -> None:
        self._ontology = field.ontology

    def with_parents(
        self, use: FrameUse, known: Known, is_subject: bool, reading: Reading
    ) -> Iterator[tuple[Link, bool]]:
        """Yield the links of a frame, and the same with the wider property, which is less sure."""
        for link in self.links(use, known.iri, known.type, is_subject, reading):
            yield link, False
            parent = link.property.parent
            if parent is not None and self._ontology.properties[parent].domain == link.property.domain:
                yield replace(link, property=self._ontology.properties[parent]), True

    def links(self, use: FrameUse, node: str, node_type: str, is_subject: bool, reading: Reading) -> Iterator[Link]:
        """Yield the senses of a frame that fit what is known and what is asked for."""
        for sense in find_senses(use.frame, reading.answer_class, self._ontology):
            found = self._ontology.properties[sense]
            known_side, asked_side = (found.domain, found.range) if is_subject else (found.range, found.domain)
            if found.literal and not is_subject:
                continue
            if use.frame.fixed_object is not None:
                continue
            fits = self._ontology.may_be(node_type, known_side) or self._bridge(node_type, known_side) is not None
            if not fits or not self.answers(reading.answer_class, found, asked_side):
                continue
            name, swapped = self._ontology.canonical(sense)
            yield Link(node, self._ontology.properties[name], is_subject != swapped)

    def answers(self, answer_class: str | None, found: Property, side: tuple[str, ...]) -> bool:
        """Tell whether a property can give what is asked for."""
        if answer_class is None:
            return True
        if answer_class == "Date":
            return PropertyRole.TIME in found.roles
        if found.literal:
            return (
                answer_class == "Concept"
                or self._ontology.plays(answer_class, Role.STANDARD)
                or PropertyRole.VERSION in found.roles
            )
        return self._ontology.may_be(answer_class, side) or not any(
            self._ontology.are_disjoint(answer_class, c) for c in side if c in self._ontology.parents
        )

    def _bridge(self, node_type: str, wanted: tuple[str, ...]) -> Property | None:
        """Return a property that leads from something of a type to what a relation wants."""
        if node_type == "Thing" or len(wanted) != 1 or not self._ontology.is_a(wanted[0], "Topic"):
            return None
        for found in self._ontology.stated:
            if (
                found.range == wanted
                and not self._ontology.plays(wanted[0], Role.LEVEL)
                and found.domain != ("Thing",)
                and self._ontology.may_be(node_type, found.domain)
            ):
                return found
        return None

    def path(self, link: Link, node_type: str) -> tuple[Link, ...]:
        """Return a link, or two where its property is not said of such a thing itself but of what it belongs to."""
        if node_type == "Thing" or self._ontology.may_be(node_type, link.known_side()):
            return (link,)
        bridge = self._bridge(node_type, link.known_side())
        if bridge is None:
            return (link,)
        return (Link(link.node, bridge, True, "?between"), replace(link, node="?between"))

    def words_of(self, use: FrameUse, reading: Reading) -> set[int]:
        """Return the indices of a frame's words, its prepositions and conditions included."""
        read = set(use.indices)
        extra = {w for marker in use.frame.markers for w in marker.split()} | set(use.frame.with_words)
        read |= {n for n, word in enumerate(reading.words) if word.lower in extra}
        if reading.answer_noun is not None:
            read.add(reading.answer_noun)
        return read


def find_wording(links: Sequence[Link], reading: Reading, ontology: Ontology) -> Iterator[FrameUse]:
    """Yield the frames of a question that say what some links say anyhow: "that reached", "number of"."""
    names = {name for link in links for name in (link.property.name, link.property.parent)}
    for use in reading.frames:
        if {ontology.canonical(sense)[0] for sense in use.frame.senses} & names:
            yield use
