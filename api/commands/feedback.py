"""kg feedback"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence

from api.commands.inputs import to_settings

_MAX_COLUMN = 60


def run(options: argparse.Namespace) -> int:
    """Print what askers thought of answers, the oldest first."""
    from api.feedback import FeedbackLog
    from kg.generations import DataFolder

    settings = to_settings(options)
    DataFolder(settings.data).check()
    kept = FeedbackLog(settings.data, settings.feedback_kb << 10).read()
    if options.jsonl:
        for item in kept:
            print(json.dumps(item.model_dump(mode="json"), ensure_ascii=False))
    elif kept:
        rows = [(f"{item.time:%Y-%m-%d %H:%M}", str(item.rating), item.question, item.answer) for item in kept]
        print(to_table([("when", "rating", "question", "answer"), *rows]), end="")
    return 0


def to_table(rows: Sequence[Sequence[str]]) -> str:
    r"""Return rows as columns of text; the first row names them.

    >>> print(to_table([("a", "b"), ("one\x1b[31m", "two")]), end="")
    a         b
    one [31m  two
    """
    cells = [[_to_cell(text) for text in row] for row in rows]
    widths = [max(len(text) for text in column) for column in zip(*cells, strict=True)]
    lines = ("  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip() for row in cells)
    return "".join(f"{line}\n" for line in lines)


def _to_cell(text: str) -> str:
    """Return the words in one line and without control characters, which a terminal would obey."""
    shown = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return shown if len(shown) <= _MAX_COLUMN else shown[: _MAX_COLUMN - 1] + "…"
