"""The field for a key in a real browser: on the pages of a service that wants one, and in the widget elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import serve_page
from chat import QUESTION
from landscape_data import to_trig
from playwright.sync_api import Page, Route, expect
from serving import serve
from small_data import make_data, open_small_service
from test_accessibility import check
from test_pages import CONTRAST

from api.app import create_app
from api.routes import pages
from api.service import Service
from api.settings import Settings

KEY = "key-of-alice-0123456789"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a service that nobody may ask without a key."""
    folder = tmp_path_factory.mktemp("keys")
    (folder / "keys").write_text(f"alice {KEY}\n")
    make_data(folder / "data", more=to_trig())
    settings = Settings(data=folder / "data", keys=str(folder / "keys"), anonymous="no")

    def open_service(data: Path, settings: Settings) -> Service:
        service = open_small_service(data, settings)
        service.__dict__["suggestions"] = ["what replaces KubeDNS?"]
        return service

    with serve(create_app(settings, open_service)) as url:
        yield url


def ask(page: Page, question: str = "what replaces KubeDNS?") -> None:
    page.get_by_label("Your question").fill(question)
    page.keyboard.press("Enter")


def use(page: Page, key: str) -> None:
    page.get_by_label("API key").fill(key)
    page.keyboard.press("Enter")


def test_the_chat_asks_for_a_key_and_keeps_it_for_the_tab(page: Page, url: str) -> None:
    page.goto(url)
    field, notice = page.get_by_label("API key"), page.locator(".notice")
    # the service refuses its suggestions too: the field is there before anything is asked, and takes no focus
    expect(field).to_be_visible()
    expect(field).not_to_be_focused()
    ask(page)
    expect(notice).to_have_text("The service asks for a key. Enter yours below.")
    expect(page.get_by_role("status")).to_have_text("The service asks for a key. Enter yours below.")
    expect(field).to_be_focused()
    page.keyboard.type("a key that is none")
    page.keyboard.press("Enter")
    assert field.evaluate("field => field.validity.patternMismatch")
    use(page, "key-of-nobody-0123456789")
    expect(notice).to_have_text("The service does not know this key. Enter another one below.")
    expect(field).to_have_value("")
    use(page, KEY)
    expect(page.locator(".text")).to_contain_text("CoreDNS replaced KubeDNS")
    expect(page.locator(".turn")).to_have_count(1)
    expect(field).to_be_hidden()
    page.get_by_role("button", name="Good answer").click()
    expect(page.locator(".thanks")).to_have_text("Thank you.")
    page.reload()
    page.get_by_role("button", name="Clear the conversation").click()
    expect(page.locator(".welcome .chip").first).to_be_visible()
    ask(page)
    expect(page.locator(".text")).to_contain_text("CoreDNS replaced KubeDNS")
    expect(field).to_be_hidden()
    stranger = page.context.new_page()
    stranger.goto(url)
    expect(stranger.get_by_label("API key")).to_be_visible()


def test_a_key_before_the_first_question_brings_suggestions(page: Page, url: str) -> None:
    page.goto(url)
    use(page, KEY)
    expect(page.locator(".welcome .chip").first).to_be_visible()
    expect(page.get_by_label("API key")).to_be_hidden()
    expect(page.get_by_label("Your question")).to_be_focused()


def test_a_linked_question_waits_for_the_key(page: Page, url: str) -> None:
    page.goto(f"{url}/?q=what+replaces+KubeDNS")
    expect(page.get_by_label("API key")).to_be_focused()
    use(page, KEY)
    expect(page.locator("#query-text")).to_contain_text("kg:replaces")


def test_the_widget_on_another_page_asks_for_a_key(page: Page, url: str) -> None:
    tag = f'<script type="module" src="{url}/widget.js" data-title="Ask us" data-suggestions="One?"></script>'
    html = f"<!doctype html><html lang=en><title>Host</title><main><h1>Host</h1></main>{tag}"
    with serve_page(html, f"default-src 'self' {url}") as host:
        page.goto(host)
        page.get_by_role("button", name="Ask us").click()
        field = page.get_by_label("API key")
        expect(field).to_be_hidden()
        ask(page, QUESTION)
        expect(field).to_be_focused()
        check(page)
        page.keyboard.type(KEY)
        page.keyboard.press("Enter")
        expect(page.locator(".turn .actions")).to_be_visible()
        expect(field).to_be_hidden()
        assert page.evaluate("location.href") == host


def test_where_storage_is_forbidden_the_page_holds_the_key(page: Page, url: str) -> None:
    page.add_init_script("Object.defineProperty(window, 'sessionStorage', { get() { throw new Error('no'); } })")
    page.goto(url)
    ask(page)
    use(page, KEY)
    expect(page.locator(".text")).to_contain_text("CoreDNS replaced KubeDNS")


def test_a_key_entered_while_the_service_refuses_is_used(page: Page, url: str) -> None:
    page.goto(url)
    expect(page.get_by_label("API key")).to_be_visible()
    held: list[Route] = []
    page.route("**/ask", lambda route: held.append(route), times=1)
    with page.expect_request("**/ask"):
        ask(page)
    use(page, KEY)
    expect(page.get_by_label("API key")).to_be_hidden()
    held[0].continue_()
    expect(page.locator(".text")).to_contain_text("CoreDNS replaced KubeDNS")
    expect(page.get_by_label("API key")).to_be_hidden()


@pytest.mark.parametrize("form", ["built", "plain"])
def test_the_query_page_and_the_map_ask_for_a_key(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: Page, url: str, form: str
) -> None:
    if form == "built":
        request.getfixturevalue("built_pages")
    else:
        monkeypatch.setattr(pages, "_BUILT", tmp_path)
    page.goto(f"{url}/sparql#query=ASK%20%7B%20e:CoreDNS%20kg:replaces%20e:KubeDNS%20%7D")
    expect(page.locator("#problem")).to_have_text("The service asks for a key. Enter yours below.")
    use(page, "key-of-nobody-0123456789")
    expect(page.locator("#problem")).to_have_text("The service does not know this key. Enter another one below.")
    use(page, KEY)
    expect(page.locator("#result")).to_have_text("Yes")
    expect(page.get_by_label("API key")).to_have_count(0)
    expect(page.locator("#examples option").nth(1)).to_be_attached()
    # the tab knows the key now, whichever page asked
    page.get_by_role("link", name="Explore").click()
    expect(page.locator("#status")).to_contain_text("things")
    other = page.context.new_page()
    other.goto(f"{url}/explore?view=table")
    expect(other.get_by_role("alert")).to_contain_text("The service asks for a key.")
    use(other, KEY)
    expect(other.locator("#tables table").first).to_be_visible()
    expect(other.get_by_label("API key")).to_have_count(0)


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/?q=what", "/sparql#query=ASK%7B%7D", "/explore"])
def test_the_field_is_readable_and_fits(page: Page, url: str, path: str, scheme: Any, width: int) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(url + path)
    expect(page.get_by_label("API key")).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name="Use key")).to_be_in_viewport(ratio=1)
    check(page)
    assert page.evaluate(CONTRAST)["ratio"] >= 4.5, page.evaluate(CONTRAST)
    assert page.evaluate("document.documentElement.scrollWidth") == width
