"""The public names: each says what it is, and what a module offers is there."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("ontology", "kg", "indexer", "api")
PATHS = sorted(path for package in (*PACKAGES, "benchmarks") for path in (ROOT / package).rglob("*.py"))
MODULES = [(path.relative_to(ROOT), ast.parse(path.read_text(encoding="utf-8"))) for path in PATHS]
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def find_public(tree: ast.Module | ast.ClassDef, prefix: str = "") -> Iterator[tuple[str, Definition]]:
    """Yield the public classes and functions of a module, and the public methods of these classes."""
    for node in tree.body:
        if isinstance(node, Definition) and not node.name.startswith("_"):
            yield prefix + node.name, node
            if isinstance(node, ast.ClassDef):
                yield from find_public(node, f"{prefix}{node.name}.")


def _is_stub(node: Definition) -> bool:
    return (
        isinstance(node, ast.FunctionDef)
        and ast.unparse(node.body) == "..."
        and [ast.unparse(mark) for mark in node.decorator_list] == ["property"]
    )


def find_all_public() -> list[tuple[str, Definition]]:
    return [(f"{path}: {name}", node) for path, tree in MODULES for name, node in find_public(tree)]


def test_there_is_something_to_check() -> None:
    assert len(MODULES) > 100
    assert len(find_all_public()) > 300


def test_every_module_says_what_it_is() -> None:
    assert [str(path) for path, tree in MODULES if not ast.get_docstring(tree)] == []


def test_every_public_class_and_function_says_what_it_does() -> None:
    # A property of a protocol without a body is named by its type, and told of by the class.
    assert [name for name, node in find_all_public() if not ast.get_docstring(node) and not _is_stub(node)] == []


def test_docstrings_begin_with_one_whole_sentence() -> None:
    wrong = []
    for name, node in find_all_public():
        first = (ast.get_docstring(node) or ".").split("\n\n")[0]
        if not first.rstrip().endswith((".", ":")) or not (first[0].isupper() or not first[0].isalpha()):
            wrong.append(f"{name}: {first!r}")
    assert wrong == []


def test_everything_public_is_typed() -> None:
    wrong = []
    for name, node in find_all_public():
        if isinstance(node, ast.ClassDef):
            continue
        arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        untyped = [a.arg for a in arguments if a.annotation is None and a.arg not in ("self", "cls")]
        if untyped or node.returns is None:
            wrong.append(f"{name}: {untyped or 'no return type'}")
    assert wrong == []


@pytest.mark.parametrize("path", [path for path, tree in MODULES if "__all__" in ast.dump(tree)], ids=str)
def test_what_a_module_offers_is_there(path: Path) -> None:
    module = importlib.import_module(".".join(path.with_suffix("").parts).removesuffix(".__init__"))
    offered = list(module.__all__)
    assert [name for name in offered if not hasattr(module, name)] == []
    assert offered == sorted(set(offered), key=offered.index), "a name stands twice"


def test_nobody_reaches_for_the_private_names_of_another_module() -> None:
    wrong = [
        f"{path}:{node.lineno} imports {alias.name} from {node.module}"
        for path, tree in MODULES
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in PACKAGES
        for alias in node.names
        if alias.name.startswith("_") and not alias.name.startswith("__")
    ]
    assert wrong == []


def test_no_error_is_swallowed_in_silence() -> None:
    """`except Exception: pass` hides what a build or an answer has lost."""
    wrong = [
        f"{path}:{node.lineno}"
        for path, tree in MODULES
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in ("Exception", "BaseException"))
        and all(isinstance(step, ast.Pass | ast.Continue) for step in node.body)
    ]
    assert wrong == []
