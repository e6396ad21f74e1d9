"""Unnamed: the work that a page is about, where a sentence of it tells what is asked for without a name."""

from __future__ import annotations

from dataclasses import replace

from api.answering.question.asked.held import DERIVED, holds
from api.answering.question.asked.wanted import Wanted, asks_for_several
from api.answering.question.entities import EntityIndex, Known
from api.answering.question.reading import Reading
from api.answering.text.sentences.sentences import Sentence, span_text
from indexer.search import PassageIndex
from indexer.tokens import find_tokens
from ontology import Ontology
from ontology.roles import Role


def find_unnamed(reading: Reading, sentence: Sentence, entities: EntityIndex, ontology: Ontology) -> Known | None:
    """Return the work that the page of a sentence is called by, where a question asks for one and names another thing.

    "The working title was Quuxly" on the page "Zorblat" tells which project had that title.
    """
    wanted = reading.answer_class or ""
    if reading.asks not in {"which", "what"} or asks_for_several(reading) or not ontology.plays(wanted, Role.WORK):
        return None
    title = sentence.passage.title
    known = next((k for k in entities.find(title) if ontology.plays(k.type, Role.WORK)), None)
    if known is None or not ontology.may_be(known.type, (wanted,)):
        return None
    return None if any(m.entity.iri == known.iri for m in (*reading.mentions, *reading.excluded)) else known


def says_all(reading: Reading, sentence: Sentence, wanted: Wanted) -> bool:
    """Tell whether a sentence says every word of a question that is no name."""
    rest = reading.tokens(reading.unnamed)
    return bool(rest) and all(holds(token, sentence.text, wanted) >= DERIVED for token in rest)


def find_opening(index: PassageIndex, sentence: Sentence) -> list[Sentence]:
    """Return the sentence that a page begins with where it names what the page is called by, else nothing."""
    title = sentence.passage.title
    first = next((p for p in index.openings_of(title) if p.document == sentence.passage.document and p.sentences), None)
    if first is None or first.sentences[0] == sentence.span:
        return []
    opening = replace(
        sentence, passage=first, span=first.sentences[0], text=span_text(first, first.sentences[0]), met=()
    )
    return [opening] if set(find_tokens(title)) & set(find_tokens(opening.text)) else []
