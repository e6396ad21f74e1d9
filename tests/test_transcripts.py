"""Transcripts: what is said is parted at the labels of who says it, and questions head their answers."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading import write_document

from kg.documents import BlockKind, Document


def blocks_of(document: Document) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.span.of(document.text)) for block in document.blocks]


@pytest.mark.parametrize(
    ("asking", "answering"), [("AL", "BF"), ("Ann Lee", "Boris Fox"), ("ANN LEE", "ZORBA FOX"), ("Ann", "Boris")]
)
def test_labels_part_what_is_said(tmp_path: Path, asking: str, answering: str) -> None:
    said = (
        f"{asking}: How old is Vargle?\n{answering}: Five years.\n\n{asking}: Who wrote it?\n{answering}: Quuxly did.\n"
    )
    found = blocks_of(write_document(tmp_path, f"Five minutes with Boris\n\n{said}", "talk.txt"))
    assert (BlockKind.HEADING, "How old is Vargle?") in found
    assert (BlockKind.PARAGRAPH, "Quuxly did.") in found


@pytest.mark.parametrize(
    "text", ["Note: it is fast.\n\nTip: use it.\n\nNote: it is old.", "Ann: It is fast.\n\nNote: no."]
)
def test_other_labels_stay(tmp_path: Path, text: str) -> None:
    found = blocks_of(write_document(tmp_path, text))
    assert [words for _, words in found] == [part for part in text.split("\n\n")]
