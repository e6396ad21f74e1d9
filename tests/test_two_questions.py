"""Two questions in one: both are answered, and what the documents leave open is told."""

from __future__ import annotations

import re

import pytest
from building import Ask, to_labels

from api.answering.question.wording.parted import part

_TEXT = """---
title: Stores
date: 2022-05-01
---

# Stores

Zorblat is a CNCF project written in Rust. The company Acme created Zorblat in 2017. Zorblat replaced Quuxdb.

Quuxdb is a CNCF project written in Go. The company Initech created Quuxdb.

In 2019 Ada Kettle replaced the oars of Perch.

Zorblat graduated on 3 May 2021. Quuxdb is a sandbox project.
"""


DOCUMENTS = {"stores.md": _TEXT}


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("When did Zorblat graduate and who created it?", ["2021-05-03", "Acme"]),
        ("What replaced Quuxdb, and in which language is it written?", ["Zorblat", "Rust"]),
        ("Who created Quuxdb? And who created Zorblat?", ["Initech", "Acme"]),
        (
            "When did Zorblat graduate and who created Quuxdb, and in which language is Zorblat written?",
            ["2021-05-03", "Initech", "Rust"],
        ),
    ],
)
def test_both_questions_are_answered(ask: Ask, text: str, items: list[str]) -> None:
    answer = ask(text)

    assert to_labels(answer) == items
    assert answer.question == text
    marks = {int(mark) for mark in re.findall(r"\[(\d+)\]", answer.answer)}
    assert marks <= {citation.id for citation in answer.citations}
    assert len({citation.id for citation in answer.citations}) == len(answer.citations)
    assert all(set(fact.citations) <= {citation.id for citation in answer.citations} for fact in answer.facts)


@pytest.mark.parametrize("text", ["Who created Zorblat and when?", "who created Zorblat, and when"])
def test_a_doer_and_a_day_are_both_found(ask: Ask, text: str) -> None:
    answer = ask(text)

    assert to_labels(answer) == ["Acme", "2017"]
    assert "do not say" not in answer.answer


def test_a_part_without_an_answer_is_told(ask: Ask) -> None:
    answer = ask("Who created Zorblat, and what does it cost?")

    assert to_labels(answer) == ["Acme"]
    assert "The documents do not say: “what does it cost?”" in answer.answer


def test_two_questions_without_an_answer_are_one_abstention(ask: Ask) -> None:
    assert ask("Why is the sky blue, and who painted it?").status == "unanswerable"


def test_one_question_with_two_properties_is_not_parted(ask: Ask) -> None:
    assert set(to_labels(ask("Which projects are written in Go or Rust?"))) == {"Zorblat", "Quuxdb"}


def test_a_second_relative_clause_is_no_question() -> None:
    one = "Which project that Acme created and which graduated is written in Rust?"

    assert part(one) == (one,)
    assert part("Who created Zorblat and which company bought Quuxdb?") == (
        "Who created Zorblat?",
        "which company bought Quuxdb?",
    )


def test_the_part_left_open_is_told_beside_two_answers(ask: Ask) -> None:
    answer = ask("Who created Zorblat, and what does it cost, and who created Quuxdb?")

    assert to_labels(answer) == ["Acme", "Initech"]
    assert "The documents do not say: “what does it cost?”" in answer.answer


def test_what_answers_both_is_told_once(ask: Ask) -> None:
    answer = ask("Who replaced the oars of Perch and when?")
    assert to_labels(answer) == ["Ada Kettle", "2019"]
    assert answer.answer.count("replaced the oars") == 1
