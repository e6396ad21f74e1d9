"""A press release: offices, numbers that are stated, milestones by year, lists that a sentence leaves half unsaid."""

from __future__ import annotations

import pytest
from building import Ask, to_labels

DOCUMENTS = {
    "press.md": """---
title: "Open Quay Foundation announces graduation of Zorblat"
date: 2025-02-11
---

The Open Quay Foundation (OQF), which sustains open source software for ships, today announced that Zorblat has
graduated. Zorblat is a distributed store for crates, and is hosted by the OQF.

"Graduation is a beginning," said Ada Kettle, executive director of the Open Quay Foundation.
"We track crates with Zorblat," said Bo Hill, head of platform at Kattegat Ferries.

We naturally considered the best known queueing services such as Quuxly, Fendrake and Vargle; however, we ultimately
took Corundle, for it was light. In addition, we will be dropping legacy components such as the rope-wrapper and Moor.
Kurt Mill was editor of Zorblat User and Miller magazine before.

### Milestones

- 2016: First prototype at Kattegat Ferries
- June 2022: Version 3.0 with multi-quay copies

### Security tools

- Yard hardening tools
    - Gate scanning
    - Seal signing
- Watch keeping

### About

The Open Quay Foundation was founded in 2015. It hosts 27 projects and has more than 140 members.
""",
}


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Who is the executive director of OQF?", "Ada Kettle is the executive director of Open Quay Foundation"),
        ("Who's the head of platform at Kattegat Ferries?", "Bo Hill is the head of platform at Kattegat Ferries"),
        ("How many projects does the OQF host?", "27 projects"),
        ("When was the first prototype of Zorblat?", "2016: First prototype"),
    ],
)
def test_what_is_stated_is_told(ask: Ask, question: str, told: str) -> None:
    assert told in ask(question).answer


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("Which version brought multi-quay copies?", ["3.0"]),
        (
            "Which other queueing services did they consider before they took Corundle?",
            ["Fendrake", "Quuxly", "Vargle"],
        ),
        ("Which legacy components will be dropped?", ["Moor", "rope-wrapper"]),
        ("Which kinds of tools count as yard hardening?", ["Gate scanning", "Seal signing"]),
        ("Which magazine was Kurt Mill editor of before?", ["Zorblat User and Miller"]),
    ],
)
def test_what_is_asked_for_is_listed(ask: Ask, question: str, items: list[str]) -> None:
    assert sorted(to_labels(ask(question))) == items
