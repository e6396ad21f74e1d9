"""Vector search: the protocol, and FAISS behind it."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any, Protocol, Self

import numpy as np
from numpy.typing import NDArray

EXACT_LIMIT = 50_000


class VectorIndex(Protocol):
    """Unit vectors, found by their dot product with another; a vector's position is its number, from 0."""

    def __len__(self) -> int: ...

    def add(self, embeddings: NDArray[np.float32]) -> None:
        """Append the rows: shape (n, dimension)."""
        ...

    def search(
        self, embedding: NDArray[np.float32], top_k: int, allowed: NDArray[np.bool_] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return positions and cosines of the nearest vectors, best first.

        `allowed`: which positions may be found, shape (len(self),).
        """
        ...

    def score(self, embedding: NDArray[np.float32], positions: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the cosines of the vectors at `positions`."""
        ...

    def save(self, path: Path) -> None:
        """Write the index to a file; the same vectors give the same bytes."""
        ...

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read an index written by `save`."""
        ...


class FaissIndex:
    """FAISS in process: exact up to `exact_limit` vectors, above that an inverted file.

    An inverted file (IVF), not a graph (HNSW): trained from a fixed seed by one thread it comes out the same
    every time, and what it finds has exact scores.
    """

    def __init__(self, dimension: int, exact_limit: int = EXACT_LIMIT) -> None:
        """Make an empty index of vectors of the given length."""
        import faiss

        self._exact_limit = exact_limit
        self._index: Any = faiss.IndexFlatIP(dimension)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def add(self, embeddings: NDArray[np.float32]) -> None:
        """Append the rows: shape (n, dimension)."""
        rows = np.ascontiguousarray(embeddings, dtype=np.float32)
        if len(self) <= self._exact_limit < len(self) + len(rows):
            rows = np.concatenate([self._index.reconstruct_n(0, len(self)), rows]) if len(self) else rows
            self._index = _train_inverted_file(rows)
        self._index.add(rows)

    def search(
        self, embedding: NDArray[np.float32], top_k: int, allowed: NDArray[np.bool_] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return positions and cosines of the nearest vectors, best first, equals in order of position."""
        import faiss

        top_k = min(top_k, len(self))
        if top_k < 1:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        exact = isinstance(self._index, faiss.IndexFlat)
        choices: dict[str, Any] = {} if exact else {"nprobe": self._index.nprobe}
        # With a selector, even one that lets everything pass, FAISS reads the vectors in one thread: 1 ms
        # instead of 13 for 20,000 of them, for its threads wait for each other longer than they work.
        if allowed is None:
            choices["sel"] = faiss.IDSelectorAll()
        else:
            choices["sel"] = faiss.IDSelectorBatch(np.flatnonzero(allowed))
        parameters = (faiss.SearchParameters if exact else faiss.SearchParametersIVF)(**choices)
        query = np.ascontiguousarray(embedding, dtype=np.float32)[None, :]
        scores, positions = self._index.search(query, top_k, params=parameters)
        found = positions[0] >= 0
        order = np.lexsort((positions[0][found], -scores[0][found]))
        return positions[0][found][order].astype(np.int64), scores[0][found][order]

    def score(self, embedding: NDArray[np.float32], positions: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the cosines of the vectors at `positions`."""
        if not len(positions):
            return np.zeros(0, dtype=np.float32)
        cosines: NDArray[np.float32] = self._index.reconstruct_batch(positions) @ embedding.astype(np.float32)
        return cosines

    def save(self, path: Path) -> None:
        """Write the index to a file; the same vectors give the same bytes."""
        import faiss

        faiss.write_index(self._index, str(path))

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read an index written by `save`; raise OSError where it cannot be read."""
        import faiss

        loaded = cls.__new__(cls)
        loaded._exact_limit = EXACT_LIMIT
        try:
            loaded._index = faiss.read_index(str(path))
        except RuntimeError as error:
            raise OSError(f"{path.name} is missing or damaged") from error
        return loaded


def _train_inverted_file(embeddings: NDArray[np.float32]) -> Any:
    """Return an empty inverted file with about 4 sqrt(n) cells, of which a search reads a sixteenth."""
    import faiss

    cells = max(1, min(int(4 * math.sqrt(len(embeddings))), len(embeddings) // 39))
    dimension = embeddings.shape[1]
    index = faiss.IndexIVFFlat(faiss.IndexFlatIP(dimension), dimension, cells, faiss.METRIC_INNER_PRODUCT)
    index.cp.seed = 1234
    threads = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)
    try:
        index.train(embeddings)
    finally:
        faiss.omp_set_num_threads(threads)
    index.nprobe = max(8, cells // 16)
    index.make_direct_map()
    return index
