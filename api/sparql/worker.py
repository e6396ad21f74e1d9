"""A worker process: it holds a graph open for reading and runs one query after the other.

usage: python -m api.sparql.worker GRAPH SECONDS BYTES

A query that takes longer than SECONDS ends the process (nothing else stops the engine); the service starts
another one.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

from api.sparql.execution import run_query
from api.sparql.frames import error_to_frame, reply_to_frame, request_from_head, to_frame, write_all
from api.sparql.sandbox import forbid_sockets, limit_resources
from kg.errors import KgError, QueryMemoryError
from kg.store import OxigraphStore


def main() -> None:
    """Answer requests on standard input until it closes."""
    graph, seconds, memory = Path(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the service, which closes the pipe
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    output = os.dup(1)
    os.dup2(2, 1)  # a stray print must not stand between messages
    try:
        store = OxigraphStore.open(graph)
    except KgError as error:
        write_all(output, error_to_frame(error))
        return
    limit_resources(memory)
    write_all(output, to_frame({"ready": True, "sockets": not forbid_sockets()}))
    while line := sys.stdin.buffer.readline():
        head = json.loads(line)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            reply = reply_to_frame(run_query(store, request_from_head(head)))
        except KgError as error:
            reply = error_to_frame(error)
        except MemoryError:
            reply = error_to_frame(QueryMemoryError(_OVER_MEMORY))
        signal.setitimer(signal.ITIMER_REAL, 0)
        write_all(output, reply)


_OVER_MEMORY = "the query needed more memory than its limit. Ask for fewer rows, or join fewer patterns."

if __name__ == "__main__":
    main()
