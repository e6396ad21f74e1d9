"""Structure as knowledge: what headings, openings, lists, tables and front matter state."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from kg.documents import BlockKind, Document, Span
from kg.language.dates import find_dates
from kg.language.sentences import find_sentences
from kg.layout.authors import read_authors
from kg.layout.columns import read_columns
from kg.layout.defined_terms import read_defined_terms
from kg.layout.divisions import read_divisions
from kg.layout.groups import read_groups
from kg.layout.headed import read_headed
from kg.layout.item_lists import ListReader
from kg.layout.labels import read_labels
from kg.layout.levels import read_levels
from kg.layout.outline import Outline
from kg.layout.signatures import read_signatures
from kg.layout.traits import read_traits
from kg.naming.names import Names
from kg.readers.front_matter import read_summary, read_tags
from kg.readers.inline import fold_space
from kg.statements import MAX_QUOTE, Entity, Literal, Modality, Statement, to_evidence
from ontology import Field, Ontology
from ontology.names import to_document_iri
from ontology.roles import Role

_VERSUS = re.compile(r"\s+(?:vs\.?|versus)\s+", re.IGNORECASE)
# What parts the names that a title compares from its other words: "How they differ: A vs. B - which one fits you?".
_PARTS_OF_TITLE = re.compile(r":\s+|\s+[–—-]\s+|\s+\(")


def read_structure(
    document: Document, outline: Outline, house: Entity | None, names: Names, field: Field
) -> Iterator[Statement]:
    """Yield what the structure of a document states; `house`: the organization that it is told by or about."""
    reader = _StructureReader(document, outline, names, field)
    yield from reader.metadata()
    yield from reader.headings()
    yield from reader.comparisons()
    yield from reader.openings()
    yield from reader.facts(house)


class _StructureReader:
    def __init__(self, document: Document, outline: Outline, names: Names, field: Field) -> None:
        self.document = document
        self.outline = outline
        self.names = names
        self.field = field
        self.entity = Entity(to_document_iri(document.name), document.title, "Document")
        self.whole = self._find_whole()
        lists = ListReader(document, outline, names, field)
        self._list_facts = (
            *lists.read(),
            *read_traits(document, names, field),
            *read_groups(document, outline, names, field),
            *read_headed(document, outline, names, field),
            *read_divisions(document, names, field),
            *read_levels(document, outline, names, field),
        )

    def metadata(self) -> Iterator[Statement]:
        """Who wrote the document and when, where its text shows it."""
        document = self.document
        if document.date is not None:
            span = self._find_date_span(document.date)
            if span is not None:
                yield self._state(self.entity, "publishedOn", Literal.of_date(document.date), span, "metadata")
        authors = read_authors(document, self.entity, self.names, self.field.ontology)
        for fact in (*authors, *read_signatures(document, self.names, self.field.ontology)):
            yield self._state(fact.subject, fact.predicate, fact.object, fact.quote, fact.how)
        words = document.title.lower()
        labelled = words.endswith("s") and words in self.field.lexicon.column_heads  # "Adopters" is what a label says
        if self.outline.subject is not None and not labelled:
            title = self._find_line(document.title, BlockKind.TITLE) or self._find_line(document.title)
            if title is not None:
                yield self._state(self.outline.subject, "describedBy", self.entity, title, "title")
        yield from self._front_matter()

    def _front_matter(self) -> Iterator[Statement]:
        """What the document's first lines say it is about."""
        summary = read_summary(self.document.front_matter)
        span = self._find_line(summary) if summary is not None else None
        if summary is not None and span is not None:
            yield self._state(self.entity, "summary", Literal(summary), span, "front matter")
        for tag in read_tags(self.document.front_matter):
            span = self._find_line(tag)
            if span is not None and re.search(r"[A-Za-z]{2}", tag):
                entity = self.names.entity_of(tag, "Concept", structural=True)
                ontology = self.field.ontology
                named = ontology.plays(entity.type, Role.PROJECT, Role.STANDARD)
                if named or entity.type == "Thing" or ontology.is_a(entity.type, "Topic"):
                    yield self._state(self.entity, "hasTopic", entity, span, "front matter")

    def _find_line(self, words: str, kind: BlockKind = BlockKind.FRONT_MATTER) -> Span | None:
        """Return the first block of a kind that holds some words, white space aside."""
        wanted = fold_space(words)
        spans = (b.span for b in self.document.blocks if b.kind is kind)
        return next((span for span in spans if wanted in fold_space(span.of(self.document.text))), None)

    def headings(self) -> Iterator[Statement]:
        """A category's heading under a layer's; of a whole, layers, and categories whose layer is not told."""
        ontology = self.field.ontology
        sorting, above = ontology.heading_for(Role.WORK), ontology.heading_for(Role.HEADING)
        placed = ontology.placing_property(sorting, above) if sorting is not None and above is not None else None
        sorted_ = {f.subject.iri for f in self._list_facts if f.predicate == placed}
        layered = bool(sorted_) or any(self._is_layer(e) for e in self.outline.headings.values())
        for number, entity in self.outline.headings.items():
            layer = self.outline.places[number].layer
            if ontology.holds(entity.type, Role.WORK) and layer is not None and self._agrees(entity, layer):
                yield from self._place(entity, layer, self._heading_quote(number), "heading")
            elif self.whole is None or not layered or entity.iri in sorted_:
                continue
            elif self._lies_in(entity, self.whole):
                yield self._state(entity, "partOf", self.whole, self._heading_quote(number), "heading")
        yield from self._led_layers()
        yield from self._opened_categories()

    def _led_layers(self) -> Iterator[Statement]:
        """A layer whose categories a sentence leads into, in a document about the whole that holds it."""
        told = {entity.iri for entity in self.outline.headings.values()}
        for fact in self._list_facts:
            layer = fact.object
            if self.whole is None or not isinstance(layer, Entity) or not self._is_layer(layer) or layer.iri in told:
                continue
            if not self._lies_in(layer, self.whole):
                continue
            told.add(layer.iri)
            lead = next((b for b in reversed(self.document.blocks) if b.span.end <= fact.quote.start), None)
            if lead is not None and lead.kind is BlockKind.PARAGRAPH:
                yield self._state(layer, "partOf", self.whole, lead.span, "list")

    def _opened_categories(self) -> Iterator[Statement]:
        """A paragraph right below a layer's heading that begins with one of the layer's categories."""
        for number, place in enumerate(self.outline.places):
            heading, block = place.heading, self.document.blocks[number]
            above = self.outline.headings.get(heading) if heading is not None else None
            if block.kind is not BlockKind.PARAGRAPH or above is None or not self._is_layer(above):
                continue
            words = block.span.of(self.document.text).split()[:5]
            names = (self.names.find(" ".join(words[:n]), structural=False) for n in range(len(words), 0, -1))
            category = next((n.entity for n in names if n is not None), None)
            if category is not None and self.field.broader(category.iri) == above.iri:
                yield from self._place(category, above, self._first_sentence(number), "opening")

    def comparisons(self) -> Iterator[Statement]:
        """What a title or heading sets against each other: "Acme vs. Dyno"."""
        for block in self.document.blocks:
            if block.kind in {BlockKind.TITLE, BlockKind.HEADING, BlockKind.FRONT_MATTER}:
                parts = _PARTS_OF_TITLE.split(block.span.of(self.document.text))
                told = next((words for part in parts if len(words := _VERSUS.split(part)) > 1), [])
                names = [name.entity for words in told if (name := self.names.find(words.strip(" ?.")))]
                ontology = self.field.ontology
                works = [each for each in names if each.type == "Thing" or ontology.plays(each.type, Role.WORK)]
                for one, other in combinations(dict.fromkeys(works), 2):
                    yield self._state(one, "comparedWith", other, block.span, "title")

    def openings(self) -> Iterator[Statement]:
        """A paragraph opened by an emphasised name: its level in brackets, its category by the heading."""
        for number, place in enumerate(self.outline.places):
            opening, topic = place.opening, place.topic
            if opening is None or topic is None or opening.block != number:
                continue
            quote = self._first_sentence(number)
            level = self.names.find(opening.status) if opening.status else None
            reached = self.field.ontology.changing_property(level.entity.type) if level is not None else None
            if level is not None and reached is not None:
                project = _as_project(topic, self.field.ontology)
                yield self._state(project, reached, level.entity, quote, "opening")
                if place.category is not None:
                    yield from self._place(project, place.category, quote, "opening")
            elif place.category is not None and self.field.ontology.plays(topic.type, Role.WORK):
                yield from self._place(topic, place.category, quote, "opening")

    def facts(self, house: Entity | None) -> Iterator[Statement]:
        """What stands in lists and tables, behind labels, and in lines opened by the term that they define."""
        words = self.field.lexicon.words
        for fact in (
            *self._list_facts,
            *read_columns(self.document, self.names, self.field),
            *read_labels(self.document, self.outline, house, self.names, self.field),
            *read_defined_terms(
                self.document, self.names, words["headingWords"] | words["vague"], words["glossaryHead"]
            ),
        ):
            stated = self._state(fact.subject, fact.predicate, fact.object, fact.quote, fact.how, fact.modality)
            yield replace(stated, valid_from=fact.since)

    def _is_layer(self, entity: Entity) -> bool:
        return self.field.ontology.holds(entity.type, Role.HEADING)

    def _find_whole(self) -> Entity | None:
        """Return the whole that the document's title names and layers and categories are known to lie in."""
        known = (name for name in self.field.gazetteer if self.field.ontology.holds(name.type, Role.HEADING))
        wholes = {name.broader for name in known if name.broader}
        found = self.names.find_all(self.document.title)
        return next((name.entity for _, name in found if name.entity.iri in wholes), None)

    def _lies_in(self, entity: Entity, whole: Entity) -> bool:
        """Tell whether the gazetteer sorts an entity, by whatever steps, under a whole."""
        current: str | None = entity.iri
        for _ in range(4):
            current = self.field.broader(current) if current is not None else None
            if current == whole.iri:
                return True
        return False

    def _agrees(self, category: Entity, layer: Entity) -> bool:
        """Refuse a layer that contradicts the one the gazetteer knows for a category."""
        return self.field.broader(category.iri) in (None, layer.iri)

    def _heading_quote(self, number: int) -> Span:
        """Return a heading with the first sentence below it."""
        heading = self.document.blocks[number].span
        for block in self.document.blocks[number + 1 : number + 3]:
            if block.kind is BlockKind.PARAGRAPH:
                first = find_sentences(self.document.text, block.span)[:1]
                if first and first[0].end - heading.start <= MAX_QUOTE:
                    return Span(heading.start, first[0].end)
        return heading

    def _first_sentence(self, number: int) -> Span:
        block = self.document.blocks[number]
        sentences = find_sentences(self.document.text, block.span)
        return sentences[0] if sentences else block.span

    def _find_date_span(self, date: str) -> Span | None:
        return next((span for span, found in find_dates(self.document.text) if found == date), None)

    def _place(self, entity: Entity, heading: Entity, span: Span, how: str) -> Iterator[Statement]:
        """Yield that a thing is sorted under a heading, where things of its class are."""
        name = self.field.ontology.placing_property(entity.type, heading.type)
        if name is not None:
            yield self._state(entity, name, heading, span, how)

    def _state(
        self,
        subject: Entity,
        predicate: str,
        end: Entity | Literal,
        span: Span,
        how: str,
        modality: Modality = Modality.ASSERTED,
    ) -> Statement:
        evidence = to_evidence(self.document, span, f"structure:{how}", 0.85)
        return Statement(subject, predicate, end, evidence, modality)


def _as_project(entity: Entity, ontology: Ontology) -> Entity:
    vague = entity.type in {"Thing", "Concept", ontology.class_for(Role.WORK)}
    return entity.of_class(ontology.class_for(Role.PROJECT)) if vague else entity
