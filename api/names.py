"""The names of a graph: which entities and documents a name or alias may mean."""

from __future__ import annotations

from collections import defaultdict

from kg.store import GraphStore
from ontology.names import DOCUMENT, ENTITY

_NAMES = f"""SELECT ?iri ?name {{
  ?iri skos:prefLabel|skos:altLabel ?name
  FILTER (STRSTARTS(STR(?iri), "{ENTITY}") || STRSTARTS(STR(?iri), "{DOCUMENT}"))
}}"""


def read_names(graph: GraphStore) -> dict[str, tuple[str, ...]]:
    """Return the IRIs by name and alias, in lower case."""
    names: dict[str, set[str]] = defaultdict(set)
    for row in graph.select(_NAMES):
        names[row["name"].value.casefold()].add(row["iri"].value)
    return {name: tuple(sorted(iris)) for name, iris in names.items()}
