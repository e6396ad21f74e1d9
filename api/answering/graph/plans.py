"""Plans: the queries that a question could mean."""

from __future__ import annotations

from collections.abc import Iterator

from api.answering.graph.addresses import AddressPlanner
from api.answering.graph.chains import ChainPlanner
from api.answering.graph.classes import ClassPlanner
from api.answering.graph.combining import Combiner
from api.answering.graph.events import EventPlanner
from api.answering.graph.filters import FilterReader
from api.answering.graph.histories import HistoryPlanner
from api.answering.graph.links import Linker
from api.answering.graph.listings import ListPlanner
from api.answering.graph.makers import MakerPlanner
from api.answering.graph.queries import Plan
from api.answering.graph.ranks import RankPlanner
from api.answering.graph.relations import RelationPlanner
from api.answering.graph.sharing import SharingPlanner
from api.answering.graph.tallies import TallyPlanner
from api.answering.question.reading import Reading
from ontology import Field


class Planner:
    """Make the plans that a reading allows."""

    def __init__(self, field_: Field) -> None:
        linker, filters = Linker(field_), FilterReader(field_)
        # Of equally sure plans the one of the planner that stands first is taken.
        self._planners = (
            RelationPlanner(field_, linker, filters),
            ChainPlanner(field_, linker),
            ListPlanner(field_, filters),
            EventPlanner(field_, filters),
            HistoryPlanner(field_, filters),
            RankPlanner(field_, filters),
            TallyPlanner(field_, filters),
            SharingPlanner(field_, filters),
            AddressPlanner(field_),
            MakerPlanner(field_),
            ClassPlanner(field_, linker),
        )
        self._combiner = Combiner(field_)

    def plans(self, reading: Reading) -> Iterator[Plan]:
        """Yield every plan for what is named, with what is denied left out, and what is joined joined."""
        plans = (plan for planner in self._planners for plan in planner.plans(reading))
        yield from self._combiner.combine(plans, reading)
