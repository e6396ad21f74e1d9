"""The real server on a free loopback port, in a thread of the test process."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator

import httpx
import uvicorn
from fastapi import FastAPI

from api.server import to_config


@contextlib.contextmanager
def serve(app: FastAPI, *, ready: bool = True, port: int = 0) -> Iterator[str]:
    """Serve `app` and yield its address, with data loaded where `ready`; port 0 takes a free one."""
    listener = socket.create_server(("127.0.0.1", port))
    server = uvicorn.Server(to_config(app, app.state.settings))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    try:
        _wait(url + ("/readyz" if ready else "/healthz"))
        yield url
    finally:
        server.should_exit = True
        thread.join(10)
        listener.close()


def _wait(url: str, seconds: float = 120.0) -> None:
    end = time.monotonic() + seconds
    reply = None
    while time.monotonic() < end:
        with contextlib.suppress(httpx.HTTPError):
            reply = httpx.get(url, timeout=5)
            if reply.status_code == 200:
                return
        time.sleep(0.02)
    raise TimeoutError(f"{url}: {reply.text if reply else 'no answer'}")
