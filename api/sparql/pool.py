"""A few worker processes behind a bounded queue: a query can be stopped, and takes nothing along."""

from __future__ import annotations

import json
import os
import queue
import select
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

from api.sparql.execution import QueryReply, QueryRequest
from api.sparql.frames import reply_from_frame, request_to_frame, write_all
from kg.errors import QueryError, QueryMemoryError, QueryTimeoutError, ServiceBusyError

START_LIMIT = 30.0
GRACE = 5.0


class WorkerPool:
    """Runs queries on the graph at `graph` in `size` worker processes.

    At most `waiting` more queries wait, none longer than `time_limit`; beyond that ServiceBusyError. A query
    has `time_limit` seconds and `memory` bytes. Workers start on first use, or by `warm`.
    """

    def __init__(
        self,
        graph: Path,
        *,
        size: int = 2,
        waiting: int = 16,
        time_limit: float = 10.0,
        memory: int = 2 << 30,
    ) -> None:
        self.graph = graph
        self.time_limit = time_limit
        self.memory = memory
        self._places = threading.BoundedSemaphore(size + waiting)
        self._workers: queue.LifoQueue[Worker | None] = queue.LifoQueue()
        self._all: set[Worker] = set()
        self._lock = threading.Lock()
        self._closed = False
        for _ in range(size):
            self._workers.put(None)

    def warm(self) -> None:
        """Start the first worker, without waiting until it is ready."""
        try:
            worker = self._workers.get_nowait()
        except queue.Empty:
            return
        self._workers.put(worker or self._start())

    def run(self, request: QueryRequest) -> QueryReply:
        """Run a query, as `QueryRunner.run` tells."""
        if not self._places.acquire(blocking=False):
            raise ServiceBusyError("too many queries are waiting. Ask again in a moment.")
        try:
            return self._run_in_turn(request)
        finally:
            self._places.release()

    def close(self) -> None:
        """End all workers."""
        with self._lock:
            self._closed = True
            workers, self._all = list(self._all), set()
        for worker in workers:
            worker.stop()

    def _run_in_turn(self, request: QueryRequest) -> QueryReply:
        try:
            worker = self._workers.get(timeout=self.time_limit)
        except queue.Empty:
            raise ServiceBusyError("every worker is busy. Ask again in a moment.", 2) from None
        try:
            if worker is None or not worker.is_alive():
                self._forget(worker)
                worker = self._start()
            reply = worker.run(request, self.time_limit)
        except BaseException:
            if worker is not None and not worker.is_idle:
                self._forget(worker)
                worker = None
            raise
        finally:
            self._workers.put(worker)
        return reply

    def _start(self) -> Worker:
        worker = Worker(self.graph, self.time_limit, self.memory)
        with self._lock:
            if self._closed:
                worker.stop()
                raise ServiceBusyError("the service is closing or has newer data. Ask again.")
            self._all.add(worker)
        return worker

    def _forget(self, worker: Worker | None) -> None:
        if worker is not None:
            with self._lock:
                self._all.discard(worker)
            worker.stop()


class Worker:
    """One worker process, as the service sees it."""

    def __init__(self, graph: Path, time_limit: float, memory: int) -> None:
        root = str(Path(__file__).resolve().parents[2])
        command = [sys.executable, "-m", "api.sparql.worker", str(graph), str(time_limit), str(memory)]
        # None of the service's environment goes along: no keys, no proxies.
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env={"PYTHONPATH": root, "MALLOC_ARENA_MAX": "2"},
        )
        self._ready = False
        self.is_idle = True

    def is_alive(self) -> bool:
        """Tell whether the process still runs."""
        return self._process.poll() is None

    def run(self, request: QueryRequest, time_limit: float) -> QueryReply:
        """Run a query; where `is_idle` is false afterwards, the worker can do no more."""
        self.is_idle = False
        try:
            if not self._ready:
                head, _ = self._read(time.monotonic() + START_LIMIT)
                reply_from_frame(head, b"") if "error" in head else None
                self._ready = True
            assert self._process.stdin is not None
            write_all(self._process.stdin.fileno(), request_to_frame(request))
            head, body = self._read(time.monotonic() + time_limit + GRACE)
        except (EOFError, BrokenPipeError) as error:
            raise self._death(time_limit) from error
        self.is_idle = True
        return reply_from_frame(head, body)

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

    def _death(self, time_limit: float) -> QueryError:
        """Return the error that tells why the process ended."""
        try:
            code = self._process.wait(GRACE)
        except subprocess.TimeoutExpired:
            code = -signal.SIGALRM
        if code == -signal.SIGALRM:
            return QueryTimeoutError(
                f"the query took longer than {time_limit:g} s. Ask for less, or join fewer patterns."
            )
        if code in (-signal.SIGABRT, -signal.SIGKILL, -signal.SIGSEGV):
            return QueryMemoryError(
                "the query needed more memory than its limit, or is nested too deep. Ask for less."
            )
        return QueryError(f"the query could not be run: its worker ended with status {code}. Ask again.")
