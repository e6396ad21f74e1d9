"""Of one: the levels that one thing came to, was at on a day or left, and the heading it stands under."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from api.answering.graph.facts.evidence import EvidenceReader
from api.answering.graph.facts.results import Result, ResultReader
from api.answering.graph.facts.telling import FactTeller
from api.answering.graph.plans.patterns import Link, to_dated, to_pattern
from api.answering.graph.plans.queries import PlanKind
from api.answering.model import Answer
from api.answering.question.reading import Mention
from api.answering.selections.asked_selection import OWN_DAY, SURE, AskedSelection
from api.answering.selections.happenings import HappeningReader
from api.answering.selections.operators import Operator
from api.answering.selections.shape import Part
from api.answering.selections.tallies import Tallier
from ontology import Ontology

OF_ONE = frozenset([Operator.HISTORY, Operator.STANDING, Operator.PLACE, Operator.LEFT])
_BEFORE = frozenset("before until till prior".split())
_YEAR = len("2022")


class OneTeller:
    """Tell what records say of one thing."""

    def __init__(
        self, results: ResultReader, teller: FactTeller, evidence: EvidenceReader, happenings: HappeningReader,
        tallies: Tallier, ontology: Ontology,
    ) -> None:  # fmt: skip
        self._results = results
        self._teller = teller
        self._evidence = evidence
        self._happenings = happenings
        self._tallies = tallies
        self._ontology = ontology

    def tell(self, question: AskedSelection) -> Answer | None:
        """Answer with the levels or the heading of one thing, or with the day on which it left a level."""
        if question.asked.operator is Operator.PLACE:
            return self._tallies.place(question)
        thing = question.asked.named or next((part.mention for part in question.asked.other), None)
        if thing is None:
            return None
        left = question.asked.operator is Operator.LEFT
        return self._tell_leaving(question, thing) if left else self._tell_levels(question, thing)

    def _tell_leaving(self, question: AskedSelection, thing: Mention) -> Answer | None:
        """Answer with the day on which a thing left a level."""
        kinds = {"<level>", "<done>"}
        level = next((p.mention for p in question.asked.event if p.kind in kinds and p.mention is not None), None)
        event = self._happenings.leaving(level.entity) if level is not None else None
        if event is None:
            return None
        plan = question.to_plan(event.to_pattern(f"<{thing.entity.iri}>", "?item", OWN_DAY), PlanKind.EVENT)
        items = self._results.items(plan)
        days = {item.label for item in items}
        told = self._evidence.of_property(event.property.name, [thing.entity.iri])
        sources = tuple(s for s in told if s.valid_from in days and s.modality == "asserted")
        return self._teller.write(question.reading, Result(plan, tuple(items), sources, SURE)) if sources else None

    def _tell_levels(self, question: AskedSelection, thing: Mention) -> Answer | None:
        """Answer with the levels that a thing came to, each with its day, or with the one it was at on a day."""
        property_ = next(iter(self._ontology.changing), None)
        if property_ is None or not self._ontology.may_be(thing.entity.type, property_.domain):
            return None
        iri = thing.entity.iri
        if question.asked.operator is Operator.HISTORY:
            plan = question.to_plan(to_dated("?st", f"<{iri}>", property_, "?item", "?day"), PlanKind.EVENT)
            day = None
        else:
            day = _find_last_day(question.asked.phrase)
            plan = question.to_plan(to_pattern(Link(iri, property_, True), day, 0))
        items = self._results.items(plan)
        told = self._evidence.of_property(property_.name, [iri])
        levels = {item.iri for item in items}
        sources = [s for s in told if s.object.iri in levels and s.modality == "asserted" and (day is None or s.since)]
        if not items or not sources:
            return None
        result = Result(
            replace(plan, as_of=day), tuple(items), tuple(sorted(sources, key=lambda s: s.since or "")), SURE
        )
        return self._teller.write(question.reading, result)


def _find_last_day(phrase: Sequence[Part]) -> str | None:
    """Return the day, month or year that a phrase names; of "before 2022" the last day before."""
    dated = next((part.name for part in phrase if part.name), None)
    if dated is None or _BEFORE.isdisjoint(part.kind for part in phrase):
        return dated
    first = date.fromisoformat((f"{dated}-01-01" if len(dated) == _YEAR else f"{dated}-01")[:10])
    return (first - timedelta(days=1)).isoformat()
