"""Labels as knowledge: what a label tells of the thing that the text around it is about.

A label is the heading above a list ("Requirements", "Who uses Acme?") or the words before a colon ("License: MIT"),
where the lexicon gives them to a property, as it does the heads of columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.documents import Block, BlockKind, Document, Span
from kg.layout.house import find_house, find_labelled
from kg.layout.outline import Outline
from kg.layout.values import MAX_QUOTE, ValueFact, ValueReader
from kg.naming.names import NameTable
from kg.prose.referents import CONCEPTS
from kg.statements import Entity
from ontology import Field

_MAX_LINE = 30  # characters of a paragraph that is a value
_MAX_VALUE = 16  # words of a labelled value
# What follows the name that an item begins with: a version, brackets, a remark, a purpose.
_REMARK = re.compile(
    r"\s*[,:;(]|\s[–—-]\s|\s(?:or|and|for|to|with|in|on|as|via|is|are|[<>=≥~^]*\s?v?\d[\w.+]*)(?=\s|$)"
)


def read_labels(document: Document, outline: Outline, names: NameTable, field: Field) -> Iterator[ValueFact]:
    """Yield what the labels of a document state of what it, or the section around them, is about."""
    reader = _LabelReader(document, outline, names, field)
    heading: int | None = None
    for number, block in enumerate(document.blocks):
        if block.kind is BlockKind.HEADING:
            heading = number
        elif block.kind in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}:
            yield from reader.read_labelled(number, block)
            short = block.span.end - block.span.start <= _MAX_LINE
            if heading is not None and (block.kind is BlockKind.LIST_ITEM or short):
                yield from reader.read_item(number, block, document.blocks[heading])
            if block.kind is BlockKind.PARAGRAPH:
                heading = None


class _LabelReader:
    def __init__(self, document: Document, outline: Outline, names: NameTable, field: Field) -> None:
        self._document = document
        self._house = find_house(document, names, field)
        self._outline = outline
        self._values = ValueReader(names, field)
        self._field = field

    def read_labelled(self, number: int, block: Block) -> Iterator[ValueFact]:
        """Yield what "Label: value" tells, where a block is nothing else."""
        for label, value in find_labelled(block, self._document):
            if len(value.split()) <= _MAX_VALUE and not re.search(r"[.!?]\s", value):
                yield from self._read(number, label, re.split(r",\s+|\s+(?:and|or)\s+", value), block.span)

    def read_item(self, number: int, block: Block, heading: Block) -> Iterator[ValueFact]:
        """Yield what a heading tells of its section's topic with the name that an item below it begins with."""
        quote = Span(heading.span.start, block.span.end)
        text = self._document.text
        label = heading.span.of(text)
        words = block.span.of(text)
        yield from self._read(number, label, [words], quote if quote.end - quote.start <= MAX_QUOTE else block.span)

    def _read(self, number: int, label: str, parts: list[str], quote: Span) -> Iterator[ValueFact]:
        topic = self._topic(number) or self._house
        name = self._property_of(label, topic) if topic is not None else None
        if topic is None or name is None:
            return
        for part in parts:
            words = re.sub(r"^(?:an?|the)\s+", "", part.strip(" .`*"), flags=re.IGNORECASE)
            if not self._field.ontology.properties[name].literal:
                words = _REMARK.split(words)[0].strip()
            yield from self._values.read(topic, name, words, quote)

    def _topic(self, number: int) -> Entity | None:
        """Return the thing that the text at a block is about, no term and no level."""
        place = self._outline.places[number]
        labelled = place.opening is not None and place.opening.block == number  # the label itself opens the block
        topic = self._outline.subject if labelled else place.topic or self._outline.subject
        return topic if topic is not None and topic.type not in CONCEPTS else None

    def _property_of(self, label: str, topic: Entity | None) -> str | None:
        """Return the property that a label names; the topic's own name, and a question mark, are no part of it."""
        own = re.escape(topic.label) if topic is not None else "$^"
        bare = re.sub(rf"\b{own}\b|\?|\b(?:does|do|it)\b", " ", label, flags=re.IGNORECASE)
        words = " ".join(bare.split()).lower()
        if words in self._field.lexicon.words["columnOnly"]:
            return None
        return self._values.property_of(words)
