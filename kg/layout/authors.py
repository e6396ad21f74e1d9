"""Authors as knowledge: who wrote a document, and where they work as the line that names them says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.documents import Document, Span
from kg.layout.facts import LayoutFact
from kg.naming.names import Names
from kg.naming.people import find_biographies, find_bylines
from kg.statements import Entity
from ontology import Ontology

_MAX_LINE = 200
# Behind an author's name, which may be a link: "(Acme)", ", Acme", ", Staff Engineer, Acme", ", Head at Acme".
_EMPLOYER = re.compile(
    r"(?:\]\([^()\s]*\))?\s*\((?P<inside>[^()\n]{2,40})\)"
    r"|(?:\]\([^()\s]*\))?,\s+(?:[^,()\n]{2,50}?(?:,\s+|\s+(?:at|of|from|@)\s+))?"
    r"(?P<behind>[A-Z][\w.&-]*(?: [A-Z&][\w.&-]*){0,3})(?=,|;|\.|\s+and\s|\s*$)",
    re.MULTILINE,
)


def read_authors(document: Document, page: Entity, names: Names, ontology: Ontology) -> Iterator[LayoutFact]:
    """Yield the people and teams that front matter, bylines and biographies name, and for whom they work."""
    quotes: dict[str, Span] = {}
    for told in (*find_bylines(document), *find_biographies(document)):
        quotes.setdefault(told.name, told.quote)
    for author in document.authors:
        start = document.text.find(author)
        if start >= 0:
            block = document.block_at(start)
            whole = block.span if block is not None and block.span.end - block.span.start < _MAX_LINE else None
            quotes.setdefault(author, whole or Span(start, start + len(author)))
    for name, quote in quotes.items():
        author_entity = _find_author(name, names, ontology)
        if ontology.is_a(author_entity.type, "Agent"):
            yield LayoutFact(author_entity, "authorOf", page, quote, "metadata")
            employer = _find_employer(name, quote.of(document.text), names, ontology)
            if author_entity.type == "Person" and employer is not None:
                yield LayoutFact(author_entity, "worksFor", employer, quote, "metadata")


def _find_author(name: str, names: Names, ontology: Ontology) -> Entity:
    entity = names.entity_of(name, "Person")
    if entity.type == "Thing":
        return entity.of_class("Person" if len(name.split()) > 1 else "Agent")
    return entity


def _find_employer(name: str, line: str, names: Names, ontology: Ontology) -> Entity | None:
    """Return the known organization that stands behind a name in the line that says who wrote a text."""
    start = line.find(name)
    match = _EMPLOYER.match(line, start + len(name)) if start >= 0 else None
    found = names.find(match["inside"] or match["behind"], singular=False) if match is not None else None
    return found.entity if found is not None and ontology.is_a(found.entity.type, "Organization") else None
