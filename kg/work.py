"""The costly work on single documents, done once, spread over processes, and kept in the build cache."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from pydantic import TypeAdapter

from kg.cache import BuildCache, to_cache_key
from kg.documents import Document
from kg.extraction import Extraction, extract_statements
from kg.fingerprint import hash_code, hash_field
from kg.kinds.introductions import DocumentNames, find_names
from kg.language.parsing import ParsedDocument, load_parsed, parse_document, save_parsed
from kg.naming.asked_names import AskedNames, Lookup, hash_answers
from kg.naming.names import NameTable
from kg.processes import WorkerPool, count_cores
from kg.resolution import Inventory, known_names
from ontology import Field

# What this many characters take to read, another process takes to begin.
CHARACTERS_A_PROCESS = 150_000


@dataclass(frozen=True)
class _KeptExtraction:
    """An extraction with the lookups in the table of names that it rests on, and a hash of their answers."""

    lookups: tuple[Lookup, ...]
    answers: str
    extraction: Extraction


_NAMES = TypeAdapter(DocumentNames)
_EXTRACTIONS = TypeAdapter(_KeptExtraction)


@dataclass(frozen=True)
class _Task:
    """A document, with its parse where an earlier build kept it."""

    document: Document
    parse: bytes | None


@dataclass(frozen=True)
class _Done:
    """What a job made of a document, as it is kept, with the parse where that is new."""

    value: bytes
    parse: bytes | None


@dataclass(frozen=True)
class _NamesJob:
    """Finds what documents tell of names."""

    known: NameTable
    field: Field

    def __call__(self, task: _Task) -> _Done:
        parsed, parse = _parse(task, self.known)
        found = find_names(parsed, self.known, self.field)
        return _Done(_NAMES.dump_json(found), parse)


@dataclass(frozen=True)
class _ExtractionJob:
    """Finds what documents state, given the names of the whole corpus."""

    known: NameTable
    names: NameTable
    field: Field

    def __call__(self, task: _Task) -> _Done:
        parsed, parse = _parse(task, self.known)
        asked = AskedNames(self.names)
        found = extract_statements(parsed, asked, self.field)
        kept = _KeptExtraction(asked.lookups, hash_answers(self.names, asked.lookups), found)
        return _Done(_EXTRACTIONS.dump_json(kept), parse)


def _parse(task: _Task, known: NameTable) -> tuple[ParsedDocument, bytes | None]:
    if task.parse is not None:
        return load_parsed(task.document, task.parse), None
    parsed = parse_document(task.document, known.is_single_name)
    return parsed, save_parsed(parsed)


class DocumentWork:
    """What documents tell, taken from the cache where nothing it rests on has changed; to be closed, as by `with`."""

    def __init__(self, cache: BuildCache, field: Field, processes: int = 0) -> None:
        """Take the cache; `processes`: how many may work at once, 0 for one a core."""
        self._cache = cache
        self._field = field
        self._processes = processes or count_cores()
        self._pool = WorkerPool()
        self._code = hash_code("ontology", "kg")
        self._version = self._code + hash_field(field)
        self._known = known_names(field)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.close()

    def names(self, documents: Sequence[Document]) -> Iterator[DocumentNames]:
        """Yield what each document tells of names."""
        for document in documents:
            # Needed again as soon as the ontology changes, even where this build does without it.
            self._cache.keep("parse", self._parse_key(document))
        kept = {document.name: self._cache.get("names", self._key(document)) for document in documents}
        new = self._do("names", _NamesJob(self._known, self._field), [d for d in documents if kept[d.name] is None])
        for document in documents:
            yield _NAMES.validate_json(kept[document.name] or next(new))

    def extractions(self, documents: Sequence[Document], inventory: Inventory) -> Iterator[Extraction]:
        """Yield what each document states, given the names of the whole corpus."""
        kept = {document.name: self._find_extraction(document, inventory.names) for document in documents}
        job = _ExtractionJob(self._known, inventory.names, self._field)
        new = self._do("extraction", job, [d for d in documents if kept[d.name] is None])
        for document in documents:
            yield kept[document.name] or _EXTRACTIONS.validate_json(next(new)).extraction

    def _find_extraction(self, document: Document, names: NameTable) -> Extraction | None:
        """Return the extraction of an earlier build where the names it asked for are as they were."""
        kept = self._cache.get("extraction", self._key(document))
        if kept is None:
            return None
        value = _EXTRACTIONS.validate_json(kept)
        return value.extraction if hash_answers(names, value.lookups) == value.answers else None

    def _do(self, kind: str, job: Callable[[_Task], _Done], documents: Sequence[Document]) -> Iterator[bytes]:
        """Yield what the job makes of each document, and keep it."""
        characters = sum(len(document.text) for document in documents)
        processes = min(self._processes, characters // CHARACTERS_A_PROCESS, len(documents))
        tasks = (_Task(document, self._cache.get("parse", self._parse_key(document))) for document in documents)
        for document, done in zip(documents, self._pool.map_in_order(job, tasks, processes), strict=True):
            if done.parse is not None:
                self._cache.put("parse", self._parse_key(document), done.parse)
            self._cache.put(kind, self._key(document), done.value)
            yield done.value

    def _key(self, document: Document) -> str:
        return to_cache_key(self._version, document.name, document.content_hash)

    def _parse_key(self, document: Document) -> str:
        return to_cache_key(self._code, document.name, document.content_hash)
