"""Plain text -> pieces: paragraphs, list items, and the lone lines that may be headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.documents import BlockKind, Link
from kg.readers.inline import fold_space
from kg.readers.listed_lines import are_items

_BULLET = re.compile(r"^(?P<mark>[•◦▪▫‣⁃●○■□·∙➢➤✓✔*+–-])(?:\s+(?=\S)|(?<=[•◦▪▫‣⁃●○■□])(?=\S))")
_NUMBER = re.compile(r"^(?P<mark>\(?\d{1,3}[.)]|\(?[a-z]\)|\(?[ivx]{1,4}\))\s+(?=\S)")
_UNDERLINE = re.compile(r"^(={3,}|-{3,}|~{3,}|\*{3,}|_{3,})$")
_FINAL = re.compile(r"[.!?:;,…][\"'”’)\]]*$")
_CODE_LINE = re.compile(
    r"^\s*(?:\$ |#!|//|[{}()<>\[\]];?$)|[{;]\s*$|^\s*[\w.-]+:\s*$|^\s*[\w.]+\s*=\s|=>|->\s|^\s*</?\w+"
)

MAX_WRAPPED = 140  # a text with longer lines is not wrapped by hand
_TAB = 4


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A paragraph, list item or lone line of a plain text.

    `alone`: blank lines on both sides. `number`: the list number or mark taken off. `underlined`: a rule of
    = or - stands below it (its heading level, else 0). `gap`: blank lines after it. `columns`: of a table row
    its cells, of which `header` says that they head the table.
    """

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    run: int = 0
    tight: bool = False
    alone: bool = False
    mark: str = ""
    indent: int = 0
    underlined: int = 0
    gap: int = 1
    links: tuple[Link, ...] = ()
    columns: tuple[str, ...] = ()
    header: bool = False


def split_pieces(source: str) -> list[TextPiece]:
    """Return the pieces of a plain text in order."""
    lines = source.split("\n")
    wrapped = _is_wrapped(lines)
    pieces: list[TextPiece] = []
    for chunk, gap in _chunks(lines):
        if _is_code(chunk):
            pieces.append(TextPiece(_dedent(chunk), BlockKind.CODE))
            continue
        found = _read_table(chunk) or _read_chunk(chunk, wrapped)
        if len(found) == 1:
            found = [replace(found[0], alone=True, gap=gap)]
        pieces += found
    return _number_runs(_mend_paragraphs(_keep_lists(pieces)))


def ends_openly(text: str) -> bool:
    """Tell whether a line has no final punctuation, as headings and captions have none."""
    return _FINAL.search(text) is None


def _chunks(lines: list[str]) -> Iterator[tuple[list[str], int]]:
    """Yield the runs of lines between blank ones, and how many blank lines follow each."""
    chunk: list[str] = []
    gap = 0
    for line in lines:
        if not line.strip("\u200b\ufeff").strip():
            gap += 1
            continue
        if gap and chunk:
            yield chunk, gap
            chunk = []
        gap = 0
        chunk.append(line.expandtabs(_TAB) if line[:1].isspace() else line)
    if chunk:
        yield chunk, max(gap, 1)


def _is_wrapped(lines: list[str]) -> bool:
    """Tell whether line ends are only where the author's editor broke the line."""
    longest = max(map(len, lines), default=0)
    if longest > MAX_WRAPPED:
        return False
    # In wrapped text a line ends where the next word would not have fitted.
    breaks = full = 0
    for line, after in pairwise(lines):
        if line.strip() and after.strip() and not _BULLET.match(after.strip()):
            breaks += 1
            full += len(line) + 1 + len(after.split(None, 1)[0]) > 0.8 * longest
    return breaks > 0 and full >= 0.6 * breaks


def _read_chunk(chunk: list[str], wrapped: bool) -> list[TextPiece]:
    """Return the pieces of lines that no blank line parts."""
    if are_items([line.strip() for line in chunk]):
        items = [(fold_space(line), len(line) - len(line.lstrip())) for line in chunk]
        return [
            TextPiece(text, BlockKind.LIST_ITEM, indent=indent, tight=n > 0) for n, (text, indent) in enumerate(items)
        ]
    longest = max(map(len, chunk))
    pieces: list[TextPiece] = []
    texts: list[list[str]] = []  # the lines of each piece
    for line in chunk:
        text = fold_space(line)
        indent = len(line) - len(line.lstrip())
        if _UNDERLINE.match(text):
            if len(pieces) == 1 and text[0] in "=-" and len(texts[0]) == 1 and len(texts[0][0]) <= 100:
                pieces = [replace(pieces[0], underlined=1 if text[0] == "=" else 2)]
            continue
        mark = _BULLET.match(text) or _NUMBER.match(text)
        if pieces and mark is None and _continues(texts[-1][-1], text, indent, pieces[-1], wrapped, longest):
            texts[-1].append(text)
            continue
        kind = BlockKind.PARAGRAPH if mark is None else BlockKind.LIST_ITEM
        sign = mark["mark"] if mark is not None else ""
        pieces.append(TextPiece("", kind, mark=sign, indent=indent, tight=bool(pieces)))
        texts.append([text[mark.end() :] if mark is not None else text])
    return [replace(piece, text=" ".join(lines)) for piece, lines in zip(pieces, texts, strict=True)]


def _read_table(chunk: list[str]) -> list[TextPiece]:
    """Return the rows of lines that all have the same number of tabs between their words, else nothing."""
    rows = [tuple(fold_space(cell) for cell in line.strip().split("\t")) for line in chunk]
    if len(rows) < 2 or len(rows[0]) < 2 or len({len(row) for row in rows}) > 1:
        return []
    return [
        TextPiece("\t".join(row), BlockKind.TABLE_ROW, tight=number > 0, columns=row, header=number == 0)
        for number, row in enumerate(rows)
    ]


def _continues(last: str, text: str, indent: int, piece: TextPiece, wrapped: bool, longest: int) -> bool:
    """Tell whether a line goes on with the piece before it, whose last line is `last`."""
    if piece.kind is BlockKind.LIST_ITEM and indent > piece.indent:
        return True
    if text[0].islower() and ends_openly(last) and len(last) > 30:
        return True
    return wrapped and len(last) + 1 + len(text.split(None, 1)[0]) > 0.7 * longest


def _is_code(chunk: list[str]) -> bool:
    """Tell whether lines set in by four blanks or more are a program and not a list or a quotation."""
    if any(len(line) - len(line.lstrip()) < _TAB for line in chunk) or _BULLET.match(chunk[0].strip()):
        return False
    return sum(_CODE_LINE.search(line) is not None for line in chunk) * 2 >= len(chunk)


def _dedent(chunk: list[str]) -> str:
    margin = min(len(line) - len(line.lstrip()) for line in chunk)
    return "\n".join(line[margin:].rstrip() for line in chunk)


def _keep_lists(pieces: list[TextPiece]) -> list[TextPiece]:
    """Make a lone numbered line at the margin a heading's line again where no list goes on around it."""
    kept = list(pieces)
    for index, piece in enumerate(pieces):
        if piece.kind is not BlockKind.LIST_ITEM or piece.indent or not piece.alone or not piece.mark[0].isdigit():
            continue
        beside = pieces[max(index - 1, 0) : index] + pieces[index + 1 : index + 2]
        if not any(other.kind is BlockKind.LIST_ITEM for other in beside) and ends_openly(piece.text):
            kept[index] = replace(piece, kind=BlockKind.PARAGRAPH)
    return kept


def _mend_paragraphs(pieces: list[TextPiece]) -> list[TextPiece]:
    """Join a paragraph that a stray blank line broke in the middle of a sentence."""
    mended: list[TextPiece] = []
    for piece in pieces:
        before = mended[-1] if mended else None
        if (
            before is not None
            and before.kind is piece.kind is BlockKind.PARAGRAPH
            and not piece.tight
            and len(before.text) > 80
            and len(piece.text) > 40
            and before.text[-1].isalnum()
            and piece.text[0].islower()
            and not ends_openly(piece.text)
        ):
            mended[-1] = replace(before, text=f"{before.text} {piece.text}")
        else:
            mended.append(piece)
    return mended


def _number_runs(pieces: list[TextPiece]) -> list[TextPiece]:
    """Number the lists and tables, and give each list item its depth from its indentation."""
    nested: list[TextPiece] = []
    indents: list[int] = []
    run = 0
    for piece in pieces:
        if piece.kind is not BlockKind.LIST_ITEM:
            indents = []
            run += piece.header
            nested.append(replace(piece, run=run) if piece.columns else piece)
            continue
        if not indents:
            run += 1
        while indents and piece.indent < indents[-1]:
            indents.pop()
        if not indents or piece.indent > indents[-1]:
            indents.append(piece.indent)
        nested.append(replace(piece, level=len(indents), run=run))
    return nested
