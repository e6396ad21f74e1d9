"""Lists and tables as knowledge: items under a head or a lead-in sentence that says what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.documents import Block, BlockKind, Document, Span
from kg.language.sentences import last_sentence
from kg.language.words import is_word, without_article
from kg.layout.facts import LayoutFact
from kg.layout.listed import looks_named, name_before_remark
from kg.layout.outline import Outline
from kg.naming.names import Names
from kg.statements import MAX_QUOTE, Entity
from ontology import Field
from ontology.roles import Role

MAX_ITEM_WORDS = 8
_BUZZWORD = "hasBuzzword"  # what a list may tell of the heading itself
_PREPOSITION = re.compile(r"\b(?:of|from|by|for|with|in|on|at|to|is|are|was|were|has|have|can)\b|[.!?]\s")
# How many words a name has where an item lists several: an item of a list is most often one thing.
_MOST_WORDS = {BlockKind.LIST_ITEM: 2, BlockKind.TABLE_ROW: 4, BlockKind.PARAGRAPH: 4}


class ListReader:
    """Read the lists and tables of one document."""

    def __init__(self, document: Document, outline: Outline, names: Names, field: Field) -> None:
        self.document = document
        self.outline = outline
        self.names = names
        self.field = field
        ontology = field.ontology
        self._sorting = ontology.placing_property(ontology.class_for(Role.WORK), ontology.heading_for(Role.WORK) or "")

    def read(self) -> Iterator[LayoutFact]:
        """Yield what lists and tables state."""
        for items in self.document.lists:
            if items[0]:
                yield from self._read_list(items[0] - 1, items)
        yield from self._read_tables()
        yield from self._read_lines()

    def _read_list(self, lead: int, items: Sequence[int]) -> Iterator[LayoutFact]:
        block = self.document.blocks[lead]
        text = block.span.of(self.document.text)
        heads = [c.of(self.document.text) for c in block.cells]
        if block.kind is BlockKind.HEADING and not heads:
            heads = _split_heads(text)
        if len(heads) > 1:
            yield from self._two_columns(heads, items)
        elif heads:
            relation = self._relation_of(heads[0])
            if relation is not None and self.outline.places[items[0]].category is not None:
                for item in items:
                    yield from self._read_item(item, self.document.blocks[item].span, relation, None)
        elif block.kind is BlockKind.PARAGRAPH:
            yield from self._under_sentence(text, items)

    def _under_sentence(self, text: str, items: Sequence[int]) -> Iterator[LayoutFact]:
        """Read items under a sentence: of a layer its categories, under an item its parts."""
        layer = self._find_layer(text)
        quote = self._whole(items)
        if layer is not None:
            for item in items:
                named = self._item_name(self.document.blocks[item].span)
                if named is None or not self.field.ontology.holds(named.type, Role.WORK):
                    continue
                placing = self.field.ontology.placing_property(named.type, layer.type)
                if placing is not None:
                    yield LayoutFact(named, placing, layer, quote or self.document.blocks[item].span, "list")
        yield from self._nested(items, self._sorted_whole(text, items))

    def _sorted_whole(self, text: str, items: Sequence[int]) -> Entity | None:
        """Return what the items are the parts of: the section's category, where the lead-in sorts it."""
        last = last_sentence(text).lower()
        words = self.field.lexicon.words["sorting"]
        place = self.outline.places[items[0]]
        if last.endswith(":") and any(re.search(rf"\b{word}\b", last) for word in words):
            return place.category
        return None

    def _nested(self, items: Sequence[int], whole: Entity | None) -> Iterator[LayoutFact]:
        """Yield that inner items are parts of the item above them, and outer ones of the whole."""
        if self._are_contents(items):
            return
        quote = self._whole(items)
        above: Entity | None = None
        outer = min(self.document.blocks[item].level for item in items)
        for item in items:
            block = self.document.blocks[item]
            entity = self._term(block.span)
            if block.level == outer:
                above = entity
                if entity is not None and whole is not None:
                    yield LayoutFact(entity, "partOf", whole, quote or block.span, "list")
            elif whole is None or quote is None:
                continue
            elif entity is not None and above is not None and self._are_terms(items, item):
                yield LayoutFact(entity, "partOf", above, quote, "list")

    def _are_terms(self, items: Sequence[int], inner: int) -> bool:
        """Tell whether an inner item and those beside it are all terms, and not steps or remarks."""
        blocks = self.document.blocks
        level = blocks[inner].level
        position = items.index(inner)
        first = next((n for n in range(position, -1, -1) if blocks[items[n]].level < level), 0)
        beside = items[first + 1 :]
        end = next((n for n, item in enumerate(beside) if blocks[item].level < level), len(beside))
        return all(self._term(blocks[item].span) is not None for item in beside[:end])

    def _are_contents(self, items: Sequence[int]) -> bool:
        """Tell whether a list is a table of contents: each item a link to a place of the same page."""
        links = {link.span.start: link for link in self.document.links if link.target.startswith("#")}
        spans = [self.document.blocks[item].span for item in items]
        return all(span.start in links and links[span.start].span.end >= span.end - 1 for span in spans)

    def _two_columns(self, heads: list[str], items: Sequence[int]) -> Iterator[LayoutFact]:
        """Read a table that lost its columns: one list under two heads, parted where the kind changes."""
        relations = [self._relation_of(head) for head in heads]
        first, second = relations[0], relations[-1]
        if len(relations) != 2 or first is None or second is None or first == second:
            return
        if self.outline.places[items[0]].category is None:
            return
        spans = [self.document.blocks[item].span for item in items]
        likeness = [self._software_likeness(span) for span in spans]
        if first != _BUZZWORD:
            likeness = [1 - value for value in likeness]
        cut = max(
            range(1, len(items)),
            key=lambda n: (sum(1 - x for x in likeness[:n]) + sum(likeness[n:]), -abs(n - len(items) / 2)),
            default=len(items),
        )
        quote = self._whole(items)
        for number, (item, span) in enumerate(zip(items, spans, strict=True)):
            yield from self._read_item(item, span, first if number < cut else second, quote)

    def _read_tables(self) -> Iterator[LayoutFact]:
        """Read the cells of columns whose head says what they are."""
        header: Block | None = None
        for number, block in enumerate(self.document.blocks):
            if block.kind is not BlockKind.TABLE_ROW:
                header = None
            elif block.header:
                header = block
            elif header is not None and self.outline.places[number].category is not None:
                for head, cell in zip(header.cells, block.cells, strict=False):
                    relation = self._relation_of(head.of(self.document.text))
                    if relation is not None:
                        yield from self._read_item(number, cell, relation, None)

    def _read_lines(self) -> Iterator[LayoutFact]:
        """Read the names that a line right below a head tells one behind the other: "A, B and C"."""
        blocks = self.document.blocks
        for number, (head, line) in enumerate(pairwise(blocks), 1):
            if head.kind is not BlockKind.HEADING or line.kind is not BlockKind.PARAGRAPH:
                continue
            relation = self._relation_of(head.span.of(self.document.text))
            parts = [part.strip(" .;") for part in _split_names(line.span.of(self.document.text))]
            if relation is None or len(parts) < 2:
                continue
            if relation == _BUZZWORD or all(self._is_named(part) for part in parts):
                yield from self._read_item(number, line.span, relation, None)

    def _is_named(self, words: str) -> bool:
        """Tell whether words of a line are a name: "Sandbox projects include X" is none."""
        return self.names.find(words, structural=True) is not None or looks_named(name_before_remark(words))

    def _read_item(self, block: int, span: Span, relation: str, quote: Span | None) -> Iterator[LayoutFact]:
        category = self.outline.places[block].category
        if category is None:
            return
        text = span.of(self.document.text).strip()
        for part in _split_names(text, _MOST_WORDS[self.document.blocks[block].kind]) or [text]:
            words = part.strip(" .;")
            if not words or len(words.split()) > MAX_ITEM_WORDS:
                continue
            name = self.names.find(words, structural=True)
            if relation == _BUZZWORD:
                known = name.entity if name is not None and name.surface.lower() == name.entity.label.lower() else None
                entity = known or Entity.called(words, "Concept")
                yield LayoutFact(category, relation, entity, quote or span, "list")
                continue
            named = name_before_remark(words)
            if name is None and all(word[:1].isupper() for word in named.split()):
                words = named
            entity = name.entity if name else self.names.entity_of(words, self.field.ontology.class_for(Role.WORK))
            if self._may_be_listed(entity.type):
                yield LayoutFact(entity, relation, category, quote or span, "list")

    def _may_be_listed(self, name: str) -> bool:
        ontology = self.field.ontology
        return ontology.may_be(name, (ontology.class_for(Role.WORK),)) or ontology.plays(name, Role.STANDARD)

    def _is_work(self, name: str | None) -> bool:
        return name is not None and self.field.ontology.plays(name, Role.WORK)

    def _relation_of(self, head: str) -> str | None:
        """Return what a head announces: buzzwords of, or software in, the category."""
        words = re.findall(r"[a-z]+", head.lower())
        for word in words:
            for frame in self.field.lexicon.by_form.get(word, ()):
                if _BUZZWORD in frame.senses:
                    return _BUZZWORD
        known = self.names.find(head, structural=True)
        if known is not None and self.field.ontology.plays(known.entity.type, Role.HEADING):
            return None
        listed = {w for w in words if self._is_work(self.field.lexicon.class_of.get(w))}
        generic = self.field.lexicon.words["anaphoric"]
        return self._sorting if listed & generic and len(words) <= 4 else None

    def _software_likeness(self, span: Span) -> float:
        """Tell how much an item looks like the name of software, from 0 to 1."""
        text = span.of(self.document.text)
        name = self.names.find(text)
        if name is not None and name.entity.type != "Thing":
            software = self._is_work(name.entity.type) or name.entity.type == "Company"
            return 1.0 if software else 0.0
        words = re.findall(r"[A-Za-z][\w-]*", re.sub(r"\([^)]*\)", "", text))
        if any(self.names.is_single_name(word) for word in words) and len(words) <= 3:
            return 0.9
        plain = sum(is_word(part) for word in words for part in word.split("-"))
        total = sum(len(word.split("-")) for word in words)
        return 0.8 - 0.6 * plain / max(1, total)

    def _term(self, span: Span) -> Entity | None:
        """Return the known name or the term that an item is; None for sentences and long items."""
        text = span.of(self.document.text).strip(" .;:")
        if not text or len(text.split()) > 6 or re.search(r"[.,:;()?!]", text) or not text[0].isalpha():
            return None
        return self.names.entity_of(text, "Concept", structural=True)

    def _item_name(self, span: Span) -> Entity | None:
        """Return the known name that a list item is, or begins with."""
        words = without_article(span.of(self.document.text)).split()
        for count in range(min(len(words), MAX_ITEM_WORDS), 0, -1):
            name = self.names.find(" ".join(words[:count]).strip(" .,:;"), structural=count == len(words))
            if name is not None:
                return name.entity
        return None

    def _find_layer(self, text: str) -> Entity | None:
        """Return the layer that a lead-in sentence names."""
        found = (name.entity for _, name in self.names.find_all(text))
        return next((entity for entity in found if self.field.ontology.holds(entity.type, Role.HEADING)), None)

    def _whole(self, items: Sequence[int]) -> Span | None:
        """Return the span of a list, if it is short enough for a quote."""
        blocks = self.document.blocks
        whole = Span(blocks[items[0]].span.start, blocks[items[-1]].span.end)
        return whole if whole.end - whole.start <= MAX_QUOTE else None


def _split_names(text: str, most: int = 4) -> list[str]:
    """Return the names of at most so many words of an item that lists several, none where it is one or a sentence.

    >>> _split_names("Zorblat, Frob Query and Quux")
    ['Zorblat', 'Frob Query', 'Quux']
    >>> _split_names("registries from Acme, Globex and Initech")
    []
    """
    *parts, last = re.split(r"\s*[,;]\s+", text.strip(" ."))
    parts += re.split(r"\s+and\s+", last.removeprefix("and ")) if parts else [last]
    named = all(0 < len(part.split()) <= most for part in parts)
    return parts if len(parts) > 1 and named and not _PREPOSITION.search(text) else []


def _split_heads(text: str) -> list[str]:
    """Return the heads of a table that lost its columns: "Keywords Popular Projects" -> two."""
    match = re.fullmatch(r"(\w+)\s+(\w+ \S+)", text.strip())
    return [match[1], match[2]] if match else [text]
