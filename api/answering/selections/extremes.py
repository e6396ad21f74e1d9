"""Extremes: of the works of a selection those to which something happened first or last, or at a place between."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from api.answering.graph.facts.results import Result
from api.answering.graph.plans.asked_events import Event
from api.answering.selections.asked_selection import OWN_DAY, AskedSelection
from api.answering.selections.finding import SelectionFinder
from api.answering.selections.happenings import HappeningReader
from api.answering.selections.selection import Happened, Selection, Under
from kg.store import GraphStore
from ontology import Ontology

_OF_AGE = re.compile(r"old|new|young|longest-|$")
_AGED = re.compile(r"old|new|young|longest")


@dataclass(frozen=True)
class Extreme:
    """The works to which something happened first or last, with the pattern that finds them."""

    pattern: str
    event: Event
    result: Result


class ExtremeFinder:
    """Find what came first or last."""

    def __init__(
        self, graph: GraphStore, finder: SelectionFinder, happenings: HappeningReader, ontology: Ontology
    ) -> None:  # fmt: skip
        self._graph = graph
        self._finder = finder
        self._happenings = happenings
        self._ontology = ontology

    def find(self, question: AskedSelection) -> Extreme | None:
        """Return the works of a selection to which something happened first or last."""
        event = self._find_event(question)
        if event is None:
            return None
        pattern = self._to_pattern(question, event)
        result = self._finder.find(question, pattern, event)
        if result is None:
            return None
        rows = self._graph.select(f"SELECT DISTINCT ?item ?day WHERE {{\n{pattern}\n}}")
        days = {row["item"].value: row["day"].value for row in rows}
        items = sorted(result.items, key=lambda item: days.get(item.iri or "", ""), reverse=question.asked.least)
        return Extreme(pattern, event, replace(result, items=tuple(items)))

    def _find_event(self, question: AskedSelection) -> Event | None:
        """Return what is to have happened first or last: in words, else the level that it came to, else joining."""
        asked = question.asked
        happened = question.selection.events
        if asked.event:
            return self._happenings.read(asked.event)
        if not happened and not _OF_AGE.match(asked.said) and (level := question.selection.level) is not None:
            return level
        return happened[0].event if len(happened) == 1 and not _AGED.match(asked.said) else self._happenings.joining

    def _to_pattern(self, question: AskedSelection, event: Event) -> str:
        """Return the pattern for the works of a selection to which something happened first or last."""
        asked, works = question.asked, question.selection.to_pattern()
        # of "2021-05" and "2021-05-03" the day
        at_home = event.level is None and self._ontology.hosting and not self._are_agents(question.selection)
        home = f"?item kg:{self._ontology.hosting} ?home ." if at_home else ""
        happened = f"{Happened(event).to_dated(OWN_DAY)}\n  {home}"
        days = f"  {{ SELECT ?item (MIN(?day{OWN_DAY}) AS ?day) WHERE {{\n{works}\n{happened}\n  }} GROUP BY ?item }}"
        chosen, order = ("MIN", "DESC") if asked.least else ("MAX", "ASC")
        border = (
            f"  {{ SELECT ({chosen}(?of) AS ?best) WHERE {{ {{ SELECT (?day AS ?of) WHERE {{\n{days}\n  }} "
            f"ORDER BY {order}(?day) LIMIT {asked.number} OFFSET {asked.nth - 1} }} }} }}"
        )
        compared = "=" if asked.nth > 1 else ">=" if asked.least else "<="
        return f"{border}\n{days}\n  FILTER (?day {compared} ?best)"

    def _are_agents(self, selection: Selection) -> bool:
        """Tell whether those who are selected belong to a list of agents."""
        listed = (each.path[0].property for each in selection.conditions if isinstance(each, Under))
        return any(self._ontology.is_a(kind, "Agent") for found in listed for kind in found.domain)
