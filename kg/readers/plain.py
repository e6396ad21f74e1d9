"""Plain text -> drafts."""

from __future__ import annotations

import re

from kg.documents import BlockKind, Link, Span
from kg.furniture import find_furniture
from kg.readers.drafts import Draft
from kg.readers.lines import TextPiece, split_pieces
from kg.readers.outline import find_outline, split_columns

_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?![\s*])([^*\n]{1,300}?)(?<!\s)\1(?![\w*])")
_ADDRESS = re.compile(r"\bhttps?://[^\s<>\"“”]+[^\s<>\"“”.,;:!?)\]'’]")


def read_plain(source: str) -> list[Draft]:
    """Return the blocks of a plain text; its first heading is its title."""
    pieces = split_pieces(source)
    return [_to_draft(piece) for piece in find_outline(pieces, find_furniture(pieces))]


def _to_draft(piece: TextPiece) -> Draft:
    if piece.kind is BlockKind.CODE:
        return Draft(piece.kind, piece.text)
    text, strong = strip_emphasis(piece.text)
    links = tuple(Link(Span(*match.span()), match.group()) for match in _ADDRESS.finditer(text))
    cells: tuple[Span, ...] = ()
    if piece.kind is BlockKind.TABLE_ROW:
        text, cells = _join_columns(text)
    return Draft(
        piece.kind, text, piece.level, cells, bool(cells), links, strong, run=piece.run, tight=piece.tight
    )


def _join_columns(text: str) -> tuple[str, tuple[Span, ...]]:
    """Return a flattened head of columns as a table row has it."""
    heads = [text[start:end] for start, end in split_columns(text)] or [text]
    spans, offset = [], 0
    for head in heads:
        spans.append(Span(offset, offset + len(head)))
        offset += len(head) + len(" | ")
    return " | ".join(heads), tuple(spans)


def strip_emphasis(text: str) -> tuple[str, tuple[Span, ...]]:
    """Take the stars off emphasised words; return the text and the spans that two stars made strong.

    >>> strip_emphasis("a **big** *cat*")
    ('a big cat', (Span(start=2, end=5),))
    """
    if "*" not in text:
        return text, ()
    parts: list[str] = []
    strong: list[Span] = []
    length = done = 0
    for match in _EMPHASIS.finditer(text):
        before = text[done : match.start()]
        length += len(before)
        if len(match[1]) > 1:
            strong.append(Span(length, length + len(match[2])))
        length += len(match[2])
        parts += [before, match[2]]
        done = match.end()
    return "".join((*parts, text[done:])), tuple(strong)
