"""Extending: docs/extending.md is done as it stands - every block written, every command run, its output compared."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from api.answering.model import Question
from api.cli import main
from api.facts import read_facts
from api.service import open_service

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "extending.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
NAME = re.compile(r"(?:# |<!-- )(\S+)(?: -->)?\n")


@dataclass(frozen=True)
class Run:
    """A command of the page, what the page says that it prints, and what it printed."""

    command: str
    expected: str
    printed: str
    status: int


def read_commands(block: str) -> Iterator[tuple[str, str]]:
    """Yield the commands of a console block, each with the output below it."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, expected = part.partition("\n")
        yield command, expected


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, list[Run]]]:
    """Do what the page says, in its order; return the folder and what the commands printed."""
    folder = tmp_path_factory.mktemp("extending")
    ignored = shutil.ignore_patterns("__pycache__", "*.py")
    shutil.copytree(ROOT / "ontology", folder / "ontology", ignore=ignored)
    runs = []
    with contextlib.chdir(folder):
        for kind, block in BLOCK.findall(PAGE):
            named = NAME.match(block)
            if kind == "console":
                for command, expected in read_commands(block):
                    output = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
                    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
                        status = main(shlex.split(command)[1:])
                    output.seek(0)
                    runs.append(Run(command, expected, output.read(), status))
            elif named is not None:
                path = Path(named[1])
                path.parent.mkdir(parents=True, exist_ok=True)
                text = block[named.end() :]
                with open(path, "a", encoding="utf-8") as file:
                    file.write(("\n" if path.stat().st_size else "") + text)
        yield folder, runs


def to_pattern(expected: str) -> re.Pattern[str]:
    """Return what an output must match: `...` is anything, a line of its own included."""
    return re.compile(re.escape(expected.rstrip("\n")).replace(r"\.\.\.", ".*?"), re.DOTALL)


def test_every_command_of_the_page_prints_what_the_page_says(done: tuple[Path, list[Run]]) -> None:
    _, runs = done
    assert len(runs) >= 10
    assert all(run.command.startswith("kg ") for run in runs)
    other = [
        f"$ {run.command}\n{run.printed}"
        for run in runs
        if run.status != 0 or not to_pattern(run.expected).fullmatch(run.printed.rstrip("\n"))
    ]
    assert not other, "\n".join(other)


def test_every_block_of_the_page_is_used() -> None:
    for kind, block in BLOCK.findall(PAGE):
        assert kind == "console" or NAME.match(block), block


def facts(data: Path) -> set[tuple[str, str, str]]:
    return {(fact.subject, fact.predicate, fact.object) for fact in read_facts(open_service(data).graph)}


@pytest.mark.parametrize(
    ("data", "question", "items"),
    [
        ("data", "who audited Zorblat?", ["Acme"]),
        ("data", "what did Acme audit?", ["Zorblat"]),
        ("data", "what was audited by Quuxly?", ["Vargle"]),
        ("data", "was Zorblat audited by Acme Inc.?", ["yes"]),
        ("data-rivers", "what flows into the Rhine?", ["Main"]),
        ("data-rivers", "what does the Rhine flow into?", ["North Sea"]),
    ],
)
def test_a_relation_is_asked_for_in_every_direction(
    data: str, question: str, items: list[str], done: tuple[Path, list[Run]]
) -> None:
    answer = open_service(done[0] / data).answerer.answer(Question(question=question))
    assert [item.label for item in answer.items] == items


def test_what_the_page_adds_is_read(done: tuple[Path, list[Run]]) -> None:
    read = facts(done[0] / "data")
    assert {("Zorblat", "auditedBy", "Acme"), ("Vargle", "auditedBy", "Quuxly")} <= read
    assert ("Vargle", "contributedBy", "Quuxly") in read
    assert ("Corundle", "auditedBy", "Ada Kettle") not in read
    rivers = facts(done[0] / "data-rivers")
    assert {("Main", "flowsInto", "Rhine"), ("Rhine", "flowsInto", "North Sea")} <= rivers


def test_what_was_accepted_enters_the_graph_at_the_next_build(done: tuple[Path, list[Run]]) -> None:
    folder, _ = done
    with contextlib.chdir(folder):
        assert main(["build", "notes", "--field", "ontology", "--data", "data", "--quiet"]) == 0
    assert ("Corundle", "auditedBy", "Ada Kettle") in facts(folder / "data")
