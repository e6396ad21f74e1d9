"""Abstention: the honest no, with its reason, what is near, and what could be asked instead."""

from __future__ import annotations

from api.answering.evidence import Citations, EvidenceReader
from api.answering.model import Answer, Reason
from api.answering.reading import Reading
from indexer.search import PassageIndex
from ontology import Field

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
        hits = self._index.search(reading.text, 3, [m.entity.iri for m in reading.mentions], reading.as_of_said)
        for hit in hits:
            if hit.score >= NEAR:
                citations.cite_passage(hit.passage, hit.score)
        reason, text = self._explain(reading, bool(len(citations)))
        return Answer(
            question=reading.text, status="unanswerable", reason=reason, answer=text,
            citations=citations.all(), suggestions=self._suggest(reading),
        )  # fmt: skip

    def _explain(self, reading: Reading, near: bool) -> tuple[Reason, str]:
        if reading.mentions:
            name = reading.mentions[0].entity.label
            return Reason.NO_SUCH_FACT, f"The documents speak of {name}, but do not answer this question about it."
        if near:
            return Reason.UNKNOWN_ENTITY, "The documents do not say; they name nothing that this question asks about."
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
