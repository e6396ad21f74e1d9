"""Relation: one reading of one sentence, before it becomes a statement with evidence."""

from __future__ import annotations

from dataclasses import dataclass

from kg.statements import Entity, Literal, Modality


@dataclass(frozen=True, slots=True)
class Relation:
    """Two ends, a property, the frame or the step of the reader that read it, and how it is said.

    `start`: where the evidence begins if a sentence before this one is needed to understand it. `doubt`: why it may be
    misread, in words.
    """

    subject: Entity
    predicate: str
    object: Entity | Literal
    frame: str
    modality: Modality = Modality.ASSERTED
    confidence: float = 0.8
    start: int | None = None
    doubt: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """The triple."""
        return (self.subject.iri, self.predicate, self.object.key)
