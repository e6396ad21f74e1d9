"""Errors over HTTP: one shape for every route, RFC 9457 problem details."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.routing import Match
from starlette.types import Scope

from api.negotiation import HTML, PLAIN_JSON, negotiate
from api.pages.problem import render_problem
from api.validation import tell_fault, tell_faults, tell_place
from kg.errors import (
    DataFolderError,
    FederationError,
    InputError,
    KgError,
    NotAcceptableError,
    QueryError,
    QueryMemoryError,
    QueryRefusedError,
    QuerySyntaxError,
    QueryTimeoutError,
    ServiceBusyError,
)
from ontology.names import BASE

MEDIA_TYPE = "application/problem+json"
NO_DATA = "the data is being loaded, or `kg build` has not ended. Ask again in a few seconds."

# The first class that fits decides, so the narrow ones come first.
_KINDS: tuple[tuple[type[KgError], int, str], ...] = (
    (QuerySyntaxError, 400, "query-syntax"),
    (QueryRefusedError, 403, "query-refused"),
    (QueryTimeoutError, 504, "query-timeout"),
    (QueryMemoryError, 507, "query-memory"),
    (NotAcceptableError, 406, "not-acceptable"),
    (FederationError, 501, "federation"),
    (ServiceBusyError, 503, "busy"),
    (QueryError, 400, "query"),
    (DataFolderError, 503, "no-data"),
    (InputError, 400, "input"),
)

_log = logging.getLogger(__name__)


class ProblemError(Exception):
    """A refusal with its status, told to the asker as it stands."""

    def __init__(
        self, status: int, detail: str, *, kind: str | None = None, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.kind = kind
        self.headers = dict(headers or {})


class ProblemResponse(JSONResponse):
    """The response for a problem; `kind` is the last part of its type, `more` are further members of its value."""

    media_type = MEDIA_TYPE

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        kind: str | None = None,
        headers: Mapping[str, str] | None = None,
        **more: Any,
    ) -> None:
        self.title = HTTPStatus(status).phrase
        self.detail = detail
        type_ = f"{BASE}problem/{kind}" if kind else "about:blank"
        value = {"type": type_, "title": self.title, "status": status, "detail": detail, **more}
        super().__init__(value, status, dict(headers or {}))


def to_problem(error: KgError) -> ProblemResponse:
    """Return the response for an error of the tree in `kg.errors`."""
    status, kind = next(((status, kind) for base, status, kind in _KINDS if isinstance(error, base)), (500, "internal"))
    if status == 500:
        return to_internal_problem(error)
    headers = {}
    more: dict[str, Any] = {}
    detail = str(error)
    if isinstance(error, ServiceBusyError):
        headers["Retry-After"] = str(error.retry_after)
    if isinstance(error, DataFolderError):
        # the message names a folder of this machine
        headers["Retry-After"] = "5"
        detail = NO_DATA
        _log.info("%s", error)
    if isinstance(error, QuerySyntaxError):
        more = {"line": error.line, "column": error.column}
    return ProblemResponse(status, detail, kind=kind, headers=headers, **more)


def install_problems(app: FastAPI) -> None:
    """Make every error of `app` a problem, and a page where a browser asks for one."""
    app.add_exception_handler(KgError, _shown(_from_error))
    app.add_exception_handler(ProblemError, _shown(_from_refusal))
    app.add_exception_handler(HTTPException, _shown(_from_http))
    app.add_exception_handler(RequestValidationError, _shown(_from_validation))


def _shown(to_response: Callable[[Request, Exception], Response]) -> Callable[[Request, Exception], Response]:
    """Return the handler, whose problems are pages for those who like HTML better than JSON."""

    def handle(request: Request, error: Exception) -> Response:
        response = to_response(request, error)
        return show_problem(response, request.scope) if isinstance(response, ProblemResponse) else response

    return handle


def show_problem(problem: ProblemResponse, scope: Scope) -> Response:
    """Return the problem, as a page where the request is for one and likes HTML better than JSON."""
    liked = negotiate(Headers(scope=scope).get("accept"), (PLAIN_JSON, HTML))
    if scope["method"] not in {"GET", "HEAD"} or liked is not HTML:
        return problem
    headers = {name: told for name, told in problem.headers.items() if not name.startswith("content-")}
    return HTMLResponse(render_problem(problem.title, problem.detail), problem.status_code, headers)


def _from_error(_: Request, error: Exception) -> Response:
    assert isinstance(error, KgError)
    return to_problem(error)


def _from_refusal(_: Request, error: Exception) -> Response:
    assert isinstance(error, ProblemError)
    return ProblemResponse(error.status, error.detail, kind=error.kind, headers=error.headers)


def _from_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    headers = dict(error.headers or {})
    if error.status_code != 405:
        detail = error.detail if error.detail != "Not Found" else f"nothing is at {request.url.path}."
        return ProblemResponse(error.status_code, detail, headers=headers)
    headers["Allow"] = ", ".join(sorted(_find_methods(request)))
    if request.method == "OPTIONS":
        return Response(status_code=204, headers=headers)
    return ProblemResponse(405, f"{request.url.path} takes {headers['Allow']}.", headers=headers)


def _find_methods(request: Request) -> set[str]:
    """Return what the path takes: the router itself tells only the methods of the first route that fits."""
    methods = {
        method
        for method in ("GET", "POST", "PUT", "DELETE")
        for route in request.app.routes
        if route.matches({**request.scope, "method": method})[0] is Match.FULL
    }
    return methods | {"OPTIONS"} | ({"HEAD"} if "GET" in methods else set())


def _from_validation(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    faults = error.errors()
    media_type = request.headers.get("content-type", "nothing").partition(";")[0].strip()
    if any(fault["loc"] == ("body",) for fault in faults) and not media_type.endswith("json"):
        return ProblemResponse(415, f"{media_type} is not taken here. Send application/json.")
    errors = [{"where": tell_place(fault), "what": tell_fault(fault)} for fault in faults]
    return ProblemResponse(422, f"the request does not fit: {tell_faults(faults)}.", kind="validation", errors=errors)


def to_internal_problem(error: Exception) -> ProblemResponse:
    """Return the response for an unforeseen exception, which is logged and not told."""
    _log.error("a request failed", exc_info=error)
    return ProblemResponse(500, "something went wrong here, and it has been logged. Ask again.", kind="internal")
