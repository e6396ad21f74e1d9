"""Signatures as knowledge: where those work who are named below what they said: "— Ann Lee, Engineer @ Acme"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.documents import BlockKind, Document, Span
from kg.layout.facts import LayoutFact
from kg.naming.names import Names
from kg.naming.people import ROLES
from ontology import Ontology

LONGEST_SIGNATURE = 160
_WORD = r"[A-ZÀ-Þ][\w'’.-]+"
PERSON = rf"(?P<name>{_WORD}(?: {_WORD}){{1,3}})"
BODY = r"(?P<body>[A-Z][\w&-]*(?:\.\w+)*(?: [A-Z&][\w&-]*(?:\.\w+)*){0,3})"
_SIGNED = re.compile(
    rf"^(?P<dash>\s*[-–—]+\s*)?{PERSON}, (?P<role>[^@:;.!?]{{3,90}}?)(?:\s(?:@|at)\s?|, ){BODY}\.?\s*$"
)


def has_role(words: str) -> bool:
    """Tell whether words behind a person's name name a role: "lead engineer"."""
    return not ROLES.isdisjoint(re.findall(r"[a-z]+", words.lower()))


def read_signatures(document: Document, names: Names, ontology: Ontology) -> Iterator[LayoutFact]:
    """Yield where people work by the line that signs what they said with their role there."""
    above = None
    for block in document.blocks:
        below_quote, above = above is BlockKind.QUOTE, block.kind
        if block.kind not in {BlockKind.QUOTE, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}:
            continue
        for start, line in _find_lines(document.text, block.span):
            signed = _SIGNED.match(line) if len(line) <= LONGEST_SIGNATURE else None
            if signed is None or not (signed["dash"] or below_quote):
                continue
            if not has_role(signed["role"]) or has_role(signed["body"]):
                continue
            person = names.entity_of(signed["name"], "Person")
            body = names.entity_of(signed["body"], "Organization")
            if person.type == "Thing":
                person = person.of_class("Person")
            if body.type == "Thing":
                body = body.of_class("Organization")
            if person.type == "Person" and ontology.is_a(body.type, "Organization"):
                yield LayoutFact(person, "worksFor", body, Span(start, start + len(line)), "signature")


def _find_lines(text: str, span: Span) -> Iterator[tuple[int, str]]:
    """Yield the lines of a stretch of a text with their places."""
    start = span.start
    for line in span.of(text).split("\n"):
        if line.strip():
            yield start + len(line) - len(line.lstrip()), line.strip()
        start += len(line) + 1
