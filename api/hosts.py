"""Under which names the service answers: the Host of a request, against pages whose name was turned to this machine."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api.problems import ProblemResponse
from kg.errors import InputError

_ANY = "*"
_NAMED = re.compile(r"\[[0-9a-f:.]+\]|[a-z0-9._-]+")
_HOST = re.compile(rf"({_NAMED.pattern})(:\d{{0,5}})?")


@dataclass(frozen=True, slots=True)
class Hosts:
    """The hosts that are answered: those of loopback, by which a machine reaches itself, and those named."""

    named: frozenset[str] = frozenset()
    any: bool = False

    def allow(self, host: str) -> bool:
        """Tell whether a request for `host` (the value of that header) is answered."""
        if self.any:
            return True
        found = _HOST.fullmatch(host.lower())
        name = _normalize(found.group(1)) if found else ""
        return name in self.named or is_loopback(name)

    def allow_request(self, headers: Headers) -> bool:
        """Tell whether the request with these headers is answered; one without a Host names nobody."""
        return all(map(self.allow, headers.getlist("host") or [""]))


ANY_HOST = Hosts(any=True)
LOOPBACK_ONLY = Hosts()


def read_hosts(text: str, address: str | None = None, called: str = "") -> Hosts:
    """Return the hosts of a setting for a service that listens on `address`, named `called` there; raise InputError.

    Where none are named, only a service on loopback asks for the name: nobody but this machine reaches it, so
    that a page with another name in the address is one that was led here.

    >>> read_hosts("", "127.0.0.1").allow("evil.example"), read_hosts("", "192.0.2.1").allow("kg.example.org")
    (False, True)
    """
    words = [word.strip().lower() for word in text.split(",") if word.strip()]
    for word in words:
        if not _NAMED.fullmatch(word) and words != [_ANY]:
            raise InputError(
                f"KG_HOSTS: {word!r} is no host. Write names and addresses without a port, parted by commas, IPv6 in "
                f"brackets; {_ANY} stands alone."
            )
    if words == [_ANY] or (not words and (address is None or not is_loopback(address))):
        return ANY_HOST
    return Hosts(frozenset(_normalize(word) for word in [*words, called.lower()] if word))


def is_loopback(host: str) -> bool:
    """Tell whether a name or an address is one by which a machine reaches itself.

    >>> [is_loopback(host) for host in ("localhost", "127.0.0.2", "::1", "0.0.0.0", "example.org")]
    [True, True, True, False, False]
    """
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class CheckHost:
    """Refuses a request whose Host is another than those of the service."""

    def __init__(self, app: ASGIApp, hosts: Hosts) -> None:
        self.app = app
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or self.hosts.allow_request(headers := Headers(scope=scope)):
            await self.app(scope, receive, send)
            return
        host = headers.get("host", "")[:200]
        told = f"the service is not called {host!r}. KG_HOSTS names the hosts it answers as, beside localhost."
        await ProblemResponse(403, told, kind="host")(scope, receive, send)


def _normalize(host: str) -> str:
    """Return a host in its one form: an address without brackets, a name without the dot of the root."""
    try:
        return str(ipaddress.ip_address(host.strip("[]")))
    except ValueError:
        return host.removesuffix(".")
