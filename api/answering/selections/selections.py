"""Answers about selections: the works that all conditions of a question pick out, and what is asked of them."""

from __future__ import annotations

import re
from dataclasses import replace

from api.answering.graph.facts.evidence import EvidenceReader
from api.answering.graph.facts.results import ResultReader
from api.answering.graph.facts.telling import FactTeller
from api.answering.graph.fields.field_index import FieldIndex
from api.answering.graph.plans.periods import EVER
from api.answering.model import MAX_CITATIONS, Answer, Term
from api.answering.question.entities import EntityIndex
from api.answering.question.reading import Reading
from api.answering.question.words.words import BE, DO, MODALS
from api.answering.selections.asked_selection import AskedSelection
from api.answering.selections.extremes import ExtremeFinder
from api.answering.selections.field_conditions import FieldConditions
from api.answering.selections.field_parts import FieldParts
from api.answering.selections.finding import SelectionFinder
from api.answering.selections.happenings import HappeningReader
from api.answering.selections.judging import SelectionJudge
from api.answering.selections.keeps import Keeps
from api.answering.selections.leaving import Leaving
from api.answering.selections.of_one import OF_ONE, OneTeller
from api.answering.selections.operators import Asked, Operator, find_operators
from api.answering.selections.other_headings import OtherHeadings
from api.answering.selections.phrases import PhraseReader
from api.answering.selections.selection import AtLevel, Condition, Happened, Selection, Under, is_hosting
from api.answering.selections.shapes import Shaper
from api.answering.selections.tallies import Tallier
from indexer.search import PassageIndex
from kg.store import GraphStore
from ontology import Field
from ontology.names import PROVENANCE_GRAPH

_RECORDS = f"SELECT ?record WHERE {{ GRAPH <{PROVENANCE_GRAPH}> {{ ?record a kg:Record }} }} LIMIT 1"
_VINTAGE = (
    f"SELECT ?older WHERE {{{{ GRAPH <{PROVENANCE_GRAPH}> {{{{ ?older dcterms:isReplacedBy ?newer }}}} "
    '?older dcterms:date ?date FILTER (STR(?date) <= "{day}~") }} LIMIT 1'
)
_OF_ALL = frozenset([Operator.EXTREME, Operator.DAY, Operator.BEST, Operator.CONTENTS, Operator.EACH, Operator.NONE])
_TALLIED = frozenset([Operator.TALLY, Operator.BOUND, Operator.EACH, Operator.NONE])
_LIKENING = re.compile(r"(?i)\b(?:same|share[sd]?|sharing|in the \w+ of)\b")


class SelectionAnswerer:
    """Answer questions that are a selection and an operator, and nothing else.

    Only where records list all there is: of what prose tells no list is whole, but for what is likened to a thing.
    """

    def __init__(
        self, graph: GraphStore, results: ResultReader, teller: FactTeller, passages: PassageIndex,
        evidence: EvidenceReader, entities: EntityIndex, fields: FieldIndex, field: Field,
    ) -> None:  # fmt: skip
        self._graph = graph
        self._evidence = evidence
        self._results = results
        self._teller = teller
        self._ontology = field.ontology
        self._has_records = bool(list(graph.select(_RECORDS)))
        self.shaper = Shaper(
            field, entities, passages.reads_whole, FieldParts(fields, field.ontology) if self._has_records else None
        )
        happenings = HappeningReader(field)
        conditions = FieldConditions(fields, field.ontology)
        self._phrases = PhraseReader(field, happenings, self.shaper.belonging, conditions)
        self._other_headings = OtherHeadings(entities, field.ontology)
        self._finder = SelectionFinder(results, evidence)
        self._extremes = ExtremeFinder(graph, self._finder, happenings, field.ontology)
        self._judge = SelectionJudge(self._finder, self._extremes, self._phrases, evidence, passages, field.ontology)
        self._tallies = Tallier(graph, results, teller, evidence, happenings, field.ontology)
        self._of_one = OneTeller(results, teller, evidence, happenings, self._tallies, field.ontology)

    def answer(self, reading: Reading) -> Answer | None:
        """Return the answer, or None where the question is no selection, or where nothing is selected."""
        if not self._has_records and _LIKENING.search(reading.text) is None:
            return None
        shape = self.shaper.shape(reading)
        verdict = bool(set(reading.lowers[:1]) & (BE | DO | MODALS))
        for asked in find_operators(shape, verdict):
            if asked.operator in {Operator.MORE, Operator.MORE_OF}:
                return self._judge.compare(AskedSelection(reading, asked, Selection(())))
            if asked.operator in OF_ONE:
                found = self._of_one.tell(AskedSelection(reading, asked, Selection(())))
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

    def selects_nothing(self, reading: Reading) -> bool:
        """Tell whether a question asks for a list that is understood in full, and records hold nothing of it."""
        if not self._has_records:
            return False
        for asked in find_operators(self.shaper.shape(reading), False):
            selection = self._select(asked, reading) if asked.operator is Operator.LIST else None
            if selection is not None and self._is_told(asked, selection):
                question = AskedSelection(reading, asked, selection)
                return self._finder.find(question) is None and self._finder.find_wider(question) is not None
        return False

    def _select(self, asked: Asked, reading: Reading) -> Selection | None:
        """Return the works that an operator is about."""
        if asked.operator is Operator.CONTENTS:
            return self._phrases.contents(asked.other)
        if asked.operator is Operator.DATED:
            thing = asked.named
            found = self._phrases.read(asked.phrase, reading, thing.entity.type) if thing is not None else None
            return _to_judged(found) if found is not None else None
        found = self._phrases.read(asked.phrase, reading) if asked.phrase else self._phrases.any_work()
        if asked.operator is Operator.MEMBER and found is not None and found.is_level:
            return None  # whether a thing is at a level others judge, with what prose tells of it
        if found is not None and not found.conditions and asked.operator in _TALLIED:
            return self._phrases.any_work()
        return found

    def answer_elsewhere(self, reading: Reading) -> Answer | None:
        """Return the answer that headings give whose names begin with the word for one that holds nothing such."""
        readings = self._other_headings.read(reading) if self._has_records else ()
        return next((found for meant in readings if (found := self.answer(meant)) is not None), None)

    def _is_told(self, asked: Asked, selection: Selection) -> bool:
        """Tell whether records tell all works of a selection; of where they stood, those of that day or before."""
        days = [each.as_of for each in selection.conditions if isinstance(each, Under) and each.as_of is not None]
        told = bool(selection.conditions) or asked.operator in _OF_ALL or bool(asked.event)
        return told and all(bool(list(self._graph.select(_VINTAGE.format(day=day)))) for day in days)

    def _run(self, question: AskedSelection) -> Answer | None:
        run = {
            Operator.LIST: self._list, Operator.COUNT: self._count, Operator.EXISTS: self._judge.exists,
            Operator.MEMBER: self._judge.has, Operator.ALL: self._judge.all_meet, Operator.EXTREME: self._extreme,
            Operator.CONTENTS: self._list, Operator.BEST: self._judge.is_best, Operator.DATED: self._judge.has,
            Operator.DAY: self._day, Operator.TALLY: self._tallies.tally, Operator.BOUND: self._tallies.tally,
            Operator.NONE: self._tallies.find_empty,
            Operator.EACH: self._tallies.count_each,
        }[question.asked.operator]  # fmt: skip
        return run(question)

    def _list(self, question: AskedSelection) -> Answer | None:
        result = self._finder.find(question)
        if result is None:
            return None
        if any(isinstance(each, Keeps) for each in question.selection.conditions):
            return self._teller.write_names(question.reading, result)
        likened = self._judge.find_likened(question) if len(result.items) < MAX_CITATIONS else ()
        return self._teller.write(question.reading, replace(result, sources=(*result.sources, *likened)))

    def _count(self, question: AskedSelection) -> Answer | None:
        result = self._finder.find(question)
        if result is not None:
            return self._teller.write_count(question.reading, result)
        wider = self._finder.find_wider(question)
        if wider is None:
            return None
        return self._teller.write_none(question.reading, wider, question.to_plan(question.selection.to_pattern()))

    def _extreme(self, question: AskedSelection) -> Answer | None:
        found = self._extremes.find(question)
        return self._teller.write(question.reading, found.result) if found is not None else None

    def _day(self, question: AskedSelection) -> Answer | None:
        """Answer "when did the first of some works join" with the day of the one that came first."""
        found = self._extremes.find(question)
        if found is None:
            return None
        name, result = found.event.property.name, found.result
        days = sorted({s.valid_from or s.object.label for s in result.sources if s.predicate == name})
        plan = replace(result.plan, pattern=f"  {{ SELECT DISTINCT (?best AS ?item) WHERE {{\n{found.pattern}\n  }} }}")
        answer = self._teller.write(question.reading, replace(result, plan=plan))
        return answer.model_copy(update={"items": [Term(label=day, type="date") for day in days[:1]]})


def _to_judged(selection: Selection) -> Selection | None:
    """Return a selection of whatever came somewhere, or left a level, in some time, or keeps something.

    None for another one: whether a thing is at a level, or stands somewhere, others judge, but not whether it is past
    one or no longer there.
    """
    moved = any(isinstance(each, AtLevel) and each.moved for each in selection.conditions)
    judged = [
        replace(each, home=None) if isinstance(each, Happened) else each
        for each in selection.conditions
        if isinstance(each, Keeps) or _is_judged(each, moved)
    ]
    hosted = [each for each in selection.conditions if is_hosting(each)]
    if not judged or len(judged) + len(hosted) < len(selection.conditions):
        return None
    return Selection((*judged, *hosted))


def _is_judged(each: Condition, moved: bool) -> bool:
    """Tell whether a condition is none that others judge; `moved`: another one says that a level is left or passed."""
    if isinstance(each, AtLevel):
        return each.moved
    if not isinstance(each, Happened) or isinstance(each.event, Leaving):
        return isinstance(each, Happened)
    return moved or each.same is not None or (each.event.level is None and each.period != EVER)
