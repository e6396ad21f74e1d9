"""The corpus in a build: which documents there are, and the cached work on each of them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from pydantic import TypeAdapter

from kg.cache import BuildCache, to_cache_key
from kg.documents import Document, hash_content
from kg.errors import DocumentError
from kg.extraction import Extraction, extract_statements
from kg.introductions import DocumentNames, find_names
from kg.names import NameTable, to_key
from kg.parsing import ParsedDocument, load_parsed, parse_document, save_parsed
from kg.readers import find_documents, read_document
from kg.resolution import Inventory, known_names
from ontology import Field

Progress = Callable[[str], None]


@dataclass
class Corpus:
    """The documents under some paths; `hashes`: name -> sha256; `left_out`: name -> why it is not read."""

    paths: dict[str, Path] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)

    def documents(self) -> Iterator[Document]:
        """Read the documents one after the other, in the order of their names."""
        for name in sorted(self.hashes):
            yield read_document(self.paths[name], name)


def open_corpus(paths: Sequence[Path]) -> Corpus:
    """Find and try to read every document; those that cannot be read are told in `left_out`."""
    found = find_documents(paths)
    corpus = Corpus(left_out={str(path): "no reader for this kind of file" for path in found.unread})
    for path, name in found.documents:
        try:
            document = read_document(path, name)
        except DocumentError as error:
            corpus.left_out[name] = error.reason
            continue
        corpus.paths[name] = path
        corpus.hashes[name] = document.content_hash or hash_content(path.read_bytes())
    return corpus


class DocumentWork:
    """The costly work on single documents, taken from the cache where nothing it rests on has changed."""

    def __init__(self, cache: BuildCache, field: Field) -> None:
        self._cache = cache
        self._field = field
        self._version = _hash_code() + hash_field(field)
        self._known = known_names(field)
        self._names = TypeAdapter(DocumentNames)
        self._extractions = TypeAdapter(Extraction)

    def names(self, document: Document) -> DocumentNames:
        """Return what a document tells of names."""
        key = to_cache_key(self._version, document.name, document.content_hash)
        kept = self._cache.get("names", key)
        if kept is not None:
            return self._names.validate_json(kept)
        found = find_names(self._parse(document), self._known, self._field)
        self._cache.put("names", key, self._names.dump_json(found))
        return found

    def extraction(self, document: Document, inventory: Inventory) -> Extraction:
        """Return what a document states, given the names of the whole corpus."""
        relevant = _relevant_names(document, inventory.names)
        key = to_cache_key(self._version, document.name, document.content_hash, relevant)
        kept = self._cache.get("extraction", key)
        if kept is not None:
            return self._extractions.validate_json(kept)
        found = extract_statements(self._parse(document), inventory.names, self._field)
        self._cache.put("extraction", key, self._extractions.dump_json(found))
        return found

    def _parse(self, document: Document) -> ParsedDocument:
        key = to_cache_key(_hash_code(), document.name, document.content_hash)
        kept = self._cache.get("parse", key)
        if kept is not None:
            return load_parsed(document, kept)
        parsed = parse_document(document)
        self._cache.put("parse", key, save_parsed(parsed))
        return parsed


def _relevant_names(document: Document, names: NameTable) -> str:
    """Return a digest of the names that could occur in a document: those whose key a word of it begins."""
    words = {to_key(word) for word in document.text.split()} | {
        to_key(part) for word in document.text.split() for part in word.replace("/", " ").replace("-", " ").split()
    }
    found = sorted(
        f"{name.surface}\x1f{name.entity.iri}\x1f{name.entity.label}\x1f{name.entity.type}\x1f{name.exact_case}"
        for name in names.names()
        if any(to_key(name.surface)[:end] in words for end in range(1, len(to_key(name.surface)) + 2))
    )
    return hashlib.sha256("\x1e".join(found).encode()).hexdigest()


def hash_field(field: Field) -> str:
    """Return a hash of every file a field was read from."""
    digest = hashlib.sha256()
    for path in sorted([*field.folder.glob("*.ttl"), *field.folder.glob("rules/*.rq"), *field.folder.glob("*.yaml")]):
        digest.update(path.name.encode() + b"\x00" + path.read_bytes())
    return digest.hexdigest()


@lru_cache(maxsize=1)
def _hash_code() -> str:
    """Return a hash of the reading code, so that a new version reads all documents anew."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.name.encode() + b"\x00" + path.read_bytes())
    return digest.hexdigest()
