"""A last look: the best sentence answers where it likely does; sentences, tables and lines that other fields have."""

from __future__ import annotations

import pytest
from building import Ask, to_labels

from api.answering.text.sentence_facts import LIKELY

DOCUMENTS = {
    "history.md": """---
title: The Mossford Line
date: 2021-06-02
---
# The Mossford Line

Trains first ran between Mossford and Tull on 14 May 1891; the rest, down to Garrow Quay, had to wait until
2 August 1894, because of the bridge. In 1926 the little company was swallowed by the Northern Joint Railway.

Passengers for the Quay can change at Tull to the 14 bus, which is run by Dunn's Coaches and takes tickets of the line.
The first carriages, in 1891, used gas lamps.
""",
    "crossings.md": """---
title: Crossings
date: 2021-06-02
---
# Crossings

The Mossford Line has several level crossings:

- Mill Lane, a user-worked crossing with gates and a telephone;
- Harbour Road, with automatic half barriers.
""",
    "systems.md": """---
title: Systems
date: 2021-06-02
---
# Systems

We chose Brindle, an event log, run by ourselves, with paid support from Corvane Systems. Then, from 2014, there was
Slipway, a program which Hollin delivered together with the machines and which could only be changed by their fitters.
Drawbridge has 310 merchants connected to it as of this review. Tiller was removed; its wide permissions had been
criticised for years. Brindle costs 27,600 euros a year. The makers found too few users of Pebble, and Hollin Works
closed it on 19 October 2022.

Slipway, a tool for sorting, was begun by Hollin Works. Every year somebody suggests that Slipway be merged into
Brindle.
Slipway stores its runs in Pebble, Granite or Flint, whereas Brindle needs nothing.

NEW MACHINES FOR HOLLIN WORKS AT TULL

**May parcels be opened?**

Only by two people together, and never at night.

| | Drawbridge 4.6 | Slipway 0.7 |
|---|---|---|
| Licence | Apache 2.0 | MPL 2.0 |

Ann Petty, a developer at the retailer Belmarkt, needed it badly, since customers there had the right to be forgotten
within thirty days of asking, which nobody had thought of. She sent in a proposal, and the maintainers voted it down
by five to two. In August 2020 she published a fork of her own, Foldtab.
""",
    "tools.md": """# Tools

- Alpha: a tool for sawing.

What else is there?

- Gamma: a tool for sanding.
  - It is written in Rust.
  - It costs 40 euros.
""",
    "changes.md": """# Changes of Lockkeeper

## 2.0.0 - 2021-07-01

- New: a scheduler.

## 1.4.0 - 2020-02-03

- New: a log.
""",
}


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What was the name of the program that Hollin supplied along with its machines?", "Slipway"),
        ("Which little company did the Northern Joint Railway take over in 1926?", "was swallowed by"),
    ],
)
def test_the_best_sentence_answers_with_little_confidence(ask: Ask, question: str, said: str) -> None:
    answer = ask(question)
    assert (answer.status, answer.confidence, answer.items) == ("answered", LIKELY, [])
    assert answer.answer.startswith("Perhaps: ")
    assert said in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "Who criticised the wide permissions of Tiller?",  # who
        "Where do the fitters of Hollin sleep?",
        "What did Slipway cost in 2031?",  # another year
        "How many euros does Slipway cost?",
        "Which version of Slipway did Hollin deliver?",
        "Which restaurant serves the best pizza?",
        "When was Hollin Works founded?",  # "found" is another word
        "What swallowed the Northern Joint Railway in 1926?",  # the other way round
    ],
)
def test_what_is_merely_near_stays_unanswered(ask: Ask, question: str) -> None:
    assert ask(question).status == "unanswerable"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("corvane systems paid support for which system", "Brindle"),  # "support" is no verb there
        ("number of merchants connected to drawbridge", "310"),
        ("What type of level crossing is Mill Lane?", "user-worked"),  # no maturity level
        ("slipway licence", "MPL 2.0"),  # a table with its things in the head
        ("how can parcels be opened", "two people together"),  # below its question
        ("What software did Ann Petty publish in 2020?", "Foldtab"),
        ("Who operates the number 14 bus from Tull to Garrow Quay?", "Dunn's Coaches"),  # "the Quay"
    ],
)
def test_a_sentence_in_other_words_answers(ask: Ask, question: str, said: str) -> None:
    answer = ask(question)
    assert answer.status == "answered"
    assert said in answer.answer


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("When did trains first run all the way down to Garrow Quay?", ["1894-08-02"]),  # long ago
        ("slipway run stores", ["Pebble", "Granite", "Flint"]),  # not "whereas Brindle needs nothing"
        ("When was Lockkeeper 2.0 released?", ["2021-07-01"]),  # 2.0 is 2.0.0
    ],
)
def test_the_items_are_those_asked_for(ask: Ask, question: str, items: list[str]) -> None:
    assert to_labels(ask(question)) == items


def test_what_is_proposed_is_not_so(ask: Ask) -> None:
    assert to_labels(ask("Has Slipway been merged into Brindle?")) != ["yes"]


def test_a_title_in_capitals_answers_nothing(ask: Ask) -> None:
    assert "NEW MACHINES" not in ask("What is new for Hollin Works at Tull?").answer


def test_who_made_a_tool_is_no_sort_of_tool(ask: Ask) -> None:
    answer = ask("What sort of tool is Slipway?")
    assert "Hollin Works" not in to_labels(answer)
    assert "a tool for sorting" in answer.answer


def test_an_item_of_a_list_below_a_question_keeps_its_own(ask: Ask) -> None:
    assert "40 euros" in ask("How much does Gamma cost?").answer
    assert "40 euros" not in ask("How much does Alpha cost?").answer
