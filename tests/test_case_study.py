"""A user's story of how it came to its tools: what it uses for what, what it left, how long things took."""

from __future__ import annotations

import pytest
from building import Ask, to_labels

DOCUMENTS = {
    "story.md": """---
title: How Quayline moved its tides to Zorblat
author: Ada Kettle
date: 2024-03-14
---

# How Quayline moved its tides to Zorblat

Quayline is a harbour company. Vargle is a project. Zorblat was created by Acme.

## Second attempt

We chose Dyno over full Zorblat because lighthouses have little memory. For ropes we use Corundle. We evaluated
Sandstone too, but Corundle showed us knots that we had been hunting for years. Signals are sent with Fendrake.
Tide reports are gathered by Moor Bit, not Moord, since it needs a tenth of the room.

## What went wrong

We tried Vargle for three months and took it out again. Messages travel over Quux. Gribble, which the booking team
prefers, is still used for fees. We first used Sandstone at the office, and today only the ferry desk is closed.
""",
    "tools.md": """---
title: Carriers
date: 2023-01-02
---

# Carriers

Moor Bit is a project. Moord is a project. Corundle is a project. Sandstone is a project. Dyno is a project.
Hullo can carry both crates and barrels. Similar to Hullo, Pallet can carry crates and barrels.
Hullo is a proxy for crates. Pallet is a proxy for barrels and crates. Quayline is a user of Dyno.
""",
}


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("How long did they try Vargle?", ["three months"]),
        ("Which team prefers Gribble?", ["booking team"]),
        ("Which desk is closed?", ["ferry desk"]),
        ("Which proxies can take both crates and barrels?", ["Hullo", "Pallet"]),
    ],
)
def test_what_sentences_give_is_told(ask: Ask, question: str, items: list[str]) -> None:
    assert sorted(to_labels(ask(question))) == items


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Why Moor Bit instead of Moord?", "a tenth of the room"),
        ("Why was Corundle chosen over Sandstone?", "hunting for years"),
        ("What does Quayline use for signals?", "Fendrake"),
    ],
)
def test_reasons_and_purposes_are_told_by_their_sentences(ask: Ask, question: str, told: str) -> None:
    assert told in ask(question).answer


@pytest.mark.parametrize(
    "question",
    [
        "Which messaging system does Quayline use?",
        "What does Quayline use for messages?",
        "What did Quayline use before Zorblat?",
    ],
)
def test_what_is_used_for_something_else_is_not_told(ask: Ask, question: str) -> None:
    assert not {"Corundle", "Dyno"} & set(to_labels(ask(question)))


def test_a_reason_is_not_given_for_what_is_not_so(ask: Ask) -> None:
    answer = ask("What made Quayline create Zorblat?")
    assert answer.status == "unanswerable"
