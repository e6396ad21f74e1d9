"""Happenings: what the words of a question say happens to works: they come to a home, they reach a level."""

from __future__ import annotations

from collections.abc import Sequence

from api.answering.graph.plans.asked_events import Event, find_level_property
from api.answering.question.entities import Known
from api.answering.selections.grammar import LEAVING
from api.answering.selections.leaving import Leaving
from api.answering.selections.shape import Part
from api.answering.selections.shapes import RISING
from ontology import Field
from ontology.gazetteer import KnownName


class HappeningReader:
    """Read what happens to works."""

    def __init__(self, field: Field) -> None:
        self._field = field
        self._ontology = field.ontology

    def read(self, parts: Sequence[Part]) -> Event | None:
        """Return what happens by some words: reaching the level that they name or imply, else coming to a home."""
        level = next((part.mention for part in parts if part.kind in {"<level>", "<done>"}), None)
        if level is not None:
            leaves = any(part.kind in LEAVING for part in parts if part.first < level.first)
            return (self.leaving if leaves else self.reaching)(level.entity)
        reach = next((part.name for part in parts if part.kind == "<reach>"), None)
        if reach is None:
            return self.joining if all(part.name != RISING for part in parts) else None
        known = self._field.known(reach)
        return self.reaching(known) if known is not None else None

    @property
    def joining(self) -> Event | None:
        """The event of coming to a home."""
        found = self._ontology.joining
        return Event(found, None, frozenset()) if found is not None else None

    def reaching(self, level: Known | KnownName) -> Event | None:
        """Return the event of reaching a level."""
        found = find_level_property(level.type, self._ontology)
        return Event(found, level.iri, frozenset()) if found is not None else None

    def leaving(self, level: Known | KnownName) -> Event | None:
        """Return the event of leaving a level."""
        found = self.reaching(level)
        return Leaving(found.property, found.level, frozenset()) if found is not None else None

    def beyond(self, level: Known, above: bool) -> tuple[str, ...]:
        """Return the levels that rank above a level, or below it."""
        ranks = {known.iri: known.rank for known in self._field.gazetteer if known.rank is not None}
        own = ranks.get(level.iri)
        order = 1 if above else -1
        return tuple(iri for iri, rank in ranks.items() if own is not None and order * (rank - own) > 0)
