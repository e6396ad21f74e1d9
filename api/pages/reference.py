"""The page about the HTTP interface, from its OpenAPI document: no script, nothing from elsewhere."""

from __future__ import annotations

import json
import re
import shlex
from html import escape
from typing import Any
from urllib.parse import quote

from api.pages.layout import render_page


def render_reference(openapi: dict[str, Any], base: str, question: str) -> str:
    """Return the page for an OpenAPI document; its examples ask the service at `base`, one of them `question`."""
    examples = _write_examples(base, question)
    content = [
        f"<h2>{escape(openapi['info']['title'])}: the HTTP interface</h2>",
        f"<p>{escape(openapi['info'].get('summary', ''))} The same as a machine reads it: "
        '<a href="/openapi.json">openapi.json</a>. Every error is a problem in JSON (RFC 9457).</p>',
    ]
    for tag in openapi.get("tags", ()):
        operations = [
            (path, method, operation)
            for path, methods in openapi.get("paths", {}).items()
            for method, operation in methods.items()
            if tag["name"] in operation.get("tags", ())
        ]
        if operations:
            content.append(f"<h3>{escape(tag['name'].capitalize())}</h3><p>{escape(tag['description'])}</p>")
        for path, method, operation in operations:
            content.append(_render_operation(path, method, operation, examples.get((method, path))))
    return render_page("API", "\n".join(content), current="/docs")


def _render_operation(path: str, method: str, operation: dict[str, Any], example: str | None) -> str:
    rows = [
        f"<tr><td><code>{escape(item['name'])}</code></td><td>{_write_prose(item.get('description', ''))}</td></tr>"
        for item in operation.get("parameters", [])
        if item.get("in") != "header"
    ]
    table = f"<table><tbody>{''.join(rows)}</tbody></table>" if rows else ""
    shown = f'<pre tabindex="0">{escape(example)}</pre>' if example else ""
    return (
        f"<section><h4><code>{escape(method.upper())} {escape(path)}</code></h4>"
        f"<p><strong>{escape(operation.get('summary', ''))}.</strong> "
        f"{_write_prose(operation.get('description', ''))}</p>{table}{shown}</section>"
    )


def _write_prose(text: str) -> str:
    """Return words of the interface as HTML, what stands between backticks as code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text))


def _write_examples(base: str, question: str) -> dict[tuple[str, str], str]:
    """Return commands of curl by method and path, for a shell to run as they are."""
    select = "SELECT ?thing ?label { ?thing skos:prefLabel ?label } LIMIT 5"
    chat = {"model": "landscape-kg", "messages": [{"role": "user", "content": question}]}
    called = {
        ("post", "/ask"): ["/ask", "-H", "Content-Type: application/json", "-d", _to_json({"question": question})],
        ("get", "/search"): [f"/search?q={quote(question)}&top_k=3"],
        ("get", "/suggestions"): ["/suggestions"],
        ("get", "/entities"): ["/entities?q=a&limit=3"],
        ("get", "/sparql"): [f"/sparql?query={quote(select)}"],
        ("post", "/sparql"): ["/sparql", "-H", "Accept: text/csv", "--data-urlencode", f"query={select}"],
        ("get", "/graph"): ["/graph?limit=50"],
        ("get", "/vocabulary"): ["/vocabulary"],
        ("get", "/ontology"): ["/ontology", "-H", "Accept: text/turtle"],
        ("get", "/readyz"): ["/readyz"],
        ("get", "/metrics"): ["/metrics"],
        ("post", "/v1/chat/completions"): [
            "/v1/chat/completions",
            "-H",
            "Content-Type: application/json",
            "-d",
            _to_json(chat),
        ],
    }
    return {
        key: shlex.join(["curl", "-s", base.rstrip("/") + address, *options])
        for key, (address, *options) in called.items()
    }


def _to_json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)
