"""The names of a graph: which entities a name or alias may mean."""

from __future__ import annotations

from collections import defaultdict

from kg.store import GraphStore
from ontology.names import ENTITY

_NAMES = f"""SELECT ?iri ?name ?label {{
  ?iri skos:prefLabel|skos:altLabel ?name ; skos:prefLabel ?label FILTER(STRSTARTS(STR(?iri), "{ENTITY}"))
}}"""


def read_names(graph: GraphStore) -> dict[str, tuple[str, ...]]:
    """Return the IRIs by name and alias, in lower case."""
    names: dict[str, set[str]] = defaultdict(set)
    for row in graph.select(_NAMES):
        names[row["name"].value.casefold()].add(row["iri"].value)
    return {name: tuple(sorted(iris)) for name, iris in names.items()}
