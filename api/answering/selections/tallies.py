"""Tallies: works counted by the heading, level or year that they stand under: which has the most, how many each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from api.answering.graph.facts.evidence import EvidenceReader, Source
from api.answering.graph.facts.results import Result, ResultReader
from api.answering.graph.facts.telling import FactTeller
from api.answering.graph.facts.writing import mark_facts
from api.answering.graph.plans.asked_events import Event
from api.answering.graph.plans.patterns import Link, to_pattern
from api.answering.graph.plans.queries import Plan, PlanKind
from api.answering.graph.plans.values import Value
from api.answering.model import MAX_ANSWER, Answer, Term
from api.answering.selections.asked_selection import OWN_DAY, SHOWN, SURE, AskedSelection
from api.answering.selections.happenings import HappeningReader
from api.answering.selections.leaving import Leaving
from api.answering.selections.operators import Asked, Operator
from kg.store import GraphStore
from ontology import Ontology

_COMPARED = {
    "more than": ">",
    "over": ">",
    "at least": ">=",
    "no fewer than": ">=",
    "no less than": ">=",
    "less than": "<",
    "fewer than": "<",
}


class Tallier:
    """Count the works of selections by what they stand under."""

    def __init__(
        self, graph: GraphStore, results: ResultReader, teller: FactTeller, evidence: EvidenceReader,
        happenings: HappeningReader, ontology: Ontology,
    ) -> None:  # fmt: skip
        self._graph = graph
        self._results = results
        self._teller = teller
        self._evidence = evidence
        self._happenings = happenings
        self._ontology = ontology

    def tally(self, question: AskedSelection) -> Answer | None:
        """Answer with the headings or years that have the most works, or more than a number."""
        asked = question.asked
        chosen = [part.mention.entity for part in asked.other if part.mention is not None]
        by = chosen[0].type if chosen else asked.by or ""
        event = self._find_event(asked, self._happenings.joining)
        each = self._to_each(question, by, event, "?item")
        if each is None:
            return None
        if chosen:
            each = f"{each}\n  VALUES ?item {{ {' '.join(f'<{known.iri}>' for known in chosen)} }}"
        tally = _to_tally(each, "?item")
        if asked.operator is Operator.BOUND:
            kept = f"  FILTER (?count {_COMPARED.get(asked.bound, '=')} {asked.number})"
        else:
            kept = _to_best(asked, tally)
        plan = question.to_plan(f"  {{ {tally} }}\n{kept}", PlanKind.TALLY)
        items = self._results.items(plan)
        if not items:
            return None
        values = " ".join(f"<{item.iri}>" if item.iri else f'"{item.label}"' for item in items)
        counted = self._find_counted(f"{each}\n  VALUES ?item {{ {values} }}")
        if event is None:
            plan = replace(plan, asked=self._ontology.placing[0] if self._ontology.placing else None)
        return self._write(question, plan, items, self._read_tallied(items, counted, event))

    def count_each(self, question: AskedSelection) -> Answer | None:
        """Answer with how many works stand under each heading, at each level, or came in each year."""
        asked = question.asked
        event = self._find_event(asked, question.selection.level or self._happenings.joining)
        each = self._to_each(question, asked.by or "", event, "?group")
        if each is None:
            return None
        label = "OPTIONAL { ?group skos:prefLabel ?label } BIND (COALESCE(STR(?label), ?group) AS ?name)"
        counts = f"{{ {_to_tally(each, '?group')} }} {label}"
        rows = self._graph.select(f"SELECT ?group ?name ?count WHERE {{ {counts} }}")
        told = sorted((row["name"].value, int(row["count"].value), row["group"].value) for row in rows)
        if not told:
            return None
        if event is None:
            told.sort(key=lambda one: -one[1])
        groups = [Value(name, iri if iri != name else None, "gYear" if iri == name else None) for name, _, iri in told]
        plan = question.to_plan(f'{counts}\n  BIND (CONCAT(?name, ": ", STR(?count)) AS ?item)', PlanKind.TALLY)
        sources = self._read_tallied(groups, self._find_counted(each), event)
        answer = self._write(question, plan, groups, sources)
        lines = [f"{name}: {number}" for name, number, _ in told]
        text = write_counts(lines, mark_facts(answer.facts))
        return answer.model_copy(update={"items": [Term(label=line, type="string") for line in lines], "answer": text})

    def find_empty(self, question: AskedSelection) -> Answer | None:
        """Answer with the headings under which none of the works stand, shown by what does stand there."""
        by = question.asked.by or ""
        each = self._to_each(question, by, None, "?item")
        if each is None or not any(by in found.range for found in self._ontology.placing):
            return None
        lists = self._to_heading(by, "?of", "?item")
        plan = question.to_plan(
            f"  {{ SELECT DISTINCT ?item WHERE {{\n{lists}\n  }} }}\n  MINUS {{ SELECT ?item WHERE {{\n{each}\n  }} }}"
        )
        items = self._results.items(plan)
        values = " ".join(f"<{item.iri}>" for item in items)
        counted = self._find_counted(f"  VALUES ?item {{ {values} }}\n{lists}") if items else []
        if not counted:
            return None
        answer = self._write(question, plan, items, self._read_tallied(items, counted, None))
        text = write_counts([item.label for item in items], mark_facts(answer.facts))
        return answer.model_copy(update={"answer": text})

    def place(self, question: AskedSelection) -> Answer | None:
        """Answer with the heading of a class that one thing stands under."""
        thing = question.asked.named
        if thing is None:
            return None
        iri = thing.entity.iri
        plan = question.to_plan(self._to_heading(question.asked.by or "", f"<{iri}>", "?item"), PlanKind.LIST)
        items = self._results.items(plan)
        sources = self._read_tallied(items, [iri], None) if items else []
        return self._write(question, plan, items, sources) if sources else None

    def _write(
        self, question: AskedSelection, plan: Plan, items: Sequence[Value], sources: Sequence[Source]
    ) -> Answer:  # fmt: skip
        return self._teller.write(question.reading, Result(plan, tuple(items), tuple(sources), SURE))

    def _find_event(self, asked: Asked, otherwise: Event | None) -> Event | None:
        """Return what is counted by its year: what the question words, else what it implies; None by headings."""
        if asked.by != "year":
            return None
        return self._happenings.read(asked.event) if asked.event else otherwise

    def _to_each(self, question: AskedSelection, by: str, event: Event | None, item: str) -> str | None:
        """Return the pattern that binds ?of to works, and `item` to the year, level or heading they are counted by."""
        works = question.selection.to_pattern("?of")
        changing = next(iter(self._ontology.changing), None)
        if event is not None:
            stands = f"{event.to_pattern('?of', '?day', OWN_DAY)}\n  BIND (SUBSTR(?day, 1, 4) AS {item})"
        elif question.asked.by == "year":
            return None
        elif changing is not None and by in changing.range:
            stands = to_pattern(Link(item, changing, False, "?of"), None, OWN_DAY)
        else:
            stands = self._to_heading(by, "?of", item)
        return f"{works}\n{stands}"

    def _find_counted(self, each: str) -> list[str]:
        """Return the works that a pattern counts."""
        return [row["of"].value for row in self._graph.select(f"SELECT DISTINCT ?of WHERE {{\n{each} }} ORDER BY ?of")]

    def _to_heading(self, by: str, of: str, item: str) -> str:
        """Return the pattern that binds `item` to the heading of a class that `of` stands under, here or further up."""
        found = next((found for found in self._ontology.placing if by in found.range), None)
        if found is None:
            return "  FILTER (false)"
        below = self._ontology.placing_below(found)
        if below is None:
            return f"  {of} kg:{found.name} {item} ."
        return f"  {of} kg:{below.name} ?under . ?under kg:{found.name} {item} ."

    def _read_tallied(self, items: Sequence[Value], counted: Sequence[str], event: Event | None) -> list[Source]:
        """Return what says that the first of the works counted stand where they were counted."""
        shown = counted[: 2 * SHOWN]
        if event is not None:
            years = {item.label for item in items}
            told = self._evidence.of_property(event.property.name, counted)
            reached = [s for s in told if isinstance(event, Leaving) or event.level in {None, s.object.iri}]
            fitting = [s for s in reached if s.modality == "asserted"]
            return [s for s in fitting if (s.valid_from or s.object.label)[:4] in years][:SHOWN]
        names = [found.name for found in self._ontology.placing]
        own = [s for name in names for s in self._evidence.of_property(name, shown) if s.modality == "asserted"]
        wanted = {item.iri for item in items}
        direct = [s for s in own if s.object.iri in wanted]
        if direct:
            return direct
        above = {s.object.iri for s in own if s.object.iri}
        links = [(iri, name, item.iri) for iri in sorted(above) for name in names for item in items if item.iri]
        return [*self._evidence.of_links(links), *own][: 2 * SHOWN]


def write_counts(lines: Sequence[str], marks: str) -> str:
    """Return counts as one sentence: of many the first, as far as an answer has room.

    >>> write_counts(["A: 2", "B: 1"], "[1]")
    'A: 2; B: 1 [1].'
    """
    text = f"{'; '.join(lines)} {marks}."
    if len(text) <= MAX_ANSWER:
        return text
    rest = f" {marks}. There are {len(lines)} in all."
    lengths = accumulate(len(line) + len("; ") for line in lines)
    return f"{'; '.join(lines[: sum(length <= MAX_ANSWER - len(rest) for length in lengths)])}{rest}"


def _to_tally(each: str, item: str) -> str:
    """Return the query for how many works a pattern binds to each of what they are counted by."""
    return f"SELECT {item} (COUNT(DISTINCT ?of) AS ?count) WHERE {{\n{each}\n  }} GROUP BY {item}"


def _to_best(asked: Asked, tally: str) -> str:
    """Return the pattern that keeps the items with the most or the fewest, the second most, or the first few."""
    order, least = ("ASC", "MAX") if asked.least else ("DESC", "MIN")
    counts = f"SELECT {'' if asked.number > 1 else 'DISTINCT '}(?count AS ?of) WHERE {{ {{ {tally} }} }}"
    few = f"{counts} ORDER BY {order}(?of) LIMIT {asked.number} OFFSET {asked.nth - 1}"
    compared = "=" if asked.number == 1 else "<=" if asked.least else ">="
    return f"  {{ SELECT ({least}(?of) AS ?best) WHERE {{ {{ {few} }} }} }}\n  FILTER (?count {compared} ?best)"
