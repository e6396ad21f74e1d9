"""The mapping that lies beside a table: where it is, and what it says."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from kg.documents import hash_content
from kg.errors import DocumentError
from kg.readers.decoding import decode, read_bytes
from ontology import RecordMapping
from ontology.mapping import read_mapping

TABLE_SUFFIXES = frozenset((".csv", ".tsv", ".jsonl", ".ndjson"))
MAPPING_SUFFIXES = (".mapping.yaml", ".mapping.yml")
# How the reason begins where a table is not broken, but nobody said how to read it.
UNMAPPED = "a table without a mapping"


def find_mapping_file(path: Path) -> Path | None:
    """Return the mapping beside a table ("tools.mapping.yaml" of "tools.csv"), or None."""
    if path.suffix.lower() not in TABLE_SUFFIXES:
        return None
    beside = (path.with_name(path.stem + suffix) for suffix in MAPPING_SUFFIXES)
    return next((file for file in beside if file.is_file()), None)


def hash_source(path: Path, name: str) -> str:
    """Return the sha256 of a document's file, and of the mapping beside it; raise DocumentError as `read_bytes`."""
    content = read_bytes(path, name)
    mapping = find_mapping_file(path)
    if mapping is None:
        return hash_content(content)
    return hash_content(content + b"\x00" + read_bytes(mapping, _name_of(mapping, name)))


def load_mapping(path: Path, name: str) -> RecordMapping:
    """Return the mapping beside the table at `path`; raise DocumentError where there is none, or it is broken."""
    file = find_mapping_file(path)
    if file is None:
        beside = f"{path.stem}{MAPPING_SUFFIXES[0]}"
        raise DocumentError(
            name,
            f"{UNMAPPED}. Put a file {beside} beside it, with `name: COLUMN` and `fields: {{COLUMN: PROPERTY}}` "
            "(docs/structured-sources.md).",
        )
    beside = _name_of(file, name)
    try:
        text = decode(read_bytes(file, beside), beside)
    except DocumentError as error:
        raise DocumentError(name, f"{file.name}: {error.reason}") from error
    try:
        return read_mapping(yaml.safe_load(text))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise DocumentError(name, f"{file.name}: broken YAML at line {line}: {error.problem}. Mend it.") from error
    except re.error as error:
        raise DocumentError(name, f"{file.name}: {error.pattern!r} is no expression: {error}. Mend it.") from error
    except (yaml.YAMLError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise DocumentError(name, f"{file.name}: no mapping that can be used ({error}). Mend it.") from error


def _name_of(mapping: Path, table: str) -> str:
    """Return the name of a mapping, given that of its table."""
    return f"{table.rpartition('/')[0]}/{mapping.name}".lstrip("/")
