"""The graph store: what it can do (`GraphStore`) and the embedded one (`OxigraphStore`)."""

from __future__ import annotations

from kg.stores.oxigraph import OxigraphStore, query_errors
from kg.stores.protocol import DUMP_FORMATS, GraphName, GraphStore, QueryResult, Term, to_graph_name

__all__ = [
    "DUMP_FORMATS",
    "GraphName",
    "GraphStore",
    "OxigraphStore",
    "QueryResult",
    "Term",
    "query_errors",
    "to_graph_name",
]
