"""The encoder run by ONNX Runtime: ready in a tenth of a second, without torch."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.encoding import Encoding, to_unit
from indexer.onnx_runtime import load_onnxruntime
from kg.errors import EncoderError

MODEL = "model.onnx"
TOKENIZER = "tokenizer.json"
SETTINGS = "encoder.json"
MAX_TOKENS = 256


class OnnxEncoder:
    """A transformer with mean pooling, read from a folder written by `export_onnx`.

    Every text is run by itself: no padding is computed, and a vector does not depend on its neighbours, so
    that adding a document leaves all other vectors the same to the last bit. Speed comes from one thread a
    core.
    """

    def __init__(self, folder: Path, threads: int | None = None) -> None:
        """Open the exported weights; raise EncoderError where they are missing or damaged."""
        from tokenizers import Tokenizer

        onnxruntime = load_onnxruntime()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # The graph was optimised when it was exported; doing it again would cost a third of a second.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
        try:
            settings = json.loads((folder / SETTINGS).read_text(encoding="utf-8"))
            self.name = str(settings["name"])
            self.dimension = int(settings["dimension"])
            self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
            self._session = onnxruntime.InferenceSession(
                str(folder / MODEL), options, providers=["CPUExecutionProvider"]
            )
        # Both libraries raise plain `Exception`s of their own for a damaged file.
        except Exception as error:
            reason = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
            raise EncoderError(
                f"{folder}: the encoder cannot be read ({reason}). Remove this folder; it is made again when needed."
            ) from error
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._threads = threads or _count_cores()

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row of length 1 a text, in order: shape (len(texts), dimension)."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        return np.stack([encoding.embedding for encoding in self.encode_tokens(texts)])

    def encode_tokens(self, texts: Sequence[str]) -> list[Encoding]:
        """Return each text with the vectors of its tokens, in order."""
        if len(texts) <= 1 or self._threads == 1:
            return [self._encode_one(text) for text in texts]
        with ThreadPoolExecutor(self._threads) as pool:
            return list(pool.map(self._encode_one, texts))

    def _encode_one(self, text: str) -> Encoding:
        # A lone surrogate, which a damaged text may hold, is no Unicode: it reads as "?".
        clean = text.encode("utf-8", "replace").decode("utf-8")
        read = self._tokenizer.encode(clean)
        ids = np.array([read.ids], dtype=np.int64)
        feed = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
        tokens = np.asarray(self._session.run(None, feed)[0])[0]
        return Encoding(to_unit(tokens.mean(axis=0)), to_unit(tokens), np.array(read.offsets, dtype=np.int32))


def is_exported(folder: Path) -> bool:
    """Tell whether `folder` holds an export that is whole, as far as the sizes of its files tell."""
    try:
        sizes = json.loads((folder / SETTINGS).read_text(encoding="utf-8"))["sizes"]
        return all((folder / name).stat().st_size == size for name, size in sizes.items())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def _count_cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
