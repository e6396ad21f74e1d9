"""Items of lists: what heads them they tell of, and the heading above says what they are, over made-up names."""

from __future__ import annotations

import pytest
from building import Ask, to_labels

ADOPTERS = """# Zorblat adopters

These companies are known:

* [Tidewater](https://tide.example/) - Tidewater hires out rafts. Zorblat is used by our crews to find free berths.

* [Longquay](https://quay.example/) - Longquay makes masts. We measure twice. Our yard uses Zorblat for counting planks.

* [Marrow Lane](https://marrow.example/) - Marrow Lane sells ropes to sailors.
"""
PEOPLE = """# Zorblat people

## Wardens

* Ada Mirren (amir)
* Ben Okoro (bokoro)

## Emeritus wardens

* Cy Dallow (cyd)

## Harbours

| Harbour | Use case | Page |
|---|---|---|
| Ostrel | Counting the boats that come in by night | Story |
| Pellham | Ropes | Story |
"""
BOARD = """# Zorblat parts

A reference for each part is linked below.

- [Mast Controller](mast.md)
    - [Sail Part](sail.md)
    - [Rope Part](rope.md)
- [Hull Controller](hull.md)
    - [Plank Part](plank.md)

## Board members

* Dov Harland <dov@updraft.example> ([dov](https://forge.example/dov))
  * 2 year term expires `2022-05-26`
* Elke Toms <elke@updraft.example> ([elke](https://forge.example/elke))
  * 1 year term expires `2021-04-25`

## Watch

- Watch interval: set `--watch-interval=123` (defaults to every `60` seconds)
- Lamps for each mast: set `--lamps=9` (defaults to `20`)

## Friendly harbours

Some harbours take Zorblat too, and sailors have told of these.

_They are not looked after by us._

 * [Ibex Bay](ibex.md)
 * Quibble Point
"""
LAMPS = """* [Quilt](https://quilt.example) uses Lantern to answer lamp requests from the sea.
* [Inkbox](https://ink.example) uses Lantern for harbour lamp control.
* [Kismet](https://kismet.example) uses Lantern for harbour lamp control.
"""
FAQ = """---
title: Questions about Zorblat
questions:
  - ask: Is Zorblat free?
    reply: No. Each berth costs two coins a day.
    note: No.
  - ask: Which boats can moor with Zorblat?
    reply: Zorblat takes rafts, ferries and barges.
---
"""
DOCUMENTS = {"adopters.md": ADOPTERS, "people.md": PEOPLE, "parts.md": BOARD, "lantern.md": LAMPS, "faq.md": FAQ}


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Does Tidewater use Zorblat?", "yes"),
        ("Does Longquay use Zorblat?", "yes"),
        ("Does Marrow Lane use Zorblat?", "yes"),
        ("Is Ada Mirren a warden of Zorblat?", "yes"),
        ("Is Cy Dallow an emeritus warden of Zorblat?", "yes"),
        ("Is Zorblat free?", "no"),
    ],
)
def test_item_or_heading_says_yes_or_no(ask: Ask, question: str, verdict: str) -> None:
    assert to_labels(ask(question)) == [verdict]


@pytest.mark.parametrize("question", ["Is Cy Dallow a warden of Zorblat?", "Does Marrow Lane use Ostrel?"])
def test_what_no_item_says_is_not_answered(ask: Ask, question: str) -> None:
    assert to_labels(ask(question)) != ["yes"]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What does Longquay use Zorblat for?", "counting planks"),
        ("What does Ostrel use Zorblat for?", "by night"),
        ("What is the use case of Ostrel?", "by night"),
        ("Which boats can moor with Zorblat?", "rafts, ferries and barges"),
    ],
)
def test_what_something_is_used_for_is_told(ask: Ask, question: str, told: str) -> None:
    answer = ask(question)
    assert told in answer.answer
    assert answer.citations


@pytest.mark.parametrize(
    ("question", "labels"),
    [
        ("Which parts belong to the Mast Controller?", ["Sail Part", "Rope Part"]),
        ("Which parts does the Hull Controller have?", ["Plank Part"]),
        ("Who are the board members of Zorblat?", ["Dov Harland", "Elke Toms"]),
        ("When does the term of Elke Toms on the board expire?", ["2021-04-25"]),
        ("What is the default watch interval of Zorblat?", ["60 seconds"]),
        ("Which friendly harbours does Zorblat have?", ["Ibex Bay", "Quibble Point"]),
    ],
)
def test_lists_inside_items_and_behind_prose_are_told_apart(ask: Ask, question: str, labels: list[str]) -> None:
    assert to_labels(ask(question)) == labels


def test_only_those_are_listed_whose_sentence_says_for_what(ask: Ask) -> None:
    assert to_labels(ask("Which companies use Lantern for harbour lamp control?")) == ["Inkbox", "Kismet"]
