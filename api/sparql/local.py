"""Running queries in this process: for the command line, and for a writable store that no worker can open."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError

from api.sparql.execution import QueryReply, QueryRequest, run_query
from kg.errors import QueryTimeoutError, ServiceBusyError
from kg.store import GraphStore


class LocalRunner:
    """Runs queries on `store` in threads, at most `size` at a time.

    A query over its time is given up, not stopped: its thread goes on until the engine is done. So this is
    for trusted askers; `WorkerPool` is for the others.
    """

    def __init__(self, store: GraphStore, *, time_limit: float = 10.0, size: int = 8) -> None:
        self.store = store
        self.time_limit = time_limit
        self._places = threading.BoundedSemaphore(size)

    def run(self, request: QueryRequest) -> QueryReply:
        """Run a query, as `QueryRunner.run` tells."""
        if not self._places.acquire(blocking=False):
            raise ServiceBusyError("too many queries are running. Ask again in a moment.")
        future: Future[QueryReply] = Future()
        threading.Thread(target=self._run_into, args=(future, request), daemon=True).start()
        try:
            return future.result(self.time_limit)
        except FutureTimeoutError:
            raise QueryTimeoutError(
                f"the query took longer than {self.time_limit:g} s. Ask for less, or add LIMIT."
            ) from None

    def close(self) -> None:
        """There is nothing to give back."""

    def _run_into(self, future: Future[QueryReply], request: QueryRequest) -> None:
        try:
            future.set_result(run_query(self.store, request))
        except BaseException as error:
            future.set_exception(error)
        finally:
            self._places.release()
