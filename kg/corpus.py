"""The corpus of a build: the files under some paths, and the documents that could be read from them."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.documents import Document
from kg.errors import DocumentError
from kg.readers import find_documents, read_document
from kg.readers.decoding import read_bytes
from kg.readers.mapping_file import hash_source, read_mapping_file

# Files that speak of a folder's documents and are none themselves.
_NO_DOCUMENTS = frozenset(("license", "licence", "copying", "notice"))
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True)
class Sources:
    """The files of a build before any is read.

    `files`: a document's name -> where it lies. `digests`: name -> sha256 of its bytes, or why they cannot be
    had. `left_out`: name -> why it is no document, and what to do.
    """

    files: Mapping[str, Path]
    digests: Mapping[str, str]
    left_out: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Corpus:
    """What was read: the documents in the order of their names; `digests` and `left_out` as in `Sources`."""

    documents: tuple[Document, ...] = ()
    digests: Mapping[str, str] = field(default_factory=dict)
    left_out: Mapping[str, str] = field(default_factory=dict)

    @property
    def hashes(self) -> dict[str, str]:
        """The name of each document -> the sha256 of its file."""
        return {document.name: document.content_hash for document in self.documents}


def find_sources(paths: Sequence[Path]) -> Sources:
    """Find every document under `paths` and hash it; raise InputError where a path is missing."""
    found = find_documents(paths)
    left_out = {**_name_unread(paths, found.unread), **_name_unlisted(paths, found.unlisted)}
    files, digests = {}, {}
    for path, name in found.documents:
        if _to_shown(name) != name:
            left_out[_to_shown(name)] = "the file's name is no plain UTF-8. Rename it."
            continue
        files[name] = path
        try:
            digests[name] = hash_source(read_bytes(path, name), read_mapping_file(path, name))
        except DocumentError as error:
            digests[name] = error.reason
    return Sources(files, digests, left_out)


def read_corpus(sources: Sources) -> Corpus:
    """Read every document, each once; one that cannot be read is told in `left_out`, the others go on.

    The documents are held in memory, so that all stages of a build see the same words even where a file is
    changed meanwhile.
    """
    documents = []
    digests, left_out = dict(sources.digests), dict(sources.left_out)
    for name in sorted(sources.files):
        try:
            document = read_document(sources.files[name], name)
        except DocumentError as error:
            left_out[name] = error.reason
            continue
        digests[name] = document.content_hash
        if document.text:
            documents.append(document)
        else:
            left_out[name] = "no text was found between its markup. Check that the file holds its words itself."
    return Corpus(tuple(documents), digests, left_out)


def _name_unread(paths: Sequence[Path], unread: Sequence[Path]) -> dict[str, str]:
    """Return why each file is not read, by its path under the folder that was given."""
    bases = _find_bases(paths)
    reasons: dict[str, str] = {}
    for path in unread:
        if path.name.lower() in _NO_DOCUMENTS:
            continue
        base = next(base for base in bases if path.is_relative_to(base))
        name = path.relative_to(base).as_posix()
        if name in reasons:
            name = f"{base.name}/{name}"
        kind = f"{path.suffix} files are" if path.suffix else "a file without a suffix is"
        reasons[_to_shown(name)] = f"{kind} not read. Convert it to Markdown, HTML or plain text, or move it elsewhere."
    return reasons


def _name_unlisted(paths: Sequence[Path], unlisted: Sequence[tuple[Path, str]]) -> dict[str, str]:
    """Return why each folder is not read, by its path and a slash."""
    reasons = {}
    for folder, error in unlisted:
        base = next(base for base in _find_bases(paths) if folder.is_relative_to(base))
        name = folder.relative_to(base.parent if folder == base else base).as_posix()
        reasons[f"{_to_shown(name)}/"] = f"the folder cannot be listed ({error}). Check its permissions."
    return reasons


def _find_bases(paths: Sequence[Path]) -> list[Path]:
    """Return the folders that names are relative to, one a path."""
    roots = [Path(os.path.abspath(path)) for path in paths]
    return [root.parent if root.is_file() else root for root in roots]


def _to_shown(name: str) -> str:
    """Return a file's name in one line of UTF-8, with control characters and broken bytes as escapes.

    >>> _to_shown("two\\nlines.md")
    'two\\\\nlines.md'
    """
    plain = name.encode("utf-8", "backslashreplace").decode()
    return _CONTROL.sub(lambda match: match.group().encode("unicode_escape").decode(), plain)
