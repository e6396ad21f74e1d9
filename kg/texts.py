"""The documents of a generation as they were read: what a reader sees, and what every quote is held against."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.documents import Block, BlockKind, Document, Span

FILE = "documents.jsonl"


@dataclass(frozen=True, slots=True)
class DocumentText:
    """What is kept of a document: its text, and the blocks that it is made of."""

    name: str
    title: str
    date: str | None
    text: str
    blocks: tuple[Block, ...] = ()


def save_texts(documents: Iterable[Document], folder: Path) -> None:
    """Write name, title, date, text and blocks of each document, one a line, in the order given."""
    with open(folder / FILE, "w", encoding="utf-8") as file:
        for document in documents:
            values = {
                "name": document.name,
                "title": document.title,
                "date": document.date,
                "text": document.text,
                "blocks": [_to_values(block) for block in document.blocks],
            }
            file.write(json.dumps(values, ensure_ascii=False) + "\n")


def load_texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield name and text of each document."""
    with open(folder / FILE, encoding="utf-8") as file:
        for line in file:
            values = json.loads(line)
            yield values["name"], values["text"]


class TextFile:
    """The texts of a generation, found by name: only places are held in memory."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        self._places = dict(_find_places(self.path)) if self.path.exists() else {}

    def read(self, name: str) -> DocumentText | None:
        """Return the document called `name`, or None where there is none."""
        place = self._places.get(name)
        if place is None:
            return None
        with open(self.path, "rb") as file:
            file.seek(place)
            return _to_text(json.loads(file.readline()))


def _find_places(path: Path) -> Iterator[tuple[str, int]]:
    """Yield the name of each document and where its line begins, in bytes."""
    place = 0
    with open(path, "rb") as file:
        for line in file:
            yield json.loads(line)["name"], place
            place += len(line)


def _to_text(values: dict[str, Any]) -> DocumentText:
    blocks = tuple(_to_block(*block) for block in values.get("blocks", ()))
    return DocumentText(values["name"], values["title"], values["date"], values["text"], blocks)


def _to_values(block: Block) -> list[Any]:
    """Return a block as a list; only rows of tables have cells to tell."""
    values = [block.kind.value, block.span.start, block.span.end, block.level]
    return [*values, [[cell.start, cell.end] for cell in block.cells], block.header] if block.cells else values


def _to_block(
    kind: str, start: int, end: int, level: int, cells: Sequence[Sequence[int]] = (), header: bool = False
) -> Block:
    return Block(BlockKind(kind), Span(start, end), level, tuple(Span(*cell) for cell in cells), header)
