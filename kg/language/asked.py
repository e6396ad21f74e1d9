"""Asked: which sentences of a document open the answer to a question, in a heading or emphasised above it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.documents import BlockKind, Document, Span
from kg.language.sentences import find_sentences

_LONGEST = 300  # characters of a question
_MARK = re.compile(r"(?:Q|Question)\s?\d{0,3}\s?[:.)]\s")
_ANSWERS = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, by its sentences, and the numbers of those that answer it: one, or one for each item of a list."""

    question: tuple[Span, ...]
    answer: tuple[int, ...]


def find_asked(document: Document, places: Sequence[tuple[int, Span]]) -> list[Asked]:
    """Return the questions of a document with what answers them; `places`: each sentence with its block's number."""
    return list(_find(document, places))


def _find(document: Document, places: Sequence[tuple[int, Span]]) -> Iterator[Asked]:
    for number, (place, _) in enumerate(places):
        block = document.blocks[place]
        if block.kind not in _ANSWERS or block.cells:
            continue
        before = places[number - 1] if number else None
        if before is not None and before[0] == place:
            opens = number < 2 or places[number - 2][0] != place
            if opens and _is_marked(document, place, before[1]):
                yield Asked((before[1],), (number,))
        elif place and (question := _find_question(document, places, place, number)):
            yield Asked(question, _find_items(document, places, number) or (number,))


def _find_items(document: Document, places: Sequence[tuple[int, Span]], number: int) -> tuple[int, ...]:
    """Return the numbers of the items of a list, where each is one sentence; none where they are no such list."""
    first, _ = places[number]
    if document.blocks[first].kind is not BlockKind.LIST_ITEM:
        return ()
    rest = itertools.takewhile(lambda block: block.kind is BlockKind.LIST_ITEM, document.blocks[first:])
    blocks = range(first, first + sum(1 for _ in rest))
    items = places[number : number + len(blocks)]
    level = document.blocks[first].level
    whole = [(n, span) for n in blocks if document.blocks[n].level == level for span in (document.blocks[n].span,)]
    return tuple(range(number, number + len(items))) if [*items] == whole else ()


def _find_question(document: Document, places: Sequence[tuple[int, Span]], place: int, number: int) -> tuple[Span, ...]:
    """Return the sentences of the question that is all of the block above the one at a place; none where it is none."""
    above, block = document.blocks[place - 1], document.blocks[place]
    if not _is_question(above.span.of(document.text)) or above.span.end - above.span.start > _LONGEST:
        return ()
    if above.kind is BlockKind.HEADING:
        found = tuple(find_sentences(document.text, above.span))
        return found if all(_is_question(span.of(document.text)) for span in found) else ()
    alone = number > 0 and places[number - 1] == (place - 1, above.span)
    deeper = above.kind is BlockKind.LIST_ITEM is block.kind and block.level > above.level
    return (above.span,) if alone and (deeper or _is_marked(document, place - 1, above.span)) else ()


def _is_marked(document: Document, place: int, span: Span) -> bool:
    """Tell whether a sentence is a question that its letter or its emphasis shows to be one to be answered."""
    text = span.of(document.text)
    if not _is_question(text) or len(text) > _LONGEST or document.blocks[place].kind not in _ANSWERS:
        return False
    return _MARK.match(text) is not None or any(
        strong.start <= span.start + 3 and strong.end >= span.end - 1
        for strong in document.strong
        if strong.overlaps(span)
    )


def _is_question(text: str) -> bool:
    return text.rstrip(' *_"”').endswith("?")
