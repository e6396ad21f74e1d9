"""GET /suggestions: questions to begin with."""

from __future__ import annotations

from fastapi import APIRouter

from api.routes.inputs import ServiceInForce

router = APIRouter(tags=["questions"])


@router.get("/suggestions", summary="Questions to begin with")
def suggestions(service: ServiceInForce) -> dict[str, list[str]]:
    """Return a few questions that the documents answer, another choice for every build."""
    return {"questions": service.suggestions}
