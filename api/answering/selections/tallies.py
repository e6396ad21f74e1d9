"""Tallies: works counted by the heading, level or year that they stand under: which has the most, how many each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from api.answering.graph.asked_events import Event
from api.answering.graph.evidence import EvidenceReader, Source, Value
from api.answering.graph.patterns import Link, to_pattern
from api.answering.graph.queries import PlanKind
from api.answering.graph.results import Result, ResultReader
from api.answering.graph.telling import FactTeller
from api.answering.graph.writing import mark_facts
from api.answering.model import MAX_ANSWER, Answer, Term
from api.answering.selections.asked_selection import SURE, AskedSelection
from api.answering.selections.operators import Asked, Operator
from api.answering.selections.phrases import PhraseReader
from kg.store import GraphStore
from ontology import Ontology

_SHOWN = 8
_DAY = 90  # the number of a day's variables: more than any question has conditions
_COMPARED = {"more than": ">", "over": ">", "at least": ">=", "less than": "<", "fewer than": "<"}


class Tallier:
    """Count the works of selections by what they stand under."""

    def __init__(
        self, graph: GraphStore, results: ResultReader, teller: FactTeller, evidence: EvidenceReader,
        phrases: PhraseReader, ontology: Ontology,
    ) -> None:  # fmt: skip
        self._graph = graph
        self._results = results
        self._teller = teller
        self._evidence = evidence
        self._phrases = phrases
        self._ontology = ontology

    def tally(self, question: AskedSelection) -> Answer | None:
        """Answer with the headings or years that have the most works, or more than a number."""
        asked, works = question.asked, question.selection.to_pattern("?of")
        event = self._phrases.read_event(asked.event) if asked.event else self._phrases.joining
        chosen = [part.mention.entity for part in asked.other if part.mention is not None]
        by = chosen[0].type if chosen else asked.by or ""
        if asked.by == "year":
            if event is None:
                return None
            each = f"{works}\n{event.to_pattern('?of', '?day', _DAY)}\n  BIND (SUBSTR(?day, 1, 4) AS ?item)"
        else:
            each = f"{works}\n{self._to_heading(by)}"
        if chosen:
            each = f"{each}\n  VALUES ?item {{ {' '.join(f'<{known.iri}>' for known in chosen)} }}"
        tally = f"SELECT ?item (COUNT(DISTINCT ?of) AS ?count) WHERE {{\n{each}\n  }} GROUP BY ?item"
        if asked.operator is Operator.BOUND:
            bound = f"  FILTER (?count {_COMPARED.get(asked.bound, '=')} {asked.number})"
            pattern = f"  {{ {tally} }}\n{bound}"
        else:
            pattern = f"  {{ {tally} }}\n{_to_best(asked, tally)}"
        plan = question.to_plan(pattern, PlanKind.TALLY)
        items = self._results.items(plan)
        if not items:
            return None
        values = " ".join(f"<{item.iri}>" if item.iri else f'"{item.label}"' for item in items)
        rows = self._graph.select(
            f"SELECT DISTINCT ?of WHERE {{\n{each}\n  VALUES ?item {{ {values} }} }} ORDER BY ?of"
        )
        counted = [row["of"].value for row in rows]
        sources = self._read_tallied(question, items, counted, event if asked.by == "year" else None)
        if asked.by != "year":
            plan = replace(plan, asked=self._ontology.placing[0] if self._ontology.placing else None)
        return self._teller.write(question.reading, Result(plan, tuple(items), tuple(sources), SURE))

    def count_each(self, question: AskedSelection) -> Answer | None:
        """Answer with how many works stand under each heading, at each level, or came in each year."""
        asked, works = question.asked, question.selection.to_pattern("?of")
        happened = question.selection.level or self._phrases.joining
        event = self._phrases.read_event(asked.event) if asked.event else happened
        changing = next(iter(self._ontology.changing), None)
        if asked.by == "year":
            if event is None:
                return None
            stands = f"{event.to_pattern('?of', '?day', _DAY)}\n  BIND (SUBSTR(?day, 1, 4) AS ?item)"
        elif changing is not None and asked.by in changing.range:
            stands = to_pattern(Link("?item", changing, False, "?of"), None, _DAY)
        else:
            stands = self._to_heading(asked.by or "")
        each = f"{works}\n{stands}".replace("?item", "?group")
        counts = f"SELECT ?group (COUNT(DISTINCT ?of) AS ?count) WHERE {{\n{each}\n  }} GROUP BY ?group"
        label = "OPTIONAL { ?group skos:prefLabel ?label } BIND (COALESCE(STR(?label), ?group) AS ?name)"
        rows = list(self._graph.select(f"SELECT ?group ?name ?count WHERE {{ {{ {counts} }} {label} }}"))
        told = sorted((row["name"].value, int(row["count"].value), row["group"].value) for row in rows)
        if not told:
            return None
        if asked.by != "year":
            told.sort(key=lambda one: -one[1])
        groups = [Value(name, iri if iri != name else None, "gYear" if iri == name else None) for name, _, iri in told]
        of = [row["of"].value for row in self._graph.select(f"SELECT DISTINCT ?of WHERE {{\n{each} }} ORDER BY ?of")]
        shown = f'{{ {counts} }} {label}\n  BIND (CONCAT(?name, ": ", STR(?count)) AS ?item)'
        plan = question.to_plan(shown, PlanKind.TALLY)
        sources = self._read_tallied(question, groups, of, event if asked.by == "year" else None)
        answer = self._teller.write(question.reading, Result(plan, tuple(groups), tuple(sources), SURE))
        lines = [f"{name}: {number}" for name, number, _ in told]
        text = f"{'; '.join(lines)} {mark_facts(answer.facts)}."
        items = [Term(label=line, type="string") for line in lines]
        return answer.model_copy(update={"items": items, "answer": text if len(text) <= MAX_ANSWER else answer.answer})

    def place(self, question: AskedSelection) -> Answer | None:
        """Answer with the heading of a class that one thing stands under."""
        thing = question.asked.thing.mention if question.asked.thing is not None else None
        if thing is None:
            return None
        iri = thing.entity.iri
        pattern = self._to_heading(question.asked.by or "").replace("?of", f"<{iri}>")
        plan = question.to_plan(pattern, PlanKind.LIST)
        items = self._results.items(plan)
        sources = self._read_tallied(question, items, [iri], None) if items else []
        return (
            self._teller.write(question.reading, Result(plan, tuple(items), tuple(sources), SURE)) if sources else None
        )

    def _to_heading(self, by: str) -> str:
        """Return the pattern that binds ?item to the heading of a class under which ?of stands, here or further up."""
        for found in self._ontology.placing:
            if by in found.range and self._ontology.may_be("Thing", found.domain):
                below = next((p for p in self._ontology.placing if p.range == found.domain and p != found), None)
                if below is not None:
                    return f"  ?of kg:{below.name} ?under . ?under kg:{found.name} ?item ."
                return f"  ?of kg:{found.name} ?item ."
        return "  FILTER (false)"

    def _read_tallied(
        self, question: AskedSelection, items: Sequence[Value], counted: Sequence[str], event: Event | None
    ) -> list[Source]:
        """Return what says that the first of the works counted stand where they were counted."""
        shown = counted[: 2 * _SHOWN]
        if event is not None:
            years = {item.label for item in items}
            told = self._evidence.of_property(event.property.name, counted)
            fitting = [s for s in told if event.level in {None, s.object.iri} and s.modality == "asserted"]
            return [s for s in fitting if (s.valid_from or s.object.label)[:4] in years][:_SHOWN]
        names = [found.name for found in self._ontology.placing]
        own = [s for name in names for s in self._evidence.of_property(name, shown) if s.modality == "asserted"]
        wanted = {item.iri for item in items}
        direct = [s for s in own if s.object.iri in wanted]
        if direct:
            return direct
        above = {s.object.iri for s in own if s.object.iri}
        links = [(iri, name, item.iri) for iri in sorted(above) for name in names for item in items if item.iri]
        return [*self._evidence.of_links(links), *own][: 2 * _SHOWN]


def _to_best(asked: Asked, tally: str) -> str:
    """Return the pattern that keeps the items with the most or the fewest, the second most, or the first few."""
    order, least = ("ASC", "MAX") if asked.least else ("DESC", "MIN")
    counts = f"SELECT {'' if asked.number > 1 else 'DISTINCT '}(?count AS ?of) WHERE {{ {{ {tally} }} }}"
    few = f"{counts} ORDER BY {order}(?of) LIMIT {asked.number} OFFSET {asked.nth - 1}"
    compared = "=" if asked.number == 1 else "<=" if asked.least else ">="
    return f"  {{ SELECT ({least}(?of) AS ?best) WHERE {{ {{ {few} }} }} }}\n  FILTER (?count {compared} ?best)"
