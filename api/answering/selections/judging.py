"""Judging: whether what a question says of a selection is so, by the works that are found and what is told of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from api.answering.graph.facts.evidence import EvidenceReader, Source
from api.answering.graph.facts.writing import write_list
from api.answering.model import Answer, Term
from api.answering.question.entities import split_label
from api.answering.question.reading import Reading
from api.answering.selections.asked_selection import AskedSelection
from api.answering.selections.extremes import ExtremeFinder
from api.answering.selections.finding import SelectionFinder
from api.answering.selections.keeps import Keeps
from api.answering.selections.operators import Operator
from api.answering.selections.phrases import PhraseReader
from api.answering.selections.selection import AtLevel, Condition, Happened, find_told, is_hosting
from api.answering.selections.shape import Part
from api.answering.verdicts.verdict_writing import write_verdict
from indexer.search import PassageIndex
from ontology import Ontology


class SelectionJudge:
    """Answer questions about selections with yes or no."""

    def __init__(
        self, finder: SelectionFinder, extremes: ExtremeFinder, phrases: PhraseReader, evidence: EvidenceReader,
        passages: PassageIndex, ontology: Ontology,
    ) -> None:  # fmt: skip
        self._finder = finder
        self._extremes = extremes
        self._phrases = phrases
        self._evidence = evidence
        self._index = passages
        self._ontology = ontology

    def exists(self, question: AskedSelection) -> Answer | None:
        """Tell whether a selection holds any works."""
        result = self._finder.find(question)
        told = result if result is not None else self._finder.find_wider(question)
        if told is None:
            return None
        return self._write(question, told.sources[:3], result is not None, question.selection.to_pattern())

    def has(self, question: AskedSelection) -> Answer | None:
        """Tell whether a thing is one of the works of a selection."""
        thing = question.asked.named
        if thing is None or (question.asked.phrase and len(question.selection.conditions) < 1):
            return None
        names = {*split_label(thing.entity.label)[:2]}
        iris = [known.iri for known in thing.candidates if not names.isdisjoint(split_label(known.label)[:2])]
        pattern = f"{question.selection.to_pattern()}\n  VALUES ?item {{ {' '.join(f'<{iri}>' for iri in iris)} }}"
        result = self._finder.find(question, pattern)
        kept = [each for each in question.selection.conditions if isinstance(each, Keeps)]
        if kept and not any(each.denied for each in kept):
            return self._tell_kept(question, kept, iris, result is not None, pattern)
        compared = self.find_likened(question, iris)
        if compared:
            return self._write(question, compared, result is not None, pattern, dated=True)
        if result is not None:
            return self._write(question, result.sources[:3], True, pattern)
        about = [s for iri in iris for s in self._evidence.said_of(iri) if s.modality == "asserted"]
        asked = [each for each in question.selection.conditions if not is_hosting(each)]
        said = [source for each in asked or question.selection.conditions for source in _find_held(each, about)]
        return self._write(question, said[:3], False, pattern) if said else None

    def find_likened(self, question: AskedSelection, iris: Sequence[str] = ()) -> list[Source]:
        """Return when it happened to the work whose day is compared, and to others (`iris`); nothing where none is."""
        each = next((e for e in question.selection.conditions if isinstance(e, Happened) and e.same is not None), None)
        if each is None or each.same is None:
            return []
        told = self._evidence.of_property(each.event.property.name, [*iris, each.same[0]])
        dated = (s for s in told if s.modality == "asserted" and (s.valid_from or s.object.iri is None))
        return [s for s in dated if each.event.level in {None, s.object.iri}]

    def _tell_kept(
        self, question: AskedSelection, kept: Sequence[Keeps], iris: Sequence[str], holds: bool, pattern: str
    ) -> Answer | None:
        """Tell whether the record of a thing holds something in some fields, and show the record."""
        names = {name for each in kept for name in each.told}
        shown = [s for iri in iris for s in self._evidence.told_of(iri, names)]
        answer = self._write(question, shown[:1], holds, pattern)
        if answer is None:
            return None
        labels = [each.label if holds else f"no {each.label}" for each in kept]
        lead, _, rest = answer.answer.partition(": ")
        of, marks = shown[0].subject.label, rest[rest.rfind("[") :]
        told = f"{lead}: the record of {of} gives {write_list(labels, 'and' if holds else 'or')} {marks}"
        return answer.model_copy(update={"answer": told})

    def all_meet(self, question: AskedSelection) -> Answer | None:
        """Tell whether all works of a selection meet its last condition, as far as they have a home or a level."""
        *first, last = question.selection.conditions
        if not first or not isinstance(last, AtLevel | Happened | Keeps):
            return None
        others = replace(question.selection, conditions=(*first, replace(last, denied=not last.denied)))
        against = self._finder.find(replace(question, selection=others))
        told = against or self._finder.find(question)
        if told is None:
            return None
        answer = self._write(question, told.sources[:4], against is None, others.to_pattern())
        return answer.model_copy(update={"sparql": None}) if answer is not None else None

    def compare(self, question: AskedSelection) -> Answer | None:
        """Tell whether there are more works of one selection than of another, which may leave out what both share.

        Where the two are put to choice ("more A or B") tell of which there are more.
        """
        both = self._phrases.read_two(question.asked.phrase, question.asked.other, question.reading)
        if both is None or both[0] == both[1]:
            return None
        found = [self._finder.find(replace(question, selection=each)) for each in both]
        counts = [len(result.items) if result is not None else 0 for result in found]
        sources = [source for result in found if result is not None for source in result.sources[:2]]
        holds = counts[0] < counts[1] if question.asked.least else counts[0] > counts[1]
        answer = self._write(question, sources, holds, both[0].to_pattern())
        if answer is None:
            return None
        lead, _, rest = answer.answer.partition(": ")
        told, items = f"{lead}: {counts[0]} to {counts[1]}", answer.items
        if question.asked.operator is Operator.MORE_OF:
            names = [_read_words(parts, question.reading) for parts in (question.asked.phrase, question.asked.other)]
            told = " and ".join(f"{count} {name}" for count, name in zip(counts, names, strict=True))
            items = [Term(label=names[not holds].removeprefix("in "))] if counts[0] != counts[1] else []
        return answer.model_copy(update={"sparql": None, "answer": f"{told}; among them {rest}", "items": items})

    def is_best(self, question: AskedSelection) -> Answer | None:
        """Tell whether a thing is the one to which something happened first or last."""
        thing = question.asked.named
        found = self._extremes.find(question)
        if thing is None or found is None:
            return None
        iri = thing.entity.iri
        own = [s for s in self._finder.read_sources(question.selection, [iri], found.event) if s.subject.iri == iri]
        holds = any(item.iri == iri for item in found.result.items)
        asked = f"{found.pattern}\n  VALUES ?item {{ <{iri}> }}"
        return self._write(question, [*own[:1], *([] if holds else found.result.sources[:1])], holds, asked)

    def _write(
        self, question: AskedSelection, sources: Sequence[Source], holds: bool, pattern: str, dated: bool = False
    ) -> Answer | None:
        if not sources:
            return None
        answer = write_verdict(self._index, self._ontology, question.reading, sources, holds, dated=dated)
        return answer.model_copy(update={"sparql": f"ASK {{\n{pattern}\n}}"})


def _read_words(parts: Sequence[Part], reading: Reading) -> str:
    """Return the words of a question that some parts of its shape stand for."""
    return reading.text[reading.words[parts[0].first].start : reading.words[parts[-1].last].end]


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
