"""The files of the pages: what is served from where, what a wheel holds, what the lockfile names."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import httpx
import pytest

from api.routes import pages

ROOT = Path(__file__).parents[1]
WEB = ROOT / "api" / "web"
SCRIPTS = sorted(
    path for folder in (".", "bundles", "query", "explore", "widget") for path in (WEB / folder).glob("*.js")
)


def test_a_built_script_takes_the_place_of_the_plain_one(
    small_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = tmp_path / "built"
    built.mkdir()
    monkeypatch.setattr(pages, "_BUILT", built)
    plain = httpx.get(f"{small_url}/static/sparql.js").text
    assert plain == (WEB / "sparql.js").read_text()
    (built / "sparql.js").write_text("// built")
    assert httpx.get(f"{small_url}/static/sparql.js").text == "// built"
    assert httpx.get(f"{small_url}/static/query/page.js").text == (WEB / "query" / "page.js").read_text()


@pytest.mark.parametrize(
    "name",
    [
        "package.json",
        "vite.config.mjs",
        "bundles/sparql.js",
        "node_modules/vite/bin/vite.js",
        "../app.py",
        "query",
        ".x.js",
    ],
)
def test_only_files_of_the_pages_are_served(small_url: str, name: str) -> None:
    assert httpx.get(f"{small_url}/static/{name.replace('..', '%2e%2e')}").status_code == 404


def test_a_wheel_holds_what_is_served() -> None:
    globs = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["package-data"]["api"]
    packed = {path for glob in globs for path in (ROOT / "api").glob(glob) if path.is_file()}
    served = {path for folder in (".", "query", "explore", "widget", "built") for path in (WEB / folder).glob("*.*")}
    tools = {"package.json", "package-lock.json", "vite.config.mjs"}
    assert {path for path in served if path.name not in tools} <= packed
    assert not [path for path in packed if path.name in tools or "node_modules" in path.parts]


def test_the_lockfile_names_no_machine() -> None:
    text = (WEB / "package-lock.json").read_text()
    packages = json.loads(text)["packages"]
    resolved = {package["resolved"] for package in packages.values() if "resolved" in package}
    assert all(address.startswith("https://registry.npmjs.org/") for address in resolved)
    assert all("integrity" in package for name, package in packages.items() if name)
    assert "file:" not in text and "localhost" not in text


def test_built_scripts_carry_their_licences(built_pages: None) -> None:
    licences = (WEB / "built" / "LICENSES.txt").read_text()
    assert "@codemirror/view" in licences and "cytoscape" in licences
    assert licences.count("Permission is hereby granted, free of charge") > 5


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.relative_to(WEB).as_posix())
def test_scripts_never_parse_text_as_markup(path: Path) -> None:
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function", path.read_text()
    )


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.relative_to(WEB).as_posix())
def test_plain_scripts_import_no_library(path: Path) -> None:
    if path.parent.name == "bundles" or path.name in ("code_editor.js", "drawing.js"):
        return
    imported = re.findall(r"""from "([^"]+)"|import "([^"]+)\"""", path.read_text())
    assert all((one or other)[0] in "./" for one, other in imported)
