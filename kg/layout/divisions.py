"""Divisions as knowledge: "the landscape has six layers:" and the like before the list of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.documents import Block, BlockKind, Document
from kg.language.sentences import last_sentence
from kg.language.words import NUMBER_WORDS
from kg.layout.facts import LayoutFact, quote_together
from kg.layout.listed import find_sorting, outer_items
from kg.naming.names import Names
from kg.statements import Entity
from ontology import Field
from ontology.roles import Role

_COUNT = rf"(?:\d+|{'|'.join(NUMBER_WORDS[2:])}|several|following|main|these|different)"
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
    for items in document.lists:
        lead = document.blocks[items[0] - 1] if items[0] else None
        told = _find_whole(lead, document, names, field) if lead is not None else None
        if lead is not None and told is not None:
            yield from _read_parts(lead, outer_items(document, items), *told, document, names, field)


def _find_whole(lead: Block, document: Document, names: Names, field: Field) -> tuple[Entity, str] | None:
    """Return the whole that the block above a list divides, and the class of its parts."""
    text = lead.span.of(document.text).strip()
    if lead.kind is not BlockKind.HEADING and not (lead.kind is BlockKind.PARAGRAPH and text.endswith((":", ".", "?"))):
        return None
    sentence = last_sentence(text.rstrip(" :.?"))
    match = _HAS.search(sentence) or _OF.search(sentence)
    noun = match["noun"].lower() if match is not None else ""
    kind = field.lexicon.class_of.get(noun, "")
    if match is None or not field.ontology.plays(kind, Role.HEADING) or noun in field.lexicon.class_nouns:
        return None  # the singular is one of them
    found = [each.entity for _, each in names.find_all(match["whole"])]
    return (found[-1], kind) if found else None


def _read_parts(
    lead: Block, items: Sequence[Block], whole: Entity, kind: str, document: Document, names: Names, field: Field
) -> Iterator[LayoutFact]:
    """Yield the parts that the items of a list name, where all of them name one."""
    matches = [_TERM.match(item.span.of(document.text).strip()) for item in items]
    terms = [match["term"].strip() for match in matches if match is not None]
    if len(items) < _LEAST or len(terms) < len(items) or any(len(term.split()) > _MOST_WORDS for term in terms):
        return
    for term, item in zip(terms, items, strict=True):
        part = find_sorting(term, kind, names)
        if part is not None and part.iri != whole.iri:
            placing = field.ontology.placing_property(part.type, whole.type)
            yield LayoutFact(part, placing or "partOf", whole, quote_together(lead.span, item.span), "list")
