"""Read a few paragraphs with the real reader, for the tests of its parts."""

from __future__ import annotations

from pathlib import Path

from kg.documents import Document
from kg.extraction import extract_statements
from kg.kinds.introductions import find_names
from kg.language.parsing import ParsedSentence, parse_document
from kg.naming.mentions import find_mentions, link_mention
from kg.naming.names import NameTable
from kg.readers import read_document
from kg.records.catalogue import build_catalogue
from kg.records.stating import RecordReading, state_records
from kg.reference.fillers import FillerReader
from kg.reference.referents import Context
from kg.resolution import Inventory, build_inventory, known_names
from kg.statements import Entity, Statement
from ontology import load_field

FIELD = load_field()


def write_document(folder: Path, text: str | bytes, name: str = "text.md") -> Document:
    """Return the document of a text, Markdown where its name does not tell another format."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_document(path, name)


def read_records(document: Document) -> RecordReading:
    """Return what the records of a document by itself state."""
    catalogue = build_catalogue([document], FIELD, known_names(FIELD))
    names = NameTable([*catalogue.names, *known_names(FIELD).names()])
    return state_records(document, catalogue, names, FIELD)


def read_statements(document: Document) -> list[Statement]:
    """Return what a document by itself states."""
    parsed, inventory = _prepare(document)
    return list(extract_statements(parsed, inventory.names, FIELD).statements)


def read_triples(document: Document) -> set[tuple[str, str, str]]:
    """Return the asserted triples of a document by label."""
    return {
        (s.subject.label, s.predicate, s.object.label)
        for s in read_statements(document)
        if s.modality.value == "asserted"
    }


def open_sentence(document: Document) -> FillerReader:
    """Return the reader of the first sentence of a document."""
    parsed, inventory = _prepare(document)
    sentence: ParsedSentence = parsed.sentences[0]
    mentions = [
        m if m.entity else link_mention(m, Entity.called(m.surface)) for m in find_mentions(sentence, inventory.names)
    ]
    return FillerReader(sentence, mentions, Context(), FIELD, inventory.names)


def _prepare(document: Document) -> tuple:
    known = known_names(FIELD)
    parsed = parse_document(document, known.is_single_name)
    inventory: Inventory = build_inventory(FIELD, [find_names(parsed, known, FIELD)])
    return parsed, inventory
