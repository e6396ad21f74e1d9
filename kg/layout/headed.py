"""Headed works as knowledge: what a list, sub-headings or emphasised openings below a kind's heading name.

"Container registries" above "Acme" and "Dyno" tells what they are. A known category sorts them; the words of another
heading are their kind where its last noun is one of works ("Message brokers") or the words are a known term.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from kg.documents import BlockKind, Document, Span
from kg.kinds.kinds import class_of_kind
from kg.layout.facts import LayoutFact
from kg.layout.listed import MAX_NAME_WORDS, is_work, name_before_remark, outer_items
from kg.layout.outline import Outline
from kg.layout.values import ValueReader
from kg.naming.names import Names, to_key, to_term_key
from kg.naming.openings import Opening, find_openings
from kg.naming.people import looks_like_person
from kg.naming.sorting_headings import find_headings_below, heading_words
from kg.statements import Entity
from ontology import Field
from ontology.roles import Role

_NAME = re.compile(r"[A-Z][\w.+-]*(?: [A-Z\d][\w.+-]*){0,2}")
_BEHIND_NOUN = re.compile(r"\s(?:with|for|of|in|on|to|by|from)\s")  # "Integration with build systems"
_LEAST = 2  # works that show a heading to be their kind


def read_headed(document: Document, outline: Outline, names: Names, field: Field) -> Iterator[LayoutFact]:
    """Yield the works that stand right below the heading of their kind or category, where all there are works."""
    reader = _HeadedReader(document, outline, names, field)
    for number, block in enumerate(document.blocks):
        if block.kind is BlockKind.HEADING:
            kind = reader.kind(number)
            if kind is not None:
                yield from reader.read(number, kind)


class _HeadedReader:
    def __init__(self, document: Document, outline: Outline, names: Names, field: Field) -> None:
        self._document = document
        self._outline = outline
        self._names = names
        self._field = field
        self._values = ValueReader(names, field, "list")
        self._openings: dict[int, Opening] = {opening.block: opening for opening in find_openings(document)}

    def kind(self, number: int) -> Entity | None:
        """Return what the heading of a number calls the works below it, None where it names nothing of the sort."""
        ontology, known = self._field.ontology, self._outline.headings.get(number)
        text = heading_words(self._document.blocks[number], self._document)
        if known is not None:
            own = to_term_key(text) == to_term_key(known.label) or len(text.split()) > 1
            return known if own and ontology.holds(known.type, Role.WORK) else None  # "Runtimes" may be any
        listed = self._field.lexicon.words
        words = [word.lower() for word in text.split()]
        vague = listed["headingWords"] | listed["generalModifier"] | listed["ranking"] | listed["anaphoric"]
        if not 0 < len(words) <= MAX_NAME_WORDS or vague & set(words) or self._values.property_of(text) is not None:
            return None
        name = self._names.find(text, structural=True)
        if name is not None:
            return name.entity if name.entity.type == "Concept" or ontology.holds(name.entity.type, Role.WORK) else None
        told = class_of_kind(_BEHIND_NOUN.split(text)[0], self._field)
        of_works = told is not None and ontology.plays(told, Role.WORK) and len(words) > 1
        if of_works and {"and", "&", "/"} & set(words):
            sorting = ontology.heading_for(Role.WORK)  # what joins several kinds sorts works
            return Entity.called(text, sorting) if sorting is not None else None
        label = text if not text.split()[0].istitle() else text[0].lower() + text[1:]
        return Entity.called(label, "Concept") if of_works and text.isascii() else None

    def read(self, number: int, kind: Entity) -> Iterator[LayoutFact]:
        """Yield the works below a heading as members of a kind, if nothing else is listed there."""
        ontology = self._field.ontology
        opened = [] if self._outline.headings.get(number) == kind else self._opened(number)
        for listed in (self._sub_headings(number), self._items(number), opened):
            works = [(self._work(words), span) for words, span in listed]
            known = [words for words, _ in listed if self._names.find(words, singular=False) is not None]
            if len({work.iri for work, _ in works if work is not None}) < max(_LEAST, len(works)):
                continue  # one is no work, or a name that opens two of them heads remarks
            if 3 * len(known) < 2 * len(works):
                continue
            for work, span in works:
                if work is not None and to_key(work.label) != to_key(kind.label):
                    placing = ontology.placing_property(work.type, kind.type)
                    yield LayoutFact(work, placing or "exampleOf", kind, span, "list")
            return

    def _sub_headings(self, number: int) -> list[tuple[str, Span]]:
        """Return the headings of the next depth below one, with their spans."""
        blocks = self._document.blocks
        below = find_headings_below(blocks[number], islice(blocks, number + 1, None))
        return [(heading_words(block, self._document), block.span) for block in below]

    def _items(self, number: int) -> list[tuple[str, Span]]:
        """Return what the items of the first list below a heading begin with, unless a sentence leads into it."""
        blocks, text = self._document.blocks, self._document.text
        items = next((found for found in self._document.lists if found[0] > number), ())
        between = blocks[number + 1 : items[0]] if items else []
        if not items or any(block.kind is BlockKind.HEADING for block in between):
            return []
        if blocks[items[0] - 1].span.of(text).rstrip().endswith(":"):
            return []
        return [(name_before_remark(b.span.of(text)), b.span) for b in outer_items(self._document, items)]

    def _opened(self, number: int) -> list[tuple[str, Span]]:
        """Return the emphasised words that open the paragraphs below a heading."""
        blocks = self._document.blocks
        found = []
        for place in range(number + 1, len(blocks)):
            if blocks[place].kind is BlockKind.HEADING:
                break
            if place in self._openings:
                found.append((self._openings[place].name, blocks[place].span))
        return found

    def _work(self, words: str) -> Entity | None:
        """Return the work that some words name, known or not."""
        if not 0 < len(words.split()) <= MAX_NAME_WORDS:
            return None
        name = self._names.find(words, singular=False)
        if name is not None:
            return name.entity if is_work(name.entity, self._names) else None
        if not _NAME.fullmatch(words) or looks_like_person(words):
            return None
        return Entity.called(words, self._field.ontology.class_for(Role.WORK))
