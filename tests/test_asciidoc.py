"""AsciiDoc: what it is told by, and what its titles, labels, lists, tables and links state."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading import read_triples, write_document

from kg.documents import BlockKind, Document
from kg.readers.asciidoc import is_asciidoc, to_markdown
from kg.readers.formats import Format, find_format

_PROPOSAL = """=== Zorblat Sandbox Project Proposal

*Name of Project:* Zorblat

*Description*:

Zorblat is a proxy. It is deployed with link:https://helm.example[Helm] and https://frob.example/docs[Frob].

*License:* MIT License (to be changed)

*Source control:* GitHub https://github.com/zorblat/zorblat

*Website*: https://zorblat.example/

*External Dependencies:*
|===
|*Software*|*License*|*Project Page*

|frobber|MIT|https://frobber.example[https://frobber.example]
|quuxlib|BSD|https://quuxlib.example[https://quuxlib.example]
|===

*Adopters*:
  * Globex
  * Initech
  ** in one team

----
== no heading
----
"""


def _read(folder: Path, text: str = _PROPOSAL, name: str = "zorblat.txt") -> Document:
    return write_document(folder, text, name)


def _words(document: Document, kind: BlockKind) -> list[str]:
    return [block.span.of(document.text) for block in document.blocks if block.kind is kind]


def test_titles_lists_tables_and_links_are_read(tmp_path: Path) -> None:
    document = _read(tmp_path)
    assert document.title == "Zorblat Sandbox Project Proposal"
    assert _words(document, BlockKind.LIST_ITEM) == ["Globex", "Initech", "in one team"]
    assert [block.level for block in document.blocks if block.kind is BlockKind.LIST_ITEM] == [1, 1, 2]
    rows = _words(document, BlockKind.TABLE_ROW)
    assert rows == [
        "Software | License | Project Page",
        "frobber | MIT | https://frobber.example",
        "quuxlib | BSD | https://quuxlib.example",
    ]
    assert _words(document, BlockKind.CODE) == ["== no heading"]
    links = {(link.span.of(document.text), link.target) for link in document.links}
    assert {("Helm", "https://helm.example"), ("Frob", "https://frob.example/docs")} <= links


def test_labels_tell_of_what_the_page_names(tmp_path: Path) -> None:
    assert {
        ("Zorblat", "license", "MIT License"),
        ("Zorblat", "repository", "https://github.com/zorblat/zorblat"),
        ("Zorblat", "homepage", "https://zorblat.example/"),
        ("Zorblat", "usedBy", "Globex"),
        ("Zorblat", "usedBy", "Initech"),
        ("frobber", "license", "MIT"),
    } <= read_triples(_read(tmp_path))


def test_a_table_may_tell_its_columns_and_stand_a_cell_a_line(tmp_path: Path) -> None:
    text = '= Zorblat\n\n[cols="1,1"]\n|===\n|Name |Language\n\n|Frob\n|Go\n\n|Quux\n|Rust\n|===\n'
    document = _read(tmp_path, text, "zorblat.adoc")
    assert _words(document, BlockKind.TABLE_ROW) == ["Name | Language", "Frob | Go", "Quux | Rust"]


def test_attributes_comments_and_blocks_are_no_words(tmp_path: Path) -> None:
    text = (
        "= Zorblat\n:url: https://zorblat.example\n:toc:\n\n// not yet\ninclude::parts.adoc[]\n\n"
        "== Use\n\nSee {url}[the page], xref:faq.adoc[the questions] and <<use,above>>.footnote:[Old.]\n"
    )
    document = _read(tmp_path, text, "zorblat.adoc")
    assert _words(document, BlockKind.PARAGRAPH) == ["See the page, the questions and above."]
    assert [link.target for link in document.links] == ["https://zorblat.example"]


@pytest.mark.parametrize(
    "text",
    [
        "Zorblat\n=======\n\nA fleet of *small* boats.",
        "== Not by itself\n\nWords.",
        "# Zorblat\n\n== x\n\n*License:* MIT",
        "a == b\n\n|===\n",
    ],
)
def test_other_texts_are_no_asciidoc(text: str) -> None:
    assert find_format(text, ".txt") is not Format.ASCIIDOC


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ('[cols="1,1"]\n|===\n|Name\n|Since\n|Zorblat\nand friends\n|2019\n|===', "| Zorblat and friends | 2019 |"),
        ("|===\n|Name\n|Since\n|Zorblat\n|===", "- Zorblat"),
    ],
)
def test_a_table_with_a_cell_a_line_loses_nothing(table: str, rows: str) -> None:
    assert rows in to_markdown(f"= Mills\n\n{table}\n")


def test_what_other_markup_has_too_makes_no_asciidoc() -> None:
    assert not is_asciidoc("== Acme ==\n\nhttps://x.example[1] note") and not is_asciidoc("= a\n*bold*\n")
