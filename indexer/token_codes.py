"""Token codes: one bit a dimension of each token's vector, for a second look at the sentences of a passage.

A question meets a sentence token by token (late interaction; Khattab and Zaharia, "ColBERT", 2020): each token
of the question with the nearest of the sentence's. The vectors are those that the encoder gives anyway when
it encodes the whole passage, so that a token knows what stands around it, and cost no second run. Of each
dimension only the sign is kept: 48 bytes a token, and as good an order of sentences as whole vectors. Two
codes that differ in h of d bits stand for vectors at an angle of about pi h / d (Charikar, "Similarity
estimation techniques from rounding algorithms", 2002), which needs no product of matrices.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.encoding import Encoding
from indexer.passages import Passage

_CODES, _SENTENCES, _STARTS = "codes.npy", "sentences.npy", "starts.npy"
_BLOCK = 64
_NO_SENTENCE = np.iinfo(np.uint16).max


@dataclass(frozen=True)
class CodedText:
    """An encoded text as it is kept: its embedding, the code of each token, and where each token begins.

    `embedding`: shape (dimension,). `codes`: shape (tokens, bytes a token), of whole 64-bit words. `places`: code
    points, shape (tokens,). `bits`: how many bits of a code stand for something.
    """

    embedding: NDArray[np.float32]
    codes: NDArray[np.uint8]
    places: NDArray[np.uint16]
    bits: int


def to_coded(encoding: Encoding) -> CodedText:
    """Keep the signs of the token vectors."""
    written = encoding.spans[:, 1] > encoding.spans[:, 0]
    places = np.minimum(encoding.spans[written, 0], np.iinfo(np.uint16).max).astype(np.uint16)
    tokens = encoding.tokens[written]
    bits = np.pad(tokens > 0, ((0, 0), (0, -tokens.shape[1] % _BLOCK)))
    return CodedText(encoding.embedding, np.packbits(bits, axis=1), places, tokens.shape[1])


class TokenCodes:
    """The token codes of all passages of an index, in its order."""

    def __init__(self, codes: NDArray[np.uint8], sentences: NDArray[np.uint16], starts: NDArray[np.int64]) -> None:
        """Take the parts; passage p has the tokens from `starts[p]` to `starts[p + 1]`, each of a sentence."""
        if len(codes) != len(sentences) or not len(starts) or starts[-1] != len(codes):
            raise ValueError("the token codes are cut short")
        self._codes = codes
        self._sentences = sentences
        self._starts = starts

    @classmethod
    def build(cls, passages: Sequence[Passage], texts: Sequence[str], coded: Sequence[CodedText]) -> TokenCodes:
        """Make the codes of passages from those of the indexed texts, which end with the passages' own words."""
        parts, numbers, counts = [np.zeros((0, 0), dtype=np.uint8)], [np.zeros(0, dtype=np.uint16)], [0]
        for passage, text, one in zip(passages, texts, coded, strict=True):
            found = _find_sentences(passage, one.places.astype(np.int64) - (len(text) - len(passage.text)))
            kept = found != _NO_SENTENCE
            parts.append(one.codes[kept])
            numbers.append(found[kept])
            counts.append(int(kept.sum()))
        width = max(part.shape[1] for part in parts)
        return cls(
            np.concatenate([part.reshape(len(part), width) for part in parts]),
            np.concatenate(numbers),
            np.cumsum(counts, dtype=np.int64),
        )

    def meet(self, question: CodedText, passages: Sequence[tuple[int, int]]) -> list[NDArray[np.float32]]:
        """Return how near each sentence of some passages comes to each token of a question.

        `passages`: position and number of sentences of each. One array a passage, of shape (tokens of the question,
        sentences): the highest (estimated) cosine with a token of the sentence. A sentence beyond what the encoder
        reads of a passage counts as the mean of the others.
        """
        met = [np.zeros((len(question.codes), count), dtype=np.float32) for _, count in passages]
        ranges = [(int(self._starts[position]), int(self._starts[position + 1])) for position, _ in passages]
        if not len(question.codes) or not any(start < end for start, end in ranges):
            return met
        codes = np.concatenate([self._codes[start:end] for start, end in ranges]).view(np.uint64)
        # One 64-bit word of every code at a time: no array grows beyond tokens by tokens.
        differing = sum(
            np.bitwise_count(one[:, None] ^ other[None, :]).astype(np.int32)
            for one, other in zip(question.codes.view(np.uint64).T, codes.T, strict=True)
        )
        cosines = np.cos(differing * np.float32(np.pi / question.bits))
        done = 0
        for found, (start, end) in zip(met, ranges, strict=True):
            if start < end:
                sentences = self._sentences[start:end]
                borders = np.flatnonzero(np.diff(sentences, prepend=_NO_SENTENCE))
                nearest = np.maximum.reduceat(cosines[:, done : done + end - start], borders, axis=1)
                found[:] = nearest.mean(axis=1, keepdims=True)
                found[:, sentences[borders]] = nearest
            done += end - start
        return met

    def save(self, folder: Path) -> None:
        """Write the codes into an existing folder; the same ones give the same bytes."""
        np.save(folder / _CODES, self._codes)
        np.save(folder / _SENTENCES, self._sentences)
        np.save(folder / _STARTS, self._starts)

    @classmethod
    def load(cls, folder: Path) -> TokenCodes:
        """Open codes written by `save`, without reading them all."""
        codes, sentences = (np.load(folder / name, mmap_mode="r") for name in (_CODES, _SENTENCES))
        return cls(codes, sentences, np.load(folder / _STARTS))


def _find_sentences(passage: Passage, places: NDArray[np.int64]) -> NDArray[np.uint16]:
    """Return the number of the sentence that each place of a passage's text lies in: shape (len(places),)."""
    found = np.full(len(places), _NO_SENTENCE, dtype=np.uint16)
    for number, span in enumerate(passage.sentences):
        start, end = span.start - passage.span.start, span.end - passage.span.start
        found[(places >= start) & (places < end)] = number
    return found
