"""Keyword search: BM25 scores, computed once by bm25s when the index is built."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.tokens import find_tokens

_ARRAYS = ("scores", "positions", "starts")
_VOCABULARY = "vocabulary.json"
_K1 = 1.2
_B = 0.75


class KeywordIndex:
    """Texts by their words; a search adds up the stored scores of the words asked for and needs no bm25s."""

    def __init__(
        self,
        length: int,
        vocabulary: Sequence[str],
        scores: NDArray[np.float32],
        positions: NDArray[np.int32],
        starts: NDArray[np.int64],
    ) -> None:
        """Take the parts; word w has `scores` and `positions` from `starts[w]` to `starts[w + 1]`."""
        self._length = length
        self._vocabulary = {word: number for number, word in enumerate(vocabulary)}
        self._scores = scores
        self._positions = positions
        self._starts = starts

    def __len__(self) -> int:
        return self._length

    @classmethod
    def build(cls, texts: Sequence[str]) -> KeywordIndex:
        """Index the texts; a text's position is its number, from 0."""
        tokens = [find_tokens(text) for text in texts]
        vocabulary = sorted({token for words in tokens for token in words})
        if not vocabulary:
            empty = np.zeros(0, dtype=np.float32), np.zeros(0, dtype=np.int32), np.zeros(1, dtype=np.int64)
            return cls(len(texts), (), *empty)
        import bm25s

        numbers = {word: number for number, word in enumerate(vocabulary)}
        index = bm25s.BM25(k1=_K1, b=_B, method="lucene", backend="numpy", csc_backend="numpy")
        index.index(
            ([[numbers[token] for token in words] for words in tokens], numbers),
            create_empty_token=False,
            show_progress=False,
        )
        found = index.scores
        return cls(
            len(texts),
            vocabulary,
            np.asarray(found["data"], dtype=np.float32),
            np.asarray(found["indices"], dtype=np.int32),
            np.asarray(found["indptr"], dtype=np.int64),
        )

    def score(self, text: str) -> NDArray[np.float32]:
        """Return how much of `text` each indexed text covers, in [0, 1]: shape (len(self),).

        1 would be a text that repeats every word endlessly: BM25 divided by the sum of the words' weights
        (idf). A word that stands nowhere in the index weighs as one that stands in a single text.
        """
        total = np.zeros(self._length, dtype=np.float32)
        bound = 0.0
        for word in sorted(set(find_tokens(text))):
            number = self._vocabulary.get(word)
            start, end = (0, 0) if number is None else (self._starts[number], self._starts[number + 1])
            bound += self._weigh(max(1, int(end - start)))
            # A text stands once in the list of a word, so plain indexing adds up right.
            total[self._positions[start:end]] += self._scores[start:end]
        return total / np.float32(bound) if bound else total

    @property
    def vocabulary(self) -> Collection[str]:
        """The words that stand in the texts, as `find_tokens` gives them."""
        return self._vocabulary.keys()

    def frequency(self, token: str) -> int:
        """Return in how many texts a word, as `find_tokens` gives it, stands."""
        number = self._vocabulary.get(token)
        return 0 if number is None else int(self._starts[number + 1] - self._starts[number])

    def _weigh(self, count: int) -> float:
        """Return the weight (idf, as Lucene computes it) of a word that stands in `count` texts."""
        return float(np.log1p((self._length - count + 0.5) / (count + 0.5))) if self._length else 0.0

    def save(self, folder: Path) -> None:
        """Write the index into an existing folder; the same texts give the same bytes."""
        for name, array in zip(_ARRAYS, (self._scores, self._positions, self._starts), strict=True):
            np.save(folder / f"{name}.npy", np.asarray(array))
        words = {"length": self._length, "words": list(self._vocabulary)}
        (folder / _VOCABULARY).write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> KeywordIndex:
        """Read an index written by `save`."""
        words = json.loads((folder / _VOCABULARY).read_text(encoding="utf-8"))
        arrays = [np.load(folder / f"{name}.npy") for name in _ARRAYS]
        return cls(int(words["length"]), words["words"], *arrays)
