"""GET /.well-known/sparql-examples: queries to begin with, from the folder of examples of the field."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Request
from fastapi.responses import JSONResponse, Response

from api.examples import load_examples, to_triples
from api.negotiation import JSON_LD, N_TRIPLES, PLAIN_JSON, TURTLE
from api.routes.forms import choose_form
from api.routes.inputs import ServiceInForce
from api.sparql.execution import write_triples

router = APIRouter(tags=["graph"])


@router.get("/.well-known/sparql-examples", summary="Example queries")
def examples(request: Request, service: ServiceInForce, accept: Annotated[str | None, Header()] = None) -> Response:
    """Return the examples as JSON (`label`, `query`) or as the `sh:SPARQLExecutable` they are written as."""
    form = choose_form(accept, (PLAIN_JSON, TURTLE, JSON_LD, N_TRIPLES))
    headers = {"Vary": "Accept"}
    folder = service.field.folder / "examples"
    if form is not PLAIN_JSON:
        triples = to_triples(folder, str(request.base_url) + "sparql")
        return Response(write_triples(triples, form.name), media_type=form.content_type, headers=headers)
    found = [{"label": item.label, "query": item.query} for item in load_examples(folder)]
    return JSONResponse({"examples": found}, headers=headers)
