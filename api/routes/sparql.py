"""GET and POST /sparql: the query side of the SPARQL 1.1 Protocol."""

from __future__ import annotations

import hashlib
import re
from typing import Annotated

from fastapi import APIRouter, Header, Request
from fastapi.responses import Response

from api.negotiation import GRAPH_FORMATS, HTML, SOLUTION_FORMATS, Format, negotiate
from api.problems import ProblemError
from api.routes.forms import choose_form, describe_forms
from api.routes.inputs import Body, ServiceInForce, SettingsOfApp
from api.routes.pages import serve_file
from api.scratch import ScratchService
from api.service import Service
from api.sparql.description import describe_service
from api.sparql.execution import QueryRequest
from api.sparql.protocol import Operation, read_query

router = APIRouter(tags=["graph"])

_CONTENT_TYPES = {format.name: format.content_type for format in (*SOLUTION_FORMATS, *GRAPH_FORMATS)}
_RESULTS = describe_forms(*SOLUTION_FORMATS, *GRAPH_FORMATS, HTML)
# A query with one of these words may answer differently each time.
_CHANGEABLE = re.compile(r"(?i)now|rand|uuid|bnode")
_PARAMETERS = {
    "parameters": [
        {"name": name, "in": "query", "schema": {"type": "string"}, "description": text}
        for name, text in (
            ("query", "the query"),
            ("default-graph-uri", "a graph of the default graph; may be repeated"),
            ("named-graph-uri", "a named graph; may be repeated"),
        )
    ]
}
_FORM = {name: {"type": "string"} for name in ("query", "default-graph-uri", "named-graph-uri")}
_BODY = {
    "requestBody": {
        "content": {
            "application/x-www-form-urlencoded": {"schema": {"type": "object", "properties": _FORM}},
            "application/sparql-query": {"schema": {"type": "string"}},
        }
    }
}


@router.get(
    "/sparql",
    summary="Run a SPARQL query",
    response_class=Response,
    responses=_RESULTS,
    openapi_extra=_PARAMETERS,
)
@router.post(
    "/sparql",
    summary="Run a SPARQL query sent in the body",
    response_class=Response,
    responses=_RESULTS,
    openapi_extra=_BODY,
)
def sparql(
    request: Request,
    body: Body,
    service: ServiceInForce,
    settings: SettingsOfApp,
    accept: Annotated[str | None, Header()] = None,
    if_none_match: Annotated[str | None, Header()] = None,
) -> Response:
    """Run a query, read only; without one a browser gets the editor and others the service description."""
    operation = read_query(request.method, request.scope["query_string"], request.headers.get("content-type"), body)
    if operation is None:
        return _introduce(request, service, accept)
    solution, graph = negotiate(accept, SOLUTION_FORMATS), negotiate(accept, GRAPH_FORMATS)
    if solution is None and graph is None:
        raise ProblemError(
            406,
            "a result comes as JSON, XML, CSV or TSV, a graph as Turtle, JSON-LD or other RDF. Accept one.",
        )
    headers = {"Vary": "Accept", "Cache-Control": "no-cache", "X-Row-Limit": str(settings.sparql_rows)}
    if not isinstance(service, ScratchService) and not _CHANGEABLE.search(operation.text):
        headers["ETag"] = _to_etag(service.state, operation, solution, graph)
        if if_none_match is not None and headers["ETag"] in if_none_match:
            return Response(status_code=304, headers=headers)
    reply = service.queries.run(
        QueryRequest(
            operation.text,
            operation.default_graphs,
            operation.named_graphs,
            solution.name if solution else None,
            graph.name if graph else None,
            settings.sparql_rows,
            _endpoint(request),
        )
    )
    headers["X-Result-Rows"] = str(reply.rows)
    if reply.truncated:
        headers["X-Result-Truncated"] = "true"
    return Response(reply.body, headers=headers, media_type=_CONTENT_TYPES[reply.format])


def _introduce(request: Request, service: Service, accept: str | None) -> Response:
    form = choose_form(accept, (*GRAPH_FORMATS, HTML))
    if form is HTML:
        return serve_file(request, "sparql.html", headers={"Vary": "Accept"})
    with service.writer.open() as store:
        content = describe_service(_endpoint(request), store.named_graphs(), form.name)
    return Response(content, media_type=form.content_type, headers={"Vary": "Accept"})


def _endpoint(request: Request) -> str:
    return str(request.url.replace(query=""))


def _to_etag(state: str, operation: Operation, solution: Format | None, graph: Format | None) -> str:
    """Return the tag of a result: the same query on the same state in the same form has the same."""
    forms = (solution.name if solution else "", graph.name if graph else "")
    parts = repr((state, operation.text, operation.default_graphs, operation.named_graphs, forms))
    return f'W/"{hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:24]}"'
