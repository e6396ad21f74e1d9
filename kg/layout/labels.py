"""Labels as knowledge: what a label tells of the thing that the text around it is about.

A label is the heading above a list ("Requirements", "Who uses Acme?") or the words before a colon ("License: MIT"),
where the lexicon gives them to a property, as it does the heads of columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.documents import Block, BlockKind, Document, Span
from kg.layout.outline import Outline
from kg.layout.values import MAX_QUOTE, ValueFact, ValueReader
from kg.naming.names import NameTable
from kg.prose.referents import CONCEPTS
from kg.statements import Entity
from ontology import Field

_LABELLED = re.compile(r"(?P<label>[A-Z][\w-]*(?: [\w-]+){0,3}):\s+(?P<value>\S.*)", re.DOTALL)
_MAX_LINE = 30  # characters of a paragraph that is a value
_MAX_VALUE = 16  # words of a labelled value
# What follows the name that an item begins with: a version, brackets, a remark, a purpose.
_REMARK = re.compile(
    r"\s*[,:;(]|\s[–—-]\s|\s(?:or|and|for|to|with|in|on|as|via|is|are|[<>=≥~^]*\s?v?\d[\w.+]*)(?=\s|$)"
)


def read_labels(document: Document, outline: Outline, names: NameTable, field: Field) -> Iterator[ValueFact]:
    """Yield what the labels of a document state of what it, or the section around them, is about."""
    reader = _LabelReader(document, outline, ValueReader(names, field), field)
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
    def __init__(self, document: Document, outline: Outline, values: ValueReader, field: Field) -> None:
        self._document = document
        self._outline = outline
        self._values = values
        self._field = field

    def read_labelled(self, number: int, block: Block) -> Iterator[ValueFact]:
        """Yield what "Label: value" tells, where a block is nothing else."""
        match = _LABELLED.fullmatch(block.span.of(self._document.text))
        if match is None or len(match["value"].split()) > _MAX_VALUE or re.search(r"[.!?]\s", match["value"]):
            return
        yield from self._read(number, match["label"], re.split(r",\s+|\s+(?:and|or)\s+", match["value"]), block.span)

    def read_item(self, number: int, block: Block, heading: Block) -> Iterator[ValueFact]:
        """Yield what a heading tells of its section's topic with the name that an item below it begins with."""
        quote = Span(heading.span.start, block.span.end)
        text = self._document.text
        label = heading.span.of(text)
        words = block.span.of(text)
        yield from self._read(number, label, [words], quote if quote.end - quote.start <= MAX_QUOTE else block.span)

    def _read(self, number: int, label: str, parts: list[str], quote: Span) -> Iterator[ValueFact]:
        topic = self._topic(number)
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
        topic = self._outline.places[number].topic or self._outline.subject
        return topic if topic is not None and topic.type not in CONCEPTS else None

    def _property_of(self, label: str, topic: Entity | None) -> str | None:
        """Return the property that a label names; the topic's own name, and a question mark, are no part of it."""
        own = re.escape(topic.label) if topic is not None else "$^"
        bare = re.sub(rf"\b{own}\b|\?|\b(?:does|do|it)\b", " ", label, flags=re.IGNORECASE)
        words = " ".join(bare.split()).lower()
        if words in self._field.lexicon.words["columnOnly"]:
            return None
        return self._values.property_of(words)
