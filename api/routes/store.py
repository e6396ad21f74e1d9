"""/store: the SPARQL 1.1 Graph Store HTTP Protocol, only where the service is writable."""

from __future__ import annotations

import uuid
from typing import Annotated

import pyoxigraph as ox
from fastapi import APIRouter, Header, Request
from fastapi.responses import Response

from api.negotiation import GRAPH_FORMATS, negotiate
from api.problems import ProblemError
from api.routes.inputs import Body, ServiceInForce
from api.routes.origin import check_origin
from api.sparql.execution import write_triples
from kg.store import OxigraphStore

router = APIRouter(tags=["writing"])
GraphName = ox.NamedNode | ox.DefaultGraph
_ACCEPTED = ("text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml")


@router.get("/store", summary="Read a graph")
@router.put("/store", summary="Replace a graph")
@router.post("/store", summary="Add to a graph")
@router.delete("/store", summary="Delete a graph")
def store(
    request: Request,
    body: Body,
    service: ServiceInForce,
    accept: Annotated[str | None, Header()] = None,
) -> Response:
    """Read, replace, extend or delete the graph named by `?graph=IRI`, or `?default`."""
    check_origin(request)
    graph = _find_graph_name(request)
    if request.method == "GET":
        return _read(service.graph, _need(graph), accept)
    if request.method == "DELETE":
        return _delete(service.graph, _need(graph))
    headers = {}
    if graph is None:
        if request.method == "PUT":
            raise ProblemError(400, "name the graph: `?graph=IRI` or `?default`.")
        graph = ox.NamedNode(f"urn:uuid:{uuid.uuid4()}")
        headers["Location"] = f"/store?graph={graph.value}"
    quads = _parse(request, body, graph)
    existed = _exists(service.graph, graph)
    if request.method == "PUT":
        service.graph.native.clear_graph(graph)
    if isinstance(graph, ox.NamedNode):
        service.graph.native.add_graph(graph)
    service.graph.add(quads)
    return Response(status_code=204 if existed else 201, headers=headers)


def _find_graph_name(request: Request) -> GraphName | None:
    default, named = "default" in request.query_params, request.query_params.getlist("graph")
    if len(named) + default > 1:
        raise ProblemError(400, "the request names more than one graph. Name one.")
    if default:
        return ox.DefaultGraph()
    try:
        return ox.NamedNode(named[0]) if named else None
    except ValueError:
        raise ProblemError(400, "`graph` holds no absolute IRI. Send one.") from None


def _need(graph: GraphName | None) -> GraphName:
    if graph is None:
        raise ProblemError(400, "name the graph: `?graph=IRI` or `?default`.")
    return graph


def _exists(graph: OxigraphStore, name: GraphName) -> bool:
    return isinstance(name, ox.DefaultGraph) or graph.native.contains_named_graph(name)


def _read(graph: OxigraphStore, name: GraphName, accept: str | None) -> Response:
    form = negotiate(accept, GRAPH_FORMATS)
    if form is None:
        raise ProblemError(406, "a graph comes as Turtle, N-Triples, JSON-LD or RDF/XML. Accept one of them.")
    if not _exists(graph, name):
        raise ProblemError(404, "there is no such graph.")
    content = write_triples([quad.triple for quad in graph.quads(graph=name)], form.name)
    return Response(content, media_type=form.content_type, headers={"Vary": "Accept"})


def _delete(graph: OxigraphStore, name: GraphName) -> Response:
    if not _exists(graph, name):
        raise ProblemError(404, "there is no such graph.")
    graph.native.clear_graph(name)
    if isinstance(name, ox.NamedNode):
        graph.native.remove_graph(name)
    return Response(status_code=204)


def _parse(request: Request, body: bytes, graph: GraphName) -> list[ox.Quad]:
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower() or "text/turtle"
    format = ox.RdfFormat.from_media_type(media)
    if format is None or media not in _ACCEPTED:
        raise ProblemError(
            415,
            f"{media} is not taken here. Send {', '.join(_ACCEPTED)}.",
            headers={"Accept": ", ".join(_ACCEPTED)},
        )
    base = graph.value if isinstance(graph, ox.NamedNode) else str(request.url)
    try:
        quads = ox.parse(body, format, base_iri=base, rename_blank_nodes=True)
        return [ox.Quad(quad.subject, quad.predicate, quad.object, graph) for quad in quads]
    except (SyntaxError, ValueError) as error:
        raise ProblemError(400, f"the body is no {media}: {' '.join(str(error).split())[:300]}.") from error
