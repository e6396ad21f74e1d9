"""Embeddings of earlier builds, by the hash of their text, so that no text is encoded twice."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.encoder import Encoder

_FILE = "embeddings.bin"
_CHUNK = 256
_SAVE_EVERY = 4096
_KEY_BYTES = 16


class EmbeddingCache:
    """One file in a cache folder: a line that names the encoder, then sorted keys, then the rows.

    After a build it holds exactly the texts of that build, so that it is the same file, byte for byte,
    whatever was built before. While encoding it is saved from time to time: a killed build loses a minute
    at most.
    """

    def __init__(self, folder: Path, encoder: Encoder) -> None:
        """Use the cache in `folder`; one that is missing, damaged or of another encoder counts as empty."""
        self._path = folder / _FILE
        self._encoder = encoder

    def encode(self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None) -> NDArray[np.float32]:
        """Return one row a text: shape (len(texts), dimension).

        `progress(done, total)` is told how many distinct texts are encoded.
        """
        keys = [hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:_KEY_BYTES] for text in texts]
        known = self._load()
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        total = len(set(keys))
        pending = list(missing.items())
        for start in range(0, len(pending), _CHUNK):
            chunk = pending[start : start + _CHUNK]
            rows = self._encoder.encode([text for _, text in chunk])
            known.update(zip((key for key, _ in chunk), rows, strict=True))
            if progress:
                progress(total - len(pending) + start + len(chunk), total)
            if (start + _CHUNK) % _SAVE_EVERY == 0:
                self._save(known)
        if not pending and progress:
            progress(total, total)
        self._save({key: known[key] for key in keys})
        if not keys:
            return np.zeros((0, self._encoder.dimension), dtype=np.float32)
        return np.stack([known[key] for key in keys])

    def _load(self) -> dict[bytes, NDArray[np.float32]]:
        """Return key -> row; nothing where the file is missing, damaged, or of another encoder."""
        width = self._encoder.dimension
        try:
            with open(self._path, "rb") as file:
                head = json.loads(file.readline())
                if (head["encoder"], head["dimension"]) != (self._encoder.name, width):
                    return {}
                count = int(head["count"])
                keys = file.read(count * _KEY_BYTES)
                rows = np.frombuffer(file.read(), dtype="<f4").reshape(count, width)
        except (OSError, ValueError, KeyError, TypeError):
            return {}
        return {keys[i * _KEY_BYTES : (i + 1) * _KEY_BYTES]: rows[i] for i in range(count)}

    def _save(self, known: dict[bytes, NDArray[np.float32]]) -> None:
        """Replace the file in one step."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        head = {"encoder": self._encoder.name, "dimension": self._encoder.dimension, "count": len(known)}
        keys = sorted(known)
        fresh = self._path.with_suffix(".new")
        with open(fresh, "wb") as file:
            file.write(json.dumps(head).encode() + b"\n")
            file.write(b"".join(keys))
            for key in keys:
                file.write(known[key].astype("<f4").tobytes())
        os.replace(fresh, self._path)
