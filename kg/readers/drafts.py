"""Drafts: the blocks of a document before they have a place in its text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pyoxigraph import Triple

from kg.documents import Block, BlockKind, Entry, Link, Record, Span
from ontology import RecordMapping


@dataclass(frozen=True, slots=True)
class Draft:
    """A block with its own text; all spans count from the start of that text.

    `run`: the number of the list or table it belongs to, 0 for none. `tight`: it stood on the line right
    after the block before, without a blank line.
    """

    kind: BlockKind
    text: str
    level: int = 0
    cells: tuple[Span, ...] = ()
    header: bool = False
    links: tuple[Link, ...] = ()
    strong: tuple[Span, ...] = ()
    code: tuple[Span, ...] = ()
    run: int = 0
    tight: bool = False


@dataclass(frozen=True, slots=True)
class RecordDraft:
    """A record before its text has a place; spans of the entries count from the start of `drafts[0]`.

    `drafts`: its lines, then a paragraph for each value that is prose.
    """

    name: str
    drafts: tuple[Draft, ...]
    entries: tuple[tuple[int, Entry], ...]
    path: tuple[str, ...]
    line: int

    def to_record(self, starts: Sequence[int], end: int) -> Record:
        """Return the record, given where in the text each of its drafts starts, and where the first one ends."""
        entries = tuple(replace(entry, span=shift(entry.span, starts[number])) for number, entry in self.entries)
        return Record(self.name, Span(starts[0], end), entries, self.path, self.line)


@dataclass(frozen=True)
class Reading:
    """What a reader found in one file: its blocks and what the file says about itself.

    `records`: of a structured file, each with the number of the draft it begins at. `remarks`: what is wrong in
    the file, though it could be read.
    """

    drafts: Sequence[Draft]
    title: str | None = None
    date: str | None = None
    authors: tuple[str, ...] = ()
    front_matter: Mapping[str, object] = field(default_factory=dict)
    front_lines: Mapping[str, str] = field(default_factory=dict)
    records: Sequence[tuple[int, RecordDraft]] = ()
    shape: str = ""
    mapping: RecordMapping | None = None
    triples: tuple[Triple, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Assembled:
    """Drafts put into one text."""

    text: str
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    strong: tuple[Span, ...]
    code: tuple[Span, ...]


def assemble(drafts: Iterable[Draft]) -> Assembled:
    """Put `drafts` into one text: a blank line between blocks, a newline inside one list or table."""
    parts: list[str] = []
    blocks: list[Block] = []
    links: list[Link] = []
    strong: list[Span] = []
    code: list[Span] = []
    length, run = 0, 0
    for draft in drafts:
        if parts:
            gap = "\n" if draft.run and draft.run == run else "\n\n"
            parts.append(gap)
            length += len(gap)
        cells = tuple(shift(cell, length) for cell in draft.cells)
        span = Span(length, length + len(draft.text))
        blocks.append(Block(draft.kind, span, draft.level, cells, draft.header))
        links += [Link(shift(link.span, length), link.target) for link in draft.links]
        strong += [shift(span, length) for span in draft.strong]
        code += [shift(span, length) for span in draft.code]
        parts.append(draft.text)
        length += len(draft.text)
        run = draft.run
    return Assembled("".join(parts), tuple(blocks), tuple(links), tuple(strong), tuple(code))


def join_drafts(drafts: Sequence[Draft], kind: BlockKind, gap: str) -> Draft:
    """Make one draft of several, `gap` between their texts; each one's place becomes a cell.

    >>> parts = [Draft(BlockKind.PARAGRAPH, "a"), Draft(BlockKind.PARAGRAPH, "b")]
    >>> join_drafts(parts, BlockKind.TABLE_ROW, " | ").text
    'a | b'
    """
    cells: list[Span] = []
    links: list[Link] = []
    strong: list[Span] = []
    code: list[Span] = []
    offset = 0
    for draft in drafts:
        cells.append(Span(offset, offset + len(draft.text)))
        links += [Link(shift(link.span, offset), link.target) for link in draft.links]
        strong += [shift(span, offset) for span in draft.strong]
        code += [shift(span, offset) for span in draft.code]
        offset += len(draft.text) + len(gap)
    text = gap.join(draft.text for draft in drafts)
    return Draft(kind, text, cells=tuple(cells), links=tuple(links), strong=tuple(strong), code=tuple(code))


def shift(span: Span, offset: int) -> Span:
    """Move a span by `offset`.

    >>> shift(Span(1, 3), 10)
    Span(start=11, end=13)
    """
    return Span(span.start + offset, span.end + offset)
