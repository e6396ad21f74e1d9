"""GET /.well-known/void: what the graph holds, in the form that catalogues and query builders read."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Request
from fastapi.responses import Response

from api.negotiation import JSON_LD, N_TRIPLES, RDF_XML, TURTLE
from api.routes.forms import choose_form, describe_forms
from api.routes.inputs import ServiceInForce
from api.sparql.void import describe_dataset

router = APIRouter(tags=["graph"])
_OFFERS = (TURTLE, JSON_LD, N_TRIPLES, RDF_XML)


@router.get(
    "/.well-known/void", summary="Describe the dataset", response_class=Response, responses=describe_forms(*_OFFERS)
)
def void(
    request: Request,
    service: ServiceInForce,
    accept: Annotated[str | None, Header()] = None,
    if_none_match: Annotated[str | None, Header()] = None,
) -> Response:
    """Return the VoID description: sizes, partitions by class and by property, the endpoint."""
    form = choose_form(accept, _OFFERS)
    headers = {
        "Vary": "Accept",
        "Cache-Control": "no-cache",
        "ETag": f'W/"{service.generation.name}-{form.name}"',
    }
    if if_none_match is not None and headers["ETag"] in if_none_match:
        return Response(status_code=304, headers=headers)
    origin = str(request.base_url).rstrip("/")
    content = describe_dataset(service.statistics, origin, form.name)
    return Response(content, media_type=form.content_type, headers=headers)
