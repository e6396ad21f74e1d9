"""Labels as knowledge: what a label tells of the thing that the text around it is about.

A label is the heading above a list ("Requirements", "Who uses Acme?"), the words before a colon ("License: MIT"), the
first of two cells of a row or the term of a list of definitions, where the lexicon gives them to a property, as it
does the heads of columns. It may name the thing itself: "Acme adopters", "This is a list of adopters of Acme."
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import takewhile

from kg.documents import Block, BlockKind, Document, Span
from kg.language.words import is_word
from kg.layout.facts import LayoutFact, quote_together
from kg.layout.item_names import ItemNames
from kg.layout.list_leads import NAME, find_list_labels
from kg.layout.listed import split_listed
from kg.layout.outline import Outline
from kg.layout.values import ValueReader
from kg.naming.labelled import find_labelled
from kg.naming.names import TERM_CLASSES, Names
from kg.statements import Entity
from ontology import Field
from ontology.roles import Role

_MAX_LABEL = 4  # words of a paragraph that is a label
_MAX_BARE = 2  # words of one without a colon
_MAX_LINE = 30  # characters of a paragraph that is a value
_MAX_VALUE = 16  # words of a labelled value
# Inside a sentence a capital shows an ordinary word to be a name.
_SAID_OF = re.compile(rf"[a-z]+ [a-z]+ (?P<name>{NAME})")
_LEFT_OPEN = re.compile(r"\b(?:may|might|can|could|optional(?:ly)?|if|not|no longer)\b")
_ADDRESS = re.compile(r"""["']?(?P<key>[\w -]+?)["']?\s*[:=]\s*["']?(?P<address>https?://[^\s"']+)["']?\s*""")


def read_labels(
    document: Document, outline: Outline, house: Entity | None, names: Names, field: Field
) -> Iterator[LayoutFact]:
    """Yield what the labels of a document state of what it, or the section around them, is about, or of its house."""
    reader = _LabelReader(document, outline, house, names, field)
    heading: int | None = None
    label = ""
    sheets = {number for table in document.tables if reader.is_sheet(table) for number in table}
    told = False  # whether a paragraph stands between the heading and its list
    listed_below = False  # whether the list that a paragraph leads into has begun
    for number, block in enumerate(document.blocks):
        listing = reader.list_label(number, block)
        led = heading is not None and document.blocks[heading].kind is BlockKind.PARAGRAPH
        if led and listed_below and block.kind is BlockKind.PARAGRAPH:
            heading = None
        listed_below = led and (listed_below or block.kind in {BlockKind.LIST_ITEM, BlockKind.TABLE_ROW})
        if block.kind in {BlockKind.HEADING, BlockKind.TITLE} or listing is not None:
            heading, told, label = number, False, listing or block.span.of(document.text)
        elif number in sheets and len(block.cells) == 2:
            yield from reader.read_row(number, block)
        elif block.kind is BlockKind.FRONT_MATTER:
            yield from reader.read_address(number, block)
        elif reader.is_label(number, block):
            heading, told, label = number, False, block.span.of(document.text)
        elif block.kind is BlockKind.TABLE_ROW and heading is not None:
            yield from reader.read_first_cell(number, block, document.blocks[heading], label)
        elif block.kind in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}:
            yield from reader.read_labelled(number, block)
            yield from reader.read_defined(number, block)
            short = block.span.end - block.span.start <= _MAX_LINE
            listed = block.kind is BlockKind.LIST_ITEM and (not told or reader.items.opening_name(block) is not None)
            if heading is not None and (listed or (short and not told)):
                yield from reader.read_item(number, block, document.blocks[heading], label)
            told = told or block.kind is BlockKind.PARAGRAPH
            if block.kind is BlockKind.PARAGRAPH and reader.leaves_open(label, block):
                heading = None


class _LabelReader:
    def __init__(self, document: Document, outline: Outline, house: Entity | None, names: Names, field: Field) -> None:
        self._document = document
        self._house = house
        self._names = names
        self._outline = outline
        self._values = ValueReader(names, field, "label")
        self._field = field
        self.items = ItemNames(document, names, field)
        self._own_lists: dict[tuple[int, str], bool] = {}  # first item and topic -> whether the list names the topic

    def is_label(self, number: int, block: Block) -> bool:
        """Tell whether a paragraph right above a list is nothing but a label, one of few words or with a colon."""
        words = block.span.of(self._document.text).strip(" *_")
        below = self._document.blocks[number + 1] if number + 1 < len(self._document.blocks) else block
        if block.kind is not BlockKind.PARAGRAPH or below.kind is not BlockKind.LIST_ITEM:
            return False
        most = _MAX_LABEL if words.endswith(":") else _MAX_BARE
        return len(words.split()) <= most and self._property_of(words.rstrip(":"), None) is not None

    def leaves_open(self, label: str, block: Block) -> bool:
        """Tell whether a paragraph below "Dependencies" says that what is listed next is not needed."""
        words = block.span.of(self._document.text)
        return _LEFT_OPEN.search(words) is not None and self._property_of(label, None) == "dependsOn"

    def read_labelled(self, number: int, block: Block) -> Iterator[LayoutFact]:
        """Yield what "Label: value" tells, where a block is nothing else."""
        for label, value in find_labelled(block, self._document):
            if len(value.split()) <= _MAX_VALUE and not re.search(r"[.!?]\s", value):
                yield from self._read(number, label, split_listed(value), block.span)

    def read_address(self, number: int, block: Block) -> Iterator[LayoutFact]:
        """Yield what a line of front matter that is a key and an address tells: "homepage: https://..."."""
        found = _ADDRESS.fullmatch(block.span.of(self._document.text))
        if found is not None:
            label = re.sub(r"[_-]", " ", found["key"])
            yield from self._read(number, label, [found["address"]], block.span)

    def read_defined(self, number: int, block: Block) -> Iterator[LayoutFact]:
        """Yield what an item tells of the label that the item right above it is: a definition and its term."""
        above = self._document.blocks[number - 1] if number else block
        if block.kind is above.kind is BlockKind.LIST_ITEM and block.level == above.level + 1:
            label, value = (each.span.of(self._document.text) for each in (above, block))
            yield from self._read(number, label, split_listed(value), Span(above.span.start, block.span.end))

    def read_row(self, number: int, row: Block) -> Iterator[LayoutFact]:
        """Yield what a row of a label and its value tells, in a table of two columns that names no other thing."""
        label, value = (cell.of(self._document.text) for cell in row.cells)
        yield from self._read(number, label, split_listed(value), row.span)

    def is_sheet(self, table: Sequence[int]) -> bool:
        """Tell whether the first cells of the rows of a table are labels, two at least and most of them."""
        blocks, text = self._document.blocks, self._document.text
        rows = [blocks[number] for number in table if blocks[number].cells]
        labels = [self._property_of(row.cells[0].of(text), None) for row in rows]
        told = [label for label in labels if label is not None]
        return len(told) >= 2 and 2 * len(told) >= len(rows)

    def read_item(self, number: int, block: Block, heading: Block, label: str) -> Iterator[LayoutFact]:
        """Yield what a heading tells of its section's topic with the name that an item below it begins with."""
        text = self._document.text
        if block.kind is BlockKind.LIST_ITEM and self._lists_topic(number):
            return
        item = block.span.of(text)
        work = self.items.opens_with_work(block)
        words = self.items.opening_name(block) or (item if work else _without_role(item))
        shown = work or self.items.leads_out(block) or self.items.stands_among_names(number)
        yield from self._read(number, label, [words], quote_together(heading.span, block.span), shown)

    def read_first_cell(self, number: int, row: Block, heading: Block, label: str) -> Iterator[LayoutFact]:
        """Yield what a label tells with the first cell of a row, below a head that says what such cells name."""
        table = next(table for table in self._document.tables if number in table)
        head, text = self._document.blocks[table[0]], self._document.text
        told = self._told_by(label)
        name = told[1] if told is not None else self._property_of(label, self._topic(number))
        if name is None or not head.header or row is head or not row.cells or not head.cells:
            return
        if self._field.ontology.properties[name].changes_over_time:
            return  # the other cells say when
        words = head.cells[0].of(text).lower()
        kind = self._field.lexicon.class_of.get("".join(words.split()[-1:]), "")
        named = any(self._field.ontology.is_a(kind, wanted) for wanted in self._field.ontology.properties[name].range)
        if named or words == "name" or self._values.property_of(f"{words}s") == name:
            quote = quote_together(heading.span, row.span)
            shown = named or self.items.leads_out(row)  # what stands below "Organization" is one
            yield from self._read(number, label, [row.cells[0].of(text)], quote, shown)

    def list_label(self, number: int, block: Block) -> str | None:
        """Return the words of a paragraph that say of whom the list below it is: "a list of adopters of Acme"."""
        if block.kind not in {BlockKind.PARAGRAPH, BlockKind.TITLE}:
            return None
        labels = find_list_labels(block.span.of(self._document.text), self._field.lexicon)
        return next((label for label in labels if self._told_by(label) or self._tells_agents(number, label)), None)

    def _tells_agents(self, number: int, label: str) -> bool:
        """Tell whether a label of one noun says who does something with what the text is about: "adopters"."""
        name = self._property_of(label, None) if " " not in label and self._topic(number) is not None else None
        ranges = self._field.ontology.properties[name].range if name is not None else ()
        return any(self._field.ontology.is_a(wanted, "Agent") for wanted in ranges)

    def _told_by(self, label: str) -> tuple[Entity, str] | None:
        """Return the thing that a label names itself, and the property: "Acme adopters", "Who uses Acme?"."""
        named = {name.entity for words, name in self._names.find_all(label) if words[:1].isupper()}
        if not named and (unknown := _SAID_OF.fullmatch(label)) is not None:
            named = {Entity.called(unknown["name"])}
        if len(named) != 1 or len(label.split()) > _MAX_LABEL + 2:
            return None
        (topic,) = named
        name = self._property_of(re.sub(r"[®™]|\bof\b", " ", label), topic)
        works = topic.type == "Thing" or self._field.ontology.plays(topic.type, Role.WORK)
        ranges = self._field.ontology.properties[name].range if name is not None else ()
        agents = any(self._field.ontology.is_a(wanted, "Agent") for wanted in ranges)
        return (topic, name) if name is not None and works and agents else None

    def _lists_topic(self, number: int) -> bool:
        """Tell whether what the text is about is itself in the list of an item: then the list tells nothing of it."""
        topic, first = self._topic(number), self._first_items[number]
        if topic is None:
            return False
        if (first, topic.label) not in self._own_lists:
            own = re.compile(rf"{re.escape(topic.label)}(?:$|[\s,:;(])")
            listed = takewhile(lambda block: block.kind is BlockKind.LIST_ITEM, self._document.blocks[first:])
            self._own_lists[first, topic.label] = any(own.match(b.span.of(self._document.text)) for b in listed)
        return self._own_lists[first, topic.label]

    @cached_property
    def _first_items(self) -> dict[int, int]:
        """The number of each item of a list -> that of the first item beside it."""
        return {number: items[0] for items in self._document.lists for number in items}

    def _read(
        self, number: int, label: str, parts: list[str], quote: Span, linked: bool = False
    ) -> Iterator[LayoutFact]:
        topic = self._topic(number) or self._house
        name = self._property_of(label, topic) if topic is not None else None
        told = (topic, name) if topic is not None and name is not None else self._told_by(label)
        if told is None:
            return
        topic, name = told
        literal = self._field.ontology.properties[name].literal
        values = [words for part in parts if (words := self.items.read(part, literal, linked)) is not None]
        facts = [list(self._values.read(topic, name, words, quote, linked)) for words in values]
        for words, found in zip(values, facts, strict=True):
            yield from found or self._values.read(topic, name, words, quote, linked, beside=any(facts))

    def _topic(self, number: int) -> Entity | None:
        """Return the thing that the text at a block is about, no term and no level."""
        place = self._outline.places[number]
        labelled = place.opening is not None and place.opening.block == number  # the label itself opens the block
        topic = self._outline.subject if labelled else place.topic or self._outline.subject
        if topic is not None and topic.type == "Thing" and self._heads_values(topic.label):
            topic = self._outline.subject
        return topic if topic is not None and topic.type not in TERM_CLASSES else None

    def _heads_values(self, words: str) -> bool:
        """Tell whether words are those of a label, and no thing: "Preferred Maturity Level", "Initial Committers"."""
        lexicon, parts = self._field.lexicon, words.lower().split()
        told = any(" ".join(parts[start:]) in lexicon.column_heads for start in range(len(parts)))
        return told or (parts[-1].endswith("s") and all(map(is_word, parts)))

    def _property_of(self, label: str, topic: Entity | None) -> str | None:
        """Return the property that a label names; the topic's own name, and a question mark, are no part of it."""
        own = re.escape(topic.label) if topic is not None else "$^"
        if re.search(rf"\b(?:with|on|by|in|from)\s+{own}\W*$", label, re.IGNORECASE):
            return None  # "Made with X" heads what is made with it, and not what X is made with
        bare = re.sub(rf"\b{own}\b|\?|\b(?:does|do|it)\b", " ", label, flags=re.IGNORECASE)
        words = " ".join(bare.split())
        if words.lower() in self._field.lexicon.words["columnOnly"]:
            return None
        return self._values.property_of(words)


def _without_role(words: str) -> str:
    """Return an item of a list without the ordinary words before a colon that say as what a name is in it.

    >>> _without_role("Current lead: Ann Lee"), _without_role("Zorblat: a shell")
    ('Ann Lee', 'Zorblat: a shell')
    """
    role, _, rest = words.partition(": ")
    return rest if rest and all(map(is_word, role.split())) else words
