"""A question keeps its answer whatever is said around it, and however it is dressed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from building import Ask, to_labels

_TEXT = """---
title: Mills
date: 2022-05-01
---

# Mills

Zorblat is a graduated project of the CNCF. It is written in Rust and was created by Acme. Zorblat replaced Vargle in
May 2021. Dyno and Quern use Zorblat. Zorblat keeps its data in Pindrop.
"""

DOCUMENTS = {"mills.md": _TEXT}

QUESTIONS = [
    ("Which language is Zorblat written in?", ["Rust"]),
    ("What replaced Vargle?", ["Zorblat"]),
    ("Who created Zorblat?", ["Acme"]),
    ("Is Zorblat written in Rust?", ["yes"]),
    ("zorblat creator", ["Acme"]),
]


def _lower(question: str) -> str:
    return question[0].lower() + question[1:]


def _bare(question: str) -> str:
    return question.rstrip("?")


WAYS: dict[str, Callable[[str], str]] = {
    "greeting": lambda q: f"Hi there! {q}",
    "call": lambda q: f"hey {_lower(q)}",
    "aside": lambda q: f"Just a quick question: {_lower(q)}",
    "asker": lambda q: f"For a talk I am preparing, {_lower(q)}",
    "asked for": lambda q: f"Could you please tell me {_lower(q)}",
    "reminded": lambda q: f"Can you remind me again {_lower(q)}",
    "wished": lambda q: f"I'd like to know {_lower(_bare(q))}.",
    "boss": lambda q: f"My boss wants to know {_lower(_bare(q))}.",
    "sources": lambda q: f"According to your documents, {_lower(q)}",
    "thanks": lambda q: f"{q} Thanks a lot!",
    "please": lambda q: f"{_bare(q)}, please?",
    "again": lambda q: f"{_bare(q)}, again?",
    "shouted": lambda q: q.upper(),
    "quoted": lambda q: f'"{q}"',
    "spaced": lambda q: f"  {q.replace(' ', '  ')}\n",
    "once more": lambda q: f"{_bare(q)} again?",
    "begun with and": lambda q: f"And {_lower(q)}",
}


# Nobody asks for a telegram so.
WHOLE = {"boss", "begun with and"}


@pytest.mark.parametrize(
    ("question", "items", "way"),
    [(q, items, way) for q, items in QUESTIONS for way in sorted(WAYS) if q.endswith("?") or way not in WHOLE],
)
def test_what_is_said_around_a_question_changes_nothing(ask: Ask, question: str, items: list[str], way: str) -> None:
    answer = ask(WAYS[way](question))
    assert to_labels(answer) == items, answer.answer


def test_a_bare_name_asks_what_it_is(ask: Ask) -> None:
    assert ask("Zorblat").answer == ask("What is Zorblat?").answer
    assert ask("zorblat in simple terms").answer == ask("What is Zorblat?").answer


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Zorblat is written in Rust, isn't it?", "yes"),
        ("Zorblat replaced Vargle, right?", "yes"),
        ("Vargle replaced Zorblat, right?", "no"),
        ("Zorblat was created by Acme. Is that correct?", "yes"),
        ("True or false: Zorblat is graduated.", "yes"),
    ],
)
def test_a_claim_put_to_be_confirmed_is_asked_about(ask: Ask, claim: str, verdict: str) -> None:
    assert to_labels(ask(claim)) == [verdict]


def test_a_claim_that_denies_is_not_confirmed(ask: Ask) -> None:
    assert to_labels(ask("Is it true that Zorblat was not created by Acme?")) != ["yes"]
    assert to_labels(ask("Zorblat is not graduated, right?")) != ["yes"]


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("Which langauge is Zorblta written in?", ["Rust"]),
        ("who creatd Zorbblat", ["Acme"]),
        ("what is teh matruity level of Zorbat?", ["graduated"]),
    ],
)
def test_slips_change_nothing(ask: Ask, question: str, items: list[str]) -> None:
    assert to_labels(ask(question)) == items
