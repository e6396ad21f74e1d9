"""What a sentence gives stands on the side asked for; versions, amounts and "this service" are told too."""

from __future__ import annotations

import pytest
from building import Ask, to_labels

_PORT = """---
title: Port software
date: 2023-04-01
---

# Port software

## Zorblat

Zorblat is a scheduler for ports. Zorblat is written in Go. Zorblat needs only a few megabytes of memory. Its makers
announced that they are rewriting the planner of Zorblat in Rust and Cargo Desk in its old form goes away. The
minimal supported version of Harbour Base in Zorblat is 4.6.

The port of Oslo built a planner called Quuxly for its cranes. The Harbour Trust paid for the first cranes. Quuxly was
given away and renamed to Vargle in 2019.
"""

_EMAIL = """---
title: Letter Service
date: 2023-04-01
---

# Letter Service

This service will send a letter to the sailor when a berth is booked.
"""

_TUF = """---
title: Names
date: 2023-04-01
---

# Names

ZKB is a project for berths. ZKB is short for 'Zonal Keyed Berths'.

Acme is a company. Ada Kettle founded Acme. Acme released Corundle in 2016. Corundle is a tool for ropes.
"""


DOCUMENTS = {"port.md": _PORT, "letters.md": _EMAIL, "names.md": _TUF}


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("In which language is the planner of Zorblat being rewritten?", ["Rust"]),
        ("Which service sends a letter when a berth is booked?", ["Letter Service"]),
        ("What is the minimal version of Harbour Base that Zorblat supports?", ["4.6"]),
        ("what does zkb stand for?", ["Zonal Keyed Berths"]),
    ],
)
def test_only_what_is_asked_for_is_picked(ask: Ask, question: str, items: list[str]) -> None:
    answer = ask(question)
    assert to_labels(answer) == items, answer.answer


def test_an_amount_in_words_answers_how_much(ask: Ask) -> None:
    assert "a few megabytes" in ask("How much memory does Zorblat need?").answer


@pytest.mark.parametrize("question", ["and who founded that company?", "who founded this company"])
def test_that_company_is_the_one_just_found(ask: Ask, question: str) -> None:
    assert to_labels(ask(question, history=["Which company released Corundle?"])) == ["Ada Kettle"]


@pytest.mark.parametrize("question", ["Where is Quuxly better than Zorblat?", "Why is Quuxly preferable to Zorblat?"])
def test_what_is_better_compares(ask: Ask, question: str) -> None:
    answer = ask(question).answer
    assert "Quuxly" in answer
    assert "Zorblat" in answer
