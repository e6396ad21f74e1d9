"""One worker process, as the service sees it: messages in, messages out, and why it ended."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from api.sparql.frames import reply_from_frame, write_all
from kg.errors import QueryError, QueryMemoryError, QueryTimeoutError

START_LIMIT = 30.0
GRACE = 5.0


class WorkerProcess:
    """Runs `python -m MODULE ARGUMENTS`; a message takes `time_limit` seconds, or the process ends."""

    def __init__(self, module: str, arguments: Sequence[str], time_limit: float) -> None:
        root = str(Path(__file__).resolve().parents[2])
        # None of the service's environment goes along: no keys, no proxies.
        self._process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env={"PYTHONPATH": root, "MALLOC_ARENA_MAX": "2"},
        )
        self._time_limit = time_limit
        self._ready = False
        self.is_idle = True

    def is_alive(self) -> bool:
        """Tell whether the process still runs."""
        return self._process.poll() is None

    def exchange(self, frame: bytes) -> tuple[dict[str, Any], bytes]:
        """Send a message and return the reply; where `is_idle` is false afterwards, it can do no more.

        Raises a QueryError that tells why the process ended.
        """
        self.is_idle = False
        try:
            if not self._ready:
                head, _ = self._read(time.monotonic() + START_LIMIT)
                reply_from_frame(head, b"") if "error" in head else None
                self._ready = True
            assert self._process.stdin is not None
            write_all(self._process.stdin.fileno(), frame)
            reply = self._read(time.monotonic() + self._time_limit + GRACE)
        except (EOFError, BrokenPipeError) as error:
            raise self._death() from error
        self.is_idle = True
        return reply

    def stop(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()

    def _read(self, deadline: float) -> tuple[dict[str, Any], bytes]:
        """Return the next message; raise EOFError where the process ended or let the deadline pass."""
        content = bytearray()
        while (end := content.find(b"\n")) < 0:
            content += self._read_some(deadline)
        head: dict[str, Any] = json.loads(content[:end])
        size = end + 1 + int(head["size"])
        while len(content) < size:
            content += self._read_some(deadline)
        return head, bytes(content[end + 1 :])

    def _read_some(self, deadline: float) -> bytes:
        assert self._process.stdout is not None
        descriptor = self._process.stdout.fileno()
        poll = select.poll()
        poll.register(descriptor, select.POLLIN)
        if not poll.poll(max(0.0, deadline - time.monotonic()) * 1000):
            self._process.send_signal(signal.SIGALRM)
            raise EOFError
        content = os.read(descriptor, 1 << 20)
        if not content:
            raise EOFError
        return content

    def _death(self) -> QueryError:
        """Return the error that tells why the process ended."""
        try:
            code = self._process.wait(GRACE)
        except subprocess.TimeoutExpired:
            code = -signal.SIGALRM
        if code == -signal.SIGALRM:
            return QueryTimeoutError(
                f"the query took longer than {self._time_limit:g} s. Ask for less, or join fewer patterns."
            )
        if code in (-signal.SIGABRT, -signal.SIGKILL, -signal.SIGSEGV):
            return QueryMemoryError("the query needed more memory than its limit, or is nested too deep. Ask for less.")
        return QueryError(f"the query could not be run: its worker ended with status {code}. Ask again.")
