"""/store: the SPARQL 1.1 Graph Store HTTP Protocol, only where the service is writable."""

from __future__ import annotations

import uuid
from typing import Annotated
from urllib.parse import quote

import pyoxigraph as ox
from fastapi import APIRouter, Header, Request
from fastapi.responses import Response

from api.negotiation import GRAPH_FORMATS
from api.problems import ProblemError
from api.routes.forms import choose_form
from api.routes.inputs import Body, ServiceInForce
from api.routes.writing import check_writer
from api.sparql.execution import write_triples
from api.sparql.writes import GraphWriter, Write, WriteKind, has_graph
from api.validation import is_iri
from kg.store import GraphName

router = APIRouter(tags=["writing"])
_ACCEPTED = ("text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml")
_PARAMETERS = {
    "parameters": [
        {"name": "graph", "in": "query", "schema": {"type": "string"}, "description": "the graph's IRI"},
        {"name": "default", "in": "query", "schema": {"type": "string"}, "description": "the default graph"},
    ]
}


@router.get("/store", summary="Read a graph", openapi_extra=_PARAMETERS)
@router.put("/store", summary="Replace a graph", openapi_extra=_PARAMETERS)
@router.post("/store", summary="Add to a graph", openapi_extra=_PARAMETERS)
@router.delete("/store", summary="Delete a graph", openapi_extra=_PARAMETERS)
def store(
    request: Request,
    body: Body,
    service: ServiceInForce,
    accept: Annotated[str | None, Header()] = None,
) -> Response:
    """Read, replace, extend or delete the graph named by `?graph=IRI`, or `?default`."""
    check_writer(request)
    graph = _find_graph_name(request)
    if request.method == "GET":
        return _read(service.writer, _need(graph), accept)
    if request.method == "DELETE":
        if not service.writer.write(Write(WriteKind.DELETE, graph=_to_iri(_need(graph)))):
            raise ProblemError(404, "there is no such graph.")
        return Response(status_code=204)
    headers = {}
    if graph is None:
        if request.method == "PUT":
            raise ProblemError(400, "name the graph: `?graph=IRI` or `?default`.")
        graph = ox.NamedNode(f"urn:uuid:{uuid.uuid4()}")
        headers["Location"] = f"/store?graph={quote(graph.value, safe='')}"
    existed = service.writer.write(
        Write(
            WriteKind(request.method.lower()),
            body,
            _to_iri(graph),
            _find_media_type(request),
            base_iri=str(request.url),
        )
    )
    return Response(status_code=204 if existed else 201, headers=headers)


def _find_graph_name(request: Request) -> GraphName | None:
    default, named = "default" in request.query_params, request.query_params.getlist("graph")
    if len(named) + default > 1:
        raise ProblemError(400, "the request names more than one graph. Name one.")
    if default:
        return ox.DefaultGraph()
    if named and not is_iri(named[0]):
        raise ProblemError(400, "`graph` holds no absolute IRI. Send one.")
    return ox.NamedNode(named[0]) if named else None


def _need(graph: GraphName | None) -> GraphName:
    if graph is None:
        raise ProblemError(400, "name the graph: `?graph=IRI` or `?default`.")
    return graph


def _to_iri(graph: GraphName) -> str | None:
    return graph.value if isinstance(graph, ox.NamedNode) else None


def _read(writer: GraphWriter, name: GraphName, accept: str | None) -> Response:
    form = choose_form(accept, GRAPH_FORMATS)
    with writer.open() as store:
        if not has_graph(store, name):
            raise ProblemError(404, "there is no such graph.")
        content = write_triples([quad.triple for quad in store.quads(graph=name)], form.name)
    return Response(content, media_type=form.content_type, headers={"Vary": "Accept"})


def _find_media_type(request: Request) -> str:
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower() or "text/turtle"
    if media not in _ACCEPTED:
        raise ProblemError(
            415,
            f"{media[:100]} is not taken here. Send {', '.join(_ACCEPTED)}.",
            headers={"Accept": ", ".join(_ACCEPTED)},
        )
    return media
