"""Passages: the pieces of a document that are indexed, found and cited."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from indexer.commands import find_commands, is_command
from kg.documents import Block, BlockKind, Document, Span
from kg.language.releases import read_release
from kg.language.sentences import find_sentences

MAX_LENGTH = 1000
TARGET_LENGTH = 700

_CONTEXT = {BlockKind.TITLE, BlockKind.HEADING}
_LEFT_OUT = _CONTEXT | {BlockKind.FURNITURE, BlockKind.FRONT_MATTER}
# Longer marked words are a clause, and no name.
_LONGEST_MARK = 60

FindSentences = Callable[[str, Span], Sequence[Span]]


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of one document as a reader sees it, on sentence borders, at most 1,000 characters.

    `text` is exactly the document's text under `span`; `sentences` are spans of the same document;
    `entities` are the IRIs of the entities mentioned in it, sorted; `section` is the path of headings above.
    `referents`: where the subject of a sentence, such as "it", stands for which entity (IRI). `marked`: a few words
    each that are linked, set as code or open an item emphasised, and so may be names, and lines that are commands.
    `inner`: where items begin that stand inside the item before them.
    """

    document: str
    title: str
    date: str | None
    section: tuple[str, ...]
    span: Span
    text: str
    sentences: tuple[Span, ...] = ()
    entities: tuple[str, ...] = ()
    referents: tuple[tuple[Span, str], ...] = ()
    marked: tuple[Span, ...] = ()
    inner: tuple[int, ...] = ()

    @property
    def headings(self) -> tuple[str, ...]:
        """The document's title and the headings above the passage."""
        return (self.title, *self.section)

    @property
    def file_words(self) -> str:
        """The words of the document's name: what files are called by tells what they are about."""
        return " ".join(re.split(r"[^\w.+#]+|_", self.document.rpartition(".")[0] or self.document))

    def has_command(self, span: Span) -> bool:
        """Tell whether one of the sentences is a line of code to type."""
        return span in self.marked and is_command(self.text[span.start - self.span.start : span.end - self.span.start])

    @property
    def opens_with_fields(self) -> bool:
        """Whether it is a record: its fields stand before its sentences."""
        return bool(self.sentences) and self.sentences[0].start > self.span.start


@dataclass(frozen=True, slots=True)
class Hit:
    """One search result: higher score is better, rank starts at 1."""

    passage: Passage
    score: float
    rank: int


@dataclass(frozen=True, slots=True)
class _Piece:
    """A sentence, and what it costs to begin a passage with it (0: a good place, 1: a bad one)."""

    span: Span
    cut_cost: float
    prose: bool = True


def split_passages(
    document: Document,
    find_sentences: FindSentences = find_sentences,
    entity_spans: Sequence[tuple[Span, str]] = (),
    referents: Sequence[tuple[Span, str]] = (),
) -> list[Passage]:
    """Cut a document into passages on sentence borders, in the order of its text.

    A passage lies under one heading and holds neither headings nor furniture, so that furniture between two
    blocks parts them; but a heading that tells the day of a release is its first line. Code is left out but for
    a few commands, which tell how something is done: it answers no question by itself and is not written in
    sentences.
    Within a heading the cuts are those that keep passages nearest to `TARGET_LENGTH` characters, paragraphs
    whole, and a list with the line that leads into it. A single sentence of over `MAX_LENGTH` characters is
    the one exception to the sentence borders: it is cut between words. `find_sentences` takes a text and a
    span, and is `kg.language.sentences.find_sentences` unless given. `entity_spans`: where the document mentions
    which entity (IRI). `referents`: where a subject stands for one without naming it.
    """
    mentions, spoken_of = sorted(entity_spans), sorted(referents)
    passages = []
    for blocks in _find_runs(document):
        pieces = _cut_blocks(document.text, blocks, find_sentences)
        for group in _group_pieces(pieces):
            if not any(piece.prose for piece in group):
                continue  # fields and no prose: the graph answers, and the record's own lines are its citation
            passage = _to_passage(document, group)
            found = {iri for _, iri in _find_inside(mentions, passage.span)}
            told = tuple(_find_inside(spoken_of, passage.span))
            passages.append(replace(passage, entities=tuple(sorted(found)), referents=told))
    return passages


def _find_inside(named: Sequence[tuple[Span, str]], whole: Span) -> Iterator[tuple[Span, str]]:
    """Yield those of sorted spans with their entities that lie within one."""
    for span, iri in islice(named, bisect_left(named, (Span(whole.start, 0), "")), None):
        if span.start >= whole.end:
            return
        if whole.holds(span):
            yield span, iri


def to_context(passage: Passage) -> str:
    """Return the title and the headings above a passage, each once.

    >>> to_context(Passage("a.md", "Proxies", None, ("Proxies", "Uses"), Span(0, 2), "It"))
    'Proxies - Uses'
    """
    names = (name for name in passage.headings if name)
    return " - ".join({name.casefold(): name for name in names}.values())


def to_indexed_text(passage: Passage) -> str:
    """Return what is indexed for a passage: its title and headings, then its words.

    >>> to_indexed_text(Passage("a.md", "Proxies", None, ("Uses",), Span(0, 11), "They route."))
    'Proxies - Uses: They route.'
    """
    context = to_context(passage)
    text = _to_prose(passage)
    return f"{context}: {text}" if context else text


def _to_prose(passage: Passage) -> str:
    """Return the words of a passage; of a record its name and the prose behind its fields, no addresses."""
    if not passage.opens_with_fields:
        return passage.text
    name = passage.text.split("\n", 1)[0].partition(": ")[2]
    return f"{name}. {passage.text[passage.sentences[0].start - passage.span.start :]}".strip()


def _find_runs(document: Document) -> Iterator[list[Block]]:
    """Yield the longest stretches of blocks that one passage might span; a record begins a new one."""
    run: list[Block] = []
    for block in document.blocks:
        is_code = block.kind is BlockKind.CODE
        released = _tells_release(document.text, block)
        left_out = (block.kind in _LEFT_OUT and not released) or (is_code and not find_commands(document.text, block))
        if run and (left_out or released or block.kind is BlockKind.RECORD):
            yield run
            run = []
        if not left_out:
            run.append(block)
    if run:
        yield run


def _tells_release(text: str, block: Block) -> bool:
    """Tell whether a block is a heading with a version and its day, as those of release notes are."""
    release = read_release(block.span.of(text)) if block.kind in _CONTEXT else None
    return release is not None and release.date is not None


def _cut_blocks(text: str, blocks: Sequence[Block], find_sentences: FindSentences) -> list[_Piece]:
    """Return the sentences of the blocks, none over `MAX_LENGTH`, with what a cut before each would cost."""
    pieces: list[_Piece] = []
    before: Block | None = None
    for block in blocks:
        if block.kind is BlockKind.RECORD:
            pieces.append(_Piece(_first_lines(text, block.span), 0.0, prose=False))
            before = block
            continue
        is_code = block.kind is BlockKind.CODE
        found = find_commands(text, block) if is_code else find_sentences(text, block.span)
        sentences = [_strip(text, span) for span in found or [block.span]]
        cost = _cut_cost(text, before, block)
        for sentence in sentences:
            for part in _cut_long(text, sentence):
                pieces.append(_Piece(part, cost))
                # Two sentences of one paragraph: parted only where the paragraph is too long.
                cost = 0.3
        if sentences:
            before = block
    return [piece for piece in pieces if piece.span.start < piece.span.end]


def _first_lines(text: str, span: Span) -> Span:
    """Return the lines of a record that one passage can hold: the first ones, its name and its facts."""
    if span.end - span.start <= MAX_LENGTH:
        return span
    return Span(span.start, max(span.start + 1, text.rfind("\n", span.start, span.start + MAX_LENGTH)))


def _cut_cost(text: str, before: Block | None, block: Block) -> float:
    """Tell how bad it is to begin a passage with `block`: 0 not at all, 1 where it needs the one before."""
    if before is None:
        return 0.0
    leads_in = before.span.of(text).rstrip().endswith(":")
    if before.header or before.kind in _CONTEXT or (leads_in and block.kind is not BlockKind.PARAGRAPH):
        return 1.0
    if leads_in:
        return 0.5
    in_same_list = block.kind is before.kind and block.kind in (BlockKind.LIST_ITEM, BlockKind.TABLE_ROW)
    return 0.2 if in_same_list else 0.0


def _group_pieces(pieces: Sequence[_Piece]) -> list[list[_Piece]]:
    """Group neighbours so that the sum of the cuts' costs and of the squared misses of the target is least.

    Dynamic programming over the last cut, as in Knuth and Plass, "Breaking paragraphs into lines" (1981).
    """
    best = [0.0]
    last_cut = [0]
    for end in range(1, len(pieces) + 1):
        least, cut = float("inf"), end - 1
        for start in range(end - 1, -1, -1):
            length = pieces[end - 1].span.end - pieces[start].span.start
            if length > MAX_LENGTH:
                break
            miss = (length - TARGET_LENGTH) / TARGET_LENGTH
            cost = best[start] + pieces[start].cut_cost + miss * miss
            if cost < least:
                least, cut = cost, start
        best.append(least)
        last_cut.append(cut)
    groups = []
    end = len(pieces)
    while end > 0:
        groups.append(list(pieces[last_cut[end] : end]))
        end = last_cut[end]
    return groups[::-1]


def _to_passage(document: Document, pieces: Sequence[_Piece]) -> Passage:
    """Make a passage of neighbouring sentences."""
    span = Span(pieces[0].span.start, pieces[-1].span.end)
    return Passage(
        document=document.name,
        title=document.title,
        date=document.date,
        section=document.section_at(span.start).path,
        span=span,
        text=span.of(document.text),
        sentences=tuple(piece.span for piece in pieces if piece.prose),
        marked=tuple(_find_marked(document, span, pieces)),
        inner=tuple(_find_inner(document, pieces)),
    )


def _find_inner(document: Document, pieces: Sequence[_Piece]) -> Iterator[int]:
    """Yield where the items of inner lists begin, behind one of an outer list."""
    outer = False
    for piece in pieces:
        block = document.block_at(piece.span.start)
        if block is None or block.kind is not BlockKind.LIST_ITEM:
            outer = False
        elif piece.span.start == block.span.start:
            outer = outer or block.level == 1
            if outer and block.level > 1:
                yield piece.span.start


def _find_marked(document: Document, span: Span, pieces: Sequence[_Piece]) -> list[Span]:
    """Return the few words each that are linked, set as code or open an item emphasised, and commands, in order."""
    marked = {*document.code_in(span), *(link.span for link in document.links_in(span))}
    blocks = [(piece.span, block) for piece in pieces if (block := document.block_at(piece.span.start)) is not None]
    code = (line for line, block in blocks if block.kind is BlockKind.CODE)
    commands = (line for line in code if is_command(line.of(document.text)))
    items = {block.span.start for _, block in blocks if block.kind is BlockKind.LIST_ITEM}
    marked |= {strong for strong in document.strong_in(span) if strong.start in items}
    return sorted({*commands, *(mark for mark in marked if mark.end - mark.start <= _LONGEST_MARK)})


def _cut_long(text: str, span: Span) -> Iterator[Span]:
    """Yield the span itself, or parts of at most `MAX_LENGTH`, cut between words where there are words."""
    while span.end - span.start > MAX_LENGTH:
        space = text.rfind(" ", span.start + 1, span.start + MAX_LENGTH + 1)
        cut = space if space > span.start else span.start + MAX_LENGTH
        yield _strip(text, Span(span.start, cut))
        span = _strip(text, Span(cut, span.end))
    yield span


def _strip(text: str, span: Span) -> Span:
    """Return the span without white space at its ends."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.end - (len(words) - len(words.rstrip()))))
