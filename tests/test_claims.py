"""Yes or no from a sentence in other words than the question's; the honest no-answer where none says so."""

from __future__ import annotations

import pytest
from building import Ask

_TEXT = """---
title: Stores
date: 2022-05-01
---

# Stores

## Zorblat

Zorblat is an open source key-value store written in Go. It scales horizontally and keeps its data on local disks. It
has a web console, which the older store does not have. The store can only be run without clustering, so that
failures stay simple.

Zorblat never forgets a key that was written to it. In future it may run on small devices.

## Quuxdb

Unlike Zorblat, Quuxdb encrypts the pages on disk. Large tables do well in Quuxdb but small tables usually don't.
Quuxdb is faster than Zorblat at reading. Keys of Quuxdb are kept in a vault; a token ring had been considered
for Quuxdb but was dropped. Quuxdb has applied for certification. Quuxdb is a rather young project, and receives little
money from its makers.

Corundle reads YAML and TOML manifest files. Corundle differs from Quuxdb, because it comes with a query planner.
Each shelf of Corundle can hold one or more tables. Instead of locking just one row, all rows are locked in
Corundle. A single Corundle can be more performant than many servers with shelves for long term archives. Sign-in
works through Brindle, Corundle and other identity providers; the survey counts Corundle among the query planners.
Corundle is made to be built into other stores, rather than being opened by clerks or bakers. Corundle moves its
shelves with zero pauses. It keeps spans of every query, but not whole queries. Running Quuxdb with Zorblat takes one
disk. Quuxdb does not require a second cache or a watchman. Not so long ago Corundle announced its new ledger.

Corundle is stateless. Corundlet seals every parcel, and Corundle signs them.
"""

_FORMAT = """---
title: Tally 2.0
date: 2023-02-01
---

# Tally 2.0

## Samples

Raw samples should not carry timestamps. Every sample carries a unit.

# The farm

The honey of the farm is sold at the market and, from next year, may be sold online as well.
"""

DOCUMENTS = {"stores.md": _TEXT, "tally.md": _FORMAT}


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Is Brindle an identity provider?", "yes"),
        ("Is Corundle a query planner?", "yes"),
        ("Can Zorblat be scaled horizontally?", "yes"),
        ("Does Zorblat have a web console?", "yes"),
        ("Can Zorblat be run with clustering?", "no"),
        ("Can Zorblat be run without clustering?", "yes"),
        ("Does Zorblat ever forget a key?", "no"),
        ("Does Quuxdb encrypt pages on disk?", "yes"),
        ("Do small tables do well in Quuxdb?", "no"),
        ("Is Quuxdb faster than Zorblat at reading?", "yes"),
        ("Is Quuxdb old?", "no"),
        ("Does Quuxdb receive a lot of money from its makers?", "no"),
        ("Is Corundle stateful?", "no"),
        ("Is Corundle made to be opened by clerks or bakers?", "no"),
        ("Does Corundle need pauses to move its shelves?", "no"),
        ("Does Corundle keep whole queries?", "no"),
        ("Does Quuxdb need a second cache when run with Zorblat?", "no"),
        ("Has Corundle announced a new ledger?", "yes"),
        ("Can a shelf of Corundle hold more than one table?", "yes"),
        ("Are all rows locked in Corundle?", "yes"),
        ("Should raw samples carry timestamps in Tally 2.0?", "no"),
        ("Does every sample carry a unit in Tally 2.0?", "yes"),
        ("Is the honey of the farm sold at the market?", "yes"),
    ],
)
def test_a_sentence_in_near_words_is_a_yes_or_a_no(ask: Ask, question: str, verdict: str) -> None:
    answer = ask(question)
    assert [item.label for item in answer.items] == [verdict], answer.answer
    assert answer.citations


@pytest.mark.parametrize(
    "question",
    [
        "Does Zorblat encrypt pages on disk?",
        "Is Zorblat faster than Quuxdb at reading?",
        "Can Zorblat run on small devices?",
        "Can Quuxdb be run without clustering?",
        "Does Quuxdb have a token ring?",
        "Is Quuxdb certified?",
        "Does Quuxdb come with a query planner?",
        "Is Zorblat old?",
        "Does Corundle seal every parcel?",
        "Does Zorblat require a licence key for clusters?",
        "Does Zorblat compress the keys that were written to it?",
        "Does every sample carry a unit in Tally 3.0?",
        "Is the honey of the farm sold online?",
        "Does Corundle support long term archives?",
    ],
)
def test_what_no_sentence_says_is_neither_yes_nor_no(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.status == "unanswerable", answer.answer


@pytest.mark.parametrize(
    ("question", "chosen"),
    [
        ("Is Corundle stateless or stateful?", "stateless"),
        ("Is Quuxdb an old or a young project?", "young"),
    ],
)
def test_of_two_words_put_to_choice_the_one_that_is_said_is_told(ask: Ask, question: str, chosen: str) -> None:
    answer = ask(question)
    assert not answer.answer.startswith(("Yes", "No"))
    assert [item.label for item in answer.items] in ([chosen], []) and chosen in answer.answer


@pytest.mark.parametrize(
    ("claim", "verdict", "lead"),
    [
        ("Zorblat is not written in Go, right?", "no", "No: "),
        ("True or false: Zorblat never forgets a key", "yes", "Right: "),
        ("Is it true that Zorblat can't be run with clustering?", "yes", "Right: "),
        ("Is it false that Zorblat has a web console?", "no", "No: "),
        ("Zorblat has a web console, right?", "yes", "Yes: "),
    ],
)
def test_the_verdict_on_a_claim_that_denies_is_turned_round(ask: Ask, claim: str, verdict: str, lead: str) -> None:
    answer = ask(claim)
    assert [item.label for item in answer.items] == [verdict]
    assert answer.answer.startswith(lead)
    assert answer.citations
