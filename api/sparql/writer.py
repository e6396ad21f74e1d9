"""A process that does one write to a store of its own, under the limits of a query.

usage: python -m api.sparql.writer STORE BEFORE SECONDS BYTES

STORE is a fork of the store BEFORE. Whatever ends this process early leaves STORE unused.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

from api.sparql.frames import error_to_frame, to_frame, write_all
from api.sparql.sandbox import forbid_sockets, limit_resources
from api.sparql.writes import Write, WriteKind, apply_write, check_unchanged
from kg.errors import KgError, QueryMemoryError
from kg.store import OxigraphStore


def main() -> None:
    """Read one write from standard input, do it, and tell whether its graph was there before."""
    store_path, before_path = Path(sys.argv[1]), Path(sys.argv[2])
    seconds, memory = float(sys.argv[3]), int(sys.argv[4])
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    output = os.dup(1)
    os.dup2(2, 1)
    limit_resources(memory, may_write=True)
    write_all(output, to_frame({"ready": True, "sockets": not forbid_sockets()}))
    head = json.loads(sys.stdin.buffer.readline())
    content = sys.stdin.buffer.read(head.pop("size"))
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        reply = to_frame({"existed": _write(store_path, before_path, _from_head(head, content))})
    except KgError as error:
        reply = error_to_frame(error)
    except MemoryError:
        reply = error_to_frame(QueryMemoryError("the write needed more memory than its limit. Send less at once."))
    signal.setitimer(signal.ITIMER_REAL, 0)
    write_all(output, reply)


def to_write_frame(write: Write) -> bytes:
    """Return the message for a write."""
    head = {
        "kind": write.kind.value,
        "graph": write.graph,
        "media": write.media,
        "default_graphs": write.default_graphs,
        "named_graphs": write.named_graphs,
        "base_iri": write.base_iri,
    }
    return to_frame(head, write.content)


def _from_head(head: dict[str, object], content: bytes) -> Write:
    graphs: dict[str, tuple[str, ...] | None] = {
        name: None if head[name] is None else tuple(head[name])  # type: ignore[arg-type]
        for name in ("default_graphs", "named_graphs")
    }
    return Write(**{**head, **graphs, "kind": WriteKind(head["kind"]), "content": content})  # type: ignore[arg-type]


def _write(store_path: Path, before_path: Path, write: Write) -> bool:
    store = OxigraphStore.create(store_path)
    existed = apply_write(store, write)
    if write.kind is WriteKind.UPDATE:
        check_unchanged(OxigraphStore.open(before_path), store)
    store.native.flush()
    return existed


if __name__ == "__main__":
    main()
