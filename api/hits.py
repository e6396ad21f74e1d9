"""Passages as JSON, for /search and `kg search --json`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from indexer.passages import Hit, Passage


def to_hit_value(hit: Hit) -> dict[str, Any]:
    """Return the JSON value of a hit."""
    return {"rank": hit.rank, "score": round(float(hit.score), 4), **to_passage_value(hit.passage)}


def to_passage_value(passage: Passage) -> dict[str, Any]:
    """Return the JSON value of a passage."""
    return {
        "document": passage.document,
        "title": passage.title,
        "date": passage.date,
        "section": " > ".join(passage.section) or None,
        "text": passage.text,
        "start": passage.span.start,
        "end": passage.span.end,
        "entities": list(passage.entities),
    }
