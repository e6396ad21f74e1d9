"""Pictures of every page over the default corpus: written to a folder where KG_SCREENSHOTS names one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import Watch
from chat import ask
from playwright.sync_api import Page, expect
from serving import serve

from api.app import create_app
from api.settings import Settings

ROOT = Path(__file__).parents[1]
FOLDER = os.environ.get("KG_SCREENSHOTS")

pytestmark = pytest.mark.skipif(FOLDER is None, reason="`make screenshots` takes them")


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    from api.build import build_data

    folder = tmp_path_factory.mktemp("default") / "data"
    build_data([ROOT / "corpus"], folder, encoder="default", progress=lambda _: None)
    with serve(create_app(Settings(data=folder))) as url:
        yield url


def show_chat(page: Page, url: str) -> None:
    page.goto(url)
    turn = ask(page, "What replaces KubeDNS?")
    turn.locator(".text .cite").first.click()
    expect(turn.locator(".quote blockquote")).to_be_visible()


def show_sparql(page: Page, url: str) -> None:
    page.goto(f"{url}/sparql")
    page.get_by_label("SPARQL query").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(
        "# What depends on what, and in which language is it written?\n"
        "SELECT ?thing ?needs ?language WHERE {\n"
        "  ?x kg:dependsOn ?y ; skos:prefLabel ?thing .\n"
        "  ?y skos:prefLabel ?needs ; kg:writtenIn/skos:prefLabel ?language .\n"
        "}\nORDER BY ?thing"
    )
    page.keyboard.press("Control+Enter")
    expect(page.locator("#outcome tbody tr").first).to_be_visible()


def show_explore(page: Page, url: str) -> None:
    page.goto(f"{url}/explore")
    expect(page.locator("#status")).to_contain_text("things")


def show_neighbourhood(page: Page, url: str) -> None:
    page.goto(f"{url}/explore?around=Envoy")
    expect(page.locator("#status")).to_contain_text("Envoy:")
    page.locator(".fact-buttons button").first.click()
    expect(page.locator("#details blockquote").first).to_be_visible()


def show_entity(page: Page, url: str) -> None:
    page.goto(f"{url}/entities/CoreDNS")


def show_document(page: Page, url: str) -> None:
    page.goto(f"{url}/documents/projects/coredns.md")


SHOWN: list[Callable[[Page, str], None]] = [
    show_chat,
    show_sparql,
    show_explore,
    show_neighbourhood,
    show_entity,
    show_document,
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("show", SHOWN, ids=lambda show: show.__name__.removeprefix("show_"))
def test_a_page_is_pictured(page: Page, url: str, built_pages: None, show: Any, scheme: Any) -> None:
    watch = Watch(page)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    show(page, url)
    assert watch.complaints == []
    # times differ from run to run, and the mouse and the caret are no part of a page
    page.evaluate("document.activeElement?.blur()")
    summary = page.locator("#summary")
    if summary.count():
        summary.evaluate("node => (node.textContent = node.textContent.replace(/ in \\d+ ms/, ''))")
    page.mouse.move(2, 2)
    name = f"{show.__name__.removeprefix('show_')}-{scheme}.png"
    taken = page.screenshot(path=ROOT / str(FOLDER) / name, animations="disabled")
    assert taken.startswith(b"\x89PNG") and 10_000 < len(taken) < 500_000
