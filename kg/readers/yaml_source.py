"""YAML with places: a file as nodes that know their lines; what is broken in it is cut out and told."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from kg.errors import DocumentError

MAX_CUTS = 25
MAX_REPEATED = 1_000_000  # nodes that aliases stand for
_DASH = re.compile(r"^(\s*)-(?:\s|$)")
_TABBED = re.compile(r" *\t")
_QUOTED = re.compile(r"quoted scalar")


@dataclass(frozen=True)
class YamlSource:
    """A file's root node, and what had to be left out of it, each with its line."""

    root: yaml.Node | None
    remarks: tuple[str, ...] = ()


def read_yaml(source: str, name: str) -> YamlSource:
    """Parse YAML; where it is broken, leave out the list entry around the place and go on.

    Raises DocumentError, with the line, where the broken place lies in no list entry or there are too many.
    """
    remarks: list[str] = []
    lines = source.split("\n")
    for _ in range(MAX_CUTS):
        try:
            root = yaml.compose("\n".join(lines), Loader=yaml.CSafeLoader)
            _check_aliases(root, name)
            return YamlSource(root, tuple(remarks))
        except yaml.MarkedYAMLError as error:
            place = find_broken_line(error)
            tabbed = _TABBED.match(lines[min(place, len(lines) - 1)])
            problem = "a tab; indent with blanks" if tabbed else error.problem or "it cannot be read"
            entry = _find_entry(lines, place)
            if entry is None:
                raise DocumentError(name, f"broken YAML at line {place + 1}: {problem}. Mend that line.") from error
            start, end = entry
            remarks.append(
                f"line {place + 1}: broken YAML ({problem}); the entry of lines {start + 1} to {end} is left out. "
                "Mend that line."
            )
            lines[start:end] = [""] * (end - start)
        except (yaml.YAMLError, RecursionError, ValueError) as error:
            raise DocumentError(name, f"no YAML that can be read ({error}). Check the file.") from error
    raise DocumentError(name, f"broken YAML in more than {MAX_CUTS} places, first: {remarks[0]}")


def _check_aliases(root: yaml.Node | None, name: str) -> None:
    """Raise DocumentError where aliases repeat more nodes than any file of use has: a few lines unfold to gigabytes."""
    sizes: dict[int, int] = {}
    if root is not None and _unfold(root, sizes) - len(sizes) > MAX_REPEATED:
        raise DocumentError(name, f"its aliases repeat more than {MAX_REPEATED:,} values. Write them out.")


def _unfold(node: yaml.Node, sizes: dict[int, int]) -> int:
    """Return the number of nodes in a tree, those behind an alias each time; a node within itself counts as endless."""
    if isinstance(node, yaml.ScalarNode):
        below: list[yaml.Node] = []
    elif isinstance(node, yaml.MappingNode):
        below = [part for entry in node.value for part in entry]
    else:
        below = node.value
    known = sizes.get(id(node))
    if known is None:
        sizes[id(node)] = 2 * MAX_REPEATED
        sizes[id(node)] = known = 1 + sum(_unfold(part, sizes) for part in below)
    return known


def find_broken_line(error: yaml.MarkedYAMLError) -> int:
    """Return the line, from 0, where the mistake lies: for a quote that is never closed, where it opens."""
    opened = error.context_mark if _QUOTED.search(error.context or "") else None
    mark = opened or error.problem_mark or error.context_mark
    return int(mark.line) if mark is not None else 0


def _find_entry(lines: list[str], place: int) -> tuple[int, int] | None:
    """Return the first line of the list entry around a line, and the line behind its last."""
    start = min(place, len(lines) - 1)
    while start >= 0 and not _DASH.match(lines[start]):
        start -= 1
    if start < 0:
        return None
    match = _DASH.match(lines[start])
    depth = len(match[1]) if match else 0
    end = start + 1
    while end < len(lines) and (not lines[end].strip() or _depth(lines[end]) > depth):
        end += 1
    return start, max(end, place + 1)


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())
