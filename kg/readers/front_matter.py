"""Front matter: what a document says about itself in its first lines (YAML between ---, TOML between +++)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field

import yaml

from kg.errors import DocumentError

_OPEN = re.compile(r"\A(---|\+\+\+)[ \t]*\n")
_KEY = re.compile(r"""\s*["']?[A-Za-z_][\w .-]*["']?\s*[:=](?:\s|$)""")


class _PlainLoader(yaml.SafeLoader):
    """Reads YAML with dates and numbers left as they are written: `1.10` is a version, not 1.1.

    Aliases are refused: a few lines of them unfold to gigabytes, and front matter has no need of them.
    """

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark
            raise yaml.composer.ComposerError(None, None, "aliases are not read here", mark)
        return super().compose_node(parent, index)


_PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in pairs if tag.rsplit(":", 1)[1] in ("bool", "null")]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@dataclass(frozen=True)
class FrontMatter:
    """The values, and the text that stands below them."""

    values: Mapping[str, object] = field(default_factory=dict)
    body: str = ""


def read_front_matter(source: str, name: str) -> FrontMatter:
    """Part `source` into front matter and body; raise DocumentError, with the line, where it is broken."""
    opening = _OPEN.match(source)
    if opening is None:
        return FrontMatter(body=source)
    fence = opening.group(1)
    closing = re.compile(rf"^(?:{re.escape(fence)}|\.\.\.)[ \t]*$", re.MULTILINE).search(source, opening.end())
    first = source[opening.end() :].lstrip().split("\n", 1)[0]
    if closing is None:
        if _KEY.match(first):
            raise DocumentError(
                name, f"line 1: the front matter is not closed. Add a line {fence} below its last value."
            )
        return FrontMatter(body=source)
    block, body = source[opening.end() : closing.start()], source[closing.end() :]
    values = _read_toml(block, name) if fence == "+++" else _read_yaml(block, name, bool(_KEY.match(first)))
    if values is None:  # a rule and prose, no front matter
        return FrontMatter(body=source)
    return FrontMatter(values, body)


def _read_yaml(block: str, name: str, certain: bool) -> dict[str, object] | None:
    try:
        values = yaml.load(block, Loader=_PlainLoader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        if not certain:
            return None
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark is not None else 2
        problem = getattr(error, "problem", None) or "it cannot be read"
        raise DocumentError(
            name,
            f"line {line}: the front matter is no valid YAML ({problem}). Put values with signs in quotes.",
        ) from error
    if values is None:
        return {}
    return {str(key): value for key, value in values.items()} if isinstance(values, dict) else None


def _read_toml(block: str, name: str) -> dict[str, object]:
    try:
        return dict(tomllib.loads(block))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        place = re.search(r"line (\d+)", str(error))
        line = int(place.group(1)) + 1 if place else 2
        raise DocumentError(name, f"line {line}: the front matter is no valid TOML ({error}). Mend it.") from error
