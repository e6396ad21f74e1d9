"""Structure as knowledge: what headings, openings, lists, tables and front matter state."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.dates import find_dates
from kg.documents import Block, BlockKind, Document, Span
from kg.names import NameTable
from kg.outline import Outline
from kg.sentences import find_sentences
from kg.statements import Entity, Evidence, Literal, Statement
from ontology import Field
from ontology.names import to_document_iri, to_entity_iri

MAX_ITEM_WORDS = 8


def read_structure(document: Document, outline: Outline, names: NameTable, field: Field) -> Iterator[Statement]:
    """Yield what the structure of a document states."""
    reader = _StructureReader(document, outline, names, field)
    yield from reader.metadata()
    yield from reader.headings()
    yield from reader.openings()
    yield from reader.lists()
    yield from reader.tables()


class _StructureReader:
    def __init__(self, document: Document, outline: Outline, names: NameTable, field: Field) -> None:
        self.document = document
        self.outline = outline
        self.names = names
        self.field = field
        self.entity = Entity(to_document_iri(document.name), document.title, "Document")

    def metadata(self) -> Iterator[Statement]:
        """Who wrote the document and when, where its text shows it."""
        document = self.document
        if document.date is not None:
            span = self._find_date_span(document.date)
            if span is not None:
                kind = {4: "gYear", 7: "gYearMonth"}.get(len(document.date), "date")
                yield self._state(self.entity, "publishedOn", Literal(document.date, kind), span, "metadata")
        for author in document.authors:
            match = re.search(re.escape(author), document.text)
            if match is not None:
                name = self.names.find(author)
                person = name.entity if name else Entity(to_entity_iri(author), author, "Person")
                if not self.field.ontology.may_be(person.type, ("Agent",)):
                    continue
                span = Span(match.start(), match.end())
                block = document.block_at(match.start())
                yield self._state(person, "authorOf", self.entity, block.span if block and len(block.span.of(document.text)) < 200 else span, "metadata")
        if self.outline.subject is not None:
            title = next((b for b in document.blocks if b.kind is BlockKind.TITLE), None)
            if title is not None:
                yield self._state(self.outline.subject, "describedBy", self.entity, title.span, "title")

    def headings(self) -> Iterator[Statement]:
        """A category's heading under a layer's."""
        for number, entity in self.outline.headings.items():
            layer = self.outline.places[number].layer
            if entity.type == "Category" and layer is not None and self._agrees(entity, layer):
                yield self._state(entity, "partOfLayer", layer, self._heading_quote(number), "heading")

    def openings(self) -> Iterator[Statement]:
        """A paragraph opened by an emphasised name: its level in brackets, its category by the heading."""
        for number, place in enumerate(self.outline.places):
            opening, topic = place.opening, place.topic
            if opening is None or topic is None or opening.block != number:
                continue
            quote = self._first_sentence(number)
            level = self.names.find(opening.status) if opening.status else None
            is_level = level is not None and level.entity.type == "MaturityLevel"
            if is_level and level is not None:
                project = _as_project(topic)
                yield self._state(project, "maturity", level.entity, quote, "opening")
                if place.category is not None:
                    yield self._state(project, "inCategory", place.category, quote, "opening")
            elif place.category is not None and topic.type in {"Project", "Product", "Software"}:
                yield self._state(topic, "inCategory", place.category, quote, "opening")

    def lists(self) -> Iterator[Statement]:
        """The items of a list under a lead-in sentence or a heading that says what they are."""
        for lead, items in self._find_lists():
            yield from self._read_list(lead, items)

    def tables(self) -> Iterator[Statement]:
        """The cells of a column whose head says what they are."""
        header: Block | None = None
        for number, block in enumerate(self.document.blocks):
            if block.kind is not BlockKind.TABLE_ROW:
                header = None
                continue
            if block.header:
                header = block
                continue
            if header is None or self.outline.places[number].category is None:
                continue
            for head, cell in zip(header.cells, block.cells, strict=False):
                relation = self._relation_of(head.of(self.document.text))
                if relation is not None:
                    yield from self._item_statements(number, cell, relation)

    def _read_list(self, lead: int | None, items: list[int]) -> Iterator[Statement]:
        document = self.document
        block = document.blocks[lead] if lead is not None else None
        if block is None:
            return
        place = self.outline.places[items[0]]
        text = block.span.of(document.text)
        whole = Span(block.span.start, document.blocks[items[-1]].span.end)
        if block.cells or (block.kind is BlockKind.HEADING and len(_split_heads(text)) > 1):
            heads = [c.of(document.text) for c in block.cells] or _split_heads(text)
            yield from self._two_columns(heads, items, whole)
            return
        if block.kind is BlockKind.HEADING:
            relation = self._relation_of(text)
            if relation is not None and place.category is not None:
                for item in items:
                    yield from self._item_statements(item, document.blocks[item].span, relation)
            return
        layer = self._named_in(text, "Layer") or place.layer
        for item in items:
            span = document.blocks[item].span
            named = self._item_name(span)
            if named is not None and named.type == "Category" and layer is not None and self._named_in(text, "Layer"):
                quote = whole if len(whole.of(document.text)) <= 900 else span
                yield self._state(named, "partOfLayer", layer, quote, "list")

    def _two_columns(self, heads: list[str], items: list[int], whole: Span) -> Iterator[Statement]:
        """Read a table that lost its columns: one list of items under two heads, parted where the kind changes."""
        relations = [self._relation_of(head) for head in heads]
        if len(relations) != 2 or None in relations or self.outline.places[items[0]].category is None:
            return
        spans = [self.document.blocks[item].span for item in items]
        likeness = [self._looks_like_software(span) for span in spans]
        best = max(
            range(1, len(items)),
            key=lambda cut: (sum(not x for x in likeness[:cut]) + sum(likeness[cut:]), -abs(cut - len(items) / 2)),
            default=len(items),
        )
        for number, (item, span) in enumerate(zip(items, spans, strict=True)):
            relation = relations[0] if number < best else relations[1]
            assert relation is not None
            yield from self._item_statements(item, span, relation, quote=whole if whole.end - whole.start <= 900 else span)

    def _item_statements(
        self, block: int, span: Span, relation: str, quote: Span | None = None
    ) -> Iterator[Statement]:
        category = self.outline.places[block].category
        if category is None:
            return
        text = span.of(self.document.text).strip()
        parts = [text] if relation == "hasBuzzword" else re.split(r",\s+", text)
        for part in parts:
            words = part.strip(" .;")
            if not words or len(words.split()) > MAX_ITEM_WORDS:
                continue
            name = self.names.find(words) or self.names.find(re.sub(r"\s*\([^)]*\)$", "", words))
            if relation == "hasBuzzword":
                entity = name.entity if name else Entity(to_entity_iri(words), words, "Concept")
                yield self._state(category, relation, entity, quote or span, "list")
            else:
                entity = name.entity if name else Entity(to_entity_iri(words), words, "Software")
                if self.field.ontology.may_be(entity.type, ("Software",)) or entity.type in {"Specification", "Concept"}:
                    yield self._state(entity, relation, category, quote or span, "list")

    def _relation_of(self, head: str) -> str | None:
        """Return the relation that a heading or column head announces: buzzwords of, or software in, the category."""
        words = re.findall(r"[a-z]+", head.lower())
        for word in words:
            for frame in self.field.lexicon.by_form.get(word, ()):
                if "hasBuzzword" in frame.senses:
                    return "hasBuzzword"
        for word in words:
            name = self.field.lexicon.class_of.get(word)
            if name is not None and self.field.ontology.is_a(name, "Software") and len(words) <= 4:
                return "inCategory"
        return None

    def _looks_like_software(self, span: Span) -> bool:
        text = span.of(self.document.text)
        name = self.names.find(text)
        if name is not None:
            return self.field.ontology.is_a(name.entity.type, "Software") or name.entity.type == "Company"
        return bool(re.search(r"[a-z][A-Z]|\d", text)) or (len(text.split()) == 1 and text[:1].isupper() and not text.isupper())

    def _find_lists(self) -> Iterator[tuple[int | None, list[int]]]:
        """Yield each list with the block that leads it in."""
        items: list[int] = []
        lead: int | None = None
        for number, block in enumerate(self.document.blocks):
            if block.kind is BlockKind.LIST_ITEM:
                items.append(number)
                continue
            if items:
                yield lead, items
                items = []
            lead = number
        if items:
            yield lead, items

    def _item_name(self, span: Span) -> Entity | None:
        """Return the known name that a list item is, or begins with."""
        text = re.sub(r"^(the|a|an)\s+", "", span.of(self.document.text), flags=re.IGNORECASE)
        words = text.split()
        for count in range(min(len(words), MAX_ITEM_WORDS), 0, -1):
            name = self.names.find(" ".join(words[:count]).strip(" .,:;"))
            if name is not None:
                return name.entity
        return None

    def _named_in(self, text: str, type_name: str) -> Entity | None:
        words = text.split()
        for start in range(len(words)):
            for end in range(min(len(words), start + 7), start, -1):
                name = self.names.find(" ".join(words[start:end]).strip(" .,:;"))
                if name is not None and name.entity.type == type_name:
                    return name.entity
        return None

    def _agrees(self, category: Entity, layer: Entity) -> bool:
        """Refuse a layer that contradicts the one the gazetteer knows for a category."""
        known = next((n for n in self.field.gazetteer if n.iri == category.iri), None)
        return known is None or known.broader is None or known.broader == layer.iri

    def _heading_quote(self, number: int) -> Span:
        """Return a heading with the first sentence below it."""
        heading = self.document.blocks[number].span
        for block in self.document.blocks[number + 1 : number + 3]:
            if block.kind is BlockKind.PARAGRAPH:
                first = find_sentences(self.document.text, block.span)[:1]
                if first and first[0].end - heading.start <= 900:
                    return Span(heading.start, first[0].end)
        return heading

    def _first_sentence(self, number: int) -> Span:
        block = self.document.blocks[number]
        sentences = find_sentences(self.document.text, block.span)
        return sentences[0] if sentences else block.span

    def _find_date_span(self, date: str) -> Span | None:
        return next((span for span, found in find_dates(self.document.text) if found == date), None)

    def _state(self, subject: Entity, predicate: str, end: Entity | Literal, span: Span, how: str) -> Statement:
        document = self.document
        evidence = Evidence(
            document=document.name,
            span=span,
            quote=span.of(document.text),
            date=document.date,
            section=document.section_at(span.start).path,
            method=f"structure:{how}",
            confidence=0.85,
        )
        return Statement(subject, predicate, end, evidence)


def _split_heads(text: str) -> list[str]:
    """Return the heads of a table that lost its columns: "Buzzwords Popular Projects" -> two."""
    match = re.fullmatch(r"(\w+)\s+(\w+ \S+)", text.strip())
    return [match[1], match[2]] if match else [text]


def _as_project(entity: Entity) -> Entity:
    return Entity(entity.iri, entity.label, "Project") if entity.type in {"Thing", "Software", "Concept"} else entity
