"""Kinds: the words by which the documents say what a thing is: its definitions, kinds and categories."""

from __future__ import annotations

import re

from indexer.tokens import find_tokens
from kg.store import GraphStore
from ontology import Ontology
from ontology.roles import Role

# What a definition says behind these is what the thing does or belongs to, not what it is.
_FURTHER = re.compile(
    r"\b(?:that|which|who|whose|where|for|to|with|of|in|on|from|by|at|as|so|used|made|built|designed|and)\b|[;:(]"
)


class KindReader:
    """Read what kind of thing an entity is, in words as keyword search compares them."""

    def __init__(self, graph: GraphStore, ontology: Ontology) -> None:
        self._graph = graph
        # Properties that lead from a thing to what it is: a text that says it, or a topic that it belongs to.
        self._saying = [
            found.name
            for found in ontology.stated
            if found.name == "definedAs"
            or found.range == ("Topic",)
            or any(ontology.holds(name, Role.WORK) for name in found.range)
        ]
        self._known: dict[str, frozenset[str]] = {}

    def words(self, iri: str) -> frozenset[str]:
        """Return the words that say what an entity is."""
        found = self._known.get(iri)
        if found is None:
            found = self._known[iri] = self._read(iri)
        return found

    def _read(self, iri: str) -> frozenset[str]:
        properties = " ".join(f"kg:{name}" for name in self._saying)
        rows = self._graph.select(
            f"SELECT ?o ?label WHERE {{ VALUES ?p {{ {properties} }} <{iri}> ?p ?o "
            "OPTIONAL { ?o skos:prefLabel ?label } }"
        )
        said = [row["label"] if row["label"] is not None else row["o"] for row in rows]
        return frozenset(token for text in said for token in find_tokens(to_head(text.value)))


def to_head(definition: str) -> str:
    """Return the words of a definition up to what it goes on to say.

    >>> to_head("relational database for services that need it")
    'relational database'
    """
    return _FURTHER.split(definition, maxsplit=1)[0].strip(" ,")
