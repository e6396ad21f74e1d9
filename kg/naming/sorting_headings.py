"""Sorting headings: headings that say themselves to be layers or categories, and those right below a layer's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice, takewhile

from kg.documents import Block, BlockKind, Document
from kg.naming.names import TERM_CLASSES, Names
from kg.naming.shown_names import HEADING_STOPS, Introduction
from ontology import Field
from ontology.roles import Role

# The number of a heading is no part of what it names: "1. Foundations layer", "2) Runtime".
NUMBER = re.compile(r"^(?:\d+(?:\.\d+)*[.):]?|[IVX]+[.)])\s+")
_MAX_WORDS = 5
_LEAST = 2  # headings below a layer's that make them its categories


def find_sorting_headings(document: Document, known: Names, field: Field) -> Iterator[Introduction]:
    """Yield the layers and categories that headings name by their last word, and the categories below layers.

    Below "Runtime layer" the headings of the next depth are its categories, where there are several.
    """
    headings = [block for block in document.blocks if block.kind is BlockKind.HEADING]
    for number, heading in enumerate(headings):
        text = heading_words(heading, document)
        name = _class_of_heading(text, field)
        if name is None:
            continue
        yield Introduction(text, name, "heading")
        below = find_headings_below(heading, islice(headings, number + 1, None))
        sorting = field.ontology.heading_for(Role.WORK)
        placed = field.ontology.placing_property(sorting, name) if sorting is not None else None
        names = [words for each in below if _may_sort(words := heading_words(each, document), known, field)]
        if sorting is not None and placed is not None and len(names) >= _LEAST:
            yield from (Introduction(each, sorting, "heading") for each in names)


def heading_words(heading: Block, document: Document) -> str:
    """Return the words of a heading without its number."""
    return NUMBER.sub("", heading.span.of(document.text).strip()).strip(" :")


def _class_of_heading(text: str, field: Field) -> str | None:
    """Return the class of what a heading names: "Runtime Layer" a layer, "The layers" and "Which layer?" none."""
    words = text.split()
    if not 2 <= len(words) <= _MAX_WORDS or not words[0][:1].isupper() or not text[-1].isalpha():
        return None
    name = field.lexicon.class_nouns.get(words[-1].lower())
    if name is None or not field.ontology.plays(name, Role.HEADING):
        return None
    joined = words[-2].lower() in {"and", "or", "&", "by", "per"}  # "Level and category"
    return name if not joined and _is_plain(words[:-1], field) else None


def _is_plain(words: list[str], field: Field) -> bool:
    listed = field.lexicon.words
    vague = listed["headingWords"] | listed["generalModifier"] | listed["ranking"] | {"a", "an", "the", "of", "to"}
    return not any(word.lower() in vague for word in words) and words[-1].lower() not in HEADING_STOPS


def find_headings_below(heading: Block, following: Iterable[Block]) -> list[Block]:
    """Return the headings of the next depth below one, of the blocks that follow it."""
    headings = (block for block in following if block.kind is BlockKind.HEADING)
    below = list(takewhile(lambda other: other.level > heading.level, headings))
    depth = min((other.level for other in below), default=0)
    return [other for other in below if other.level == depth]


def _may_sort(text: str, known: Names, field: Field) -> bool:
    """Tell whether a heading below a layer's may name a category: few words, no question, no known thing."""
    words = text.split()
    if not 1 <= len(words) <= _MAX_WORDS or not words[0][:1].isupper() or not _is_plain(words, field):
        return False
    name = known.find(text, structural=True)
    return re.search(r"[?!.:]", text) is None and (name is None or name.entity.type in TERM_CLASSES)
