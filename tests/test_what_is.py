"""What a phrase is: "what is an X chart", told by the sentence that says it and by no fact about X."""

from __future__ import annotations

import pytest
from building import Ask

PHRASES = """# Seals

Before we go into sealing, let's first define sealing keys. A key is a string of letters that closes a letter.

Zorblat integrates with Quuxdb. Zorblat is a fairly new project. Zorblat keeps letters closed.

Letter flood. Letters can come in faster than they are read, which leaves no time for answers.

A Zorblat seal is a mark that cannot be copied.

Letters need all of their beads (a small drop of wax that is still warm) at once. A sealing house itself is no sealing
system that sorts beads from within the hall.

## Safety

A safe seal has the following marks:

Wax: It shows that nobody has opened the letter. It breaks.

Thread: It keeps the letter together. It is red.

Number: It is never used twice. Books list it.

Acme and Initech have a way of sending letters called Sealmail, which the company Frobnix is working to define
as a standard.

Skellbrook runs as a sidecar and gives programs a uniform way to seal. Drumvex lets old seals run beside new ones.
"""


DOCUMENTS = {"seals.md": PHRASES}


@pytest.mark.parametrize(
    ("question", "begins", "unsaid"),
    [
        ("What is a sealing key?", "A key is a string of letters", "let's first"),
        ("Explain letter flood", "Letter flood. Letters can come in faster", "seal is"),
        ("what is a Zorblat seal", "A Zorblat seal is a mark", "integrates"),
    ],
)
def test_a_phrase_is_defined_by_what_says_what_it_is(ask: Ask, question: str, begins: str, unsaid: str) -> None:
    answer = ask(question)
    assert answer.answer.startswith(begins)
    assert unsaid not in answer.answer


def test_a_kind_of_thing_is_not_answered_with_what_its_first_word_works_with(ask: Ask) -> None:
    assert "Quuxdb" not in [item.label for item in ask("what is a Zorblat chart").items]


@pytest.mark.parametrize(
    "question",
    [
        "What are the three marks of a safe seal?",
        "what are the marks of a safe seal",
        "Which marks does a safe seal have?",
    ],
)
def test_what_a_thing_has_is_listed_and_not_the_thing_defined(ask: Ask, question: str) -> None:
    assert {item.label for item in ask(question).items} == {"Wax", "Thread", "Number"}


def test_who_does_it_in_a_clause_about_a_thing_does_it_to_that_thing(ask: Ask) -> None:
    assert [item.label for item in ask("Which company is working on a standard for Sealmail?").items] == ["Frobnix"]


def test_what_opens_with_another_name_defines_nothing_more(ask: Ask) -> None:
    answer = ask("What is Skellbrook?").answer
    assert "sidecar" in answer and "Drumvex" not in answer


def test_what_stands_in_brackets_behind_a_word_says_what_it_is(ask: Ask) -> None:
    assert "a small drop of wax" in ask("What is a bead in sealing?").answer
