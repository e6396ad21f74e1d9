"""Told in full: the no to what is not among all that is told, in a list or of a thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from api.answering.graph.facts.evidence import EvidenceReader, Source
from api.answering.question.places import find_end
from api.answering.question.reading import FrameUse, Mention, Reading
from ontology import Field, Property
from ontology.roles import Role


@dataclass(frozen=True, slots=True)
class Denial:
    """A no with the statement it rests on; `lead`: the words before that, where "no" alone would not be understood."""

    source: Source
    lead: str | None = None


class FullyToldReader:
    """Say no by relations whose values the documents tell in full."""

    def __init__(self, evidence: EvidenceReader, field: Field) -> None:
        self._evidence = evidence
        self._field = field
        self._ontology = field.ontology

    def find(self, reading: Reading) -> Denial | None:
        """Return the no to a question, None where nothing that is told in full says it."""
        return self._by_others(reading) or self._by_list(reading)

    def _by_others(self, reading: Reading) -> Denial | None:
        """Say no where a thing is told to have other values of the relation asked about ("filed under")."""
        if reading.is_ahead:
            return None  # what is so denies nothing that may come
        for end, thing, found in self._find_pairs(reading):
            told = self._evidence.told_of(thing.entity.iri, {found.name, found.parent or found.name})
            if told and all(source.object.iri != end.entity.iri for source in told):
                return Denial(told[0])
        return None

    def _find_pairs(self, reading: Reading) -> Iterator[tuple[Mention, Mention, Property]]:
        """Yield a value, a thing and a property told in full that may join them, where no more is asked than that."""
        class_of = self._field.lexicon.class_of
        for use in reading.frames:
            if any(word.lower not in class_of for word in reading.unread(reading.named | use.indices)):
                continue
            for name, swapped in (self._ontology.canonical(sense) for sense in use.frame.senses):
                found = self._ontology.properties[name]
                if swapped or not found.told_in_full or found.changes_over_time:
                    continue
                ends = [m for m in reading.mentions if self._is_surely(m, found.range)]
                things = [m for m in reading.mentions if self._ontology.may_be(m.entity.type, found.domain)]
                objects = [m for m in ends if self._may_be_object(use, m, reading)]
                yield from ((end, thing, found) for end in objects for thing in things if thing is not end)

    def _by_list(self, reading: Reading) -> Denial | None:
        """Say no where a file lists what a host has, and lists the thing asked about without it."""
        hosts = reading.playing(self._ontology, Role.HOST)
        things = [m for m in reading.mentions if m not in hosts]
        if len(hosts) != 1 or len(things) != 1 or reading.as_of is not None:
            return None
        asked = {self._ontology.canonical(sense) for use in reading.frames for sense in use.frame.senses}
        for name in sorted(name for name, swapped in asked if not swapped):
            found = self._ontology.properties[name]
            if not found.told_in_full or not self._is_surely(hosts[0], found.range):
                continue
            lists = self._evidence.find_lists(name, hosts[0].entity.iri)
            told = [
                source
                for known in things[0].candidates
                if self._ontology.may_be(known.type, found.domain)
                for source in self._evidence.said_of(known.iri)
            ]
            listed = [s for s in told if s.document in lists and s.modality == "asserted"]
            if listed and all(source.predicate != name for source in told):
                lead = f"No: it is listed, but not as what {found.label} {hosts[0].entity.label}; "
                return Denial(listed[0], lead)
        return None

    def _may_be_object(self, use: FrameUse, mention: Mention, reading: Reading) -> bool:
        """Tell whether a name stands where the object of a relation may: "by X" is no place for where a thing went."""
        end = find_end(use, mention.first, mention.last, reading.words)
        return end is not None and not end.is_subject

    def _is_surely(self, mention: Mention, classes: Sequence[str]) -> bool:
        return any(name != "Thing" and self._ontology.is_a(mention.entity.type, name) for name in classes)
