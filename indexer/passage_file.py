"""Passages on disk: one JSON line each, read only when it is asked for."""

from __future__ import annotations

import json
import mmap
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import overload

import numpy as np
from numpy.typing import NDArray

from indexer.passages import Passage
from kg.documents import CELL_GAP, Span

_LINES = "passages.jsonl"
_PLACES = "places.npy"
_DOCUMENTS = "documents.json"


def save_passages(passages: Sequence[Passage], folder: Path) -> None:
    """Write passages, sorted by document and place, into a folder; the same ones give the same bytes."""
    places = np.zeros((len(passages) + 1, 3), dtype=np.int64)  # the line's offset, the span's start and end
    documents: list[tuple[str, str | None, int]] = []  # name, date, number of its first passage
    with open(folder / _LINES, "wb") as file:
        for number, passage in enumerate(passages):
            places[number] = file.tell(), passage.span.start, passage.span.end
            if not documents or documents[-1][0] != passage.document:
                documents.append((passage.document, passage.date, number))
            file.write(_to_line(passage))
        places[-1] = file.tell(), 0, 0
    np.save(folder / _PLACES, places)
    (folder / _DOCUMENTS).write_text(json.dumps(documents, ensure_ascii=False), encoding="utf-8")


class PassageFile(Sequence[Passage]):
    """The passages of an index, in the order of documents and places, as a sequence."""

    def __init__(self, folder: Path) -> None:
        """Open what `save_passages` wrote; raise OSError or ValueError where it is missing or damaged."""
        self._places: NDArray[np.int64] = np.load(folder / _PLACES)
        documents = json.loads((folder / _DOCUMENTS).read_text(encoding="utf-8"))
        self._firsts = [int(first) for _, _, first in documents]
        self._dates: list[str | None] = [date for _, date, _ in documents]
        self._numbers = {str(name): number for number, (name, _, _) in enumerate(documents)}
        with open(folder / _LINES, "rb") as file:
            size = int(self._places[-1, 0])
            if file.seek(0, 2) != size:
                raise ValueError(f"{_LINES} is cut short")
            self._lines = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if size else b""

    def __len__(self) -> int:
        return len(self._places) - 1

    @overload
    def __getitem__(self, index: int) -> Passage: ...
    @overload
    def __getitem__(self, index: slice) -> list[Passage]: ...
    def __getitem__(self, index: int | slice) -> Passage | list[Passage]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        number = index + len(self) if index < 0 else index
        if not 0 <= number < len(self):
            raise IndexError(index)
        return _from_line(self._lines[int(self._places[number, 0]) : int(self._places[number + 1, 0])])

    @property
    def firsts(self) -> Sequence[int]:
        """The positions of the documents' first passages."""
        return self._firsts

    def position(self, passage: Passage) -> int:
        """Return the position of a passage that was read from here; raise KeyError for another."""
        places = self.places_of(passage.document)
        found = places.start + bisect_left(self._places[places.start : places.stop, 1], passage.span.start)
        if found == places.stop or int(self._places[found, 1]) != passage.span.start:
            raise KeyError(passage.span)
        return found

    def places_of(self, document: str) -> range:
        """Return the positions of a document's passages; raise KeyError where it has none."""
        number = self._numbers[document]
        return range(self._firsts[number], self._firsts[number + 1] if number + 1 < len(self._firsts) else len(self))

    def passage_at(self, document: str, span: Span) -> Passage | None:
        """Return the passage of a document that shares most characters with `span`, or None."""
        if document not in self._numbers:
            return None
        places = self.places_of(document)
        first, last = places.start, places.stop
        starts = self._places[first:last, 1]
        begin = first + max(0, bisect_right(starts, span.start) - 1)
        best, best_overlap = None, 0
        for candidate in range(begin, last):
            start, end = int(self._places[candidate, 1]), int(self._places[candidate, 2])
            if start >= span.end:
                break
            overlap = min(end, span.end) - max(start, span.start)
            if overlap > best_overlap:
                best, best_overlap = candidate, overlap
        return None if best is None else self[best]

    @cached_property
    def tabular(self) -> NDArray[np.bool_]:
        """Tell for each passage whether it holds rows of a table, by the gap between cells: shape (len(self),)."""
        found = np.zeros(len(self), dtype=np.bool_)
        gaps = [gap.start() for gap in re.finditer(re.escape(CELL_GAP.encode()), self._lines)]
        found[np.searchsorted(self._places[:, 0], gaps, side="right") - 1] = True
        return found

    def find_dated(self, as_of: str) -> NDArray[np.bool_]:
        """Tell for each passage whether its document was there on `as_of` (ISO 8601): shape (len(self),).

        A document without a date counts as there. A date that is a month or a year was there if it began by
        then.
        """
        known = [date is None or date <= as_of[: len(date)] for date in self._dates]
        lengths = np.diff([*self._firsts, len(self)])
        return np.repeat(np.array(known, dtype=np.bool_), lengths)


def _to_line(passage: Passage) -> bytes:
    """Write a passage as a JSON array; spans as offsets from the passage's start."""
    start = passage.span.start
    sentences = [offset - start for span in passage.sentences for offset in (span.start, span.end)]
    values: tuple[object, ...] = (
        passage.document,
        passage.title,
        passage.date,
        passage.section,
        start,
        passage.text,
        sentences,
        passage.entities,
    )
    referents = [value for span, iri in passage.referents for value in (span.start - start, span.end - start, iri)]
    marked = [offset - start for span in passage.marked for offset in (span.start, span.end)]
    inner = [offset - start for offset in passage.inner]
    if referents or marked or inner:  # few passages have any
        values = (*values, referents, marked, *([inner] if inner else []))
    # A lone surrogate cannot be written as UTF-8; escaping is only for such texts, and reads back the same.
    try:
        return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    except UnicodeEncodeError:
        return json.dumps(values, separators=(",", ":")).encode() + b"\n"


@lru_cache(maxsize=1024)
def _from_line(line: bytes) -> Passage:
    """Read a passage back; those of the last questions are at hand."""
    document, title, date, section, start, text, offsets, entities, *more = json.loads(line)
    bounds = [start + offset for offset in offsets]
    referents, marks, inner = [*more, [], [], []][:3]
    return Passage(
        document=document,
        title=title,
        date=date,
        section=tuple(section),
        span=Span(start, start + len(text)),
        text=text,
        sentences=tuple(Span(*pair) for pair in zip(bounds[::2], bounds[1::2], strict=True)),
        entities=tuple(entities),
        referents=tuple(
            (Span(start + begin, start + end), iri)
            for begin, end, iri in zip(referents[::3], referents[1::3], referents[2::3], strict=True)
        ),
        marked=tuple(Span(start + begin, start + end) for begin, end in zip(marks[::2], marks[1::2], strict=True)),
        inner=tuple(start + offset for offset in inner),
    )
