"""Openings: paragraphs that begin with an emphasised name: "**Name** (Status) ..."."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.documents import BlockKind, Document, Span

MAX_NAME_WORDS = 7
_OPENING = re.compile(r"^\s*(?P<name>[^()–—:]{2,60}?)\s*(?:\((?P<status>[^()]{3,40})\))?\s*[–—:-]?\s*$")
# One of several links or choices in a line: "**English** | Deutsch".
_PARTED = re.compile(r"\s*[|·•]")
_STATUS_AFTER = re.compile(r"^\s*\((?P<status>[^()]{3,40})\)")


@dataclass(frozen=True, slots=True)
class Opening:
    """A paragraph that opens with an emphasised name: "**Name** (Status) ..."."""

    block: int
    name: str
    span: Span
    status: str | None


def find_openings(document: Document) -> list[Opening]:
    """Return the paragraphs that open with an emphasised name of at most seven words."""
    strong_at = {span.start: span for span in document.strong}
    openings = []
    for number, block in enumerate(document.blocks):
        if block.kind is not BlockKind.PARAGRAPH:
            continue
        span = strong_at.get(block.span.start)
        if span is None or span.end >= block.span.end or _PARTED.match(document.text, span.end):
            continue
        match = _OPENING.match(span.of(document.text))
        if (
            match is None
            or not any(c.isalpha() for c in match["name"])
            or len(match["name"].split()) > MAX_NAME_WORDS
            or match["name"].endswith((".", "?", "!"))
        ):
            continue
        after = _STATUS_AFTER.match(document.text[span.end : block.span.end])
        name_span = Span(span.start + match.start("name"), span.start + match.end("name"))
        openings.append(
            Opening(
                number,
                match["name"].strip(),
                name_span,
                match["status"] or (after["status"] if after else None),
            )
        )
    return openings
