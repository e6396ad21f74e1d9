"""The one model of a document: text without markup, its parts as spans of that text.

Every position in the product (mention, evidence, passage, citation) is a `Span` of `Document.text`:
0-based, half-open, counted in code points.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import groupby

from pyoxigraph import Triple

from ontology import RecordMapping

# What stands between the cells of a table's row in a document's text.
CELL_GAP = " | "


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of a document's text, in code points.

    >>> Span(4, 7).of("the fox")
    'fox'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words of `text` under this span."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Tell whether `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


class BlockKind(StrEnum):
    """What a block of a document is; only `FURNITURE` is not knowledge.

    `FRONT_MATTER` is a value of the first lines, with its key, as written.
    """

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    TABLE_ROW = "table row"
    QUOTE = "quote"
    CODE = "code"
    CAPTION = "caption"
    RECORD = "record"
    FURNITURE = "furniture"
    FRONT_MATTER = "front matter"


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, table row ... of a document.

    `level`: of a heading 1 to 6, of a list item its depth from 1, else 0.
    `cells`: of a table row the span of each cell, else empty. `header`: the row is the table's head.
    """

    kind: BlockKind
    span: Span
    level: int = 0
    cells: tuple[Span, ...] = ()
    header: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """Linked words and what they point to, as written."""

    span: Span
    target: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with all that stands under it, up to the next heading of its level or above.

    `path` holds the headings from the outermost to this one; the part before any heading has an empty path.
    """

    span: Span
    level: int
    path: tuple[str, ...] = ()

    @property
    def heading(self) -> str | None:
        """The section's own heading."""
        return self.path[-1] if self.path else None


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of a record: the path of its field, dots between ("extra.accepted"), and where it stands."""

    field: str
    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Record:
    """An entry of a structured file: a row of a table, an item of a landscape.

    `span`: its lines in the document's text, the line of its name among them. `path`: the headings above it.
    `entries`: its values, each once; a field with several has several entries. `line`: where it stands in the
    file, from 1.
    """

    name: str
    span: Span
    entries: tuple[Entry, ...]
    path: tuple[str, ...] = ()
    line: int = 0

    def values(self, field: str) -> tuple[Entry, ...]:
        """Return the values of a field."""
        return tuple(entry for entry in self.entries if entry.field == field)

    def value(self, field: str) -> str | None:
        """Return the first value of a field, or None."""
        return next((entry.value for entry in self.entries if entry.field == field), None)


@dataclass(frozen=True)
class Document:
    """One source document as a reader normalised it.

    `name`: its path under the folder given to the build, with forward slashes. `text`: its words without
    markup, blocks parted by a blank line (items of one list and rows of one table by a newline), white space
    inside a line folded.
    `date`: ISO 8601 (a day, a month or a year) or None; never guessed. `strong`: emphasised spans. `code`: spans
    inside sentences that are set as code.
    `front_matter`: the values as read. `content_hash`: sha256 of the bytes of the file (and of
    its mapping, where one lies beside it), hexadecimal.
    `records`: what a structured file lists, read by `mapping` or else by that of the field for `shape`.
    `triples`: those of an RDF file, as they are. `remarks`: what is wrong in the file though it could be read,
    each with its place.
    """

    name: str
    text: str
    title: str
    blocks: tuple[Block, ...]
    date: str | None = None
    authors: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    strong: tuple[Span, ...] = ()
    code: tuple[Span, ...] = ()
    front_matter: Mapping[str, object] = field(default_factory=dict)
    content_hash: str = ""
    records: tuple[Record, ...] = ()
    shape: str = ""
    mapping: RecordMapping | None = None
    triples: tuple[Triple, ...] = ()
    remarks: tuple[str, ...] = ()

    @cached_property
    def prose(self) -> str:
        """The text with what is set as code blanked out, so that offsets hold: `make` writes no verb small."""
        code = (*(block.span for block in self.blocks if block.kind is BlockKind.CODE), *self.code)
        if not code:
            return self.text
        letters = list(self.text)
        for span in code:
            letters[span.start : span.end] = " " * (span.end - span.start)
        return "".join(letters)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections in the order of their headings; the first starts at 0 and may have no heading."""
        return _find_sections(self)

    def section_at(self, offset: int) -> Section:
        """Return the innermost section that holds `offset`."""
        return self.sections[max(0, bisect_right(self._section_starts, offset) - 1)]

    def block_at(self, offset: int) -> Block | None:
        """Return the block that holds `offset`, if one does."""
        starts = self._block_starts
        index = bisect_right(starts, offset) - 1
        if index >= 0 and offset < max(self.blocks[index].span.end, self.blocks[index].span.start + 1):
            return self.blocks[index]
        return None

    def strong_in(self, span: Span) -> tuple[Span, ...]:
        """Return the emphasised spans that lie within one, in order."""
        return _find_within(self._strong, span)

    def code_in(self, span: Span) -> tuple[Span, ...]:
        """Return the spans set as code that lie within one, in order."""
        return _find_within(self._code, span)

    def links_in(self, span: Span) -> tuple[Link, ...]:
        """Return the links whose words lie within a span, in order."""
        starts = self._link_starts
        found = self._links[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        return tuple(link for link in found if link.span.end <= span.end)

    @cached_property
    def tables(self) -> tuple[tuple[int, ...], ...]:
        """The tables by the numbers of their rows; a head begins one."""
        found: list[list[int]] = []
        for number, block in enumerate(self.blocks):
            if block.kind is not BlockKind.TABLE_ROW:
                continue
            if block.header or not found or found[-1][-1] != number - 1:
                found.append([])
            found[-1].append(number)
        return tuple(map(tuple, found))

    @cached_property
    def lists(self) -> tuple[tuple[int, ...], ...]:
        """The lists by the numbers of their items, those of inner lists among them."""
        items = (number for number, block in enumerate(self.blocks) if block.kind is BlockKind.LIST_ITEM)
        runs = groupby(enumerate(items), key=lambda pair: pair[1] - pair[0])
        return tuple(tuple(number for _, number in run) for _, run in runs)

    @cached_property
    def _links(self) -> list[Link]:
        return sorted(self.links, key=lambda link: link.span.start)

    @cached_property
    def _link_starts(self) -> list[int]:
        return [link.span.start for link in self._links]

    @cached_property
    def _strong(self) -> list[Span]:
        return sorted(self.strong)

    @cached_property
    def _code(self) -> list[Span]:
        return sorted(self.code)

    @cached_property
    def _section_starts(self) -> list[int]:
        return [section.span.start for section in self.sections]

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.span.start for block in self.blocks]


def _find_within(spans: list[Span], whole: Span) -> tuple[Span, ...]:
    """Return those of sorted spans that lie within one."""
    first, last = bisect_left(spans, Span(whole.start, 0)), bisect_right(spans, Span(whole.end, whole.end))
    return tuple(span for span in spans[first:last] if span.end <= whole.end)


def _find_sections(document: Document) -> tuple[Section, ...]:
    """Return one section a heading; a section's span ends where a heading of its level or above begins."""
    headings = [block for block in document.blocks if block.kind is BlockKind.HEADING]
    sections = [Section(Span(0, headings[0].span.start if headings else len(document.text)), 0)]
    open_headings: list[Block] = []
    for index, heading in enumerate(headings):
        while open_headings and open_headings[-1].level >= heading.level:
            open_headings.pop()
        open_headings.append(heading)
        end = next(
            (later.span.start for later in headings[index + 1 :] if later.level <= heading.level),
            len(document.text),
        )
        path = tuple(opened.span.of(document.text) for opened in open_headings)
        sections.append(Section(Span(heading.span.start, end), heading.level, path))
    return tuple(sections)


def hash_content(content: bytes) -> str:
    """Return the sha256 of a file's bytes, hexadecimal."""
    return hashlib.sha256(content).hexdigest()
