"""The examples of README.md and docs/api.md: run over the default corpus, they print what the pages say."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import serve
from test_extending import BLOCK, read_commands

from api.app import create_app
from api.settings import Settings

ROOT = Path(__file__).parents[1]
# A token, a file or a folder of the reader's own, a service that goes on: nothing to compare.
OWN = re.compile(r"\$TOKEN|urn:mine|@notes|~/|kg serve|make ")


def read_examples() -> list[tuple[str, str]]:
    """Return the commands of the pages that print something, with what the pages say that they print."""
    texts = [(ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "docs/api.md")]
    found = [
        pair
        for text in texts
        for kind, block in BLOCK.findall(text)
        if kind == "console"
        for pair in read_commands(block)
    ]
    return [
        (command + first, rest)
        for command, expected in found
        # a line that ends with a backslash goes on in the next
        for first, rest in [split_command(command, expected)]
        if rest.strip() and not OWN.search(command)
    ]


def split_command(command: str, expected: str) -> tuple[str, str]:
    """Return the rest of a command that goes on in the lines below, and the output."""
    if not command.endswith("\\"):
        return "", expected
    first, _, rest = expected.partition("\n")
    more, output = split_command(first, rest)
    return f"\n{first}{more}", output


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    from api.build import build_data

    if shutil.which("curl") is None:
        pytest.skip("the examples need curl")
    folder = tmp_path_factory.mktemp("default") / "data"
    build_data([ROOT / "corpus"], folder, encoder="default", progress=lambda _: None)
    with serve(create_app(Settings(data=folder))) as url:
        yield folder, url


def to_pattern(expected: str) -> re.Pattern[str]:
    """Return what an output must match: white space is for the eye, and `…` stands for more."""
    parts = re.split(r"…|^ *\.\.\.$", expected, flags=re.MULTILINE)
    return re.compile(".*?".join(re.escape("".join(part.split())) for part in parts), re.DOTALL)


@pytest.mark.parametrize(("command", "expected"), read_examples())
def test_an_example_prints_what_the_page_says(service: tuple[Path, str], command: str, expected: str) -> None:
    folder, url = service
    line = re.sub(r"\blocalhost:8000|127\.0\.0\.1:8000", url.removeprefix("http://"), command)
    line = re.sub(r"^kg ", f"{sys.executable} -m api.cli ", line)
    environment = {**os.environ, "KG_DATA": str(folder), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["sh", "-c", line], capture_output=True, text=True, env=environment, timeout=120)
    assert done.returncode == 0, done.stderr
    assert to_pattern(expected).fullmatch("".join(done.stdout.split())), f"$ {command}\n{done.stdout[:4000]}"


def test_the_pages_have_examples() -> None:
    assert len(read_examples()) >= 8
