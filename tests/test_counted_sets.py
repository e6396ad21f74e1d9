"""Numbers: a sentence's number answers where it counts the very thing asked, and the graph's where it counts a part."""

from __future__ import annotations

import pytest
from building import Ask, to_labels

DOCUMENTS = {
    "rope-tools.md": """# Rope Tools

Rope Tools is a category of the Deck layer. The Deck layer has three categories: Rope Tools, Hull Planning and
Sail Lofts.

Today (May 2024) the category has two graduated projects: Brinemap and Soundwell.
""",
    "hull-planning.md": """# Hull Planning

Hull Planning is a category of the Deck layer. On 20 August 2020 there were three CNCF projects in Hull Planning:
Keelson, Oarlock and Tremorlog.

Two sandbox projects have their home on this map. Ten other entries keep it company. In larger companies fifty product
teams share the same fifty problems.

Three masts belong to the hull of a ketch: the fore mast, the main mast and the mizzen mast.
""",
    "notes.md": """# Notes

Brinemap, Soundwell, Leewardly and Windrose are graduated CNCF projects. Tremorlog, Keelson and Oarlock are sandbox
CNCF projects.

Bosun Gear is a category of the Quay layer. The Quay layer has one category.

Windrose reads charts in two formats. In August 2023 the Acme Guild had 25 members. Tidewright is a member of the Acme
Guild. Windrose is deployed by more than 90 harbours, and Brinemap has two-way radios.
""",
}


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("how many projects are graduated?", ["4"]),  # "the category has two graduated projects"
        ("how many sandbox projects are there?", ["3"]),  # "two sandbox projects have their home on this map"
        ("How many CNCF projects are there?", ["7"]),  # "three CNCF projects in Hull Planning"
        ("How many categories does the Deck layer have?", ["3"]),
        ("How many members did the Acme Guild have in August 2023?", ["25"]),
        ("By how many harbours is Windrose deployed?", ["90"]),
    ],
)
def test_a_part_is_not_counted_for_the_whole(ask: Ask, question: str, items: list[str]) -> None:
    assert to_labels(ask(question)) == items


@pytest.mark.parametrize(
    "question",
    [
        "how many categories are there?",  # "The Quay layer has one category"
        "how many companies are there?",  # "Ten others keep it company", "in companies fifty product teams"
        "How many hulls are there?",  # "Three masts belong to the hull: ..."
    ],
)
def test_a_number_of_something_else_is_no_answer(ask: Ask, question: str) -> None:
    assert ask(question).status == "unanswerable"
