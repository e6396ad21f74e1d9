"""Running queries on a graph that may be exchanged for another between two of them."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from api.sparql.execution import QueryReply, QueryRequest
from api.sparql.pool import WorkerPool


class FollowingRunner:
    """Runs each query on the graph that `find_graph` names when it begins.

    A pool over an older graph ends with its last query.
    """

    def __init__(self, find_graph: Callable[[], Path], make_pool: Callable[[Path], WorkerPool]) -> None:
        self._find_graph = find_graph
        self._make_pool = make_pool
        self._pool: WorkerPool | None = None
        self._running: Counter[WorkerPool] = Counter()
        self._lock = threading.Lock()

    def warm(self) -> None:
        """Start the first worker, without waiting until it is ready."""
        pool = self._take()
        try:
            pool.warm()
        finally:
            self._release(pool)

    def run(self, request: QueryRequest) -> QueryReply:
        """Run a query, as `QueryRunner.run` tells."""
        pool = self._take()
        try:
            return pool.run(request)
        finally:
            self._release(pool)

    def close(self) -> None:
        """End all workers."""
        with self._lock:
            pools = {*self._running, *([self._pool] if self._pool else [])}
        for pool in pools:
            pool.close()

    def _take(self) -> WorkerPool:
        with self._lock:
            graph = self._find_graph()
            unused = None
            if self._pool is None or self._pool.graph != graph:
                if self._pool is not None and self._pool not in self._running:
                    unused = self._pool
                self._pool = self._make_pool(graph)
            self._running[self._pool] += 1
            pool = self._pool
        if unused is not None:
            unused.close()
        return pool

    def _release(self, pool: WorkerPool) -> None:
        with self._lock:
            self._running[pool] -= 1
            if self._running[pool] == 0:
                del self._running[pool]
            unused = pool is not self._pool and pool not in self._running
        if unused:
            pool.close()
