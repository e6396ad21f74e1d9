"""Answers about selections: the works that all conditions of a question pick out, and what is asked of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from api.answering.graph.asked_events import Event
from api.answering.graph.evidence import EvidenceReader, Source
from api.answering.graph.filters import FilterReader
from api.answering.graph.patterns import Link, to_dated, to_pattern
from api.answering.graph.periods import EVER
from api.answering.graph.queries import PlanKind
from api.answering.graph.results import Result, ResultReader
from api.answering.graph.telling import FactTeller
from api.answering.model import Answer, Term
from api.answering.question.entities import EntityIndex, split_label
from api.answering.question.reading import Reading
from api.answering.question.words import BE, DO, MODALS
from api.answering.selections.asked_selection import OWN_DAY, SHOWN, SURE, AskedSelection
from api.answering.selections.operators import Asked, Operator, find_operators
from api.answering.selections.phrases import PhraseReader
from api.answering.selections.selection import Alike, AtLevel, Condition, Happened, Selection, Took, Under, find_told
from api.answering.selections.shapes import Shaper
from api.answering.selections.tallies import Tallier
from api.answering.verdicts.verdict_writing import write_verdict
from indexer.search import PassageIndex
from kg.store import GraphStore
from ontology import Field
from ontology.names import PROVENANCE_GRAPH

_RECORDS = f"SELECT ?record WHERE {{ GRAPH <{PROVENANCE_GRAPH}> {{ ?record a kg:Record }} }} LIMIT 1"
_VINTAGE = (
    f"SELECT ?older WHERE {{{{ GRAPH <{PROVENANCE_GRAPH}> {{{{ ?older dcterms:isReplacedBy ?newer }}}} "
    '?older dcterms:date ?date FILTER (STR(?date) <= "{day}~") }} LIMIT 1'
)
_OF_ONE = frozenset([Operator.HISTORY, Operator.STANDING, Operator.PLACE])
_OF_ALL = frozenset([Operator.EXTREME, Operator.DAY, Operator.BEST, Operator.CONTENTS, Operator.EACH])
_TALLIED = frozenset([Operator.TALLY, Operator.BOUND, Operator.EACH])
_OF_AGE = re.compile(r"old|new|young|longest-|$")
_LIKENING = re.compile(r"(?i)\b(?:same|share[sd]?|sharing|in the \w+ of)\b")
_AGED = re.compile(r"old|new|young|longest")


@dataclass(frozen=True)
class _Extreme:
    """The works to which something happened first or last, with the pattern that finds them."""

    pattern: str
    event: Event
    result: Result


class SelectionAnswerer:
    """Answer questions that are a selection and an operator, and nothing else.

    Only where records list all there is: of what prose tells no list is whole, but for what is likened to a thing.
    """

    def __init__(
        self, graph: GraphStore, results: ResultReader, teller: FactTeller, passages: PassageIndex,
        evidence: EvidenceReader, entities: EntityIndex, field: Field,
    ) -> None:  # fmt: skip
        self._graph = graph
        self._index = passages
        self._evidence = evidence
        self._results = results
        self._teller = teller
        self._ontology = field.ontology
        self._filters = FilterReader(field)
        self._shaper = Shaper(field, entities)
        self._phrases = PhraseReader(field, self._filters, entities, self._shaper.belonging)
        self._tallies = Tallier(graph, results, teller, evidence, self._phrases, field.ontology)
        self._has_records = bool(list(graph.select(_RECORDS)))

    def answer(self, reading: Reading) -> Answer | None:
        """Return the answer, or None where the question is no selection, or where nothing is selected."""
        if not self._has_records and _LIKENING.search(reading.text) is None:
            return None
        shape = self._shaper.shape(reading)
        verdict = bool(set(reading.lowers[:1]) & (BE | DO | MODALS))
        for asked in find_operators(shape, verdict):
            if asked.operator is Operator.MORE:
                return self._compare(AskedSelection(reading, asked, Selection(())))
            if asked.operator in _OF_ONE:
                found = self._tell_of_one(AskedSelection(reading, asked, Selection(())))
                if found is not None:
                    return found
                continue
            selection = self._select(asked, reading)
            if selection is None or not (self._is_told(asked, selection) and (self._has_records or selection.likened)):
                continue
            found = self._run(AskedSelection(reading, asked, selection))
            if found is not None:
                return found
        return None

    def _select(self, asked: Asked, reading: Reading) -> Selection | None:
        """Return the works that an operator is about."""
        if asked.operator is Operator.CONTENTS:
            return self._phrases.contents(asked.other)
        if asked.operator is Operator.DATED:
            thing = asked.named
            found = self._phrases.read(asked.phrase, reading, thing.entity.type) if thing is not None else None
            return _to_joined(found) if found is not None else None
        found = self._phrases.read(asked.phrase, reading) if asked.phrase else self._phrases.any_work()
        if found is not None and not found.conditions and asked.operator in _TALLIED:
            return self._phrases.any_work()
        return found

    def answer_elsewhere(self, reading: Reading) -> Answer | None:
        """Return the answer that headings give whose names begin with the word for one that holds nothing such."""
        readings = self._phrases.find_other_headings(reading) if self._has_records else ()
        return next((found for meant in readings if (found := self.answer(meant)) is not None), None)

    def _is_told(self, asked: Asked, selection: Selection) -> bool:
        """Tell whether records tell all works of a selection; of where they stood, those of that day or before."""
        days = [each.as_of for each in selection.conditions if isinstance(each, Under) and each.as_of is not None]
        told = bool(selection.conditions) or asked.operator in _OF_ALL or bool(asked.event)
        return told and all(bool(list(self._graph.select(_VINTAGE.format(day=day)))) for day in days)

    def _run(self, question: AskedSelection) -> Answer | None:
        run = {
            Operator.LIST: self._list, Operator.COUNT: self._count, Operator.EXISTS: self._exists,
            Operator.MEMBER: self._member, Operator.ALL: self._all, Operator.EXTREME: self._extreme,
            Operator.CONTENTS: self._list, Operator.BEST: self._is_best, Operator.DATED: self._member,
            Operator.DAY: self._day, Operator.TALLY: self._tallies.tally, Operator.BOUND: self._tallies.tally,
            Operator.EACH: self._tallies.count_each,
        }[question.asked.operator]  # fmt: skip
        return run(question)

    def _tell_of_one(self, question: AskedSelection) -> Answer | None:
        """Answer with the levels or the heading of one thing."""
        return (
            self._tallies.place(question) if question.asked.operator is Operator.PLACE else self._tell_levels(question)
        )

    def _tell_levels(self, question: AskedSelection) -> Answer | None:
        """Answer with the levels that one thing came to, each with its day, or with the one it was at on a day."""
        thing = question.asked.named
        property_ = next(iter(self._ontology.changing), None)
        if thing is None or property_ is None or not self._ontology.may_be(thing.entity.type, property_.domain):
            return None
        iri = thing.entity.iri
        if question.asked.operator is Operator.HISTORY:
            plan = question.to_plan(to_dated("?st", f"<{iri}>", property_, "?item", "?day"), PlanKind.EVENT)
            day = None
        else:
            day = next((part.name for part in question.asked.phrase if part.name), None)
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

    def _list(self, question: AskedSelection) -> Answer | None:
        result = self._find(question, question.selection.to_pattern())
        return self._teller.write(question.reading, result) if result is not None else None

    def _count(self, question: AskedSelection) -> Answer | None:
        result = self._find(question, question.selection.to_pattern())
        if result is not None:
            return self._teller.write_count(question.reading, result)
        wider = self._find_wider(question)
        if wider is None:
            return None
        return self._teller.write_none(question.reading, wider, question.to_plan(question.selection.to_pattern()))

    def _exists(self, question: AskedSelection) -> Answer | None:
        result = self._find(question, question.selection.to_pattern())
        told = result if result is not None else self._find_wider(question)
        if told is None:
            return None
        return self._judge(question, told.sources[:3], result is not None, question.selection.to_pattern())

    def _member(self, question: AskedSelection) -> Answer | None:
        thing = question.asked.named
        if thing is None or (question.asked.phrase and len(question.selection.conditions) < 1):
            return None
        names = {*split_label(thing.entity.label)[:2]}
        iris = [known.iri for known in thing.candidates if not names.isdisjoint(split_label(known.label)[:2])]
        pattern = f"{question.selection.to_pattern()}\n  VALUES ?item {{ {' '.join(f'<{iri}>' for iri in iris)} }}"
        result = self._find(question, pattern)
        if result is not None:
            return self._judge(question, result.sources[:3], True, pattern)
        about = [s for iri in iris for s in self._evidence.said_of(iri) if s.modality == "asserted"]
        said = [source for each in question.selection.conditions for source in _find_held(each, about)]
        return self._judge(question, said[:3], False, pattern) if said else None

    def _all(self, question: AskedSelection) -> Answer | None:
        """Tell whether all works of a selection meet its last condition, as far as they have a home or a level."""
        *first, last = question.selection.conditions
        if not first or not isinstance(last, AtLevel | Happened):
            return None
        others = replace(question.selection, conditions=(*first, replace(last, denied=not last.denied)))
        against = self._find(replace(question, selection=others), others.to_pattern())
        told = against or self._find(question, question.selection.to_pattern())
        if told is None:
            return None
        answer = self._judge(question, told.sources[:4], against is None, others.to_pattern())
        return answer.model_copy(update={"sparql": None}) if answer is not None else None

    def _compare(self, question: AskedSelection) -> Answer | None:
        """Tell whether there are more works of one selection than of another, which may leave out what both share."""
        both = self._phrases.read_two(question.asked.phrase, question.asked.other, question.reading)
        if both is None or both[0] == both[1]:
            return None
        found = [self._find(replace(question, selection=each), each.to_pattern()) for each in both]
        counts = [len(result.items) if result is not None else 0 for result in found]
        sources = [source for result in found if result is not None for source in result.sources[:2]]
        holds = counts[0] < counts[1] if question.asked.least else counts[0] > counts[1]
        answer = self._judge(question, sources, holds, both[0].to_pattern())
        if answer is None:
            return None
        lead, _, rest = answer.answer.partition(": ")
        return answer.model_copy(
            update={"sparql": None, "answer": f"{lead}: {counts[0]} to {counts[1]}; among them {rest}"}
        )

    def _judge(self, question: AskedSelection, sources: Sequence[Source], holds: bool, pattern: str) -> Answer | None:
        if not sources:
            return None
        answer = write_verdict(self._index, self._ontology, question.reading, sources, holds)
        return answer.model_copy(update={"sparql": f"ASK {{\n{pattern}\n}}"})

    def _extreme(self, question: AskedSelection) -> Answer | None:
        found = self._find_extreme(question)
        return self._teller.write(question.reading, found.result) if found is not None else None

    def _day(self, question: AskedSelection) -> Answer | None:
        """Answer "when did the first of some works join" with the day of the one that came first."""
        found = self._find_extreme(question)
        if found is None:
            return None
        name, result = found.event.property.name, found.result
        days = sorted({s.valid_from or s.object.label for s in result.sources if s.predicate == name})
        plan = replace(result.plan, pattern=f"  {{ SELECT DISTINCT (?best AS ?item) WHERE {{\n{found.pattern}\n  }} }}")
        answer = self._teller.write(question.reading, replace(result, plan=plan))
        return answer.model_copy(update={"items": [Term(label=day, type="date") for day in days[:1]]})

    def _is_best(self, question: AskedSelection) -> Answer | None:
        """Tell whether a thing is the one to which something happened first or last."""
        thing = question.asked.named
        found = self._find_extreme(question)
        if thing is None or found is None:
            return None
        iri = thing.entity.iri
        own = [s for s in self._read_sources(question.selection, [iri], found.event) if s.subject.iri == iri]
        holds = any(item.iri == iri for item in found.result.items)
        asked = f"{found.pattern}\n  VALUES ?item {{ <{iri}> }}"
        return self._judge(question, [*own[:1], *([] if holds else found.result.sources[:1])], holds, asked)

    def _find_extreme(self, question: AskedSelection) -> _Extreme | None:
        """Return the works of a selection to which something happened first or last."""
        event = self._find_event(question)
        if event is None:
            return None
        pattern = self._to_extreme(question, event)
        result = self._find(question, pattern, event)
        if result is None:
            return None
        rows = self._graph.select(f"SELECT DISTINCT ?item ?day WHERE {{\n{pattern}\n}}")
        days = {row["item"].value: row["day"].value for row in rows}
        items = sorted(result.items, key=lambda item: days.get(item.iri or "", ""), reverse=question.asked.least)
        return _Extreme(pattern, event, replace(result, items=tuple(items)))

    def _find_event(self, question: AskedSelection) -> Event | None:
        """Return what is to have happened first or last: in words, else the level that it came to, else joining."""
        asked = question.asked
        happened = question.selection.events
        if asked.event:
            return self._phrases.read_event(asked.event)
        if not happened and not _OF_AGE.match(asked.said) and (level := question.selection.level) is not None:
            return level
        return happened[0].event if len(happened) == 1 and not _AGED.match(asked.said) else self._phrases.joining

    def _to_extreme(self, question: AskedSelection, event: Event) -> str:
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

    def _find_wider(self, question: AskedSelection) -> Result | None:
        """Return what a selection that holds nothing would hold with one condition less."""
        for wider in question.selection.to_wider():
            found = self._find(replace(question, selection=wider), wider.to_pattern())
            if found is not None:
                return found
        return None

    def _find(self, question: AskedSelection, pattern: str, event: Event | None = None) -> Result | None:
        """Return what a pattern selects, with the statements that each condition rests on."""
        happens = event is not None or question.selection.has_days
        kind = PlanKind.EVENT if happens else PlanKind.LIST
        plan = question.to_plan(pattern, kind)
        items = self._results.items(plan)
        if not items:
            return None
        iris = [item.iri for item in items[: 2 * SHOWN] if item.iri]
        sources = list(self._read_sources(question.selection, iris, event))
        return Result(plan, tuple(items), tuple(sources), SURE)

    def _read_sources(self, selection: Selection, iris: Sequence[str], event: Event | None) -> Iterator[Source]:
        """Yield the statements that say of some works what an event and the conditions ask."""
        conditions = [*((Happened(event),) if event is not None else ()), *selection.conditions]
        happened = [each for each in conditions if isinstance(each, Happened | Took) and not each.denied]
        seen: set[str] = set()
        for each in happened or conditions:
            asked = [each.like, *iris] if isinstance(each, Alike) else iris
            told = [
                source
                for name in find_told(each)
                for source in self._evidence.of_property(name, asked)
                if source.modality in _to_modalities(each) and each.tells(source) and source.statement not in seen
            ]
            seen.update(source.statement for source in told)
            yield from _newest(told) if isinstance(each, AtLevel) or each.denied else told


def _to_modalities(each: Condition) -> tuple[str, ...]:
    """Return how the statements say it that a condition may rest on: of an older day also what is so no longer."""
    return ("asserted", "former") if isinstance(each, Under) and each.as_of is not None else ("asserted",)


def _to_joined(selection: Selection) -> Selection | None:
    """Return a selection of whatever came somewhere in some time, None for another one: of levels others judge."""
    joined = [e for e in selection.conditions if isinstance(e, Happened) and e.event.level is None and e.period != EVER]
    if not joined or len(joined) != len(selection.conditions):
        return None
    return Selection(tuple(replace(each, home=None) for each in joined))


def _find_held(each: Condition, about: Sequence[Source]) -> list[Source]:
    """Return what is said of a thing in the place of what a condition asks of it: of a level the one it was at."""
    told = [source for source in about if source.predicate in find_told(each)]
    if not isinstance(each, AtLevel):
        return told
    day = each.as_of
    begun = [s for s in told if day is None or s.since is None or s.since[: len(day)] <= day]
    if not begun:  # it was at no level yet: the first one that it came to tells so
        return sorted(told, key=lambda s: s.since or "")
    return sorted(begun, key=lambda s: s.since or "", reverse=True)


def _newest(sources: Sequence[Source]) -> list[Source]:
    """Return the last statement of each thing."""
    last: dict[str | None, Source] = {}
    for source in sorted(sources, key=lambda s: s.since or ""):
        last[source.subject.iri] = source
    return list(last.values())
