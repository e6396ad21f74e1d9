"""Running queries in this process, on a store in memory that no worker can open: for a scratch service."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from typing import TypeVar

from api.sparql.execution import QueryReply, QueryRequest, run_query
from kg.errors import QueryMemoryError, QueryTimeoutError, ServiceBusyError
from kg.store import GraphStore

MAX_TEXT = 128 << 10
# The engine reads a text by recursion, at under 3 kB a level and one level a character at worst.
_STACK = 512 << 20
_starting = threading.Lock()
_Result = TypeVar("_Result")


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
        check_length(request.query)
        if not self._places.acquire(blocking=False):
            raise ServiceBusyError("too many queries are running. Ask again in a moment.")
        try:
            future = run_deep(lambda: self._run(request))
        except BaseException:
            self._places.release()  # there is no thread to do it
            raise
        try:
            return future.result(self.time_limit)
        except FutureTimeoutError:
            raise QueryTimeoutError(
                f"the query took longer than {self.time_limit:g} s. Ask for less, or add LIMIT."
            ) from None

    def close(self) -> None:
        """There is nothing to give back."""

    def _run(self, request: QueryRequest) -> QueryReply:
        try:
            return run_query(self.store, request)
        finally:
            self._places.release()


def check_length(text: str | bytes) -> None:
    """Raise QueryMemoryError for a text so long that reading it might overflow the stack of a thread."""
    if len(text) > MAX_TEXT:
        raise QueryMemoryError(f"the text is longer than {MAX_TEXT >> 10} kB. Send less at once.")


def run_deep(function: Callable[[], _Result]) -> Future[_Result]:
    """Run a function in a thread whose stack holds texts nested as deep as `MAX_TEXT` allows."""
    future: Future[_Result] = Future()

    def run() -> None:
        try:
            future.set_result(function())
        except BaseException as error:
            future.set_exception(error)

    with _starting:
        before = threading.stack_size(_STACK)
        try:
            threading.Thread(target=run, daemon=True).start()
        finally:
            threading.stack_size(before)
    return future
