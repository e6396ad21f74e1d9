"""Traits: what a lead-in sentence says a thing has, told below it one by one ("Ordered: messages stay in order")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.documents import Block, BlockKind, Document, Span
from kg.language.sentences import last_sentence
from kg.layout.facts import LayoutFact
from kg.naming.names import Names, to_singular_key
from kg.statements import MAX_QUOTE, Entity
from ontology import Field

# "Term: what it is": the words before the colon are no sentence.
_TERM_OPENS = re.compile(r"(?P<term>[A-Z][\w/-]*(?: [\w/&-]+){0,4}):\s+\S")
_HAVING = r"has|have|shares?|consists?\s+of|(?:is|are)\s+(?:made\s+(?:up\s+)?of|built\s+on)|comprises?"
_HAS_FOLLOWING = re.compile(
    r"(?:^|,\s+)(?:an?\s+|the\s+|all\s+)?(?P<whole>[A-Za-z][\w -]{2,40}?)\s+"
    rf"(?:is(?=:$)|(?:{_HAVING})\s+(?:the\s+following|these)(?:\s+\w+)??\s+(?P<noun>\w+)):$",
    re.IGNORECASE,
)


def read_traits(document: Document, names: Names, field: Field) -> Iterator[LayoutFact]:
    """Yield the terms below "An X has the following properties:", or "An X is:", as what an X is made of."""
    for lead, terms in _find_traits(document):
        whole = _find_whole(lead.span.of(document.text), names, field)
        for block, words in terms:
            if whole is not None:
                part = names.entity_of(words, "Concept", structural=True)
                quote = Span(lead.span.start, block.span.start + len(words) + 1)
                if quote.end - quote.start > MAX_QUOTE:
                    quote = block.span
                yield LayoutFact(part, "partOf", whole, quote, "list")


def _find_traits(document: Document) -> Iterator[tuple[Block, list[tuple[Block, str]]]]:
    """Yield a paragraph that ends in a colon with the blocks below it that begin "Term: ...", and the terms."""
    blocks = [block for block in document.blocks if block.kind is not BlockKind.FURNITURE]
    for number, lead in enumerate(blocks):
        if lead.kind is not BlockKind.PARAGRAPH or not lead.span.of(document.text).rstrip().endswith(":"):
            continue
        found: list[tuple[Block, str]] = []
        for block in blocks[number + 1 :]:
            match = _TERM_OPENS.match(document.text, block.span.start, block.span.end)
            if match is None or block.kind not in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}:
                break
            found.append((block, match["term"]))
        if len(found) > 1:
            yield lead, found


def _find_whole(lead: str, names: Names, field: Field) -> Entity | None:
    """Return what a lead-in sentence tells the traits of, or None where it tells of no such thing."""
    match = _HAS_FOLLOWING.search(last_sentence(lead))
    telling = field.lexicon.words["sorting"] | field.lexicon.words["trait"]
    if match is None or (match["noun"] and to_singular_key(match["noun"].lower()) not in telling):
        return None
    *before, last = match["whole"].split()
    if not match["noun"] and re.search(r"\b(?:at|by|for|from|in|of|on|to|with)\b", match["whole"]):
        return None  # "The paths for logs are:" tells which they are
    nouns = {*telling, "feature", "step", "option", "example", "requirement"}
    if not match["noun"] and to_singular_key(last.lower()) in nouns:
        return None  # "The key features are:" tells of what has them, and does not name it
    return names.entity_of(" ".join((*before, to_singular_key(last))), "Concept", structural=True)
