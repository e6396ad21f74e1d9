"""The page about the HTTP interface, from its OpenAPI document: no script, nothing from elsewhere."""

from __future__ import annotations

from html import escape
from typing import Any

from api.pages.layout import render_page


def render_reference(openapi: dict[str, Any]) -> str:
    """Return the page for an OpenAPI document."""
    sections = [
        _render_operation(path, method, operation)
        for path, operations in openapi.get("paths", {}).items()
        for method, operation in operations.items()
    ]
    content = "\n".join(
        [
            f"<h2>{escape(openapi['info']['title'])}: the HTTP interface</h2>",
            f"<p>{escape(openapi['info'].get('summary', ''))} The same as a machine reads it: "
            '<a href="/openapi.json">openapi.json</a>. Every error is a problem in JSON (RFC 9457).</p>',
            *sections,
        ]
    )
    return render_page("API", content)


def _render_operation(path: str, method: str, operation: dict[str, Any]) -> str:
    rows = [
        f"<tr><td><code>{escape(item['name'])}</code></td><td>{escape(item.get('description', ''))}</td></tr>"
        for item in operation.get("parameters", [])
        if item.get("in") != "header"
    ]
    table = f"<table><tbody>{''.join(rows)}</tbody></table>" if rows else ""
    return (
        f"<section><h3><code>{escape(method.upper())} {escape(path)}</code></h3>"
        f"<p><strong>{escape(operation.get('summary', ''))}.</strong> "
        f"{escape(operation.get('description', ''))}</p>{table}</section>"
    )
