"""Yes and no: another value in the place asked about denies it, and what is said of some is not said of all."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import Ask, build_ask, to_labels

DOCUMENTS = {
    "mill.md": """---
title: Zorblat
date: 2024-03-04
---

# Zorblat

Zorblat is a mill for rye. It is written in Rust. The Quay Foundation was founded in 2015 and hosts Zorblat.
Zorblat was published in 2018 under the Mozilla Public License. Zorblat has eleven maintainers.
Its board has five members, two of whom are elected every year. Millers report their weight every six seconds.
The stones are made in Leeds, the wheel in Ghent. ZorbCon will be held in Rotterdam on May 20, 2025.
We want to move the sails to the same hall. Zorblat was tried with Vargle; we took it out again.
Quuxly is kept by volunteers. The Long Quay Group (LQG) met in May. Fendrake was built by the Long Quay Group.
The Quay Foundation hosts 27 projects. Volunteers painted the barn in 2017.

Zorblat turns in warm air with the help of a rye dryer that hums. Graduated mills have to show good stones and must
also have bakers from at least two towns.
""",
}


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Is Zorblat written in Rust?", "yes"),
        ("Is Zorblat written in Go?", "no"),
        ("Was the Quay Foundation founded in 2015?", "yes"),
        ("Was the Quay Foundation founded in 2016?", "no"),
        ("Was Zorblat published under the MIT License?", "no"),
        ("Does Zorblat have more than ten maintainers?", "yes"),
        ("Does Zorblat have more than twelve maintainers?", "no"),
        ("Does the Quay Foundation host fewer than 20 projects?", "no"),
        ("Are all board members elected every year?", "no"),
        ("Do millers report their weight every minute?", "no"),
        ("Was the barn painted in 2017 by volunteers?", "yes"),
        ("Will ZorbCon be held in Brussels?", "no"),
        ("Is the wheel made in Leeds?", "no"),
        ("Was Fendrake built by LQG?", "yes"),
    ],
)
def test_a_verdict_keeps_to_the_value_asked_about(ask: Ask, question: str, verdict: str) -> None:
    assert to_labels(ask(question)) == [verdict]


@pytest.mark.parametrize("question", ["Is Quuxly kept by a company?", "Have the sails been moved already?"])
def test_what_is_not_said_is_no_yes(ask: Ask, question: str) -> None:
    assert to_labels(ask(question)) != ["yes"]


@pytest.mark.parametrize("question", ["Does Zorblat turn in rye air?", "Is it true that only two mills graduated?"])
def test_words_that_stand_apart_say_nothing_together(ask: Ask, question: str) -> None:
    assert ask(question).status == "unanswerable"


_LEVELS = """# Brack

Brack is a messaging system. It is written in Java. Brack joined the CNCF sandbox on 1 May 2019. Brack became a CNCF
incubating project on 3 May 2021.
"""


def test_a_statement_that_two_sentences_bear_is_told_once(tmp_path: Path) -> None:
    answer = build_ask(tmp_path, {"brack.md": _LEVELS})("Are there CNCF projects written in Java?").answer
    assert answer.count("hosted by") == 1, answer
