"""The OpenAPI document against the service: generated requests, bounded (schemathesis)."""

from __future__ import annotations

import contextlib
import os
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable

EXAMPLES = int(os.environ.get("KG_FUZZ", "0")) // 50 or 6
_SECRETS = ("Traceback", "site-packages", "/etc/passwd", 'File "')


def test_every_route_is_described(small_url: str) -> None:
    document = httpx.get(small_url + "/openapi.json").json()
    assert set(document["paths"]) >= {"/ask", "/sparql", "/search", "/entities/{id}", "/v1/chat/completions"}
    for operations in document["paths"].values():
        for operation in operations.values():
            assert operation["summary"] and operation["tags"]


def test_errors_and_forms_are_described_as_they_come(small_url: str) -> None:
    document = httpx.get(small_url + "/openapi.json").json()
    for path, operations in document["paths"].items():
        for operation in operations.values():
            assert "422" not in operation["responses"], path
            assert list(operation["responses"]["default"]["content"]) == ["application/problem+json"]
    ask = document["paths"]["/ask"]["post"]
    assert set(ask["responses"]["200"]["content"]) == {"application/json", "text/event-stream"}
    for example in ask["requestBody"]["content"]["application/json"]["schema"].get("examples", []):
        assert httpx.post(small_url + "/ask", json=example).status_code == 200
    assert document["components"]["schemas"]["Question"]["examples"]
    sparql = document["paths"]["/sparql"]["get"]["responses"]["200"]["content"]
    assert {"application/sparql-results+json", "text/csv", "text/turtle"} <= set(sparql)
    assert "text/html" in document["paths"]["/entities/{id}"]["get"]["responses"]["200"]["content"]


@pytest.fixture(scope="module")
def operations(small_url: str) -> list[Any]:
    schema = schemathesis.openapi.from_url(small_url + "/openapi.json")
    return [result.ok() for result in schema.get_all_operations()]


@pytest.mark.filterwarnings("ignore")
def test_generated_requests_get_an_answer_or_a_problem(small_url: str, operations: list[Any]) -> None:
    asked = 0
    with httpx.Client(base_url=small_url, timeout=20) as client:
        for operation in operations:
            for mode in schemathesis.GenerationMode:
                asked += _ask_with_generated(client, operation, mode)
    assert asked >= EXAMPLES * len(operations)


def _ask_with_generated(client: httpx.Client, operation: Any, mode: Any) -> int:
    asked = 0

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def run(data: st.DataObject) -> None:
        nonlocal asked
        case = data.draw(operation.as_strategy(generation_mode=mode))
        check_reply(_send(client, case))
        asked += 1

    # nothing wrong can be made for an operation without parameters
    with contextlib.suppress(Unsatisfiable):
        run()
    return asked


def _send(client: httpx.Client, case: Any) -> httpx.Response | None:
    arguments = case.as_transport_kwargs(base_url=str(client.base_url))
    try:
        request = client.build_request(
            arguments["method"],
            arguments["url"],
            params=arguments.get("params"),
            headers={str(name): str(value) for name, value in (arguments.get("headers") or {}).items()},
            json=arguments.get("json"),
            content=arguments.get("data") if isinstance(arguments.get("data"), bytes | str) else None,
        )
        return client.send(request)
    except (httpx.InvalidURL, httpx.LocalProtocolError, UnicodeError, ValueError, TypeError):
        return None  # what no client can send


def check_reply(reply: httpx.Response | None) -> None:
    """Assert that a reply is a good answer or a problem that tells no secret."""
    if reply is None:
        return
    told = f"{reply.request.method} {reply.request.url}: {reply.status_code} {reply.text[:500]}"
    assert reply.status_code < 500 or reply.status_code in (503, 504, 507), told
    assert not any(secret in reply.text for secret in _SECRETS), told
    if reply.status_code >= 400 and "/mcp" not in str(reply.request.url):
        assert reply.headers["content-type"] == "application/problem+json", told
