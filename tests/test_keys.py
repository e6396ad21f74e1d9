"""The door: keys, rates per key and per address, and what stays open."""

from __future__ import annotations

import os
from pathlib import Path

import httpx
import pytest
from serving import serve
from small_data import open_small_service

from api.app import create_app
from api.keys import RateLimit, load_keys
from api.service import Service
from api.settings import Settings, load_settings
from kg.errors import InputError

KEY = "key-of-alice-0123456789"
ASK = {"question": "what replaces KubeDNS?"}


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    path = tmp_path / "keys"
    path.write_text(f"# holders\nalice {KEY}\nbob key-of-bob-0123456789 # a comment\n")
    return path


def test_a_key_is_needed_where_nobody_may_ask_without(small_data: Path, keys: Path) -> None:
    settings = Settings(data=small_data, keys=str(keys), anonymous="no")
    with serve(create_app(settings, open_small_service)) as url:
        for method, path in (
            ("POST", "/ask"),
            ("GET", "/sparql?query=ASK%7B%7D"),
            ("GET", "/search?q=x"),
            ("GET", "/entities/CoreDNS"),
            ("GET", "/v1/models"),
            ("POST", "/mcp"),
            ("GET", "/no/such/path"),
        ):
            for headers in ({}, {"Authorization": "Bearer wrong"}, {"X-API-Key": "wrong"}):
                reply = httpx.request(method, url + path, headers=headers)
                assert (reply.status_code, reply.headers["content-type"]) == (401, "application/problem+json")
                assert reply.headers["www-authenticate"] and reply.headers["x-request-id"]
        for headers in ({"Authorization": f"Bearer {KEY}"}, {"X-API-Key": KEY}):
            assert httpx.post(url + "/ask", json=ASK, headers=headers).status_code == 200
        for path in ("/", "/explore", "/healthz", "/readyz", "/metrics", "/docs", "/widget.js", "/static/page.css"):
            assert httpx.get(url + path).status_code == 200
        preflight = {"Origin": "http://localhost:3000", "Access-Control-Request-Method": "POST"}
        assert httpx.options(url + "/ask", headers=preflight).status_code == 200


BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


def test_pages_are_open_and_what_they_show_is_not(small_data: Path, keys: Path) -> None:
    question = "Which words of the documents are these?"

    def open_service(data: Path, settings: Settings) -> Service:
        service = open_small_service(data, settings)
        service.__dict__["suggestions"] = [question]
        return service

    with serve(create_app(Settings(data=small_data, keys=str(keys), anonymous="no"), open_service)) as url:
        assert "<query-editor" in httpx.get(url + "/sparql", headers=BROWSER).text
        assert httpx.head(url + "/sparql", headers=BROWSER).status_code == 200
        # the description tells of graphs, a query of their triples
        assert httpx.get(url + "/sparql", headers={"Accept": "text/turtle"}).status_code == 401
        assert httpx.get(url + "/sparql").status_code == 401
        for asked in ("?query=ASK%7B%7D", "?"):
            assert httpx.get(url + "/sparql" + asked, headers={"Accept": "application/json"}).status_code == 401
        assert httpx.get(url + "/sparql?query=ASK%7B%7D", headers=BROWSER).status_code == 401
        assert httpx.post(url + "/sparql", data={"query": "ASK {}"}, headers=BROWSER).status_code == 401
        assert question not in httpx.get(url + "/docs").text
        refused = httpx.get(url + "/entities/CoreDNS", headers=BROWSER)
        assert (refused.status_code, refused.headers["content-type"]) == (401, "text/html; charset=utf-8")
        assert "a key is needed" in refused.text.lower() and refused.headers["www-authenticate"]
    with serve(create_app(Settings(data=small_data, keys=str(keys)), open_service)) as url:
        assert question in httpx.get(url + "/docs").text


def test_a_service_that_needs_keys_has_some(small_data: Path) -> None:
    with pytest.raises(InputError, match="KG_KEYS"):
        create_app(Settings(data=small_data, anonymous="no"), open_small_service)


def test_rates_are_counted_by_key_and_by_address(small_data: Path, keys: Path) -> None:
    settings = Settings(data=small_data, keys=str(keys), rate_per_key=4, rate_per_address=2)
    with serve(create_app(settings, open_small_service)) as url:

        def ask(headers: dict[str, str]) -> httpx.Response:
            return httpx.post(url + "/ask", json=ASK, headers=headers)

        # who is not behind a trusted proxy cannot choose an address
        nobody = [ask({"X-Forwarded-For": f"192.0.2.{number}"}) for number in range(4)]
        assert [reply.status_code for reply in nobody] == [200, 200, 429, 429]
        assert 1 <= int(nobody[2].headers["retry-after"]) <= 30
        assert nobody[2].json()["type"].endswith("/too-many-requests")
        alice = [ask({"X-API-Key": KEY}).status_code for _ in range(6)]
        assert alice == [200] * 4 + [429] * 2
        assert ask({"X-API-Key": "key-of-bob-0123456789"}).status_code == 200
        assert ask({"X-API-Key": "wrong"}).status_code == 429
        assert httpx.get(url + "/healthz").status_code == 200


def test_keys_cannot_be_tried_without_end(small_data: Path, keys: Path) -> None:
    settings = Settings(data=small_data, keys=str(keys), rate_per_address=2)
    with serve(create_app(settings, open_small_service)) as url:
        tried = [httpx.get(url + "/search?q=x", headers={"X-API-Key": f"wrong-{n}"}) for n in range(4)]
        assert [reply.status_code for reply in tried] == [401, 401, 429, 429]
        assert tried[2].headers["retry-after"] and tried[2].headers["content-type"] == "application/problem+json"
        assert httpx.get(url + "/search?q=x", headers={"X-API-Key": KEY}).status_code == 200


def test_a_bucket_fills_again_with_time() -> None:
    now = 0.0
    limit = RateLimit(60, clock=lambda: now)
    assert [limit.take("a") for _ in range(61)] == [0] * 60 + [1]
    assert limit.take("b") == 0
    now = 1.0
    assert [limit.take("a") for _ in range(2)] == [0, 1]
    now = 1000.0
    assert [limit.take("a") for _ in range(61)] == [0] * 60 + [1]


def test_the_memory_of_askers_is_bounded() -> None:
    limit = RateLimit(1)
    for number in range(10_050):
        limit.take(str(number))
    assert len(limit._buckets) == 10_000


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "no key"),
        ("alice", "line 1"),
        ("alice short", "line 1"),
        ("# x\na b c", "line 2"),
        (None, "cannot be read"),
    ],
)
def test_a_file_of_keys_that_is_none(tmp_path: Path, content: str | None, told: str) -> None:
    path = tmp_path / "keys"
    if content is not None:
        path.write_text(content)
    with pytest.raises(InputError, match=told):
        load_keys(path)


def test_choices_are_checked() -> None:
    assert load_settings({"KG_ANONYMOUS": "no"}).anonymous == "no"
    with pytest.raises(InputError, match="yes or no"):
        load_settings({"KG_ANONYMOUS": "maybe"})


def test_a_worker_gets_no_secret_of_the_service(small_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from api.sparql.execution import QueryRequest
    from api.sparql.pool import WorkerPool
    from kg.generations import DataFolder

    monkeypatch.setenv("KG_KEYS", "a-secret-path")
    pool = WorkerPool(DataFolder(small_data).current().graph, size=1)
    try:
        pool.run(QueryRequest("ASK {}"))
        (worker,) = pool._all
        environment = Path(f"/proc/{worker._process.pid}/environ")
        if not environment.exists():
            pytest.skip("this system has no /proc")
        assert b"a-secret-path" not in environment.read_bytes()
        assert os.environ["KG_KEYS"] == "a-secret-path"
    finally:
        pool.close()
