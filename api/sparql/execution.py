"""Running one query on one store, whoever asks: a worker process, the command line, a scratch service."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Protocol

import pyoxigraph as ox

from api.sparql.results import SELECT_WRITERS, to_ask
from kg.errors import NotAcceptableError
from kg.store import DUMP_FORMATS, GraphStore, query_errors
from ontology.names import PREFIXES

_PREFIXES = {
    **PREFIXES,
    "void": "http://rdfs.org/ns/void#",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
}


@dataclass(frozen=True)
class QueryRequest:
    """A query with its dataset (None: the store's own) and the forms wanted, by name (None: none fits).

    `solution_format`: of SELECT and ASK, a name of `SELECT_WRITERS`. `graph_format`: of CONSTRUCT and
    DESCRIBE, a name of `kg.store.DUMP_FORMATS`. `row_limit`: the most rows or triples returned.
    `base_iri`: what relative IRIs stand in relation to.
    """

    query: str
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    solution_format: str | None = "json"
    graph_format: str | None = "ttl"
    row_limit: int = 100_000
    base_iri: str | None = None


@dataclass(frozen=True)
class QueryReply:
    """A written result; `truncated` where there were more rows than the limit."""

    body: bytes
    format: str
    rows: int = 0
    truncated: bool = False


class QueryRunner(Protocol):
    """Runs queries under limits."""

    def run(self, request: QueryRequest) -> QueryReply:
        """Run a query; raise a QueryError: syntax, refused, time, memory, busy, not acceptable."""

    def close(self) -> None:
        """Give back what the runner holds."""


def run_query(store: GraphStore, request: QueryRequest) -> QueryReply:
    """Run a query and write its result; raise a QueryError."""
    result = store.query(
        request.query,
        default_graphs=request.default_graphs,
        named_graphs=request.named_graphs,
        base_iri=request.base_iri,
    )
    with query_errors():
        if isinstance(result, ox.QueryTriples):
            return _write_graph(result, request)
        if request.solution_format is None:
            raise NotAcceptableError("a SELECT or ASK result comes as JSON, XML, CSV or TSV. Ask for one of them.")
        if isinstance(result, ox.QueryBoolean):
            return QueryReply(to_ask(bool(result), request.solution_format), request.solution_format, rows=1)
        return _write_solutions(result, request, request.solution_format)


def _write_solutions(result: ox.QuerySolutions, request: QueryRequest, format: str) -> QueryReply:
    variables = [variable.value for variable in result.variables]
    rows = [tuple(solution) for solution in islice(result, request.row_limit + 1)]
    truncated = len(rows) > request.row_limit
    body = SELECT_WRITERS[format](variables, rows[: request.row_limit])
    return QueryReply(body, format, min(len(rows), request.row_limit), truncated)


def _write_graph(result: ox.QueryTriples, request: QueryRequest) -> QueryReply:
    if request.graph_format is None:
        raise NotAcceptableError(
            "a CONSTRUCT or DESCRIBE result comes as Turtle, N-Triples, JSON-LD, RDF/XML, N-Quads or TriG. "
            "Ask for one of them."
        )
    triples = list(islice(result, request.row_limit + 1))
    truncated = len(triples) > request.row_limit
    return QueryReply(
        write_triples(triples[: request.row_limit], request.graph_format),
        request.graph_format,
        min(len(triples), request.row_limit),
        truncated,
    )


def write_triples(triples: list[ox.Triple], format: str) -> bytes:
    """Return triples in one of `kg.store.DUMP_FORMATS`, with those prefixes that are used."""
    chosen = DUMP_FORMATS[format]
    items: list[ox.Quad] | list[ox.Triple] = triples
    if format in ("nq", "trig"):
        items = [ox.Quad(triple.subject, triple.predicate, triple.object) for triple in triples]
    if format in ("nq", "nt"):
        return ox.serialize(items, format=chosen) or b""
    plain = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    used = {name: iri for name, iri in _PREFIXES.items() if b"<" + iri.encode() in plain}
    return ox.serialize(items, format=chosen, prefixes=used) or b""
