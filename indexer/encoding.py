"""A text as an encoder reads it: one vector for the whole, one for each token."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Encoding:
    """Vectors of length 1 (L2) for a text and for its tokens.

    `embedding`: shape (dimension,). `tokens`: shape (n, token dimension). `spans`: the code points of the text
    that each token stands for, shape (n, 2); empty for the marks that the encoder itself adds. A long text is
    read to the encoder's limit.
    """

    embedding: NDArray[np.float32]
    tokens: NDArray[np.float32]
    spans: NDArray[np.int32]


def to_unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return rows scaled to length 1; rows of zeros stay."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    unit: NDArray[np.float32] = (vectors / np.maximum(lengths, 1e-12)).astype(np.float32)
    return unit
