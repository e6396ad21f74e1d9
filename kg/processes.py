"""Work spread over processes, its results in the order of the tasks."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any, TypeVar

from kg.errors import WorkerError

Task = TypeVar("Task")
Result = TypeVar("Result")

_job: Callable[[Any], Any]


def count_cores() -> int:
    """Return how many processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def map_in_order(job: Callable[[Task], Result], tasks: Iterable[Task], processes: int) -> Iterator[Result]:
    """Yield what `job` makes of each task, in order; with one process it is this one.

    `job` and the tasks are pickled. Only a few tasks are drawn ahead of the results, so that neither fill the
    memory. Raises what the job raises, and WorkerError where a process was ended from outside.
    """
    if processes < 2:
        yield from map(job, tasks)
        return
    # Spawned, for a fork would copy the locks of the threads that are running here.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, context, initializer=_begin, initargs=(job,)) as pool:
        ahead: deque[Future[Result]] = deque()
        try:
            for task in tasks:
                with _interrupts_held():
                    ahead.append(pool.submit(_work, task))
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
            pool.shutdown(wait=False, cancel_futures=True)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Let Ctrl-C wait: a process begun meanwhile never gets it, and the first one decides for all of a terminal."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(job: Callable[[Any], Any]) -> None:
    """Set this process up: what to do, and to end with the one that began it."""
    global _job
    _job = job
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(task: Any) -> Any:
    return _job(task)
