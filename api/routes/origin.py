"""Keeping other people's web pages away from a store that takes writes without a token."""

from __future__ import annotations

from urllib.parse import urlsplit

from fastapi import Request

from api.problems import ProblemError

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def check_origin(request: Request) -> None:
    """Raise ProblemError unless the request names this machine, and no page elsewhere sent it."""
    if request.url.hostname not in _LOOPBACK:
        raise ProblemError(403, "this store takes writes under a loopback name only.")
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise ProblemError(403, "this store takes no writes from pages of other origins.")
