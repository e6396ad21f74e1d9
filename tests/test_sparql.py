"""SPARQL over HTTP: the protocol, the forms, the limits, the writable store."""

from __future__ import annotations

import csv
import io
import json
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from api.negotiation import GRAPH_FORMATS, SOLUTION_FORMATS, negotiate
from api.sparql.execution import QueryRequest
from api.sparql.local import LocalRunner
from api.sparql.pool import WorkerPool
from api.sparql.results import SELECT_WRITERS
from api.sparql.updates import add_using
from kg.errors import QueryError, QueryMemoryError, QueryTimeoutError, ServiceBusyError
from kg.generations import DataFolder
from kg.store import OxigraphStore
from ontology.names import ENTITY, PROVENANCE_GRAPH

SELECT = "SELECT ?x { ?x kg:replaces e:KubeDNS }"
CONSTRUCT = "CONSTRUCT { ?x kg:replaces ?y } { ?x kg:replaces ?y }"
SHARED = Path(__file__).parents[2] / "shared"
# 10^12 rows that nothing can shorten
CROSS = (
    "SELECT (SUM(?a * ?b) AS ?n) { "
    + " ".join(f"VALUES ?{name} {{ {' '.join(map(str, range(100)))} }}" for name in "abcdef")
    + " }"
)

# 2^40 letters
DOUBLING = (
    "SELECT ?s40 { BIND('a' AS ?s0) "
    + " ".join(f"BIND(CONCAT(?s{number}, ?s{number}) AS ?s{number + 1})" for number in range(40))
    + " }"
)


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("text/csv;q=0.4, application/sparql-results+xml;q=0.6", "application/sparql-results+xml"),
        ("application/sparql-results+json;q=0, */*;q=0.1", "application/sparql-results+xml"),
        ("text/turtle, application/sparql-results+json;q=0.9", "application/sparql-results+json"),
        ("text/*", "text/csv; charset=utf-8"),
    ],
)
def test_the_form_of_a_select_follows_accept(small_url: str, accept: str | None, expected: str) -> None:
    headers = {"Accept": accept} if accept else {}
    with httpx.Client() as client:
        if accept is None:
            del client.headers["accept"]
        reply = client.get(small_url + "/sparql", params={"query": SELECT}, headers=headers)
    assert reply.headers["content-type"] == expected
    assert "accept" in reply.headers["vary"].lower()
    assert "CoreDNS" in reply.text


@pytest.mark.parametrize("query", [CONSTRUCT, "DESCRIBE e:CoreDNS"])
@pytest.mark.parametrize("format", GRAPH_FORMATS, ids=lambda format: format.name)
def test_the_form_of_a_graph_follows_accept(small_url: str, query: str, format: object) -> None:
    media_type = format.media_type  # type: ignore[attr-defined]
    reply = httpx.get(small_url + "/sparql", params={"query": query}, headers={"Accept": media_type})
    assert reply.headers["content-type"].startswith(media_type)
    found = ox.parse(reply.content, ox.RdfFormat.from_media_type(media_type))
    assert ENTITY + "KubeDNS" in {getattr(quad.object, "value", "") for quad in found}


@pytest.mark.parametrize(
    ("query", "accept"), [(SELECT, "text/turtle"), (CONSTRUCT, "text/csv"), ("ASK {}", "image/png")]
)
def test_406_where_no_form_fits_the_query(small_url: str, query: str, accept: str) -> None:
    assert httpx.get(small_url + "/sparql", params={"query": query}, headers={"Accept": accept}).status_code == 406


def test_ask_in_each_form(small_url: str) -> None:
    for format, body in (("json", '{"head":{},"boolean":true}'), ("csv", "true"), ("tsv", "true")):
        media_type = next(item.media_type for item in SOLUTION_FORMATS if item.name == format)
        reply = httpx.get(small_url + "/sparql", params={"query": "ASK {}"}, headers={"Accept": media_type})
        assert reply.text == body


def test_three_ways_to_send_a_query(small_url: str) -> None:
    url = small_url + "/sparql"
    spaced = "SELECT ?x {\n ?x kg:replaces e:KubeDNS FILTER(1 + 1 = 2) # 100 % ä\n}"
    replies = [
        httpx.get(url, params={"query": spaced}),
        httpx.post(url, data={"query": spaced}),
        httpx.post(url, content=spaced.encode(), headers={"Content-Type": "application/sparql-query"}),
        httpx.post(url, content=spaced.encode(), headers={"Content-Type": "application/sparql-query; charset=UTF-8"}),
    ]
    assert len({reply.text for reply in replies}) == 1
    assert "CoreDNS" in replies[0].text


@pytest.mark.parametrize(
    ("content", "content_type", "status"),
    [
        (b"query=ASK%7B%7D&query=ASK%7B%7D", "application/x-www-form-urlencoded", 400),
        (b"other=1", "application/x-www-form-urlencoded", 400),
        (b"query=%ff", "application/x-www-form-urlencoded", 400),
        (b"update=DROP+ALL", "application/x-www-form-urlencoded", 403),
        ("ASK {}".encode("utf-16"), "application/sparql-query", 400),
        (b"ASK {}", "application/sparql-query; charset=utf-16", 415),
        (b"DROP ALL", "application/sparql-update", 403),
        (b"ASK {}", "text/plain", 415),
        (b"", "application/sparql-query", 400),
        (b"LOAD <file:///etc/passwd>", "application/sparql-query", 400),
    ],
)
def test_what_a_post_may_not_be(small_url: str, content: bytes, content_type: str, status: int) -> None:
    reply = httpx.post(small_url + "/sparql", content=content, headers={"Content-Type": content_type})
    assert reply.status_code == status


def test_the_dataset_of_the_request(small_url: str) -> None:
    query = "ASK { ?s kg:method ?o }"
    url = small_url + "/sparql"
    assert not httpx.get(url, params={"query": query}).json()["boolean"]
    named = {"query": query, "default-graph-uri": PROVENANCE_GRAPH}
    assert httpx.get(url, params=named).json()["boolean"]
    assert httpx.post(url, data=named).json()["boolean"]
    assert httpx.get(url, params={"query": query, "default-graph-uri": "no iri"}).status_code == 400


def test_nothing_is_ever_fetched(small_url: str, tmp_path: Path) -> None:
    (tmp_path / "x.ttl").write_text("<urn:a> <urn:b> <urn:c> .")
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.2)
    port = listener.getsockname()[1]
    for query, status in (
        (f"ASK {{ SERVICE SILENT <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}", 403),
        (f"ASK FROM <http://127.0.0.1:{port}/> {{ ?s ?p ?o }}", 200),
        (f"ASK FROM <{(tmp_path / 'x.ttl').as_uri()}> {{ ?s ?p ?o }}", 200),
        ("SELECT ?service { ?service ?p ?o } # SERVICE <http://x> {}", 200),
    ):
        reply = httpx.get(small_url + "/sparql", params={"query": query})
        assert reply.status_code == status
        assert "true" not in reply.text
    with pytest.raises(TimeoutError):
        listener.accept()
    listener.close()


def test_the_kernel_refuses_sockets_and_files_to_a_worker(tmp_path: Path) -> None:
    script = """
import socket, sys
from api.sparql.sandbox import forbid_sockets, limit_resources
limit_resources(1 << 30)
if not forbid_sockets():
    sys.exit("unsupported")
for family in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX):
    try:
        socket.socket(family)
    except PermissionError:
        continue
    sys.exit("a socket was made")
try:
    open(sys.argv[1], "w").write("x" * 100000)
except OSError:
    print("held")
"""
    root = str(Path(__file__).parents[1])
    result = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "written")],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": root},
    )
    if result.stderr.strip() == "unsupported":
        pytest.skip("this kernel has no seccomp filter")
    assert result.stdout == "held\n", result.stderr


def test_rows_are_limited_and_told(small_url: str) -> None:
    many = "SELECT * { " + " ".join(f"VALUES ?{name} {{ {' '.join(map(str, range(50)))} }}" for name in "ab") + " }"
    reply = httpx.get(small_url + "/sparql", params={"query": many})
    assert len(reply.json()["results"]["bindings"]) == 1000
    assert reply.headers["x-row-limit"] == "1000"
    assert reply.headers["x-result-truncated"] == "true"
    whole = httpx.get(small_url + "/sparql", params={"query": SELECT})
    assert "x-result-truncated" not in whole.headers


def test_an_etag_holds_for_the_generation(small_url: str) -> None:
    url = small_url + "/sparql"
    etag = httpx.get(url, params={"query": SELECT}).headers["etag"]
    again = httpx.get(url, params={"query": SELECT}, headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert httpx.get(url, params={"query": SELECT}, headers={"Accept": "text/csv"}).headers["etag"] != etag
    assert "etag" not in httpx.get(url, params={"query": "SELECT (NOW() AS ?x) {}"}).headers


def test_without_a_query_a_browser_gets_the_editor_and_others_the_description(small_url: str) -> None:
    page = httpx.get(small_url + "/sparql", headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert "<query-editor" in page.text
    described = httpx.get(small_url + "/sparql", headers={"Accept": "text/turtle"})
    triples = list(ox.parse(described.content, ox.RdfFormat.TURTLE))
    values = {triple.object.value for triple in triples}
    assert {small_url + "/sparql", PROVENANCE_GRAPH} <= values
    assert httpx.get(small_url + "/sparql", headers={"Accept": "image/png"}).status_code == 406
    head = httpx.head(small_url + "/sparql", params={"query": SELECT})
    assert (head.status_code, head.content) == (200, b"")
    options = httpx.options(small_url + "/sparql")
    assert (options.status_code, options.headers["allow"]) == (204, "GET, HEAD, OPTIONS, POST")


@pytest.fixture(scope="module")
def pool(small_data: Path) -> Iterator[WorkerPool]:
    graph = DataFolder(small_data).current().graph
    pool = WorkerPool(graph, size=1, waiting=1, time_limit=2.0, memory=1 << 29)
    yield pool
    pool.close()


def test_a_query_without_end_is_ended_and_the_next_one_runs(pool: WorkerPool) -> None:
    begin = time.monotonic()
    with pytest.raises(QueryTimeoutError):
        pool.run(QueryRequest(CROSS))
    assert time.monotonic() - begin < 6
    assert b"CoreDNS" in pool.run(QueryRequest(SELECT)).body


@pytest.mark.parametrize("query", ["ASK {" + "{" * 100_000 + "}" * 100_001, DOUBLING], ids=["nesting", "values"])
def test_a_query_that_takes_all_memory_is_ended_and_the_next_one_runs(small_data: Path, query: str) -> None:
    graph = DataFolder(small_data).current().graph
    # Time enough for a busy machine to reach the limit of memory first.
    pool = WorkerPool(graph, size=1, waiting=1, time_limit=60.0, memory=1 << 29)
    try:
        with pytest.raises(QueryMemoryError):
            pool.run(QueryRequest(query))
        assert b"CoreDNS" in pool.run(QueryRequest(SELECT)).body
    finally:
        pool.close()


def test_a_worker_that_cannot_start_keeps_its_place(small_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pool = WorkerPool(DataFolder(small_data).current().graph, size=1, time_limit=20)
    with monkeypatch.context() as patch:
        patch.setattr(sys, "executable", "/no/such/python")
        with pytest.raises(FileNotFoundError):
            pool.warm()
    try:
        assert pool.run(QueryRequest("ASK {}")).body
    finally:
        pool.close()


def test_beyond_the_queue_the_pool_is_busy_at_once(pool: WorkerPool) -> None:
    outcomes: list[type[BaseException]] = []

    def ask() -> None:
        try:
            pool.run(QueryRequest(CROSS))
        except QueryError as error:
            outcomes.append(type(error))

    begin = time.monotonic()
    threads = [threading.Thread(target=ask) for _ in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert time.monotonic() - begin < 8
    assert outcomes.count(ServiceBusyError) >= 38
    assert b"CoreDNS" in pool.run(QueryRequest(SELECT)).body


def test_the_service_answers_while_hostile_queries_run(small_url: str) -> None:
    def attack() -> None:
        httpx.post(small_url + "/sparql", data={"query": CROSS}, timeout=30)

    threads = [threading.Thread(target=attack) for _ in range(60)]
    for thread in threads:
        thread.start()
    try:
        times = []
        for _ in range(20):
            begin = time.monotonic()
            assert httpx.get(small_url + "/healthz", timeout=10).status_code == 200
            reply = httpx.post(small_url + "/ask", json={"question": "what replaces KubeDNS?"}, timeout=10)
            assert reply.status_code == 200
            times.append(time.monotonic() - begin)
        assert sorted(times)[10] < 1.0
    finally:
        for thread in threads:
            thread.join()
    assert httpx.get(small_url + "/sparql", params={"query": SELECT}).status_code == 200


def test_busy_and_timeout_over_http(small_url: str) -> None:
    reply = httpx.post(small_url + "/sparql", data={"query": CROSS}, timeout=30)
    assert (reply.status_code, reply.json()["type"].rsplit("/", 1)[1]) == (504, "query-timeout")


@pytest.mark.parametrize(
    ("nested", "step"),
    [
        ("{}", "{"),
        ("ASK {{ FILTER({}1", "!"),
        ("ASK {{ ?s {}", "("),
        ("ASK {{ ?s {}", "["),
    ],
)
def test_deep_nesting_does_not_end_a_scratch_service(scratch_url: str, nested: str, step: str) -> None:
    for length in (10_000, 120_000, 200_000):
        text = nested.format(step * (length // len(step)))
        reply = httpx.post(scratch_url + "/sparql", data={"query": text}, timeout=60)
        assert reply.status_code in (200, 400, 507)
    update = {"update": "INSERT { ?x ?p 1 } WHERE { " + "{" * 60_000}
    assert httpx.post(scratch_url + "/update", data=update).status_code == 400
    assert httpx.get(scratch_url + "/healthz").status_code == 200


def test_a_thread_that_cannot_start_keeps_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    runner = LocalRunner(OxigraphStore.memory(), size=1)

    def fail(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    with monkeypatch.context() as patch:
        patch.setattr(threading.Thread, "start", fail)
        with pytest.raises(RuntimeError):
            runner.run(QueryRequest("ASK {}"))
    assert runner.run(QueryRequest("ASK {}")).body


def test_a_local_runner_gives_up_in_time() -> None:
    runner = LocalRunner(OxigraphStore.memory(), time_limit=0.2)
    with pytest.raises(QueryTimeoutError):
        runner.run(QueryRequest("SELECT (COUNT(*) AS ?n) { " + CROSS.partition("{ ")[2].replace("?f", "?c2")))


ROW = [
    (ox.NamedNode("urn:a"), ox.Literal('q"uo,te\nline\t\r<&>\\'), ox.Literal("hé", language="en"), None),
    (
        ox.BlankNode("b0"),
        ox.Literal("1", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
        None,
        None,
    ),
]


@pytest.mark.parametrize("format", ["json", "xml", "tsv"])
def test_results_read_back(format: str) -> None:
    body = SELECT_WRITERS[format](["s", "t", "u", "v"], ROW)
    chosen = {
        "json": ox.QueryResultsFormat.JSON,
        "xml": ox.QueryResultsFormat.XML,
        "tsv": ox.QueryResultsFormat.TSV,
    }
    read = ox.parse_query_results(body, chosen[format])
    assert isinstance(read, ox.QuerySolutions)
    rows = [tuple(row) for row in read]
    assert rows[0] == ROW[0]
    assert rows[1][1:] == ROW[1][1:]


def test_csv_reads_back() -> None:
    body = SELECT_WRITERS["csv"](["s", "t", "u", "v"], ROW).decode()
    rows = list(csv.reader(io.StringIO(body, newline="")))
    assert rows == [
        ["s", "t", "u", "v"],
        ["urn:a", 'q"uo,te\nline\t\r<&>\\', "hé", ""],
        ["_:b0", "1", "", ""],
    ]


def test_negotiation_takes_the_most_specific_range() -> None:
    chosen = negotiate("text/*;q=0.9, text/csv;q=0.1", SOLUTION_FORMATS)
    assert chosen is not None and chosen.name == "tsv"
    assert negotiate("text/csv;q=0", SOLUTION_FORMATS[2:3]) is None
    assert negotiate("a;;q=x,,", SOLUTION_FORMATS) is None


def test_using_is_added_where_an_update_reads() -> None:
    update = "DELETE WHERE { ?a ?b ?c } ; DELETE { } INSERT { ?s ?p 'WHERE {' } # WHERE\n where { ?s ?p ?where }"
    added = add_using(update, ["urn:g"], ["urn:n"])
    assert added == update.replace(" where", " USING <urn:g> USING NAMED <urn:n> where")
    with pytest.raises(QueryError, match="once"):
        add_using("WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", ["urn:g"], [])
    with pytest.raises(QueryError, match="no IRI"):
        add_using("INSERT {} WHERE {}", ["urn:g> INSERT"], [])


def test_the_scratch_store_takes_writes_and_fetches_nothing(scratch_url: str) -> None:
    update, store = scratch_url + "/update", scratch_url + "/store"
    headers = {"Content-Type": "application/sparql-update"}
    assert httpx.post(update, content="INSERT DATA { <urn:a> <urn:b> 1 }", headers=headers).status_code == 204
    assert httpx.get(scratch_url + "/sparql", params={"query": "ASK { <urn:a> <urn:b> 1 }"}).json()["boolean"]
    for text in (
        "LOAD <http://127.0.0.1:9/>",
        "LOAD SILENT <file:///etc/passwd> INTO GRAPH <urn:g>",
        "INSERT { ?s ?p ?o } WHERE { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "DROP ALL ; LOAD <file:///etc/passwd>",
    ):
        reply = httpx.post(update, content=text, headers=headers)
        assert (reply.status_code, "is refused" in reply.json()["detail"]) == (403, True)
    assert httpx.post(update, data={"update": "INSERT DATA { <urn:load> <urn:p> 'LOAD <x>' }"}).status_code == 204
    assert httpx.post(update, content="DROP", headers=headers).status_code == 400
    turtle = {"Content-Type": "text/turtle"}
    put = httpx.put(store, params={"graph": "urn:g"}, content="<urn:x> <urn:y> <urn:z> .", headers=turtle)
    assert put.status_code == 201
    assert httpx.put(store, params={"graph": "urn:g"}, content="<a> <urn:y> 2 .", headers=turtle).status_code == 204
    assert "2" in httpx.get(store, params={"graph": "urn:g"}).text
    assert httpx.put(store, params={"graph": "urn:g"}, content="<a", headers=turtle).status_code == 400
    assert httpx.delete(store, params={"graph": "urn:g"}).status_code == 204
    assert httpx.get(store, params={"graph": "urn:g"}).status_code == 404


def test_other_peoples_pages_cannot_write_to_the_scratch_store(scratch_url: str) -> None:
    data = {"update": "DROP ALL"}
    assert httpx.post(scratch_url + "/update", data=data, headers={"Origin": "https://example.org"}).status_code == 403
    assert httpx.post(scratch_url + "/update", data=data, headers={"Host": "example.org"}).status_code == 403


def test_on_a_scratch_store_service_fails_at_run_time_and_asks_nobody(scratch_url: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        for query, status in (
            (f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}", 501),
            (f"SELECT * {{ SERVICE SILENT <{address}> {{ ?s ?p ?o }} }}", 501),
            (f"SELECT * {{ BIND(<{address}> AS ?u) SERVICE ?u {{ ?s ?p ?o }} }}", 501),
            (f"SELECT * {{ SERVICE <{address}> {{ ?s ?p }} }}", 400),
        ):
            assert httpx.get(scratch_url + "/sparql", params={"query": query}).status_code == status
        with pytest.raises(TimeoutError):
            listener.accept()


@pytest.mark.parametrize("method", ["get", "post-form", "post-direct"])
def test_w3c_query_tests(scratch_url: str, method: str, tmp_path: Path) -> None:
    runner = SHARED / "w3c" / "w3c_sparql_http.py"
    if not runner.is_file():
        pytest.skip("the W3C tests are not beside the repository")
    result = _run_w3c(runner, scratch_url, ["--syntax", "--method", method, "--json", str(tmp_path / "out.json")])
    assert _count(r"eval +TOTAL +(\d+)/235", result) >= 224
    failures = json.loads((tmp_path / "out.json").read_text())["failures"]
    assert [name for name in failures if name.endswith("(syntax)")] == []
    assert _count(r"syntax +TOTAL +(\d+)/106", result) == 106


def test_w3c_protocol_tests(scratch_url: str) -> None:
    runner = SHARED / "w3c" / "w3c_sparql_http.py"
    if not runner.is_file():
        pytest.skip("the W3C tests are not beside the repository")
    assert _count(r"passed (\d+) of 34", _run_w3c(runner, scratch_url, ["--protocol"])) == 34


def _run_w3c(runner: Path, url: str, arguments: list[str]) -> str:
    command = [sys.executable, str(runner), "--tests", str(runner.parent)]
    command += ["--query-url", url + "/sparql", "--update-url", url + "/update", "--gsp-url", url + "/store"]
    return subprocess.run([*command, *arguments], capture_output=True, text=True, timeout=300).stdout


def _count(pattern: str, text: str) -> int:
    found = re.search(pattern, text)
    assert found, text
    return int(found.group(1))
