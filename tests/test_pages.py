"""The pages in a real browser: chat, widget and query page, over the real service."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from browser import Watch, serve_page
from chat import FOLLOW_UP, QUESTION, UNKNOWN, ask, give_answer
from playwright.sync_api import Page, Route, expect

WEB = Path(__file__).parents[1] / "api" / "web"
HOSTILE = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>\'">'

# The lowest contrast of any text shown on the page and in its open shadow roots, with that text.
CONTRAST = """() => {
  const channel = (value) => (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  const parse = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const up = (node) => node.assignedSlot ?? node.parentElement ?? node.getRootNode().host;
  const behind = (node) => {
    for (; node; node = up(node)) {
      const colour = parse(getComputedStyle(node).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const inside = (node) => [node, ...(node.shadowRoot ? nodes(node.shadowRoot) : [])];
  const nodes = (root) => [...root.querySelectorAll("*")].flatMap(inside);
  const worst = { ratio: 99, text: "" };
  for (const node of nodes(document)) {
    const words = [...node.childNodes].filter((n) => n.nodeType === 3 && n.data.trim());
    if (!words.length || node.closest("svg, script, style") || !node.checkVisibility()) continue;
    const [one, other] = [light(parse(getComputedStyle(node).color)), light(behind(node))];
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    if (ratio < worst.ratio) Object.assign(worst, { ratio, text: words[0].data.trim() });
  }
  return worst;
}"""


@pytest.mark.parametrize("path", ["/", "/sparql"])
def test_a_page_loads_quietly_and_asks_nobody_else(page: Page, server_url: str, path: str) -> None:
    watch = Watch(page)
    page.goto(server_url + path)
    page.wait_for_load_state("networkidle")
    assert watch.complaints == []
    assert {urlsplit(url).netloc for url in watch.requests} == {urlsplit(server_url).netloc}


def test_an_answer_comes_with_its_quote_facts_query_and_sources(page: Page, server_url: str) -> None:
    answer = httpx.post(f"{server_url}/ask", json={"question": QUESTION}, timeout=30).json()
    watch = Watch(page)
    page.goto(server_url)
    with page.expect_response("**/ask") as received:
        turn = ask(page, QUESTION)
    assert received.value.headers["content-type"].startswith("text/event-stream")
    citation = answer["citations"][0]
    turn.locator(".text .cite").first.click()
    expect(turn.locator(".quote")).to_contain_text(citation["title"])
    expect(turn.locator(".quote mark")).to_have_text(citation["quote"])
    evidence = page.get_by_label("Behind the answer")
    expect(evidence.locator("#source-list li")).to_have_count(len(answer["citations"]))
    expect(evidence.locator("#query-text")).to_have_text(answer["sparql"])
    fact = answer["facts"][0]
    assert fact["subject"]["label"] in page.locator("#graph .node title").all_text_contents()
    shown = page.locator("#graph .edge title").all_text_contents()
    assert f"{fact['subject']['label']} {fact['predicate']['label']} {fact['object']['label']}" in shown[0]
    assert watch.complaints == []

    evidence.get_by_role("link", name="Open in the query page").click()
    expect(page.locator("tbody tr")).to_have_count(len(answer["items"]))
    assert page.locator("query-editor").evaluate("editor => editor.value") == answer["sparql"]


def test_the_live_region_speaks_the_finished_answer_alone(page: Page, server_url: str) -> None:
    page.goto(server_url)
    status = page.locator("kg-chat").get_by_role("status")
    expect(status).to_be_empty()
    page.evaluate(
        """() => {
          window.spoken = [];
          const status = document.querySelector("kg-chat").shadowRoot.querySelector("[role=status]");
          const listen = () => window.spoken.push(status.textContent);
          new MutationObserver(listen).observe(status, { childList: true });
        }"""
    )
    words = ask(page, QUESTION).locator(".text").inner_text()
    spoken = page.evaluate("window.spoken")
    assert len(spoken) == 1
    assert spoken[0].startswith(re.split(r"\s*\d", words)[0][:20])
    assert page.locator("[aria-live]").count() == 1


def test_a_follow_up_sends_the_earlier_questions(page: Page, server_url: str) -> None:
    page.goto(server_url)
    ask(page, QUESTION)
    with page.expect_request("**/ask") as sent:
        ask(page, FOLLOW_UP)
    assert sent.value.post_data_json == {"question": FOLLOW_UP, "history": [QUESTION]}


def test_a_conversation_outlives_a_reload_until_it_is_cleared(page: Page, server_url: str) -> None:
    page.goto(server_url)
    ask(page, QUESTION)
    page.reload()
    expect(page.locator(".question")).to_have_text([QUESTION])
    expect(page.locator("#graph .node").first).to_be_visible()
    page.get_by_role("button", name="Clear the conversation").click()
    expect(page.locator(".turn")).to_have_count(0)
    page.reload()
    expect(page.locator(".turn")).to_have_count(0)


def test_an_abstention_looks_like_one(page: Page, server_url: str) -> None:
    page.goto(server_url)
    turn = ask(page, UNKNOWN)
    expect(turn.locator(".verdict")).to_have_text("Not in the documents")
    expect(turn.locator(".unanswerable .text")).not_to_be_empty()
    expect(page.locator("#graph .node")).to_have_count(0)


def test_disputed_and_negated_facts_say_so(page: Page, server_url: str) -> None:
    terms = [{"label": name, "iri": f"https://e.example/{name}"} for name in ("A", "made by", "B")]
    fact = dict(zip(("subject", "predicate", "object"), terms, strict=True)) | {
        "citations": [],
        "date": "2020-01-02",
    }
    page.set_viewport_size({"width": 800, "height": 700})
    page.goto(server_url)
    give_answer(page, answer="It is said.", facts=[fact | {"disputed": True}, fact | {"negated": True}])
    facts = ask(page, "Who made A?").locator(".facts")
    facts.locator("summary").click()
    expect(facts.locator("li").first).to_contain_text(re.compile("A made by B.*2020-01-02.*sources differ"))
    expect(facts.locator("li").last).to_contain_text("A not made by B")


def test_text_of_documents_and_questions_executes_nothing(page: Page, server_url: str) -> None:
    term = {"label": HOSTILE, "iri": f"javascript:{HOSTILE}"}
    citation = {
        "id": 1,
        "document": HOSTILE,
        "title": HOSTILE,
        "date": HOSTILE,
        "section": HOSTILE,
        "text": HOSTILE,
    }
    fact = {
        "subject": term,
        "predicate": term,
        "object": term | {"iri": None},
        "date": HOSTILE,
    }
    watch = Watch(page)
    page.goto(server_url)
    page.locator("kg-chat").evaluate("(chat, text) => chat.setAttribute('suggestions', text)", HOSTILE)
    expect(page.locator(".chip")).to_have_text([HOSTILE])
    give_answer(
        page,
        answer=f"{HOSTILE} [1]",
        items=[term, term],
        facts=[fact | {"citations": [1]}],
        citations=[citation | {"start": 0, "end": 1, "score": 1, "quote": HOSTILE}],
        sparql=HOSTILE,
        suggestions=[HOSTILE],
    )
    turn = ask(page, HOSTILE)
    turn.locator(".text .cite").click()
    expect(turn.locator(".question")).to_have_text(HOSTILE)
    expect(turn.locator(".quote blockquote")).to_have_text(HOSTILE)
    page.reload()
    expect(page.locator(".question")).to_have_text([HOSTILE])
    expect(page.locator("#query-text")).to_have_text(HOSTILE)
    assert page.evaluate("window.hit") is None
    assert page.locator("main img, main script").count() == 0
    assert watch.complaints == []


def test_the_widget_works_on_a_page_of_another_origin(page: Page, server_url: str) -> None:
    tag = f'<script type="module" src="{server_url}/widget.js" data-title="Ask us"></script>'
    html = f"<!doctype html><html lang=en><title>Host</title><h1>Host</h1>{tag}"
    with serve_page(html, f"default-src 'self' {server_url}") as host:
        watch = Watch(page)
        page.goto(host)
        launcher = page.get_by_role("button", name="Ask us")
        launcher.click()
        expect(page.get_by_role("dialog", name="Ask us")).to_be_visible()
        expect(page.get_by_label("Your question")).to_be_focused()
        turn = ask(page, QUESTION)
        turn.locator(".text .cite").first.click()
        expect(turn.locator(".quote blockquote")).to_be_visible()
        link = turn.get_by_role("link", name="Show SPARQL")
        assert (link.get_attribute("href") or "").startswith(f"{server_url}/sparql#query=")
        origins = {urlsplit(url).netloc for url in watch.requests}
        assert origins == {urlsplit(host).netloc, urlsplit(server_url).netloc}
        assert watch.complaints == []


def test_the_keyboard_alone_is_enough(page: Page, server_url: str) -> None:
    tag = f'<script type="module" src="{server_url}/widget.js"></script>'
    html = f"<!doctype html><html lang=en><title>Host</title>{tag}"
    with serve_page(html, f"default-src 'self' {server_url}") as host:
        page.goto(host)
        launcher = page.locator(".launcher")
        expect(launcher).to_be_visible()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.get_by_label("Your question")).to_be_focused()
        page.keyboard.type(QUESTION)
        page.keyboard.press("Enter")
        cite = page.locator(".text .cite").first
        expect(cite).to_be_visible()
        for _ in range(12):
            if cite.evaluate("node => node.getRootNode().activeElement === node"):
                break
            page.keyboard.press("Shift+Tab")
        expect(cite).to_be_focused()
        assert cite.evaluate("node => getComputedStyle(node).outlineStyle") == "solid"
        page.keyboard.press("Enter")
        expect(page.locator(".quote")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator(".quote")).to_be_hidden()
        expect(cite).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_be_hidden()
        expect(launcher).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_is_readable_in_both_schemes(page: Page, server_url: str, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(server_url)
    ask(page, QUESTION).locator(".text .cite").first.click()
    ask(page, UNKNOWN)
    surface = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (sum(map(int, re.findall(r"\d+", surface)[:3])) < 200) is (scheme == "dark")
    assert page.evaluate(CONTRAST)["ratio"] >= 4.5, page.evaluate(CONTRAST)
    page.goto(f"{server_url}/sparql")
    page.get_by_role("button", name="Run").click()
    expect(page.locator("#outcome")).to_be_visible()
    assert page.evaluate(CONTRAST)["ratio"] >= 4.5, page.evaluate(CONTRAST)


@pytest.mark.parametrize("path", ["/", "/sparql"])
def test_a_page_fits_a_phone(page: Page, server_url: str, path: str) -> None:
    page.set_viewport_size({"width": 380, "height": 700})
    page.goto(server_url + path)
    if path == "/":
        turn = ask(page, QUESTION)
        turn.locator(".facts summary").click()
        expect(turn.locator(".facts li").first).to_be_visible()
        expect(page.get_by_role("button", name="Send")).to_be_in_viewport(ratio=1)
    else:
        page.get_by_role("button", name="Run").click()
        expect(page.locator("#outcome")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 380


def test_less_motion_where_it_is_asked_for(page: Page, server_url: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    held: list[Route] = []
    page.route("**/ask", lambda route: held.append(route))
    page.goto(server_url)
    page.get_by_label("Your question").fill(QUESTION)
    page.keyboard.press("Enter")
    assert page.locator(".waiting").evaluate("node => getComputedStyle(node).animationName") == "none"
    held[0].abort()


def test_an_answer_can_be_stopped_and_asked_again(page: Page, server_url: str) -> None:
    held: list[Route] = []
    page.route("**/ask", lambda route: held.append(route))
    page.goto(server_url)
    page.get_by_label("Your question").fill(QUESTION)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Stop").click()
    expect(page.locator(".notice")).to_have_text("Stopped.")
    held[0].abort()
    page.unroute("**/ask")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".text .cite").first).to_be_visible()
    expect(page.locator(".turn")).to_have_count(1)


def refuse(route: Route) -> None:
    route.fulfill(status=503, content_type="application/problem+json", body='{"detail": "Busy. Try again later."}')


def test_a_service_that_starts_is_asked_again_until_it_is_there(page: Page, server_url: str) -> None:
    tries = 0

    def start(route: Route) -> None:
        nonlocal tries
        tries += 1
        if tries > 2:
            route.continue_()
        else:
            route.fulfill(status=503, headers={"Retry-After": "1"}, body="")

    page.route("**/ask", start)
    page.goto(server_url)
    turn = ask(page, QUESTION)
    expect(turn.locator(".text .cite").first).to_be_visible()
    assert tries == 3


@pytest.mark.parametrize("width", [320, 360, 375])
@pytest.mark.parametrize("path", ["/", "/explore", "/sparql", "/docs"])
def test_on_a_telephone_the_bar_takes_one_line(page: Page, server_url: str, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(server_url + path)
    brand, links = (page.locator(place).bounding_box() for place in (".brand img", ".bar nav"))
    assert brand is not None and links is not None
    assert links["y"] < brand["y"] + brand["height"]
    assert links["x"] + links["width"] <= width


def break_off(route: Route) -> None:
    route.fulfill(content_type="text/event-stream", body='event: token\ndata: {"text": "Half an"}\n\n')


@pytest.mark.parametrize(
    ("failure", "message"),
    [
        (lambda route: route.abort(), "cannot be reached"),
        (refuse, "Busy. Try again later."),
        (break_off, "The answer broke off."),
    ],
)
def test_a_failure_is_told_and_can_be_retried(page: Page, server_url: str, failure: Any, message: str) -> None:
    page.route("**/ask", failure)
    page.goto(server_url)
    turn = ask(page, QUESTION)
    expect(turn.locator(".notice")).to_contain_text(message)
    page.unroute("**/ask")
    turn.get_by_role("button", name="Try again").click()
    expect(turn.locator(".text .cite").first).to_be_visible()
    expect(turn.locator(".notice")).to_have_count(0)


def test_the_widget_is_small() -> None:
    files = [WEB / "widget.js", *(WEB / "widget").glob("*.js")]
    assert sum(len(gzip.compress(path.read_bytes())) for path in files) < 30_000


@pytest.mark.parametrize("path", sorted(WEB.glob("*.html")), ids=lambda path: path.name)
def test_pages_hold_no_inline_script_or_style(path: Path) -> None:
    html = path.read_text()
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", html)
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", html)
