"""Encoders turn texts into unit vectors; `load_encoder` gives the one that a setting names."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from indexer.encoding import Encoding
from indexer.onnx_encoder import OnnxEncoder, is_exported
from indexer.onnx_export import DEFAULT_EXPORT, export_onnx, find_default_weights
from indexer.sentence_encoder import SentenceTransformerEncoder

__all__ = [
    "Encoder",
    "Encoding",
    "OnnxEncoder",
    "SentenceTransformerEncoder",
    "export_onnx",
    "find_cache_folder",
    "load_encoder",
]


class Encoder(Protocol):
    """Turns texts into vectors whose dot product tells how near their meanings are.

    A text's vector depends on the text and the encoder's `name` alone, never on the texts beside it.
    """

    @property
    def name(self) -> str:
        """The weights and the way they are run; two encoders of one name give the same vectors."""
        ...

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        ...

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row of length 1 (L2) a text: shape (len(texts), dimension)."""
        ...

    def encode_tokens(self, texts: Sequence[str]) -> list[Encoding]:
        """Return each text with the vectors of its tokens; the embeddings are those of `encode`."""
        ...


def find_cache_folder() -> Path:
    """Return where what is made once for all data folders is kept, exported weights above all.

    It is `landscape-kg` under XDG_CACHE_HOME or `~/.cache`.
    """
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "landscape-kg"


def load_encoder(name: str = "default", cache: Path | None = None) -> Encoder:
    """Return the encoder called `name`, without ever using the network.

    `default` is the small English model that is installed with the program, run by ONNX Runtime; its
    weights are exported once into `cache` (see `find_cache_folder`). Any other name is a
    sentence-transformers model, as a folder or as a name in the local model cache. Raises EncoderError
    where weights are missing or damaged.
    """
    if name != "default":
        return SentenceTransformerEncoder(name)
    folder = (cache or find_cache_folder()) / "encoders" / DEFAULT_EXPORT
    if not is_exported(folder):
        export_onnx(find_default_weights(), folder)
    return OnnxEncoder(folder)
