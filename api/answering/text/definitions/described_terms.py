"""Terms by their description: "which practice breaks things on purpose", "what do you call ...".

Documents that each explain one term, or sections that do, answer the other way round: the term is what they are called.
"""

from __future__ import annotations

from collections.abc import Sequence

from api.answering.model import Answer
from api.answering.question.asked.calling import asks_what_they_call_it
from api.answering.question.asked.wanted import asks_for_several, to_wanted
from api.answering.question.entities import EntityIndex, Known
from api.answering.question.reading import Form, Reading
from api.answering.text.sentences.prose import put_in_order, write_sentences
from api.answering.text.sentences.ranking import SentenceRanker
from api.answering.text.sentences.retrieval import find_passages
from api.answering.text.sentences.sentences import Sentence, span_text
from api.answering.text.values.candidates import to_term
from indexer.passages import Hit, Passage
from indexer.search import PassageIndex
from indexer.tokens import find_tokens
from kg.naming.names import TERM_CLASSES
from ontology import Field

# How well the best passage of a term's own text has to fit (as the search rates it), and by how much better than any
# of another term (a difference, or for a worse fit a ratio); several of the first passages may make up for that. Found
# on terms described in other words than theirs.
FIT, AHEAD = 0.4, 0.08
LEAST, TIMES = 0.3, 2.5
LOOKED_AT, MOST_OWN = 4, 2
SURE = 0.6
_TERMS = frozenset("Concept Topic".split())
_NOUNS = frozenset(
    "approach technique practice method methodology term concept pattern principle strategy style process property "
    "paradigm discipline mechanism idea word name".split()
)


class DescribedTermAnswerer:
    """Answer which term it is that a question describes, by the text that explains it."""

    def __init__(self, index: PassageIndex, entities: EntityIndex, field: Field) -> None:
        self._index = index
        self._entities = entities
        self._field = field
        self._ranker = SentenceRanker(index)

    def answer(self, reading: Reading) -> Answer | None:
        """Return the term with the sentence that fits best and the one that defines it, or None."""
        if not _asks_for_term(reading):
            return None
        hits = find_passages(self._index, reading)
        term = self._find_term(hits, reading)
        if term is None:
            return None
        ranked = self._ranker.rank(to_wanted(reading, self._field), hits)
        own = [sentence for sentence in ranked if self._term_of(sentence.passage) == term]
        if not own:
            return None
        opening = self._find_opening(own[0], term)
        told = put_in_order([own[0], *([opening] if opening is not None and opening.text != own[0].text else [])])
        return write_sentences(self._index, reading, hits, told, [to_term(term)], confidence=SURE)

    def _find_term(self, hits: Sequence[Hit], reading: Reading) -> Known | None:
        """Return the term whose own text clearly fits best, and that a question does not name."""
        if not hits or hits[0].score < LEAST:
            return None
        terms = [self._term_of(hit.passage) for hit in hits]
        term = terms[0]
        if term is None or set(find_tokens(term.label)) <= set(find_tokens(reading.text)):
            return None
        other = next((hit.score for hit, its in zip(hits, terms, strict=True) if its != term), 0.0)
        best = hits[0].score
        clear = best >= FIT and (best - other >= AHEAD or terms[:LOOKED_AT].count(term) > MOST_OWN)
        return term if clear or best >= TIMES * other else None

    def _term_of(self, passage: Passage) -> Known | None:
        """Return the term that the section or else the document of a passage is called by."""
        for name in (*reversed(passage.section), passage.title):
            known = next((k for k in self._entities.find(name) if k.type in TERM_CLASSES), None)
            if known is not None:
                return known if known.type in _TERMS else None
        return None

    def _find_opening(self, sentence: Sentence, term: Known) -> Sentence | None:
        """Return the sentence that begins the text about a term."""
        openings = (p for p in self._index.openings_of(term.label) if p.document == sentence.passage.document)
        first = next((p for p in openings if p.sentences), None)
        if first is None:
            return None
        span = first.sentences[0]
        return Sentence(first, span, span_text(first, span), sentence.score, 1.0, frozenset())


def _asks_for_term(reading: Reading) -> bool:
    """Tell whether a question asks for a term, and names no more than other terms in what it says of it."""
    if reading.form not in {Form.OPEN, Form.PASSAGE} or reading.asks not in {"what", "which"}:
        return False
    if asks_for_several(reading) or any(not mention.is_common for mention in reading.mentions):
        return False
    noun = reading.lowers[reading.answer_noun] if reading.answer_noun is not None else ""
    first = reading.lowers[1:2] if reading.lowers[0] in {"what", "which"} else ()
    return noun in _NOUNS or bool(_NOUNS & set(first)) or asks_what_they_call_it(reading)
