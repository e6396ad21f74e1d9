"""Taglines: what a title says of the work that its page is about: "Acme: a fast shell for ships"."""

from __future__ import annotations

import re

from kg.documents import BlockKind, Document, Span
from kg.kinds.kinds import class_of_kind
from kg.language.words import without_article
from kg.layout.facts import LayoutFact
from kg.naming.installed import find_installed_title
from kg.naming.names import to_key
from kg.naming.subjects import find_kind_words
from kg.statements import Entity, Literal
from ontology import Field
from ontology.roles import Role

_TITLE = re.compile(r"(?P<name>[^\s:]+(?: [^\s:]+){0,3}?)(?::\s+|\s+(?:--?|[–—])\s+)(?P<said>\S.*)")
_LEAST_WORDS = 3


def read_tagline(document: Document, subject: Entity | None, field: Field) -> LayoutFact | None:
    """Return what a title tells that its work is, None where it tells of the page ("Acme: release notes").

    What is installed is what its tagline says; of another work it has to name a kind of works.
    """
    match = _TITLE.fullmatch(document.title)
    if match is None or subject is None:
        return None
    known = field.ontology.plays(subject.type, Role.WORK)
    said = without_article(match["said"].strip(" .!"))
    if to_key(match["name"]) != to_key(subject.label) or "?" in said:
        return None
    words = find_kind_words(said).lower().split()
    if words and (words[-1] == "information" or words[-1] in field.lexicon.words["headingWords"]):
        return None  # it tells of the page
    kind = class_of_kind(" ".join(words), field)
    told = kind is not None and field.ontology.plays(kind, Role.WORK)
    installed = find_installed_title(document, field) is not None and len(said.split()) >= _LEAST_WORDS
    if not (known or subject.type == "Thing") or not (told or (known and installed)):
        return None
    span = _find_title(document)
    return LayoutFact(subject, "definedAs", Literal(said), span, "tagline") if span is not None else None


def _find_title(document: Document) -> Span | None:
    """Return where the title stands in the text, None where it is made of a file's name."""
    heads = (b.span for b in document.blocks if b.kind in {BlockKind.TITLE, BlockKind.HEADING})
    return next((span for span in heads if document.title in span.of(document.text)), None)
