"""Encoders: texts a second, time to load, one question, and quality, for each way to run the weights."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks._sets import SHARED, measure_ndcg, read_set
from indexer.encoder import Encoder, OnnxEncoder, SentenceTransformerEncoder, load_encoder
from indexer.onnx_export import DEFAULT_EXPORT, find_default_weights

_QUESTION = "which of the two proxies became the default one?"
_ROUNDS = 50


def run() -> None:
    """Print a table: one row an encoder, its vectors held against the reference's."""
    if not SHARED.is_dir():
        print(f"{SHARED} is not here: the texts to encode come from it.")
        return
    texts = read_set("ir_cranfield")
    table = Table(
        "encoder",
        "load s",
        "question ms",
        "texts/s",
        "least cosine",
        "mean cosine",
        "nDCG@10",
        "top 10 shared",
    )
    reference = None
    with tempfile.TemporaryDirectory() as scratch:
        for name, make in _list_encoders(Path(scratch)):
            seconds, encoder = _time(make)
            encoder.encode([_QUESTION])
            question, _ = _time(partial(_encode_often, encoder))
            whole, rows = _time(partial(encoder.encode, texts.texts))
            scores = encoder.encode(texts.questions) @ rows.T
            top = np.argsort(-scores, axis=1, kind="stable")[:, :10]
            reference = reference or (rows, top)
            cosines = (rows * reference[0]).sum(axis=1)
            shared = [len(set(ours) & set(theirs)) / 10 for ours, theirs in zip(top, reference[1], strict=True)]
            table.add_row(
                name,
                f"{seconds:.2f}",
                f"{question / _ROUNDS * 1000:.1f}",
                f"{len(texts.texts) / whole:.0f}",
                f"{cosines.min():.4f}",
                f"{cosines.mean():.4f}",
                f"{measure_ndcg(scores, texts.grades):.4f}",
                f"{np.mean(shared):.3f}",
            )
    Console(width=120).print(table)


def _list_encoders(scratch: Path) -> list[tuple[str, Callable[[], Encoder]]]:
    """Return the encoders to compare, the reference first; what they need is made before the clock runs."""
    load_encoder(cache=scratch)
    exported = scratch / "encoders" / DEFAULT_EXPORT
    quantised = _quantise(exported, scratch / "int8")
    return [
        ("sentence-transformers", lambda: SentenceTransformerEncoder(find_default_weights())),
        ("ONNX float (default)", lambda: OnnxEncoder(exported)),
        ("ONNX int8", lambda: OnnxEncoder(quantised)),
    ]


def _quantise(exported: Path, folder: Path) -> Path:
    """Copy an export with its weights as 8-bit integers."""
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    shutil.copytree(exported, folder)
    quantize_dynamic(
        exported / "model.onnx",
        folder / "model.onnx",
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        # The fused operators of the export have no shape inference.
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )
    return folder


def _encode_often(encoder: Encoder) -> None:
    for _ in range(_ROUNDS):
        encoder.encode([_QUESTION])


def _time(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result
