"""Headed lists: the list below a heading that is the noun asked for, where what stands above it names all the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from api.answering.question.asked.counted import SORTS
from api.answering.question.asked.held import is_of
from api.answering.question.asked.sought import find_sought
from api.answering.question.reading import Reading
from api.answering.text.lists.enumerations import Enumeration, find_headed, find_inside
from api.answering.text.sentences.antecedents import is_about
from api.answering.text.sentences.sentences import Sentence
from indexer.passages import Passage
from indexer.search import PassageIndex
from indexer.tokens import find_tokens
from kg.documents import CELL_GAP
from ontology import Ontology

DOCUMENTS = 3


def find_headed_lists(
    index: PassageIndex, reading: Reading, ranked: Sequence[Sentence], ontology: Ontology, least: int = 2
) -> Iterator[Enumeration]:
    """Yield the lists of at least so many items below headings that are headed by what is asked for.

    They stand in the first documents found.
    """
    sought = find_sought(reading)
    for sentence, passage in _find_openings(index, ranked):
        above = frozenset(find_tokens(" ".join((*passage.headings, passage.file_words))))
        headed = any(is_of(token, frozenset(find_tokens(passage.section[-1]))) for token in sought.heads)
        if not headed or any(not is_of(token, above) for token in set(sought.rest) - sought.heads):
            continue
        if is_about([replace(sentence, passage=passage, text="", lead=None)], reading, ontology):
            found = find_headed(index, sentence, passage, least)
            if found is not None:
                yield found


def find_inner_lists(reading: Reading, ranked: Sequence[Sentence]) -> Iterator[Enumeration]:
    """Yield the lists inside items that name what a question names, where their lines say the noun asked for."""
    sought = find_sought(reading)
    first = next((m for m in reading.mentions if m.first == 1 and m.is_plural), None)  # "which CRDs"
    nouns = frozenset(find_tokens(first.entity.label)) if first is not None else sought.heads
    for sentence in ranked:
        found = find_inside(sentence) if sentence.passage.inner and nouns else None
        if found is None:
            continue
        own = frozenset(find_tokens(sentence.text))
        inside = [frozenset(find_tokens(item.label)) for item in found.items]
        named = [m for m in reading.mentions if not nouns & frozenset(find_tokens(m.surface))]
        headed = named and all(m.stands_in(own) for m in named)
        headed = headed and all(any(is_of(noun, words) for noun in nouns) for words in inside)
        whole = len(set(sought.rest)) > 1 and all(is_of(token, own) for token in {*sought.rest, *nouns} - SORTS)
        if headed or whole:
            yield found


def _find_openings(index: PassageIndex, ranked: Sequence[Sentence]) -> Iterator[tuple[Sentence, Passage]]:
    """Yield the passages right below headings in the documents of the first sentences, each with such a sentence."""
    firsts: dict[str, Sentence] = {}
    for sentence in ranked:
        firsts.setdefault(sentence.passage.document, sentence)
    for sentence in list(firsts.values())[:DOCUMENTS]:
        passages = [s.passage for s in ranked if s.passage.document == sentence.passage.document]
        first = min(passages, key=lambda passage: passage.span)
        yield from (
            (sentence, passage)
            for passage in (first, *index.behind(first))
            if passage.section and CELL_GAP not in passage.text and index.preceding(passage) is None
        )
