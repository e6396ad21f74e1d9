"""Page furniture is told from knowledge by generic words, position and shape."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.documents import BlockKind, Document
from kg.readers import read_document
from kg.readers.drafts import Draft
from kg.readers.furniture import find_furniture, load_words

DOCUMENTS = Path(__file__).parent / "documents"


def furniture(document: Document) -> list[str]:
    return [b.span.of(document.text) for b in document.blocks if b.kind is BlockKind.FURNITURE]


def is_furniture(line: str) -> bool:
    return find_furniture([Draft(BlockKind.PARAGRAPH, line)]) == {0}


@pytest.mark.parametrize(
    "line",
    [
        "Read more…",
        "Share this:",
        "hero image",
        "(Image credit: Somebody (CC BY-NC 2.0))",
        "Photo by Ann Bee on Unsplash",
        "Feature image by Cy Dee from Pixabay.",
        "5 min read",
        "1,234 views",
        "We use cookies to make this site better.",
        "THE WEEKLY UPDATE A newsletter digest of the week's most important stories",
        "© 2021 Example. All rights reserved.",
        "Sponsored by Example",
        "Group Created with Sketch.",
    ],
)
def test_furniture_by_its_words(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "Ann Bee is Head of Roads at the Valley Council.",
        "The Masons' Guild is a sponsor of this page.",
        "Example owner Some Partners is an investor in: Example, Other.",
        "Get the latest version from the page of releases.",
        "More information:",
        "Photo sharing became popular with phones.",
        "The proxy follows requests and shares connections.",
        "By clicking the button you start the build.",
    ],
)
def test_knowledge_stays(line: str) -> None:
    assert not is_furniture(line)


def test_the_furniture_of_a_flattened_page() -> None:
    found = furniture(read_document(DOCUMENTS / "bridges.txt", "bridges.txt"))
    assert found[:5] == [
        "Would you cross a rope bridge on a windy day?",
        "Yes, at any time.",
        "Only with a guide.",
        "Never.",
        "Home / Engineering",
    ]
    assert found[5:7] == ["Feature image for: Bridges of the Valley", "Photo by Cy Dee on Unsplash."]
    assert found[7:] == [
        "Latest in Roads",
        "Aerial view of a motorway at night",
        "The ring road is finished after nine years of work",
        "Boy with a bicycle",
        "Cycle lanes are coming to the old town this summer",
        "A closed road",
        "Why the northern pass stays closed until the end of May",
    ]


def test_headlines_without_a_head_at_the_end_of_a_page() -> None:
    body = [Draft(BlockKind.PARAGRAPH, "A sentence of the page. " * 8) for _ in range(12)]
    run = [
        Draft(BlockKind.PARAGRAPH, f"Number {number} of the things that happened", tight=number > 0)
        for number in range(7)
    ]
    assert find_furniture([*body, *run]) == set(range(12, 19))
    assert find_furniture([*run, *body]) == set()


def test_a_heading_over_real_content_stays() -> None:
    heading = Draft(BlockKind.HEADING, "Related", level=2)
    below = Draft(BlockKind.HEADING, "Compatible senders", level=3)
    text = Draft(BlockKind.PARAGRAPH, "The sender is described here at some length. " * 4)
    assert find_furniture([heading, below, text]) == set()


def test_a_question_and_its_answer_are_no_poll() -> None:
    question = Draft(BlockKind.PARAGRAPH, "What is a bridge?")
    answer = Draft(BlockKind.PARAGRAPH, "A bridge crosses a river.", tight=True)
    assert find_furniture([question, answer]) == set()


def test_the_word_lists_are_in_lower_case() -> None:
    words = load_words()
    for name in words.__annotations__:
        assert getattr(words, name)
        assert all(word == word.lower().strip() and word for word in getattr(words, name))
