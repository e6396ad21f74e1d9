"""POST /update: SPARQL Update, only where the service is writable."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.routes.inputs import Body, ServiceInForce
from api.routes.writing import check_writer
from api.sparql.protocol import read_update
from api.sparql.writes import Write, WriteKind

router = APIRouter(tags=["writing"])


@router.post("/update", summary="Run a SPARQL update", status_code=204)
def update(request: Request, body: Body, service: ServiceInForce) -> Response:
    """Run an update on graphs of your own, in one step or not at all; LOAD and SERVICE are refused."""
    check_writer(request)
    operation = read_update(request.scope["query_string"], request.headers.get("content-type"), body)
    service.writer.write(
        Write(
            WriteKind.UPDATE,
            operation.text.encode(),
            default_graphs=operation.default_graphs,
            named_graphs=operation.named_graphs,
            base_iri=str(request.url.replace(query="")),
        )
    )
    return Response(status_code=204)
