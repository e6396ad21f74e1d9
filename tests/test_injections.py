"""60 script injections in titles, file names, sentences, labels, IRIs, dates, questions: shown as text everywhere.

The browser is told to ignore the policies of pages, so that whatever became markup would run.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import quote, urlencode, urlsplit

import httpx
import pytest
from browser import serve_page
from injections import INJECTIONS, write_corpus
from playwright.sync_api import Browser, Page, expect
from serving import serve

from api.app import create_app
from api.build import build_data
from api.documents import to_document_path
from api.entities import to_entity_path
from api.settings import Settings
from ontology.names import ENTITY

# Elements and attributes that no page of ours has, with those of open shadow roots.
PROBE = """() => {
  const within = (node) => [node, ...(node.shadowRoot ? inside(node.shadowRoot) : [])];
  const inside = (root) => [...root.querySelectorAll("*")].flatMap(within);
  const foreign = "iframe,object,embed,base,video,audio,source,marquee,math,template,animate,meta[http-equiv],frameset";
  const bad = (node) =>
    node.matches(foreign) ||
    (node.localName === "script" && !(node.getAttribute("src") ?? "").match(/^(http|[/])/)) ||
    (node.localName === "img" && node.getAttribute("src") !== "/static/icon.svg") ||
    [...node.attributes].some(({ name, value }) => name.startsWith("on") || name === "srcdoc" || name === "autofocus" ||
      (/^(href|xlink:href|src|action|formaction|data)$/.test(name) && /^[\\s]*(javascript|data):/i.test(value)));
  return inside(document).filter(bad).map((node) => node.outerHTML.slice(0, 200));
}"""


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of the real service over the corpus of injections."""
    folder = tmp_path_factory.mktemp("injections")
    (folder / "corpus").mkdir()
    manifest = build_data(
        [write_corpus(folder / "corpus")], folder / "data", encoder="default", progress=lambda _: None
    )
    assert len(manifest.documents) == len(INJECTIONS)
    with serve(create_app(Settings(data=folder / "data"))) as url:
        yield url


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(bypass_csp=True)
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog: {dialog.message}"))
    yield page
    context.close()


def check(page: Page) -> None:
    """Fail where words of a document or a question became markup, or ran."""
    assert page.evaluate(PROBE) == []
    assert page.evaluate("window.hit ?? null") is None


def select(url: str, query: str) -> list[str]:
    """Return the values of ?x."""
    rows = httpx.get(url + "/sparql", params={"query": query}).json()["results"]["bindings"]
    return [row["x"]["value"] for row in rows]


@pytest.fixture(scope="module")
def hostile(url: str) -> list[str]:
    """Return the IRIs of entities that have an injection for a name."""
    named = f'STRSTARTS(STR(?x), "{ENTITY}") && REGEX(?l, "[<>=]")'
    return select(url, f"SELECT DISTINCT ?x {{ ?x skos:prefLabel ?l FILTER({named}) }}")


def test_the_probe_sees_markup(page: Page) -> None:
    seen = 0
    for words in INJECTIONS:
        page.set_content(f"<!doctype html><p>{words}</p>")
        seen += bool(page.evaluate(PROBE) or page.evaluate("window.hit ?? null"))
    # the others need an attribute around them, or a page that knows templates
    assert seen >= 45


def test_injections_are_in_titles_names_quotes_and_labels(url: str, hostile: list[str]) -> None:
    titles = select(url, "SELECT ?x { ?d dcterms:title ?x }")
    assert sum(any(words in title for title in titles) for words in INJECTIONS) >= 58
    names = select(url, "SELECT ?x { ?d dcterms:identifier ?x }")
    assert sum("<" in name for name in names) > 40
    quotes = select(url, "SELECT DISTINCT ?x { GRAPH ?g { ?t oa:exact ?x } }")
    assert sum("hit=1" in words for words in quotes) > 40
    assert len(hostile) > 8


def test_the_chat_page(page: Page, url: str) -> None:
    page.goto(url)
    labels = select(url, "SELECT ?x { ?e a kg:Project ; skos:prefLabel ?x } ORDER BY ?x LIMIT 15")
    questions = [
        *INJECTIONS,
        *(f"What is {label}?" for label in labels),
        *(f"What replaces Quuxel{n}?" for n in range(20)),
    ]
    for words in questions:
        page.locator("kg-chat").evaluate("(chat, words) => chat.ask(words)", words)
        expect(page.locator(".turn").last.locator(".actions")).to_be_visible()
        for cite in page.locator(".turn").last.locator(".text .cite").all():
            cite.click()
    check(page)
    expect(page.locator(".question").nth(59)).to_have_text(INJECTIONS[59])
    assert page.locator(".turn .text .cite").count() > 10
    page.reload()
    expect(page.locator(".turn").first).to_be_visible()
    check(page)


@pytest.mark.parametrize("words", INJECTIONS[::6])
def test_the_address_of_an_answer(page: Page, url: str, words: str) -> None:
    page.goto(f"{url}/?{urlencode({'q': words, 'after': words, 'as_of': words})}")
    expect(page.locator(".turn .actions")).to_be_visible()
    expect(page.locator(".question")).to_have_text(words)
    check(page)


def test_the_widget_on_another_page_without_a_policy(page: Page, url: str) -> None:
    title = "&lt;img src=x onerror=window.hit=1>"
    tag = f'<script type="module" src="{url}/widget.js" data-title="{title}" data-open></script>'
    with serve_page(f"<!doctype html><title>Host</title>{tag}", "default-src * 'unsafe-inline' data:") as host:
        page.goto(host)
        for words in (*INJECTIONS[::10], "What replaces Quuxel3?", "What is Zorblat4?"):
            page.locator("kg-chat").evaluate("(chat, words) => chat.ask(words)", words)
            expect(page.locator(".turn").last.locator(".actions")).to_be_visible()
            for details in page.locator(".turn").last.locator("summary").all():
                details.click()
        check(page)


def test_pages_of_entities(page: Page, url: str, hostile: list[str]) -> None:
    for iri in [*hostile, *(f"{ENTITY}Zorblat{n}" for n in range(12))]:
        reply = page.goto(url + str(to_entity_path(iri)))
        assert reply is not None and reply.status == 200
        expect(page.locator("h2")).to_be_visible()
        check(page)


def test_pages_of_documents(page: Page, url: str) -> None:
    for name in sorted(select(url, "SELECT ?x { ?d dcterms:identifier ?x }")):
        reply = page.goto(url + to_document_path(name, 0, 90))
        assert reply is not None and reply.status == 200
        title = httpx.get(url + to_document_path(name)).json()["title"]
        expect(page.locator("h2")).to_have_text(title)
        check(page)


def test_results_of_queries(page: Page, url: str) -> None:
    query = "SELECT * { { ?x skos:prefLabel ?y } UNION { GRAPH ?x { ?t oa:exact ?y } } }"
    page.goto(f"{url}/sparql#query={quote(query)}")
    expect(page.locator("body")).to_contain_text("Zorblat1")
    check(page)
    hostile = " ".join(json.dumps(words) for words in INJECTIONS)
    page.goto("about:blank")
    page.goto(f"{url}/sparql#query={quote(f'SELECT ?x {{ VALUES ?x {{ {hostile} }} }}')}")
    expect(page.locator("body")).to_contain_text(INJECTIONS[0])
    check(page)


def test_the_map(page: Page, url: str) -> None:
    page.goto(url + "/explore")
    page.wait_for_load_state("networkidle")
    check(page)


@pytest.mark.usefixtures("built_pages")
def test_what_is_picked_in_the_map(page: Page, url: str, hostile: list[str]) -> None:
    picked = 0
    for iri in [*hostile[:8], *(f"{ENTITY}Zorblat{n}" for n in range(4))]:
        page.goto(f"{url}/explore?{urlencode({'around': iri.removeprefix(ENTITY)})}")
        expect(page.locator("#stage")).not_to_have_attribute("aria-busy", "true")
        expect(page.locator("#status")).not_to_be_empty()
        places = "(picture) => picture.cy.elements(':visible').not(':loop').map((item) => picture.placeOf(item.id()))"
        for place in page.locator("graph-picture").evaluate(places)[:8]:
            page.mouse.move(place["x"], place["y"])
            page.mouse.click(place["x"], place["y"])
            picked += page.locator("#details").is_visible()
        check(page)
    assert picked >= 10


def test_no_page_asks_another_host(page: Page, url: str) -> None:
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    name = min(select(url, "SELECT ?x { ?d dcterms:identifier ?x }"))
    for path in (f"/?{urlencode({'q': INJECTIONS[17]})}", "/entities/Zorblat4", to_document_path(name), "/docs"):
        page.goto(url + path)
        page.wait_for_load_state("networkidle")
    assert asked == {urlsplit(url).netloc}
