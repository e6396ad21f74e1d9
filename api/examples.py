"""Example queries: Turtle files of `sh:SPARQLExecutable`, as the SIB sparql-examples tools read them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from ontology.names import PREFIXES

_TARGET = ox.NamedNode(PREFIXES["schema"] + "target")
_QUERY = """SELECT ?example ?label ?query WHERE {
  ?example sh:select|sh:ask|sh:construct|sh:describe ?query .
  OPTIONAL { ?example rdfs:label ?name } OPTIONAL { ?example rdfs:comment ?comment }
  BIND(STR(COALESCE(?name, ?comment, STR(?example))) AS ?label)
} ORDER BY ?example"""


@dataclass(frozen=True, slots=True)
class Example:
    """A query with what it asks, in words."""

    iri: str
    label: str
    query: str


def load_examples(folder: Path) -> list[Example]:
    """Read every example of a folder, in the order of their IRIs."""
    rows = _load(folder).query(_QUERY, prefixes=PREFIXES)
    assert isinstance(rows, ox.QuerySolutions)
    return [Example(row["example"].value, row["label"].value, row["query"].value) for row in rows]


def to_triples(folder: Path, endpoint: str) -> list[ox.Triple]:
    """Return the triples of a folder's examples, each with `endpoint` for its target."""
    triples = [quad.triple for quad in _load(folder)]
    targets = [
        ox.Triple(item.subject, item.predicate, ox.NamedNode(endpoint)) if item.predicate == _TARGET else item
        for item in triples
    ]
    return sorted(targets, key=str)


def _load(folder: Path) -> ox.Store:
    store = ox.Store()
    for path in sorted(folder.glob("*.ttl")):
        store.load(path=str(path), format=ox.RdfFormat.TURTLE)
    return store
