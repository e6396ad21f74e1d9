"""Structured files -> readings: which kind of file, told by what it holds, then its reader."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

import yaml

from kg.errors import DocumentError
from kg.language.dates import RECENT_YEAR, read_date
from kg.readers.drafts import Draft, Reading, RecordDraft
from kg.readers.groups import is_settings, read_groups
from kg.readers.guide import is_guide, write_guide
from kg.readers.landscape import is_landscape, lists_nothing, read_landscape
from kg.readers.mapping_file import MappingFile, find_table_name, load_mapping
from kg.readers.rdf import read_rdf
from kg.readers.table import read_csv, read_json_lines
from kg.readers.yaml_source import read_yaml

# How the reason begins where a file is not broken, but of a kind that no reader is for.
FOREIGN = "no structured file of a kind that is read"

_DATE = re.compile(rf"(?<!\d)({RECENT_YEAR})(?:[-_.]?(0[1-9]|1[0-2]))?(?:[-_.]?(0[1-9]|[12]\d|3[01]))?(?!\d)")


@dataclass(frozen=True, slots=True)
class Chapters:
    """A structured file that holds prose: its chapters as one Markdown text."""

    markdown: str
    remarks: tuple[str, ...] = ()


_COMMENT = re.compile(r"^#\s*(?:date|state|as of|updated)?\s*:?\s*(\S.*?)\s*$", re.IGNORECASE)


def read_structured(source: str, name: str) -> Reading | Chapters:
    """Read a structured file; raise DocumentError where it is broken or of a kind that no reader is for."""
    file = read_yaml(source, name)
    if is_landscape(file.root):
        listing = read_landscape(file.root)
        found = _to_reading("landscape", listing.parts, (*file.remarks, *listing.remarks), name)
        return replace(found, date=find_stated_date(source, file.root) or found.date)
    if is_guide(file.root):
        return Chapters(write_guide(file.root), file.remarks)
    if is_settings(file.root):
        return _to_reading("groups", list(read_groups(file.root)), file.remarks, name)
    if file.remarks:  # what was left out of it may be all there was
        raise DocumentError(name, file.remarks[0])
    if lists_nothing(file.root):
        raise DocumentError(name, "it lists nothing. Put items under subcategories of its categories.")
    table = find_table_name(name)
    if table is not None:
        raise DocumentError(name, f"{FOREIGN}: a mapping without its table. Put {table} beside it, or remove it.")
    raise DocumentError(name, f"{FOREIGN}. Convert it to Markdown or CSV, or move it elsewhere.")


def read_table(source: str, suffix: str, beside: MappingFile | None, name: str) -> Reading:
    """Read a table by the mapping beside it; raise DocumentError where there is none or no row can be read."""
    mapping = load_mapping(beside, name)
    rows = suffix in (".csv", ".tsv")
    table = read_csv(source, mapping.name, name) if rows else read_json_lines(source, mapping.name)
    if not table.records:
        first = f", first: {table.remarks[0]}" if table.remarks else ". Put a row into it."
        raise DocumentError(name, f"no row can be read{first}")
    missing = [column for column in mapping.fields if table.columns and column not in table.columns]
    remarks = [f"no column `{column}` is there, which the mapping names. Correct either." for column in missing]
    return replace(_to_reading("table", table.records, (*remarks, *table.remarks), name), mapping=mapping)


def read_triples(source: str, suffix: str, name: str) -> Reading:
    """Read an RDF file; raise DocumentError where it is broken or describes nothing that has an IRI."""
    found = read_rdf(source, suffix, name)
    if not found.records:
        raise DocumentError(name, "it describes no thing that has an IRI. Give one to what it describes.")
    return replace(_to_reading("rdf", found.records, found.remarks, name), triples=found.triples)


def find_stated_date(source: str, root: yaml.Node | None) -> str | None:
    """Return the date that a file gives as its own: under `date` beside its lists, or in a comment at its head.

    >>> find_stated_date("# Date: 2021-06-01\\nlandscape: []", None)
    '2021-06-01'
    """
    for line in source.splitlines():
        if line.strip() and not line.startswith(("#", "---")):
            break
        match = _COMMENT.match(line)
        if match is not None and (date := read_date(match[1])) is not None:
            return date
    entries = root.value if isinstance(root, yaml.MappingNode) else ()
    for key, value in entries:
        if isinstance(key, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode) and key.value == "date":
            return read_date(value.value)
    return None


def find_name_date(name: str) -> str | None:
    """Return the date that a file's name or folder states, or None.

    >>> find_name_date("2021-06-01/landscape.yml"), find_name_date("landscape_2019.yml"), find_name_date("a.yml")
    ('2021-06-01', '2019', None)
    """
    found = [match for part in PurePosixPath(name).parts for match in _DATE.finditer(part)]
    best = max(
        found, key=lambda match: (sum(group is not None for group in match.groups()), match.string), default=None
    )
    return "-".join(group for group in best.groups() if group) if best is not None else None


def _to_reading(shape: str, parts: Sequence[Draft | RecordDraft], remarks: Sequence[str], name: str) -> Reading:
    """Put headings and records in one row of drafts; remember at which each record begins."""
    drafts: list[Draft] = []
    records: list[tuple[int, RecordDraft]] = []
    for part in parts:
        if isinstance(part, RecordDraft):
            records.append((len(drafts), part))
            drafts.extend(part.drafts)
        else:
            drafts.append(part)
    return Reading(drafts, date=find_name_date(name), records=records, shape=shape, remarks=tuple(remarks))
