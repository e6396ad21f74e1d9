"""Levels as knowledge: headings that name a level over the works at it, and items that a level in brackets opens.

"Graduated projects" stands above the names of such projects, "[Foundation incubating] Acme: a proxy" opens with the
level.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.documents import Block, BlockKind, Document, Span
from kg.language.sentences import find_sentences
from kg.layout.facts import LayoutFact
from kg.layout.listed import MAX_NAME_WORDS, is_work, name_before_remark
from kg.layout.outline import Outline
from kg.layout.values import ValueReader
from kg.naming.names import Names
from kg.naming.sorting_headings import heading_words
from kg.statements import Entity
from ontology import Field
from ontology.roles import Role

_MARKED = re.compile(r"\[(?P<mark>[^\[\]]{3,40})\]:?\s+(?P<rest>\S.*)", re.DOTALL)
_MAX_QUOTE = 300  # characters from a heading to the name below it that are quoted together


@dataclass(frozen=True, slots=True)
class _Standing:
    """A level, and the host whose level it is where the words name one."""

    level: Entity
    host: Entity | None


def read_levels(document: Document, outline: Outline, names: Names, field: Field) -> Iterator[LayoutFact]:
    """Yield the levels that headings and marks before a name tell of works."""
    reader = _LevelReader(document, names, field)
    listing = {number for table in document.tables if not reader.tells_level(table) for number in table[1:]}
    standing: _Standing | None = None
    above: Block | None = None  # the heading that tells the level
    for number, block in enumerate(document.blocks):
        text = block.span.of(document.text)
        if block.kind is BlockKind.HEADING:
            told = reader.standing(heading_words(block, document))
            if told is not None or above is None or block.level <= above.level:
                standing, above = told, block if told is not None else None
            elif standing is not None:
                yield from reader.state(heading_words(block, document), standing, reader.quote(above, number))
        elif block.kind is BlockKind.LIST_ITEM:
            if (marked := _MARKED.match(text)) is not None:
                own = reader.standing(marked["mark"])
                if own is not None:
                    yield from reader.state(marked["rest"], own, block.span, outline.places[number].category)
            elif standing is not None and above is not None:
                yield from reader.state(text, standing, reader.quote(above, number))
        elif standing is not None and above is not None and number in listing:
            yield from reader.state(block.cells[0].of(document.text), standing, reader.quote(above, number))


class _LevelReader:
    def __init__(self, document: Document, names: Names, field: Field) -> None:
        self._document = document
        self._names = names
        self._field = field
        self._values = ValueReader(names, field, "level")

    def tells_level(self, table: Sequence[int]) -> bool:
        """Tell whether a table has a column of levels, so that the heading above says nothing of its rows."""
        heads = self._document.blocks[table[0]].cells
        changing = (self._values.property_of(head.of(self._document.text)) for head in heads)
        return any(name is not None and self._field.ontology.properties[name].changes_over_time for name in changing)

    def standing(self, words: str) -> _Standing | None:
        """Return the level that words name that say nothing else: "Graduated projects", "Foundation Sandbox"."""
        ontology, nouns = self._field.ontology, self._field.lexicon.class_of
        level, host = None, None
        for word in re.sub(r"[^\w -]", " ", words).split():
            name = self._names.find(word, structural=True)
            if name is not None and ontology.plays(name.entity.type, Role.LEVEL) and level is None:
                level = name.entity
            elif name is not None and ontology.plays(name.entity.type, Role.HOST):
                host = name.entity
            elif not ontology.plays(nouns.get(word.lower(), ""), Role.WORK, Role.LEVEL) and word.lower() != "the":
                return None
        return _Standing(level, host) if level is not None else None

    def state(
        self, words: str, standing: _Standing, quote: Span, category: Entity | None = None
    ) -> Iterator[LayoutFact]:
        """Yield what the level of the thing is that some words begin with, and where it is sorted."""
        ontology = self._field.ontology
        reached = ontology.changing_property(standing.level.type)
        work = self._work(words)
        if work is None or reached is None:
            return
        yield LayoutFact(work, reached, standing.level, quote, "level")
        if standing.host is not None and ontology.hosting is not None:
            yield LayoutFact(work, ontology.hosting, standing.host, quote, "level")
        if category is not None and (placing := ontology.placing_property(work.type, category.type)) is not None:
            yield LayoutFact(work, placing, category, quote, "level")

    def quote(self, above: Block, number: int) -> Span:
        """Return the words from a level's heading to a block; of one far below, the block and what it begins."""
        blocks = self._document.blocks
        block = blocks[number].span
        if block.end - above.span.start <= _MAX_QUOTE:
            return Span(above.span.start, block.end)
        below = blocks[number + 1] if number + 1 < len(blocks) else None
        if blocks[number].kind is not BlockKind.HEADING or below is None or below.kind is not BlockKind.PARAGRAPH:
            return block
        first = next(iter(find_sentences(self._document.text, below.span)), block)
        return Span(block.start, first.end)

    def _work(self, words: str) -> Entity | None:
        named = name_before_remark(words)
        if not 0 < len(named.split()) <= MAX_NAME_WORDS:
            return None
        name = self._names.find(named, singular=False, structural=True)
        if name is None:
            return None
        entity = name.entity
        if entity.type == "Thing":
            return entity.of_class(self._field.ontology.class_for(Role.PROJECT))
        return entity if is_work(entity, self._names) else None
