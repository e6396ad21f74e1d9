"""Divisions as knowledge: "the landscape has six layers:" and the like before the list of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.documents import Block, BlockKind, Document, Span
from kg.layout.facts import MAX_QUOTE, LayoutFact
from kg.naming.names import TERM_CLASSES, Names
from kg.statements import Entity
from ontology import Field
from ontology.names import to_entity_iri
from ontology.roles import Role

_COUNT = r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|following|main|these|different)"
# "the six layers of X", "X has six layers", "X is divided into the following categories".
_OF = re.compile(rf"\b{_COUNT}\s+(?:[\w-]+\s+){{0,2}}?(?P<noun>[a-z]+)\s+(?:of|in)\s+(?P<whole>.+)$", re.IGNORECASE)
_HAS = re.compile(
    r"^(?P<whole>.+?)\s+(?:has|have|includes?|comprises?|consists?\s+of|contains?"
    r"|(?:is|are|can be)\s+(?:\w+\s+)?(?:divided|split|broken\s+down|organi[sz]ed|grouped|arranged|structured)"
    r"\s+(?:in)?to)"
    rf"\s+(?:the\s+)?(?:{_COUNT}\s+)+(?:[\w-]+\s+){{0,2}}?(?P<noun>[a-z]+)\b",
    re.IGNORECASE,
)
_TERM = re.compile(r"(?P<term>[A-Z][\w&/ -]{1,60}?)(?:\s*[:(]|\s*[–—]\s*|\s+-\s|\s*$)")
_LEAST = 2
_MOST_WORDS = 6


def read_divisions(document: Document, names: Names, field: Field) -> Iterator[LayoutFact]:
    """Yield what a list below such words names as parts of the whole, in the class of the noun."""
    reader = _DivisionReader(document, names, field)
    blocks = document.blocks
    for number, block in enumerate(blocks):
        text = block.span.of(document.text).strip()
        if block.kind is BlockKind.HEADING or (block.kind is BlockKind.PARAGRAPH and text.endswith((":", ".", "?"))):
            told = reader.whole(re.split(r"(?<=[.!?])\s+", text.rstrip(" :.?"))[-1])
            if told is not None:
                yield from reader.read(number, *told)


class _DivisionReader:
    def __init__(self, document: Document, names: Names, field: Field) -> None:
        self._document = document
        self._names = names
        self._field = field

    def whole(self, sentence: str) -> tuple[Entity, str] | None:
        """Return the whole that a sentence divides, and the class of its parts."""
        match = _HAS.search(sentence) or _OF.search(sentence)
        name = self._field.lexicon.class_of.get(match["noun"].lower()) if match is not None else None
        if match is None or name is None or not self._field.ontology.plays(name, Role.HEADING):
            return None
        if match["noun"].lower() in self._field.lexicon.class_nouns:
            return None  # one of them
        found = [each.entity for _, each in self._names.find_all(match["whole"])]
        return (found[-1], name) if found else None

    def read(self, number: int, whole: Entity, kind: str) -> Iterator[LayoutFact]:
        """Yield the parts named below a block."""
        lead = self._document.blocks[number]
        items = self._items(number)
        terms = [match["term"].strip() if (match := _TERM.match(words)) else None for words, _ in items]
        if len(items) < _LEAST or any(term is None or len(term.split()) > _MOST_WORDS for term in terms):
            return
        for term, (_, span) in zip(terms, items, strict=True):
            part = self._part(term or "", kind)
            if part is None or part.iri == whole.iri:
                continue
            together = Span(lead.span.start, span.end)
            placing = self._field.ontology.placing_property(part.type, whole.type)
            quote = together if together.end - together.start <= MAX_QUOTE else span
            yield LayoutFact(part, placing or "partOf", whole, quote, "list")

    def _items(self, number: int) -> list[tuple[str, Span]]:
        """Return the outer items of the list right below a block."""
        blocks, text = self._document.blocks, self._document.text
        if number + 1 < len(blocks) and blocks[number + 1].kind is BlockKind.LIST_ITEM:
            return [(b.span.of(text).strip(), b.span) for b in _outer_items(blocks[number + 1 :])]
        return []

    def _part(self, term: str, kind: str) -> Entity | None:
        name = self._names.find(term, structural=True)
        if name is not None and name.entity.type not in TERM_CLASSES | {"Thing"}:
            return None
        if name is not None and self._field.ontology.plays(name.entity.type, Role.HEADING):
            return name.entity
        label, iri = (name.entity.label, name.entity.iri) if name is not None else (term, to_entity_iri(term))
        return Entity(iri, label, kind)


def _outer_items(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the items of the list that blocks begin with, without those inside others."""
    for block in blocks:
        if block.kind is not BlockKind.LIST_ITEM:
            return
        if block.level <= blocks[0].level:
            yield block
