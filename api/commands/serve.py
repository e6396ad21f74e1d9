"""kg serve"""

from __future__ import annotations

import argparse
import errno
import socket
from dataclasses import replace
from pathlib import Path

from api.commands.inputs import to_settings
from api.hosts import is_loopback, read_hosts
from kg.errors import InputError
from kg.generations import DataFolder

_TOKEN_LENGTH = 16


def run(options: argparse.Namespace) -> int:
    """Serve until stopped."""
    settings = to_settings(options)
    settings = replace(
        settings,
        host=settings.host if options.host is None else options.host,
        port=settings.port if options.port is None else options.port,
    )
    if options.scratch and not is_loopback(settings.host):
        raise InputError(f"--scratch takes writes from anybody, so it is for 127.0.0.1 only, not {settings.host}.")
    token = read_token(options.token) if options.writable else None
    if not options.scratch:
        DataFolder(settings.data).current()
    listener = _listen(settings.host, settings.port)
    address, port = listener.getsockname()[:2]
    hosts = read_hosts(settings.hosts, address, settings.host)
    import uvicorn

    from api.app import create_app, create_scratch_app
    from api.logs import start_logs
    from api.memory import return_freed_memory
    from api.server import to_config
    from api.traces import start_traces

    return_freed_memory()
    start_logs(settings.log_format, requests=options.log)
    start_traces(settings.traces)

    if options.scratch:
        app = create_scratch_app(settings, hosts=hosts)
    else:
        app = create_app(settings, token=token, hosts=hosts)
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    print(f"Serving on http://{host}:{port} (stop with Ctrl-C)", flush=True)
    uvicorn.Server(to_config(app, settings)).run(sockets=[listener])
    return 0


def read_token(path: Path) -> str:
    """Return the token that a file holds, 16 characters or more; raise InputError."""
    try:
        token = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: the token cannot be read. Name a file that holds one.") from error
    if len(token) < _TOKEN_LENGTH or not token.isascii() or not token.isprintable() or " " in token:
        raise InputError(f"{path}: a token is {_TOKEN_LENGTH} or more ASCII characters in one line. Make one.")
    return token


def _listen(host: str, port: int) -> socket.socket:
    """Return a listening socket; raise InputError where the address cannot be had."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listener = socket.create_server((host, port), family=family, backlog=2048)
        # Without it the last part of an answer waits for the reader's delayed acknowledgement: 40 ms.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listener
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        # create_server adds where it tried to, which stands in front already
        reason = (error.strerror or str(error)).partition(" (while")[0]
        told = "another program listens there" if taken else f"cannot be listened on ({reason})"
        raise InputError(f"{host}:{port}: {told}. Choose another --port or --host.") from error
