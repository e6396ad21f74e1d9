"""Ticks: cells of a table that say yes or no, by a mark or a word."""

from __future__ import annotations

_YES = frozenset("yes y true full fully supported available x ✓ ✔ ✔️ ✅ ☑ ☑️ 👍 🟢".split())
_NO = frozenset("no n false none unsupported unavailable n/a ✗ ✘ ❌ ✖ ✖️ 🚫 ⛔ 👎 🔴".split()) | {
    "not supported",
    "not available",
}


def read_tick(cell: str) -> bool | None:
    """Return the yes or no that a cell is, None where it is another value or nothing.

    >>> read_tick("✅"), read_tick("No"), read_tick("Sometimes"), read_tick("")
    (True, False, None, None)
    """
    words = cell.strip().strip("*_`:").strip().lower()
    return True if words in _YES else False if words in _NO else None
