"""Tables of yes and no, of values beside nothing, and of things told column by column, over made-up names."""

from __future__ import annotations

import pytest
from building import Ask, to_labels

from api.answering.text.tables.ticks import find_ticks

TEXT = """---
title: Brindle moorings
date: 2022-03-04
---
# Brindle moorings

Brindle is a set of moorings for boats on rivers. Longquay is a tool for harbours. Tarnhook is a tool for boats.

## Comparison

| | Brindle | Tarnhook | Quayline |
|---|---|---|---|
| Floating docks | Yes | No | Sometimes |
| Night lamps | Yes | Yes | No |
| Largest boat length | 40 feet | 25 feet | 90 feet |

## Harbours

| Harbour | Crane | Fuel | Berths | State |
|---|---|---|---|---|
| Ostrel | ✅ | Diesel | 30 | Open |
| Pellham | | Petrol | 12 | Closed |
| Wexmere | ✅ | 🚫 | 55 | Open |

## Users

The list of companies that use Brindle.

| Company | Boats kept |
|---|---|
| Oxmoor Ltd | Punt, Wherry, Skiff |
| Fensby | Barge, Skiff, Dinghy, Raft and many more, some of them old |

The list of users that use Brindle.

| User | Boats kept |
|---|---|
| Ada Kettle | Canoe |
| Ben Pell | Kayak |

## Makes

| Mooring | Origin |
|---|---|
| Tarnhook | Longquay |
| Quayline | Tidewater |

## Supported lines

| Brindle version | Cleat version | Keeper |
|---|---|---|
| 1.18.x | 2.6.x | active |
| 1.17.x | 2.5.x | ended |

## Wardens

| Name | Affiliation | Handle |
|---|---|---|
| Ada Mirren | Tidewater | amir |
| Ben Okoro | Longquay | bokoro |
| Cy Dallow | Tidewater | cyd |
"""

DOCUMENTS = {"moorings.md": TEXT}


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Does Tarnhook have floating docks?", "no"),
        ("Does Brindle have floating docks?", "yes"),
        ("Does Ostrel have a crane?", "yes"),
        ("Does Pellham have a crane?", "no"),
        ("Does Wexmere offer fuel?", "no"),
        ("Is Pellham closed?", "yes"),
        ("Is Wexmere closed?", "no"),
    ],
)
def test_cell_says_yes_or_no(question: str, verdict: str, ask: Ask) -> None:
    answer = ask(question)
    assert to_labels(answer) == [verdict]
    assert answer.citations


def test_hedged_cell_is_neither_yes_nor_no(ask: Ask) -> None:
    assert to_labels(ask("Does Quayline have floating docks?")) not in (["yes"], ["no"])


@pytest.mark.parametrize(
    ("question", "labels"),
    [
        ("Which harbours have a crane?", ["Ostrel", "Wexmere"]),
        ("Which harbours have no crane?", ["Pellham"]),
        ("Which harbour has no fuel?", ["Wexmere"]),
        ("Which moorings have night lamps?", ["Brindle", "Tarnhook"]),
        ("Which companies keep a Skiff?", ["Oxmoor Ltd", "Fensby"]),
        ("What is the largest boat length of Tarnhook?", ["25 feet"]),
        ("Which Cleat version goes with Brindle 1.17?", ["2.5.x"]),
        ("Which company is Ben Okoro affiliated with?", ["Longquay"]),
        ("How many wardens are from Tidewater?", ["2"]),
        ("How many harbours have a crane?", ["2"]),
    ],
)
def test_cells_are_listed_and_counted(question: str, labels: list[str], ask: Ask) -> None:
    assert to_labels(ask(question)) == labels


def test_column_without_a_mark_is_no_column_of_ticks() -> None:
    assert find_ticks(["Diesel", ""]) is None


def test_a_cell_says_only_what_its_head_says(ask: Ask) -> None:
    assert ask("Does Tarnhook replace Longquay?").status == "unanswerable"
