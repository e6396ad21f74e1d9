"""Who may write: whoever has the token, or, on a scratch service, whoever is on this machine."""

from __future__ import annotations

import hmac
from typing import Protocol
from urllib.parse import urlsplit

from fastapi import Request

from api.hosts import LOOPBACK_ONLY
from api.problems import ProblemError


class WriterGate(Protocol):
    """Decides whether a request may write."""

    def check(self, request: Request) -> None:
        """Raise ProblemError where it may not."""


class TokenGate:
    """Lets in who sends the token (RFC 6750). A web page elsewhere has none to send."""

    def __init__(self, token: str) -> None:
        self._token = token.encode()

    def check(self, request: Request) -> None:
        """Raise ProblemError unless the request carries the token."""
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and hmac.compare_digest(given.strip().encode(), self._token):
            return
        reason = ', error="invalid_token"' if given else ""
        raise ProblemError(
            401,
            "writing needs the token of this service. Send it as `Authorization: Bearer TOKEN`.",
            kind="unauthorized",
            headers={"WWW-Authenticate": f'Bearer realm="kg"{reason}'},
        )


class LoopbackGate:
    """Lets in who speaks to this machine by a loopback name, except web pages of other origins."""

    def check(self, request: Request) -> None:
        """Raise ProblemError unless the request names this machine, and no page elsewhere sent it."""
        if not LOOPBACK_ONLY.allow_request(request.headers):
            raise ProblemError(403, "this store takes writes under a loopback name only.")
        origin = request.headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
            raise ProblemError(403, "this store takes no writes from pages of other origins.")


def check_writer(request: Request) -> None:
    """Raise ProblemError where the request may not write."""
    gate: WriterGate = request.app.state.writer_gate
    gate.check(request)
