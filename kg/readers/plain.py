"""Plain text -> drafts."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.documents import CELL_GAP, BlockKind, Link, Span
from kg.readers.drafts import Draft, join_drafts
from kg.readers.furniture import find_furniture
from kg.readers.lines import TextPiece, split_pieces
from kg.readers.outline import find_outline

_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?![\s*])([^*\n]{1,300}?)(?<!\s)\1(?![\w*])")
_ADDRESS = re.compile(r"\bhttps?://[^\s<>\"“”]+[^\s<>\"“”.,;:!?)\]'’]")


def read_plain(source: str) -> list[Draft]:
    """Return the blocks of a plain text; its first heading is its title."""
    pieces = split_pieces(source)
    return [_to_draft(piece) for piece in find_outline(pieces, find_furniture(pieces))]


def _to_draft(piece: TextPiece) -> Draft:
    if piece.kind is BlockKind.CODE:
        return Draft(piece.kind, piece.text)
    if piece.columns:
        cells = [_to_words(piece, cell) for cell in piece.columns]
        return replace(join_drafts(cells, piece.kind, CELL_GAP), header=piece.header, run=piece.run)
    return _to_words(piece, piece.text)


def _to_words(piece: TextPiece, text: str) -> Draft:
    """Make a draft of `text`, as the piece or a cell of it, with stars and addresses made marks."""
    text, strong = _strip_emphasis(text)
    links = tuple(Link(Span(*match.span()), match.group()) for match in _ADDRESS.finditer(text))
    return Draft(piece.kind, text, piece.level, links=links, strong=strong, run=piece.run, tight=piece.tight)


def _strip_emphasis(text: str) -> tuple[str, tuple[Span, ...]]:
    """Take the stars off emphasised words; return the text and the spans that two stars made strong.

    >>> _strip_emphasis("a **big** *cat*")
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
