"""Retrieval: the passages that may answer a question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from api.answering.question.reading import Form, Reading
from indexer.passages import Hit
from indexer.search import PassageIndex

TOP = 12
POOLED = 3
MOST_RECORDS = 3
MOST_OPENINGS = 3


def find_passages(index: PassageIndex, reading: Reading) -> list[Hit]:
    """Return the passages for a question; for a comparison also those of each thing compared."""
    kept: dict[tuple[str, int], Hit] = {}
    for text, top_k, entities in _searches(reading):
        found = index.search(text, top_k * POOLED, entities, reading.as_of_said)
        for hit in _put_records_behind(found)[:top_k]:
            kept.setdefault((hit.passage.document, hit.passage.span.start), hit)
    names = [name for mention in reading.mentions[:2] for name in mention.names]
    return with_openings(index, list(kept.values()), reading, names)


def with_openings(index: PassageIndex, hits: Sequence[Hit], reading: Reading, names: Sequence[str]) -> list[Hit]:
    """Return hits, then how the documents called by some names begin: what stands under a title leaves its name out."""
    known = {(hit.passage.document, hit.passage.span.start) for hit in hits}
    least = min((hit.score for hit in hits), default=0.0)
    found = {
        (passage.document, passage.span.start): passage
        for name in names
        for passage in index.openings_of(name)
        if reading.as_of_said is None or (passage.date or "") <= reading.as_of_said
    }
    openings = [passage for key, passage in found.items() if key not in known][:MOST_OPENINGS]
    return [*hits, *(Hit(passage, least, rank) for rank, passage in enumerate(openings, len(hits) + 1))]


def _put_records_behind(hits: Sequence[Hit]) -> list[Hit]:
    """Return hits with all records but the best few at the end: a list has one for each thing of a heading."""
    records = [hit for hit in hits if hit.passage.opens_with_fields][MOST_RECORDS:]
    return [*(hit for hit in hits if hit not in records), *records]


def _searches(reading: Reading) -> Iterator[tuple[str, int, list[str]]]:
    """Yield what is searched for a question: a text, how many passages, and the entities it is about."""
    entities = [m.entity.iri for m in reading.mentions]
    yield reading.spelled, TOP, entities
    if reading.relation_words and reading.mentions:
        yield f"{reading.mentions[0].entity.label} {' '.join(sorted(reading.relation_words))}", 5, entities
    if reading.form is Form.COMPARISON:
        for mention in reading.mentions:
            yield mention.entity.label, 4, [mention.entity.iri]
