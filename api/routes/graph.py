"""GET /graph, /evidence and /entities: what pictures of the graph are drawn from, and what stands behind them."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import AfterValidator

from api.entities import find_entity, read_fact_evidence
from api.entity_names import complete_name, to_value
from api.picture import draw_around, draw_landscape
from api.problems import ProblemError
from api.routes.inputs import ServiceInForce
from api.routes.pages import serve_file
from api.validation import check_iri
from ontology.names import ENTITY

MAX_SHOWN = 1000
_SHOWN, _NEIGHBOURS = 300, 60
_MAX_NAME = 500

router = APIRouter(tags=["graph"])
Iri = Annotated[str, Query(max_length=_MAX_NAME, description="an absolute IRI"), AfterValidator(check_iri)]


@router.get("/graph", summary="Draw the landscape, or what lies around an entity")
def graph(
    service: ServiceInForce,
    around: Annotated[str | None, Query(max_length=_MAX_NAME, description="an entity: its name, id or IRI")] = None,
    as_of: Annotated[date | None, Query(description="the day to draw it of, YYYY-MM-DD")] = None,
    limit: Annotated[int | None, Query(ge=1, le=MAX_SHOWN, description="the most things, or neighbours")] = None,
) -> Response:
    """Return entities and the facts between them, with their dates: the picture that `/explore` draws."""
    day = as_of.isoformat() if as_of else None
    if around is None:
        drawn = draw_landscape(service.landscape, service.field, as_of=day, limit=limit or _SHOWN)
    else:
        iri = find_entity(service.graph, around.removeprefix(ENTITY))
        if iri is None or iri not in service.landscape.entities:
            raise ProblemError(404, f"the documents know no entity {around[:200]!r}.", kind="unknown-entity")
        drawn = draw_around(service.landscape, service.field, iri, as_of=day, limit=limit or _NEIGHBOURS)
    return JSONResponse(drawn, headers={"Cache-Control": "no-cache"})


@router.get("/evidence", summary="Read the sentences behind a fact")
def evidence(service: ServiceInForce, subject: Iri, predicate: Iri, object: Iri) -> Response:
    """Return the sentences that assert a fact between two entities; all three are given by IRI."""
    found: list[dict[str, Any]] = [
        asdict(item) for item in read_fact_evidence(service.graph, subject, predicate, object)
    ]
    return JSONResponse({"evidence": found}, headers={"Cache-Control": "no-cache"})


@router.get("/entities", summary="Find entities by the beginning of a name")
def entities(
    service: ServiceInForce,
    q: Annotated[str, Query(max_length=_MAX_NAME, description="the beginning of a name or of a word in it")],
    limit: Annotated[int, Query(ge=1, le=50)] = 10,
) -> Response:
    """Return the entities whose name or alias begins so, or else is near to it, best first."""
    found = [to_value(entity) for entity in complete_name(service, q, limit)]
    return JSONResponse({"entities": found}, headers={"Cache-Control": "no-cache"})


@router.get("/explore", include_in_schema=False)
def explore(request: Request) -> Response:
    """Return the page that draws the graph."""
    return serve_file(request, "explore.html")
