"""GET /vocabulary: the classes, properties and prefixes, for editors."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response

from api.routes.inputs import ServiceInForce
from api.vocabulary import read_vocabulary

router = APIRouter(tags=["graph"])


@router.get("/vocabulary", summary="List classes, properties and prefixes")
def vocabulary(service: ServiceInForce) -> Response:
    """Return the terms of the ontology with their labels and comments, and the prefixes a query may use."""
    return JSONResponse(read_vocabulary(service.graph), headers={"Cache-Control": "no-cache"})
