"""Meanings of relations: the vectors of their wordings, to find which relation other words may mean."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.embedding_cache import EmbeddingCache
from indexer.encoder import Encoder, find_cache_folder
from kg.errors import DataFolderError, EncoderError
from ontology.wordings import Wording

_VECTORS = "vectors.npy"
_WORDINGS = "wordings.json"


class RelationMeanings:
    """Wordings of relations with one vector each."""

    def __init__(self, wordings: Sequence[Wording], embeddings: NDArray[np.float32], encoder: Encoder) -> None:
        """Use `embeddings`, one row a wording: shape (len(wordings), dimension)."""
        self._relations = sorted({(wording.property, wording.given_is_subject) for wording in wordings})
        places = {relation: number for number, relation in enumerate(self._relations)}
        self._places = np.array([places[w.property, w.given_is_subject] for w in wordings], dtype=np.int64)
        self._embeddings = embeddings
        # Several steps of an answer look one question up; plain questions stay the same from one to the next.
        self._encode = lru_cache(maxsize=512)(lambda text: encoder.encode([text])[0])

    @classmethod
    def build(
        cls, wordings: Sequence[Wording], encoder: Encoder, folder: Path, cache: Path | None = None
    ) -> RelationMeanings:
        """Encode wordings, write them into `folder`, and return them.

        They are the same for every data folder of a field: `cache` (see `find_cache_folder`) keeps them for all.
        """
        texts = [wording.text for wording in wordings]
        which = hashlib.sha256("\n".join((encoder.name, *texts)).encode()).hexdigest()[:16]
        kept = (cache or find_cache_folder()) / "relations" / which
        coded = EmbeddingCache(kept, encoder).encode(texts)
        embeddings = np.array([text.embedding for text in coded], dtype=np.float32)
        folder.mkdir(parents=True, exist_ok=True)
        embeddings = embeddings.reshape(len(coded), encoder.dimension)
        np.save(folder / _VECTORS, embeddings)
        rows = [[wording.text, wording.property, wording.given_is_subject] for wording in wordings]
        text = json.dumps({"encoder": encoder.name, "wordings": rows}, ensure_ascii=False)
        (folder / _WORDINGS).write_text(text, encoding="utf-8")
        return cls(wordings, embeddings, encoder)

    @classmethod
    def load(cls, folder: Path, encoder: Encoder) -> RelationMeanings:
        """Open what `build` wrote; raise DataFolderError where it is damaged, EncoderError where another made it."""
        try:
            saved = json.loads((folder / _WORDINGS).read_text(encoding="utf-8"))
            if saved["encoder"] != encoder.name:
                raise EncoderError(
                    f"{folder}: was encoded by {saved['encoder']}, but the encoder in use is {encoder.name}. "
                    f"Name that encoder in the settings, or run `kg build` again."
                )
            return cls([Wording(*row) for row in saved["wordings"]], np.load(folder / _VECTORS), encoder)
        except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
            raise DataFolderError(f"{folder}: cannot be read ({error}). Run `kg build` again.") from error

    def score(self, text: str) -> dict[tuple[str, bool], float]:
        """Return how near a question lies to each relation, property and whether its subject is known: cosines.

        `text` has `ontology.wordings.KNOWN` in the place of what is known.
        """
        # Without BLAS: for so small a product its threads wait for each other longer than they work.
        nearness = np.einsum("ij,j->i", self._embeddings, self._encode(text))
        best = np.full(len(self._relations), -1.0, dtype=np.float32)
        np.maximum.at(best, self._places, nearness)
        return dict(zip(self._relations, (round(float(value), 4) for value in best), strict=True))

    def compare(self, text: str, others: Sequence[str]) -> dict[str, float]:
        """Return how near a text lies to each of some others: cosines."""
        own = self._encode(text)
        return {other: round(float(np.einsum("i,i->", self._encode(other), own)), 4) for other in others}
