"""What a question says of its items together: "not X", "X or Y", "both X and Y"."""

from __future__ import annotations

import pytest
from building import Ask, to_labels

_TEXT = """---
title: Stores
date: 2022-05-01
---

# Stores

Zorblat is a CNCF project written in Rust. Quuxdb is a CNCF project written in Go. Flimstore is a CNCF project written
in C++. Grubnic is a CNCF project written in Go and Rust. Pindrop is a CNCF project.

The company Acme created Zorblat. The company Initech created Quuxdb. Acme and Initech created Flimstore.

Zorblat graduated on 3 May 2021. Quuxdb is a sandbox project. Flimstore is an incubating project.

Quuxdb does not support Windows.
"""


DOCUMENTS = {"stores.md": _TEXT}


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("Which projects are written in Go or Rust?", {"Zorblat", "Quuxdb", "Grubnic"}),
        ("Which projects are written in Rust or C++?", {"Zorblat", "Flimstore", "Grubnic"}),
        ("Which projects are written in both Go and Rust?", {"Grubnic"}),
        ("Which projects are written in Go and Rust?", {"Grubnic"}),
        ("Which projects were created by Acme or Initech?", {"Zorblat", "Quuxdb", "Flimstore"}),
        ("Which projects were created by both Acme and Initech?", {"Flimstore"}),
        ("Which projects are graduated or incubating?", {"Zorblat", "Flimstore"}),
        ("How many projects are written in Go or C++?", {"3"}),
        ("Graduated or incubating: which projects are they?", {"Zorblat", "Flimstore"}),
    ],
)
def test_joined_values(ask: Ask, text: str, items: set[str]) -> None:
    assert set(to_labels(ask(text))) == items


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("Who created Zorblat and Quuxdb?", {"Acme", "Initech"}),
        ("In which languages are Zorblat and Flimstore written?", {"Rust", "C++"}),
        ("Zorblat and Flimstore are written in which languages?", {"Rust", "C++"}),
    ],
)
def test_each_of_several_things_has_its_own(ask: Ask, text: str, items: set[str]) -> None:
    assert set(to_labels(ask(text))) == items


@pytest.mark.parametrize(
    ("text", "items"),
    [
        # What no language is told of is not said to be written in another.
        ("Which projects are not written in Go?", {"Zorblat", "Flimstore"}),
        ("Which projects aren't written in Rust?", {"Quuxdb", "Flimstore"}),
        ("Which projects are not graduated?", {"Quuxdb", "Flimstore"}),
        ("Which projects are written in Go but not in Rust?", {"Quuxdb"}),
        ("Which projects are not written in Go or Rust?", {"Flimstore"}),
        ("Which projects aren't written in Rust or in Go?", {"Flimstore"}),
        ("Which projects are written in neither Go nor C++?", {"Zorblat"}),
        ("Which projects are not graduated or incubating?", {"Quuxdb"}),
        ("Which projects are neither graduated nor incubating?", {"Quuxdb"}),
        ("Which projects were created by Acme or Initech but are not written in Go?", {"Zorblat", "Flimstore"}),
    ],
)
def test_denied_values(ask: Ask, text: str, items: set[str]) -> None:
    answer = ask(text)

    assert set(to_labels(answer)) == items
    assert answer.sparql is not None


def test_what_is_so_does_not_answer_what_is_not(ask: Ask) -> None:
    answer = ask("What does Quuxdb not support?")

    assert "Windows" in answer.answer
    assert ask("Which projects does Zorblat not use?").status == "unanswerable"


@pytest.mark.parametrize(
    "text",
    [
        "Which projects did not graduate in 2021?",
        "Which projects graduated in 2021 but are not written in Rust?",
        "Which project that is not written in Rust graduated first?",
        "Which language has the most projects that are not graduated or written in Rust?",
    ],
)
def test_days_and_tallies_of_what_is_so_do_not_answer_what_is_not(ask: Ask, text: str) -> None:
    assert not {"Zorblat", "Rust"} & set(to_labels(ask(text)))
