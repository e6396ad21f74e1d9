"""Headed lists: the list below a heading that is the noun asked for, where what stands above it names all the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from api.answering.question.held import is_of
from api.answering.question.reading import Reading
from api.answering.question.sought import find_sought
from api.answering.text.antecedents import is_about
from api.answering.text.enumerations import Enumeration, find_headed
from api.answering.text.sentences import Sentence
from indexer.passages import Passage
from indexer.search import PassageIndex
from indexer.tokens import find_tokens
from kg.documents import CELL_GAP
from ontology import Ontology

DOCUMENTS = 3


def find_headed_lists(
    index: PassageIndex, reading: Reading, ranked: Sequence[Sentence], ontology: Ontology
) -> Iterator[Enumeration]:
    """Yield the lists below headings of the first documents found that are headed by what is asked for."""
    sought = find_sought(reading)
    for sentence, passage in _find_openings(index, ranked):
        above = frozenset(find_tokens(" ".join((*passage.headings, passage.file_words))))
        headed = any(is_of(token, frozenset(find_tokens(passage.section[-1]))) for token in sought.heads)
        if not headed or any(not is_of(token, above) for token in set(sought.rest) - sought.heads):
            continue
        if is_about([replace(sentence, passage=passage, text="", lead=None)], reading, ontology):
            found = find_headed(index, sentence, passage)
            if found is not None:
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
