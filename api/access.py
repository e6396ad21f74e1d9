"""The door of the service: a request without a good key, or one too many, goes no further."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api.keys import KeyRing, RateLimit, to_asker
from api.negotiation import GRAPH_FORMATS, HTML, negotiate
from api.problems import ProblemResponse, show_problem

# What tells that the service lives, and pages that do nothing by themselves.
_OPEN = frozenset({"/", "/explore", "/healthz", "/readyz", "/metrics", "/docs", "/openapi.json", "/widget.js"})
_OPEN_FOLDERS = ("/static/", "/widget/")
# These ask for the token of --writable, which is no key.
_WRITING = frozenset({"/update", "/store"})


class CheckAccess:
    """Takes a key from `Authorization: Bearer` or `X-API-Key`, and counts requests by key or by address."""

    def __init__(
        self, app: ASGIApp, keys: KeyRing | None, key_needed: bool, per_key: RateLimit, per_address: RateLimit
    ) -> None:
        self.app = app
        self.keys = keys
        self.key_needed = key_needed
        self.per_key = per_key
        self.per_address = per_address

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or _is_open(scope):
            await self.app(scope, receive, send)
            return
        name = None
        if self.keys is not None and scope["path"] not in _WRITING:
            key = _read_key(Headers(scope=scope))
            name = self.keys.find(key) if key else None
            if name is None and (key or self.key_needed):
                told = "the key is not known" if key else "a key is needed"
                # counted, so that keys cannot be tried without end
                wait = self.per_address.take(_find_asker(scope))
                refusal = _refuse_rate(self.per_address, wait) if wait else _refuse_key(told)
                await show_problem(refusal, scope)(scope, receive, send)
                return
        limit = self.per_key if name else self.per_address
        wait = limit.take(name or _find_asker(scope))
        if wait:
            await show_problem(_refuse_rate(limit, wait), scope)(scope, receive, send)
            return
        if name is not None:
            scope.setdefault("state", {})["key_name"] = name
        await self.app(scope, receive, send)


def _is_open(scope: Scope) -> bool:
    path = scope["path"]
    if path in _OPEN or path.startswith(_OPEN_FOLDERS):
        return True
    # the query page, and not the description of the service that others get there
    asks_nothing = path == "/sparql" and scope["method"] in {"GET", "HEAD"} and not scope["query_string"]
    return asks_nothing and negotiate(Headers(scope=scope).get("accept"), (*GRAPH_FORMATS, HTML)) is HTML


def _refuse_key(told: str) -> ProblemResponse:
    return ProblemResponse(
        401,
        f"{told}. Send yours as `Authorization: Bearer KEY`.",
        kind="unauthorized",
        headers={"WWW-Authenticate": 'Bearer realm="kg"'},
    )


def _refuse_rate(limit: RateLimit, wait: int) -> ProblemResponse:
    return ProblemResponse(
        429,
        f"more than {limit.per_minute} requests a minute. Come again in {wait} s.",
        kind="too-many-requests",
        headers={"Retry-After": str(wait)},
    )


def _read_key(headers: Headers) -> str | None:
    scheme, _, key = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and key.strip():
        return key.strip()
    return headers.get("x-api-key") or None


def _find_asker(scope: Scope) -> str:
    client = scope.get("client")
    return to_asker(client[0]) if client else "unknown"
