"""Questions: a warm /ask over HTTP and a cold `kg ask`, beside a bare encoder call in the same run."""

from __future__ import annotations

import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import httpx
import numpy as np
from rich.console import Console
from rich.table import Table

from api.build import build_data
from api.service import open_service
from benchmarks._sets import SHARED
from indexer.encoder import load_encoder

_CORPUS = Path(__file__).parents[1] / "corpus"
_COLD_RUNS = 5
_MOST_QUESTIONS = 70
_KG = (sys.executable, "-m", "api.cli")
_BARE = "import sys; from indexer.encoder import load_encoder; load_encoder().encode([sys.argv[1]])"
_LABELS = "SELECT ?label { ?s kg:definedAs ?d ; skos:prefLabel ?label } ORDER BY ?label"


def run() -> None:
    """Print a table: one row a way to ask. On the seeds where they are, else on the default corpus."""
    with tempfile.TemporaryDirectory() as scratch:
        data = Path(scratch) / "data"
        seeds = SHARED / "seeds"
        source = seeds if seeds.is_dir() else _CORPUS
        seconds = _time(partial(build_data, [source], data)) / 1000
        questions = _read_questions(data, source == seeds)
        table = Table(
            "what", "runs", "p50 ms", "p95 ms", "worst ms", title=f"{source.name}, {len(questions)} questions"
        )
        with _serve(data) as url, httpx.Client(base_url=url, timeout=60) as client:
            warm = _time_each(questions, partial(_ask, client))
        encoder = load_encoder()
        _add_row(table, "warm /ask over HTTP", warm)
        _add_row(table, "bare encoder call", _time_each(questions, lambda question: encoder.encode([question])))
        cold, bare = [], []
        for question in questions[:_COLD_RUNS]:
            cold.append(_time(partial(_run, *_KG, "ask", question, "--data", str(data))))
            bare.append(_time(partial(_run, sys.executable, "-c", _BARE, question)))
        _add_row(table, "cold `kg ask`, a process each", cold)
        _add_row(table, "cold encoder call, a process each", bare)
    Console(width=110).print(table)
    print(f"A build of {source.name} from nothing took {seconds:.1f} s.")


def _read_questions(data: Path, gold: bool) -> list[str]:
    """Return the gold questions of the seeds, or ask for what the documents define."""
    path = SHARED / "eval" / "questions_seeds.jsonl"
    if gold and path.is_file():
        lines = path.read_text(encoding="utf-8").splitlines()
        return [json.loads(line)["question"] for line in lines if line.strip()][:_MOST_QUESTIONS]
    rows = open_service(data).graph.query(_LABELS)
    labels = dict.fromkeys(row["label"].value for row in rows)  # type: ignore[union-attr,index]
    return [f"what is {label}?" for label in labels][:_MOST_QUESTIONS]


@contextmanager
def _serve(data: Path) -> Iterator[str]:
    """Serve a data folder in a process of its own; yield its address when it is ready."""
    command = (*_KG, "serve", "--port", "0", "--data", str(data))
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stdout is not None
            found = re.search(r"http://\S+", process.stdout.readline())
            assert found is not None, "the service did not start"
            while _is_loading(found.group()):
                time.sleep(0.05)
            yield found.group()
        finally:
            process.terminate()


def _is_loading(url: str) -> bool:
    try:
        return httpx.get(f"{url}/readyz").status_code != 200
    except httpx.TransportError:
        return True


def _ask(client: httpx.Client, question: str) -> None:
    client.post("/ask", json={"question": question}).raise_for_status()


def _run(*command: str) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _time_each(questions: Sequence[str], work: Callable[[str], object]) -> list[float]:
    """Return the milliseconds of each question, asked after all were asked once."""
    for question in questions:
        work(question)
    return [_time(partial(work, question)) for question in questions]


def _time(work: Callable[[], object]) -> float:
    """Return how many milliseconds some work takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def _add_row(table: Table, name: str, times: Sequence[float]) -> None:
    p95 = float(np.percentile(times, 95))
    table.add_row(name, str(len(times)), f"{statistics.median(times):.1f}", f"{p95:.1f}", f"{max(times):.1f}")
