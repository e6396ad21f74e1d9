"""The outline of a plain text: which of its lone lines are title, headings, captions or heads of columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum

from kg.documents import BlockKind
from kg.readers.bylines import find_byline_authors, find_byline_date
from kg.readers.furniture import fold_line, load_words
from kg.readers.lines import TextPiece, ends_openly

_MAX_HEADING = 14  # words
_MAX_HEADING_LENGTH = 110
_MAX_CAPTION = 40  # words
_REAL_PARAGRAPH = 15  # words from which a paragraph is the body and no longer the top of a page
_NUMBERED_CAPTION = re.compile(r"[\s\u00a0]*(?:no\.?\s*)?(?:\d+[\w.–-]*|[IVX]+\b)|\s*:")
_SENTENCE_INSIDE = re.compile(r"[a-z)*\"”]{2}[.!?][\"”’)]*\s+[A-Z]")
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")


class _Role(Enum):
    """What a piece is to the outline."""

    BODY = 0
    LINE = 1  # may be a heading
    SUB = 2  # a heading that recurs, or of a kind that stands under another
    CAPTION = 3
    COLUMNS = 4


def find_outline(pieces: Sequence[TextPiece], furniture: frozenset[int]) -> list[TextPiece]:
    """Return the pieces with title, headings and captions told apart, and levels given; indexes stay."""
    roles = [_Role.BODY if index in furniture else _find_role(pieces, index) for index in range(len(pieces))]
    _find_subs(pieces, roles)
    _find_captions(pieces, roles, furniture)
    outlined = [
        replace(piece, kind=BlockKind.FURNITURE, level=0) if i in furniture else piece for i, piece in enumerate(pieces)
    ]
    title = _find_title(pieces, roles, furniture)
    for index, role in enumerate(roles):
        if index == title:
            outlined[index] = replace(pieces[index], kind=BlockKind.TITLE, level=1)
        elif role in (_Role.LINE, _Role.SUB):
            level = pieces[index].underlined or _numbered_level(pieces[index]) or (3 if role is _Role.SUB else 2)
            outlined[index] = replace(pieces[index], kind=BlockKind.HEADING, level=level)
        elif role is _Role.CAPTION:
            outlined[index] = replace(pieces[index], kind=BlockKind.CAPTION)
        elif role is _Role.COLUMNS:
            heads = tuple(pieces[index].text[start:end] for start, end in split_columns(pieces[index].text))
            outlined[index] = replace(pieces[index], kind=BlockKind.TABLE_ROW, columns=heads, header=True)
    return outlined


def split_columns(text: str) -> tuple[tuple[int, int], ...]:
    """Return where the heads of columns stand in a line that is nothing but such heads, else nothing.

    >>> split_columns("Pros Cons")
    ((0, 4), (5, 9))
    """
    line, columns = text.lower(), load_words().columns
    places: list[tuple[int, int]] = []
    start = 0
    while start < len(line):
        ends = [start + len(head) for head in columns if line.startswith(head, start)]
        ends = [end for end in ends if end == len(line) or line[end] in " |\t"]
        if not ends:
            return ()
        places.append((start, max(ends)))
        start = max(ends)
        while start < len(line) and line[start] in " |\t":
            start += 1
    return tuple(places) if len(places) > 1 else ()


def _find_role(pieces: Sequence[TextPiece], index: int) -> _Role:
    """Tell what a piece may be by its own shape and its nearest neighbours."""
    piece = pieces[index]
    if piece.kind is not BlockKind.PARAGRAPH:
        return _Role.BODY
    if piece.underlined:
        return _Role.LINE
    after = pieces[index + 1] if index + 1 < len(pieces) else None
    heads_list = after is not None and after.tight and after.kind is BlockKind.LIST_ITEM
    if heads_list and split_columns(piece.text):
        return _Role.COLUMNS
    if _is_caption(piece.text):
        return _Role.CAPTION
    if not _is_heading_line(piece.text):
        return _Role.BODY
    if index < 12 and _is_byline(piece.text):
        return _Role.BODY
    if piece.alone or (heads_list and not piece.tight):
        return _Role.LINE
    if index == 0 and after is not None and _is_byline(after.text):
        return _Role.LINE
    # The title of a page often stands right under its breadcrumb or right above its subtitle.
    return (
        _Role.LINE
        if not piece.tight and index < 3 and after is not None and after.tight and _is_long(after)
        else _Role.BODY
    )


def _is_byline(text: str) -> bool:
    return bool(find_byline_date(text) or find_byline_authors(text))


def _is_caption(text: str) -> bool:
    """Tell whether a line is a caption by its first words ("Figure 3-2 ...")."""
    line = text.lower()
    if len(line.split()) > _MAX_CAPTION:
        return False
    return any(line.startswith(word) and _NUMBERED_CAPTION.match(line[len(word) :]) for word in load_words().captions)


def _is_heading_line(text: str) -> bool:
    if len(text) > _MAX_HEADING_LENGTH or len(text.split()) > _MAX_HEADING or _LINK.search(text):
        return False
    if _SENTENCE_INSIDE.search(text):
        return False
    if text[-1] == "?":  # questions make good headings
        return text[0].isupper()
    if text[-1] == ":":
        return fold_line(text) in load_words().closing_headings
    return ends_openly(text) and any(letter.isalpha() for letter in text)


def _is_long(piece: TextPiece) -> bool:
    return piece.kind is BlockKind.PARAGRAPH and len(piece.text.split()) >= _REAL_PARAGRAPH


def _find_subs(pieces: Sequence[TextPiece], roles: list[_Role]) -> None:
    """Mark the headings that recur, or that always stand under another."""
    sub_headings = load_words().sub_headings
    lines = [(index, fold_line(pieces[index].text)) for index, role in enumerate(roles) if role is _Role.LINE]
    recurring = _find_recurring([line for index, line in lines if not pieces[index].text[0].islower()])
    known = sum(line in sub_headings for _, line in lines)
    for index, line in lines:
        # A heading of a well-known kind is one level down only where such headings make up the document.
        if (line in recurring and not pieces[index].text[0].islower()) or (known > 1 and line in sub_headings):
            roles[index] = _Role.SUB


def _find_recurring(lines: Sequence[str]) -> frozenset[str]:
    """Return the lines that recur under several headings; a caption that repeats its heading does not.

    >>> sorted(_find_recurring(["a", "use", "a", "b", "use"]))
    ['use']
    """
    counts = Counter(lines)
    unique_before = [0]
    for line in lines:
        unique_before.append(unique_before[-1] + (counts[line] == 1))
    last: dict[str, int] = {}
    recurring = {line for line, count in counts.items() if count > 2}
    for place, line in enumerate(lines):
        if line in last and unique_before[place] > unique_before[last[line]]:
            recurring.add(line)
        last[line] = place
    return frozenset(recurring)


def _find_captions(pieces: Sequence[TextPiece], roles: list[_Role], furniture: frozenset[int]) -> None:
    """Mark as captions the lone lines that only repeat the name of their section, or begin in lower case."""
    main = ""
    inside_sub = False
    layered = _Role.SUB in roles
    pictures = _find_pictured(pieces, roles)
    repeated = _find_repeated(pieces)
    for index, role in enumerate(roles):
        if role is _Role.SUB:
            inside_sub = True
        if index in repeated:
            roles[index] = _Role.CAPTION
        if index in repeated or role is not _Role.LINE:
            continue
        following = next((i for i in range(index + 1, len(pieces)) if i not in furniture), len(pieces))
        ahead = roles[following] if following < len(pieces) else _Role.BODY
        if index in pictures or _is_lower_line(pieces[index].text, ahead):
            roles[index] = _Role.CAPTION
            continue
        if _repeats_heading(pieces[index].text, main, ahead, layered and inside_sub):
            roles[index] = _Role.CAPTION
        else:
            main, inside_sub = pieces[index].text, False


def _repeats_heading(text: str, main: str, ahead: _Role, inside_sub: bool) -> bool:
    """Tell whether a line only says again what the heading `main` above it says.

    A heading may be alike too ("Cloud storage", "Cloud network"): so what stands below counts as well.
    """
    overlap = _overlap(text, main)
    if ahead is _Role.SUB:
        return overlap == 1.0 == _overlap(main, text)
    return (inside_sub and overlap >= 0.6) or (overlap == 1.0 and ahead is _Role.LINE)


def _find_repeated(pieces: Sequence[TextPiece]) -> frozenset[int]:
    """Return the lone lines that recur and are too long for headings: captions of a picture shown twice."""
    lone = [
        index
        for index, piece in enumerate(pieces)
        if piece.alone
        and piece.kind is BlockKind.PARAGRAPH
        and 10 < len(piece.text.split()) <= _MAX_CAPTION
        and ends_openly(piece.text)
    ]
    counts = Counter(pieces[index].text for index in lone)
    return frozenset(index for index in lone if counts[pieces[index].text] > 1)


def _find_pictured(pieces: Sequence[TextPiece], roles: Sequence[_Role]) -> frozenset[int]:
    """Return the lines below which a wider gap shows where a picture was, if such gaps are rare."""
    lines = [index for index, role in enumerate(roles) if role in (_Role.LINE, _Role.SUB)]
    wide = [index for index in lines[1:] if pieces[index].gap > 1]
    return frozenset(wide) if len(wide) * 4 <= len(lines) - 1 else frozenset()


def _is_lower_line(text: str, ahead: _Role) -> bool:
    """Tell whether a line begins in lower case as no heading does; a lone name such as `make` may."""
    first = text.split()[0]
    if not text[0].islower() or any(letter.isupper() for letter in first):
        return False
    return " " in text or ahead in (_Role.LINE, _Role.SUB)


def _overlap(text: str, heading: str) -> float:
    """Return the share of the words of `text` that the heading has too, endings aside."""
    words = [word.lower() for word in _WORD.findall(text) if len(word) > 3 or word.isupper()]
    stems = {word.lower()[:5] for word in _WORD.findall(heading)}
    return sum(word[:5] in stems for word in words) / len(words) if words else 0.0


def _find_title(pieces: Sequence[TextPiece], roles: Sequence[_Role], furniture: frozenset[int]) -> int | None:
    """Return the index of the first heading, where it stands above the first real paragraph."""
    for index, role in enumerate(roles):
        if role in (_Role.LINE, _Role.SUB):
            return index
        if index not in furniture and _is_long(pieces[index]):
            return None
    return None


def _numbered_level(piece: TextPiece) -> int:
    """Return the level of a heading numbered `2.` or `2)` (the mark is taken off the text), else 0."""
    return 2 if piece.mark and piece.mark[0].isdigit() else 0
