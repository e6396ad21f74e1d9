"""Abstention: the honest no, with its reason, what is near, and what could be asked instead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from api.answering.entities import Known
from api.answering.evidence import Citations, EvidenceReader, Source
from api.answering.model import Answer, Reason, Term
from api.answering.reading import Reading
from api.answering.writing import write_facts
from indexer.search import PassageIndex
from ontology import Field
from ontology.names import ENTITY

NEAR = 0.35
MANY = 300
MOST_MENTIONS = 3
SUGGESTED = 2
TRIED = 3
RELATED = 4


class Abstainer:
    """Say that the documents do not say, and why."""

    def __init__(
        self, index: PassageIndex, evidence: EvidenceReader, field: Field, is_answered: Callable[[str], bool]
    ) -> None:
        """`is_answered` tells whether a question has an answer: none is offered that has not."""
        self._index = index
        self._evidence = evidence
        self._field = field
        self._is_answered = is_answered

    def abstain(self, reading: Reading) -> Answer:
        """Return the abstention for a question that neither facts nor passages answer."""
        citations = Citations(self._index)
        told = {m.entity.iri: self._tell(m.entity) for m in reading.mentions[:MOST_MENTIONS]}
        premise = self._correct_premise(reading, citations, told)
        if premise is not None:
            return premise
        hits = self._index.search(reading.text, 3, [m.entity.iri for m in reading.mentions], reading.as_of_said)
        for hit in hits:
            if hit.score >= NEAR:
                citations.cite_passage(hit.passage, hit.score)
        reason, text = self._explain(reading, bool(len(citations)))
        return Answer(
            question=reading.text, status="unanswerable", reason=reason, answer=text,
            citations=citations.all(), suggestions=self._suggest(told), related=_find_related(told),
        )  # fmt: skip

    def _tell(self, known: Known) -> list[Source]:
        """Return what is told of an entity; of one that stands everywhere only what is said of it itself."""
        return self._evidence.said_of(known.iri) if known.degree > MANY else self._evidence.about(known.iri)

    def _correct_premise(
        self, reading: Reading, citations: Citations, told_of: Mapping[str, Sequence[Source]]
    ) -> Answer | None:
        """Tell the level that the documents do give, where a question takes another for granted."""
        properties = self._field.ontology.properties
        asked = {m.entity.iri for m in reading.mentions} | {
            ENTITY + use.frame.fixed_object for use in reading.frames if use.frame.fixed_object
        }
        for mention in reading.mentions[:MOST_MENTIONS]:
            told = [
                source for source in told_of[mention.entity.iri]
                if properties[source.predicate].changes_over_time and source.subject.iri == mention.entity.iri
                and source.modality == "asserted"
            ]  # fmt: skip
            values = {value.iri for source in told for value in [source.object]}
            classes = {name for source in told for name in properties[source.predicate].range}
            wanted = {n.iri for n in self._field.gazetteer if n.type in classes} & asked
            if not wanted or wanted & values:
                continue
            latest = max(told, key=lambda source: (source.since or "", source.confidence))
            mark = citations.cite(latest, latest.confidence)
            said = write_facts([latest.subject], latest.predicate, [latest.object], self._field.ontology, latest.since)
            return Answer(
                question=reading.text, status="unanswerable", reason=Reason.FALSE_PREMISE,
                answer=f"The documents do not say so. What they say is that {said} [{mark}].",
                citations=citations.all(), suggestions=self._suggest(told_of), related=_find_related(told_of),
            )  # fmt: skip
        return None

    def _explain(self, reading: Reading, near: bool) -> tuple[Reason, str]:
        if reading.mentions:
            name = reading.mentions[0].entity.label
            return (
                Reason.NO_SUCH_FACT,
                f"The documents speak of {name}, but do not answer this question about it.",
            )
        if near:
            return (
                Reason.UNKNOWN_ENTITY,
                "The documents do not say; they name nothing that this question asks about.",
            )
        return Reason.OUT_OF_SCOPE, "The documents do not say: the question lies outside what they are about."

    def _suggest(self, told: Mapping[str, Sequence[Source]]) -> list[str]:
        """Return questions about what was named that have an answer."""
        found: list[str] = []
        tried: set[str] = set()
        for question in self._find_questions(told):
            if len(found) == SUGGESTED or len(tried) == TRIED:
                break
            if question not in tried:
                tried.add(question)
                found += [question] if self._is_answered(question) else []
        return found

    def _find_questions(self, told: Mapping[str, Sequence[Source]]) -> Iterator[str]:
        """Yield a question for each relation told of what was named."""
        for iri, sources in told.items():
            for source in sources:
                if source.subject.iri == iri and not source.derived and source.modality == "asserted":
                    label = self._field.ontology.properties[source.predicate].label
                    asked = _to_question(source.subject.label, label, source.object.iri is None)
                    if asked is not None:
                        yield asked


def _find_related(told: Mapping[str, Sequence[Source]]) -> list[Term]:
    """Return the entities most often told of together with what was named."""
    near: Counter[tuple[str, str]] = Counter()
    for iri, sources in told.items():
        for source in sources:
            for end in (source.subject, source.object):
                if end.iri is not None and end.iri != iri and end.iri not in told:
                    near[end.label, end.iri] += 1
    best = sorted(near, key=lambda end: (-near[end], end))[:RELATED]
    return [Term(label=label, iri=iri) for label, iri in best]


def _to_question(subject: str, label: str, literal: bool) -> str | None:
    """Return a question from a property's label: "is written in" -> "What is X written in?"."""
    first, _, rest = label.partition(" ")
    if literal:
        return f"What is {subject}?"
    if first in {"is", "was", "has"} and rest:
        if first == "has":
            return f"What {rest.removeprefix('the ')} does {subject} have?"
        return f"What {first} {subject} {rest}?"
    if first.endswith("s"):
        return f"What does {subject} {first[:-1]} {rest}".strip() + "?"
    return None
