"""Widening: what belongs beside the items of a result - others of their kind, and what other documents say."""

from __future__ import annotations

import re
from dataclasses import replace

from api.answering.graph.evidence import Value
from api.answering.graph.kinds import KindReader
from api.answering.graph.results import Result, ResultReader
from api.answering.graph.running import PlanRunner
from api.answering.question.reading import Form, Reading
from indexer.tokens import find_tokens
from ontology import Ontology


class Widener:
    """Add to results what a question means too."""

    def __init__(self, runner: PlanRunner, results: ResultReader, kinds: KindReader, ontology: Ontology) -> None:
        self._runner = runner
        self._results = results
        self._kinds = kinds
        self._ontology = ontology

    def with_kindred(self, result: Result, reading: Reading) -> Result:
        """Add what is not filed under the heading asked for, but called so: "X, a tracing system"."""
        links = result.plan.links
        if len(links) != 2 or links[1].property not in self._ontology.placing or links[1].node_is_subject:
            return result
        if links[0].item != links[1].item:
            return result
        wide = self._runner.run(replace(result.plan, links=links[:1]), reading)
        heading = next((m.entity.label for m in reading.mentions if m.entity.iri == links[1].node), None)
        if wide is None or heading is None:
            return result
        held = {item.iri for item in result.items}
        kind = set(find_tokens(heading))
        others = [
            item
            for item in wide.items
            if item.iri
            and item.iri not in held
            and (kind <= self._kinds.words(item.iri) or _is_called(item, kind, wide))
        ]
        if not others:
            return result
        items = (*result.items, *others)
        iris = {item.iri for item in items}
        sources = tuple(s for s in wide.sources if iris & {s.subject.iri, s.object.iri})
        return Result(wide.plan.limited_to(item.iri for item in items), items, sources, result.score)

    def with_other_sides(self, result: Result, reading: Reading) -> Result:
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
        sides = tuple(item for item in found.items if item.iri in others | known)
        plan = replace(found.plan.limited_to(item.iri for item in sides), differs=True)
        sources = tuple(source for source in found.sources if source.object.iri in others | known)
        return Result(plan, sides, sources, result.score)


def _is_called(item: Value, kind: set[str], result: Result) -> bool:
    """Tell whether a sentence says right behind a name of what kind it is: "X, an early tracing system"."""
    beside = re.compile(rf"\b{re.escape(item.label)},\s([^,;.]+)", re.IGNORECASE)
    said = (beside.search(source.quote) for source in result.sources)
    return any(found is not None and kind <= set(find_tokens(found[1])) for found in said)
