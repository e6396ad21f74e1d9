"""Follow-ups: questions that lean on the ones before."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import Ask, build_ask, to_labels

from api.answering.conversation.pronouns import fill

_TEXT = """---
title: Stores
date: 2022-05-01
---

# Stores

Zorblat is a CNCF project written in Rust. The company Acme created Zorblat in 2017. Zorblat replaced Quuxdb.

Quuxdb is a CNCF project written in Go. The company Initech created Quuxdb.

Acme archived its old store in March 2019, since its index was lost whenever a disk was full.

At Initech, Ada Kettle watches the kiln.

Zorblat graduated on 3 May 2021. Quuxdb is a sandbox project.

The data plane of Vargle is written in Rust. The control plane of Vargle is written in Go.
"""


DOCUMENTS = {"stores.md": _TEXT}


@pytest.mark.parametrize(
    ("before", "text", "items"),
    [
        ("Who created Zorblat?", "and Quuxdb?", ["Initech"]),
        ("Who created Zorblat?", "and in which language?", ["Rust"]),
        ("What replaced Quuxdb?", "in which language is it written?", ["Rust"]),
        ("What is the language of Zorblat?", "and of the Quuxdb project?", ["Go"]),
        ("What did Initech create?", "and who watches the kiln there?", ["Ada Kettle"]),
        ("Which projects are in the CNCF?", "which of them are written in Go?", ["Quuxdb"]),
        ("Which projects are in the CNCF?", "how many are there?", ["2"]),
        ("list the projects in the CNCF", "and how many of them are there?", ["2"]),
        ("list the projects in the CNCF", "how many are that?", ["2"]),
        ("Which projects are in the sandbox?", "and graduated ones?", ["Zorblat"]),
        ("Who created Zorblat?", "no, I meant Quuxdb", ["Initech"]),
        ("What is Quuxdb?", "what is the language?", ["Go"]),
        ("What is Quuxdb?", "which company created it?", ["Initech"]),
        ("Who created Zorblat?", "Quuxdb?", ["Initech"]),
        ("Who created Zorblat?", "and the language?", ["Rust"]),
        ("In which language is Vargle's data plane written?", "and the control plane?", ["Go"]),
        ("In which language is Vargle's control plane written?", "what about its data plane?", ["Rust"]),
    ],
)
def test_what_is_left_out_stands_in_the_question_before(ask: Ask, before: str, text: str, items: list[str]) -> None:
    answer = ask(text, history=[before])
    assert [item.label for item in answer.items] == items, answer.answer


@pytest.mark.parametrize("text", ["what is a disk?", "which projects are there?", "who is responsible?"])
def test_a_question_about_a_kind_is_not_about_what_is_spoken_of(ask: Ask, text: str) -> None:
    assert ask(text, history=["Who created Zorblat?"]).answer == ask(text).answer


def test_a_role_that_nobody_is_told_to_have_is_not_that_of_another(ask: Ask) -> None:
    answer = ask("who are the maintainers?", history=["What is Quuxdb?"])
    assert answer.status == "unanswerable" and "Quuxdb" in answer.answer


def test_a_bare_question_word_asks_the_question_before_anew(ask: Ask) -> None:
    assert "2021-05-03" in {item.label for item in ask("when?", history=["Why did Zorblat graduate?"]).items}
    assert "disk" in ask("and why was that?", history=["When did Acme archive its old store?"]).answer


def test_they_are_all_that_was_named(ask: Ask) -> None:
    answer = ask("are they both written in Go?", history=["What are Zorblat and Quuxdb?"])
    assert answer.answer.startswith("No"), answer.answer


@pytest.mark.parametrize(
    ("before", "text", "items"),
    [
        ("Is Quuxdb graduated?", "and Zorblat?", ["yes"]),
        ("Is Zorblat graduated?", "since when?", ["2021-05-03"]),
    ],
)
def test_a_thing_takes_the_place_of_a_thing_and_not_of_its_level(
    ask: Ask, before: str, text: str, items: list[str]
) -> None:
    answer = ask(text, history=[before])
    assert [item.label for item in answer.items] == items, answer.answer


@pytest.mark.parametrize("text", ["why?", "and Quuxdb?", "who created it?", "which of them are written in Go?"])
def test_earlier_questions_that_are_blank_say_nothing(ask: Ask, text: str) -> None:
    assert ask(text, history=["", " \n"]).answer == ask(text).answer


_DATED = """---
title: Kilns
date: 2022-05-01
---

# Kilns

Zorblat is a CNCF project written in Rust. At Initech, Ada Kettle watches the kiln.

Zorblat graduated on 3 May 2021.

Quuxdb is a CNCF project written in Go. Quuxdb graduated on 1 March 2018.
"""


def test_earlier_questions_are_asked_about_the_same_day(tmp_path: Path) -> None:
    ask = build_ask(tmp_path, {"kilns.md": _DATED})
    history = ["Which projects are graduated?"]
    assert to_labels(ask(*history)) == ["Quuxdb", "Zorblat"]
    assert to_labels(ask("in which language is it written?", history=history, as_of="2020-01-01")) == ["Go"]


def test_what_a_conversation_is_about_is_looked_for_in_its_last_questions(ask: Ask) -> None:
    history = ["Who created Zorblat?", *["why?"] * 40]
    assert ask("in which language is it written?", history=history).items == []
    assert to_labels(ask("in which language is it written?", history=history[:3])) == ["Rust"]


def test_their_right_is_the_right_of_them() -> None:
    told = fill("what stands to their right on the shelf?", "Zorblat")
    assert told == "what stands to the right of Zorblat on the shelf?"
    assert fill("what is its licence?", "Zorblat") == "what is Zorblat's licence?"


def test_each_question_leans_on_those_before_it(ask: Ask) -> None:
    history = ["What replaced Quuxdb?", "who created it?"]
    assert to_labels(ask("when?", history=history)) == ["2017"]
    assert to_labels(ask("and in which language is it written?", history=history)) == ["Rust"]
