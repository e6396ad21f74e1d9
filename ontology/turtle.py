"""Read Turtle files into a small index of triples, fast enough for a cold start."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph

Node = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


class TurtleFile:
    """Triples of Turtle files, by subject and predicate."""

    def __init__(self, source: Path | Iterable[pyoxigraph.Quad]) -> None:
        self._objects: dict[Node, dict[str, list[Node]]] = defaultdict(lambda: defaultdict(list))
        turtle = pyoxigraph.RdfFormat.TURTLE
        for quad in pyoxigraph.parse(path=str(source), format=turtle) if isinstance(source, Path) else source:
            self._objects[quad.subject][quad.predicate.value].append(quad.object)

    def subjects(self, type_iri: str) -> Iterator[Node]:
        """Yield the subjects of a class in the order of the file."""
        for subject, predicates in self._objects.items():
            if any(getattr(kind, "value", None) == type_iri for kind in predicates.get(RDF_TYPE, ())):
                yield subject

    def all_subjects(self) -> Iterator[Node]:
        """Yield every subject in the order of the file."""
        yield from self._objects

    def objects(self, subject: Node, predicate: str) -> list[Node]:
        """Return the objects of a subject and predicate in the order of the file."""
        return self._objects.get(subject, {}).get(predicate, [])

    def values(self, subject: Node, predicate: str) -> tuple[str, ...]:
        """Return the objects as plain strings: IRIs and literals alike."""
        return tuple(node.value for node in self.objects(subject, predicate) if hasattr(node, "value"))

    def value(self, subject: Node, predicate: str) -> str | None:
        """Return the first object as a plain string, or None."""
        return next(iter(self.values(subject, predicate)), None)
