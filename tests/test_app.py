"""The HTTP service: questions, passages, entities, pages, health, reload."""

from __future__ import annotations

import json
import re
import shlex
import time
from html import unescape
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from serving import serve
from small_data import make_data, open_small_service

from api.app import create_app
from api.settings import Settings
from ontology.names import ENTITY


def test_ask(small_url: str) -> None:
    reply = httpx.post(small_url + "/ask", json={"question": "what replaces KubeDNS?"})
    value = reply.json()
    assert value["items"] == [{"label": "CoreDNS", "iri": ENTITY + "CoreDNS", "type": "Project"}]
    assert value["citations"][0]["document"] == "dns.md"
    assert value["status"] == "answered"
    items = httpx.get(small_url + "/sparql", params={"query": value["sparql"]}).json()
    assert [row["item"]["value"] for row in items["results"]["bindings"]] == [ENTITY + "CoreDNS"]


def test_ask_streams_the_same_answer(small_url: str) -> None:
    question = {"question": "what replaces KubeDNS?"}
    reply = httpx.post(small_url + "/ask", json=question, headers={"Accept": "text/event-stream"})
    assert reply.headers["content-type"].startswith("text/event-stream")
    events = [block.split("\n") for block in reply.text.strip().split("\n\n")]
    names = [lines[0].removeprefix("event: ") for lines in events]
    values = [json.loads(lines[1].removeprefix("data: ")) for lines in events]
    assert (names[0], names[-2:]) == ("facts", ["citations", "done"])
    assert set(names[1:-2]) == {"token"}
    whole = httpx.post(small_url + "/ask", json=question).json()
    assert values[-1] == whole
    assert "".join(value["text"] for value in values[1:-2]) == whole["answer"]


def test_search(small_url: str) -> None:
    value = httpx.get(small_url + "/search", params={"q": "dns", "top_k": 3}).json()
    hit = value["hits"][0]
    assert (hit["rank"], hit["document"], hit["section"]) == (1, "dns.md", "Service Discovery")
    assert hit["end"] - hit["start"] == len(hit["text"])


def test_entity_as_json_has_facts_in_both_directions_with_evidence(small_url: str) -> None:
    value = httpx.get(small_url + "/entities/CoreDNS").json()
    assert (value["label"], value["type"], value["aliases"]) == ("CoreDNS", "Project", ["Core DNS"])
    own, other = value["facts"]
    assert (own["predicate"], own["object"]["label"], own["derived"]) == ("replaces", "KubeDNS", False)
    assert (other["subject"]["label"], other["predicate"], other["derived"]) == (
        "KubeDNS",
        "replaced by",
        True,
    )
    for fact in value["facts"]:
        evidence = fact["evidence"][0]
        assert evidence["quote"].startswith("CoreDNS replaced")
        assert (evidence["document"], evidence["start"], evidence["end"]) == ("dns.md", 0, 52)


def test_entity_as_rdf(small_url: str) -> None:
    for media_type, format in (
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
    ):
        reply = httpx.get(small_url + "/entities/CoreDNS", headers={"Accept": media_type})
        assert reply.headers["content-type"].startswith(media_type)
        about = {quad.object for quad in ox.parse(reply.content, format)}
        assert ox.NamedNode(ENTITY + "KubeDNS") in about


def test_entity_as_a_page_escapes_every_value(small_url: str) -> None:
    page = httpx.get(small_url + "/entities/Markup", headers={"Accept": "text/html"})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "<script" not in page.text and "&lt;script&gt;alert(1)" in page.text
    page = httpx.get(small_url + "/entities/Envoy", headers={"Accept": "text/html"})
    assert 'href="/entities/C%252B%252B"' in page.text and "(hedged)" in page.text
    assert httpx.get(small_url + "/entities/C%252B%252B").json()["label"] == "C++"
    assert httpx.get(small_url + "/entities/C%2B%2B").json()["label"] == "C++"


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/widget.js", "text/javascript; charset=utf-8"),
        ("/static/page.css", "text/css; charset=utf-8"),
        ("/static/icon.svg", "image/svg+xml"),
        ("/docs", "text/html; charset=utf-8"),
        ("/openapi.json", "application/json"),
    ],
)
def test_pages(small_url: str, path: str, media_type: str) -> None:
    reply = httpx.get(small_url + path)
    assert (reply.status_code, reply.headers["content-type"]) == (200, media_type)
    assert "'unsafe-inline'" not in reply.headers["content-security-policy"]
    assert "default-src 'none'" in reply.headers["content-security-policy"]
    if "etag" in reply.headers:
        again = httpx.get(small_url + path, headers={"If-None-Match": reply.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
    head = httpx.head(small_url + path)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-type"] == media_type


def test_a_request_id_is_kept_or_made(small_url: str) -> None:
    assert httpx.get(small_url + "/healthz", headers={"X-Request-Id": "a-1"}).headers["x-request-id"] == "a-1"
    made = httpx.get(small_url + "/healthz", headers={"X-Request-Id": "a b\tc"}).headers["x-request-id"]
    assert made != "a b\tc" and len(made) == 32


def test_metrics(small_url: str) -> None:
    httpx.post(small_url + "/ask", json={"question": "what replaces KubeDNS?"})
    httpx.post(small_url + "/ask", json={"question": "who?"})
    text = httpx.get(small_url + "/metrics").text
    assert 'kg_requests_total{route="/ask",method="POST",status="200"}' in text
    assert 'kg_answers_total{status="unanswerable",reason="out of scope"}' in text
    assert 'kg_generation_info{generation="000001-one"} 1' in text
    assert 'kg_size{kind="statements"} 3' in text
    for line in text.splitlines():
        assert line.startswith("#") or float(line.rsplit(" ", 1)[1]) >= 0


def test_not_ready_until_something_is_built_then_follows_each_build(tmp_path: Path) -> None:
    data = tmp_path / "data"
    app = create_app(Settings(data=data, reload_seconds=0.02), open_small_service)
    count = {"query": "SELECT (COUNT(*) AS ?n) { ?s a kg:Fresh }"}

    def number(url: str) -> str:
        return str(httpx.get(url + "/sparql", params=count).json()["results"]["bindings"][0]["n"]["value"])

    def wait_for(url: str, name: str) -> None:
        end = time.monotonic() + 20
        while httpx.get(url + "/readyz").json().get("generation", "")[7:] != name:
            assert time.monotonic() < end
            time.sleep(0.02)

    with serve(app, ready=False) as url:
        assert httpx.get(url + "/healthz").status_code == 200
        reply = httpx.get(url + "/readyz")
        assert (reply.status_code, reply.headers["retry-after"]) == (503, "5")
        assert str(tmp_path) not in reply.text
        make_data(data, "one")
        wait_for(url, "one")
        assert number(url) == "0"
        make_data(data, "two", "e:New a kg:Fresh .")
        wait_for(url, "two")
        assert number(url) == "1"
        make_data(data, "three")
        wait_for(url, "three")
        assert number(url) == "0"


def test_the_page_about_the_interface_begins_with_questions_and_its_examples_work(server_url: str) -> None:
    page = httpx.get(server_url + "/docs").text
    assert page.index("POST /ask") < page.index("GET /sparql") < page.index("GET /healthz")
    assert '<a href="/docs" aria-current="page">' in page
    assert "<code>Accept: text/event-stream</code>" in page and "`" not in page
    examples = [shlex.split(unescape(shown)) for shown in re.findall(r"<pre[^>]*>(.*?)</pre>", page, re.DOTALL)]
    assert len(examples) >= 10
    for curl, quiet, address, *options in examples:
        assert (curl, quiet, address.startswith(server_url)) == ("curl", "-s", True)
        given = list(zip(options[::2], options[1::2], strict=True))
        headers = dict(value.split(": ", 1) for option, value in given if option == "-H")
        bodies = [value.encode() for option, value in given if option == "-d"]
        forms = [value.partition("=")[::2] for option, value in given if option == "--data-urlencode"]
        body = {"content": bodies[0]} if bodies else {"data": dict(forms)} if forms else {}
        reply = httpx.request("POST" if body else "GET", address, headers=headers, timeout=60, **body)  # type: ignore[arg-type]
        assert reply.status_code == 200, (address, reply.text)
        if address.endswith("/ask"):
            assert reply.json()["status"] == "answered"
