"""kg mcp"""

from __future__ import annotations

import argparse
import logging
import sys

from api.commands.inputs import to_settings


def run(options: argparse.Namespace) -> int:
    """Serve agents over standard input and output until they hang up."""
    settings = to_settings(options)
    # standard output belongs to the protocol
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(asctime)s %(message)s")

    from api.live import LiveService
    from api.mcp_server import create_mcp_server
    from api.metrics import Metrics
    from api.service import open_service

    open_service(settings.data, settings)
    live = LiveService(settings.data, lambda data: open_service(data, settings), settings.reload_seconds)
    live.load()
    live.current()
    try:
        create_mcp_server(live.current, Metrics()).run("stdio")
    finally:
        live.close()
    return 0
