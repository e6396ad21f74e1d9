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
) -> PassageIndex:
    """Cut documents into passages, encode the new ones, write the index into `folder`, and return it.

    `entity_spans_by_document`: document name -> where it mentions which entity (IRI). `cache`: the folder
    where embeddings are kept between builds. `progress(done, total)` is told how many passages are encoded.
    """
    passages: list[Passage] = []
    for document in documents:
        passages.extend(split_passages(document, entity_spans=entity_spans_by_document.get(document.name, ())))
    texts = [to_indexed_text(passage) for passage in passages]
    coded = EmbeddingCache(cache, encoder).encode(texts, progress)
    return PassageIndex.build(passages, coded, folder, encoder)
