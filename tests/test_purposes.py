"""What a thing is good for, which problem it solves, when to use it: one kind of question in many wordings."""

from __future__ import annotations

import pytest
from building import Ask

TEXT = """# The gates

Zorblat is an open source gate for messages. With Zorblat, teams can hold back floods of messages.
Acme made Zorblat in 2019.

Zorblat is a fairly new project. Quuxdb solves many problems of storage. Some of Quuxdb's goals include fewer lost
parcels and quiet nights.

Gate distributions provide a trusted way to install a gate.

## Message Gates

### What it is

A message gate stands between two services.

### Problem it addresses

Services that talk to each other directly fail together. One slow service holds up all others.

### How it helps

Message gates keep messages until they are wanted. No service has to wait for another.
"""


DOCUMENTS = {"gates.md": TEXT}


def test_the_sentence_that_says_the_very_noun_comes_first(ask: Ask) -> None:
    assert ask("What are the goals of Quuxdb?").answer.startswith("Some of Quuxdb's goals include")


@pytest.mark.parametrize(
    "question",
    [
        "Why would anyone want Zorblat?",
        "why use Zorblat",
        "What is Zorblat good for?",
        "what's the point of Zorblat",
        "What are the benefits of using Zorblat?",
        "How does Zorblat help me?",
        "When should I use Zorblat?",
        "what can I do with Zorblat",
        "Zorblat advantages",
        "Which problem does Zorblat solve?",
        "why does Zorblat matter?",
        "what does Zorblat bring me",
    ],
)
def test_every_wording_is_told_what_the_thing_does(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert "hold back floods of messages" in answer.answer
    assert "storage" not in answer.answer and "fairly new" not in answer.answer
    assert answer.citations


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("What problem do message gates solve?", "fail together", "keep messages"),
        ("Which challenge is addressed by message gates?", "holds up all others", "keep messages"),
        ("How do message gates help?", "keep messages", "fail together"),
        ("What are the advantages of a message gate?", "No service has to wait", "fail together"),
    ],
)
def test_a_heading_for_what_is_asked_is_kept_to(ask: Ask, question: str, said: str, unsaid: str) -> None:
    answer = ask(question)
    assert said in answer.answer
    assert unsaid not in answer.answer


def test_what_begins_with_the_name_of_another_thing_is_not_told_of_it(ask: Ask) -> None:
    assert "trusted way" not in ask("Why use a gate?").answer


@pytest.mark.parametrize("question", ["Why would anyone want Blorptron?", "What is Blorptron good for?"])
def test_nothing_is_told_of_an_unknown_thing(ask: Ask, question: str) -> None:
    assert ask(question).status == "unanswerable"


def test_a_definition_tells_what_a_thing_does_and_not_that_it_is_new(ask: Ask) -> None:
    assert ask("What is Zorblat?").answer.startswith("Zorblat is an open source gate for messages.")
