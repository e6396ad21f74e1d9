"""Passages: the cuts, what stays out, and what stays together."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from indexer.passages import MAX_LENGTH, Passage, split_passages, to_context, to_indexed_text
from kg.documents import Block, BlockKind, Document, Span
from kg.readers import read_document

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"
WORDS = "The blue router sends every parcel to the nearest depot without asking twice. "


def make_document(parts: Iterable[tuple[BlockKind, str]], title: str = "Depots") -> Document:
    """Lay out blocks as readers do: a blank line between them, a newline within a list or table."""
    text, blocks, before = "", [], None
    for kind, words in parts:
        joined = kind is before and kind in (BlockKind.LIST_ITEM, BlockKind.TABLE_ROW)
        text += ("\n" if joined else "\n\n") if text else ""
        level = 2 if kind is BlockKind.HEADING else 0
        blocks.append(Block(kind, Span(len(text), len(text) + len(words)), level))
        text, before = text + words, kind
    return Document("depots.md", text, title, tuple(blocks), "2021-05")


def check_passages(document: Document, passages: list[Passage]) -> None:
    """Hold every passage to what the contract says of a citation."""
    ends = 0
    for passage in passages:
        assert passage.text == passage.span.of(document.text)
        assert 0 < len(passage.text) <= MAX_LENGTH
        assert passage.text == passage.text.strip()
        assert passage.sentences[0].start == passage.span.start
        assert passage.sentences[-1].end == passage.span.end
        assert passage.span.start >= ends
        ends = passage.span.end
        assert passage.section == document.section_at(passage.span.start).path
        for block in document.blocks:
            if block.kind in (BlockKind.TITLE, BlockKind.HEADING, BlockKind.FURNITURE, BlockKind.CODE):
                assert not block.span.overlaps(passage.span)


def test_short_neighbours_are_merged() -> None:
    document = make_document([(BlockKind.PARAGRAPH, WORDS.strip())] * 4)
    passages = split_passages(document)
    check_passages(document, passages)
    assert [len(passage.sentences) for passage in passages] == [4]
    assert (passages[0].document, passages[0].title, passages[0].date) == ("depots.md", "Depots", "2021-05")


def test_sections_are_never_mixed() -> None:
    document = make_document(
        [
            (BlockKind.TITLE, "Depots"),
            (BlockKind.PARAGRAPH, "Depots hold parcels."),
            (BlockKind.HEADING, "Routers"),
            (BlockKind.PARAGRAPH, "Routers send parcels."),
            (BlockKind.HEADING, "Routers"),
            (BlockKind.PARAGRAPH, "Some routers are blue."),
        ]
    )
    passages = split_passages(document)
    check_passages(document, passages)
    assert [(passage.section, passage.text) for passage in passages] == [
        ((), "Depots hold parcels."),
        (("Routers",), "Routers send parcels."),
        (("Routers",), "Some routers are blue."),
    ]


@pytest.mark.parametrize("kind", [BlockKind.FURNITURE, BlockKind.CODE])
def test_what_is_left_out_parts_its_neighbours(kind: BlockKind) -> None:
    document = make_document(
        [
            (BlockKind.PARAGRAPH, "Depots hold parcels."),
            (kind, "Subscribe to our letter."),
            (BlockKind.PARAGRAPH, "Routers send parcels."),
        ]
    )
    passages = split_passages(document)
    check_passages(document, passages)
    assert [passage.text for passage in passages] == ["Depots hold parcels.", "Routers send parcels."]


def test_a_long_block_of_commands_is_left_out_at_once() -> None:
    document = make_document([(BlockKind.CODE, "\n".join(f"depot open {number}" for number in range(6000)))])
    start = time.process_time()
    assert split_passages(document) == []
    assert time.process_time() - start < 1


def test_long_paragraphs_are_cut_between_sentences() -> None:
    document = make_document([(BlockKind.PARAGRAPH, (WORDS * 30).strip())])
    passages = split_passages(document)
    check_passages(document, passages)
    assert all(passage.text.endswith("twice.") for passage in passages)
    assert all(400 <= len(passage.text) <= 900 for passage in passages)
    assert sum(len(passage.sentences) for passage in passages) == 30


def test_a_list_keeps_the_line_that_leads_into_it() -> None:
    parts = [(BlockKind.PARAGRAPH, (WORDS * 8).strip()), (BlockKind.PARAGRAPH, "There are three depots:")]
    parts += [(BlockKind.LIST_ITEM, f"The {name} depot takes parcels.") for name in ("red", "green", "grey")]
    document = make_document(parts)
    passages = split_passages(document)
    check_passages(document, passages)
    holder = next(passage for passage in passages if "three depots:" in passage.text)
    assert all(name in holder.text for name in ("red", "green", "grey"))


def test_a_table_keeps_its_head() -> None:
    document = make_document(
        [(BlockKind.PARAGRAPH, (WORDS * 14).strip())]
        + [(BlockKind.TABLE_ROW, row) for row in ("Depot | Colour", "North | red", "South | grey")]
    )
    blocks = list(document.blocks)
    blocks[1] = Block(BlockKind.TABLE_ROW, blocks[1].span, header=True)
    document = Document(document.name, document.text, document.title, tuple(blocks))
    passages = split_passages(document)
    check_passages(document, passages)
    assert len(passages) == 2
    assert passages[-1].text.endswith("Depot | Colour\nNorth | red\nSouth | grey")


@pytest.mark.parametrize("word", ["parcel ", "parcel"])
def test_a_sentence_that_is_too_long_is_cut_between_words_where_it_has_any(word: str) -> None:
    document = make_document([(BlockKind.PARAGRAPH, (word * 400).strip())])
    passages = split_passages(document)
    check_passages(document, passages)
    assert "".join(passage.text for passage in passages).replace(" ", "") == "parcel" * 400
    assert all(passage.text.endswith("parcel") for passage in passages) or " " not in word


def test_entities_are_those_mentioned_inside() -> None:
    document = make_document(
        [
            (BlockKind.PARAGRAPH, "Vela sends parcels to Orion and Vela."),
            (BlockKind.HEADING, "More"),
            (BlockKind.PARAGRAPH, "Lyra waits."),
        ]
    )
    spans = [
        (Span(start, start + len(name)), f"urn:{name}")
        for name, start in (("Lyra", document.text.index("Lyra")), ("Vela", 0), ("Orion", 22), ("Vela", 32))
    ]
    passages = split_passages(document, entity_spans=spans)
    assert [passage.entities for passage in passages] == [("urn:Orion", "urn:Vela"), ("urn:Lyra",)]


def test_a_document_without_words_has_no_passages() -> None:
    assert split_passages(Document("empty.md", "", "Empty", ())) == []
    assert split_passages(make_document([(BlockKind.FURNITURE, "Cookies?"), (BlockKind.HEADING, "Depots")])) == []


def test_the_indexed_text_names_the_context_once() -> None:
    passage = Passage("a.md", "Depots", None, ("depots", "Routers"), Span(0, 11), "They route.")
    assert to_context(passage) == "depots - Routers"
    assert to_indexed_text(passage) == "depots - Routers: They route."
    assert to_indexed_text(Passage("a.md", "", None, (), Span(0, 11), "They route.")) == "They route."


@pytest.mark.skipif(not SEEDS.is_dir(), reason="../shared/seeds is not here")
def test_real_documents_are_cut_by_the_rules() -> None:
    for path in sorted(SEEDS.glob("*.txt")):
        document = read_document(path, path.name)
        passages = split_passages(document)
        check_passages(document, passages)
        lengths = sorted(len(passage.text) for passage in passages)
        assert 350 <= lengths[len(lengths) // 2] <= 850
