"""kg export"""

from __future__ import annotations

import argparse
import sys

from api.commands.inputs import to_settings
from kg.errors import InputError


def run(options: argparse.Namespace) -> int:
    """Write the whole graph to a file, or to standard output."""
    from api.service import open_service

    settings = to_settings(options)
    graph = open_service(settings.data, settings).graph
    if options.output is None:
        graph.dump(sys.stdout.buffer, options.format)
        sys.stdout.buffer.flush()
        return 0
    try:
        with open(options.output, "wb") as file:
            graph.dump(file, options.format)
    except OSError as error:
        raise InputError(f"{options.output}: cannot be written ({error.strerror}). Name another file.") from error
    print(f"{options.output}: {len(graph):,} statements", file=sys.stderr)
    return 0
