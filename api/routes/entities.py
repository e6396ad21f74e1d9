"""GET /entities/{id}: one entity, as a page or as data."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header
from fastapi.responses import JSONResponse, Response

from api.entities import EntityRecord, describe_entity, find_entity, read_entity
from api.negotiation import HTML, JSON_LD, N_TRIPLES, PLAIN_JSON, RDF_XML, TURTLE
from api.pages.entity import render_entity
from api.problems import ProblemError
from api.routes.forms import choose_form, describe_forms
from api.routes.inputs import ServiceInForce
from api.service import Service
from api.sparql.execution import write_triples
from indexer.passages import Passage

router = APIRouter(tags=["graph"])
_PASSAGES = 6
_OFFERS = (PLAIN_JSON, JSON_LD, TURTLE, N_TRIPLES, RDF_XML, HTML)


@router.get("/entities/{id:path}", summary="Describe an entity", responses=describe_forms(*_OFFERS))
def entity(id: str, service: ServiceInForce, accept: Annotated[str | None, Header()] = None) -> Response:
    """Return an entity with its facts in both directions: as a page, JSON, JSON-LD or other RDF."""
    form = choose_form(accept, _OFFERS)
    iri = find_entity(service.graph, id)
    if iri is None:
        raise ProblemError(404, f"the documents know no entity {id[:200]!r}.", kind="unknown-entity")
    headers = {"Vary": "Accept", "Cache-Control": "no-cache"}
    if form is PLAIN_JSON:
        return JSONResponse(read_entity(service.graph, iri).to_value(), headers=headers)
    if form is HTML:
        record = read_entity(service.graph, iri)
        relations = [relation.iri for relation in service.field.ontology.properties.values()]
        page = render_entity(record, _find_passages(service, record), relations)
        return Response(page, headers=headers, media_type=form.content_type)
    content = write_triples(describe_entity(service.graph, iri), form.name)
    return Response(content, headers=headers, media_type=form.content_type)


def _find_passages(service: Service, entity: EntityRecord) -> list[Passage]:
    """Return passages that mention the entity, those that say most about it first."""
    hits = service.passages.search(entity.label, 4 * _PASSAGES, [entity.iri])
    return [hit.passage for hit in hits if entity.iri in hit.passage.entities][:_PASSAGES]
