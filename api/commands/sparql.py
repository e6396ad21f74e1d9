"""kg sparql"""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from api.commands.inputs import read_text, to_settings
from api.commands.output import cut, to_columns
from ontology.names import write_iri

_GRAPH_FORMATS = ("ttl", "nt", "jsonld")


def run(options: argparse.Namespace) -> int:
    """Run one query, under the limits of the service, and print its result."""
    from api.service import open_service
    from api.sparql.execution import QueryRequest

    settings = to_settings(options)
    query = read_text(options.query, at_file=True)
    solution_format, graph_format = _to_formats(options.format)
    service = open_service(settings.data, settings)
    request = QueryRequest(
        query, solution_format=solution_format, graph_format=graph_format, row_limit=settings.sparql_rows
    )
    try:
        reply = service.queries.run(request)
    finally:
        service.close()
    body = reply.body
    if options.format == "table" and reply.format == "json":
        body = to_table(json.loads(body)).encode()
    elif not body.endswith(b"\n"):
        body += b"\n"
    sys.stdout.buffer.write(body)
    sys.stdout.buffer.flush()
    if reply.truncated:
        print(f"kg: only the first {reply.rows:,} are shown (KG_SPARQL_ROWS).", file=sys.stderr)
    return 0


def to_table(result: dict[str, Any]) -> str:
    """Return a SPARQL JSON result as columns of text.

    >>> print(to_table({"head": {}, "boolean": True}), end="")
    yes
    """
    if "boolean" in result:
        return "yes\n" if result["boolean"] else "no\n"
    names = result["head"]["vars"]
    rows = [[_to_text(row.get(name)) for name in names] for row in result["results"]["bindings"]]
    return to_columns([names, *rows], rule=True)


def _to_text(term: dict[str, Any] | None) -> str:
    """Return a term in few letters: IRIs of known prefixes in their short form."""
    if term is None:
        return ""
    text = str(term["value"])
    return write_iri(text) if term["type"] == "uri" else cut(text)


def _to_formats(format: str) -> tuple[str | None, str | None]:
    """Return the form of solutions and the form of graphs; None where the one asked for does not fit."""
    if format == "table":
        return "json", "ttl"
    return (None, format) if format in _GRAPH_FORMATS else (format, None)
