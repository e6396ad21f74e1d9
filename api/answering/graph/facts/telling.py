"""Telling: a result as an answer, with its sentences, facts and citations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from api.answering.graph.facts.evidence import Citations, Source, to_fact
from api.answering.graph.facts.labels import Labeller
from api.answering.graph.facts.offices import say_office
from api.answering.graph.facts.results import Result, ResultReader
from api.answering.graph.facts.writing import (
    mark_facts,
    say_days,
    say_events,
    write_facts,
    write_list,
    write_marks,
    write_since,
    write_source,
)
from api.answering.graph.plans.queries import Plan, PlanKind, to_count, to_versions, to_years
from api.answering.graph.plans.values import Value
from api.answering.model import MAX_ANSWER, MAX_CITATIONS, Answer, Fact, Term, to_confidence
from api.answering.question.reading import Reading
from indexer.search import PassageIndex
from indexer.tokens import find_tokens
from kg.statements import DATE_TYPES
from ontology import Ontology
from ontology.names import KG
from ontology.roles import Role

_YEAR = re.compile(r"(?i)\b(?:which|what) year\b")


class FactTeller:
    """Write the answer of a result."""

    def __init__(self, passages: PassageIndex, results: ResultReader, labeller: Labeller, ontology: Ontology) -> None:
        self._labeller = labeller
        self._index = passages
        self._results = results
        self._ontology = ontology

    def write(self, reading: Reading, result: Result) -> Answer:
        """Return the answer that tells the items with their facts, each cited."""
        result = self._labeller.call_as_said(result)
        citations = Citations(self._index)
        facts = self._cite(result, citations, reading)
        office = say_office(reading, result, self._ontology)
        text = f"{office} {mark_facts(facts)}." if office else self._say(result, facts)
        product = _find_product(reading, result)
        for hit in self._index.search(reading.text, 3, [known.iri for known in result.plan.given], reading.as_of_said):
            if len(citations) < 6 and hit.score > 0.3:
                citations.cite_passage(hit.passage, hit.score)
        terms = (self._to_term(item) for item in result.items)
        items = [_without_name(self._without_noun(term, reading), product) for term in terms]
        query = to_versions(result.plan.where, product) if product else result.plan.sparql
        if _YEAR.search(reading.text) and items and all(item.type in DATE_TYPES for item in items):
            years = dict.fromkeys(item.label[:4] for item in items)
            items, query = [Term(label=year, type="gYear") for year in years], to_years(result.plan.where)
        return Answer(
            question=reading.text,
            status="answered",
            answer=text,
            items=items,
            facts=facts,
            citations=citations.all(),
            sparql=query,
            confidence=to_confidence(result.score),
        )

    def write_count(self, reading: Reading, result: Result) -> Answer:
        """Return the answer that tells how many items there are, and names those shown."""
        answer = self.write(reading, result)
        number = len(result.items)
        shown = {end.label for fact in answer.facts for end in (fact.subject, fact.object)}
        names = [item.label for item in result.items if item.label in shown]
        told = f"{': ' if len(names) == number else ', among them '}{write_list(names)}" if names else ""
        text = f"{number}{told}" if len(told) < 500 else str(number)
        marks = mark_facts(answer.facts)
        return answer.as_count(number, f"{text} {marks}.", to_count(result.plan.where))

    def write_names(self, reading: Reading, result: Result) -> Answer:
        """Return the answer that names the items alone, of which the facts cited show the records."""
        answer = self.write(reading, result)
        return answer.model_copy(update={"answer": _say_headings(result, answer.facts)})

    def write_none(self, reading: Reading, listed: Result, plan: Plan) -> Answer:
        """Answer 0 to a count, with what the list does hold."""
        answer = self.write(reading, listed)
        return answer.as_count(0, f"0: {answer.answer}", to_count(plan.where))

    def _cite(self, result: Result, citations: Citations, reading: Reading) -> list[Fact]:
        """Return the facts behind a result, each with a citation, those whose sentence fits the question first."""
        tokens = set(find_tokens(reading.text))
        grouped: dict[tuple[str, str, str], list[Source]] = {}
        for source in result.sources:
            grouped.setdefault(source.triple, []).append(source)
        order = {item.label: number for number, item in enumerate(result.items)}
        given = {known.label for known in result.plan.given if result.plan.kept.exclude}
        # What was asked about stands first: without it, the rest says nothing of it.
        keys = sorted(grouped, key=lambda k: (k[0] not in given, min(order.get(k[0], 999), order.get(k[2], 999)), k))
        facts = []
        named: set[str | None] = set()
        for key in keys:
            sources = sorted(
                grouped[key],
                key=lambda s: (
                    len(tokens & set(find_tokens(s.quote))) if len(grouped[key]) > 1 else 0,
                    s.date or "",
                    s.confidence,
                    s.document,
                    s.span,
                ),
                reverse=True,
            )
            marks = []
            best = sources[0]
            other = next((source for source in sources if source.document != best.document), None)
            # Of many facts each is cited once: an answer has room for so many citations alone.
            twice = len(sources) > 1 and 2 * len(keys) <= MAX_CITATIONS
            for source in [best, other or sources[1]] if twice else [best]:
                number = citations.cite(source, result.score)
                if number is not None and number not in marks:
                    marks.append(number)
            naming = self._results.find_naming(best) if best.subject.iri not in named else None
            named.add(best.subject.iri)
            if naming is not None and (number := citations.cite(naming, result.score)) is not None:
                marks = list(dict.fromkeys((*marks, number)))
            if marks:
                facts.append(to_fact(sources[0], marks, self._ontology))
        return facts

    def _say(self, result: Result, facts: list[Fact]) -> str:
        """Return the sentences of an answer: one for each group of facts with a common end."""
        special = self._say_by_kind(result, facts)
        if special is not None:
            left = result.plan.kind is PlanKind.EVENT and any(i.iri and i.label not in special for i in result.items)
            return f"{special} There are {len(result.items)} in all." if left else special
        disputed = len({fact.object.label for fact in facts if fact.disputed}) > 1
        if result.differs or disputed or self._are_of_unknown_order(result):
            return self._say_disputed(result, facts)
        told = _find_whole(facts, result.plan, [item.label for item in result.items])
        sentences = list(self._say_groups(result, told))
        named = {end.label for fact in told for end in (fact.subject, fact.object)}
        shown = [item.label for item in result.items if item.label in named]
        # Items that are spread over many sentences stand together first.
        spread = len(shown) > 1 and len(sentences) > 1 + len({fact.predicate.iri for fact in told})
        text = f"{write_list(shown)}:" if spread else ""
        for sentence in sentences:
            if len(text) + len(sentence) > MAX_ANSWER - 30:
                break
            text = f"{text} {sentence}".strip()
        if text and any(item.label not in named for item in result.items):
            text = f"{text} There are {len(result.items)} in all."
        return text or f"{write_list([item.label for item in result.items[:20]])}."

    def _say_by_kind(self, result: Result, facts: list[Fact]) -> str | None:
        """Return what days, tallies, lists of headings and what is said with reserve are told by; None for the rest."""
        plan, sources = result.plan, result.sources
        if plan.takes_all:
            return _say_headings(result, facts)
        if plan.kind is PlanKind.TALLY and plan.asked is None:
            years = write_list([item.label for item in result.items])
            return f"{years}: {say_events(sources, facts, self._ontology)}"[:MAX_ANSWER]
        if not sources:
            return None
        if plan.kind is PlanKind.SINCE:
            said = [write_since(source, self._ontology) for source in sources]
            marks = mark_facts(facts)
            return f"{write_list(list(dict.fromkeys(said)))} {marks}."[:MAX_ANSWER]
        if plan.kind is PlanKind.SPAN:
            begun = [source.valid_from or source.object.label for source in sources]
            days = "".join(f"{say_days(item.label, begun)}: " for item in result.items if item.iri is None)
            return days + say_events(sources, facts, self._ontology)
        if plan.kind is PlanKind.EVENT:
            return say_events(sources, facts, self._ontology)
        if plan.reserve:
            marks = write_marks(facts[0].citations) if facts else ""
            quote = sources[0].quote.strip()
            return f"The documents say so with reserve only: “{quote}” {marks}"[:MAX_ANSWER]
        return None

    def _say_groups(self, result: Result, facts: Sequence[Fact]) -> Iterator[str]:
        """Yield a sentence for each group of facts that share a property and one of their ends."""
        groups: dict[tuple[str, str, bool], list[Fact]] = {}
        given = {known.label for known in result.plan.given}
        for fact in facts:
            single = len(result.items) == 1 and result.plan.kind is not PlanKind.TALLY  # what is counted, together
            on_subject = fact.subject.label in given or single
            end = fact.subject.label if on_subject else fact.object.label
            groups.setdefault((fact.predicate.iri or "", end, on_subject), []).append(fact)
        before: list[str] = []
        for (iri, end, on_subject), members in groups.items():
            name = iri.removeprefix(KG)
            marks = mark_facts(members)
            values = [
                Value(term.label, term.iri, term.type)
                for term in dict.fromkeys(f.object if on_subject else f.subject for f in members)
            ]
            subjects, objects = ([Value(end)], values) if on_subject else (values, [Value(end)])
            changing = self._ontology.properties[name].changes_over_time
            date = _find_day(members, result.plan.as_of) if changing else None
            said = write_facts(subjects, name, objects, self._ontology, date)
            names = [subject.label for subject in subjects]
            if len(names) > 1 and names == before:
                said = f"They{said.removeprefix(write_list(names))}"
            before = names
            yield f"{said} {marks}."

    def _are_of_unknown_order(self, result: Result) -> bool:
        """Tell whether a thing has two values of what changes over time, and of one of them no date is known."""
        told = [s for s in result.sources if self._ontology.properties[s.predicate].changes_over_time]
        one = len({source.subject.iri for source in told}) == 1 and len({source.object.iri for source in told}) > 1
        return one and any(source.since is None for source in told)

    def _say_disputed(self, result: Result, facts: list[Fact]) -> str:
        """Return who says what where sources differ, each side with its citations."""
        marks = {(f.subject.label, f.predicate.iri, f.object.label): f.citations for f in facts}
        sides: dict[tuple[str, str, str], list[Source]] = {}
        for source in result.sources:
            sides.setdefault(source.triple, []).append(source)
        parts: list[str] = []
        for (subject, predicate, end), sources in sides.items():
            said = f"{subject} {self._ontology.properties[predicate].label} {end}"
            cited = write_marks(marks.get((subject, KG + predicate, end), ()))
            who = write_list(list(dict.fromkeys(write_source(source) for source in sources))[:3])
            part = f"{who} says that {said} {cited}".rstrip()
            if sum(len(other) + 2 for other in parts) + len(part) < MAX_ANSWER - 30:
                parts.append(part)
        return f"Sources differ: {'; '.join(parts)}."

    def _without_noun(self, term: Term, reading: Reading) -> Term:
        """Return a topic without the noun that the question asks for it by: "which layer ..." asks for "Upper".

        Of a work or an agent the noun is part of its name.
        """
        kind = term.type or ""
        if kind != reading.answer_class or self._ontology.plays(kind, Role.WORK) or self._ontology.is_a(kind, "Agent"):
            return term
        noun = reading.lowers[reading.answer_noun] if reading.answer_noun is not None else ""
        bare = term.label[: -len(noun) - 1] if noun and term.label.lower().endswith(f" {noun}") else ""
        return term.model_copy(update={"label": bare}) if bare else term

    def _to_term(self, item: Value) -> Term:
        return Term(label=item.label, iri=item.iri, type=item.datatype or self._results.type_of(item))


def _say_headings(result: Result, facts: Sequence[Fact]) -> str:
    """Return the names of headings, those alone that a fact shows where they are many."""
    shown = {end.label for fact in facts for end in (fact.subject, fact.object)}
    names = [item.label for item in result.items if item.label in shown]
    marks = mark_facts(facts)
    rest = f" There are {len(result.items)} in all." if len(names) < len(result.items) else ""
    return f"{write_list(names)} {marks}.{rest}"


def _find_day(facts: Sequence[Fact], asked: str | None) -> str | None:
    """Return the day of which facts are told: the last that documents give, or the day asked about.

    A later document that tells what held on the day asked about tells it of that day.
    """
    last = max((fact.date for fact in facts if fact.date), default=None)
    return asked if asked and (last is None or last > asked) else last


def _find_whole(facts: Sequence[Fact], plan: Plan, items: Sequence[str]) -> Sequence[Fact]:
    """Return the facts to tell: an item that is cited for only some of the plan's conditions is left to the list."""
    needed = {KG + link.property.name for link in plan.links if link.item == "?item"}
    if len(needed) < 2:
        return facts
    met: dict[str, set[str | None]] = {}
    for fact in facts:
        for label in {fact.subject.label, fact.object.label} & set(items):
            met.setdefault(label, set()).add(fact.predicate.iri)
    short = {label for label, found in met.items() if not needed <= found}
    return [fact for fact in facts if not {fact.subject.label, fact.object.label} & short] or facts


def _find_product(reading: Reading, result: Result) -> str:
    """Return the name before every version found, where the question names it: the version alone is asked for."""
    if not set(reading.lowers) & {"version", "versions", "release"}:
        return ""
    names = (f"{m.entity.label} " for m in reading.mentions)
    return next((n for n in names if all(not i.iri and i.label.startswith(n) for i in result.items)), "")


def _without_name(term: Term, product: str) -> Term:
    """Return a version without the product's name before it."""
    return term.model_copy(update={"label": term.label.removeprefix(product)}) if product else term
