"""Questions that the documents do not answer, though they speak of what is named; and near them some that they do."""

from __future__ import annotations

import pytest
from building import Ask

from api.answering.model import Reason

_ZORBLAT = """---
title: Zorblat
date: 2022-05-01
---

# Zorblat

Zorblat is a small database for clocks. Zorblat was created by the company Acme in 2017 and is written in Go. Acme
donated Zorblat to the CNCF. It began at Acme under the name Zorby, which a paper of 2018 describes. Quuxdb was
inspired by Zorblat.

Zorblat listens on port 8080. Replace the token in zorblat.yml with your own before you run Zorblat.

Zorblat was rewritten because its first storage engine lost data when a disk was full.
"""
_VARGLE = """---
title: Vargle
date: 2022-05-01
---

# Vargle

Vargle is a proxy that was created by Quuxly Labs and is written in Rust. Vargle was donated to the CNCF by Quuxly
Labs. In 2019 Vargle was renamed to Vargle Mesh. The default password of Vargle is "sesame". Vargle is named after a
river in Norway.
"""


_TIPPLE = """---
title: Meshes
date: 2022-05-01
---

# Meshes

Tipple is the default mesh in Quuxos starting from its version 1.12 release. Prior to that, Quuxos used Brindle.
"""


DOCUMENTS = {"zorblat.md": _ZORBLAT, "vargle.md": _VARGLE, "tipple.md": _TIPPLE}


@pytest.mark.parametrize(
    "question",
    [
        "What is the mascot of Zorblat?",
        "What is the default password of Zorblat?",
        "What is Zorblat named after?",
        "In which city was Zorblat created?",
        "Which university created Zorblat?",
        "Who designed the logo of Zorblat?",
        "Who taught Zorblat?",
        "Which language will Zorblat be rewritten in?",
        "Who created Zorblat in 2011?",
        "In which year was Zorblat renamed?",
        "What replaced Zorblat?",
        "What replaced Tipple in Quuxos?",
        "What replaced Tipple as the default mesh?",
        "Which project inspired Zorblat?",
        "Why is Zorblat just another word for a proxy?",
        "Why did Acme donate Vargle to the CNCF?",
        "Has Zorblat left the CNCF?",
        "How many employees work on Zorblat?",
    ],
)
def test_what_is_not_said_of_a_known_thing_is_not_answered(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.status == "unanswerable", answer.answer
    assert not answer.items and not answer.facts


@pytest.mark.parametrize("name", ["Zorblat", "Vargle"])
@pytest.mark.parametrize(
    "template",
    [
        "Which airline sponsors {}?",
        "Who is the lawyer of {}?",
        "When did {} lose its trademark?",
        "In which country was {} invented?",
        "What did {} cost in 2019?",
        "Why did Microsoft cancel {}?",
        "Who translated {} into French?",
        "When was {} patented?",
        "How many women maintain {}?",
        "Now that {} belongs to Amazon, who pays for it?",
        "What is the telephone number of {}?",
        "Is {} taught at Harvard?",
    ],
)
def test_what_nobody_tells_of_a_thing_is_not_answered(ask: Ask, template: str, name: str) -> None:
    answer = ask(template.format(name))
    assert answer.status == "unanswerable", answer.answer


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("What is the default password of Vargle?", "sesame"),
        ("What is Vargle named after?", "Norway"),
        ("Which company created Zorblat?", "Acme"),
        ("In which year was Vargle renamed?", "2019"),
        ("Why was Zorblat rewritten?", "lost data"),
        ("Which port does Zorblat listen on?", "8080"),
        ("Did Acme donate Zorblat to the CNCF?", "Yes"),
        ("Did Acme donate Vargle to the CNCF?", "No: Vargle was donated by Quuxly Labs"),
        ("What was inspired by Zorblat?", "Quuxdb"),
    ],
)
def test_what_is_said_is_answered(ask: Ask, question: str, held: str) -> None:
    answer = ask(question)
    assert answer.status == "answered", answer.answer
    assert held in answer.answer and answer.citations


@pytest.mark.parametrize(
    ("question", "reason", "worded"),
    [
        ("Who created Frobnix?", Reason.UNKNOWN_ENTITY, "do not mention Frobnix"),
        ("Which language is Gopherine Deluxe written in?", Reason.UNKNOWN_ENTITY, "do not mention Gopherine Deluxe"),
        ("What is the mascot of Zorblat?", Reason.NO_SUCH_FACT, "speak of Zorblat"),
        ("Is Zorblat a compiler?", Reason.NO_SUCH_FACT, "They define Zorblat as “"),
        ("Who created it?", Reason.AMBIGUOUS, "“it”"),
        ("What does it do?", Reason.AMBIGUOUS, "“it”"),
        ("How do I bake bread?", Reason.OUT_OF_SCOPE, "outside"),
        ("Since Zorblat was acquired by Quuxly Labs, who maintains it?", Reason.FALSE_PREMISE, "takes for granted"),
        ("Why is Zorblat written in Rust?", Reason.FALSE_PREMISE, "Zorblat is written in Go"),
    ],
)
def test_a_refusal_has_its_kind_and_says_why(ask: Ask, question: str, reason: Reason, worded: str) -> None:
    answer = ask(question)
    assert (answer.status, answer.reason) == ("unanswerable", reason), answer.answer
    assert worded in answer.answer


def test_a_clause_that_the_documents_bear_out_is_no_hindrance(ask: Ask) -> None:
    answer = ask("Since Zorblat was created by Acme, which language is it written in?")
    assert [item.label for item in answer.items] == ["Go"]


def test_a_refusal_offers_what_is_near_and_what_can_be_asked(ask: Ask) -> None:
    answer = ask("What is the mascot of Zorblat?")
    assert {term.label for term in answer.related} & {"Acme", "Go", "CNCF", "Quuxdb"}
    assert 2 <= len(answer.suggestions) <= 3
    assert all(ask(question).status == "answered" for question in answer.suggestions)


@pytest.mark.parametrize("question", ["1.2.3.4." * 240, "Who made " + "Xyzzq" * 390 + "?", "Xq, " * 490])
def test_an_abstention_that_repeats_a_long_question_is_cut(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.status == "unanswerable"
    assert 0 < len(answer.answer) <= 1200
