"""Work spread over processes, its results in the order of the tasks."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, Self, TypeVar

from kg.errors import WorkerError

Task = TypeVar("Task")
Result = TypeVar("Result")


def count_cores() -> int:
    """Return how many processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class WorkerPool:
    """Processes that work on the tasks of one job after another, begun when a job first needs them.

    A process takes seconds to begin, for it loads the language model; so it stays for the jobs that follow.
    """

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None

    def map_in_order(self, job: Callable[[Task], Result], tasks: Iterable[Task], processes: int) -> Iterator[Result]:
        """Yield what `job` makes of each task, in order; with one process it is this one.

        `processes`: how many to begin, where none are there from a job before. `job` and the tasks are pickled,
        the job once. Only a few tasks are drawn ahead of the results, so that neither fill the memory. Raises
        what the job raises, and WorkerError where a process was ended from outside.
        """
        if processes < 2:
            yield from map(job, tasks)
            return
        if self._pool is None:
            # Spawned, for a fork would copy the locks of the threads that are running here.
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(processes, context, initializer=_end_with_parent)
        ahead: deque[Future[Result]] = deque()
        with _pickled(job) as file:
            try:
                for task in tasks:
                    with _interrupts_held():
                        ahead.append(self._pool.submit(_work, file, task))
                    if len(ahead) > 2 * processes:
                        yield ahead.popleft().result()
                while ahead:
                    yield ahead.popleft().result()
            except BrokenProcessPool as error:
                raise WorkerError(
                    "A process of the build was ended from outside, perhaps for want of memory. "
                    "Set KG_PROCESSES=1, then run `kg build` again."
                ) from error
            finally:
                for future in ahead:
                    future.cancel()


@contextmanager
def _pickled(job: Callable[[Any], Any]) -> Iterator[str]:
    """Give a file with the job in it, which the processes read: a pipe to each would be filled one after another."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "job")
        file.write_bytes(pickle.dumps(job))
        yield str(file)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Let Ctrl-C wait: a process begun meanwhile never gets it, and the first one decides for all of a terminal."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_with_parent() -> None:
    """Have this process end with the one that began it."""
    threading.Thread(target=_wait_for_parent, daemon=True).start()


def _wait_for_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@lru_cache(maxsize=1)
def _load_job(file: str) -> Callable[[Any], Any]:
    """Return the job in a file; the folder of each has a name of its own."""
    return pickle.loads(Path(file).read_bytes())  # type: ignore[no-any-return]


def _work(file: str, task: Any) -> Any:
    return _load_job(file)(task)
