"""The stages together: documents to a new generation of graph and passages."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import indexer
import kg
from indexer.build import build_passages
from indexer.encoder import load_encoder
from kg.build import build_graph
from kg.cache import BuildCache
from kg.corpus import Corpus, hash_field, open_corpus
from kg.errors import InputError
from kg.generations import DataFolder, Manifest
from ontology import Field, load_field

Progress = Callable[[str], None]


def build_data(
    paths: Sequence[Path],
    data: Path,
    encoder: str = "default",
    progress: Progress = lambda message: None,
    field: Field | None = None,
) -> Manifest:
    """Build what lies under `paths` into the data folder, put it in force in one step, and return its manifest.

    Where nothing changed since the generation in force, that one is kept. `progress` is told what is being
    done. Raises DataFolderError, EncoderError, and InputError where a path is missing or nothing can be read.
    """
    field = field or load_field()
    folder = DataFolder(data)
    with folder.writing():
        corpus = open_corpus(paths)
        if not corpus.hashes:
            raise InputError(
                f"{', '.join(map(str, paths))}: no document could be read. Name a folder of Markdown, HTML or text."
            )
        made_by = load_encoder(encoder)
        name = _name_generation(corpus, field, made_by.name)
        current = _current_name(folder)
        if current is not None and current.endswith(name):
            return folder.current().load_manifest()
        generation = folder.begin(f"{_next_number(folder):06}-{name}")
        with BuildCache(folder.cache) as cache:
            built = build_graph(corpus, generation.path, cache, field, progress)
            index = build_passages(
                corpus.documents(),
                built.mentions,
                made_by,
                generation.passages,
                folder.cache,
                lambda done, total: progress(f"passages {done}/{total}"),
            )
            cache.prune(("names", "extraction", "parse"))
        manifest = Manifest(
            documents=corpus.hashes,
            left_out=corpus.left_out,
            counts={
                "documents": len(corpus.hashes),
                "passages": len(index.passages),
                "entities": built.entities,
                "statements": built.statements,
            },
            encoder=made_by.name,
            ontology=hash_field(field),
            paths=tuple(str(path) for path in paths),
        )
        generation.save_manifest(manifest)
        folder.publish(generation)
        return manifest


def _name_generation(corpus: Corpus, field: Field, encoder: str) -> str:
    """Return the name that the same documents, ontology, encoder and code always give."""
    digest = hashlib.sha256(hash_field(field).encode() + encoder.encode())
    for name, content in sorted(corpus.hashes.items()):
        digest.update(f"{name}\x00{content}\n".encode())
    for name, reason in sorted(corpus.left_out.items()):
        digest.update(f"{name}\x00{reason}\n".encode())
    for package in (kg, indexer):
        for path in sorted(Path(package.__file__).parent.rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _current_name(folder: DataFolder) -> str | None:
    path = folder.path / "current"
    return path.read_text(encoding="utf-8").strip() if path.is_file() else None


def _next_number(folder: DataFolder) -> int:
    numbers = [int(p.name[:6]) for p in (folder.path / "generations").iterdir() if p.name[:6].isdigit()]
    return max(numbers, default=0) + 1
