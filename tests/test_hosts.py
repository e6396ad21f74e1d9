"""Under which names the service answers: a page whose name was turned to this machine reads nothing."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from serving import serve
from small_data import open_small_service
from starlette.testclient import TestClient
from test_cli import ENVIRONMENT, KG, wait_for_service

from api.app import create_app, create_scratch_app
from api.hosts import ANY_HOST, is_loopback, read_hosts
from api.settings import Settings
from kg.errors import InputError

LOOPBACK = ["localhost", "localhost:80", "LocalHost", "localhost.", "127.0.0.1:80", "127.8.9.1", "[::1]", "[::1]:80"]
OTHERS = ["", "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "192.168.0.7", "[::2]", "0.0.0.0"]
ODD = ["localhost@evil.example", "localhost/x", "localhost:80:80", "[::1", "::1", "127.1", "local host", "localhost,b"]


@pytest.fixture(scope="module")
def url(small_data: Path) -> Iterator[str]:
    """Return the address of a service that knows it listens on loopback."""
    settings = Settings(data=small_data, hosts="kg.example.org, proxy")
    hosts = read_hosts(settings.hosts, "127.0.0.1")
    with serve(create_app(settings, open_small_service, token="a-token-of-24-characters", hosts=hosts)) as url:
        yield url


def test_on_loopback_only_loopback_and_named_hosts_are_answered() -> None:
    hosts = read_hosts("", "127.0.0.1")
    assert [host for host in [*OTHERS, *ODD, "kg.example.org"] if hosts.allow(host)] == []
    assert [host for host in LOOPBACK if not hosts.allow(host)] == []
    named = read_hosts("KG.example.org., proxy, 10.0.0.1, [2001:db8::1]", "::1")
    for host in ("kg.example.org", "Kg.Example.org:443", "proxy:80", "10.0.0.1", "[2001:db8::1]:8", *LOOPBACK):
        assert named.allow(host), host
    assert [host for host in [*OTHERS, *ODD, "a.kg.example.org", "kg.example.org.evil"] if named.allow(host)] == []
    # the name that was listened on is as good, also where it leads to loopback
    assert read_hosts("", "127.0.1.1", "laptop").allow("laptop:8000")


def test_on_another_address_any_host_is_answered_unless_some_are_named() -> None:
    for listening in ("0.0.0.0", "192.168.0.7", "::", "kg.example.org"):
        assert all(read_hosts("", listening).allow(host) for host in [*OTHERS, *LOOPBACK])
    named = read_hosts("kg.example.org", "0.0.0.0")
    assert [host for host in [*LOOPBACK, "kg.example.org"] if not named.allow(host)] == []
    assert [host for host in [*OTHERS, *ODD] if named.allow(host)] == []
    assert read_hosts("*", "127.0.0.1") == ANY_HOST


@pytest.mark.parametrize("text", ["https://example.org", "example.org:8000", "*.example.org", "a b", "a, *", "::1"])
def test_what_is_no_host_is_told(text: str) -> None:
    with pytest.raises(InputError, match="KG_HOSTS"):
        read_hosts(text, "127.0.0.1")


def test_which_hosts_are_this_machine() -> None:
    assert all(map(is_loopback, ("localhost", "127.0.0.1", "127.1.2.3", "::1")))
    assert not any(map(is_loopback, ("", "0.0.0.0", "::", "example.org", "128.0.0.1", "localhost.example")))


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("POST", "/ask"),
        ("GET", "/sparql?query=ASK%7B%7D"),
        ("GET", "/documents/dns.md"),
        ("GET", "/healthz"),
        ("GET", "/metrics"),
        ("GET", "/nothing-here"),
        ("POST", "/mcp"),
        ("POST", "/v1/chat/completions"),
        ("POST", "/update"),
        ("OPTIONS", "/ask"),
    ],
)
def test_a_rebound_name_reaches_no_route(url: str, method: str, path: str) -> None:
    headers = {"Host": "evil.example:8000", "Origin": "http://evil.example:8000"}
    headers["Access-Control-Request-Method"] = "POST"
    reply = httpx.request(method, url + path, headers=headers)
    assert (reply.status_code, reply.headers["content-type"]) == (403, "application/problem+json")
    assert reply.json()["type"].endswith("/problem/host")
    assert "evil.example:8000" in reply.json()["detail"] and "KG_HOSTS" in reply.json()["detail"]
    assert reply.headers["x-request-id"] and reply.headers["x-content-type-options"] == "nosniff"
    assert "access-control-allow-origin" not in reply.headers


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]:9", "kg.example.org", "proxy:8080"])
def test_good_names_are_answered(url: str, host: str) -> None:
    assert httpx.get(url + "/healthz", headers={"Host": host}).status_code == 200
    reply = httpx.post(url + "/ask", json={"question": "what replaces KubeDNS?"}, headers={"Host": host})
    assert reply.json()["status"] == "answered"
    # known to the service, and then told what /mcp takes
    assert httpx.post(url + "/mcp", json=[], headers={"Host": host}).status_code != 403


def test_an_application_inside_a_program_answers_under_any_name(small_data: Path) -> None:
    with TestClient(create_app(Settings(data=small_data), open_small_service)) as client:
        assert client.get("/healthz").status_code == 200
    with TestClient(create_scratch_app(Settings())) as client:
        assert client.get("/healthz").status_code == 200
    with TestClient(create_app(Settings(data=small_data, hosts="kg.example.org"), open_small_service)) as client:
        assert client.get("/healthz").status_code == 403
        assert client.get("/healthz", headers={"Host": "kg.example.org"}).status_code == 200


@pytest.mark.usefixtures("heeded_interrupt")
@pytest.mark.parametrize("scratch", [True, False])
def test_the_command_checks_hosts(small_data: Path, scratch: bool) -> None:
    process = subprocess.Popen(
        [*KG, "serve", "--port", "0", *(["--scratch"] if scratch else ["--data", str(small_data)])],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=ENVIRONMENT,
    )
    try:
        url = wait_for_service(process)
        assert httpx.get(url + "/healthz", headers={"Host": "evil.example"}).status_code == 403
        assert httpx.get(url + "/healthz", headers={"Host": "localhost"}).status_code == 200
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
