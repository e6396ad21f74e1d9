"""GET /.well-known/sparql-examples: queries to begin with, from the ontology's folder of examples."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import pyoxigraph as ox
from fastapi import APIRouter, Header
from fastapi.responses import JSONResponse, Response

from api.negotiation import JSON_LD, N_TRIPLES, PLAIN_JSON, TURTLE, negotiate
from api.problems import ProblemError
from api.sparql.execution import write_triples
from ontology import DEFAULT_FOLDER
from ontology.names import PREFIXES

router = APIRouter(tags=["graph"])
_QUERY = """SELECT ?label ?query WHERE {
  ?example sh:select|sh:ask|sh:construct|sh:describe ?query .
  OPTIONAL { ?example rdfs:label ?name } OPTIONAL { ?example rdfs:comment ?comment }
  BIND(COALESCE(?name, ?comment, STR(?example)) AS ?label)
} ORDER BY ?example"""


@router.get("/.well-known/sparql-examples", summary="Example queries")
def examples(accept: Annotated[str | None, Header()] = None) -> Response:
    """Return the examples as JSON (`label`, `query`) or as the `sh:SPARQLExecutable` they are written as."""
    form = negotiate(accept, (PLAIN_JSON, TURTLE, JSON_LD, N_TRIPLES))
    if form is None:
        raise ProblemError(406, "examples come as JSON, Turtle, JSON-LD or N-Triples. Accept one of them.")
    store = load_examples(DEFAULT_FOLDER / "examples")
    if form is not PLAIN_JSON:
        triples = sorted((quad.triple for quad in store), key=str)
        return Response(
            write_triples(triples, form.name), media_type=form.content_type, headers={"Vary": "Accept"}
        )
    rows: Any = store.query(_QUERY, prefixes=PREFIXES)
    found = [{"label": row["label"].value, "query": row["query"].value} for row in rows]
    return JSONResponse({"examples": found}, headers={"Vary": "Accept"})


def load_examples(folder: Path) -> ox.Store:
    """Read every Turtle file of the folder."""
    store = ox.Store()
    for path in sorted(folder.glob("*.ttl")):
        store.load(path=str(path), format=ox.RdfFormat.TURTLE)
    return store
