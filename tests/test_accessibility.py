"""Every page by axe-core, in light and in dark: no violation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import serve_page
from chat import QUESTION, UNKNOWN, ask
from playwright.sync_api import Page, expect


def check(page: Page) -> None:
    """Assert that axe finds no violation in the page as it stands, its open shadow roots included."""
    found = Axe().run(page).response
    told = [(rule["id"], node["target"], node["html"]) for rule in found["violations"] for node in rule["nodes"]]
    assert told == []
    assert len(found["passes"]) > 10


def show_greeting(page: Page, url: str) -> None:
    page.goto(url)
    expect(page.get_by_label("Your question")).to_be_visible()


def show_answer(page: Page, url: str) -> None:
    page.goto(url)
    ask(page, QUESTION).locator(".text .cite").first.click()
    ask(page, UNKNOWN)


def show_query(page: Page, url: str) -> None:
    page.goto(f"{url}/sparql")
    page.get_by_role("button", name="Run").click()
    expect(page.locator("#outcome")).to_be_visible()


def show_wrong_query(page: Page, url: str) -> None:
    page.goto(f"{url}/sparql")
    page.get_by_label("SPARQL query").fill("SELECT *\nWHERE {\n")
    page.get_by_role("button", name="Run").click()
    expect(page.locator("#problem")).to_be_visible()


def show_completion(page: Page, url: str) -> None:
    page.goto(f"{url}/sparql")
    page.get_by_label("SPARQL query").click()
    page.keyboard.type(" kg:re")
    expect(page.locator(".cm-completionLabel").first).to_be_visible()


def show_map(page: Page, url: str) -> None:
    page.goto(f"{url}/explore")
    expect(page.locator("#status")).to_contain_text("things")


def show_neighbourhood(page: Page, url: str) -> None:
    page.goto(f"{url}/explore?around=CoreDNS")
    expect(page.locator("#status")).to_contain_text("CoreDNS:")
    page.locator(".fact-buttons button").first.click()
    expect(page.locator("#details blockquote").first).to_be_visible()


def show_tables(page: Page, url: str) -> None:
    page.goto(f"{url}/explore?view=table")
    expect(page.locator("#tables table").first).to_be_visible()


def show_failure(page: Page, url: str) -> None:
    page.goto(f"{url}/explore?around=Nobody")
    expect(page.get_by_role("alert")).to_be_visible()


def show_entity(page: Page, url: str) -> None:
    page.goto(f"{url}/entities/CoreDNS")


def show_document(page: Page, url: str) -> None:
    page.goto(f"{url}/documents/cluster-dns.md")


def show_reference(page: Page, url: str) -> None:
    page.goto(f"{url}/docs")


SHOWN: list[Callable[[Page, str], None]] = [
    show_greeting,
    show_answer,
    show_query,
    show_wrong_query,
    show_completion,
    show_map,
    show_neighbourhood,
    show_tables,
    show_failure,
    show_entity,
    show_document,
    show_reference,
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("show", SHOWN, ids=lambda show: show.__name__.removeprefix("show_"))
def test_a_page_has_no_violation(page: Page, server_url: str, built_pages: None, show: Any, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    show(page, server_url)
    check(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_widget_on_another_page_has_no_violation(page: Page, server_url: str, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    tag = f'<script type="module" src="{server_url}/widget.js" data-title="Ask us"></script>'
    html = f"<!doctype html><html lang=en><title>Host</title><main><h1>Host</h1></main>{tag}"
    with serve_page(html, f"default-src 'self' {server_url}") as host:
        page.goto(host)
        page.get_by_role("button", name="Ask us").click()
        ask(page, QUESTION).locator(".text .cite").first.click()
        check(page)
