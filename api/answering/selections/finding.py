"""Finding: the works that a selection picks out, with the statements that each of its conditions rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from api.answering.graph.facts.evidence import EvidenceReader, Source
from api.answering.graph.facts.results import Result, ResultReader
from api.answering.graph.plans.asked_events import Event
from api.answering.graph.plans.queries import PlanKind
from api.answering.selections.asked_selection import SHOWN, SURE, AskedSelection
from api.answering.selections.selection import Alike, AtLevel, Condition, Happened, Selection, Took, Under, find_told


class SelectionFinder:
    """Find the works of selections."""

    def __init__(self, results: ResultReader, evidence: EvidenceReader) -> None:
        self._results = results
        self._evidence = evidence

    def find(self, question: AskedSelection, pattern: str | None = None, event: Event | None = None) -> Result | None:
        """Return what a pattern, or else the selection's own, selects; `event`: what works are ordered by."""
        happens = event is not None or question.selection.has_days
        kind = PlanKind.EVENT if happens else PlanKind.LIST
        plan = question.to_plan(pattern or question.selection.to_pattern(), kind)
        items = self._results.items(plan)
        if not items:
            return None
        iris = [item.iri for item in items[: 2 * SHOWN] if item.iri]
        sources = list(self.read_sources(question.selection, iris, event))
        return Result(plan, tuple(items), tuple(sources), SURE)

    def find_wider(self, question: AskedSelection) -> Result | None:
        """Return what a selection that holds nothing would hold with one condition less."""
        for wider in question.selection.to_wider():
            found = self.find(replace(question, selection=wider))
            if found is not None:
                return found
        return None

    def read_sources(self, selection: Selection, iris: Sequence[str], event: Event | None) -> Iterator[Source]:
        """Yield the statements that say of some works what an event and the conditions ask."""
        conditions = [*((Happened(event),) if event is not None else ()), *selection.conditions]
        moved = [each for each in conditions if isinstance(each, AtLevel) and each.moved]
        happened = [each for each in conditions if isinstance(each, Happened | Took) and not each.denied]
        seen: set[str] = set()
        for each in (*moved, *happened) or conditions:
            asked = [each.like, *iris] if isinstance(each, Alike) else iris
            modalities = _to_modalities(each)
            told = [
                source
                for name in find_told(each)
                for source in self._evidence.of_property(name, asked, "former" in modalities)
                if source.modality in modalities and each.tells(source) and source.statement not in seen
            ]
            seen.update(source.statement for source in told)
            yield from _newest(told) if isinstance(each, AtLevel) or each.denied else told


def _to_modalities(each: Condition) -> tuple[str, ...]:
    """Return how the statements say it that a condition may rest on: of an older day also what is so no longer."""
    return ("asserted", "former") if isinstance(each, Under) and each.as_of is not None else ("asserted",)


def _newest(sources: Sequence[Source]) -> list[Source]:
    """Return the last statement of each thing."""
    last: dict[str | None, Source] = {}
    for source in sorted(sources, key=lambda s: s.since or ""):
        last[source.subject.iri] = source
    return list(last.values())
