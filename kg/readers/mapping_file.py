"""The mapping that lies beside a table: where it is, and what it says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import yaml

from kg.documents import hash_content
from kg.errors import DocumentError
from kg.readers.decoding import decode, read_bytes
from kg.readers.yaml_source import find_broken_line
from ontology import RecordMapping
from ontology.mapping import read_mapping

TABLE_SUFFIXES = frozenset((".csv", ".tsv", ".jsonl", ".ndjson"))
MAPPING_SUFFIXES = (".mapping.yaml", ".mapping.yml")
# How the reason begins where a table is not broken, but nobody said how to read it.
UNMAPPED = "a table without a mapping"


@dataclass(frozen=True, slots=True)
class MappingFile:
    """The file beside a table that says how to read it: its name and its bytes."""

    name: str
    content: bytes


def read_mapping_file(path: Path, name: str) -> MappingFile | None:
    """Return the mapping beside a table ("tools.mapping.yaml" of "tools.csv"), or None where there is none.

    Raises DocumentError where it cannot be read.
    """
    if path.suffix.lower() not in TABLE_SUFFIXES:
        return None
    beside = (path.with_name(path.stem + suffix) for suffix in MAPPING_SUFFIXES)
    file = next((file for file in beside if file.is_file()), None)
    if file is None:
        return None
    try:
        return MappingFile(file.name, read_bytes(file, name))
    except DocumentError as error:
        raise DocumentError(name, f"{file.name}: {error.reason}") from error


def find_table_name(name: str) -> str | None:
    """Return what the table of a mapping file would be called, None for a file of another name.

    >>> find_table_name("data/tools.mapping.yaml")
    'tools.csv'
    """
    last = PurePosixPath(name).name
    return next((f"{last.removesuffix(end)}.csv" for end in MAPPING_SUFFIXES if last.endswith(end)), None)


def hash_source(content: bytes, mapping: MappingFile | None) -> str:
    """Return the sha256 of the bytes of a document's file, and of the mapping beside it."""
    return hash_content(content if mapping is None else content + b"\x00" + mapping.content)


def load_mapping(file: MappingFile | None, name: str) -> RecordMapping:
    """Return what the file beside the table `name` says; raise DocumentError where there is none, or it is broken."""
    if file is None:
        beside = f"{PurePosixPath(name).stem}{MAPPING_SUFFIXES[0]}"
        raise DocumentError(
            name,
            f"{UNMAPPED}. Put a file {beside} beside it, with `name: COLUMN` and `fields: {{COLUMN: PROPERTY}}` "
            "(docs/structured-sources.md).",
        )
    try:
        text = decode(file.content, name)
    except DocumentError as error:
        raise DocumentError(name, f"{file.name}: {error.reason}") from error
    try:
        return read_mapping(yaml.safe_load(text))
    except yaml.MarkedYAMLError as error:
        line = find_broken_line(error) + 1
        raise DocumentError(name, f"{file.name}: broken YAML at line {line}: {error.problem}. Mend it.") from error
    except re.error as error:
        raise DocumentError(name, f"{file.name}: {error.pattern!r} is no expression: {error}. Mend it.") from error
    except (yaml.YAMLError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise DocumentError(name, f"{file.name}: no mapping that can be used ({error}). Mend it.") from error
