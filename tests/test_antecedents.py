"""Sentences that speak of a thing without its name, and the value among several that is asked for."""

from __future__ import annotations

import pytest
from building import Ask

_TEXT = """---
title: A tour of stores
date: 2022-05-01
---

# Tour

Zorblat keeps keys and values. At first the Quuxdb plugin of Zorblat could only read. As of version 0.8, Quuxdb support
has been moved to preview.

Engineers at Acme began Vargle as an exercise. A committee took it over on 17 June 2012, and on 21 November 2013 it was
given a stable file format. It was inspired by Corundle.

The company Fizzle builds its portal on Zorblat. Zorblat was created by the company Initech.

Gopherine was running as 3 workers (reader, writer, cleaner), was slow to start, and had no log.
"""


DOCUMENTS = {"tour.md": _TEXT}


@pytest.mark.parametrize(
    ("question", "item"),
    [
        ("As of which version has Quuxdb support in Zorblat been in preview?", "0.8"),
        ("When was Vargle given a stable file format?", "2013-11-21"),
        ("How many workers was Gopherine running as?", "3"),
    ],
)
def test_a_value_is_taken_from_a_sentence_that_goes_on_about_a_thing(ask: Ask, question: str, item: str) -> None:
    answer = ask(question)
    assert [term.label for term in answer.items] == [item], answer.answer


def test_whom_it_means_stands_beside_it(ask: Ask) -> None:
    assert "Vargle" in ask("When was Vargle given a stable file format?").answer


def test_what_it_was_inspired_by_was_not_inspired_by_it(ask: Ask) -> None:
    assert "Corundle" not in [term.label for term in ask("Which store was inspired by Vargle?").items]


def test_what_somebody_builds_things_on_is_not_what_he_is_built_on(ask: Ask) -> None:
    assert ask("What is Fizzle built on?").status == "unanswerable"
    assert [term.label for term in ask("Which company stands behind Zorblat?").items] == ["Initech"]
