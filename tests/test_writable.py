"""A writable service: who may write, into what, what is left after a failure, a rebuild, a restart."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from serving import serve
from small_data import make_data, open_small_service
from test_sparql import CROSS

from api.app import create_app
from api.cli import main
from api.settings import Settings
from api.user_graphs import KEPT_VIEWS, UserGraphs
from kg.errors import DataFolderError
from kg.generations import DataFolder
from kg.store import OxigraphStore
from ontology.names import PROVENANCE_GRAPH

TOKEN = "a-token-of-24-characters"
KEY = {"Authorization": f"Bearer {TOKEN}"}
UPDATE = {**KEY, "Content-Type": "application/sparql-update"}
TURTLE = {**KEY, "Content-Type": "text/turtle"}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    make_data(tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def url(data: Path) -> Iterator[str]:
    settings = Settings(data=data, reload_seconds=0.02, sparql_seconds=3.0)
    with serve(create_app(settings, open_small_service, token=TOKEN)) as url:
        yield url


def update(url: str, text: str) -> httpx.Response:
    return httpx.post(url + "/update", content=text, headers=UPDATE, timeout=30)


def ask(url: str, pattern: str) -> bool:
    reply = httpx.get(url + "/sparql", params={"query": f"ASK {{ {pattern} }}"}, timeout=30)
    return bool(reply.json()["boolean"])


@pytest.mark.parametrize(
    ("headers", "error"),
    [
        ({}, False),
        ({"Authorization": "Bearer wrong"}, True),
        ({"Authorization": f"Basic {TOKEN}"}, True),
        ({"Authorization": f"Bearer {TOKEN}x"}, True),
    ],
)
def test_nobody_writes_without_the_token(url: str, headers: dict[str, str], error: bool) -> None:
    for method, path in (
        ("POST", "/update"),
        ("GET", "/store?default"),
        ("PUT", "/store?graph=urn:g"),
        ("POST", "/store?graph=urn:g"),
        ("DELETE", "/store?graph=urn:g"),
    ):
        reply = httpx.request(method, url + path, headers=headers)
        assert reply.status_code == 401
        assert reply.headers["www-authenticate"].startswith('Bearer realm="kg"')
        assert ("invalid_token" in reply.headers["www-authenticate"]) == error
        assert reply.headers["content-type"] == "application/problem+json"


def test_a_service_that_is_not_writable_has_no_such_routes(small_url: str) -> None:
    assert httpx.post(small_url + "/update", headers=KEY).status_code == 404
    assert httpx.put(small_url + "/store?graph=urn:g", headers=KEY).status_code == 404
    assert "/update" not in httpx.get(small_url + "/openapi.json").json()["paths"]


def test_an_update_is_seen_by_the_next_query(url: str) -> None:
    asked = {"query": "ASK { GRAPH <urn:mine> { ?x <urn:rates> 5 } }"}
    before = httpx.get(url + "/sparql", params=asked)
    assert before.json()["boolean"] is False
    # what is built can be read while writing
    text = "INSERT { GRAPH <urn:mine> { ?x <urn:rates> 5 } } WHERE { ?x kg:replaces ?y }"
    assert update(url, text).status_code == 204
    after = httpx.get(url + "/sparql", params=asked)
    assert after.json()["boolean"] is True
    assert after.headers["etag"] != before.headers["etag"]
    assert "urn:mine" in httpx.get(url + "/sparql", headers={"Accept": "text/turtle"}).text
    assert not ask(url, "?x <urn:rates> 5")
    assert update(url, "DROP GRAPH <urn:mine>").status_code == 204
    assert not ask(url, "GRAPH <urn:mine> { ?s ?p ?o }")


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        f"INSERT DATA {{ GRAPH <{PROVENANCE_GRAPH}> {{ <urn:a> <urn:b> <urn:c> }} }}",
        f"INSERT DATA {{ GRAPH <{PROVENANCE_GRAPH}-of-mine> {{ <urn:a> <urn:b> <urn:c> }} }}",
        "DELETE WHERE { ?s ?p ?o }",
        "DELETE { ?x kg:replaces ?y } INSERT { ?y kg:replaces ?x } WHERE { ?x kg:replaces ?y }",
        "DROP ALL",
        "CLEAR DEFAULT",
        f"DROP GRAPH <{PROVENANCE_GRAPH}>",
        f"MOVE <{PROVENANCE_GRAPH}> TO <urn:mine>",
        "INSERT DATA { GRAPH <urn:mine> { <urn:a> <urn:b> 1 } } ; DROP DEFAULT",
        "LOAD <file:///etc/passwd> INTO GRAPH <urn:mine>",
        "INSERT { GRAPH <urn:mine> { ?s ?p ?o } } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    ],
)
def test_what_is_built_takes_no_writes_and_nothing_is_fetched(url: str, data: Path, text: str) -> None:
    built = DataFolder(data).current().graph
    before = sorted(map(str, OxigraphStore.open(built).quads()))
    reply = update(url, text)
    assert (reply.status_code, reply.json()["type"].rsplit("/", 1)[1]) == (403, "query-refused")
    assert ask(url, "e:CoreDNS kg:replaces e:KubeDNS") and not ask(url, "GRAPH <urn:mine> { ?s ?p ?o }")
    assert sorted(map(str, OxigraphStore.open(built).quads())) == before


def test_the_graph_store(url: str) -> None:
    store = url + "/store"
    mine = {"graph": "urn:mine"}
    put = httpx.put(store, params=mine, content="<urn:a> <urn:b> <rel> .", headers=TURTLE)
    assert put.status_code == 201
    again = httpx.put(store, params=mine, content="<urn:a> <urn:b> 2 .", headers=TURTLE)
    assert again.status_code == 204
    more = httpx.post(store, params=mine, content="<urn:a> <urn:b> 3 .", headers=TURTLE)
    assert more.status_code == 204
    read = httpx.get(store, params=mine, headers={**KEY, "Accept": "application/n-triples"})
    assert len(read.text.splitlines()) == 2
    made = httpx.post(store, content="<urn:a> <urn:b> 4 .", headers=TURTLE)
    assert made.status_code == 201
    assert "4" in httpx.get(url + made.headers["location"], headers=KEY).text
    assert httpx.head(store, params=mine, headers=KEY).status_code == 200
    assert httpx.delete(store, params=mine, headers=KEY).status_code == 204
    assert httpx.delete(store, params=mine, headers=KEY).status_code == 404
    for graph in ({"default": ""}, {"graph": PROVENANCE_GRAPH}):
        assert httpx.put(store, params=graph, content="", headers=TURTLE).status_code == 403
        assert httpx.delete(store, params=graph, headers=KEY).status_code == 403
        assert httpx.get(store, params=graph, headers=KEY).status_code == 200


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("INSERT DATA {", 400),
        ("INSERT { GRAPH <urn:mine> { <urn:a> <urn:b> ?n } } WHERE { { " + CROSS + " } }", 504),
    ],
    ids=["syntax", "time"],
)
def test_a_write_that_fails_leaves_nothing(url: str, data: Path, text: str, status: int) -> None:
    assert update(url, "INSERT DATA { GRAPH <urn:mine> { <urn:a> <urn:b> 1 } }").status_code == 204
    views = sorted(path.name for path in (data / "user" / "views").iterdir())
    assert update(url, text).status_code == status
    assert sorted(path.name for path in (data / "user" / "views").iterdir()) == views
    assert ask(url, "GRAPH <urn:mine> { <urn:a> <urn:b> 1 }")


def test_the_graphs_are_kept_across_rebuilds_and_restarts(url: str, data: Path) -> None:
    assert update(url, "INSERT DATA { GRAPH <urn:mine> { <urn:a> <urn:b> 1 } }").status_code == 204
    for name in ("two", "three"):
        make_data(data, name, f"e:{name} a kg:Fresh .")
        end = time.monotonic() + 20
        while httpx.get(url + "/readyz").json()["generation"][7:] != name:
            assert time.monotonic() < end
            time.sleep(0.02)
        assert ask(url, f"e:{name} a kg:Fresh . GRAPH <urn:mine> {{ <urn:a> <urn:b> 1 }}")
        assert update(url, f"INSERT DATA {{ GRAPH <urn:{name}> {{ <urn:a> <urn:b> 1 }} }}").status_code == 204
    assert ask(url, "GRAPH <urn:two> { ?s ?p ?o } GRAPH <urn:three> { ?s ?q ?o } FILTER NOT EXISTS { e:two ?p ?x }")
    assert len(list((data / "user" / "views").iterdir())) == KEPT_VIEWS
    # a service that takes no writes shows them too, and so does the command line
    settings = Settings(data=data)
    with serve(create_app(settings, open_small_service)) as other:
        assert ask(other, "GRAPH <urn:mine> { <urn:a> <urn:b> 1 }")


def test_the_command_line_sees_them(data: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    from api.sparql.writes import Write, WriteKind

    graphs = UserGraphs(data, DataFolder(data).current())
    assert graphs.write(Write(WriteKind.PUT, b"<urn:a> <urn:b> 1 .", "urn:mine")) is False
    make_data(data, "two")
    assert main(["sparql", "ASK { GRAPH <urn:mine> { ?s ?p 1 } }", "--data", str(data)]) == 0
    assert capsysbinary.readouterr().out == b"yes\n"


def test_writes_at_once_are_all_kept(url: str) -> None:
    def write(number: int) -> None:
        text = f"INSERT DATA {{ GRAPH <urn:mine> {{ <urn:a> <urn:b> {number} }} }}"
        while (status := update(url, text).status_code) == 503:  # busy: said so, and nothing is written
            time.sleep(0.2)
        assert status == 204

    threads = [threading.Thread(target=write, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    queries = [httpx.get(url + "/sparql", params={"query": "ASK {}"}, timeout=30) for _ in range(10)]
    for thread in threads:
        thread.join()
    assert {reply.status_code for reply in queries} == {200}
    count = "{ SELECT (COUNT(*) AS ?n) { GRAPH <urn:mine> { ?s ?p ?o } } } FILTER(?n = 6)"
    assert ask(url, count)


def test_a_folder_without_its_views_says_so(data: Path) -> None:
    (data / "user").mkdir()
    (data / "user" / "current").write_text("00000001-one\n")
    with pytest.raises(DataFolderError, match="are gone"):
        UserGraphs(data, DataFolder(data).current()).graph()


def test_without_their_folder_the_generation_is_read_alone(data: Path) -> None:
    from api.sparql.writes import Write, WriteKind

    generation = DataFolder(data).current()
    graphs = UserGraphs(data, generation)
    graphs.write(Write(WriteKind.PUT, b"<urn:a> <urn:b> 1 .", "urn:mine"))
    own = graphs.graph()
    assert own.parent.name == "views"
    # a view of a later generation is for others; this one keeps its own as long as it is there
    other = data / "user" / "views" / "00000002-two"
    shutil.copytree(own, other)
    (data / "user" / "current").write_text(other.name + "\n")
    assert graphs.graph() == own
    shutil.rmtree(own)
    shutil.copytree(other, other.with_name("00000003-two"))
    (data / "user" / "current").write_text("00000003-two\n")
    assert graphs.graph() == generation.graph
    shutil.rmtree(data / "user")
    assert graphs.graph() == generation.graph
    assert UserGraphs(data, generation).graph() == generation.graph


def test_who_looks_late_does_not_bring_back_an_older_view(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    generation = DataFolder(data).current()
    views = [data / "user" / "views" / f"0000000{number}-{generation.name}" for number in (1, 2)]
    for view in views:
        view.mkdir(parents=True)
    (data / "user" / "current").write_text(views[0].name)
    graphs = UserGraphs(data, generation)
    find, inside, found = graphs._current, [], {}
    slow, go_on = threading.Event(), threading.Event()

    def find_slowly() -> Path | None:
        inside.append(threading.current_thread().name)
        view = find()
        if not slow.is_set():
            slow.set()
            go_on.wait(10)
        return view

    def look(name: str) -> None:
        found[name] = graphs.graph()

    monkeypatch.setattr(graphs, "_current", find_slowly)
    early = threading.Thread(target=look, args=("early",), name="early")
    early.start()
    assert slow.wait(10)
    (data / "user" / "current").write_text(views[1].name)
    late = threading.Thread(target=look, args=("late",), name="late")
    late.start()
    late.join(0.3)
    assert inside == ["early"]
    go_on.set()
    early.join(10)
    late.join(10)
    assert found == {"early": views[0], "late": views[1]} and graphs.graph() == views[1]


def test_a_fork_holds_what_the_log_still_holds(tmp_path: Path) -> None:
    """The engine's own backup of a store open for reading leaves out what is only in its log."""
    store = OxigraphStore.create(tmp_path / "one")
    store.native.update("INSERT DATA { <urn:a> <urn:b> 1 }")
    del store
    OxigraphStore.fork(tmp_path / "one", tmp_path / "two")
    OxigraphStore.create(tmp_path / "two").native.update("INSERT DATA { <urn:a> <urn:b> 2 }")
    assert len(OxigraphStore.open(tmp_path / "two")) == 2
    assert len(OxigraphStore.open(tmp_path / "one")) == 1
    with pytest.raises(DataFolderError):
        OxigraphStore.fork(tmp_path / "none", tmp_path / "three")


@pytest.mark.parametrize("arguments", [["--writable"], ["--token", "x"], ["--writable", "--token", "x", "--scratch"]])
def test_wrong_usage_of_writable(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["serve", *arguments])
    assert stopped.value.code == 2
    assert "--writable" in capsys.readouterr().err


@pytest.mark.parametrize("content", [None, "", "short", "two words that are long enough", "ünterschied-in-the-token"])
def test_a_token_is_long_and_plain(
    data: Path, tmp_path: Path, content: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "token"
    if content is not None:
        path.write_text(content)
    assert main(["serve", "--data", str(data), "--writable", "--token", str(path)]) == 1
    assert "token" in capsys.readouterr().err
