"""Where the IRIs of this product lead: each to a page or to data about what it stands for.

The IRI of a thing is not the address of a page about it, hence 303 (Cool URIs for the Semantic Web, 4.3).
"""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Header, Request
from fastapi.responses import RedirectResponse, Response

from api.documents import to_document_path
from api.entities import to_entity_path
from api.negotiation import GRAPH_FORMATS
from api.routes.forms import choose_form
from api.routes.inputs import ServiceInForce
from api.sparql.execution import write_triples
from kg.store import to_graph_name
from ontology.names import ENTITY, ONTOLOGY_GRAPH, PROVENANCE_GRAPH, STATEMENT

router = APIRouter(tags=["graph"])


@router.get("/entity/{id:path}", summary="Follow the IRI of an entity", status_code=303)
def entity(id: str, request: Request) -> Response:
    """Lead from the path of an entity's IRI to what is known of it."""
    return _see_other(to_entity_path(ENTITY + _raw_part(request, "/entity/")) or "/")


@router.get("/document/{name:path}", summary="Follow the IRI of a document", status_code=303)
def document(name: str) -> Response:
    """Lead from the IRI of a document to its text and what is known of it."""
    return _see_other(to_document_path(name))


@router.get("/statement/{name:path}", summary="Follow the IRI of a statement", status_code=303)
def statement(name: str, request: Request) -> Response:
    """Lead to the query that describes a statement."""
    query = f"DESCRIBE <{STATEMENT}{_raw_part(request, '/statement/')}> FROM <{PROVENANCE_GRAPH}>"
    return _see_other(f"/sparql?query={quote(query, safe='')}")


@router.get("/ontology", summary="Read the ontology")
def ontology(service: ServiceInForce, accept: Annotated[str | None, Header()] = None) -> Response:
    """Return the classes and properties, which the IRIs of all of them lead to."""
    form = choose_form(accept, GRAPH_FORMATS)
    quads = service.graph.quads(graph=to_graph_name(ONTOLOGY_GRAPH))
    content = write_triples([quad.triple for quad in quads], form.name)
    return Response(content, media_type=form.content_type, headers={"Vary": "Accept"})


def _raw_part(request: Request, before: str) -> str:
    """Return the rest of the path as sent: an IRI keeps its percent-encoding."""
    raw = request.scope.get("raw_path") or quote(request.scope["path"]).encode()
    text: str = raw.decode("ascii", "replace").partition("?")[0]
    return quote(text.partition(before)[2], safe="%-._~()/!$&'*+,;=:@")


def _see_other(address: str) -> Response:
    return RedirectResponse(address, status_code=303, headers={"Vary": "Accept"})
