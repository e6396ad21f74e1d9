"""A real browser for tests of pages: Debian's chromium, driven by Playwright, kept off the network."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

BUILT = Path(__file__).parents[1] / "api" / "web" / "built"
CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Whatever a page asks for by name finds nothing, so a stray request fails here as it would offline.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


@contextmanager
def start_browser() -> Iterator[Browser]:
    """Start chromium; where it is missing, skip the test, but fail it in CI."""
    if not CHROMIUM.exists():
        _give_up(f"{CHROMIUM} is missing: install Debian's chromium (apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


def require_built_pages() -> None:
    """Skip the test where Vite has not built the scripts of the pages, but fail it in CI."""
    if not (BUILT / "sparql.js").exists():
        _give_up(f"{BUILT} is missing: install Node.js with npm, then run `make pages`")


def _give_up(reason: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


class Watch:
    """What a page complained of, and what it requested, from its first moment on."""

    def __init__(self, page: Page) -> None:
        self.complaints: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self._note(message.type, message.text, message.location["url"]))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))

    def _note(self, kind: str, text: str, url: str) -> None:
        # A service may list its examples or not; the browser logs the 404 either way.
        if kind in ("error", "warning") and not url.endswith("/.well-known/sparql-examples"):
            self.complaints.append(f"{url}: {text}")


@contextmanager
def serve_page(html: str, policy: str) -> Iterator[str]:
    """Serve one page from an origin of its own, under a Content-Security-Policy; yield its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            is_page = self.path == "/"
            self.send_response(200 if is_page else 204)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Security-Policy", policy)
            self.end_headers()
            if is_page:
                self.wfile.write(html.encode())

        def log_message(self, format: str, *args: object) -> None:
            """Keep the test output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()
