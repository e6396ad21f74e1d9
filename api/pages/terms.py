"""How pages show what facts are about."""

from __future__ import annotations

from html import escape

from api.entities import End, to_entity_path


def render_end(end: End) -> str:
    """Return one end of a fact as HTML: an entity as a link to its page."""
    path = to_entity_path(end.iri) if end.iri else None
    label = escape(end.label)
    return f'<a href="{escape(path)}">{label}</a>' if path else f"<span>{label}</span>"
