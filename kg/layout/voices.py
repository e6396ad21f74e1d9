"""Voices: who speaks in a quotation: in "We run Dyno," says Ann Lee, engineer at Acme, "we" are those of Acme."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.documents import BlockKind, Document, Span
from kg.layout.signatures import BODY, LONGEST_SIGNATURE, PERSON, has_role
from kg.naming.names import Names
from kg.statements import Entity
from ontology import Field

_SPOKEN = frozenset({BlockKind.QUOTE, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})
_QUOTED = re.compile(r"“[^“”]{8,2000}”|\"[^\"]{8,2000}\"")
_SPEAKER = re.compile(
    rf"{PERSON},\s(?P<role>[^@:;!?\n]{{2,90}}?)(?:\s(?:@|at|of|for|with)\s?(?:the\s)?|,\s(?=[^\n,]+$)){BODY}",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Voice:
    """Words that somebody says, and the organization that speaks through them."""

    span: Span
    house: Entity


def find_voices(document: Document, names: Names, field: Field) -> list[Voice]:
    """Return the quotations whose speaker is told with a role at an organization, in order."""
    return [voice for number in range(len(document.blocks)) for voice in _read_block(number, document, names, field)]


def _read_block(number: int, document: Document, names: Names, field: Field) -> Iterator[Voice]:
    block = document.blocks[number]
    if block.kind not in _SPOKEN:
        return
    text = block.span.of(document.text)
    quoted = [Span(block.span.start + m.start(), block.span.start + m.end()) for m in _QUOTED.finditer(text)]
    if not quoted and block.kind is not BlockKind.QUOTE:
        return
    told = _QUOTED.sub(lambda match: " " * len(match[0]), text)
    houses = {house.iri: house for house in _find_houses(told, names, field)}
    if not houses:
        houses = {house.iri: house for house in _find_houses(_signature_below(number, document), names, field)}
    if len(houses) == 1:
        yield from (Voice(span, house) for span in quoted or [block.span] for house in houses.values())


def _signature_below(number: int, document: Document) -> str:
    """Return the line below a quotation that may sign it."""
    below = next(iter(document.blocks[number + 1 : number + 2]), None)
    words = below.span.of(document.text) if below is not None and below.kind in _SPOKEN else ""
    return words if len(words) <= LONGEST_SIGNATURE and not _QUOTED.search(words) else ""


def _find_houses(text: str, names: Names, field: Field) -> Iterator[Entity]:
    """Yield the organizations at which a text says that speakers have a role."""
    for match in _SPEAKER.finditer(text):
        if not has_role(match["role"]) or has_role(match["body"]):
            continue
        known = names.find(match["body"], singular=False)
        if known is None or known.entity.type == "Thing":
            yield (
                Entity.called(match["body"], "Organization") if known is None else known.entity.of_class("Organization")
            )
        elif field.ontology.is_a(known.entity.type, "Organization"):
            yield known.entity


def find_house_speaking(span: Span, voices: list[Voice]) -> Entity | None:
    """Return the organization that speaks a sentence, if one does."""
    return next((voice.house for voice in voices if voice.span.overlaps(span)), None)
