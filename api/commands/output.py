"""What commands print: JSON, and tables as columns of text."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from typing import Any

_MAX_COLUMN = 60
_MAX_WIDTH = 100


def print_json(value: Any) -> None:
    """Print a JSON value as a reader likes it."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def find_width() -> int:
    """Return how many letters a line of prose may have."""
    return min(_MAX_WIDTH, shutil.get_terminal_size().columns)


def to_columns(rows: Sequence[Sequence[str]], rule: bool = False) -> str:
    r"""Return rows as columns of text; the first row names them, a `rule` parts it from the others.

    >>> print(to_columns([("a", "b"), ("one\x1b[31m", "two")], rule=True), end="")
    a         b
    --------  ---
    one [31m  two
    """
    cells = [[_to_cell(text) for text in row] for row in rows]
    widths = [max(len(text) for text in column) for column in zip(*cells, strict=True)]
    if rule:
        cells.insert(1, ["-" * width for width in widths])
    lines = ("  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip() for row in cells)
    return "".join(f"{line}\n" for line in lines)


def cut(text: str) -> str:
    """Return the beginning of a text, short enough for a column."""
    words = " ".join(text.split())
    return words if len(words) <= _MAX_COLUMN else words[: _MAX_COLUMN - 1] + "…"


def _to_cell(text: str) -> str:
    """Return the words in one line and without control characters, which a terminal would obey."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
