"""The graph store: what it can do (`GraphStore`) and the embedded one (`OxigraphStore`)."""

from __future__ import annotations

from kg.stores.oxigraph import OxigraphStore, query_errors
from kg.stores.protocol import DUMP_FORMATS, GraphStore, QueryResult, Term

__all__ = ["DUMP_FORMATS", "GraphStore", "OxigraphStore", "QueryResult", "Term", "query_errors"]
