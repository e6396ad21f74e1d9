"""reStructuredText -> Markdown, which has a reader, and what its first fields say of the document."""

from __future__ import annotations

import re

from docutils import nodes

from kg.readers.doctree import parse
from kg.readers.doctree_writing import Writer
from kg.readers.front_matter import FrontMatter, fold_key, is_told

# What tells Sphinx how to show a page.
_SETTINGS = frozenset(("orphan", "tocdepth", "nocomments", "nosearch", "no_search"))
_KEYWORD = re.compile(r"\$[A-Z]\w+:\s*(.*?)\s*\$")


def read_restructuredtext(source: str) -> FrontMatter | None:
    """Return a text as Markdown with the values of its first fields; None where no tree can be made of it.

    >>> read_restructuredtext("Mill\\n====\\n\\n:Date: 2020-05-01\\n\\nSee *it* at `Acme <https://acme.example>`_.").body
    '# Mill\\n\\nSee *it* at [Acme](https://acme.example).'
    """
    try:
        document = parse(source)
        writer = Writer(document, int(_is_untitled(document)))
        values, lines = _take_fields(document)
        return FrontMatter(values, "\n\n".join(writer.write(document.children)), lines)
    except Exception:
        # However docutils ends (nested too deeply, a text it has no rule for), the words are read as plain text.
        return None


def _is_untitled(document: nodes.document) -> bool:
    """Tell whether words stand before the first of several chapters, which then is no title of them all."""
    chapters = sum(isinstance(node, nodes.section) for node in document.children)
    opening = next((node for node in _leading(document.children) if not _is_setting(node)), None)
    return chapters > 1 and not isinstance(opening, nodes.section)


def _is_setting(node: nodes.Node) -> bool:
    return isinstance(node, nodes.field_list) and all(fold_key(field[0].astext()) in _SETTINGS for field in node)


def _take_fields(document: nodes.document) -> tuple[dict[str, object], dict[str, str]]:
    """Take the first fields out of a tree: their values, and the lines of those that tell of the document.

    The others stay, without those that are for Sphinx.
    """
    values: dict[str, list[str]] = {}
    lines: dict[str, list[str]] = {}
    for field in _find_fields(document):
        name, body = field[0].astext(), field[1]
        value = _KEYWORD.sub(r"\1", " ".join(body.astext().split()))
        key, line = fold_key(name), f"{name}: {value}"
        told = is_told(key, line) and next(body.findall(nodes.system_message), None) is None
        if told and value:
            values[key] = [*values.get(key, []), *_split(body, value)]
            lines[key] = [*lines.get(key, []), line]
        if told or not value or key in _SETTINGS:
            field.parent.remove(field)
    single: dict[str, object] = {key: found[0] if len(found) == 1 else found for key, found in values.items()}
    return single, {key: "\n".join(found) for key, found in lines.items()}


def _split(body: nodes.field_body, value: str) -> list[str]:
    """Return the items of a list that is a value, else the value."""
    if len(body) == 1 and isinstance(body[0], nodes.bullet_list):
        return [item.astext() for item in body[0]]
    return [value]


def _find_fields(document: nodes.document) -> list[nodes.field]:
    """Return the fields that stand first in a document, and those right below its title."""
    found: list[nodes.field] = []
    rest = _leading(document.children)
    while rest and isinstance(rest[0], nodes.field_list):
        found += rest.pop(0).children
    if rest and isinstance(rest[0], nodes.section):
        below = _leading(rest[0].children[1:])[:1]
        found += below[0].children if below and isinstance(below[0], nodes.field_list) else []
    return found


def _leading(found: list[nodes.Node]) -> list[nodes.Node]:
    """Return nodes without those that no reader of the page sees above its text."""
    unseen = (nodes.Invisible, nodes.system_message, nodes.image)
    words = (nodes.field_list, nodes.section)
    return [
        node for node in found if not isinstance(node, unseen) and (isinstance(node, words) or node.astext().strip())
    ]
