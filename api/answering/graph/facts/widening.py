"""Widening: what other documents say beside the items of a result, where they differ."""

from __future__ import annotations

from dataclasses import replace

from api.answering.graph.facts.results import Result, ResultReader
from api.answering.graph.facts.running import PlanRunner
from api.answering.question.asked.wanted import asks_for_several
from api.answering.question.reading import Form, Reading
from ontology import Ontology


class Widener:
    """Add to results the other sides of a matter."""

    def __init__(self, runner: PlanRunner, results: ResultReader, ontology: Ontology) -> None:
        self._runner = runner
        self._results = results
        self._ontology = ontology

    def widen(self, result: Result, reading: Reading) -> Result:
        """Add what other documents say by the wider relation, where one value is expected and they name others."""
        asked, links = result.plan.asked, result.plan.links
        if asked is None or not asked.expected_single or asked.parent is None or len(links) != 1:
            return result
        if reading.form is not Form.OPEN or links[0].property != asked or not links[0].node_is_subject:
            return result
        wider = self._ontology.properties[asked.parent]
        found = self._runner.run(replace(result.plan, links=(replace(links[0], property=wider),), asked=wider), reading)
        kinds = {self._results.type_of(item) for item in result.items}
        told = {source.document for source in result.sources}
        known = {item.iri for item in result.items}
        others = {
            source.object.iri
            for source in (found.sources if found else ())
            if source.object.iri not in known and source.document not in told and not source.derived
            and self._results.type_of(source.object) in kinds
        }  # fmt: skip
        if found is None or not others:
            return result
        sides = [item for item in found.items if item.iri in others | known]
        sources = [source for source in found.sources if source.object.iri in others | known]
        return replace(found.limited_to(sides, sources), score=result.score, differs=True)

    def find_further(self, result: Result, reading: Reading) -> Result | None:
        """Return where else the one thing of a result stands, where a question asks for all its places.

        "In which categories is X" asks for those that list it besides, too.
        """
        links = result.plan.links
        further = self._ontology.further(links[0].property) if len(links) == 1 and links[0].node_is_subject else None
        if further is None or reading.form is not Form.OPEN or not asks_for_several(reading):
            return None
        plan = replace(result.plan, links=(replace(links[0], property=further),), asked=further)
        return self._runner.run(plan, reading)
