"""Questions about articles: announcements, case studies, interviews and comparisons, in the words that people use."""

from __future__ import annotations

import pytest
from building import Ask, build_ask, to_labels

_GRADUATION = """---
title: Zorblat joins the top tier
date: 2022-05-14
author_name: Ada Kettle
---

The Harbour board is proud to tell everyone that the Pier Steering Committee just promoted the Zorblat project to the
top tier. Six years ago, in a shed at Quayside (since bought by Cargo Desk) Zorblat was born. Everything at Quayside
runs as a crane, and batch planners like Corundle and Vargle run as cranes too. Zorblat was started in 2016, the
winch module was added in 2018, sail planning added in 2019.

Sandstone is at the centre of berth processing at Oslo Port.
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return build_ask(tmp_path_factory.mktemp("articles"), {"graduation.md": _GRADUATION})


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("Which committee promoted Zorblat to the top tier?", ["Pier Steering Committee"]),
        ("Which berth planner is at the centre of Oslo Port's berth processing?", ["Sandstone"]),
        ("Which batch planners run as cranes at Quayside?", ["Corundle", "Vargle"]),
        ("When did Zorblat add sail planning?", ["2019"]),
        ("When was the winch module added to Zorblat?", ["2018"]),
        ("When was Zorblat born?", ["2016"]),
    ],
)
def test_a_sentence_gives_what_stands_where_the_question_asks(ask: Ask, question: str, items: list[str]) -> None:
    answer = ask(question)
    assert to_labels(answer) == items, answer.answer
