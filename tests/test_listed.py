"""Lists answered whole: those of a sentence, below the heading that is their noun, or behind a line that leads in."""

from __future__ import annotations

import pytest
from building import Ask, to_labels

_TEXT = """---
title: Brinepost
date: 2023-04-01
---

# Brinepost

Brinepost is a mail service for harbours. It speaks Tern, Gull 2.0 and Puffin. Letters are sorted by weight, and crates
wait on the quay. A parcel may include a printed label, loose straw, paper tags, and other small things.

### The carriers

1. The Runner takes letters to the ships.
2. The Night Porter (NP) carries crates, and rests by day.
3. Haulers such as Oxbow pull the carts.
4. Loader lifts what is left.

All carriers speak Flagwave with one another.

## Stamps

Official stamps cover Oxmoor, Tarn, Quill and Fensby, and the old press makes cards and pins too. Alternatives to stamps
such as Sealmark and the wax-based Dripseal are gaining ground. Brinepost works with pluggable
support for weighing, tracing, health checking, and sealing.

## Settings

The postmaster takes the opening hours from one or more of the following places (the first one counts):

- Town notices
- Harbour board
- The postmaster's own book, which lies on the desk by the window and is never lent to anybody who is not of the house

Three desks are open: a Welcome Desk greets whoever comes, a Parcel Desk weighs crates, and the Money Desk takes coins.
"""


DOCUMENTS = {"brinepost.md": _TEXT}


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("Which protocols does Brinepost speak?", ["Gull 2.0", "Puffin", "Tern"]),
        ("What can a parcel of Brinepost include?", ["loose straw", "paper tags", "printed label"]),
        ("List the carriers that make up Brinepost.", ["Haulers", "Loader", "Night Porter", "Runner"]),
        ("brinepost carriers", ["Haulers", "Loader", "Night Porter", "Runner"]),
        ("Which three desks of Brinepost are open?", ["Money Desk", "Parcel Desk", "Welcome Desk"]),
        ("Which towns do official stamps cover?", ["Fensby", "Oxmoor", "Quill", "Tarn"]),
        ("Which alternatives to stamps are gaining ground?", ["Dripseal", "Sealmark"]),
    ],
)
def test_what_one_sentence_or_the_list_below_a_heading_names(ask: Ask, question: str, items: list[str]) -> None:
    answer = ask(question)
    assert sorted(to_labels(answer)) == items, answer.answer


def test_a_lead_in_to_what_is_asked_for_stands_before_a_sentence_that_lists_nothing(ask: Ask) -> None:
    answer = ask("From which places does the postmaster of Brinepost take the opening hours?")
    assert {"Town notices", "Harbour board"} < set(to_labels(answer)), answer.answer


@pytest.mark.parametrize(
    "question", ["Which desks of Brinepost stand in Turin?", "Which carriers of Brinepost carry coins?"]
)
def test_a_list_of_something_else_is_no_answer(ask: Ask, question: str) -> None:
    assert len(to_labels(ask(question))) < 2


def test_one_of_the_things_that_a_sentence_lists_is_no_answer_alone(ask: Ask) -> None:
    answer = ask("Brinepost pluggable support for what?")
    assert answer.status == "answered"
    assert len(answer.items) != 1, answer.items
