"""Queries around a pattern: they can be run whatever the pattern binds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from api.answering.graph.plans.queries import to_count, to_years
from kg.store import OxigraphStore

LEVELS = """  { SELECT ?thing (MAX(?d0) AS ?last0) WHERE { ?thing <urn:since> ?d0 } GROUP BY ?thing }
  ?thing <urn:of> ?item ; <urn:since> ?day ; <urn:by> ?other ."""


@pytest.mark.parametrize("to_query", [to_count, to_years])
def test_a_query_around_a_pattern_runs_whatever_the_pattern_binds(to_query: Callable[[str], str]) -> None:
    store = OxigraphStore.memory()
    assert len(store.select(to_query(LEVELS))) == (1 if to_query is to_count else 0)
