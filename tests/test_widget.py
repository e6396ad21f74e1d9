"""The chat in a real browser: streaming, links, permalinks, ratings, days, print, and a server that goes and comes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
from browser import Watch, serve_page
from chat import FOLLOW_UP, QUESTION, UNKNOWN, answer_stepwise, ask, give_answer, to_answer
from playwright.sync_api import Browser, Page, Route, expect
from serving import serve
from small_data import make_data, open_small_service

from api.app import create_app
from api.feedback import FeedbackLog
from api.settings import Settings
from ontology.names import DOCUMENT, ENTITY, KG, to_document_iri

WEB = Path(__file__).parents[1] / "api" / "web"


def term(label: str) -> dict[str, str]:
    return {"label": label, "iri": ENTITY + label.replace(" ", "_"), "type": "Project"}


def fact(subject: str, predicate: str, object: str, **more: Any) -> dict[str, Any]:
    ends = {"subject": term(subject), "predicate": {"label": predicate, "iri": ""}, "object": term(object)}
    return ends | {"citations": [], "date": None} | more


def test_the_widget_knows_where_entities_live() -> None:
    script = (WEB / "widget" / "links.js").read_text()
    assert f'const ENTITY = "{ENTITY}";' in script and f'const DOCUMENT = "{DOCUMENT}";' in script


def test_words_are_shown_as_they_come_and_then_spoken_once(page: Page, server_url: str) -> None:
    events = [
        ("facts", {"items": [], "facts": []}),
        ("token", {"text": "CoreDNS"}),
        ("token", {"text": " replaces it."}),
        ("done", to_answer(answer="CoreDNS replaces it.")),
    ]
    html = "<!doctype html><title>Host</title>"
    with (
        answer_stepwise(events) as service,
        serve_page(html, f"default-src 'self' {server_url} {service.url}") as host,
    ):
        page.goto(host)
        page.evaluate(
            """async ([script, endpoint]) => {
              await import(script);
              const chat = document.createElement("kg-chat");
              chat.setAttribute("endpoint", endpoint);
              chat.toggleAttribute("inline");
              document.body.append(chat);
            }""",
            [f"{server_url}/widget.js", service.url],
        )
        page.get_by_label("Your question").fill(QUESTION)
        page.keyboard.press("Enter")
        text, status = page.locator(".turn .text"), page.get_by_role("status")
        expect(text).to_have_text("Searching the documents …")
        service.step(2)
        expect(text).to_have_text("CoreDNS")
        service.step()
        expect(text).to_have_text("CoreDNS replaces it.")
        expect(status).to_be_empty()
        expect(page.locator(".actions")).to_have_count(0)
        service.step()
        expect(page.locator(".actions")).to_be_visible()
        expect(status).to_have_text("CoreDNS replaces it.")


def test_entities_lead_to_their_pages(page: Page, server_url: str) -> None:
    watch = Watch(page)
    page.goto(server_url)
    turn = ask(page, QUESTION)
    name = turn.locator(".text").get_by_role("link", name="CoreDNS")
    assert name.get_attribute("href") == f"{server_url}/entities/CoreDNS"
    assert name.get_attribute("target") is None
    node = page.locator("#graph").get_by_role("link", name="KubeDNS")
    assert urlsplit(node.get_attribute("href") or "").path == "/entities/KubeDNS"
    name.click()
    expect(page.get_by_role("heading", name="CoreDNS", exact=True)).to_be_visible()
    page.go_back()
    expect(page.locator(".question")).to_have_text([QUESTION])
    assert watch.complaints == []


def test_every_relation_is_named_where_facts_share_their_ends(page: Page, server_url: str) -> None:
    page.goto(server_url)
    things = [{"label": f"T{n}", "iri": f"{ENTITY}T{n}", "type": "Project"} for n in range(4)]
    ends = {"is in": "Shelf", "has the level": "grown"}
    facts = [
        {
            "subject": thing,
            "predicate": {"label": says, "iri": KG + "p"},
            "object": {"label": end, "iri": ENTITY + end, "type": "Category"},
            "citations": [1],
        }
        for says, end in ends.items()
        for thing in things
    ]
    give_answer(page, answer="T0 to T3.", items=things, facts=facts)
    ask(page, "Which are they?")
    # each name once, where the four lines of its relation run into one
    expect(page.locator("#graph .edge .name")).to_have_text(list(ends))
    assert page.locator("#graph .edge .line").count() == 8


def test_a_document_among_the_facts_leads_to_its_page(page: Page, server_url: str) -> None:
    page.goto(server_url)
    title = "A short history"
    document = {"label": title, "iri": to_document_iri("cluster-dns.md"), "type": "Document"}
    give_answer(page, answer="A short history is by Ann.", items=[document], facts=[])
    ask(page, "What is by Ann?").locator(".text").get_by_role("link", name=title).click()
    expect(page.locator("article")).to_contain_text("CoreDNS")


def test_names_are_linked_whole_and_once(page: Page, server_url: str) -> None:
    page.goto(server_url)
    give_answer(
        page,
        answer="Envoy Gateway and Envoy use Envoy, not C++ nor C++17 [1] but Envoys.",
        items=[term("Envoy"), term("Envoy Gateway"), term("C++"), {"label": "17", "iri": None, "type": "number"}],
        facts=[fact("Envoy", "uses", "C")],
    )
    links = ask(page, "What uses what?").locator(".text a")
    expect(links).to_have_text(["Envoy Gateway", "Envoy", "C++"])
    expect(page.locator(".items")).to_have_count(0)


def test_a_full_stop_stays_on_the_line_of_its_source(page: Page, server_url: str) -> None:
    source = {"id": 1, "document": "a.md", "title": "A", "text": "A is B.", "start": 0, "end": 7, "score": 1.0}
    give_answer(page, answer="Alpha was created by Beta Corporation [1]. More of it [1]!", citations=[source])
    page.goto(server_url)
    turn = ask(page, QUESTION)
    expect(turn.locator(".text")).to_have_text("Alpha was created by Beta Corporation 1. More of it 1!")
    height = """(node) => {
      const range = document.createRange();
      range.selectNodeContents(node);
      return range.getBoundingClientRect().height;
    }"""
    for width in range(240, 520, 10):
        page.set_viewport_size({"width": width, "height": 700})
        assert all(bound.evaluate(height) < 32 for bound in turn.locator(".bound").all()), width


def test_results_that_the_words_do_not_name_are_listed(page: Page, server_url: str) -> None:
    page.goto(server_url)
    give_answer(page, answer="Envoy and 2 more.", items=[term("Envoy"), term("Istio"), term("Kuma")])
    turn = ask(page, "Which?")
    expect(turn.get_by_role("list", name="Results").get_by_role("link")).to_have_text(["Envoy", "Istio", "Kuma"])


def test_sources_that_differ_are_told_before_the_answer(page: Page, server_url: str) -> None:
    page.goto(server_url)
    give_answer(page, answer="Lyft, says one.", facts=[fact("Envoy", "created by", "Lyft", disputed=True)])
    expect(ask(page, "Who?").locator(".verdict")).to_have_text("Sources differ")


def test_a_citation_leads_to_its_place_in_the_document(page: Page, server_url: str) -> None:
    page.goto(server_url)
    turn = ask(page, QUESTION)
    turn.locator(".text .cite").first.click()
    quote = turn.locator(".quote mark").inner_text()
    watch = Watch(page)
    turn.locator(".quote").get_by_role("link", name="Read it in the document").click()
    marked = page.locator("mark#quote")
    expect(marked).to_be_in_viewport()
    assert " ".join(marked.inner_text().split()) == " ".join(quote.split())
    expect(page.get_by_role("complementary", name="Facts")).to_contain_text("KubeDNS")
    assert watch.complaints == []


def test_places_are_counted_in_code_points(page: Page, server_url: str) -> None:
    page.goto(server_url)
    text = "𝄞 A sign. 𝄞 Another 𝄞."
    citation = {"id": 1, "document": "a/ü #?.md", "title": "A", "text": text, "start": 100, "end": 100 + len(text)}
    give_answer(page, answer="So [1].", citations=[citation | {"quote": "Another 𝄞.", "score": 1}])
    turn = ask(page, "What?")
    turn.locator(".text .cite").click()
    href = turn.locator(".quote .place").get_attribute("href")
    start = 100 + text.index("Another")
    assert href == f"{server_url}/documents/a/%C3%BC%20%23%3F.md?start={start}&end={start + 10}#quote"


def test_an_answer_has_an_address_that_asks_it_again_anywhere(browser: Browser, page: Page, server_url: str) -> None:
    page.goto(server_url)
    ask(page, QUESTION)
    first = page.url
    assert parse_qs(urlsplit(first).query) == {"q": [QUESTION]}
    words = ask(page, FOLLOW_UP).locator(".text").inner_text()
    assert parse_qs(urlsplit(page.url).query) == {"q": [FOLLOW_UP], "after": [QUESTION]}
    assert page.title().startswith(FOLLOW_UP)

    context = browser.new_context()
    elsewhere = context.new_page()
    with elsewhere.expect_request("**/ask") as sent:
        elsewhere.goto(page.url)
    assert sent.value.post_data_json == {"question": FOLLOW_UP, "history": [QUESTION]}
    expect(elsewhere.locator(".turn .actions")).to_be_visible()
    expect(elsewhere.locator(".turn .text")).to_have_text(words)
    assert elsewhere.url == page.url
    context.close()

    # an earlier answer is shown again, and asked no second time
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.url.endswith("/ask") else None)
    page.locator(".question").first.click()
    expect(page.locator("#asked")).to_have_text(QUESTION)
    assert page.url == first
    page.reload()
    expect(page.locator("#asked")).to_have_text(QUESTION)
    expect(page.locator(".turn")).to_have_count(2)
    assert asked == []


def test_the_address_of_an_answer_is_copied(page: Page, server_url: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(server_url)
    turn = ask(page, QUESTION)
    turn.get_by_role("button", name="Copy link").click()
    expect(turn.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    turn.get_by_role("button", name="Copy", exact=True).click()
    expect(turn.get_by_role("button", name="Copied").first).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert re.match(r".*KubeDNS.*\[1\].*\n\[1\] .*: “.*”", copied)


def test_a_day_can_be_chosen_and_is_part_of_the_address(page: Page, server_url: str) -> None:
    page.goto(server_url)
    page.get_by_role("button", name="Ask as of a day").click()
    page.get_by_label("As of", exact=True).fill("2019-05-01")
    with page.expect_request("**/ask") as sent:
        turn = ask(page, QUESTION)
    assert sent.value.post_data_json == {"question": QUESTION, "history": [], "as_of": "2019-05-01"}
    expect(turn.locator(".when")).to_have_text("as of 2019-05-01")
    assert parse_qs(urlsplit(page.url).query)["as_of"] == ["2019-05-01"]
    page.get_by_role("button", name="Any day").click()
    with page.expect_request("**/ask") as sent:
        ask(page, QUESTION)
    assert "as_of" not in sent.value.post_data_json

    page.get_by_role("button", name="Clear the conversation").click()
    with page.expect_request("**/ask") as sent:
        page.goto(f"{server_url}/?q=What+is+CoreDNS%3F&as_of=2019-05-01")
    assert sent.value.post_data_json["as_of"] == "2019-05-01"
    expect(page.get_by_label("As of", exact=True)).to_have_value("2019-05-01")


def test_a_rating_is_kept_and_can_be_changed(page: Page, tmp_path: Path) -> None:
    make_data(tmp_path / "data")
    log = FeedbackLog(tmp_path / "data", 1 << 20)
    with serve(create_app(Settings(data=tmp_path / "data"), open_small_service)) as url:
        page.goto(url)
        turn = ask(page, QUESTION)
        good, bad = (turn.get_by_role("button", name=name) for name in ("Good answer", "Bad answer"))
        with page.expect_response("**/feedback") as received:
            good.click()
        assert received.value.status == 204
        expect(turn.locator(".thanks")).to_have_text("Thank you.")
        expect(page.locator("kg-chat").get_by_role("status")).to_have_text("Thank you.")
        (kept,) = log.read()
        assert (kept.rating, kept.question, kept.answer) == ("up", QUESTION, "CoreDNS replaced KubeDNS [1].")
        with page.expect_response("**/feedback"):
            bad.click()
        expect(bad).to_have_attribute("aria-pressed", "true")
        expect(good).to_have_attribute("aria-pressed", "false")
        assert [kept.rating for kept in log.read()] == ["down"]
        page.reload()
        expect(bad).to_have_attribute("aria-pressed", "true")


def test_a_rating_that_is_not_taken_is_told(page: Page, server_url: str) -> None:
    body = json.dumps({"detail": "No feedback today."})
    page.route("**/feedback", lambda route: route.fulfill(status=403, content_type="application/json", body=body))
    page.goto(server_url)
    turn = ask(page, QUESTION)
    turn.get_by_role("button", name="Good answer").click()
    expect(turn.locator(".thanks")).to_have_text("No feedback today.")
    expect(turn.get_by_role("button", name="Good answer")).to_have_attribute("aria-pressed", "false")


def test_a_server_that_goes_and_comes_back(page: Page, small_data: Path) -> None:
    settings = Settings(data=small_data)
    with serve(create_app(settings, open_small_service)) as url:
        page.goto(url)
        ask(page, QUESTION)
    turn = ask(page, QUESTION)
    expect(turn.locator(".notice")).to_contain_text("cannot be reached")
    with serve(create_app(settings, open_small_service), port=urlsplit(url).port or 0):
        turn.get_by_role("button", name="Try again").click()
        expect(turn.locator(".text .cite")).to_be_visible()
        expect(page.locator(".turn")).to_have_count(2)


def test_a_page_of_an_origin_that_is_not_named_gets_no_widget(page: Page, small_data: Path) -> None:
    with serve(create_app(Settings(data=small_data, origins="https://example.org"), open_small_service)) as url:
        html = f'<!doctype html><title>Host</title><script type="module" src="{url}/widget.js"></script>'
        with serve_page(html, f"default-src 'self' {url}") as host:
            watch = Watch(page)
            page.goto(host)
            page.wait_for_load_state("networkidle")
            assert page.locator("kg-chat").count() == 0
            assert any("CORS" in complaint for complaint in watch.complaints)
            assert (
                page.evaluate(f"fetch('{url}/ask', {{method: 'POST', body: '{{}}'}}).catch(() => 'refused')")
                == "refused"
            )


def test_a_page_may_dress_the_widget(page: Page, server_url: str) -> None:
    style = "kg-chat { --kg-accent: rgb(1, 120, 3); } kg-chat::part(header) { background: rgb(9, 9, 9); }"
    html = f'<!doctype html><title>Host</title><link rel=stylesheet href="data:text/css,{style}">'
    html += f'<script type="module" src="{server_url}/widget.js" data-open></script>'
    with serve_page(html, f"default-src 'self' {server_url}; style-src data:") as host:
        page.goto(host)
        expect(page.locator(".send")).to_have_css("background-color", "rgb(1, 120, 3)")
        expect(page.locator(".head")).to_have_css("background-color", "rgb(9, 9, 9)")


def test_a_suggestion_is_asked(page: Page, server_url: str) -> None:
    page.goto(server_url)
    page.locator("kg-chat").evaluate(
        "(chat, text) => chat.setAttribute('suggestions', text)", f"{QUESTION}|{FOLLOW_UP}"
    )
    page.get_by_role("group", name="Suggested questions").get_by_role("button", name=FOLLOW_UP).click()
    expect(page.locator(".turn .question")).to_have_text([FOLLOW_UP])
    expect(page.locator(".turn .actions")).to_be_visible()


def test_the_service_suggests_questions_where_the_page_does_not(page: Page, server_url: str) -> None:
    questions = httpx.get(f"{server_url}/suggestions", timeout=30).json()["questions"]
    page.goto(server_url)
    chips = page.get_by_role("group", name="Suggested questions").get_by_role("button")
    expect(chips).to_have_text(questions)
    chips.first.click()
    expect(page.locator(".turn .question")).to_have_text([questions[0]])
    expect(page.locator(".turn:not(:has(.unanswerable)) .actions")).to_be_visible()


def test_where_nothing_is_related_the_first_questions_are_offered_again(page: Page, server_url: str) -> None:
    answer = httpx.post(f"{server_url}/ask", json={"question": UNKNOWN}, timeout=30).json()
    questions = httpx.get(f"{server_url}/suggestions", timeout=30).json()["questions"]
    assert answer["suggestions"] == []
    page.goto(server_url)
    expect(page.get_by_role("group", name="Suggested questions").get_by_role("button")).to_have_text(questions)
    ask(page, UNKNOWN)
    offered = page.locator(".turn").get_by_role("group", name="Suggested questions").get_by_role("button")
    expect(offered).to_have_text(questions[:3])


def test_an_answer_prints_whole(page: Page, server_url: str) -> None:
    page.goto(server_url)
    answer = httpx.post(f"{server_url}/ask", json={"question": QUESTION}, timeout=30).json()
    ask(page, QUESTION)
    ask(page, UNKNOWN)
    turn = page.locator(".turn").first
    page.emulate_media(media="print", color_scheme="dark")
    for citation in answer["citations"]:
        expect(turn.locator(".sources")).to_contain_text(citation["quote"] or citation["text"])
        expect(turn.locator(".sources")).to_contain_text(citation["date"])
    expect(turn.locator(".sources li").first).to_be_visible()
    expect(turn.locator(".facts li").first).to_be_visible()
    expect(turn.locator(".printed")).to_have_text(re.compile(r"/\?q=What\+replaces\+KubeDNS%3F$"))
    for part in (".form", ".actions", ".head .icon", ".chips"):
        assert not any(node.is_visible() for node in page.locator(part).all())
    assert not page.locator(".bar nav").is_visible()
    # ink on paper, and nothing cut off by a box that scrolls
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    log = page.locator(".log")
    assert log.evaluate("node => node.scrollHeight === node.clientHeight")
    assert turn.locator(".text").evaluate("node => getComputedStyle(node).color") == "rgb(26, 35, 48)"
    assert page.pdf().startswith(b"%PDF")


def test_pages_of_entities_and_documents_print_whole(page: Page, server_url: str) -> None:
    for path in ("/entities/CoreDNS", "/documents/cluster-dns.md"):
        page.goto(server_url + path)
        page.emulate_media(media="print", color_scheme="dark")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert not page.locator(".bar nav").is_visible()
        for details in page.locator("details").all():
            expect(details.locator("blockquote").first).to_be_visible()
        assert page.pdf().startswith(b"%PDF")


def test_the_answer_in_hand_can_be_stopped_without_losing_the_ones_before(page: Page, server_url: str) -> None:
    page.goto(server_url)
    ask(page, QUESTION)
    held: list[Route] = []
    page.route("**/ask", lambda route: held.append(route))
    page.get_by_label("Your question").fill(FOLLOW_UP)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Stop").click()
    expect(page.locator(".notice")).to_have_text("Stopped.")
    expect(page.locator(".turn").first.locator(".cite").first).to_be_visible()
    for route in held:
        route.abort()


def test_rules_of_the_page_for_all_elements_stay_outside(page: Page, server_url: str) -> None:
    rules = "* { color: red !important; font-family: serif !important; letter-spacing: 9px; text-transform: uppercase }"
    script = f'<script type="module" src="{server_url}/widget.js"></script>'
    policy = f"default-src 'self' {server_url}; style-src 'unsafe-inline'"
    with serve_page(f"<!doctype html><title>Host</title><style>{rules}</style><h1>Host</h1>{script}", policy) as host:
        page.goto(host)
        page.locator(".launcher").click()
        text = ask(page, QUESTION).locator(".text")
        found = text.evaluate(
            "node => { const s = getComputedStyle(node); "
            "return [s.color, s.fontFamily, s.letterSpacing, s.textTransform] }"
        )
    assert found[0] == "rgb(26, 35, 48)" and found[1].startswith("system-ui")
    assert found[2:] == ["normal", "none"]
