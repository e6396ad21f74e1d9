"""Liveness, readiness and metrics; none of them waits for a thread."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse

from kg.errors import DataFolderError

router = APIRouter(tags=["operation"])


@router.get("/healthz", summary="The process lives")
async def healthz() -> dict[str, str]:
    """Answer as long as the process does."""
    return {"status": "ok"}


@router.get("/readyz", summary="Data is loaded")
async def readyz(request: Request) -> dict[str, str]:
    """Answer 503 until a generation is loaded."""
    return {"status": "ok", "generation": request.app.state.source.current().generation.name}


@router.get("/metrics", summary="Prometheus metrics")
async def metrics(request: Request) -> PlainTextResponse:
    """Return counts and times in the text format of Prometheus."""
    try:
        service = request.app.state.source.current()
        generation, sizes = service.generation.name, service.manifest.counts
    except DataFolderError:
        generation, sizes = None, {}
    text = request.app.state.metrics.to_text(generation, sizes)
    return PlainTextResponse(text, media_type="text/plain; version=0.0.4")
