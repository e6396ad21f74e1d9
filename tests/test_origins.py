"""Which web pages may ask."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from serving import serve
from small_data import open_small_service

from api.app import create_app
from api.origins import read_origins
from api.settings import Settings
from kg.errors import InputError

PREFLIGHT = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}


def allowed(url: str, origin: str) -> set[str | None]:
    """Return what the service allows a page of `origin`: one value where it says the same everywhere."""
    headers = {"Origin": origin}
    replies = [
        httpx.get(url + "/widget.js", headers=headers),
        httpx.get(url + "/sparql?query=ASK%7B%7D", headers=headers),
        httpx.post(url + "/ask", json={"question": ""}, headers=headers),
        httpx.post(url + "/ask", json={"question": "fail"}, headers=headers),
        httpx.options(url + "/ask", headers=headers | PREFLIGHT),
    ]
    assert not any("access-control-allow-credentials" in reply.headers for reply in replies)
    assert all("Origin" in reply.headers.get("vary", "") for reply in replies[:4])
    return {reply.headers.get("access-control-allow-origin") for reply in replies}


def test_without_a_setting_all_pages_may_ask_but_never_with_credentials(small_url: str) -> None:
    assert allowed(small_url, "https://example.org") == {"*"}


def test_loopback_lets_only_pages_of_this_machine_ask(small_data: Path) -> None:
    with serve(create_app(Settings(data=small_data, origins="loopback"), open_small_service)) as url:
        for origin in ("http://localhost:3000", "http://127.0.0.1:1234", "https://localhost", "http://[::1]:80"):
            assert allowed(url, origin) == {origin}
        for origin in ("https://example.org", "http://localhost.example.org", "http://127.0.0.1.example", "null"):
            assert allowed(url, origin) == {None}


@pytest.mark.parametrize(
    ("setting", "open", "closed"),
    [
        ("none", [], ["http://localhost:3000", "https://example.org"]),
        ("https://example.org", ["https://example.org"], ["http://example.org", "https://example.org:8443"]),
        ("HTTPS://Example.org/, loopback", ["https://example.org", "http://localhost:1"], ["https://b.example.org"]),
    ],
)
def test_a_setting_names_the_pages_that_may_ask(
    small_data: Path, setting: str, open: list[str], closed: list[str]
) -> None:
    with serve(create_app(Settings(data=small_data, origins=setting), open_small_service)) as url:
        assert [allowed(url, origin) for origin in open] == [{origin} for origin in open]
        assert [allowed(url, origin) for origin in closed] == [{None}] * len(closed)


def test_a_page_that_may_not_ask_is_told_so_in_a_problem(small_data: Path) -> None:
    with serve(create_app(Settings(data=small_data, origins="none"), open_small_service)) as url:
        reply = httpx.options(url + "/ask", headers={"Origin": "https://example.org"} | PREFLIGHT)
    assert (reply.status_code, reply.headers["content-type"]) == (403, "application/problem+json")
    assert "KG_ORIGINS" in reply.json()["detail"]


@pytest.mark.parametrize("text", ["example.org", "https://example.org/path", "https://*.example.org", "none, *", "x y"])
def test_what_is_no_origin_is_told(text: str) -> None:
    with pytest.raises(InputError, match="KG_ORIGINS"):
        read_origins(text)
