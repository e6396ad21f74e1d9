"""The query page in a real browser: the built editor, and the plain one that needs no Node.js."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import Watch
from playwright.sync_api import Locator, Page, Route, expect

from api.routes import pages

HOSTILE = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>\'">'


@pytest.fixture(params=["built", "plain"])
def editor(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: Page, server_url: str
) -> Iterator[Locator]:
    """Return the editor of the query page, with the scripts that Vite built and without them."""
    if request.param == "built":
        request.getfixturevalue("built_pages")
    else:
        monkeypatch.setattr(pages, "_BUILT", tmp_path)
    page.goto(f"{server_url}/sparql")
    yield page.get_by_label("SPARQL query")


@pytest.fixture
def code(built_pages: None, page: Page, server_url: str) -> Locator:
    """Return the built editor."""
    page.goto(f"{server_url}/sparql")
    return page.get_by_label("SPARQL query")


def read(page: Page) -> str:
    """Return what stands in the editor."""
    text: str = page.locator("query-editor").evaluate("editor => editor.value")
    return text


def test_a_query_runs_is_shared_and_downloaded(page: Page, editor: Locator) -> None:
    editor.fill('SELECT ?word WHERE { VALUES ?word { "one" "two" } }')
    page.keyboard.press("Control+Enter")
    expect(page.locator("tbody tr")).to_have_count(2)
    assert "#query=SELECT%20%3Fword" in page.url
    with page.expect_download() as saved:
        page.get_by_role("button", name="Download CSV").click()
    assert saved.value.suggested_filename == "result.csv"
    assert Path(saved.value.path()).read_text().split() == ["word", "one", "two"]
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator("tbody tr")).to_have_count(2)
    assert read(page).startswith("SELECT ?word")


def test_a_link_to_the_query_is_copied(page: Page, code: Locator) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    code.fill("ASK { ?s ?p ?o }")
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    page.goto("about:blank")
    page.goto(copied)
    expect(page.locator("#result")).to_have_text("Yes")


def test_the_examples_run(page: Page, editor: Locator) -> None:
    expect(page.locator("#examples option").nth(3)).to_be_attached()
    for index in range(1, page.locator("#examples option").count()):
        page.get_by_label("Examples").select_option(index=index)
        expect(page.get_by_role("button", name="Run")).to_be_visible()
        expect(page.locator("#problem")).to_be_hidden()
        expect(page.locator("#outcome")).to_be_visible()


def test_what_is_typed_while_the_examples_load_stays(page: Page, server_url: str) -> None:
    held: list[Route] = []
    page.route("**/.well-known/sparql-examples", lambda route: held.append(route))
    page.goto(f"{server_url}/sparql")
    page.get_by_label("SPARQL query").fill("ASK { ?s ?p ?o }")
    held[0].continue_()
    expect(page.locator("#examples option").nth(3)).to_be_attached()
    assert read(page) == "ASK { ?s ?p ?o }"


def test_a_wrong_query_is_marked_at_its_line(page: Page, code: Locator) -> None:
    code.fill("SELECT *\nWHERE {\n  ?s !! ?o .\n}\n")
    page.get_by_role("button", name="Run").click()
    expect(page.locator("#problem")).to_contain_text("line 3")
    expect(page.locator(".cm-lintRange-error")).to_have_text("?s !! ?o .")
    marker, third = page.locator(".cm-lint-marker-error"), page.locator(".cm-line").nth(2)
    expect(marker).to_be_visible()
    middle, line = marker.bounding_box(), third.bounding_box()
    assert middle and line and line["y"] <= middle["y"] <= line["y"] + line["height"]
    expect(code).to_be_focused()
    page.keyboard.type(" ")
    expect(marker).to_have_count(0)


def test_the_plain_editor_marks_the_line_too(
    page: Page, server_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "_BUILT", tmp_path)
    page.goto(f"{server_url}/sparql")
    page.get_by_label("SPARQL query").fill("SELECT *\nWHERE {\n  ?s !! ?o .\n}\n")
    page.get_by_role("button", name="Run").click()
    expect(page.locator("#problem")).to_contain_text("line 3")
    expect(page.locator(".gutter .wrong")).to_have_text("3")


@pytest.mark.parametrize(
    ("typed", "offered", "written"),
    [
        ("SELECT ?x { ?x kg:repl", "kg:replaces", "SELECT ?x { ?x kg:replaces"),
        ("SELECT ?x { ?x a Projec", "kg:Project", "SELECT ?x { ?x a kg:Project"),
        ("SELECT ?x { ?x kg:replaces e:Kube", "e:KubeDNS", "SELECT ?x { ?x kg:replaces e:KubeDNS"),
        ("SELECT ?thing { ?th", "?thing", "SELECT ?thing { ?thing"),
        ("PREFIX sko", "skos:", "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"),
        ("SELECT ?x { OPTIO", "OPTIONAL", "SELECT ?x { OPTIONAL"),
    ],
)
def test_words_of_the_graph_are_completed(page: Page, code: Locator, typed: str, offered: str, written: str) -> None:
    code.click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.insert_text(typed[:-1])
    page.keyboard.type(typed[-1])
    option = page.locator(".cm-completionLabel").get_by_text(offered, exact=True)
    option.click()
    assert read(page).startswith(written)


def test_a_property_is_explained_while_it_is_completed(page: Page, code: Locator) -> None:
    code.fill("")
    page.keyboard.type("kg:replacedB")
    expect(page.locator(".cm-completionInfo")).to_contain_text("kg:Thing → kg:Thing")


def test_the_keyboard_alone_writes_and_runs_a_query(page: Page, server_url: str, built_pages: None) -> None:
    page.goto(f"{server_url}/sparql")
    editor = page.get_by_label("SPARQL query")
    for _ in range(12):
        page.keyboard.press("Tab")
        if editor.evaluate("node => node.getRootNode().activeElement === node"):
            break
    expect(editor).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("ASK { ?new kg:replace")
    expect(page.locator(".cm-completionLabel").first).to_be_visible()
    # for 75 ms a list that opens takes no keys, lest it takes one that was meant for the text
    page.wait_for_timeout(200)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type(" ?old ")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#result")).to_have_text("Yes")
    # with nothing to complete, Tab leaves the editor
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(editor).not_to_be_focused()


def test_the_editor_keeps_to_the_strict_policy(page: Page, server_url: str, built_pages: None) -> None:
    watch = Watch(page)
    reply = page.goto(f"{server_url}/sparql")
    assert reply and "style-src 'self';" in reply.headers["content-security-policy"]
    page.get_by_label("SPARQL query").click()
    page.keyboard.press("Control+a")
    page.keyboard.type("ASK { ?new kg:repl")
    expect(page.locator(".cm-completionLabel").first).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.type("aces ?old ")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#result")).to_have_text("Yes")
    colour = page.locator(".cm-line span").first.evaluate("node => getComputedStyle(node).color")
    assert colour != page.locator(".cm-line").first.evaluate("node => getComputedStyle(node).color")
    assert watch.complaints == []


def test_query_results_are_shown_as_text(page: Page, editor: Locator) -> None:
    values = {
        "iri": {"type": "uri", "value": f"javascript:{HOSTILE}"},
        "word": {"type": "literal", "value": HOSTILE},
    }
    body = json.dumps({"head": {"vars": ["iri", "word", HOSTILE]}, "results": {"bindings": [values]}})
    page.route("**/sparql", lambda route: route.fulfill(content_type="application/sparql-results+json", body=body))
    page.get_by_role("button", name="Run").click()
    expect(page.locator("tbody td")).to_have_text([f"javascript:{HOSTILE}", HOSTILE, ""])
    assert page.locator("#result a, #result img").count() == 0
    assert page.evaluate("window.hit") is None
