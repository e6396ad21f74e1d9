"""Errors: one shape on every route and for every kind."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

MEMBERS = {"type", "title", "status", "detail"}


@pytest.mark.parametrize(
    ("method", "path", "options", "status"),
    [
        ("GET", "/nothing-here", {}, 404),
        ("GET", "/static/../app.py", {}, 404),
        ("GET", "/entities/NoSuchThing", {}, 404),
        ("GET", "/entities/%22%3E%3C%7D", {}, 404),
        ("DELETE", "/ask", {}, 405),
        ("PATCH", "/sparql", {}, 405),
        ("POST", "/ask", {"json": {"question": ""}}, 422),
        ("POST", "/ask", {"json": {"question": "   "}}, 422),
        ("POST", "/ask", {"json": {"question": "x" * 2001}}, 422),
        ("POST", "/ask", {"json": {"question": "x", "history": ["x" * 2001]}}, 422),
        ("POST", "/ask", {"json": {"question": "x", "history": ["x"] * 51}}, 422),
        ("POST", "/ask", {"json": {"question": "x", "colour": "red"}}, 422),
        ("POST", "/ask", {"json": {"question": "x", "as_of": "soon"}}, 422),
        ("POST", "/ask", {"content": b"{", "headers": {"Content-Type": "application/json"}}, 422),
        ("POST", "/ask", {"content": b"\xff\xfe", "headers": {"Content-Type": "application/json"}}, 422),
        ("POST", "/ask", {"json": {"question": "fail"}}, 500),
        ("POST", "/ask", {"json": {"question": "x"}, "headers": {"Accept": "image/png"}}, 406),
        ("POST", "/ask", {"content": b"x" * 70_000}, 413),
        ("GET", "/search", {}, 422),
        ("GET", "/search?q=x&top_k=0", {}, 422),
        ("GET", "/sparql?query=SELEC", {}, 400),
        ("GET", "/sparql?query=ASK{}&query=ASK{}", {}, 400),
        ("GET", "/sparql?query=ASK{}&default-graph-uri=abc", {}, 400),
        ("GET", "/evidence?subject=abc&predicate=urn:x&object=urn:y", {}, 422),
        ("GET", "/sparql?update=DROP%20ALL", {}, 403),
        ("GET", "/sparql?query=ASK{SERVICE%20%3Chttp://127.0.0.1:9/%3E{}}", {}, 403),
        ("GET", "/sparql?query=ASK{}", {"headers": {"Accept": "image/png"}}, 406),
        ("POST", "/sparql", {"content": b"ASK{}", "headers": {"Content-Type": "text/html"}}, 415),
    ],
)
def test_every_error_is_a_problem(small_url: str, method: str, path: str, options: dict[str, Any], status: int) -> None:
    reply = httpx.request(method, small_url + path, **options)
    assert reply.status_code == status
    assert reply.headers["content-type"] == "application/problem+json"
    value = reply.json()
    assert set(value) >= MEMBERS
    assert value["status"] == status
    assert value["detail"] and "\n" not in value["detail"]
    for secret in ("Traceback", "/etc/passwd", "/tmp", "site-packages"):
        assert secret not in reply.text
    assert reply.headers["x-request-id"]
    assert reply.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/entities/NoSuch%3Cb%3EThing", 404, "NoSuch&lt;b&gt;Thing"),
        ("/documents/none.md", 404, "none.md"),
        ("/nothing-here", 404, "nothing-here"),
        ("/search?q=x&top_k=0", 422, "top_k"),
    ],
)
def test_a_browser_sees_a_problem_as_a_page(small_url: str, path: str, status: int, told: str) -> None:
    accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    reply = httpx.get(small_url + path, headers={"Accept": accept})
    assert reply.status_code == status
    assert reply.headers["content-type"] == "text/html; charset=utf-8"
    assert told in reply.text and "<b>" not in reply.text
    assert 'href="/"' in reply.text
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert "content-security-policy" in reply.headers


def test_a_body_of_unknown_length_is_limited_too(small_url: str) -> None:
    def pieces() -> Any:
        for _ in range(100):
            yield b"x" * 1000

    reply = httpx.post(small_url + "/sparql", content=pieces(), headers={"Content-Type": "application/sparql-query"})
    assert (reply.status_code, reply.json()["status"]) == (413, 413)


def test_405_tells_what_is_allowed(small_url: str) -> None:
    assert httpx.put(small_url + "/sparql").headers["allow"] == "GET, HEAD, OPTIONS, POST"
    assert httpx.get(small_url + "/ask").headers["allow"] == "OPTIONS, POST"
    assert httpx.options(small_url + "/ask").status_code == 204


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ('{"question": " "}', "body.question: it is empty"),
        ("{}", "body.question: it is missing"),
        ('{"question": "x", "colour": "red"}', "body.colour: there is no such field"),
        ('{"question": "x", "as_of": "2024-05-01T00:00:00"}', "body.as_of: write the day as YYYY-MM-DD"),
        ('{"question": "x", "as_of": 0}', "body.as_of: write the day as YYYY-MM-DD"),
        ('{"question": }', "body: it is no JSON (character 14: Expecting value)"),
    ],
)
def test_what_does_not_fit_is_told_in_words(small_url: str, body: str, told: str) -> None:
    reply = httpx.post(small_url + "/ask", content=body, headers={"Content-Type": "application/json"})
    assert (reply.status_code, reply.json()["detail"]) == (422, f"the request does not fit: {told}.")


@pytest.mark.parametrize("media_type", ["application/x-www-form-urlencoded", "text/plain; charset=utf-8"])
def test_json_that_is_not_called_json_is_told_its_name(small_url: str, media_type: str) -> None:
    reply = httpx.post(small_url + "/ask", content='{"question": "x"}', headers={"Content-Type": media_type})
    told = f"{media_type.partition(';')[0]} is not taken here. Send application/json."
    assert (reply.status_code, reply.json()["detail"]) == (415, told)


@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri"])
@pytest.mark.parametrize("text", ["abc", "urn:x y"])
def test_a_graph_that_is_no_iri_is_told_with_its_parameter(small_url: str, name: str, text: str) -> None:
    for reply in (
        httpx.get(small_url + "/sparql", params={"query": "ASK {}", name: text}),
        httpx.post(small_url + "/sparql", data={"query": "ASK {}", name: text}),
    ):
        assert (reply.status_code, reply.json()["detail"]) == (400, f"`{name}` holds no absolute IRI. Send one.")


def test_null_stands_for_a_field_that_is_left_out(small_url: str) -> None:
    body = {"question": "what replaces KubeDNS?", "history": None, "as_of": None, "top_k": None}
    assert httpx.post(small_url + "/ask", json=body).status_code == 200


def test_a_syntax_error_tells_its_place(small_url: str) -> None:
    value = httpx.get(small_url + "/sparql", params={"query": "SELECT * {\n ?s ?p }"}).json()
    assert (value["line"], value["column"]) == (2, 9)
