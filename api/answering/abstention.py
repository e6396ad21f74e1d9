"""Abstention: the honest no, with its reason, what is near, and what could be asked instead."""

from __future__ import annotations

from api.answering.evidence import Citations, EvidenceReader
from api.answering.model import Answer, Reason
from api.answering.reading import Reading
from api.answering.writing import write_facts
from indexer.search import PassageIndex
from ontology import Field
from ontology.names import ENTITY

NEAR = 0.35


class Abstainer:
    """Say that the documents do not say, and why."""

    def __init__(self, index: PassageIndex, evidence: EvidenceReader, field: Field) -> None:
        self._index = index
        self._evidence = evidence
        self._field = field

    def abstain(self, reading: Reading) -> Answer:
        """Return the abstention for a question that neither facts nor passages answer."""
        citations = Citations(self._index)
        premise = self._correct_premise(reading, citations)
        if premise is not None:
            return premise
        hits = self._index.search(reading.text, 3, [m.entity.iri for m in reading.mentions], reading.as_of_said)
        for hit in hits:
            if hit.score >= NEAR:
                citations.cite_passage(hit.passage, hit.score)
        reason, text = self._explain(reading, bool(len(citations)))
        return Answer(
            question=reading.text, status="unanswerable", reason=reason, answer=text,
            citations=citations.all(), suggestions=self._suggest(reading),
        )  # fmt: skip

    def _correct_premise(self, reading: Reading, citations: Citations) -> Answer | None:
        """Tell the level that the documents do give, where a question takes another for granted."""
        properties = self._field.ontology.properties
        asked = {m.entity.iri for m in reading.mentions} | {
            ENTITY + use.frame.fixed_object for use in reading.frames if use.frame.fixed_object
        }
        for mention in reading.mentions:
            told = [
                source for source in self._evidence.about(mention.entity.iri)
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
                citations=citations.all(), suggestions=self._suggest(reading),
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

    def _suggest(self, reading: Reading) -> list[str]:
        """Return questions about what was named that can be answered."""
        found: list[str] = []
        for mention in reading.mentions[:1]:
            for source in self._evidence.about(mention.entity.iri):
                if source.subject.iri != mention.entity.iri or source.derived or source.modality != "asserted":
                    continue
                label = self._field.ontology.properties[source.predicate].label
                asked = _to_question(source.subject.label, label, source.object.iri is None)
                if asked and asked not in found:
                    found.append(asked)
        return found[:3]


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
