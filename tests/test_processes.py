"""Work over processes: in order, honest about errors, and the same as work in one."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator
from multiprocessing.connection import wait
from pathlib import Path

import pytest

import kg.work
from api.build import build_data
from kg.errors import InputError, WorkerError
from kg.generations import DataFolder
from kg.processes import WorkerPool

CORPUS = Path(__file__).parent / "corpus"


@pytest.fixture
def pool() -> Iterator[WorkerPool]:
    with WorkerPool() as pool:
        yield pool


def to_double(number: int) -> int:
    if number == 7:
        raise InputError("7 is refused.")
    return 2 * number


def end_at_once(number: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return number


def is_deaf_to_interrupts(_: int) -> bool:
    return signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, [])


def test_a_process_never_gets_the_interrupt_of_the_first_one(pool: WorkerPool) -> None:
    assert list(pool.map_in_order(is_deaf_to_interrupts, [1, 2, 3], 2)) == [True, True, True]
    assert not is_deaf_to_interrupts(0)


@pytest.mark.parametrize("processes", [0, 1, 2])
def test_results_come_in_the_order_of_the_tasks(pool: WorkerPool, processes: int) -> None:
    assert list(pool.map_in_order(to_double, [5, 3, 9, 1, 1, 20], processes)) == [10, 6, 18, 2, 2, 40]


@pytest.mark.parametrize("processes", [1, 2])
def test_an_error_of_the_work_is_raised(pool: WorkerPool, processes: int) -> None:
    results = pool.map_in_order(to_double, [1, 7, 2], processes)
    assert next(results) == 2
    with pytest.raises(InputError, match="7 is refused"):
        list(results)


def test_a_process_that_is_ended_is_told(pool: WorkerPool) -> None:
    with pytest.raises(WorkerError, match="KG_PROCESSES=1"):
        list(pool.map_in_order(end_at_once, [1, 2], 2))


def test_few_tasks_are_drawn_ahead(pool: WorkerPool) -> None:
    drawn: list[int] = []

    def draw() -> object:
        for number in range(10, 40):
            drawn.append(number)
            yield number

    results = pool.map_in_order(to_double, draw(), 2)  # type: ignore[arg-type]
    assert next(results) == 20
    assert len(drawn) < 10
    results.close()  # type: ignore[attr-defined]


def to_own_number(_: int) -> int:
    return os.getpid()


def test_processes_stay_for_the_next_job(pool: WorkerPool) -> None:
    assert list(pool.map_in_order(to_double, range(10, 20), 2)) == list(range(20, 40, 2))
    before = {process.pid for process in multiprocessing.active_children()}
    assert set(pool.map_in_order(to_own_number, range(10), 2)) <= before


def test_closing_ends_the_processes() -> None:
    with WorkerPool() as pool:
        list(pool.map_in_order(to_double, [1, 2], 2))
        begun = multiprocessing.active_children()
    # not join: the thread of the pool waits for them too, and whoever comes second cannot tell that they ended
    ended = [bool(wait([process.sentinel], 20)) for process in begun]
    assert ended and all(ended)


def test_a_build_over_processes_equals_one_in_this_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = build_data([CORPUS], tmp_path / "alone", processes=1)
    monkeypatch.setattr(kg.work, "CHARACTERS_A_PROCESS", 1)
    spread = build_data([CORPUS], tmp_path / "spread", processes=2)
    assert alone.counts == spread.counts
    digests = [DataFolder(tmp_path / name).current().load_manifest().documents for name in ("alone", "spread")]
    assert digests[0] == digests[1]
    assert export(tmp_path / "alone") == export(tmp_path / "spread")


def export(data: Path) -> list[str]:
    from kg.store import OxigraphStore

    store = OxigraphStore.open(DataFolder(data).current().graph)
    return sorted(str(quad) for quad in store.quads())
