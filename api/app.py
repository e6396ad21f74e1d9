"""The HTTP service: the application and what stands around its routes."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import AsyncIterator, Callable
from pathlib import Path

from fastapi import FastAPI
from starlette.middleware import Middleware

from api.access import CheckAccess
from api.hosts import CheckHost, Hosts, read_hosts
from api.keys import RateLimit, load_keys
from api.live import LiveService
from api.mcp_server import McpEndpoint, create_mcp_server
from api.metrics import Metrics
from api.middleware import AnswerFailures, AroundRequest, HeadAsGet, LimitBody
from api.origins import AllowOrigins, read_origins
from api.problems import install_problems
from api.routes import (
    ask,
    completions,
    documents,
    entities,
    examples,
    feedback,
    graph,
    health,
    iris,
    pages,
    search,
    sparql,
    store,
    suggestions,
    update,
    vocabulary,
    void,
)
from api.routes.writing import LoopbackGate, TokenGate, WriterGate
from api.scratch import ScratchSource
from api.service import Service, open_service
from api.settings import Settings
from kg.errors import InputError

_SUMMARY = "Questions and SPARQL over a knowledge graph in which every fact carries its sentence."
# The first of them first, also on the page about this interface.
_TAGS = [
    {"name": "questions", "description": "Questions, passages, ratings."},
    {"name": "graph", "description": "What is behind the answers: SPARQL, entities, documents, pictures."},
    {"name": "operation", "description": "For those who run the service."},
]
_PROBLEM = {
    "description": "What went wrong, as a problem (RFC 9457).",
    "content": {
        "application/problem+json": {
            "schema": {
                "type": "object",
                "required": ["type", "title", "status", "detail"],
                "properties": {
                    "type": {"type": "string", "format": "uri-reference"},
                    "title": {"type": "string"},
                    "status": {"type": "integer"},
                    "detail": {"type": "string", "description": "what is wrong, where, and what to do"},
                },
            }
        }
    },
}
_EXPOSED = ["ETag", "Retry-After", "X-Request-Id", "X-Row-Limit", "X-Result-Rows", "X-Result-Truncated"]


def create_app(
    settings: Settings,
    opener: Callable[[Path, Settings], Service] = open_service,
    *,
    token: str | None = None,
    hosts: Hosts | None = None,
) -> FastAPI:
    """Return the service over the data folder of `settings`; it loads and follows it by itself.

    With a `token`, who sends it may write graphs of their own. Without `hosts`, it answers under any name, or
    those of the settings: only who opens the port knows where it listens.
    """
    live = LiveService(settings.data, lambda data: opener(data, settings), interval=settings.reload_seconds)
    app = _create(settings, live, hosts)
    for part in (
        ask,
        completions,
        search,
        documents,
        graph,
        entities,
        feedback,
        suggestions,
        iris,
        examples,
        vocabulary,
        void,
        pages,
    ):
        app.include_router(part.router)
    if token is not None:
        _open_for_writing(app, TokenGate(token))
    mcp = create_mcp_server(live.current, app.state.metrics)
    app.router.routes.append(McpEndpoint(mcp, settings.body_kb << 10).route)
    app.state.running.append(mcp.session_manager.run)
    return app


def create_scratch_app(settings: Settings, *, hosts: Hosts | None = None) -> FastAPI:
    """Return a service over an empty, writable store in memory, for conformance suites on this machine."""
    app = _create(settings, ScratchSource(settings), hosts)
    app.include_router(pages.router)
    _open_for_writing(app, LoopbackGate())
    return app


def _open_for_writing(app: FastAPI, gate: WriterGate) -> None:
    app.state.writer_gate = gate
    app.include_router(update.router)
    app.include_router(store.router)


def _create(settings: Settings, source: LiveService | ScratchSource, hosts: Hosts | None) -> FastAPI:
    metrics = Metrics()
    origins = read_origins(settings.origins)
    if settings.key_needed and not settings.keys:
        raise InputError("KG_ANONYMOUS=no: there are no keys to ask with. Name a file of keys in KG_KEYS, or unset it.")

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        threading.Thread(target=source.load, name="load-generation", daemon=True).start()
        async with contextlib.AsyncExitStack() as stack:
            for run in app.state.running:
                await stack.enter_async_context(run())
            yield
        source.close()

    app = FastAPI(
        title="Landscape KG",
        summary=_SUMMARY,
        openapi_tags=_TAGS,
        responses={"default": _PROBLEM},
        version="1",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        # its own traces would hold what people ask, and look into the environment for where to send them
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
        middleware=[
            Middleware(AroundRequest, metrics=metrics),
            Middleware(CheckHost, hosts=hosts or read_hosts(settings.hosts)),
            Middleware(AllowOrigins, origins=origins, methods=["GET", "HEAD", "POST"], exposed=_EXPOSED),
            Middleware(
                CheckAccess,
                keys=load_keys(Path(settings.keys)) if settings.keys else None,
                key_needed=settings.key_needed,
                per_key=RateLimit(settings.rate_per_key),
                per_address=RateLimit(settings.rate_per_address),
            ),
            Middleware(LimitBody, limit=settings.body_kb << 10),
            Middleware(HeadAsGet),
            Middleware(AnswerFailures),
        ],
    )
    app.state.source, app.state.settings, app.state.metrics, app.state.origins = source, settings, metrics, origins
    # what runs as long as the service does
    app.state.running = []
    install_problems(app)
    app.include_router(health.router)
    app.include_router(sparql.router)
    return app
