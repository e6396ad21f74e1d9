"""House: the organization that a document is told by or about: "Company: Acme", "How Acme runs Dyno"."""

from __future__ import annotations

import re

from kg.documents import BlockKind, Document
from kg.naming.labelled import find_labelled
from kg.naming.names import Names
from kg.readers.bylines import ROLE_AT, find_byline_authors
from kg.statements import Entity
from ontology import Field
from ontology.roles import Role

_MAX_NAME_WORDS = 4
_NAME = r"(?P<name>[A-Z0-9][\w.&’'-]*(?: [A-Z0-9][\w.&’'-]*){0,3})"
# Titles of texts in which somebody tells: "Interview with Acme", "How Acme runs Dyno", "Acme case study".
_TELLING_TITLES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:(?:[Aa]n )?[Ii]nterview with|[Qq]&[Aa] with|[Cc]ase [Ss]tudy:|[Uu]ser [Ss]tory:) {_NAME}\W*",
        rf"(?:How|Why) {_NAME} [a-z]\w+ .*",
        rf"{_NAME} (?:[Cc]ase [Ss]tudy|[Uu]ser [Ss]tory|[Cc]ustomer [Ss]tory)\W*",
    )
)
_FROM_START = 6


def find_house(document: Document, names: Names, field: Field) -> Entity | None:
    """Return the organization that a label names, or else the only one that the title does."""
    for block in document.blocks:
        if block.kind in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}:
            for label, value in find_labelled(block, document):
                named = 0 < len(value.split()) <= _MAX_NAME_WORDS and value[:1].isupper()
                if named and _names_house(label, field):
                    known = names.find(value)
                    kind = field.lexicon.class_nouns[label.lower()]
                    return known.entity if known and known.entity.type != "Thing" else Entity.called(value, kind)
    return _find_in_title(document.title, names, field) or _find_in_bylines(document, names, field)


def find_labelled_blocks(document: Document, field: Field) -> frozenset[int]:
    """Return the numbers of the paragraphs of labels and values, the house among them, and no sentences."""
    paragraphs = ((n, b) for n, b in enumerate(document.blocks) if b.kind is BlockKind.PARAGRAPH)
    found = ((n, [label for label, _ in find_labelled(block, document)]) for n, block in paragraphs)
    return frozenset(n for n, labels in found if len(labels) > 1 and any(_names_house(each, field) for each in labels))


def _names_house(label: str, field: Field) -> bool:
    return field.ontology.is_a(field.lexicon.class_nouns.get(label.lower(), ""), "Organization")


def _find_in_title(title: str, names: Names, field: Field) -> Entity | None:
    kinds = {name.entity: name.entity.type for _, name in names.find_all(title)}
    found = [e for e, kind in kinds.items() if field.ontology.is_a(kind, "Organization") and not _is_host(kind, field)]
    return found[0] if len(found) == 1 else _find_teller(title, names, field)


def _find_teller(title: str, names: Names, field: Field) -> Entity | None:
    """Return who tells, by the form of the title, where that is no work or host."""
    match = next((m for pattern in _TELLING_TITLES if (m := pattern.fullmatch(title.strip()))), None)
    name = names.find(match["name"].strip()) if match is not None else None
    return _with_kind(name.entity) if name is not None and name.entity.type == "Thing" else None


def _find_in_bylines(document: Document, names: Names, field: Field) -> Entity | None:
    """Return where the author of a text works, as its byline tells it: "by Ann Lee, Engineer at Acme"."""
    for block in document.blocks[:_FROM_START]:
        line = block.span.of(document.text)
        role = ROLE_AT.search(line) if block.kind is BlockKind.PARAGRAPH and find_byline_authors(line) else None
        name = names.find(role["place"].strip()) if role is not None else None
        if name is not None and field.ontology.may_be(name.entity.type, ("Organization",)):
            return _with_kind(name.entity)
    return None


def _with_kind(entity: Entity) -> Entity:
    """Return an entity of no known class as the organization that a byline shows it to be."""
    return entity.of_class("Organization") if entity.type == "Thing" else entity


def _is_host(kind: str, field: Field) -> bool:
    return field.ontology.plays(kind, Role.HOST)
