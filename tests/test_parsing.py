"""The parse, and what it leaves out."""

from __future__ import annotations

from kg.documents import Block, BlockKind, Document, Span
from kg.language.parsing import MAX_SENTENCE, MAX_WORD, load_parsed, parse_document, save_parsed


def to_document(*paragraphs: str) -> Document:
    """Return a document of paragraphs."""
    text = "\n\n".join(paragraphs)
    starts = [sum(len(p) + 2 for p in paragraphs[:n]) for n in range(len(paragraphs))]
    blocks = tuple(
        Block(BlockKind.PARAGRAPH, Span(start, start + len(p))) for start, p in zip(starts, paragraphs, strict=True)
    )
    return Document("page.md", text, "Page", blocks)


def test_sentences_keep_their_places() -> None:
    document = to_document("Zorb replaced Quux. It is small.", "Blarg runs.")
    parsed = parse_document(document)
    assert [s.span.of(document.text) for s in parsed.sentences] == [
        "Zorb replaced Quux.",
        "It is small.",
        "Blarg runs.",
    ]
    assert [s.block for s in parsed.sentences] == [0, 0, 1]


def test_what_nobody_writes_is_not_parsed() -> None:
    document = to_document("A short one.", "[" * (MAX_WORD + 1), "word " * (MAX_SENTENCE // 4) + "end.")
    assert [s.text for s in parse_document(document).sentences] == ["A short one."]


def test_a_kept_parse_is_the_parse() -> None:
    document = to_document("Zorb replaced Quux in 2019.")
    parsed = parse_document(document)
    again = load_parsed(document, save_parsed(parsed))
    words = lambda found: [(t.text, t.tag_, t.dep_, t.head.i, t.lemma_) for s in found.sentences for t in s.parse]  # noqa: E731
    assert words(again) == words(parsed)
