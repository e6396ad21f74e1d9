"""One document over HTTP: as a page and as data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pyoxigraph as ox
import pytest
from browser import Watch
from playwright.sync_api import Page, expect
from test_pages import CONTRAST

from api.documents import DocumentFact, DocumentRecord
from api.entities import End
from api.pages.document import render_document
from api.pages.terms import render_end
from kg.documents import Block, BlockKind, Document, Span
from kg.texts import DocumentText, TextFile, save_texts
from ontology.names import ENTITY, to_document_iri

HTML = {"Accept": "text/html"}
PAGE = "/documents/dns.md"


def test_a_document_as_json(small_url: str) -> None:
    value = httpx.get(small_url + PAGE).json()
    assert (value["name"], value["title"], value["date"]) == ("dns.md", "Cluster DNS", "2018-10-26")
    first, second = value["facts"]
    assert (first["subject"]["label"], first["predicate"], first["object"]["label"]) == (
        "CoreDNS",
        "replaces",
        "KubeDNS",
    )
    assert value["text"][first["start"] : first["end"]].startswith("CoreDNS replaced")
    assert second["modality"] == "hedged"


def test_a_document_as_rdf(small_url: str) -> None:
    for media_type, format in (
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
    ):
        reply = httpx.get(small_url + PAGE, headers={"Accept": media_type})
        assert reply.headers["content-type"].startswith(media_type)
        assert "Cluster DNS" in {quad.object.value for quad in ox.parse(reply.content, format)}


def test_a_page_marks_the_words_that_are_asked_for(small_url: str) -> None:
    page = httpx.get(small_url + PAGE, params={"start": 0, "end": 7}, headers=HTML).text
    assert '<mark id="quote"><span class="stated" id="s0"' in page
    assert ">CoreDNS</span></mark>" in page
    assert "<mark" not in httpx.get(small_url + PAGE, headers=HTML).text


@pytest.mark.parametrize(("start", "end"), [(0, 0), (9, 3), (0, 10**9), (10**9, 2 * 10**9)])
def test_a_span_that_is_not_there_does_no_harm(small_url: str, start: int, end: int) -> None:
    reply = httpx.get(small_url + PAGE, params={"start": start, "end": end}, headers=HTML)
    assert reply.status_code == 200
    assert ("<mark" in reply.text) is (start < 50 and end > 50)


@pytest.mark.parametrize("name", ["none.md", "../generations", "..%2F..%2Fetc%2Fpasswd", "%2Fetc%2Fpasswd", "dns.md/"])
def test_only_names_of_documents_are_found(small_url: str, name: str) -> None:
    reply = httpx.get(f"{small_url}/documents/{name}")
    assert (reply.status_code, reply.headers["content-type"]) == (404, "application/problem+json")


def test_what_does_not_fit_is_a_problem(small_url: str) -> None:
    assert httpx.get(small_url + PAGE, headers={"Accept": "image/png"}).status_code == 406
    for span in ({"start": -1}, {"end": "x"}, {"start": 1 << 40}):
        assert httpx.get(small_url + PAGE, params=span).status_code == 422


TEXT = "Title\n\nHeading\n\none\ntwo\n\na | b\n\nx < y & z\n\nSaid it."
BLOCKS = (
    Block(BlockKind.TITLE, Span(0, 5)),
    Block(BlockKind.HEADING, Span(7, 14), 2),
    Block(BlockKind.LIST_ITEM, Span(16, 19), 1),
    Block(BlockKind.LIST_ITEM, Span(20, 23), 2),
    Block(BlockKind.TABLE_ROW, Span(25, 30), cells=(Span(25, 26), Span(29, 30)), header=True),
    Block(BlockKind.CODE, Span(32, 41)),
    Block(BlockKind.FURNITURE, Span(43, 51)),
)


def record(*facts: DocumentFact, blocks: tuple[Block, ...] = BLOCKS) -> DocumentRecord:
    return DocumentRecord("urn:x", DocumentText("a.md", "Title", None, TEXT, blocks), facts)


def fact(start: int, end: int) -> DocumentFact:
    return DocumentFact(Span(start, end), End("A", ENTITY + "A"), "uses", "", End("B"), "asserted", False)


def test_blocks_become_what_they_are() -> None:
    page = render_document(record(), Span(0, 0))
    assert "<h3>Heading</h3>" in page and "<h3>Title</h3>" not in page
    assert '<ul><li class="depth-1">one</li><li class="depth-2">two</li></ul>' in page
    assert "<tr><th>a</th><th>b</th></tr>" in page
    assert "<pre>x &lt; y &amp; z</pre>" in page
    assert '<p class="furniture">Said it.</p>' in page


def test_a_document_is_not_named_on_its_own_page_over_and_over() -> None:
    written = DocumentFact(
        Span(0, 5), End("Ann", ENTITY + "Ann"), "wrote", "", End("Title", "urn:x"), "asserted", False
    )
    page = render_document(record(written), Span(0, 0))
    assert '<a href="/entities/Ann">Ann</a> wrote <span>this document</span>' in page


def test_documents_and_entities_are_links_and_other_words_are_not() -> None:
    assert render_end(End("A", to_document_iri("a/ü b.md"))) == '<a href="/documents/a/%C3%BC%20b.md">A</a>'
    assert render_end(End("A", "javascript:alert(1)")) == "<span>A</span>"


def test_data_without_blocks_is_shown_in_paragraphs() -> None:
    page = render_document(record(blocks=()), Span(0, 0))
    assert "<p>one\ntwo</p>" in page and "<p>Said it.</p>" in page


def test_spans_that_overlap_and_cross_blocks_keep_every_letter() -> None:
    page = render_document(record(fact(0, 10), fact(8, 18), fact(8, 12)), Span(9, 21))
    body = page.partition("<article")[2].partition(">")[2].partition("</article>")[0]
    words = "".join(part.partition(">")[2] for part in f">{body}".split("<"))
    assert "".join(words.split()) == "TitleHeadingonetwoabx&lt;y&amp;zSaidit."
    for name in ("quote", "s0", "s8"):
        assert page.count(f'id="{name}"') == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_is_readable_in_both_schemes_and_on_a_phone(page: Page, server_url: str, scheme: Any) -> None:
    watch = Watch(page)
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{server_url}/documents/cluster-dns.md?start=0&end=200#quote")
    assert page.evaluate(CONTRAST)["ratio"] >= 4.5, page.evaluate(CONTRAST)
    place = page.get_by_role("complementary", name="Facts").get_by_role("link", name="the sentence").first
    place.click()
    expect(page.locator(".stated:target")).to_be_in_viewport()
    page.set_viewport_size({"width": 360, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert watch.complaints == []


def test_texts_are_found_by_name(tmp_path: Path) -> None:
    documents = [Document(name, f"{name} ü", name, BLOCKS) for name in ("a.md", "b/ü.md", "c.md")]
    save_texts(documents, tmp_path)
    texts = TextFile(tmp_path)
    for document in documents:
        assert texts.read(document.name) == DocumentText(document.name, document.title, None, document.text, BLOCKS)
    assert texts.read("d.md") is None
    assert TextFile(tmp_path / "none").read("a.md") is None
