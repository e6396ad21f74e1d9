"""Markdown written by other readers: words escaped, so that none of them is read as a sign, and signs around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote

_SIGNS = re.compile(r"[\\`*{}\[\]<>&|~#]|(?<!\w)_|_(?!\w)")
# What a block may open with: marks of lists, definitions, underlines and directives.
_OPENING = re.compile(r"^(\d{0,9})([-+=:?!.)])")
_UNESCAPED_BAR = re.compile(r"(?<!\\)\|")
_LANGUAGE = re.compile(r"[\w+#.-]{1,30}")


def escape(words: str) -> str:
    """Return words with a backslash before what Markdown would read as a sign; white space is folded.

    >>> escape("a*b snake_case [1]")
    'a\\\\*b snake_case \\\\[1\\\\]'
    """
    return _SIGNS.sub(r"\\\g<0>", re.sub(r"\s+", " ", words))


def to_block(words: str) -> str:
    """Return inline Markdown as a paragraph of one line, which begins with no mark of a block.

    >>> to_block("1. May"), to_block("- dash")
    ('1\\\\. May', '\\\\- dash')
    """
    return _OPENING.sub(r"\1\\\2", words.strip())


def to_code(text: str) -> str:
    """Return a text as a code span.

    >>> to_code("a `b`")
    '`` a `b` ``'
    """
    text = " ".join(text.split())
    ticks = "`" * (_longest_ticks(text) + 1)
    gap = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{gap}{text}{gap}{ticks}" if text else ""


def to_fence(text: str, language: str = "") -> str:
    """Return a text as a block of code."""
    ticks = "`" * max(3, _longest_ticks(text) + 1)
    return f"{ticks}{language if _LANGUAGE.fullmatch(language) else ''}\n{text}\n{ticks}"


def to_link(words: str, target: str) -> str:
    """Return inline Markdown as a link; an address that shows itself is written once.

    >>> to_link("Acme", "https://acme.example/a b"), to_link("https://acme.example", "https://acme.example")
    ('[Acme](https://acme.example/a%20b)', '<https://acme.example>')
    """
    target = quote(target, safe="/:?#[]@!$&'()*+,;=%~-._|")
    if words.replace("\\", "") == target and re.match(r"[a-z]{3,}:", target):
        return f"<{target}>"
    plain = re.fullmatch(r"[^()\s]+", target)
    return f"[{words}]({target if plain else f'<{target}>'})" if words and target else words


def hang(mark: str, blocks: Sequence[str]) -> str:
    """Return blocks behind a mark, with all lines but the first below its end.

    >>> hang("- ", ["a", "b"])
    '- a\\n\\n  b'
    """
    pad = " " * len(mark)
    lines = "\n\n".join(blocks).split("\n")
    return "\n".join((mark + lines[0], *(pad + line if line else "" for line in lines[1:]))).rstrip()


def to_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return the cells of a table as its lines; a head without words is an empty one.

    >>> to_table([], [["a", "b|c"], ["d"]])
    '|  |  |\\n| --- | --- |\\n| a | b\\\\|c |\\n| d |  |'
    """
    width = max(map(len, (head, *rows)))

    def line(cells: Sequence[str]) -> str:
        filled = (_UNESCAPED_BAR.sub(r"\\|", cell).strip() for cell in cells)
        return f"| {' | '.join((*filled, *[''] * (width - len(cells))))} |"

    return "\n".join((line(head), line(["---"] * width), *map(line, rows)))


def _longest_ticks(text: str) -> int:
    return max(map(len, re.findall(r"`+", text)), default=0)
