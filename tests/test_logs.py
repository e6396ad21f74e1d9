"""Logs and traces: what is told of a request, and what is not."""

from __future__ import annotations

import json
import logging
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from test_cli import ENVIRONMENT, KG

from api.logs import JsonFormatter, TextFormatter, request_id
from api.traces import start_traces

SECRET = "what replaces KubeDNS, my secret plan?"


@pytest.mark.usefixtures("heeded_interrupt")
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_request_is_one_line_with_its_id_and_without_its_words(small_data: Path, form: str) -> None:
    process = subprocess.Popen(
        [*KG, "serve", "--port", "0", "--log", "--data", str(small_data), "--scratch"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**ENVIRONMENT, "KG_LOG_FORMAT": form},
    )
    assert process.stdout is not None
    found = re.match(r"Serving on (\S+)", process.stdout.readline())
    assert found
    query = {"query": f"ASK {{ ?s ?p '{SECRET}' }}"}
    with httpx.Client(transport=httpx.HTTPTransport(retries=20)) as client:
        reply = client.get(found.group(1) + "/sparql", params=query, headers={"X-Request-Id": "id-1"})
    assert reply.status_code == 200
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    assert "secret" not in errors
    (line,) = [line for line in errors.splitlines() if "/sparql" in line]
    if form == "text":
        assert re.match(r"\S+Z info id-1 GET /sparql 200 \d+\.\d ms$", line)
    else:
        value = json.loads(line)
        assert (value["request_id"], value["path"], value["status"]) == ("id-1", "/sparql", 200)
        assert value["level"] == "info" and value["milliseconds"] > 0


def test_words_of_a_request_cannot_forge_a_line() -> None:
    record = logging.LogRecord("api", logging.INFO, "", 0, "GET %s", ("/a\nforged",), None)
    assert "\n" not in TextFormatter().format(record)
    known = request_id.set("one")
    try:
        value = json.loads(JsonFormatter().format(record))
    finally:
        request_id.reset(known)
    assert (value["message"], value["request_id"]) == ("GET /a\nforged", "one")
    try:
        raise ValueError("why")
    except ValueError:
        record.exc_info = sys.exc_info()
    assert "ValueError: why" in json.loads(JsonFormatter().format(record))["exception"]
    assert "ValueError: why" in TextFormatter().format(record)


def test_traces_tell_request_answer_and_stages(small_data: Path) -> None:
    """In a process of its own: OpenTelemetry's provider is set once for all."""
    script = """
import json, sys
from pathlib import Path
import httpx
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
sys.path[:0] = [sys.argv[2]]
from serving import serve
from small_data import open_small_service
from api.app import create_app
from api.settings import Settings
from api.traces import start_traces
exporter = InMemorySpanExporter()
start_traces("", exporter)
with serve(create_app(Settings(data=Path(sys.argv[1])), open_small_service)) as url:
    parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    httpx.post(url + "/ask", json={"question": "what replaces KubeDNS?"}, headers={"traceparent": parent})
    httpx.get(url + "/sparql", params={"query": "ASK { ?x kg:replaces e:KubeDNS }"})
    tool = {"name": "ask", "arguments": {"question": "what replaces KubeDNS?"}}
    call = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": tool}
    httpx.post(url + "/mcp", json=call, headers={"Accept": "application/json, text/event-stream"})
finished = exporter.get_finished_spans()
by_name = {span.name: span for span in finished}
request = by_name["POST /ask"]
answer = next(span for span in finished if span.name == "answer")
print(json.dumps({
    "trace": f"{request.context.trace_id:032x}",
    "status": request.attributes["http.response.status_code"],
    "nested": answer.parent.span_id == request.context.span_id,
    "mcp": "POST /mcp" in by_name,
    "words": any("KubeDNS" in span.to_json() for span in finished),
}))
"""
    command = [sys.executable, "-c", script, str(small_data), str(Path(__file__).parent)]
    result = subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT, timeout=60)
    assert json.loads(result.stdout.splitlines()[-1]) == {
        "trace": "0af7651916cd43dd8448eb211c80319c",
        "status": 200,
        "nested": True,
        "mcp": True,
        "words": False,
    }, result.stderr


def test_without_the_setting_no_trace_is_made() -> None:
    script = (
        "import sys; from api.traces import start_traces, start_span; start_traces('')\n"
        "with start_span('x') as span: print(span.is_recording(), 'opentelemetry.sdk' in sys.modules)"
    )
    environment = {key: value for key, value in os.environ.items() if not key.startswith("OTEL")}
    environment["PYTHONPATH"] = ENVIRONMENT["PYTHONPATH"]
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment)
    assert result.stdout == "False False\n", result.stderr
    start_traces("")
