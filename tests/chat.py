"""What tests of the chat share: asking in a page, answers made up, a service that answers in steps."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from playwright.sync_api import Locator, Page, expect

QUESTION = "What replaces KubeDNS?"
FOLLOW_UP = "What is CoreDNS?"
UNKNOWN = "Who painted the Mona Lisa?"


def ask(page: Page, question: str) -> Locator:
    """Type and send a question; return its turn once the answer, or the failure, stands."""
    page.get_by_label("Your question").fill(question)
    page.keyboard.press("Enter")
    turn = page.locator(".turn").last
    expect(turn.locator(".actions")).to_be_visible()
    return turn


def to_answer(**fields: Any) -> dict[str, Any]:
    """Return the body of an answer."""
    answer = {"question": "", "status": "answered", "answer": "", "items": [], "facts": [], "citations": []}
    return answer | {"sparql": None, "suggestions": [], "timings_ms": {}} | fields


def give_answer(page: Page, **fields: Any) -> None:
    """Let POST /ask be answered with `fields`, as plain JSON."""
    body = json.dumps(to_answer(**fields))
    page.route("**/ask", lambda route: route.fulfill(content_type="application/json", body=body))


class Stepwise:
    """A service on another port that streams an answer, each event when `step` lets it go."""

    def __init__(self, events: list[tuple[str, Any]]) -> None:
        self.events = events
        self.url = ""
        self._steps = threading.Semaphore(0)

    def step(self, count: int = 1) -> None:
        """Let the next events go."""
        self._steps.release(count)

    def take(self) -> None:
        """Wait for leave to send an event."""
        self._steps.acquire(timeout=20)


@contextmanager
def answer_stepwise(events: list[tuple[str, Any]]) -> Iterator[Stepwise]:
    """Serve an answer whose events are sent one by one."""
    service = Stepwise(events)

    class Handler(BaseHTTPRequestHandler):
        def _allow(self, kind: str) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Access-Control-Allow-Headers", "*")
            self.end_headers()

        def do_OPTIONS(self) -> None:
            self._allow("text/plain")

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self._allow("text/event-stream")
            for name, value in service.events:
                service.take()
                self.wfile.write(f"event: {name}\ndata: {json.dumps(value)}\n\n".encode())
                self.wfile.flush()

        def log_message(self, format: str, *args: object) -> None:
            """Keep the test output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    service.url = f"http://127.0.0.1:{server.server_port}/"
    try:
        yield service
    finally:
        service.step(100)
        server.shutdown()
        server.server_close()
        thread.join()
