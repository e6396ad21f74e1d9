"""Facts of the layout: what a heading, a list, a table or a label states, before it becomes a statement."""

from __future__ import annotations

from dataclasses import dataclass

from kg.documents import Span
from kg.statements import MAX_QUOTE, Entity, Literal, Modality


def quote_together(above: Span, below: Span) -> Span:
    """Return the text from one span to another, the second alone where it stands far below."""
    return Span(above.start, below.end) if below.end - above.start <= MAX_QUOTE else below


@dataclass(frozen=True, slots=True)
class LayoutFact:
    """Two ends, a property, the words that state it, and the step that read it; `since` which day it holds."""

    subject: Entity
    predicate: str
    object: Entity | Literal
    quote: Span
    how: str
    modality: Modality = Modality.ASSERTED
    since: str | None = None
