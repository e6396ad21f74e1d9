"""Retrieval: the passages that may answer a question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from api.answering.graph.facts.evidence import Source
from api.answering.question.asked.sought import find_sought
from api.answering.question.asked.wanted import asks_for_several
from api.answering.question.reading import Form, Reading
from indexer.passages import Hit, Passage
from indexer.search import PassageIndex
from indexer.tokens import find_tokens
from kg.language.releases import find_versions

TOP = 12
POOLED = 3
MOST_RECORDS = 3
MOST_ADDED = 3
_LEADING_IN = re.compile(r"^.*:$", re.MULTILINE)


def find_passages(index: PassageIndex, reading: Reading) -> list[Hit]:
    """Return the passages for a question; for a comparison also those of each thing compared."""
    kept: dict[tuple[str, int], Hit] = {}
    for text, top_k, entities in _searches(reading):
        found = index.search(text, top_k * POOLED, entities, reading.as_of_said)
        for hit in _put_records_behind(found)[:top_k]:
            kept.setdefault((hit.passage.document, hit.passage.span.start), hit)
    names = [name for mention in reading.mentions[:2] for name in mention.names]
    # Where a name stands in many passages, the words beside it tell which one is meant.
    rest = " ".join(reading.words[n].text for n in reading.unnamed)
    texts = [*find_versions(reading.text), *([rest] if rest and reading.mentions else [])]
    like = [passage for text in texts for passage in index.find_like(text) if _is_told_by(passage, reading)]
    lead_ins = _find_lead_ins(index, list(kept.values()), reading) if asks_for_several(reading) else []
    hits = _with_passages(_with_passages(list(kept.values()), lead_ins), like)
    return with_openings(index, hits, reading, names)


def _find_lead_ins(index: PassageIndex, hits: Sequence[Hit], reading: Reading) -> list[Passage]:
    """Return the passages of the first documents found that lead into a list of what is asked for."""
    heads = find_sought(reading).heads
    documents = dict.fromkeys(hit.passage.document for hit in hits)
    first = [next(hit.passage for hit in hits if hit.passage.document == name) for name in list(documents)[:POOLED]]
    return [
        passage
        for one in first
        for passage in index.behind(one)
        if any(heads & set(find_tokens(line)) for line in _LEADING_IN.findall(passage.text))
    ]


def with_openings(index: PassageIndex, hits: Sequence[Hit], reading: Reading, names: Sequence[str]) -> list[Hit]:
    """Return hits, then how the documents called by some names begin: what stands under a title leaves its name out."""
    found = (passage for name in names for passage in index.openings_of(name) if _is_told_by(passage, reading))
    return _with_passages(hits, found)


def with_evidence(index: PassageIndex, hits: Sequence[Hit], reading: Reading, stated: Sequence[Source]) -> list[Hit]:
    """Return hits, then the passages that statements were read from: a long one may not be near to a question."""
    found = (index.passage_at(source.document, source.span) for source in stated)
    return _with_passages(hits, (passage for passage in found if passage is not None and _is_told_by(passage, reading)))


def _is_told_by(passage: Passage, reading: Reading) -> bool:
    """Tell whether the document of a passage was there on the day that a question is about."""
    return reading.as_of_said is None or (passage.date or "") <= reading.as_of_said


def _with_passages(hits: Sequence[Hit], passages: Iterable[Passage]) -> list[Hit]:
    """Return hits, then a few more passages that are not among them."""
    known = {(hit.passage.document, hit.passage.span.start) for hit in hits}
    least = min((hit.score for hit in hits), default=0.0)
    found = {(passage.document, passage.span.start): passage for passage in passages}
    added = [passage for key, passage in found.items() if key not in known][:MOST_ADDED]
    return [*hits, *(Hit(passage, least, rank) for rank, passage in enumerate(added, len(hits) + 1))]


def _put_records_behind(hits: Sequence[Hit]) -> list[Hit]:
    """Return hits with all records but the best few at the end: a list has one for each thing of a heading."""
    records = [hit for hit in hits if hit.passage.opens_with_fields][MOST_RECORDS:]
    return [*(hit for hit in hits if hit not in records), *records]


def _searches(reading: Reading) -> Iterator[tuple[str, int, Sequence[str]]]:
    """Yield what is searched for a question: a text, how many passages, and the entities it is about."""
    entities = reading.iris
    yield reading.spelled, TOP, entities
    if reading.relation_words and reading.mentions:
        yield f"{reading.mentions[0].entity.label} {' '.join(sorted(reading.relation_words))}", 5, entities
    if reading.form is Form.COMPARISON:
        for mention in reading.mentions:
            yield mention.entity.label, 4, [mention.entity.iri]
