"""What somebody tells before a question or behind it, and ways of asking that a conversation has."""

from __future__ import annotations

import pytest
from building import Ask

from api.answering.question.wording.openings import without_opening
from api.answering.question.wording.told import part_told

DOCUMENTS = {
    "stores.md": """---
title: Stores
date: 2022-05-01
---

# Stores

Zorblat is a CNCF project written in Rust. The company Acme created Zorblat in 2017. Zorblat replaced Quuxdb.

Quuxdb is a CNCF project written in Go. The company Initech created Quuxdb.

A ledger is a list of entries that nobody may change.

Zorblat should not be confused with Zorblat, a commercial kiln sold in Leeds.

Zorblat graduated on 3 May 2021. The team Night Shift at Acme designed the Vargle index.
"""
}


def test_what_bears_the_name_too_is_another_thing(ask: Ask) -> None:
    assert "commercial kiln" in ask("There is a commercial kiln also named Zorblat, what is that?").answer


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("We are still on Quuxdb and I heard it is outdated. What replaced it?", ["Zorblat"]),
        ("Our shop still runs Quuxdb. What has replaced it?", ["Zorblat"]),
        ("What replaced Quuxdb? We still run it in our shop.", ["Zorblat"]),
        ("I'm new to Quuxdb. Can you tell me who created Zorblat?", ["Acme"]),
        ("When it comes to ledgers, who created Zorblat?", ["Acme"]),
        ("In all this talk about ledgers, what exactly replaced Quuxdb?", ["Zorblat"]),
        ("Assuming I use ledgers, what replaced Quuxdb?", ["Zorblat"]),
        ("Sorry for the basic question, but who created Zorblat?", ["Acme"]),
        ("Just to be sure: is Zorblat written in Rust?", ["yes"]),
        ("My colleague says that Zorblat was written in Rust. Is that true?", ["yes"]),
        ("A friend told me Zorblat was created by Initech, right?", ["no"]),
        ("Roughly speaking, which language is Zorblat written in?", ["Rust"]),
        ("Suppose I want to replace Quuxdb. What should I use?", ["Zorblat"]),
        ("What I'd like to know is who created Zorblat.", ["Acme"]),
        ("Do we know who created Zorblat?", ["Acme"]),
        ("Could someone please clarify what replaced Quuxdb these days?", ["Zorblat"]),
        ("Please help: I need the name of the company that created Zorblat.", ["Acme"]),
        ("I read that Zorblat graduated. When did that happen?", ["2021-05-03"]),
        ("Somebody created Zorblat in 2017. Which company was that?", ["Acme"]),
        ("I'm told Quuxdb is slow, so which CNCF project replaced it?", ["Zorblat"]),
        ("We moved to a store called Zorblat on Quuxdb. Which company created it?", ["Acme"]),
        ("People use Zorblat on ledgers. Which language does it use?", ["Rust"]),
        ("We look at Zorblat and Quuxdb. Which of the two is written in Go?", ["Quuxdb"]),
        ("We look at Zorblat and Quuxdb. Which one is written in Go?", ["Quuxdb"]),
        ("The Quuxdb article mentions Zorblat. Who created it?", ["Acme"]),
        ("Tell me the year in which Zorblat graduated.", ["2021"]),
    ],
)
def test_what_is_told_around_a_question_is_no_part_of_it(ask: Ask, text: str, items: list[str]) -> None:
    answer = ask(text)
    assert [item.label for item in answer.items] == items, answer.answer


@pytest.mark.parametrize(
    "text",
    [
        "In all this talk about stores, what exactly is meant by a ledger?",
        "My manager wants a one-line summary of a ledger.",
        "Explain to a beginner what a ledger is.",
        "Could you describe in a sentence or two what a ledger is?",
        "Everybody here speaks of a 'ledger' and I nod. What is meant by that expression?",
        "Here everyone talks of a ledger. Would you tell me what's behind this word?",
        "And what exactly is a ledger in this context?",
    ],
)
def test_a_definition_is_asked_for_in_many_ways(ask: Ask, text: str) -> None:
    assert "list of entries" in ask(text).answer


@pytest.mark.parametrize(
    "text",
    [
        "We run Zorblat in Oslo. Who washed the windows?",
        "Suppose it rains. Who created Frobnik?",
        "I'd like to try Frobnik. When did it graduate?",
    ],
)
def test_what_is_told_answers_nothing_by_itself(ask: Ask, text: str) -> None:
    answer = ask(text)
    assert answer.status == "unanswerable", answer.answer
    assert "Suppose" not in answer.answer and "I'd" not in answer.answer


@pytest.mark.parametrize(
    ("text", "question", "bears"),
    [
        ("Zorblat: which level does it have?", "which level does it have?", True),
        ("If Zorblat fails, what does it do?", "what does it do?", True),
        ("We run a mill. Who made it?", "Who made it?", True),
        ("Zorblat is a mill. Who made it?", "Who made it?", False),
    ],
)
def test_what_may_bear_on_the_answer_is_first_read_with_it(text: str, question: str, bears: bool) -> None:
    told = part_told(text)
    assert told is not None and (told.question, told.bears) == (question, bears)


@pytest.mark.parametrize(
    "text",
    [
        "Who made Zorblat?",
        "Where did Ann T. Fox live before?",
        "Compare Zorblat and Quuxdb. Which is older?",
        "Zorblat or Quuxdb: which is older?",
        "Who made Zorblat? Who made Quuxdb?",
        "As of 2018, who led Acme?",
        "Which projects graduated in 2019? Only count the ones in Go.",
        "Which projects graduated? Before 2020, I mean.",
    ],
)
def test_what_is_put_to_choice_is_part_of_the_question(text: str) -> None:
    assert part_told(text) is None


def test_the_manner_of_an_answer_is_not_asked_for() -> None:
    assert without_opening("Explain in simple terms how Zorblat scales").text == "Explain how Zorblat scales"


@pytest.mark.parametrize(
    "text",
    [
        "Which company needs a definition of a ledger?",
        "What happens to Zorblat if you change it?",
        "Do you use Rust or Go?",
        "Where do I get trusted certificates?",
        "What is the only thing that nobody may change?",
        "Is there something that I should know?",
        "What does git diff?",
    ],
)
def test_what_only_looks_like_another_wording_stays_as_it_is(text: str) -> None:
    assert without_opening(text).text == text


def test_a_plain_object_is_no_claim() -> None:
    assert without_opening("The company wrote Zorblat in Go, right?").text == "did The company wrote Zorblat in Go?"
