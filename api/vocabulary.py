"""The words of the graph: its classes, properties and prefixes, as an editor offers them."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from kg.store import GraphStore
from ontology.names import ONTOLOGY_GRAPH, PREFIXES, write_iri

_TERMS = f"""SELECT ?term ?kind ?label ?comment {{ GRAPH <{ONTOLOGY_GRAPH}> {{
  ?term a ?kind ; rdfs:label ?label FILTER(?kind IN (owl:Class, owl:ObjectProperty, owl:DatatypeProperty))
  OPTIONAL {{ ?term rdfs:comment ?comment }}
}} }} ORDER BY ?term"""
_ENDS = f"""SELECT DISTINCT ?term ?end ?class {{ GRAPH <{ONTOLOGY_GRAPH}> {{
  VALUES ?end {{ rdfs:domain rdfs:range rdfs:subClassOf }}
  ?term ?end ?whole . ?whole (owl:unionOf/rdf:rest*/rdf:first)? ?class
  FILTER(isIRI(?class))
}} }} ORDER BY ?class"""


def read_vocabulary(graph: GraphStore) -> dict[str, Any]:
    """Return `prefixes`, `classes` and `properties`; each term has `curie`, `iri`, `label` and `comment`.

    A class has `parents`, a property `domain` and `range`, as SPARQL writes them.
    """
    ends: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in graph.select(_ENDS):
        ends[row["term"].value, row["end"].value.rpartition("#")[2]].append(write_iri(row["class"].value))
    classes: list[dict[str, Any]] = []
    properties: list[dict[str, Any]] = []
    for row in graph.select(_TERMS):
        iri = row["term"].value
        term = {
            "curie": write_iri(iri),
            "iri": iri,
            "label": row["label"].value,
            "comment": row["comment"].value if row["comment"] else None,
        }
        if row["kind"].value.endswith("#Class"):
            classes.append(term | {"parents": ends[iri, "subClassOf"]})
        else:
            properties.append(term | {"domain": ends[iri, "domain"], "range": ends[iri, "range"]})
    return {"prefixes": PREFIXES, "classes": classes, "properties": properties}
