"""Sorted columns as knowledge: tables with a column of categories or layers and a column of works under them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.documents import Span
from kg.layout.facts import LayoutFact
from kg.layout.values import BRACKETS, looks_named
from kg.naming.names import TERM_CLASSES, Names
from kg.statements import Entity
from ontology import Field
from ontology.names import to_entity_iri
from ontology.roles import Role

_HEADING_CELL = re.compile(r"[A-Z][\w&/-]*(?: [\w&/-]+){0,4}")
_MORE = re.compile(r",?\s*(?:(?:and|or)\s+(?:more|others)|etc\.?|\.\.\.|…)\s*$", re.IGNORECASE)
_MAX_WORDS = 4


class SortedColumns:
    """Read the rows of tables whose heads name headings ("Layer", "Category") and works ("Projects", "Tools")."""

    def __init__(self, names: Names, field: Field) -> None:
        self._names = names
        self._field = field

    def classes_of(self, heads: Sequence[str]) -> list[str | None]:
        """Return the class of what stands below each head, None where it is no class of headings or works."""
        return [self._class_of(head) for head in heads]

    def read(self, classes: Sequence[str | None], cells: Sequence[str], quote: Span) -> Iterator[LayoutFact]:
        """Yield what a row sorts: a heading under one on its left, and works under the nearest heading."""
        ontology = self._field.ontology
        above: list[Entity] = []
        for kind, words in zip(classes, cells, strict=True):
            if kind is None:
                continue
            if ontology.plays(kind, Role.HEADING):
                heading = self._heading(words, kind)
                if heading is not None:
                    yield from self._place(heading, above, quote)
                    above.append(heading)
            elif above:
                for work in self._works(words):
                    yield from self._place(work, above, quote)

    def _place(self, entity: Entity, above: Sequence[Entity], quote: Span) -> Iterator[LayoutFact]:
        for heading in reversed(above):
            placing = self._field.ontology.placing_property(entity.type, heading.type)
            if placing is not None and heading.iri != entity.iri:
                yield LayoutFact(entity, placing, heading, quote, "column")
                return

    def _class_of(self, head: str) -> str | None:
        ontology = self._field.ontology
        words = re.sub(r"\s*\d+$|\s+names?$", "", head.lower()).split()
        name = self._field.lexicon.class_of.get(words[-1]) if 0 < len(words) <= _MAX_WORDS - 1 else None
        if name is not None and ontology.plays(name, Role.HEADING):
            return name
        plural = name is not None and words[-1] not in self._field.lexicon.class_nouns
        named = plural or re.search(r"\bnames?$", head.lower()) is not None or len(words) == 1
        return name if name is not None and named and ontology.plays(name, Role.WORK) else None

    def _heading(self, words: str, kind: str) -> Entity | None:
        name = self._names.find(words, structural=True)
        if name is not None and name.entity.type == kind:
            return name.entity
        if name is not None and name.entity.type not in TERM_CLASSES | {"Thing"}:
            return None
        return Entity(to_entity_iri(words), words, kind) if _HEADING_CELL.fullmatch(words) else None

    def _works(self, words: str) -> Iterator[Entity]:
        ontology = self._field.ontology
        for part in re.split(r"\s*[,;]\s*|\s+and\s+", _MORE.sub("", BRACKETS.sub("", words)).strip()):
            name = self._names.find(part) if 0 < len(part.split()) <= _MAX_WORDS else None
            if name is not None:
                kind = name.entity.type
                if kind == "Thing" or ontology.plays(kind, Role.WORK, Role.STANDARD):
                    yield name.entity
            elif looks_named(part):
                yield Entity(to_entity_iri(part), part, ontology.class_for(Role.WORK))
