"""GET /documents/{name}: one document, as a page with the words of a citation marked, or as data."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Query
from fastapi.responses import JSONResponse, Response

from api.documents import describe_document, read_record
from api.negotiation import HTML, JSON_LD, N_TRIPLES, PLAIN_JSON, RDF_XML, TURTLE
from api.pages.document import render_document
from api.problems import ProblemError
from api.routes.forms import choose_form, describe_forms
from api.routes.inputs import ServiceInForce
from api.sparql.execution import write_triples
from kg.documents import Span
from ontology.names import to_document_iri

router = APIRouter(tags=["graph"])
_OFFERS = (PLAIN_JSON, JSON_LD, TURTLE, N_TRIPLES, RDF_XML, HTML)
_LONGEST = 1 << 31


@router.get("/documents/{name:path}", summary="Read a document", responses=describe_forms(*_OFFERS))
def document(
    name: str,
    service: ServiceInForce,
    start: Annotated[int, Query(ge=0, le=_LONGEST, description="where the words to be marked begin")] = 0,
    end: Annotated[int, Query(ge=0, le=_LONGEST, description="where they end, in code points of the text")] = 0,
    accept: Annotated[str | None, Header()] = None,
) -> Response:
    """Return a document as it was read, with the facts of its sentences: as a page, JSON, JSON-LD or other RDF."""
    form = choose_form(accept, _OFFERS)
    found = service.texts.read(name)
    if found is None:
        raise ProblemError(404, f"no document {name[:200]!r} was built.", kind="unknown-document")
    headers = {"Vary": "Accept", "Cache-Control": "no-cache"}
    if form is PLAIN_JSON:
        return JSONResponse(read_record(service.graph, found).to_value(), headers=headers)
    if form is HTML:
        page = render_document(read_record(service.graph, found), Span(start, end))
        return Response(page, headers=headers, media_type=form.content_type)
    content = write_triples(describe_document(service.graph, to_document_iri(found.name)), form.name)
    return Response(content, headers=headers, media_type=form.content_type)
