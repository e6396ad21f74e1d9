"""Page furniture: what stands on a page around its content, and is no knowledge.

Told by generic words (`ontology/furniture.yaml`), by position and by shape; the words of no particular site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Protocol

import yaml
from pydantic import TypeAdapter

from kg.documents import BlockKind, Link
from kg.language.dates import RECENT_YEAR

_MAX_STARTS = 25  # words of a line that may be furniture by its first words
_MAX_TEASER = 28  # words of a headline or of the caption of its picture
_MIN_TEASERS = 6  # lines in a run of headlines that no head announces
_TEXT_KINDS = frozenset((BlockKind.PARAGRAPH, BlockKind.CAPTION, BlockKind.QUOTE))
_SHORT_KINDS = _TEXT_KINDS | {BlockKind.LIST_ITEM, BlockKind.HEADING, BlockKind.FURNITURE}
_CRUMB = re.compile(r"\s+[/>»›→]\s+|\s*[»›]\s*")
_COPYRIGHT = re.compile(rf"(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*{RECENT_YEAR}", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[a-z0-9)\"”’][.!?][\"”’)]*(?:\s+[A-Z]|$)")
_EDGE = re.compile(r"^[\W_]+|[\s:.…→»›>|]+$")


class Piece(Protocol):
    """A block of text with its kind; `tight` says that no blank line parts it from the one before."""

    @property
    def kind(self) -> BlockKind: ...
    @property
    def text(self) -> str: ...
    @property
    def level(self) -> int: ...
    @property
    def run(self) -> int: ...
    @property
    def tight(self) -> bool: ...
    @property
    def links(self) -> Sequence[Link]: ...


@dataclass(frozen=True)
class WordList:
    """The lists of `ontology/furniture.yaml`, in lower case."""

    lines: frozenset[str]
    heads: frozenset[str]
    weak_heads: frozenset[str]
    head_starts: tuple[str, ...]
    starts: tuple[str, ...]
    contains: tuple[str, ...]
    counts: frozenset[str]
    captions: tuple[str, ...]
    sub_headings: frozenset[str]
    columns: frozenset[str]
    closing_headings: frozenset[str]


@cache
def load_words() -> WordList:
    """Load the word lists."""
    values = yaml.safe_load(files("ontology").joinpath("furniture.yaml").read_text(encoding="utf-8"))
    return TypeAdapter(WordList).validate_python(values)


def find_furniture(pieces: Sequence[Piece]) -> frozenset[int]:
    """Return the indexes of the pieces that are page furniture."""
    found = {index for index, piece in enumerate(pieces) if piece.kind is BlockKind.FURNITURE}
    found |= {index for index, piece in enumerate(pieces) if _is_line(piece)}
    found.update(_find_poll(pieces))
    found.update(_find_breadcrumb(pieces, found))
    found.update(_find_announced(pieces))
    found.update(_find_teaser_run(pieces))
    return frozenset(found)


def fold_line(text: str) -> str:
    """Fold a line for comparing: lower case, single spaces, without signs at its ends.

    >>> fold_line(" Read  more… ")
    'read more'
    """
    return _EDGE.sub("", _EDGE.sub("", " ".join(text.lower().replace("’", "'").split())))


def _is_head(text: str) -> bool:
    """Tell whether a line announces teasers ("Related posts")."""
    line, words = fold_line(text), load_words()
    if line in words.heads or line in words.weak_heads:
        return True
    return len(line.split()) <= 6 and _begins_with(line, words.head_starts)


def _begins_with(line: str, starts: tuple[str, ...]) -> bool:
    """Tell whether `line` begins with one of `starts` as whole words."""
    if not line.startswith(starts):
        return False
    return any(line.startswith(start) and not line[len(start) : len(start) + 1].isalnum() for start in starts)


def _is_line(piece: Piece) -> bool:
    """Tell whether a piece is furniture by its words alone."""
    if piece.kind not in _TEXT_KINDS:
        return False
    count = len(piece.text.split()) if len(piece.text) < 400 else _MAX_STARTS + 1
    if count > _MAX_STARTS:
        return False
    words, line = load_words(), fold_line(piece.text)
    if line in words.lines or piece.text.strip().lower() in words.lines or not line:
        return True
    if _COPYRIGHT.match(line) or _is_count(line):
        return True
    return _begins_with(line, words.starts) or any(phrase in line for phrase in words.contains)


def _is_count(line: str) -> bool:
    """Tell whether a line is a bare count ("5 min read")."""
    number, _, rest = line.partition(" ")
    return number.replace(",", "").replace(".", "").rstrip("km").isdigit() and rest in load_words().counts


def _find_poll(pieces: Sequence[Piece]) -> Iterator[int]:
    """Yield a poll above the title: a question with at least two answers on the lines right below it."""
    for chunk in _chunks(pieces):
        first = chunk[0]
        if first > 3:
            return
        lines = [pieces[index] for index in chunk]
        short = all(len(line.text.split()) <= _MAX_TEASER for line in lines)
        if len(chunk) >= 3 and short and lines[0].text.rstrip().endswith("?") and lines[0].kind in _TEXT_KINDS:
            yield from chunk


def _find_breadcrumb(pieces: Sequence[Piece], found: set[int]) -> Iterator[int]:
    """Yield breadcrumb lines near the top: short names between slashes or arrows."""
    seen = 0
    for index, piece in enumerate(pieces[:30]):
        if index in found or seen >= 4:
            continue
        seen += 1
        parts = [part.strip() for part in _CRUMB.split(piece.text)] if len(piece.text) <= 120 else []
        if piece.kind in _TEXT_KINDS and len(parts) > 1 and all(_is_crumb(part) for part in parts):
            yield index


def _is_crumb(part: str) -> bool:
    return 0 < len(part.split()) <= 5 and part[0].isupper() and part[-1] not in ".?!:;,"


def _find_announced(pieces: Sequence[Piece]) -> Iterator[int]:
    """Yield heads such as "Related posts" with the headlines under them.

    A head that real paragraphs follow is a heading of the document, and stays.
    """
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        if piece.kind not in _SHORT_KINDS or len(piece.text) > 80 or not _is_head(piece.text):
            index += 1
            continue
        end = index + 1
        while end < len(pieces) and _is_teaser(pieces[end], piece):
            end += 1
        announced = pieces[index + 1 : end]
        if piece.kind is not BlockKind.HEADING or (announced and _are_links(piece, announced)):
            yield from range(index, end)
        index = end


def _are_links(head: Piece, announced: Sequence[Piece]) -> bool:
    """Tell whether what a heading announces is nothing but links, where the head may be a document's own."""
    if fold_line(head.text) not in load_words().weak_heads:
        return True
    linked = sum(link.span.end - link.span.start for piece in announced for link in piece.links)
    return linked >= 0.6 * sum(len(piece.text) for piece in announced)


def _is_teaser(piece: Piece, head: Piece) -> bool:
    """Tell whether a piece under a head can be a headline, or the alternative text of its picture."""
    if piece.kind is BlockKind.HEADING:
        weak = fold_line(head.text) in load_words().weak_heads
        return head.kind is BlockKind.HEADING and piece.level > head.level and not weak
    if piece.kind not in _SHORT_KINDS or len(piece.text.split()) > _MAX_TEASER:
        return False
    # Under a head of plain text, only the lines that hang together with it.
    return head.kind is BlockKind.HEADING or piece.tight or piece.run > 0 or _is_line(piece)


def _find_teaser_run(pieces: Sequence[Piece]) -> Iterator[int]:
    """Yield long runs of headlines, line under line, in the last quarter of a document."""
    for chunk in _chunks(pieces):
        lines = [pieces[index] for index in chunk]
        if chunk[0] < 0.6 * len(pieces) or len(chunk) < _MIN_TEASERS:
            continue
        lengths = sorted(len(line.text.split()) for line in lines)
        open_ended = sum(not _SENTENCE_END.search(line.text) for line in lines)
        headlines = lengths[-1] <= _MAX_TEASER and lengths[len(lengths) // 2] >= 4
        if headlines and open_ended >= 0.6 * len(lines) and all(line.kind in _TEXT_KINDS for line in lines):
            yield from chunk


def _chunks(pieces: Sequence[Piece]) -> Iterator[list[int]]:
    """Yield the indexes of pieces that follow each other without a blank line."""
    chunk: list[int] = []
    for index, piece in enumerate(pieces):
        if chunk and not piece.tight:
            yield chunk
            chunk = []
        chunk.append(index)
    if chunk:
        yield chunk
