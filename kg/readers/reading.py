"""One file -> one document: which reader, then title, date and authors."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path, PurePosixPath

from kg.documents import BlockKind, Document
from kg.errors import DocumentError
from kg.language.datelines import find_dateline
from kg.readers.asciidoc import to_markdown
from kg.readers.blocks import parse_html, walk_blocks
from kg.readers.bylines import (
    find_byline_authors,
    find_byline_date,
    is_update_line,
)
from kg.readers.decoding import decode, read_bytes
from kg.readers.drafts import Draft, Reading, assemble
from kg.readers.files import DATA_SUFFIXES
from kg.readers.formats import Format, find_format
from kg.readers.front_matter import FrontMatter, read_front_matter, read_stated_authors, read_stated_date, to_drafts
from kg.readers.furniture import find_furniture, fold_line
from kg.readers.html import read_html
from kg.readers.inline import fold_space
from kg.readers.interviews import read_interview
from kg.readers.mapping_file import TABLE_SUFFIXES, MappingFile, hash_source, read_mapping_file
from kg.readers.markdown import read_markdown
from kg.readers.plain import read_plain
from kg.readers.question_lists import write_questions
from kg.readers.rdf import FORMATS
from kg.readers.structured import Chapters, read_structured, read_table, read_triples
from kg.readers.transcripts import read_transcript

_TOP = 12  # blocks among which a byline is looked for
_MAX_RAISED = 6  # words of an emphasised line that is a heading
_UNTITLED = re.compile(r"[\W_]+")


def read_document(path: Path, name: str) -> Document:
    """Read one file into a Document called `name`; raise DocumentError where it cannot be read."""
    content = read_bytes(path, name)
    source = decode(content, name)
    beside = read_mapping_file(path, name)
    digest = hash_source(content, beside)
    suffix = path.suffix.lower()
    remarks: tuple[str, ...] = ()
    structured: Reading | Chapters | None = None
    if suffix in DATA_SUFFIXES:
        structured = _read_data(source, suffix, beside, name)
        if isinstance(structured, Reading):
            return _to_document(structured, name, digest)
        source, remarks = structured.markdown, structured.remarks
    try:
        reading = _read_source(source, name)
    except RecursionError as error:
        raise DocumentError(name, "its markup is nested too deeply. Flatten it.") from error
    whole = isinstance(structured, Chapters)  # its first heading is that of a chapter
    drafts, title = (list(reading.drafts), _title_of_file(name)) if whole else _settle_title(reading, name)
    assembled = assemble([*to_drafts(reading.front_lines), *drafts])
    return Document(
        name=name,
        text=assembled.text,
        title=title,
        blocks=assembled.blocks,
        date=reading.date or _find_date(drafts),
        authors=reading.authors or _find_authors(drafts),
        links=assembled.links,
        strong=assembled.strong,
        code=assembled.code,
        front_matter=reading.front_matter,
        content_hash=digest,
        remarks=remarks,
    )


def _read_data(source: str, suffix: str, beside: MappingFile | None, name: str) -> Reading | Chapters:
    """Choose the reader of a structured file by its suffix."""
    if suffix in FORMATS:
        return read_triples(source, suffix, name)
    return read_table(source, suffix, beside, name) if suffix in TABLE_SUFFIXES else read_structured(source, name)


def _to_document(reading: Reading, name: str, digest: str) -> Document:
    """Return the document of a structured file: its text, and its records with their places in it."""
    assembled = assemble(reading.drafts)
    spans = [block.span for block in assembled.blocks]
    records = tuple(
        draft.to_record([span.start for span in spans[first : first + len(draft.drafts)]], spans[first].end)
        for first, draft in reading.records
    )
    return Document(
        name=name,
        text=assembled.text,
        title=reading.title or _title_of_file(name),
        blocks=assembled.blocks,
        date=reading.date,
        content_hash=digest,
        records=records,
        shape=reading.shape,
        mapping=reading.mapping,
        triples=reading.triples,
        remarks=reading.remarks,
    )


def _read_source(source: str, name: str) -> Reading:
    """Choose the reader by the file's content first, then by its suffix."""
    front = read_front_matter(source, name)
    kind = find_format(front.body, PurePosixPath(name).suffix.lower(), bool(front.values))
    front, kind = _to_markdown(front, kind)
    if kind is Format.PAGE:
        reading = read_html(front.body)
        drafts = _mark_furniture(_raise_headings(reading.drafts))
        if not drafts:
            raise DocumentError(
                name, "no text was found in the page. Check that it holds its words itself, without scripts."
            )
    elif kind is Format.PLAIN:
        reading = Reading(read_plain(front.body))
        drafts = list(reading.drafts)
    else:
        fragment = kind is Format.FRAGMENT
        body = "\n\n".join(filter(None, (front.body, write_questions(front.values))))
        reading = Reading(walk_blocks(parse_html(front.body)) if fragment else read_markdown(body, kind is Format.MDX))
        drafts = _mark_furniture(_raise_headings(reading.drafts))
    title = front.values.get("title")
    return Reading(
        read_transcript(read_interview(drafts)),
        fold_space(title) if isinstance(title, str) and title.strip() else reading.title,
        read_stated_date(front.values) or reading.date,
        read_stated_authors(front.values) or reading.authors,
        front.values,
        front.lines,
    )


def _to_markdown(front: FrontMatter, kind: Format) -> tuple[FrontMatter, Format]:
    """Return AsciiDoc and reStructuredText as Markdown, and what the latter's first fields say as front matter.

    reStructuredText that cannot be parsed is read as plain text.
    """
    if kind is Format.ASCIIDOC:
        return replace(front, body=to_markdown(front.body)), Format.MARKDOWN
    if kind is not Format.RESTRUCTUREDTEXT:
        return front, kind
    from kg.readers.restructuredtext import read_restructuredtext  # only such files need docutils

    read = read_restructuredtext(front.body)
    if read is None:
        return front, Format.PLAIN
    return FrontMatter({**read.values, **front.values}, read.body, {**read.lines, **front.lines}), Format.MARKDOWN


def _raise_headings(drafts: Sequence[Draft]) -> list[Draft]:
    """Make headings of the paragraphs that are nothing but a few emphasised words above others: "**Buzzwords**"."""
    raised: list[Draft] = []
    level = 1
    for draft, below in zip_longest(drafts, drafts[1:]):
        level = draft.level if draft.kind is BlockKind.HEADING else level
        if below is not None and below.kind is not BlockKind.HEADING and _is_emphasised_line(draft):
            draft = replace(draft, kind=BlockKind.HEADING, level=min(level + 1, 6), strong=())
        raised.append(draft)
    return raised


def _is_emphasised_line(draft: Draft) -> bool:
    words = draft.text.strip()
    whole = len(draft.strong) == 1 and draft.strong[0].end - draft.strong[0].start >= len(words) - 1
    if draft.kind is not BlockKind.PARAGRAPH or not whole or not 0 < len(words.split()) <= _MAX_RAISED:
        return False
    return not words.endswith((".", "!", ",", ";")) and find_byline_date(words) is None and not draft.links


def _mark_furniture(drafts: Sequence[Draft]) -> list[Draft]:
    furniture = find_furniture(drafts)
    return [
        replace(draft, kind=BlockKind.FURNITURE, level=0, cells=(), header=False) if index in furniture else draft
        for index, draft in enumerate(drafts)
    ]


def _settle_title(reading: Reading, name: str) -> tuple[list[Draft], str]:
    """Return the drafts with the title's block marked, and the title.

    The title is the one stated, else the first heading, else made of the file's name.
    """
    drafts = list(reading.drafts)
    first = next(
        (index for index, draft in enumerate(drafts) if draft.kind in (BlockKind.HEADING, BlockKind.TITLE)),
        None,
    )
    if first is not None:
        heading = drafts[first]
        stated = reading.title
        same = stated is None or fold_line(stated) == fold_line(heading.text)
        if heading.kind is BlockKind.TITLE or (heading.level == 1 and same):
            drafts[first] = replace(heading, kind=BlockKind.TITLE, level=1)
            return drafts, stated or heading.text
    return drafts, reading.title or _title_of_file(name)


def _title_of_file(name: str) -> str:
    """Return a title made of a file's name."""
    stem = PurePosixPath(name).stem
    return _UNTITLED.sub(" ", stem).strip().capitalize() or stem


def _find_date(drafts: Sequence[Draft]) -> str | None:
    """Return the date of a byline near the top, else of a line that says when the page was last changed."""
    content = [
        draft for draft in drafts if draft.kind in (BlockKind.PARAGRAPH, BlockKind.FURNITURE, BlockKind.LIST_ITEM)
    ]
    top = [draft.text for draft in _top(drafts)]
    dates = [(is_update_line(text), date) for text in top if (date := find_byline_date(text))]
    dates += [(False, dateline[1]) for text in top if (dateline := find_dateline(text))]
    dates += [
        (True, date) for draft in content if is_update_line(draft.text) and (date := find_byline_date(draft.text))
    ]
    return min(dates, key=lambda found: found[0])[1] if dates else None


def _find_authors(drafts: Sequence[Draft]) -> tuple[str, ...]:
    """Return the authors a byline near the top names."""
    return next((names for draft in _top(drafts) if (names := find_byline_authors(draft.text))), ())


def _top(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the first blocks of a document, furniture aside, that can be bylines."""
    blocks = [draft for draft in drafts if draft.kind is not BlockKind.FURNITURE][:_TOP]
    return [draft for draft in blocks if draft.kind in (BlockKind.PARAGRAPH, BlockKind.QUOTE)]
