"""How pages show what facts are about."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from urllib.parse import unquote

from api.documents import to_document_path
from api.entities import End, to_entity_path
from ontology.names import DOCUMENT


def render_end(end: End) -> str:
    """Return one end of a fact as HTML: an entity or a document as a link to its page."""
    path = _to_path(end.iri) if end.iri else None
    label = escape(end.label)
    return f'<a href="{escape(path)}">{label}</a>' if path else f"<span>{label}</span>"


def render_notes(notes: Iterable[str]) -> str:
    """Return what is to be noted of a fact as HTML, empty notes left out: " (sources differ)"."""
    return "".join(f' <em class="mark">({escape(note)})</em>' for note in notes if note)


def _to_path(iri: str) -> str | None:
    if iri.startswith(DOCUMENT):
        return to_document_path(unquote(iri.removeprefix(DOCUMENT)))
    return to_entity_path(iri)
