"""What a phrase is: "what is an X chart", told by the sentence that says it and by no fact about X."""

from __future__ import annotations

import pytest
from building import Ask

PHRASES = """# Seals

Before we go into sealing, let's first define sealing keys. A key is a string of letters that closes a letter.

Zorblat integrates with Quuxdb. Zorblat is a fairly new project. Zorblat keeps letters closed.

Letter flood. Letters can come in faster than they are read, which leaves no time for answers.

A Zorblat seal is a mark that cannot be copied.
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
