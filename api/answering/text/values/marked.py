"""Marked words: what a page links or sets as code, and so may be names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from api.answering.model import Term
from api.answering.question.asked.sought import find_sought
from api.answering.question.reading import Reading
from api.answering.question.words.words import Stretch, Word, read_words
from api.answering.text.sentences.sentences import Sentence
from indexer.tokens import find_tokens

_LONGEST = 6
# What stands between things listed, beside remarks in brackets.
_LISTED = re.compile(r"[\s,;/)(]*(?:(?:and|or|as well as)\s+)?[-@]*", re.IGNORECASE)
_REMARK = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Mark(Stretch):
    """The words of a sentence that the page links or sets as code, as written."""

    label: str


def find_marked(sentence: Sentence, words: Sequence[Word]) -> dict[int, Mark]:
    """Return by its first word what a sentence sets apart as a link or as code; of two that overlap the first."""
    marked: dict[int, Mark] = {}
    taken = -1
    for span in sentence.passage.marked:
        if not sentence.span.holds(span) or span == sentence.span:
            continue
        start, end = span.start - sentence.span.start, span.end - sentence.span.start
        inside = [n for n, word in enumerate(words) if start <= word.start and word.end <= end and n > taken]
        if inside and len(inside) <= _LONGEST:
            taken = inside[-1]
            marked[inside[0]] = Mark(inside[0], taken, sentence.text[start:end])
    return marked


def find_marked_list(reading: Reading, sentence: Sentence) -> tuple[Term, ...]:
    """Return what a sentence links or sets as code behind the noun asked for, where it lists several so.

    They may have a remark in brackets each: "these modes: `soft` (the default), `hard` and `none`".
    """
    words = read_words(sentence.text)
    heads = find_sought(reading).heads
    marks = sorted(find_marked(sentence, words).items())
    places = [n for n, word in enumerate(words) if heads & set(find_tokens(word.text))]
    lists = [_read_list([mark for first, mark in marks if first > place], reading, sentence, words) for place in places]
    return max(lists, key=len, default=())


def _read_list(marks: Sequence[Mark], reading: Reading, sentence: Sentence, words: Sequence[Word]) -> tuple[Term, ...]:
    """Return marks as terms where commas, "and" and remarks part them, and the question has none of them."""
    gaps = [sentence.text[words[one.last].end : words[other.first].start] for one, other in pairwise(marks)]
    joined = all(_LISTED.fullmatch(_REMARK.sub("", gap)) for gap in gaps)
    asked = set(reading.lowers)
    new = all(mark.label.lower() not in asked for mark in marks)
    return tuple(Term(label=mark.label) for mark in marks) if joined and new and len(marks) > 1 else ()
