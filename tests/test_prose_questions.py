"""Questions for what prose says in passing: kinds, initials, counts, lists and what goes on about a name before it."""

from __future__ import annotations

import pytest
from building import Ask, to_labels

ZORBLAT = """---
title: Zorblat
date: 2022-03-04
---
# Zorblat

Zorblat (ZB) is an open-source planning and ferrying platform for rivers. It lets teams move goods.

Zorblat tours are long. Each tour consists of three core legs:

- Loading
- Crossing
- Unloading

Zorblat was originally developed by Ann Petty at Globex. Globex is a company.

A QRI, or Quay Readiness Index, tells how ready a quay is.
"""
BOATS = """---
title: Boats
date: 2022-03-04
---
# Boats

An example of a dinghy is a Quuxly. Dinghies are small boats that carry one person.

In May 2019 Fennix became one of the three founding projects of the River Foundation, with Quixar and Gribble.
Fennix is a project. Quixar is a project. Gribble is a project.

Fennix keeps its letters in the store Mumblebase. Mumblebase is written in Rust.

River safety is closely tied to the practice called Lockwatch. Lockwatch extends the Gatewatch approach.

The Dock Meter tells the depth of every dock. The Dock Meter runs on port 7311.
"""


LOADS = """---
title: Loads
date: 2022-03-04
---
# Loads

Zorblat carries three main load classes.

## Timber

Timber is long and dry.

## Coal

Coal is heavy.

## Letters

Letters are light.
"""


MARKS = """---
title: Marks
date: 2022-03-04
---
# Marks

Every quay has marks that pilots read from afar. A closed quay is shown in grey on the river map.
The river map is printed twice a year, and pilots are asked to bring the old one back. Marks that were painted before
the flood are kept.
"""


DOCUMENTS = {"zorblat.md": ZORBLAT, "boats.md": BOATS, "loads.md": LOADS, "marks.md": MARKS}


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("What does QRI stand for?", ["Quay Readiness Index"]),
        ("How many core legs does a Zorblat tour have?", ["3"]),
        ("Where was Zorblat originally built?", ["Globex"]),
        ("What are the three main load classes that Zorblat carries?", ["Timber", "Coal", "Letters"]),
    ],
)
def test_prose_is_answered_with_items(ask: Ask, question: str, items: list[str]) -> None:
    assert to_labels(ask(question)) == items


@pytest.mark.parametrize("question", ["What kind of platform is Zorblat?", "Which type of platform is Zorblat?"])
def test_a_kind_is_told_by_the_definition(ask: Ask, question: str) -> None:
    assert ask(question).answer.startswith("Zorblat (ZB) is an open-source planning and ferrying platform")


def test_a_thing_is_defined_by_what_it_is_rather_than_by_an_example(ask: Ask) -> None:
    assert ask("What is a dinghy?").answer.startswith("Dinghies are small boats")


def test_who_asks_for_works_where_its_noun_is_one(ask: Ask) -> None:
    assert "Fennix" in to_labels(ask("Who were the founding projects of the River Foundation?"))


@pytest.mark.parametrize(
    ("question", "item"),
    [
        ("In which language is the store written that Fennix keeps its letters in?", "Rust"),
        ("River safety is closely tied to a practice. Which approach does that practice extend?", "Gatewatch"),
        ("On which port runs the meter that tells the depth of every dock?", "7311"),
    ],
)
def test_what_sentences_alone_describe_is_found_before_it_is_asked_about(ask: Ask, question: str, item: str) -> None:
    answer = ask(question)
    assert to_labels(answer) == [item]
    assert all(f"[{citation.id}]" in answer.answer for citation in answer.citations[:1])


def test_what_one_sentence_says_whole_is_told_by_it_alone(ask: Ask) -> None:
    answer = ask("How is a closed quay shown on the river map?")
    assert answer.answer == "A closed quay is shown in grey on the river map. [1]"
