"""Messages between the service and its worker processes: a line of JSON, then the bytes it announces."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from typing import Any

from api.sparql.execution import QueryReply, QueryRequest
from kg.errors import (
    DataFolderError,
    InputError,
    KgError,
    NotAcceptableError,
    QueryError,
    QueryMemoryError,
    QueryRefusedError,
    QuerySyntaxError,
)

_ERRORS: dict[str, type[KgError]] = {
    error.__name__: error
    for error in (
        QueryError,
        QueryRefusedError,
        QueryMemoryError,
        NotAcceptableError,
        DataFolderError,
        InputError,
    )
}


def to_frame(head: dict[str, Any], body: bytes = b"") -> bytes:
    """Return the bytes of a message."""
    return json.dumps({**head, "size": len(body)}).encode() + b"\n" + body


def write_all(descriptor: int, content: bytes) -> None:
    """Write every byte to a pipe; raise OSError."""
    view = memoryview(content)
    while view:
        view = view[os.write(descriptor, view) :]


def request_to_frame(request: QueryRequest) -> bytes:
    """Return the message for a request."""
    return to_frame(asdict(request))


def request_from_head(head: dict[str, Any]) -> QueryRequest:
    """Return the request of a message."""
    graphs = {name: None if head[name] is None else tuple(head[name]) for name in ("default_graphs", "named_graphs")}
    return QueryRequest(
        query=head["query"],
        solution_format=head["solution_format"],
        graph_format=head["graph_format"],
        row_limit=head["row_limit"],
        base_iri=head["base_iri"],
        **graphs,
    )


def reply_to_frame(reply: QueryReply) -> bytes:
    """Return the message for a reply."""
    return to_frame({"format": reply.format, "rows": reply.rows, "truncated": reply.truncated}, reply.body)


def error_to_frame(error: Exception) -> bytes:
    """Return the message for an error."""
    head: dict[str, Any] = {"error": type(error).__name__, "message": str(error)}
    if isinstance(error, QuerySyntaxError):
        head |= {"line": error.line, "column": error.column}
    return to_frame(head)


def reply_from_frame(head: dict[str, Any], body: bytes) -> QueryReply:
    """Return the reply of a message, or raise the error it tells of."""
    if "error" not in head:
        return QueryReply(body, head["format"], head["rows"], head["truncated"])
    if head["error"] == "QuerySyntaxError":
        raise QuerySyntaxError(head["message"], head["line"], head["column"])
    raise _ERRORS.get(head["error"], QueryError)(head["message"])
