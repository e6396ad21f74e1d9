"""One question in several wordings: other words of a relation, key words, in other orders, all answered alike."""

from __future__ import annotations

import pytest
from building import Ask, to_labels

DOCUMENTS = {
    "one.md": """---
title: Notes on Dyno
date: 2024-05-06
---
# Dyno

Dyno is a CNCF project. Dyno was created by Acme Labs. Acme Labs is a company. Dyno is written in Rust.
Gadget is a project. Gadget is a fork of Dyno. Globex bought Initech in 2020. Globex and Initech are companies.
Vargle is built on Dyno. Vargle was inspired by Frobnix. Gizmo is part of Vargle.

Ann Petty is the chair of the Gadget Board. Bob Marlow is a member of the Gadget Board.
""",
    "two.md": """---
title: Notes on Frobnix
date: 2024-05-07
---
# Frobnix

Frobnix is a database. Its server, which many run at home, is written in Java.
""",
}


@pytest.mark.parametrize(
    ("item", "questions"),
    [
        (
            "Acme Labs",
            ["Who created Dyno?", "Who is behind Dyno?", "Dyno was dreamed up by whom?", "who thought up dyno"],
        ),
        ("Rust", ["What is Dyno written in?", "dyno lang", "implementation lang of Dyno", "language of dyno pls"]),
        (
            "Globex",
            ["Who bought Initech?", "initech acquirer", "Initech went to which company?", "Who snapped up Initech?"],
        ),
        ("Dyno", ["What is Gadget a fork of?", "Gadget started as a fork of what?", "gadget is an offshoot of what"]),
        ("Dyno", ["What is Vargle built on?", "What underlies Vargle?", "What does Vargle sit on top of?"]),
        ("Frobnix", ["What was Vargle inspired by?", "What did Vargle take after?", "What was the model for Vargle?"]),
        ("Ann Petty", ["Who is the chair of the Gadget Board?", "Who chairs the Gadget Board?", "gadget board chair"]),
    ],
)
def test_wordings_of_one_question_are_answered_alike(ask: Ask, item: str, questions: list[str]) -> None:
    assert {question: to_labels(ask(question)) for question in questions} == {
        question: [item] for question in questions
    }


@pytest.mark.parametrize(
    "question", ["Is Gizmo part of Vargle?", "Is Gizmo a part of Vargle?", "Does Gizmo belong to Vargle?"]
)
def test_what_is_part_of_a_thing_is_so_in_any_wording(ask: Ask, question: str) -> None:
    assert to_labels(ask(question)) == ["yes"]


def test_the_plain_question_answers_where_other_words_of_its_relation_do_not(ask: Ask) -> None:
    assert to_labels(ask("language of frobnix")) == to_labels(ask("Which language is Frobnix written in?")) == ["Java"]


@pytest.mark.parametrize(
    "question",
    [
        "Which university created Dyno?",
        "Which language will Dyno be rewritten in?",
        "What was the original name of Dyno?",
    ],
)
def test_other_words_of_a_relation_that_is_not_told_are_no_answer(ask: Ask, question: str) -> None:
    assert ask(question).status == "unanswerable", ask(question).answer
