"""How the web server runs the application."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import FastAPI

from api.settings import Settings

if TYPE_CHECKING:
    import uvicorn

GRACE_SECONDS = 10


def to_config(app: FastAPI, settings: Settings) -> uvicorn.Config:
    """Return the configuration; requests that run when the service is stopped have ten seconds to end."""
    import uvicorn

    return uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        lifespan="on",
        timeout_graceful_shutdown=GRACE_SECONDS,
        # an address in a header counts only where a proxy that we know wrote it
        proxy_headers=bool(settings.proxies),
        forwarded_allow_ips=settings.proxies or None,
    )
