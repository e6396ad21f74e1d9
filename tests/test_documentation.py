"""The documentation: what it names is there."""

from __future__ import annotations

import re
from pathlib import Path
from runpy import run_path

import pytest
from test_corpus import BAD

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
FILES = re.compile(r"`((?:ontology|kg|indexer|api|tests|benchmarks|docs|corpus)/[\w/.-]*)`")
LINKS = re.compile(r"\]\((?!https?://|#)([^)#\s]+)[^)]*\)")
TARGETS = re.compile(r"\bmake ([a-z-]+)\b")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_and_links_of_a_page_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    missing = [name for name in FILES.findall(text) if not (ROOT / name).exists()]
    missing += [link for link in LINKS.findall(text) if not (page.parent / link).exists()]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_make_targets_of_a_page_exist(page: Path) -> None:
    quoted = " ".join(re.findall(r"`[^`\n]+`|^\s+make .*$", page.read_text(encoding="utf-8"), re.MULTILINE))
    known = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(TARGETS.findall(quoted)) <= known


def test_every_reason_for_leaving_out_a_file_is_written_down() -> None:
    page = (ROOT / "docs" / "bad-input.md").read_text(encoding="utf-8")
    assert [reason for _, reason in BAD.values() if reason not in page] == []


def test_the_architecture_names_every_package() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    folders = {
        path.parent.relative_to(ROOT).as_posix()
        for package in ("kg", "indexer", "api")
        for path in (ROOT / package).rglob("*.py")
    }
    assert [folder for folder in sorted(folders) if f"{folder}/" not in page] == []


def test_the_list_of_modules_is_what_their_docstrings_say() -> None:
    page = (ROOT / "docs" / "modules.md").read_text(encoding="utf-8")
    assert page == run_path(str(ROOT / "docs" / "list_modules.py"))["list_modules"](), "run `make modules`"


def test_every_module_says_what_it_is_for() -> None:
    page = (ROOT / "docs" / "modules.md").read_text(encoding="utf-8")
    assert [line for line in page.splitlines() if line.endswith("|  |")] == []


def test_the_licences_are_there() -> None:
    assert "Apache License" in (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Creative Commons Attribution 4.0" in (ROOT / "corpus" / "LICENSE").read_text(encoding="utf-8")
