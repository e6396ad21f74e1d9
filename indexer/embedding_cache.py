"""Embeddings and token codes of earlier builds, by the hash of their text: no text is encoded twice."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from indexer.encoder import Encoder
from indexer.token_codes import CodedText, to_coded

_FILE = "embeddings.bin"
_CHUNK = 256
_SAVE_EVERY = 4096
_KEY_BYTES = 16


class EmbeddingCache:
    """One file in a cache folder: a line that names the encoder, sorted keys, then rows and token codes.

    After a build it holds exactly the texts of that build, so that it is the same file, byte for byte,
    whatever was built before. While encoding it is saved from time to time: a killed build loses a minute
    at most.
    """

    def __init__(self, folder: Path, encoder: Encoder) -> None:
        """Use the cache in `folder`; one that is missing, damaged or of another encoder counts as empty."""
        self._path = folder / _FILE
        self._encoder = encoder

    def encode(self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None) -> list[CodedText]:
        """Return each text with its embedding and the codes of its tokens, in order.

        `progress(done, total)` is told how many distinct texts are encoded.
        """
        keys = [hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:_KEY_BYTES] for text in texts]
        known = self._load()
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        total = len(set(keys))
        pending = list(missing.items())
        for start in range(0, len(pending), _CHUNK):
            chunk = pending[start : start + _CHUNK]
            for (key, _), encoding in zip(chunk, self._encoder.encode_tokens([text for _, text in chunk]), strict=True):
                known[key] = to_coded(encoding)
            if progress:
                progress(total - len(pending) + start + len(chunk), total)
            if (start + _CHUNK) % _SAVE_EVERY == 0:
                self._save(known)
        if not pending and progress:
            progress(total, total)
        if pending or len(known) != total:
            self._save({key: known[key] for key in keys})
        return [known[key] for key in keys]

    def _load(self) -> dict[bytes, CodedText]:
        """Return key -> coded text; nothing where the file is missing, damaged, or of another encoder."""
        dimension = self._encoder.dimension
        try:
            with open(self._path, "rb") as file:
                head = json.loads(file.readline())
                if (head["encoder"], head["dimension"]) != (self._encoder.name, dimension):
                    return {}
                count, tokens, width, bits = (int(head[name]) for name in ("count", "tokens", "width", "bits"))
                keys = file.read(count * _KEY_BYTES)
                rows = _read_array(file, "<f4", (count, dimension))
                ends = _read_array(file, "<i8", (count + 1,))
                places = _read_array(file, "<u2", (tokens,))
                codes = _read_array(file, "u1", (tokens, width))
        except (OSError, ValueError, KeyError, TypeError):
            return {}
        return {
            keys[n * _KEY_BYTES : (n + 1) * _KEY_BYTES]: CodedText(
                rows[n], codes[ends[n] : ends[n + 1]], places[ends[n] : ends[n + 1]], bits
            )
            for n in range(count)
        }

    def _save(self, known: dict[bytes, CodedText]) -> None:
        """Replace the file in one step."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        keys = sorted(known)
        texts = [known[key] for key in keys]
        ends = np.cumsum([0, *(len(text.places) for text in texts)])
        head = {
            "encoder": self._encoder.name,
            "dimension": self._encoder.dimension,
            "count": len(texts),
            "tokens": int(ends[-1]),
            "width": max((text.codes.shape[1] for text in texts), default=0),
            "bits": max((text.bits for text in texts), default=0),
        }
        # Builds of several data folders may share a cache: each writes its own, and closes it before the exchange.
        file = tempfile.NamedTemporaryFile(  # noqa: SIM115
            "wb", dir=self._path.parent, prefix="embeddings.", suffix=".new", delete=False
        )
        try:
            with file:
                file.write(json.dumps(head).encode() + b"\n")
                file.write(b"".join(keys))
                for text in texts:
                    file.write(text.embedding.astype("<f4").tobytes())
                file.write(ends.astype("<i8").tobytes())
                for text in texts:
                    file.write(text.places.astype("<u2").tobytes())
                for text in texts:
                    file.write(text.codes.tobytes())
            os.replace(file.name, self._path)
        except BaseException:
            os.unlink(file.name)
            raise


def _read_array(file: BinaryIO, kind: str, shape: tuple[int, ...]) -> NDArray[Any]:
    """Read the next array of a file; raise ValueError where it is cut short."""
    size = int(np.prod(shape)) * np.dtype(kind).itemsize
    return np.frombuffer(file.read(size), dtype=kind).reshape(shape)
