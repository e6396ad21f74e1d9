"""Build a few documents with the real build, and ask questions about them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from api.answering.model import Answer, Question
from api.build import build_data
from api.service import Service, open_service


class Ask(Protocol):
    """Answer a question; `more`: further fields of it."""

    def __call__(self, question: str, **more: Any) -> Answer: ...


def build_service(folder: Path, documents: Mapping[str, str]) -> Service:
    """Return a service over documents (name -> text) that are built below an empty folder."""
    corpus = folder / "corpus"
    corpus.mkdir()
    for name, text in documents.items():
        (corpus / name).write_text(text, encoding="utf-8")
    build_data([corpus], folder / "data")
    return open_service(folder / "data")


def to_ask(service: Service) -> Ask:
    """Return what asks a service."""
    return lambda question, **more: service.answerer.answer(Question(question=question, **more))


def build_ask(folder: Path, documents: Mapping[str, str]) -> Ask:
    """Return what asks about documents (name -> text) that are built below an empty folder."""
    return to_ask(build_service(folder, documents))


def to_labels(answer: Answer) -> list[str]:
    """Return the labels of an answer's items."""
    return [item.label for item in answer.items]
