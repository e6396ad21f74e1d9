"""YAML nodes as values and lists: entries under misspelt keys, nested maps joined by dots, keys that stand twice."""

from __future__ import annotations

from collections.abc import Iterator

import yaml
from rapidfuzz.distance import DamerauLevenshtein

from kg.readers.records import Value

NULL = "tag:yaml.org,2002:null"
_DEEPEST = 4


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
    """Return the name of an entry: under `name`, or beside the key that says what it is."""
    if not isinstance(node, yaml.MappingNode):
        return None
    values = {
        key.value: value.value
        for key, value in node.value
        if isinstance(key, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode) and value.tag != NULL
    }
    name = values.get("name") or values.get(other)
    return " ".join(name.split()) if name else None


def unwrap(node: yaml.Node, mark: str) -> yaml.Node:
    """Return an entry with what is written below its mark beside it: "item: {name: X}" for "item:" and "name: X"."""
    if not isinstance(node, yaml.MappingNode):
        return node
    inside = [value for key, value in node.value if isinstance(key, yaml.ScalarNode) and key.value == mark]
    entries = [entry for value in inside if isinstance(value, yaml.MappingNode) for entry in value.value]
    beside = [
        (key, value) for key, value in node.value if not (value in inside and isinstance(value, yaml.MappingNode))
    ]
    return yaml.MappingNode(node.tag, [*beside, *entries], node.start_mark, node.end_mark) if entries else node


def find_doubled(node: yaml.MappingNode, prefix: str = "") -> Iterator[tuple[str, int]]:
    """Yield each key that stands twice in one map, and the line of the later one."""
    seen: set[str] = set()
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            continue
        if key.value in seen:
            yield f"{prefix}{key.value}", key.start_mark.line + 1
        seen.add(key.value)
        if isinstance(value, yaml.MappingNode) and prefix.count(".") < _DEEPEST:
            yield from find_doubled(value, f"{prefix}{key.value}.")


def flatten(node: yaml.MappingNode, prefix: str = "", depth: int = 0) -> Iterator[Value]:
    """Yield the values of a record; keys of maps within it are joined by dots."""
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            continue
        field = f"{prefix}{key.value}"
        if isinstance(value, yaml.ScalarNode):
            if value.tag != NULL:
                yield Value(field, value.value)
        elif isinstance(value, yaml.MappingNode) and depth < _DEEPEST:
            yield from flatten(value, f"{field}.", depth + 1)
        elif isinstance(value, yaml.SequenceNode):
            yield from _flatten_list(value, field, depth)


def _flatten_list(node: yaml.SequenceNode, field: str, depth: int) -> Iterator[Value]:
    """Yield the values of a list: those of one map on one line, plain ones all on one."""
    for item in node.value:
        if isinstance(item, yaml.ScalarNode):
            if item.tag != NULL:
                yield Value(field, item.value, node.start_mark.index + 1)
        elif isinstance(item, yaml.MappingNode) and depth < _DEEPEST:
            for value in flatten(item, f"{field}.", depth + 1):
                yield Value(value.field, value.text, item.start_mark.index + 1)
