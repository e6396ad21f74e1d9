"""Which web pages may ask: the origins that browsers let read an answer (CORS), and that may leave feedback."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import Response
from starlette.types import ASGIApp

from api.problems import ProblemResponse
from kg.errors import InputError

ANY, LOOPBACK, NONE = "*", "loopback", "none"
_LOOPBACK_ORIGIN = re.compile(r"https?://(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?")
_NAMED = re.compile(r"https?://(\[[0-9a-f:]+\]|[a-z0-9.-]+)(:\d{1,5})?")


@dataclass(frozen=True, slots=True)
class Origins:
    """The origins of pages that may ask, beside the service's own."""

    named: frozenset[str] = frozenset()
    loopback: bool = False
    any: bool = False

    def allow(self, origin: str) -> bool:
        """Tell whether a page of `origin` (the value of that header) may ask."""
        return self.any or origin in self.named or (self.loopback and _LOOPBACK_ORIGIN.fullmatch(origin) is not None)

    def allow_request(self, headers: Headers) -> bool:
        """Tell whether the page that sends a request may: one of ours, one of these, or no page at all."""
        origin = headers.get("origin")
        return origin is None or urlsplit(origin).netloc == headers.get("host") or self.allow(origin)


def read_origins(text: str) -> Origins:
    """Return the origins that a setting names; raise InputError.

    >>> read_origins("https://example.org, loopback").allow("http://localhost:3000")
    True
    >>> read_origins("none").allow("http://localhost:3000")
    False
    """
    words = [word.strip().lower().rstrip("/") for word in text.split(",") if word.strip()]
    named = frozenset(words) - {ANY, LOOPBACK, NONE}
    for word in sorted(named):
        if word != "null" and not _NAMED.fullmatch(word):
            raise InputError(
                f"KG_ORIGINS: {word!r} is no origin. Write https://host or https://host:port, parted by commas; "
                f"{LOOPBACK}, {NONE} or {ANY}."
            )
    if NONE in words and len(words) > 1:
        raise InputError(f"KG_ORIGINS: {NONE} stands alone. Leave it out, or the rest.")
    return Origins(named, loopback=LOOPBACK in words, any=ANY in words)


class AllowOrigins(CORSMiddleware):
    """CORS for the origins of a setting; never with credentials, and a refused preflight is a problem."""

    def __init__(self, app: ASGIApp, origins: Origins, methods: Sequence[str], exposed: Sequence[str]) -> None:
        super().__init__(
            app,
            allow_origins=[ANY] if origins.any else [],
            allow_methods=methods,
            allow_headers=[ANY],
            expose_headers=exposed,
        )
        self.origins = origins

    def is_allowed_origin(self, origin: str) -> bool:
        """Tell whether a page of `origin` may ask."""
        return self.origins.allow(origin)

    def preflight_response(self, request_headers: Headers) -> Response:
        """Answer the question of a browser whether a page may ask."""
        response = super().preflight_response(request_headers)
        if response.status_code == 200:
            return response
        return ProblemResponse(
            403,
            f"pages of {request_headers['origin'][:200]} may not send this here. KG_ORIGINS names those that may.",
            kind="origin",
            headers={"Vary": "Origin"},
        )
