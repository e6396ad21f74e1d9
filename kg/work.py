"""The costly work on single documents, done once and kept in the build cache."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import TypeAdapter

from kg.asked_names import AskedNames, Lookup, hash_answers
from kg.cache import BuildCache, to_cache_key
from kg.documents import Document
from kg.extraction import Extraction, extract_statements
from kg.fingerprint import hash_code, hash_field
from kg.introductions import DocumentNames, find_names
from kg.parsing import ParsedDocument, load_parsed, parse_document, save_parsed
from kg.resolution import Inventory, known_names
from ontology import Field


@dataclass(frozen=True)
class _KeptExtraction:
    """An extraction with the lookups in the table of names that it rests on, and a hash of their answers."""

    lookups: tuple[Lookup, ...]
    answers: str
    extraction: Extraction


class DocumentWork:
    """What single documents tell, taken from the cache where nothing it rests on has changed."""

    def __init__(self, cache: BuildCache, field: Field) -> None:
        self._cache = cache
        self._field = field
        self._code = hash_code("ontology", "kg")
        self._version = self._code + hash_field(field)
        self._known = known_names(field)
        self._names = TypeAdapter(DocumentNames)
        self._extractions = TypeAdapter(_KeptExtraction)

    def names(self, document: Document) -> DocumentNames:
        """Return what a document tells of names."""
        key = self._key(document)
        # Needed again as soon as the ontology changes, even where this build does without it.
        self._cache.keep("parse", self._parse_key(document))
        kept = self._cache.get("names", key)
        if kept is not None:
            return self._names.validate_json(kept)
        found = find_names(self._parse(document), self._known, self._field)
        self._cache.put("names", key, self._names.dump_json(found))
        return found

    def extraction(self, document: Document, inventory: Inventory) -> Extraction:
        """Return what a document states, given the names of the whole corpus."""
        key = self._key(document)
        kept = self._cache.get("extraction", key)
        if kept is not None:
            value = self._extractions.validate_json(kept)
            if hash_answers(inventory.names, value.lookups) == value.answers:
                return value.extraction
        asked = AskedNames(inventory.names)
        found = extract_statements(self._parse(document), asked, self._field)
        value = _KeptExtraction(asked.lookups, hash_answers(inventory.names, asked.lookups), found)
        self._cache.put("extraction", key, self._extractions.dump_json(value))
        return found

    def _parse(self, document: Document) -> ParsedDocument:
        key = self._parse_key(document)
        kept = self._cache.get("parse", key)
        if kept is not None:
            return load_parsed(document, kept)
        parsed = parse_document(document, self._known.is_single_name)
        self._cache.put("parse", key, save_parsed(parsed))
        return parsed

    def _key(self, document: Document) -> str:
        return to_cache_key(self._version, document.name, document.content_hash)

    def _parse_key(self, document: Document) -> str:
        return to_cache_key(self._code, document.name, document.content_hash)
