"""Landscape files (YAML): items under categories and subcategories -> records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import yaml
from rapidfuzz.distance import DamerauLevenshtein

from kg.documents import BlockKind
from kg.readers.drafts import Draft, RecordDraft
from kg.readers.records import Value, draft_record

MAX_VALUES = 500  # of one record; more is no record
_NULL = "tag:yaml.org,2002:null"
# The keys that make the shape of such a file; one letter may be wrong.
_ROOTS = ("landscape", "categories")
_GROUPS = "subcategories"
_ITEMS = "items"
_NAME = "name"


@dataclass(frozen=True)
class Listing:
    """The items of a landscape file under their headings, in the order of the file; what is wrong with them."""

    parts: Sequence[Draft | RecordDraft]
    remarks: tuple[str, ...]


def is_landscape(root: yaml.Node | None) -> bool:
    """Tell whether a file lists items under subcategories of categories."""
    return any(
        isinstance(item, yaml.MappingNode)
        for category in _categories(root)
        for group in find_list(category, _GROUPS)
        for item in find_list(group, _ITEMS)
    )


def read_landscape(root: yaml.Node | None) -> Listing:
    """Return headings and records of a file that `is_landscape`."""
    parts: list[Draft | RecordDraft] = []
    remarks: list[str] = []
    first_lines: dict[str, int] = {}
    for category in _categories(root):
        layer = find_name(category, "category") or ""
        parts.append(Draft(BlockKind.HEADING, layer, 1))
        for group in find_list(category, _GROUPS):
            name = find_name(group, "subcategory") or ""
            parts.append(Draft(BlockKind.HEADING, name, 2))
            for item in find_list(group, _ITEMS):
                record = _read_item(item, (layer, name), remarks)
                if record is not None:
                    _note_double(record, first_lines, remarks)
                    parts.append(record)
    return Listing([part for part in parts if isinstance(part, RecordDraft) or part.text], tuple(remarks))


def _read_item(item: yaml.Node, path: tuple[str, ...], remarks: list[str]) -> RecordDraft | None:
    line = item.start_mark.line + 1
    if not isinstance(item, yaml.MappingNode):
        remarks.append(f"line {line}: an item that is no record of fields is left out. Give it a `name:`.")
        return None
    values = list(_flatten(item))
    named = next((value for value in values if value.field == _NAME), None)
    if named is None or not named.text.strip():
        remarks.append(f"line {line}: a record without a name is left out. Add `name:` to it.")
        return None
    if len(values) > MAX_VALUES:
        remarks.append(f"line {line}: {named.text}: only the first {MAX_VALUES} of its values are read.")
    rest = (value for value in values[:MAX_VALUES] if value is not named)
    return draft_record(_NAME, " ".join(named.text.split()), rest, tuple(filter(None, path)), line)


def _note_double(record: RecordDraft, first_lines: dict[str, int], remarks: list[str]) -> None:
    first = first_lines.setdefault(record.name, record.line)
    if first != record.line:
        remarks.append(
            f"line {record.line}: the name {record.name} stands at line {first} too. Where they are two things, "
            "give them two names."
        )


def _flatten(node: yaml.MappingNode, prefix: str = "", depth: int = 0) -> Iterator[Value]:
    """Yield the values of a record; keys of maps within it are joined by dots."""
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            continue
        field = f"{prefix}{key.value}"
        if isinstance(value, yaml.ScalarNode):
            if value.tag != _NULL:
                yield Value(field, value.value)
        elif isinstance(value, yaml.MappingNode) and depth < 4:
            yield from _flatten(value, f"{field}.", depth + 1)
        elif isinstance(value, yaml.SequenceNode):
            yield from _flatten_list(value, field, depth)


def _flatten_list(node: yaml.SequenceNode, field: str, depth: int) -> Iterator[Value]:
    """Yield the values of a list: those of one map on one line, plain ones all on one."""
    for item in node.value:
        if isinstance(item, yaml.ScalarNode):
            if item.tag != _NULL:
                yield Value(field, item.value, node.start_mark.index + 1)
        elif isinstance(item, yaml.MappingNode) and depth < 4:
            for value in _flatten(item, f"{field}.", depth + 1):
                yield Value(value.field, value.text, item.start_mark.index + 1)


def _categories(root: yaml.Node | None) -> list[yaml.Node]:
    return next((found for name in _ROOTS if (found := find_list(root, name))), [])


def find_list(node: yaml.Node | None, name: str) -> list[yaml.Node]:
    """Return the entries of the list under a key, which may be misspelt by a letter."""
    if not isinstance(node, yaml.MappingNode):
        return []
    for slip in (0, 1):
        for key, value in node.value:
            if (
                isinstance(key, yaml.ScalarNode)
                and isinstance(value, yaml.SequenceNode)
                and DamerauLevenshtein.distance(key.value, name, score_cutoff=slip) <= slip
            ):
                return list(value.value)
    return []


def find_name(node: yaml.Node, other: str) -> str | None:
    """Return the name of a category: under `name`, or beside the key that says what it is."""
    if not isinstance(node, yaml.MappingNode):
        return None
    values = {
        key.value: value.value
        for key, value in node.value
        if isinstance(key, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode) and value.tag != _NULL
    }
    name = values.get(_NAME) or values.get(other)
    return " ".join(name.split()) if name else None
