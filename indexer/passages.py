"""Passages: the pieces of a document that are indexed, found and cited."""

from __future__ import annotations

from dataclasses import dataclass

from kg.documents import Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of one document as a reader sees it, on sentence borders, at most 1,000 characters.

    `text` is exactly the document's text under `span`; `sentences` are spans of the same document;
    `entities` are the IRIs of the entities mentioned in it, sorted; `section` is the path of headings above.
    """

    document: str
    title: str
    date: str | None
    section: tuple[str, ...]
    span: Span
    text: str
    sentences: tuple[Span, ...] = ()
    entities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One search result: higher score is better, rank starts at 1."""

    passage: Passage
    score: float
    rank: int
