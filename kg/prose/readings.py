"""Relation: one reading of one sentence, before it becomes a statement with evidence."""

from __future__ import annotations

from dataclasses import dataclass

from kg.statements import Entity, Literal, Modality


@dataclass(frozen=True, slots=True)
class Relation:
    """Two ends, a property, the frame that read it, and how it is said.

    `start`: where the evidence begins if a sentence before this one is needed to understand it.
    """

    subject: Entity
    predicate: str
    object: Entity | Literal
    frame: str
    modality: Modality
    confidence: float
    start: int | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        """The triple."""
        end = self.object.iri if isinstance(self.object, Entity) else self.object.label
        return (self.subject.iri, self.predicate, end)
