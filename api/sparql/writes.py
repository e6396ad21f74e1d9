"""Writing to a store: one value for every kind of write, and how it is done."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest
from typing import Protocol

import pyoxigraph as ox

from api.sparql.local import check_length, run_deep
from api.sparql.updates import run_update
from kg.errors import InputError, QueryRefusedError
from kg.store import GraphName, OxigraphStore, to_graph_name
from ontology.names import BASE

BUILT_GRAPHS = BASE + "graph/"


class WriteKind(StrEnum):
    """SPARQL Update, and the three writing methods of the Graph Store Protocol."""

    UPDATE = "update"
    PUT = "put"
    POST = "post"
    DELETE = "delete"


@dataclass(frozen=True)
class Write:
    """One write. `content`: the update's text, or RDF of type `media`. `graph`: an IRI, None the default one.

    `default_graphs`, `named_graphs`: the dataset that the WHERE of an update reads, None for its own.
    `base_iri`: what relative IRIs stand in relation to.
    """

    kind: WriteKind
    content: bytes = b""
    graph: str | None = None
    media: str = "text/turtle"
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    base_iri: str | None = None


class GraphWriter(Protocol):
    """A store that takes writes."""

    def write(self, write: Write) -> bool:
        """Do it in one step or not at all; return whether the graph was there before. Raise a KgError."""

    def open(self) -> contextlib.AbstractContextManager[OxigraphStore]:
        """Give the store as it is now, for reading."""


class MemoryWriter:
    """Writes to a store in memory, in this process: for a scratch service."""

    def __init__(self, store: OxigraphStore) -> None:
        self._store = store

    def write(self, write: Write) -> bool:
        """Do it, as `GraphWriter.write` tells."""
        if write.kind is WriteKind.UPDATE:
            check_length(write.content)
        return run_deep(lambda: apply_write(self._store, write)).result()

    @contextlib.contextmanager
    def open(self) -> Iterator[OxigraphStore]:
        """Give the store."""
        yield self._store


def apply_write(store: OxigraphStore, write: Write) -> bool:
    """Do a write; return whether the graph it names was there before."""
    if write.kind is WriteKind.UPDATE:
        run_update(
            store,
            write.content.decode("utf-8"),
            write.default_graphs,
            write.named_graphs,
            write.base_iri,
        )
        return True
    graph = to_graph_name(write.graph)
    existed = has_graph(store, graph)
    if write.kind is WriteKind.DELETE:
        store.native.clear_graph(graph)
        if isinstance(graph, ox.NamedNode):
            store.native.remove_graph(graph)
        return existed
    quads = _parse(write, graph)
    if write.kind is WriteKind.PUT:
        store.native.clear_graph(graph)
    if isinstance(graph, ox.NamedNode):
        store.native.add_graph(graph)
    store.add(quads)
    return existed


def has_graph(store: OxigraphStore, name: GraphName) -> bool:
    """Tell whether the graph is there; the default graph always is."""
    return isinstance(name, ox.DefaultGraph) or store.native.contains_named_graph(name)


def is_built(iri: str | None) -> bool:
    """Tell whether a graph, None the default one, is what `kg build` makes.

    >>> is_built(None), is_built(BUILT_GRAPHS + "provenance"), is_built("urn:mine")
    (True, True, False)
    """
    return iri is None or iri.startswith(BUILT_GRAPHS)


def check_unchanged(before: OxigraphStore, after: OxigraphStore) -> None:
    """Raise QueryRefusedError unless the built graphs of both stores hold the same."""
    names = {name for store in (before, after) for name in store.named_graphs() if is_built(name)}
    for name in (None, *sorted(names)):
        graph = to_graph_name(name)
        # one order in both: that of the keys, which are hashes of the terms
        pairs = zip_longest(before.quads(graph=graph), after.quads(graph=graph))
        if any(one != other for one, other in pairs):
            raise refuse_built(name)


def refuse_built(name: str | None) -> QueryRefusedError:
    """Return the error for a write to a built graph."""
    told = "the default graph" if name is None else f"the graph {name}"
    return QueryRefusedError(f"{told} is what `kg build` makes, and takes no writes. Write to a graph of your own.")


def _parse(write: Write, graph: GraphName) -> list[ox.Quad]:
    format = ox.RdfFormat.from_media_type(write.media)
    base = graph.value if isinstance(graph, ox.NamedNode) else write.base_iri
    try:
        quads = ox.parse(write.content, format, base_iri=base, rename_blank_nodes=True)
        return [ox.Quad(quad.subject, quad.predicate, quad.object, graph) for quad in quads]
    except (SyntaxError, ValueError) as error:
        reason = " ".join(str(error).split())[:300]
        raise InputError(f"the body is no {write.media}: {reason}. Correct it.") from error
