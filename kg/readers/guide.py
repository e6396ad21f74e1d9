"""Guide files (YAML): chapters of Markdown for categories and subcategories -> one Markdown text."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from kg.readers.yaml_nodes import find_list, find_name

_CONTENT = "content"
_KEYWORDS = "keywords"


def is_guide(root: yaml.Node | None) -> bool:
    """Tell whether a file holds chapters for categories."""
    return any(
        _text_of(node, _CONTENT)
        for category in find_list(root, "categories")
        for node in (category, *find_list(category, "subcategories"))
    )


def write_guide(root: yaml.Node | None) -> str:
    """Return the chapters of a guide under headings, keywords as a list behind each."""
    return "\n\n".join(part for part in _parts(root) if part.strip()) + "\n"


def _parts(root: yaml.Node | None) -> Iterator[str]:
    for category in find_list(root, "categories"):
        yield f"# {find_name(category, 'category') or ''}"
        yield from _chapter(category)
        for group in find_list(category, "subcategories"):
            yield f"## {find_name(group, 'subcategory') or ''}"
            yield from _chapter(group)


def _chapter(node: yaml.Node) -> Iterator[str]:
    yield _text_of(node, _CONTENT) or ""
    words = [word.value for word in find_list(node, _KEYWORDS) if isinstance(word, yaml.ScalarNode)]
    if words:
        yield f"### {_KEYWORDS.capitalize()}"
        yield "\n".join(f"- {word}" for word in words)


def _text_of(node: yaml.Node, name: str) -> str | None:
    """Return the text under a key."""
    if not isinstance(node, yaml.MappingNode):
        return None
    return next(
        (
            value.value
            for key, value in node.value
            if isinstance(key, yaml.ScalarNode) and key.value == name and isinstance(value, yaml.ScalarNode)
        ),
        None,
    )
