"""Inline text: words between block borders, with white space folded and marks kept as spans."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum

from kg.documents import BlockKind, Link, Span
from kg.readers.drafts import Draft

# Characters that take no room on a page: zero-width spaces and joiners, soft hyphens, byte-order marks.
INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")

_LOWER_WORD = re.compile(r"(?:^|[\s(])[a-z]{2,}$")
_CAPITAL_WORD = re.compile(r"[A-Z][a-z]{2}")
_LOOK_BACK = 32


def fold_space(text: str) -> str:
    """Fold white space to single spaces, drop what is invisible, and trim.

    >>> fold_space(" a\\u00a0 b\\n")
    'a b'
    """
    return " ".join(INVISIBLE.sub("", text).split())


class MarkKind(Enum):
    """What words within a block are set as."""

    LINK = "link"
    STRONG = "strong"
    CODE = "code"


@dataclass(slots=True)
class _Mark:
    """Open marked words, with what a link points to; `start` is None until the first of them."""

    kind: MarkKind
    target: str
    start: int | None = None


@dataclass(slots=True)
class InlineText:
    """Words of one block as they are read, piece by piece."""

    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _tail: str = ""
    _space: bool = False
    _border: bool = False
    _open: list[_Mark] = field(default_factory=list)
    _links: list[Link] = field(default_factory=list)
    _strong: list[Span] = field(default_factory=list)
    _code: list[Span] = field(default_factory=list)

    def add(self, text: str) -> None:
        """Append words; white space at either end counts as one space between pieces."""
        words = INVISIBLE.sub("", text).split()
        if not words:
            self._space = self._space or bool(text)
            return
        if text[0].isspace() or (self._border and self._is_glued(words[0])):
            self._space = True
        if self._space and self._length:
            self._parts.append(" ")
            self._length += 1
        folded = " ".join(words)
        for mark in self._open:
            if mark.start is None:
                mark.start = self._length
        self._parts.append(folded)
        self._length += len(folded)
        self._tail = folded[-_LOOK_BACK:] if len(folded) >= _LOOK_BACK else self._tail_with(folded)
        self._space = text[-1].isspace()
        self._border = False

    def open(self, kind: MarkKind, target: str = "") -> None:
        """Begin marked words; `target`: what a link points to."""
        self._open.append(_Mark(kind, target))
        self._border = self._border or kind is not MarkKind.CODE

    def close(self, kind: MarkKind) -> None:
        """End the innermost open words of a kind."""
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index].kind is kind:
                self._keep(self._open.pop(index))
                break
        self._border = self._border or kind is not MarkKind.CODE

    def take(self, kind: BlockKind) -> Draft | None:
        """Return what was read as a draft and start anew; marks still open go on in the next block."""
        for mark in self._open:
            self._keep(mark)
            mark.start = None
        draft = None
        if self._length:
            text = "".join(self._parts)
            links = tuple(sorted(self._links, key=lambda link: link.span))
            draft = Draft(kind, text, links=links, strong=tuple(sorted(self._strong)), code=tuple(sorted(self._code)))
        self._parts, self._links, self._strong, self._code = [], [], [], []
        self._length, self._tail, self._space, self._border = 0, "", False, False
        return draft

    def _keep(self, mark: _Mark) -> None:
        if mark.start is None or mark.start >= self._length:
            return
        span = Span(mark.start, self._length)
        if mark.kind is MarkKind.LINK:
            self._links.append(Link(span, mark.target))
        else:
            (self._strong if mark.kind is MarkKind.STRONG else self._code).append(span)

    def _tail_with(self, folded: str) -> str:
        gap = " " if self._space else ""
        return (self._tail + gap + folded)[-_LOOK_BACK:]

    def _is_glued(self, word: str) -> bool:
        """Tell whether markup alone parts two words that the page would not print as one.

        Authors of web pages often forget the blank beside a link or bold words: `in<a>Montreal</a>`.
        """
        if not self._tail or self._space:
            return False
        last = self._tail[-1]
        if _CAPITAL_WORD.match(word):
            return last in ",;" or _LOWER_WORD.search(self._tail) is not None
        return word[0] == "(" and len(word) > 3 and last.isalnum() and self._ends_strong()

    def _ends_strong(self) -> bool:
        return bool(self._strong) and self._strong[-1].end == self._length
