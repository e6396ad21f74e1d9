"""Asked selections: a question with the works that it picks out and what it asks of them."""

from __future__ import annotations

from dataclasses import dataclass

from api.answering.graph.plans.queries import Kept, Plan, PlanKind
from api.answering.question.reading import Reading
from api.answering.selections.operators import Asked
from api.answering.selections.selection import Selection

SURE = 1.3
# How many works are told with what they rest on.
SHOWN = 8
# The number of the variables of a day that is no condition's: more than any question has conditions.
OWN_DAY = 90


@dataclass(frozen=True)
class AskedSelection:
    """A question with what it asks of which works."""

    reading: Reading
    asked: Asked
    selection: Selection

    def to_plan(self, pattern: str, kind: PlanKind = PlanKind.LIST) -> Plan:
        """Return the plan that finds what a pattern binds ?item to."""
        given = tuple(mention.entity for mention in self.reading.mentions)
        kept = Kept(exclude=self.selection.likened)
        return Plan((), self.reading.whole, given, SURE, pattern=pattern, kind=kind, kept=kept)
