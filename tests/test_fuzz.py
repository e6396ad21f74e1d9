"""Queries and questions by chance: no failure, no traceback, no secret; 10,000 of each with `make fuzz`."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import httpx
import pytest
from fuzzing import make_bodies, make_queries
from test_openapi import check_reply

COUNT = int(os.environ.get("KG_FUZZ", "0")) or 250
_Sent = TypeVar("_Sent")


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with httpx.Client(timeout=30) as client:
        yield client


def send_all(items: Iterable[_Sent], send: Callable[[_Sent], httpx.Response]) -> Counter[int]:
    """Send everything, a few at once; return how often each status came."""

    def check(item: _Sent) -> int:
        reply = send(item)
        check_reply(reply)
        assert reply.status_code != 500, item
        return reply.status_code

    with ThreadPoolExecutor(2) as pool:
        return Counter(pool.map(check, items))


def test_queries(small_url: str, client: httpx.Client) -> None:
    url = small_url + "/sparql"
    statuses = send_all(
        make_queries(COUNT),
        lambda query: client.post(url, content=query.encode(), headers={"Content-Type": "application/sparql-query"}),
    )
    assert set(statuses) <= {200, 400, 403, 503, 504, 507}, statuses
    assert statuses[200] > COUNT / 20 and statuses[400] > COUNT / 5
    assert client.get(url, params={"query": "ASK { e:CoreDNS kg:replaces e:KubeDNS }"}).json()["boolean"]


def test_updates(scratch_url: str, client: httpx.Client, tmp_path: Path) -> None:
    url = scratch_url + "/update"
    statuses = send_all(
        (f"INSERT {{ ?x ?p 1 }} WHERE {{ {query} }}" for query in make_queries(COUNT // 5, seed=2)),
        lambda text: client.post(url, content=text.encode(), headers={"Content-Type": "application/sparql-update"}),
    )
    assert set(statuses) <= {204, 400, 403}, statuses
    client.post(url, data={"update": "DROP ALL"})


def test_bodies(server_url: str, client: httpx.Client) -> None:
    """On the real answerer: whatever words are asked, there is an answer or an abstention."""
    statuses = send_all(
        make_bodies(COUNT),
        lambda body: client.post(server_url + "/ask", content=body, headers={"Content-Type": "application/json"}),
    )
    assert set(statuses) <= {200, 400, 422}, statuses
    assert statuses[200] > COUNT / 4 and statuses[422] > COUNT / 5
    good = client.post(server_url + "/ask", json={"question": "What replaces KubeDNS?"}).json()
    assert good["status"] == "answered"


def test_the_same_seed_gives_the_same() -> None:
    assert list(make_queries(50)) == list(make_queries(50))
    assert list(make_bodies(50)) == list(make_bodies(50))
