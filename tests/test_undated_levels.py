"""Levels told by a document without a date, beside what a dated one says."""

from __future__ import annotations

import pytest
from building import Ask

DATED = """---
date: 2018-10-26
---
# Gates

Zorblat (Incubating) Zorblat is a gate for messages. Quuxdb (Graduated) Quuxdb is a store for messages.
"""
UNDATED = """# Messages

Zorblat is the only graduated project in this category. Quuxdb is a sandbox project.

Vargle is a tool that reached the incubating level in July 2022 and was archived in September 2025.
"""


DOCUMENTS = {"gates.md": DATED, "messages.md": UNDATED}


def test_a_level_told_without_a_date_stands_beside_the_dated_one(ask: Ask) -> None:
    answer = ask("What is Zorblat's maturity level?")
    assert {item.label for item in answer.items} == {"graduated", "incubating"}
    assert answer.answer.startswith("Sources differ") and "26 October 2018" in answer.answer


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Is Zorblat graduated?", "yes"),  # the higher level was reached later
        ("Is Quuxdb graduated?", "yes"),
        ("Is Quuxdb a sandbox project?", "no"),
    ],
)
def test_of_a_dated_level_and_one_without_a_date_the_higher_one_holds(ask: Ask, question: str, verdict: str) -> None:
    assert [item.label for item in ask(question).items] == [verdict]


def test_between_two_months_lie_no_days_that_could_be_told(ask: Ask) -> None:
    assert "days" not in ask("How long was Vargle incubating?").answer
