"""The MCP server, by the official client over both transports."""

from __future__ import annotations

import json
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
from mcp import Client, StdioServerParameters
from test_cli import ROOT

from api.cli import main
from ontology.names import ENTITY

TOOLS = ["ask", "find_entity", "get_passage", "schema", "search_passages", "sparql"]
QUESTION = "What replaces KubeDNS?"


def talk(server: Any, conversation: Callable[[Client], Awaitable[None]]) -> None:
    async def run() -> None:
        async with Client(server, read_timeout_seconds=120) as client:
            await conversation(client)

    anyio.run(run)


async def call(client: Client, name: str, **arguments: Any) -> Any:
    result = await client.call_tool(name, arguments)
    assert not result.is_error, result.content
    value = result.structured_content
    assert value is not None
    return value["result"] if set(value) == {"result"} else value


async def _use_every_tool(client: Client) -> None:
    listed = (await client.list_tools()).tools
    assert sorted(tool.name for tool in listed) == TOOLS
    assert all(tool.annotations and tool.annotations.read_only_hint and tool.description for tool in listed)
    answer = await call(client, "ask", question=QUESTION)
    assert (answer["status"], [item["label"] for item in answer["items"]]) == ("answered", ["CoreDNS"])
    rows = await call(client, "sparql", query=answer["sparql"])
    assert [row["item"] for row in rows["rows"]] == [answer["items"][0]["iri"]]
    schema = await call(client, "schema")
    assert "kg:replaces" in schema["properties"] and schema["classes"]["kg:Project"] > 1
    ends = [end for told in schema["properties"].values() for end in (*told["domain"], *told["range"])]
    assert ends and all(":" in end for end in ends), ends
    found = await call(client, "find_entity", text="coredns")
    assert found[0]["iri"] == answer["items"][0]["iri"]
    hits = await call(client, "search_passages", text="cluster DNS", top_k=2)
    passage = await call(client, "get_passage", document=hits[0]["document"], start=hits[0]["start"])
    assert passage["text"] == hits[0]["text"]


def test_over_stdio(data_folder: Path) -> None:
    command = [sys.executable, "-m", "api.cli", "mcp", "--data", str(data_folder)]
    parameters = StdioServerParameters(command=command[0], args=command[1:], env={"PYTHONPATH": str(ROOT)})
    talk(parameters, _use_every_tool)


def test_over_http(server_url: str) -> None:
    talk(server_url + "/mcp", _use_every_tool)


def test_the_tools_over_a_small_graph(small_url: str) -> None:
    async def conversation(client: Client) -> None:
        assert (await call(client, "sparql", query="ASK { e:CoreDNS kg:replaces e:KubeDNS }"))["boolean"]
        many = await call(client, "sparql", query="SELECT * { ?s ?p ?o }", max_rows=2)
        assert (len(many["rows"]), many["truncated"]) == (2, True)
        assert "KubeDNS" in (await call(client, "sparql", query="DESCRIBE e:CoreDNS"))["turtle"]
        assert (await call(client, "schema"))["classes"]["kg:Project"] == 4
        for text in ("CoreDNS", "core dns", "KoreDNS"):
            (first, *_) = await call(client, "find_entity", text=text)
            assert (first["label"], first["type"], first["iri"]) == ("CoreDNS", "Project", ENTITY + "CoreDNS")
        assert await call(client, "find_entity", text="entirely unheard of") == []
        no = await call(client, "ask", question="who?", history=["what?"], as_of="2020-01-01")
        assert (no["status"], no["items"]) == ("unanswerable", [])

    talk(small_url + "/mcp", conversation)


@pytest.mark.parametrize(
    ("tool", "arguments", "told"),
    [
        ("sparql", {"query": "SELEC"}, "line 1, column"),
        ("sparql", {"query": "ASK { SERVICE <http://127.0.0.1:9/> {} }"}, "SERVICE is refused"),
        ("sparql", {"query": "INSERT DATA { <urn:a> <urn:b> 1 }"}, "no SPARQL query"),
        ("ask", {"question": ""}, "question"),
        ("ask", {"question": "x" * 2001}, "question"),
        ("ask", {"question": "why?", "history": ["x" * 2001]}, "history"),
        ("ask", {"question": " "}, "question"),
        ("ask", {"question": "x", "as_of": "soon"}, "as_of"),
        ("search_passages", {"text": "x", "top_k": 1000}, "top_k"),
        ("ask", {"question": "fail"}, "Error executing tool ask"),
        ("dance", {}, "dance"),
    ],
)
def test_errors_are_told_in_words_and_tell_no_secret(
    small_url: str, tool: str, arguments: dict[str, Any], told: str
) -> None:
    async def conversation(client: Client) -> None:
        result = await client.call_tool(tool, arguments)
        text = " ".join(part.text for part in result.content if hasattr(part, "text"))
        assert result.is_error and told in text
        assert "/etc/passwd" not in text and "Traceback" not in text

    talk(small_url + "/mcp", conversation)


def test_http_requests_that_are_no_mcp_are_refused(small_url: str) -> None:
    for content in (b"", b"{", b"[]", b'{"jsonrpc":"2.0"}', json.dumps({"method": 1}).encode()):
        reply = httpx.post(small_url + "/mcp", content=content, headers={"Content-Type": "application/json"})
        assert 400 <= reply.status_code < 500
        assert reply.headers["x-content-type-options"] == "nosniff"
    assert httpx.post(small_url + "/mcp", content=b"x" * 70_000).status_code == 413


def test_nothing_to_serve_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mcp", "--data", str(tmp_path / "none")]) == 1
    assert "kg build" in capsys.readouterr().err
