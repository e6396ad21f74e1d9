"""The documents of a generation as they were read: what `kg check` holds every quote against."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.documents import Document

FILE = "documents.jsonl"


def save_texts(documents: Iterable[Document], folder: Path) -> None:
    """Write name, title, date and text of each document, one a line, in the order given."""
    with open(folder / FILE, "w", encoding="utf-8") as file:
        for document in documents:
            values = {
                "name": document.name,
                "title": document.title,
                "date": document.date,
                "text": document.text,
            }
            file.write(json.dumps(values, ensure_ascii=False) + "\n")


def load_texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield name and text of each document."""
    with open(folder / FILE, encoding="utf-8") as file:
        for line in file:
            values = json.loads(line)
            yield values["name"], values["text"]
