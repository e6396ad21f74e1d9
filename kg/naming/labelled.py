"""Labelled lines: what stands as "Label: value", and the name that such a line gives to what a document is about."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from kg.documents import Block, BlockKind, Document

_LABELLED = re.compile(r"(?P<label>[A-Z][\w-]*(?: [\w-]+){0,3}):\s+(?P<value>\S.*)", re.DOTALL)
_MAX_NAME_WORDS = 4
_TOP = 12  # blocks among which a document names what it is about


def find_labelled(block: Block, document: Document) -> Iterator[tuple[str, str]]:
    """Yield (label, value) where a block is nothing but "Label: value", or several of them with emphasised labels."""
    text = document.text
    labels = [s for s in document.strong_in(block.span) if text[s.end - 1] == ":" or text[s.end : s.end + 1] == ":"]
    if labels and labels[0].start == block.span.start:
        ends = [*(s.start for s in labels[1:]), block.span.end]
        for span, end in zip(labels, ends, strict=True):
            yield span.of(text).strip(" :"), text[span.end : end].strip(" :\n")
        return
    match = _LABELLED.fullmatch(block.span.of(text))
    if match is not None:
        yield match["label"], match["value"]


def find_stated_name(document: Document, labels: Collection[str]) -> str | None:
    """Return the name that a line near the top gives behind one of some labels: "Name of project: Acme"."""
    for block in document.blocks[:_TOP]:
        if block.kind in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}:
            for label, value in find_labelled(block, document):
                if label.lower() in labels and 0 < len(value.split()) <= _MAX_NAME_WORDS:
                    return value
    return None
