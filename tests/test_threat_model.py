"""Documentation against code: each threat has its test, each route and setting its words."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import httpx
import pytest

from api.settings import list_settings
from ontology.names import BASE

ROOT = Path(__file__).parents[1]
MODEL = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")
API = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/\w+\.py)::((?:\w+::)?\w+)`", MODEL)))


@pytest.mark.parametrize(("file", "name"), NAMED, ids=[name for _, name in NAMED])
def test_every_test_that_is_named_is_there(file: str, name: str) -> None:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    found = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            found |= {f"{node.name}::{item.name}" for item in node.body if isinstance(item, ast.FunctionDef)}
    assert name in found


def test_every_line_of_a_table_of_threats_names_a_test() -> None:
    tables = re.findall(r"\| threat \|.*\n\|[-|]+\n((?:\|.*\n)+)", MODEL)
    rows = [row for table in tables for row in table.splitlines()]
    assert len(rows) > 35
    assert [row for row in rows if "`tests/" not in row] == []


def test_every_route_and_setting_is_told(small_url: str) -> None:
    paths = httpx.get(small_url + "/openapi.json").json()["paths"]
    missing = [path for path in [*paths, "/mcp", "/update", "/store"] if path not in API]
    assert missing == []
    assert [row.variable for row in list_settings() if f"`{row.variable}`" not in API] == []


def test_the_iris_that_are_told_are_those_in_use() -> None:
    text = (ROOT / "docs" / "iris.md").read_text(encoding="utf-8")
    assert BASE in text
    for kind in ("entity/", "document/", "statement/", "graph/provenance", "graph/ontology", "ontology#"):
        assert BASE + kind in text
