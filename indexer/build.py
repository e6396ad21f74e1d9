"""Build the passage index: documents to passages, passages to vectors and words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from indexer.embedding_cache import EmbeddingCache
from indexer.encoder import Encoder
from indexer.passages import Passage, split_passages, to_indexed_text
from indexer.search import PassageIndex
from kg.documents import Document, Span


def build_passages(
    documents: Iterable[Document],
    entity_spans_by_document: Mapping[str, Sequence[tuple[Span, str]]],
    encoder: Encoder,
    folder: Path,
    cache: Path,
    progress: Callable[[int, int], None] | None = None,
    outdated: Mapping[str, Sequence[Span]] | None = None,
    referents: Mapping[str, Sequence[tuple[Span, str]]] | None = None,
) -> PassageIndex:
    """Cut documents into passages, encode the new ones, write the index into `folder`, and return it.

    `entity_spans_by_document`: document name -> where it mentions which entity (IRI). `cache`: the folder
    where embeddings are kept between builds. `progress(done, total)` is told how many passages are encoded.
    `outdated`: document name -> spans that a newer document tells anew; a passage of nothing else is left out.
    `referents`: document name -> where a subject such as "it" stands for which entity.
    """
    passages: list[Passage] = []
    for document in documents:
        found = split_passages(
            document,
            entity_spans=entity_spans_by_document.get(document.name, ()),
            referents=(referents or {}).get(document.name, ()),
        )
        retold = (outdated or {}).get(document.name, ())
        passages.extend(_leave_out(found, retold, document) if retold else found)
    texts = [to_indexed_text(passage) for passage in passages]
    coded = EmbeddingCache(cache, encoder).encode(texts, progress)
    return PassageIndex.build(passages, coded, folder, encoder)


def _leave_out(passages: Sequence[Passage], outdated: Sequence[Span], document: Document) -> list[Passage]:
    """Return the passages that hold some record that is not outdated; a record reaches to the next one."""
    retold = set(outdated)
    starts = [record.span.start for record in document.records]
    current = [
        Span(record.span.start, end)
        for record, end in zip(document.records, [*starts[1:], len(document.text)], strict=True)
        if record.span not in retold
    ]
    return [passage for passage in passages if any(passage.span.overlaps(span) for span in current)]
