"""POST /update: SPARQL Update, only where the service is writable."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.routes.inputs import Body, ServiceInForce
from api.routes.origin import check_origin
from api.sparql.protocol import read_update
from api.sparql.updates import run_update

router = APIRouter(tags=["writing"])


@router.post("/update", summary="Run a SPARQL update", status_code=204)
def update(request: Request, body: Body, service: ServiceInForce) -> Response:
    """Run an update; LOAD and SERVICE are refused."""
    check_origin(request)
    operation = read_update(request.scope["query_string"], request.headers.get("content-type"), body)
    run_update(service.graph, operation, str(request.url.replace(query="")))
    return Response(status_code=204)
