"""A few worker processes behind a bounded queue: a query can be stopped, and takes nothing along."""

from __future__ import annotations

import queue
import threading
from pathlib import Path

from api.sparql.execution import QueryReply, QueryRequest
from api.sparql.frames import reply_from_frame, request_to_frame
from api.sparql.process import WorkerProcess
from kg.errors import ServiceBusyError


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
        self._workers: queue.LifoQueue[WorkerProcess | None] = queue.LifoQueue()
        self._all: set[WorkerProcess] = set()
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
        try:
            worker = worker or self._start()
        finally:
            self._workers.put(worker)

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
            head, body = worker.exchange(request_to_frame(request))
        except BaseException:
            if worker is not None and not worker.is_idle:
                self._forget(worker)
                worker = None
            raise
        finally:
            self._workers.put(worker)
        return reply_from_frame(head, body)

    def _start(self) -> WorkerProcess:
        arguments = (str(self.graph), str(self.time_limit), str(self.memory))
        worker = WorkerProcess("api.sparql.worker", arguments, self.time_limit)
        with self._lock:
            if self._closed:
                worker.stop()
                raise ServiceBusyError("the service is closing or has newer data. Ask again.")
            self._all.add(worker)
        return worker

    def _forget(self, worker: WorkerProcess | None) -> None:
        if worker is not None:
            with self._lock:
                self._all.discard(worker)
            worker.stop()
