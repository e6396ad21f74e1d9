"""The stages together: documents to a new generation of graph and passages."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.build import build_passages
from indexer.encoder import load_encoder
from indexer.meanings import RelationMeanings
from kg.cache import BuildCache
from kg.corpus import Corpus, find_sources, read_corpus
from kg.curation import load_curation
from kg.errors import DataFolderError, InputError
from kg.fingerprint import hash_code, hash_field
from kg.generations import DataFolder, Manifest
from kg.records.mapping_terms import check_mappings
from ontology import DEFAULT_FOLDER, Field, load_field
from ontology.wordings import make_wordings

if TYPE_CHECKING:
    from kg.build import BuiltGraph

Progress = Callable[[str], None]


def build_data(
    paths: Sequence[Path],
    data: Path,
    encoder: str = "default",
    progress: Progress = lambda message: None,
    field: Field | None = None,
    curation: Path | None = None,
    processes: int = 0,
) -> Manifest:
    """Build what lies under `paths` into the data folder, put it in force in one step, return its manifest.

    Where nothing changed since the generation in force, that one is kept. `progress` is told what is being
    done. `curation`: the file of a person's decisions, by default `curation.yaml` in the data folder.
    `processes`: how many may read documents at once, 0 for one a core; a large build begins them, so a script
    that calls this needs the usual `if __name__ == "__main__"`. Raises DataFolderError, EncoderError,
    WorkerError, and InputError where a path is missing, a decision cannot be read, or nothing can be read.
    """
    field = field or load_field()
    folder = DataFolder(data)
    # before the folder is made: a path that is missing leaves nothing behind
    sources = find_sources(paths)
    with folder.writing():
        decided = load_curation(folder.curation if curation is None else curation, field.ontology)
        made_by = load_encoder(encoder)
        rest = (hash_field(field), hash_code("ontology", "kg", "indexer"), made_by.name, decided.digest)
        current = folder.find_current()
        name = _hash_sources(sources.digests, sources.left_out, rest)
        if current is not None and current.name.endswith(name) and current.is_whole():
            return current.load_manifest()
        # Brings the parser along, whose import alone takes longer than finding that nothing changed.
        from kg.build import build_graph
        from kg.records.vintages import date_vintages

        corpus = check_mappings(read_corpus(sources), field.ontology)
        corpus = replace(corpus, documents=date_vintages(corpus.documents, field))
        _check_not_empty(corpus, paths)
        try:
            generation = folder.begin(_hash_sources(corpus.digests, sources.left_out, rest))
            if field.folder != DEFAULT_FOLDER:
                _copy_field(field, generation.field)
            with BuildCache(folder.cache) as cache:
                built = build_graph(corpus, generation.path, cache, field, progress, decided, processes)
                index = build_passages(
                    corpus.documents,
                    built.mentions,
                    made_by,
                    generation.passages,
                    folder.cache,
                    lambda done, total: progress(f"passages {done}/{total}"),
                    built.outdated,
                    built.referents,
                )
                cache.prune(("names", "extraction", "parse"))
            wordings = make_wordings(field.lexicon.frames, field.ontology)
            RelationMeanings.build(wordings, made_by, generation.relations)
            manifest = _to_manifest(corpus, built, len(index.passages), made_by.name, rest[0], paths)
            generation.save_manifest(manifest)
            folder.publish(generation)
        except OSError as error:
            reason = f"{error.filename or data}: cannot be written ({error.strerror or 'not written whole'})"
            raise DataFolderError(f"{reason}. Make room, or name another folder with --data.") from error
        return manifest


def _to_manifest(
    corpus: Corpus, built: BuiltGraph, passages: int, encoder: str, ontology: str, paths: Sequence[Path]
) -> Manifest:
    """Return what a generation was made of and holds; `ontology`: the hash of the field's files."""
    remarks = {
        document.name: [*document.remarks, *built.remarks.get(document.name, ())] for document in corpus.documents
    }
    counts = {
        "documents": len(corpus.documents),
        "passages": passages,
        "entities": built.entities,
        "statements": built.statements,
    }
    at_times = {"waiting for review": built.waiting, "left out": len(corpus.left_out)}
    return Manifest(
        documents=corpus.hashes,
        left_out=dict(corpus.left_out),
        remarks={name: told for name, told in remarks.items() if told},
        counts=counts | {what: count for what, count in at_times.items() if count},
        encoder=encoder,
        ontology=ontology,
        paths=tuple(str(path).encode("utf-8", "backslashreplace").decode() for path in paths),
    )


def _copy_field(field: Field, folder: Path) -> None:
    """Keep a field's own files beside what was built with them, so that a service needs no other place."""
    for pattern in ("*.ttl", "*.yaml", "rules/*.rq", "examples/*.ttl"):
        for path in sorted(field.folder.glob(pattern)):
            kept = folder / path.relative_to(field.folder)
            kept.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, kept)


def _hash_sources(digests: Mapping[str, str], left_out: Mapping[str, str], rest: Sequence[str]) -> str:
    """Return what a generation is called by: the same files, ontology, code and encoder give the same."""
    digest = hashlib.sha256("\x1f".join(rest).encode())
    for values in (digests, left_out):
        for name, value in sorted(values.items()):
            digest.update(f"{name}\x1f{value}\n".encode())
        digest.update(b"\x1e")
    return digest.hexdigest()[:12]


def _check_not_empty(corpus: Corpus, paths: Sequence[Path]) -> None:
    """Raise InputError, with the first reason there is, where no document could be read."""
    if corpus.documents:
        return
    for number, (name, reason) in enumerate(sorted(corpus.left_out.items())):
        rest = len(corpus.left_out) - number - 1
        more = f" (and {rest:,} more that cannot be read)" if rest else ""
        raise InputError(f"{name}: {reason}{more}")
    raise InputError(f"{', '.join(map(str, paths))}: no documents are there. Name a folder of Markdown, HTML or text.")
