"""The reference encoder: any sentence-transformers model, run by torch."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.encoding import Encoding, to_unit
from indexer.onnx_encoder import MAX_TOKENS
from kg.errors import EncoderError


class SentenceTransformerEncoder:
    """A sentence-transformers model from a folder or from the local model cache; nothing is downloaded."""

    def __init__(self, name_or_folder: str | Path) -> None:
        """Load the model; raise EncoderError where it is not on this machine."""
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        folder = _find_folder(str(name_or_folder))
        from sentence_transformers import SentenceTransformer

        try:
            self._model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
        # The library raises whatever its parts raise for a folder that holds no model.
        except Exception as error:
            reason = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
            raise EncoderError(
                f"{folder}: no sentence-transformers model ({reason}). Name a folder that holds one, or `default`."
            ) from error
        self._model.max_seq_length = min(self._model.max_seq_length or MAX_TOKENS, MAX_TOKENS)
        self.dimension = len(self._model.encode("", show_progress_bar=False))
        self.name = f"{Path(str(name_or_folder)).name}@{_hash_weights(folder)[:8]}"

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row of length 1 a text, in order: shape (len(texts), dimension)."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        # A lone surrogate reads as "?". One text a batch, so that a vector depends on its text alone.
        clean = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
        embeddings = self._model.encode(clean, batch_size=1, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(embeddings, dtype=np.float32)

    def encode_tokens(self, texts: Sequence[str]) -> list[Encoding]:
        """Return each text with the vectors of its tokens, in order."""
        return [self._encode_one(text, embedding) for text, embedding in zip(texts, self.encode(texts), strict=True)]

    def _encode_one(self, text: str, embedding: NDArray[np.float32]) -> Encoding:
        clean = text.encode("utf-8", "replace").decode("utf-8")
        vectors = self._model.encode(clean, output_value="token_embeddings", show_progress_bar=False)
        read = self._model.tokenizer(
            clean, truncation=True, max_length=self._model.max_seq_length, return_offsets_mapping=True
        )
        return Encoding(
            embedding,
            to_unit(np.asarray(vectors.cpu(), dtype=np.float32)),
            np.array(read["offset_mapping"], dtype=np.int32),
        )


def _find_folder(name_or_folder: str) -> Path:
    """Return the model's folder on this machine; raise EncoderError where there is none."""
    if Path(name_or_folder).is_dir():
        return Path(name_or_folder)
    from huggingface_hub import snapshot_download

    try:
        return Path(snapshot_download(name_or_folder, local_files_only=True))
    except (OSError, ValueError) as error:
        raise EncoderError(
            f"{name_or_folder}: no such model on this machine. Name a folder that holds "
            f"a sentence-transformers model, or `default`."
        ) from error


def _hash_weights(folder: Path) -> str:
    """Return a hash of all weights under `folder`, so that a changed model gets a name of its own."""
    digest = hashlib.sha256()
    for path in sorted([*folder.rglob("*.safetensors"), *folder.rglob("*.bin")]):
        with open(path, "rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()
