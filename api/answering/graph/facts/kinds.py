"""Kinds: the words by which the documents say what a thing is: its definitions, kinds and categories."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.tokens import find_tokens
from kg.store import GraphStore
from ontology import Ontology
from ontology.roles import Role

# What a definition says behind these is what the thing does or belongs to, not what it is.
_FURTHER = re.compile(
    r"\b(?:that|which|who|whose|where|for|to|with|of|in|on|from|by|at|as|so|used|made|built|designed|and)\b|[;:(]"
)


_AT_ONCE = 500


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
        return self.words_of([iri])[iri]

    def words_of(self, iris: Sequence[str]) -> dict[str, frozenset[str]]:
        """Return for each of some entities the words that say what it is: those not known yet by one query."""
        missing = [iri for iri in dict.fromkeys(iris) if iri not in self._known]
        for start in range(0, len(missing), _AT_ONCE):
            self._read(missing[start : start + _AT_ONCE])
        return {iri: self._known[iri] for iri in iris}

    def _read(self, iris: Sequence[str]) -> None:
        pairs = " ".join(f"(<{iri}> kg:{name})" for iri in iris for name in self._saying)
        rows = self._graph.select(
            f"SELECT ?s ?o ?label WHERE {{ VALUES (?s ?p) {{ {pairs} }} ?s ?p ?o "
            "OPTIONAL { ?o skos:prefLabel ?label } }"
        )
        said: dict[str, set[str]] = {iri: set() for iri in iris}
        for row in rows:
            text = row["label"] if row["label"] is not None else row["o"]
            said[row["s"].value] |= set(find_tokens(to_head(text.value)))
        self._known |= {iri: frozenset(words) for iri, words in said.items()}


def to_head(definition: str) -> str:
    """Return the words of a definition up to what it goes on to say.

    >>> to_head("relational database for services that need it")
    'relational database'
    """
    return _FURTHER.split(definition, maxsplit=1)[0].strip(" ,")
