"""Plans: the queries that a question could mean."""

from __future__ import annotations

from collections.abc import Iterator

from api.answering.graph.plans.addresses import AddressPlanner
from api.answering.graph.plans.chains import ChainPlanner
from api.answering.graph.plans.classes import ClassPlanner
from api.answering.graph.plans.combining import Combiner
from api.answering.graph.plans.events import EventPlanner
from api.answering.graph.plans.filters import FilterReader
from api.answering.graph.plans.histories import HistoryPlanner
from api.answering.graph.plans.links import Linker
from api.answering.graph.plans.listings import ListPlanner
from api.answering.graph.plans.makers import MakerPlanner
from api.answering.graph.plans.queries import Plan
from api.answering.graph.plans.ranks import RankPlanner
from api.answering.graph.plans.relations import RelationPlanner
from api.answering.graph.plans.tallies import TallyPlanner
from api.answering.question.reading import Reading
from ontology import Field


class Planner:
    """Make the plans that a reading allows."""

    def __init__(self, field: Field) -> None:
        linker, filters = Linker(field), FilterReader(field)
        # Of equally sure plans the one of the planner that stands first is taken.
        self._planners = (
            RelationPlanner(field, linker, filters),
            ChainPlanner(field, linker),
            ListPlanner(field, filters),
            EventPlanner(field, filters),
            HistoryPlanner(field, filters),
            RankPlanner(field, filters),
            TallyPlanner(field, filters),
            AddressPlanner(field),
            MakerPlanner(field),
            ClassPlanner(field, linker),
        )
        self._combiner = Combiner(field)

    def plans(self, reading: Reading) -> Iterator[Plan]:
        """Yield every plan for what is named, with what is denied left out, and what is joined joined."""
        plans = (plan for planner in self._planners for plan in planner.plans(reading))
        yield from self._combiner.combine(plans, reading)
