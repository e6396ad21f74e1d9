"""Questions under load, without and with hostile queries beside them: latency, errors, memory.

usage: python -m benchmarks.load [--minutes N] [--data DIR] [--askers N] [--attackers N]

Starts `kg serve` on loopback and speaks to nothing else. The time is halved between the two runs.
"""

from __future__ import annotations

import argparse
import math
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import httpx

QUESTIONS = (
    "What replaces KubeDNS?",
    "Which projects are graduated?",
    "Who created Envoy?",
    "What is a service mesh?",
    "Is etcd written in Go?",
    "How many incubating projects are there?",
    "What is the difference between containerd and CRI-O?",
    "Who painted the Mona Lisa?",
)
_NUMBERS = " ".join(map(str, range(100)))
ATTACKS = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT (SUM(?a*?b) AS ?n) { " + " ".join(f"VALUES ?{name} {{ {_NUMBERS} }}" for name in "abcdef") + " }",
    "SELECT * { ?a (!<urn:x>|^!<urn:x>)* ?b . ?b (!<urn:x>|^!<urn:x>)* ?c }",
    'SELECT * { ?a ?b ?c FILTER(REGEX(STR(?c), "(a|a?)+$")) ?d ?e ?f FILTER(REGEX(STR(?f), "(.*)*x")) }',
    "SELECT ?s40 { BIND('a' AS ?s0) "
    + " ".join(f"BIND(CONCAT(?s{number}, ?s{number}) AS ?s{number + 1})" for number in range(40))
    + " }",
    "ASK { " + "{" * 100_000,
    "SELECT * { # " + "x" * 1_000_000 + "\n ?a ?b ?c }",
)


@dataclass
class Outcome:
    """What a run saw: seconds of each answer, statuses of both kinds of request, memory in MB over time."""

    seconds: list[float] = field(default_factory=list)
    answers: Counter[str] = field(default_factory=Counter)
    attacks: Counter[str] = field(default_factory=Counter)
    memory: list[float] = field(default_factory=list)


def run_askers(url: str, process: int, seconds: float, askers: int, attackers: int) -> Outcome:
    """Ask for a number of seconds; attack at the same time where there are attackers."""
    outcome, end, lock = Outcome(), time.monotonic() + seconds, threading.Lock()

    def repeat(act: Callable[[httpx.Client, int], None], first: int) -> None:
        with httpx.Client(timeout=60) as client:
            number = first
            while time.monotonic() < end:
                act(client, number)
                number += 1

    def ask(client: httpx.Client, number: int) -> None:
        begin = time.monotonic()
        status = _status(lambda: client.post(url + "/ask", json={"question": QUESTIONS[number % len(QUESTIONS)]}))
        with lock:
            outcome.seconds.append(time.monotonic() - begin)
            outcome.answers[status] += 1

    def attack(client: httpx.Client, number: int) -> None:
        query = ATTACKS[number % len(ATTACKS)]
        status = _status(lambda: client.post(url + "/sparql", data={"query": query}))
        with lock:
            outcome.attacks[status] += 1
        if status == "503":
            time.sleep(0.2)

    def watch(_: httpx.Client, number: int) -> None:
        outcome.memory.append(_read_memory(process))
        time.sleep(1)

    acts = [ask] * askers + [attack] * attackers + [watch]
    threads = [threading.Thread(target=repeat, args=(act, number)) for number, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcome


def to_report(name: str, outcome: Outcome) -> str:
    """Return a run in words."""
    ordered = sorted(outcome.seconds)
    marks = ", ".join(f"p{share:g} {1000 * _quantile(ordered, share / 100):.0f} ms" for share in (50, 95, 99))
    rate = len(ordered) / max(1e-9, sum(ordered))
    first, last, most = outcome.memory[0], outcome.memory[-1], max(outcome.memory)
    attacks = f"; /sparql: {dict(outcome.attacks)}" if outcome.attacks else ""
    return (
        f"{name}: {len(ordered):,} answers ({rate:.1f}/s an asker), {marks}, "
        f"worst {1000 * ordered[-1]:.0f} ms\n"
        f"  /ask: {dict(outcome.answers)}{attacks}\n"
        f"  memory of the service: {first:.0f} MB at first, {last:.0f} MB at the end, {most:.0f} MB at most"
    )


def run() -> None:
    """Run for a minute on the data in `data/`."""
    main([])


def main(arguments: Sequence[str] | None = None) -> int:
    """Run both, print both; return 1 where a question failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--data", type=Path, default=Path("data"))
    parser.add_argument("--askers", type=int, default=4)
    parser.add_argument("--attackers", type=int, default=8)
    options = parser.parse_args(arguments)
    command = [sys.executable, "-m", "api.cli", "serve", "--port", "0", "--data", str(options.data)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        found = re.match(r"Serving on (\S+)", process.stdout.readline())
        if found is None:
            return 1
        url = found.group(1)
        _wait(url)
        half = 30 * options.minutes
        calm = run_askers(url, process.pid, half, options.askers, 0)
        print(to_report("without hostile queries", calm), flush=True)
        hostile = run_askers(url, process.pid, half, options.askers, options.attackers)
        print(to_report("with hostile queries", hostile), flush=True)
        time.sleep(2)
        print(f"memory of the service 2 s later: {_read_memory(process.pid):.0f} MB")
        return 0 if set(calm.answers) | set(hostile.answers) == {"200"} else 1
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)


def _status(send: Callable[[], httpx.Response]) -> str:
    try:
        return str(send().status_code)
    except httpx.HTTPError as error:
        return type(error).__name__


def _wait(url: str) -> None:
    end = time.monotonic() + 120
    while time.monotonic() < end:
        if _status(lambda: httpx.get(url + "/readyz", timeout=5)) == "200":
            return
        time.sleep(0.2)
    raise TimeoutError(url)


def _quantile(ordered: list[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, math.ceil(share * len(ordered)) - 1)]


def _read_memory(process: int) -> float:
    """Return the resident memory of the service in MB, without its workers; 0 where /proc is missing."""
    try:
        text = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0.0
    found = re.search(r"VmRSS:\s+(\d+)", text)
    return int(found.group(1)) / 1024 if found else 0.0


if __name__ == "__main__":
    sys.exit(main())
