"""What kind of thing something is: told by the sentence that says so, before the category it is filed under."""

from __future__ import annotations

import pytest
from building import Ask

_TEXT = """---
title: The harbour landscape
date: 2023-04-01
---

# The harbour landscape

## Streaming and Messaging

Zorblat, Quuxly and Vargle belong to this category. When we talk about messaging in a harbour, we mean brokers like
Zorblat, Quuxly, and Vargle. Zorblat, for instance, is a small message broker for ferries. Quuxly focuses on being a
passive queue with a log.

## Storage

Corundle and Dyno belong to this category. They are often used together.
"""


DOCUMENTS = {"harbour.md": _TEXT}


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What kind of tool is Zorblat?", "is a small message broker"),
        ("What type of queue is Quuxly?", "a passive queue with a log"),
        ("What class of tool is Zorblat for ferries?", "is a small message broker"),
        ("What kind of tools are Zorblat, Quuxly and Vargle?", "brokers like Zorblat"),
        ("Which sort of tools are Quuxly and Vargle?", "brokers like Zorblat"),
    ],
)
def test_what_kind_is_answered_with_what_says_it(ask: Ask, question: str, told: str) -> None:
    answer = ask(question)
    assert told in answer.answer
    assert any(told in " ".join(citation.text.split()) for citation in answer.citations)


def test_a_sentence_that_says_nothing_of_the_kind_is_not_taken_for_it(ask: Ask) -> None:
    assert "used together" not in ask("What kind of tools are Corundle and Dyno?").answer
