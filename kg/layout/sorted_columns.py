"""Sorted columns as knowledge: tables with a column of categories or layers and a column of works under them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.documents import Span
from kg.layout.facts import LayoutFact
from kg.layout.listed import MAX_NAME_WORDS, find_sorting, is_work, looks_named, split_listed
from kg.naming.names import Names
from kg.statements import Entity
from ontology import Field
from ontology.roles import Role


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
        above: list[Entity] = []
        for kind, words in zip(classes, cells, strict=True):
            if kind is None:
                continue
            if self._field.ontology.plays(kind, Role.HEADING):
                heading = find_sorting(words, kind, self._names)
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
        name = self._field.lexicon.class_of.get(words[-1]) if 0 < len(words) < MAX_NAME_WORDS else None
        if name is not None and ontology.plays(name, Role.HEADING):
            return name
        plural = name is not None and words[-1] not in self._field.lexicon.class_nouns
        named = plural or re.search(r"\bnames?$", head.lower()) is not None or len(words) == 1
        return name if name is not None and named and ontology.plays(name, Role.WORK) else None

    def _works(self, words: str) -> Iterator[Entity]:
        for part in split_listed(words):
            known = 0 < len(part.split()) <= MAX_NAME_WORDS and self._names.find(part) is not None
            entity = self._names.entity_of(part, self._field.ontology.class_for(Role.WORK))
            if is_work(entity, self._names) and (known or looks_named(part)):
                yield entity
