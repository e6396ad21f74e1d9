"""What every graph store can do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Protocol, runtime_checkable

import pyoxigraph as ox

GraphName = ox.NamedNode | ox.DefaultGraph
Term = ox.NamedNode | ox.BlankNode | ox.Literal
QueryResult = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

# Format names as the command line has them; those with graph names first.
DUMP_FORMATS: Mapping[str, ox.RdfFormat] = {
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
}


@runtime_checkable
class GraphStore(Protocol):
    """An RDF dataset that answers SPARQL 1.1 queries.

    The default graph holds the plain facts and the descriptions of entities and documents; where the facts
    come from stands in the named graph `ontology.names.PROVENANCE_GRAPH`.
    """

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Add the quads in one step; those already there change nothing."""

    def query(
        self,
        text: str,
        *,
        default_graphs: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
        base_iri: str | None = None,
    ) -> QueryResult:
        """Run a SPARQL query; prefixes of `ontology.names.PREFIXES` need no declaration.

        `default_graphs`, `named_graphs`: the IRIs that make up the dataset instead of the whole store (SPARQL
        1.1 Protocol, section 2.1.4); where one of them is given the other is empty unless given.
        `base_iri`: what relative IRIs stand in relation to, unless the query has a BASE.
        Raises QuerySyntaxError, QueryRefusedError (SERVICE) and QueryError.
        """

    def select(self, text: str) -> list[ox.QuerySolution]:
        """Return all solutions of a SELECT query; raise QueryError where it is no SELECT."""

    def named_graphs(self) -> list[str]:
        """Return the IRIs of the named graphs, sorted."""

    def dump(self, output: IO[bytes], format: str = "nq") -> None:
        """Write the whole store in one of `DUMP_FORMATS`; a format without graph names gets the union."""

    def __len__(self) -> int:
        """Return the number of quads."""


def to_graph_name(iri: str | None) -> GraphName:
    """Return the name of a graph, the default graph for None."""
    return ox.DefaultGraph() if iri is None else ox.NamedNode(iri)
