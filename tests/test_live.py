"""A service that follows its data folder."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from small_data import make_data, open_small_service

from api.live import LiveService
from api.settings import Settings
from api.sparql.execution import QueryRequest
from kg.errors import ServiceBusyError


def test_the_service_of_an_older_generation_ends_when_nobody_holds_it(tmp_path: Path) -> None:
    data = tmp_path / "data"
    make_data(data, "one")
    live = LiveService(data, lambda data: open_small_service(data, Settings(data=data)))
    try:
        live.load()
        held = live.current()
        queries = held.queries
        make_data(data, "two")
        live.load()
        queries.run(QueryRequest("ASK {}"))
        del held
        gc.collect()
        with pytest.raises(ServiceBusyError, match="newer data"):
            queries.run(QueryRequest("ASK {}"))
    finally:
        live.close()


def test_the_questions_to_begin_with_are_made_before_anybody_asks_for_them(tmp_path: Path) -> None:
    data = tmp_path / "data"
    make_data(data, "one")
    live = LiveService(data, lambda data: open_small_service(data, Settings(data=data)))
    try:
        live.load()
        assert "suggestions" in vars(live.current())
    finally:
        live.close()
