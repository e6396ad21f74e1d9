"""What happens around every request: its id, its size, HEAD, headers of safety, its place in the metrics."""

from __future__ import annotations

import logging
import re
import time
import uuid

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import logs
from api.metrics import Metrics
from api.problems import ProblemResponse, to_internal_problem
from api.traces import start_request_span

# Pages load nothing from elsewhere and run no script or style that stands in the page itself.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)
SECURITY_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "SAMEORIGIN",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,80}")
_log = logging.getLogger("api.access")


class AroundRequest:
    """Gives each request an id, each response the headers of safety, and counts both."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        request_id = given if _REQUEST_ID.fullmatch(given) else uuid.uuid4().hex
        scope.setdefault("state", {})["request_id"] = request_id
        known = logs.request_id.set(request_id)
        begin, status = time.perf_counter(), 500

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = int(message["status"])
                headers = MutableHeaders(scope=message)
                headers["X-Request-Id"] = request_id
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        with start_request_span(scope["method"], Headers(scope=scope)) as span:
            try:
                await self.app(scope, receive, send_with_headers)
            finally:
                seconds = time.perf_counter() - begin
                route = getattr(scope.get("route"), "path", "other")
                self.metrics.count_request(route, scope["method"], status, seconds)
                span.update_name(f"{scope['method']} {route}")
                span.set_attributes({"http.route": route, "http.response.status_code": status})
                _log_request(scope, route, status, seconds)
                logs.request_id.reset(known)


def _log_request(scope: Scope, route: str, status: int, seconds: float) -> None:
    """Log that a request has ended; what it asked is the asker's own and not told."""
    milliseconds = round(1000 * seconds, 1)
    fields = {
        "method": scope["method"],
        "path": scope["path"],
        "route": route,
        "status": status,
        "milliseconds": milliseconds,
        "key": scope.get("state", {}).get("key_name"),
    }
    _log.info("%s %s %d %.1f ms", scope["method"], scope["path"], status, milliseconds, extra=fields)


class LimitBody:
    """Refuses a request whose body is longer than `limit` bytes, announced or not."""

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self.app = app
        self.limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        length = Headers(scope=scope).get("content-length", "")
        refusal = ProblemResponse(
            413,
            f"the body is longer than {self.limit // 1024} kB. Send less.",
            headers={"Connection": "close"},
        )
        if length.isdigit() and int(length) > self.limit:
            await refusal(scope, receive, send)
            return
        received, started = 0, False

        async def receive_some() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > self.limit:
                raise _BodyTooLongError
            return message

        async def send_some(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, receive_some, send_some)
        except _BodyTooLongError:
            if not started:
                await refusal(scope, receive, send)


class HeadAsGet:
    """Answers HEAD as GET without the body (RFC 9110, section 9.3.2)."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def send_without_body(message: Message) -> None:
            await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

        inner = {**scope, "method": "GET"}
        await self.app(inner, receive, send_without_body)
        scope["route"] = inner.get("route")


class AnswerFailures:
    """Makes an unforeseen exception a problem, inside the middleware that adds headers to every response."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def send_some(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, receive, send_some)
        except Exception as error:
            if scope["type"] != "http" or started:
                raise
            await to_internal_problem(error)(scope, receive, send)


class _BodyTooLongError(BaseException):
    """Not an Exception: nothing between here and the router may take it for a failure of its own."""
