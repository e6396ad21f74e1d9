"""The readers: files of every format become documents whose spans fit their text."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from reading import write_document

from kg.documents import Block, BlockKind, Document
from kg.errors import DocumentError, InputError
from kg.language.dates import read_date
from kg.readers import find_documents, read_document
from kg.readers.bylines import find_byline_authors, find_byline_date
from kg.readers.formats import Format, find_format

DOCUMENTS = Path(__file__).parent / "documents"
SHARED = Path(__file__).parents[2] / "shared"


def read(name: str) -> Document:
    return read_document(DOCUMENTS / name, name)


def words(document: Document, kind: BlockKind) -> list[str]:
    return [block.span.of(document.text) for block in document.blocks if block.kind is kind]


def outline(document: Document) -> list[tuple[int, str]]:
    return [(b.level, b.span.of(document.text)) for b in document.blocks if b.kind is BlockKind.HEADING]


def check_spans(document: Document) -> None:
    """Blocks follow each other, parted by nothing but newlines, and hold every mark."""
    end = 0
    for block in document.blocks:
        assert document.text[end : block.span.start].strip("\n") == ""
        assert block.span.start < block.span.end
        assert block.span.of(document.text) == block.span.of(document.text).strip("\n")
        assert all(block.span.holds(cell) for cell in block.cells)
        end = block.span.end
    assert end == len(document.text)
    for span in (*document.strong, *(link.span for link in document.links)):
        block = document.block_at(span.start)
        assert block is not None and block.span.holds(span)
        assert span.of(document.text).strip() == span.of(document.text) != ""


def cells(document: Document, row: Block) -> list[str]:
    return [cell.of(document.text) for cell in row.cells]


class TestMarkdown:
    def test_front_matter_gives_title_date_and_authors(self) -> None:
        document = read("ferries.md")
        assert document.title == "Ferries of the north"
        assert document.date == "2022-06-01"
        assert document.authors == ("Ann Bee", "Cy Dee")
        assert document.front_matter["title"] == "Ferries of the north"
        assert len(document.content_hash) == 64

    @pytest.mark.parametrize("change", [str.title, str.upper])
    def test_keys_of_front_matter_are_read_however_they_are_written(
        self, change: Callable[[str], str], tmp_path: Path
    ) -> None:
        keys = [change(key) for key in ("title", "author", "publish-date")]
        lines = [f"{key}: {value}" for key, value in zip(keys, ("Big fox", "Ann Bee", "2021-05-03"), strict=True)]
        document = write_document(tmp_path, "\n".join(("---", *lines, "---", "", "Words.")))
        assert (document.title, document.authors, document.date) == ("Big fox", ("Ann Bee",), "2021-05-03")
        assert words(document, BlockKind.FRONT_MATTER) == lines

    def test_first_heading_equal_to_the_title_is_the_title(self) -> None:
        assert words(read("ferries.md"), BlockKind.TITLE) == ["Ferries of the north"]

    def test_no_markup_is_left(self) -> None:
        document = read("ferries.md")
        check_spans(document)
        assert words(document, BlockKind.PARAGRAPH)[:3] == [
            "Mind the gap.",
            "A ferry carries cars and people over water. See the guide. Use <boat-name> or <boat-name> here.",
            "Boats are late.",
        ]
        assert words(document, BlockKind.QUOTE) == ["A true quotation."]
        assert words(document, BlockKind.CODE) == ["kg build  # not <b>markup</b>"]

    def test_links_and_emphasis_are_spans(self) -> None:
        document = read("ferries.md")
        links = [(link.span.of(document.text), link.target) for link in document.links]
        assert ("people", "https://example.org/people") in links
        assert ("the guide", "https://example.org/guide") in links
        assert [span.of(document.text) for span in document.strong] == ["ferry"]

    def test_table_rows_have_cells_and_a_header(self) -> None:
        document = read("ferries.md")
        rows = [block for block in document.blocks if block.kind is BlockKind.TABLE_ROW]
        assert [row.header for row in rows] == [True, False, False]
        assert [cells(document, row) for row in rows] == [
            ["Line", "From", "To"],
            ["A", "North", "South"],
            ["B", "", "West"],
        ]
        assert "Line | From | To\nA | North | South\nB |  | West" in document.text

    def test_list_items_have_their_depth_and_no_mark(self) -> None:
        document = read("ferries.md")
        items = [(b.level, b.span.of(document.text)) for b in document.blocks if b.kind is BlockKind.LIST_ITEM]
        assert items[:3] == [(1, "First"), (2, "inner item"), (1, "Second")]
        assert "First\ninner item\nSecond" in document.text

    def test_marks_of_directives_go_and_their_titles_stay(self, tmp_path: Path) -> None:
        source = ":::note Mind the gap\n\nWords.\n\n:::\n\n::: tip [Hear this]\n\nMore.\n\n:::\n"
        assert write_document(tmp_path, source).text == "Mind the gap\n\nWords.\n\nHear this\n\nMore."

    def test_a_long_line_after_colons_is_read_at_once(self, tmp_path: Path) -> None:
        start = time.process_time()
        write_document(tmp_path, f":::{' ' * 800}{'a' * 800}{' ' * 800}{{\n\nWords.")
        assert time.process_time() - start < 2

    @pytest.mark.parametrize(
        ("heading", "title"),
        [
            ("Overview<a href='#o'>#</a>", "Overview"),
            ("Overview <a href='#o'>¶</a>", "Overview"),
            ("Overview<a href='#o'>🔗</a>", "Overview"),
            ("Calling it from C#", "Calling it from C#"),
        ],
    )
    def test_headings_lose_the_sign_that_links_to_them(self, tmp_path: Path, heading: str, title: str) -> None:
        page = f"<html><body><main><h1>{heading}</h1><p>Words of the page.</p></main></body></html>"
        document = write_document(tmp_path, page, "page.html")
        assert document.title == title
        assert [b.span.of(document.text) for b in document.blocks if b.kind is BlockKind.TITLE] == [title]
        assert [link.span.of(document.text) for link in document.links if link.span.end > len(title)] == []

    def test_headings_lose_their_attributes(self) -> None:
        assert outline(read("ferries.md")) == [(2, "Lines")]

    @pytest.mark.parametrize(
        ("source", "text"),
        [
            ("<p>in<a href='x'>Montreal</a>,<a href='y'>Ottawa</a></p>", "in Montreal, Ottawa"),
            ("<p>the <b>Last </b>phase</p>", "the Last phase"),
            ("<p><strong>Foo (New)</strong><a href='x'> Foo</a> is ...</p>", "Foo (New) Foo is ..."),
            ("<p><strong>Foo</strong>(Sandbox)</p>", "Foo (Sandbox)"),
            ("<p><b>G</b>raph and Git<b>Hub</b> x<sup>2</sup></p>", "Graph and GitHub x2"),
            ("a&nbsp;b &amp; c<br>d\u00a0e\u200b", "a b & c d e"),
            ("one<br><br>two", "one\n\ntwo"),
            ("word[^1] on\n\n[^1]: Note.", "word on\n\nNote."),
            ("seen <span hidden>never</span><script>x</script><!-- y -->here", "seen here"),
            ('see [x]({{< ref "/a.md" >}}) {{< figure src="a" >}}now', "see x now"),
            ('!!! note "Mind"\n    the gap', "Mind\n\nthe gap"),
        ],
    )
    def test_words_come_out_as_a_reader_sees_them(self, tmp_path: Path, source: str, text: str) -> None:
        document = write_document(tmp_path, source)
        assert document.text == text
        check_spans(document)

    def test_shortcodes_inside_code_stay(self, tmp_path: Path) -> None:
        document = write_document(tmp_path, "```\n{{< keep >}}\n```\n")
        assert document.text == "{{< keep >}}"

    def test_cells_stay_in_their_columns_under_a_row_span(self, tmp_path: Path) -> None:
        source = "<table><tr><th>A<th>B<tr><td rowspan=2>1<td>2<tr><td>3</table>"
        document = write_document(tmp_path, source)
        assert [cells(document, row) for row in document.blocks] == [["A", "B"], ["1", "2"], ["", "3"]]

    def test_a_title_is_made_of_the_file_name_where_there_is_none(self, tmp_path: Path) -> None:
        assert write_document(tmp_path, "Words.", "my_first-page.md").title == "My first page"


class TestPages:
    def test_a_page_is_read_without_what_stands_around_it(self) -> None:
        document = read("widgets.html")
        check_spans(document)
        assert document.title == "Widgets explained"
        assert document.date == "2021-05-03"
        assert document.authors == ("Jane Doe", "John Roe")
        assert words(document, BlockKind.TITLE) == ["Widgets explained"]
        assert outline(document) == [(2, "Kinds"), (2, "Conclusion")]
        for around in ("Blog", "Related", "Privacy", "never read", "alternative words"):
            assert around not in document.text

    def test_lists_tables_captions_code_links_and_emphasis_are_kept(self) -> None:
        document = read("widgets.html")
        levels = [block.level for block in document.blocks if block.kind is BlockKind.LIST_ITEM]
        assert levels == [1, 2, 2, 1]
        assert words(document, BlockKind.TABLE_ROW) == ["Name | Maker", "Foo | Acme", "Bar | Emca"]
        assert words(document, BlockKind.CAPTION) == ["Figure 1: the widget"]
        assert words(document, BlockKind.CODE) == ["a = 1\n  b = 2"]
        assert [span.of(document.text) for span in document.strong] == ["widget"]
        assert "developers in Montreal, and" in document.text

    def test_code_within_a_line_parts_no_sentence_of_a_page(self, tmp_path: Path) -> None:
        page = (
            "<html><body><nav>Menu</nav><article><h1>Quotas</h1>"
            "<p>Each team keeps its files in a store of its own, which nobody else may read or write.</p>"
            "<p>Quotas are set by adding the <code class='literal'><span>--quota</span></code> option to"
            " <code><span>acme</span> <span>serve</span></code> on the command line of the server.</p>"
            "<pre><code>acme serve --quota 5G\n</code></pre></article></body></html>"
        )
        document = write_document(tmp_path, page, "quotas.html")
        assert "Quotas are set by adding the --quota option to acme serve on the command line of the server." in words(
            document, BlockKind.PARAGRAPH
        )
        assert words(document, BlockKind.CODE) == ["acme serve --quota 5G"]

    def test_what_defines_a_term_stands_below_it(self, tmp_path: Path) -> None:
        page = (
            "<html><body><nav>Menu</nav><article><h1>Features</h1>"
            "<p>Each team keeps its files in a store of its own, which nobody else may read or write.</p>"
            "<dl><dt>Speed</dt><dd>Files are read at once.</dd><dd>Nothing waits.</dd>"
            "<div><dt>Safety</dt><dd><p>All files are signed by their owners.</p></dd></div></dl>"
            "</article></body></html>"
        )
        document = write_document(tmp_path, page, "features.html")
        items = [block for block in document.blocks if block.kind is BlockKind.LIST_ITEM]
        assert [(block.level, block.span.of(document.text)) for block in items] == [
            (1, "Speed"),
            (2, "Files are read at once."),
            (2, "Nothing waits."),
            (1, "Safety"),
            (2, "All files are signed by their owners."),
        ]

    def test_each_entry_of_a_page_keeps_its_heading_and_none_gives_the_page_its_day(self, tmp_path: Path) -> None:
        entries = "".join(
            f"<article><h2>{name} opens</h2><p><time datetime='2024-0{n}-02'>2 {n} 2024</time></p>"
            f"<p>The {name} at the old quay opens its doors to everybody who likes boats and sails.</p></article>"
            for n, name in enumerate(("Yard", "Loft", "Shed"), 1)
        )
        page = f"<html><body><nav>Menu</nav><h1>News</h1>{entries}<footer><h2>Follow us</h2></footer></body></html>"
        document = write_document(tmp_path, page, "news.html")
        assert outline(document) == [(2, "Yard opens"), (2, "Loft opens"), (2, "Shed opens")]
        assert document.date is None

    def test_a_page_too_small_for_extraction_is_still_read(self, tmp_path: Path) -> None:
        page = "<html><body><nav>Menu</nav><p>Short.</p><footer>End</footer></body></html>"
        assert "Short." in write_document(tmp_path, page, "page.html").text

    @pytest.mark.parametrize("element", ["p", "div", "span"])
    def test_a_page_shows_its_byline(self, tmp_path: Path, element: str) -> None:
        byline = f"<{element} class='byline'>By Ada Lovelace | 3 May 2021</{element}>"
        words = "<p>" + "Widgets are made of many parts, and each of them counts. " * 20 + "</p>"
        page = f"<html><body><nav>5 June 2022</nav><article><h1>Widgets</h1>{byline}{words}</article></body></html>"
        document = write_document(tmp_path, page, "page.html")
        assert (document.date, document.authors) == ("2021-05-03", ("Ada Lovelace",))

    def test_a_page_without_words_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(DocumentError, match="no text"):
            write_document(tmp_path, "<html><body><script>x()</script></body></html>", "page.html")


class TestPlainText:
    def test_the_outline_of_a_flattened_page(self) -> None:
        document = read("bridges.txt")
        check_spans(document)
        assert words(document, BlockKind.TITLE) == ["Bridges of the Valley"] == [document.title]
        assert outline(document) == [
            (2, "Rope Bridge"),
            (3, "What It Is"),
            (3, "How It Helps"),
            (2, "Stone Bridge"),
            (3, "What It Is"),
            (3, "How It Helps"),
        ]

    def test_captions_are_no_headings(self) -> None:
        assert words(read("bridges.txt"), BlockKind.CAPTION) == [
            "the river in spring",
            "rope bridge",
            "Bridges, stone",
            "Figure 2-1 The stone bridge in winter",
        ]

    def test_a_flattened_table_keeps_its_heads_and_items(self) -> None:
        document = read("bridges.txt")
        (row,) = [block for block in document.blocks if block.kind is BlockKind.TABLE_ROW]
        assert row.header and cells(document, row) == ["Pros", "Cons"]
        assert "Light\nCheap\nShaky" in document.text

    def test_byline_and_biography_are_paragraphs(self) -> None:
        document = read("bridges.txt")
        assert document.date == "2021-05-03"
        assert document.authors == ("Ann Bee",)
        paragraphs = words(document, BlockKind.PARAGRAPH)
        assert "May 3rd, 2021 9:30am by Ann Bee" in paragraphs
        assert "Ann Bee" in paragraphs
        assert "The Masons' Guild is a sponsor of this page." in paragraphs

    def test_a_paragraph_broken_by_a_blank_line_is_mended(self) -> None:
        assert "and which is still remembered" in read("bridges.txt").text

    def test_addresses_are_links_and_stars_are_gone(self) -> None:
        document = read("bridges.txt")
        assert "held by four ropes" in document.text
        assert [link.target for link in document.links] == ["https://example.org/ropes"]

    def test_wrapped_lines_are_joined(self) -> None:
        document = read("kites.txt")
        check_spans(document)
        assert document.title == "THE HISTORY OF KITES"
        assert document.date == "2021-05-03"
        assert document.authors == ("Ada Lovelace", "Charles Babbage")
        assert outline(document) == [(2, "Materials"), (2, "Shapes")]
        assert "made of paper or cloth and a light frame" in document.text
        levels = [block.level for block in document.blocks if block.kind is BlockKind.LIST_ITEM]
        assert levels == [1, 1, 2, 2, 1]

    def test_tabs_make_a_table(self) -> None:
        assert words(read("kites.txt"), BlockKind.TABLE_ROW) == ["Name | Cells", "Diamond | 0", "Box | 4"]

    def test_headings_alike_stay_headings(self, tmp_path: Path) -> None:
        sections = [
            f"{name}\n\nWhat it is\n\n{name} is what this is about.\n\nHow it helps\n\nIt helps."
            for name in ("Cold Water Storage", "Cold Water Network", "Cold Water Storage Network")
        ]
        document = write_document(tmp_path, "All About Water\n\n" + "\n\n".join(sections), "water.txt")
        assert [heading for level, heading in outline(document) if level == 2] == [
            "Cold Water Storage",
            "Cold Water Network",
            "Cold Water Storage Network",
        ]


class TestFormats:
    @pytest.mark.parametrize(
        ("source", "suffix", "expected"),
        [
            ("<!DOCTYPE html><p>x", ".txt", Format.PAGE),
            ("<html lang=en><body>x", ".md", Format.PAGE),
            ("<p>x</p><p>y</p>", ".txt", Format.FRAGMENT),
            ("<p>x</p>", ".html", Format.FRAGMENT),
            ("# A\n\nb [c](d)", ".txt", Format.MARKDOWN),
            ("just words, *starred* ones too", ".txt", Format.PLAIN),
            ("just words", ".markdown", Format.MARKDOWN),
            ("just words", ".mdx", Format.MDX),
            ("# A\n\n```\n<!doctype html>\n<html>\n```\n\nb", ".md", Format.MARKDOWN),
            ("# A\n\n~~~~\n<html>\n~~~~\n\n[b](c) and [d](e)", ".txt", Format.MARKDOWN),
        ],
    )
    def test_content_decides_before_the_suffix(self, source: str, suffix: str, expected: Format) -> None:
        assert find_format(source, suffix) is expected

    def test_text_with_front_matter_is_markdown(self, tmp_path: Path) -> None:
        document = write_document(tmp_path, "---\ntitle: A\ndate: 2018-10-26\nversion: 1.10\n---\n## B\n\nc", "a.txt")
        assert (document.title, document.date, outline(document)) == ("A", "2018-10-26", [(2, "B")])
        assert document.front_matter["version"] == "1.10"

    def test_mdx_imports_and_comments_are_gone(self, tmp_path: Path) -> None:
        source = "import Tabs from '@theme/Tabs';\n\n<Tabs>\n\nWords.{/* none */}\n\n</Tabs>\n"
        assert write_document(tmp_path, source, "a.mdx").text == "Words."


class TestErrors:
    @pytest.mark.parametrize(
        ("content", "message"),
        [
            (b"", "empty"),
            (b"\xef\xbb\xbf \n", "empty"),
            (b"caf\xe9 au lait", r"byte 3 \(0xe9\), line 1"),
            (b"%PDF-1.7 ...", "binary"),
            (b"a\x00b", "binary"),
            (b"\xff\xfea", "UTF-16 at byte 2"),
            (b"---\ntitle: 'a\nb: c\n---\n", "line 4: the front matter is no valid YAML"),
            (b"---\na: [b: c\n---\n", "line 3: the front matter"),
            (b"---\ntitle: a\n\nwords", "line 1: the front matter is not closed"),
            (b"---\na: &x [1]\nb: *x\n---\n", "line 3: .*aliases"),
            (b"+++\ntitle = \n+++\n", "line 2: the front matter is no valid TOML"),
        ],
    )
    def test_what_cannot_be_read_is_said(self, tmp_path: Path, content: bytes, message: str) -> None:
        with pytest.raises(DocumentError, match=message) as caught:
            write_document(tmp_path, content, "a.md")
        assert caught.value.document == "a.md"
        assert "\n" not in str(caught.value)

    def test_a_missing_file_and_a_large_one(self, tmp_path: Path) -> None:
        with pytest.raises(DocumentError, match="cannot be read"):
            read_document(tmp_path / "none.md", "none.md")
        large = tmp_path / "large.md"
        with large.open("wb") as file:
            file.truncate(20 * 1024 * 1024 + 1)
        with pytest.raises(DocumentError, match="more than"):
            read_document(large, "large.md")

    def test_byte_order_marks_are_fine(self, tmp_path: Path) -> None:
        assert write_document(tmp_path, b"\xef\xbb\xbfWords.").text == "Words."
        assert write_document(tmp_path, "Wörter.\r\n".encode("utf-16")).text == "Wörter."

    def test_plain_values_with_a_colon_are_read(self, tmp_path: Path) -> None:
        source = "---\ntitle: Who does what: a guide\nauthor: @ada\ndate: 2021-05-03\ntags: [one, two]\n---\n\nWords.\n"
        document = write_document(tmp_path, source)
        assert (document.title, document.date, document.text.endswith("Words.")) == (
            "Who does what: a guide",
            "2021-05-03",
            True,
        )

    def test_a_rule_is_no_front_matter(self, tmp_path: Path) -> None:
        assert write_document(tmp_path, "---\n\nwords\n\n---\n\nmore").text == "words\n\nmore"

    def test_deep_nesting_is_read_or_refused(self, tmp_path: Path) -> None:
        for name, source in (("a.html", "<html><body>" + "<div>" * 20_000), ("a.md", "<b>" * 20_000)):
            try:
                write_document(tmp_path, source + "x", name)
            except DocumentError as error:
                assert name in str(error)


class TestFindDocuments:
    def test_names_are_paths_under_the_folder(self, tmp_path: Path) -> None:
        for name in ("b/a.md", "c.TXT", "README.md", "LICENSE", "d.pdf", ".hidden/e.md", ".f.md"):
            path = tmp_path / name
            path.parent.mkdir(exist_ok=True)
            path.write_text("words")
        found = find_documents([tmp_path])
        assert [name for _, name in found.documents] == ["README.md", "b/a.md", "c.TXT"]
        assert [path.name for path in found.unread] == ["LICENSE", "d.pdf"]

    def test_a_single_file_goes_by_its_name(self, tmp_path: Path) -> None:
        path = tmp_path / "a.md"
        path.write_text("words")
        assert find_documents([path, path]).documents == ((path, "a.md"),)

    def test_same_names_are_told_apart(self, tmp_path: Path) -> None:
        for folder in ("x/docs", "y/docs", "z"):
            (tmp_path / folder).mkdir(parents=True)
            (tmp_path / folder / "a.md").write_text("words")
        found = find_documents([tmp_path / "x/docs", tmp_path / "y/docs", tmp_path / "z"])
        assert [name for _, name in found.documents] == ["x/docs/a.md", "y/docs/a.md", "z/a.md"]

    def test_a_missing_path_is_an_error(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match="no such file or folder"):
            find_documents([tmp_path / "none"])


BYLINE_OF_MANY = (
    "By Ann Bee (Acme Laboratories), Cy Dee (Example Company), Eve Öhm (community), Émile Fox (Acme Laboratories),"
    " Gus Hill (Example Company) | May 3, 2021"
)


class TestDatesAndBylines:
    @pytest.mark.parametrize(
        ("text", "date"),
        [
            ("Aug 20th, 2020 12:13pm by and", "2020-08-20"),
            ("Published on 3 May 2021", "2021-05-03"),
            ("October 26, 2018", "2018-10-26"),
            ("2021-05-03", "2021-05-03"),
            ("Last updated: 2021/05/03 at 10:15 AM", "2021-05-03"),
            ("By Jane Doe | May 3, 2021 | 5 min read", "2021-05-03"),
            ("Posted Monday, 3rd of May 2021 by Jane Doe", "2021-05-03"),
            (BYLINE_OF_MANY, "2021-05-03"),
            ("Case study · Published 3 May 2021", "2021-05-03"),
            ("Engineering | 3 May 2021 | 5 min read", "2021-05-03"),
            ("Ada Lovelace — 3 May 2021", "2021-05-03"),
            ("Berlin, 3 May 2021", "2021-05-03"),
            ("As of May 2021", "2021-05"),
            ("Recorded 8 May 2023", "2023-05-08"),
            ("Release date: 4 May 2021", "2021-05-04"),
            ("[3 May 2021]", "2021-05-03"),
            ("Next meeting: 3 May 2021", None),
            ("Supported until 3 May 2021", None),
            ("1.2.0 - 2021-05-03", None),
            ("In Berlin, on 3 May 2021, we met", None),
            ("On May 3, 2021 we moved.", None),
            ("May 3, 2021 was a fine day.", None),
            ("Join us on December 10th 2018 for the very first meeting", None),
            ("February 30, 2021", None),
        ],
    )
    def test_only_bylines_give_dates(self, text: str, date: str | None) -> None:
        assert find_byline_date(text) == date

    @pytest.mark.parametrize(
        ("text", "date"),
        [
            ("2021-05-03T10:00:00Z", "2021-05-03"),
            ("25/12/2020", "2020-12-25"),
            ("2019", "2019"),
            ("soon", None),
        ],
    )
    def test_stated_dates(self, text: str, date: str | None) -> None:
        assert read_date(text) == date

    @pytest.mark.parametrize(
        ("text", "authors"),
        [
            ("By A. Bee and C. Dee", ("A. Bee", "C. Dee")),
            ("workshops by Ann", ("Ann",)),
            ("Written by Ann Bee, Cy Dee and Eve Fox on 3 May 2021", ("Ann Bee", "Cy Dee", "Eve Fox")),
            ("Aug 20th, 2020 12:13pm by and", ()),
            ("May 3, 2021 by Ann Bee", ("Ann Bee",)),
            (BYLINE_OF_MANY, ("Ann Bee", "Cy Dee", "Eve Öhm", "Émile Fox", "Gus Hill")),
            ("By the end of the year all was done", ()),
            ("It was made by Ann Bee.", ()),
        ],
    )
    def test_authors(self, text: str, authors: tuple[str, ...]) -> None:
        assert find_byline_authors(text) == authors


_READ_ALL = """
import sys
from pathlib import Path
from kg.readers import read_document
for path in sorted(Path(sys.argv[1]).iterdir()):
    print(read_document(path, path.name))
"""


def test_reading_gives_the_same_whatever_the_order_of_sets() -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    seeds = ({**environment, "PYTHONHASHSEED": seed} for seed in ("1", "2"))
    command = [sys.executable, "-c", _READ_ALL, str(DOCUMENTS)]
    one, other = (subprocess.run(command, env=env, check=True, capture_output=True).stdout for env in seeds)
    assert one == other and one.count(b"\n") == len(list(DOCUMENTS.iterdir()))


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared material is not beside the repository")
def test_real_documents_are_read() -> None:
    found = find_documents([SHARED / "seeds", SHARED / "data" / "docs" / "glossary"])
    assert len(found.documents) > 50
    for path, name in found.documents:
        document = read_document(path, name)
        check_spans(document)
        assert document.title and document.text


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared material is not beside the repository")
@pytest.mark.parametrize(
    ("start", "date", "furniture", "captions"),
    [
        ("000", "2020-08-20", 10, 6),
        ("001", None, 1, 3),
        ("002", "2018-10-26", 1, 0),
        ("003", None, 0, 7),
        ("004", None, 28, 0),
    ],
)
def test_the_seeds(start: str, date: str | None, furniture: int, captions: int) -> None:
    (path,) = (SHARED / "seeds").glob(f"{start}*")
    document = read_document(path, path.name)
    assert document.date == date
    assert len(words(document, BlockKind.FURNITURE)) == furniture
    assert len(words(document, BlockKind.CAPTION)) == captions
