"""What an agent can do with the graph beside asking: query it, find its way in it, read its passages."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

from rapidfuzz import fuzz, process

from api.hits import to_hit_value, to_passage_value
from api.service import Service
from api.sparql.execution import QueryRequest
from api.vocabulary import read_vocabulary
from kg.documents import Span
from kg.errors import InputError
from kg.store import GraphStore
from ontology.names import ONTOLOGY_GRAPH, PREFIXES, PROVENANCE_GRAPH, write_iri

MAX_ROWS = 1000
_NEAR = 75

_GRAPHS = {
    "default": "the plain facts, the names and types of entities, and the documents",
    PROVENANCE_GRAPH: (
        "a kg:Statement for each fact and sentence: rdf:subject, rdf:predicate, rdf:object, kg:modality, "
        "kg:date, kg:confidence, kg:disputed, kg:derivedBy, prov:wasDerivedFrom (the document), and "
        "oa:hasTarget [ oa:hasSource ; oa:hasSelector [ oa:exact ; oa:start ; oa:end ] ]"
    ),
    ONTOLOGY_GRAPH: "the classes and properties with rdfs:label, rdfs:comment, rdfs:domain and rdfs:range",
}


def run_sparql(service: Service, query: str, max_rows: int = 100) -> dict[str, Any]:
    """Run a query under the limits of the service; return `rows`, or `boolean`, or `turtle`."""
    limit = max(1, min(max_rows, MAX_ROWS, service.settings.sparql_rows))
    reply = service.queries.run(QueryRequest(query, row_limit=limit))
    if reply.format != "json":
        return {"turtle": reply.body.decode(), "truncated": reply.truncated}
    value = json.loads(reply.body)
    if "boolean" in value:
        return {"boolean": value["boolean"]}
    rows = [{name: cell["value"] for name, cell in row.items()} for row in value["results"]["bindings"]]
    return {"variables": value["head"]["vars"], "rows": rows, "truncated": reply.truncated}


def read_schema(service: Service) -> dict[str, Any]:
    """Return the classes and properties in use, the graphs and the prefixes."""
    terms = {term["iri"]: term for term in read_vocabulary(service.graph)["properties"]}
    classes = {write_iri(part.iri): part.size for part in service.statistics.classes}
    properties = {
        terms[part.iri]["curie"]: {
            **{name: terms[part.iri][name] for name in ("label", "comment", "domain", "range")},
            "uses": part.size,
        }
        for part in service.statistics.properties
        if part.iri in terms
    }
    return {
        "prefixes": PREFIXES,
        "graphs": _GRAPHS,
        "classes": classes,
        "properties": properties,
    }


def find_entities(service: Service, text: str, limit: int = 10) -> list[dict[str, Any]]:
    """Return the entities whose name or alias is `text` or near it, best first, with a score up to 100."""
    names = service.names
    wanted = " ".join(text.casefold().split())
    found = process.extract(wanted, list(names), scorer=fuzz.WRatio, limit=5 * limit, score_cutoff=_NEAR)
    scores: dict[str, float] = defaultdict(float)
    for name, score, _ in found:
        # an exact name before all others, then those of much the same length
        closeness = 100.0 if name == wanted else min(99.0, 0.5 * score + 0.5 * fuzz.ratio(wanted, name))
        for iri in names[name]:
            scores[iri] = max(scores[iri], closeness)
    best = sorted(scores, key=lambda iri: (-scores[iri], iri))[:limit]
    return [{**_describe(service.graph, iri), "score": round(scores[iri], 1)} for iri in best]


def search_passages(service: Service, text: str, top_k: int = 8) -> list[dict[str, Any]]:
    """Return the best passages, best first."""
    return [to_hit_value(hit) for hit in service.passages.search(text, max(1, min(top_k, 50)))]


def get_passage(service: Service, document: str, start: int) -> dict[str, Any]:
    """Return the passage of a document that holds a place; raise InputError where there is none."""
    passage = service.passages.passage_at(document, Span(max(0, start), max(0, start) + 1))
    if passage is None:
        raise InputError(f"{document[:200]}: no passage is at {start}. Take both from a search or a citation.")
    return to_passage_value(passage)


def _describe(graph: GraphStore, iri: str) -> dict[str, Any]:
    from api.entities import read_head

    head = read_head(graph, iri)
    return {"iri": iri, "label": head.label, "type": head.type, "aliases": list(head.aliases)}
