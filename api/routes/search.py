"""GET /search: the best passages."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from api.hits import to_hit_value
from api.routes.inputs import ServiceInForce

router = APIRouter(tags=["questions"])


@router.get("/search", summary="Find passages")
def search(
    service: ServiceInForce,
    q: Annotated[str, Query(min_length=1, max_length=2000, description="the words to look for")],
    top_k: Annotated[int, Query(ge=1, le=50, description="how many passages")] = 8,
) -> dict[str, Any]:
    """Return the best passages, best first."""
    return {"query": q, "hits": [to_hit_value(hit) for hit in service.passages.search(q, top_k)]}
