"""Questions over a folder of documents as people keep them: minutes, questions and answers, a page of a package."""

from __future__ import annotations

import pytest
from building import Ask, build_ask, to_labels

MINUTES = """---
title: Minutes of the boat club, 3 May 2024
date: 2024-05-03
---
# Boat club, 3 May 2024

1. **New ropes.** The club took Halvard as the supplier; Mastwell came second. Delivery is due in June.
2. **Mooring dues.** Mooring dues will rise from 1 July. Treasurer Olsen voted against.
3. **Website.** The contract with Pixelworks for hosting Dockbook was renewed.
"""
ASKED = """# Questions and answers

## May I bring my cat?

No, only ship's cats are allowed.

## Can I rent a kayak?

Yes. Kayaks cost 9 euros a day. Every pier except North Pier has a kayak ramp.
"""
DOCKBOOK = """# Dockbook

A small booking program, written in Rust.

## License

Dockbook is released under the MIT license. The organisers of the club keep a copy.

## Who to ask

The Dockbook project is maintained by the Dockbook team. Your gift on Paypool will help maintain it.

## Show a page

```
<!doctype html>
<html></html>
```
"""


DOCUMENTS = {"minutes.md": MINUTES, "asked.md": ASKED, "dockbook.md": DOCKBOOK}


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("Which supplier was taken for the new ropes?", ["Halvard"]),
        ("Who voted against the rise of the mooring dues?", ["Treasurer Olsen"]),
        ("Who hosts Dockbook?", ["Pixelworks"]),
        ("What language is Dockbook written in?", ["Rust"]),
        ("Who maintains Dockbook?", ["Dockbook team"]),
        ("May I bring my cat?", ["no"]),
        ("Can I rent a kayak at the club?", ["yes"]),
        ("Is there a kayak ramp at North Pier?", ["no"]),
    ],
)
def test_what_stands_above_or_before_a_sentence_counts(ask: Ask, question: str, items: list[str]) -> None:
    answer = ask(question)
    assert to_labels(answer) == items, answer.answer


@pytest.mark.parametrize("question", ["What licence does Dockbook have?", "Which license does Dockbook have?"])
def test_a_word_is_the_same_in_british_and_american_spelling(ask: Ask, question: str) -> None:
    assert "MIT" in ask(question).answer


def test_a_verdict_of_the_document_is_not_said_twice(ask: Ask) -> None:
    assert ask("May I bring my cat?").answer.startswith("No, only ship's cats are allowed.")
    assert ask("Can I rent a kayak?").answer.startswith("Yes. Kayaks cost 9 euros a day.")


@pytest.mark.parametrize("question", ["May I bring my dog?", "Can I rent a canoe?", "Who voted against the new ropes?"])
def test_what_a_list_of_questions_does_not_ask_is_not_answered(ask: Ask, question: str) -> None:
    assert ask(question).status == "unanswerable"


POLICY = """# Key policy

Owner: Ida Berg, harbour master. Spare keys are kept in the Ironbox. Until 2021 the club used Tinlock, which rusted.

## 2.1.0 (5 May 2025)

Fixed: the lamp of the slipway stayed on. The Ironbox has room for 40 keys.

## 2.0.3 (1 March 2025)

Fixed: the winch creaked.

## People

The club employs about 25 people. The club has been led by Ida Berg since 2020; she followed Nils Dahl.
"""


@pytest.fixture(scope="module")
def ask_policy(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return build_ask(tmp_path_factory.mktemp("policy"), {"policy.md": POLICY})


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What did the club use before the Ironbox?", "Tinlock"),
        ("Who led the club before Ida Berg?", "Nils Dahl"),
        ("What was fixed in 2.0.3?", "winch"),
        ("What was fixed in 2.1.0?", "lamp"),
        ("How many people work at the club?", "25"),
    ],
)
def test_what_was_before_and_what_stands_under_a_heading(ask_policy: Ask, question: str, said: str) -> None:
    answer = ask_policy(question)
    assert said in answer.answer, answer.answer


@pytest.mark.parametrize("question", ["What did the club use before the Slipway?", "What was fixed in 2.2.0?"])
def test_what_was_before_something_else_is_not_told(ask_policy: Ask, question: str) -> None:
    assert ask_policy(question).status == "unanswerable"


PACKAGE = """# Rowboat

A tiny planner of trips, written in Zig.

Rowboat has most of what trips need, including:

* a tide table, supporting spring tides
* maps for lakes

## Installation

Install with grab:

```shell
$ grab install rowboat
```

Or, to include the maps, use:

```shell
$ grab install rowboat[maps]
```

Rowboat is the darling of many clubs. See https://rowboat.example for more.

## License

Releases prior to v2.0 are under the GPLv3 license. This package is distributed under the Apache 2.0 license.
Learn Rowboat in this free course.
"""


@pytest.fixture(scope="module")
def ask_package(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return build_ask(tmp_path_factory.mktemp("package"), {"rowboat.md": PACKAGE})


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How do I install Rowboat?", "Install with grab: grab install rowboat [1]"),
        ("How can I install Rowboat with maps?", "Or, to include the maps, use: grab install rowboat[maps] [1]"),
        ("What is Rowboat?", "A tiny planner of trips, written in Zig. [1]"),
    ],
)
def test_a_command_and_a_tagline_are_answers(ask_package: Ask, question: str, answer: str) -> None:
    assert ask_package(question).answer == answer


def test_a_line_of_a_list_is_about_what_leads_into_it(ask_package: Ask) -> None:
    answer = ask_package("Does Rowboat support spring tides?")
    assert answer.answer.startswith("Yes: Rowboat has most of what trips need, including: a tide table")


def test_what_was_so_once_does_not_answer_what_is_so_now(ask_package: Ask) -> None:
    answer = ask_package("Which license is Rowboat under?")
    assert to_labels(answer) == ["Apache 2.0"]
    assert "This package is distributed under the Apache 2.0 license." in answer.citations[0].text


WORKS = """# Kettle Water Works

Kettle Water Works is owned by the town of Kettle. Pumps run on Flowbook, made by the firm Pell & Daughters.

The works run two plants:

- **Birch**, the oldest plant, in service since 1958, capacity 90,000 buckets a day
- **Aspen**, in service since 1994

Bills are sent every March. Only sworn plumbers may change meters. Old meters must be changed after six years.
The notice for the harbour was lifted on 13 November. The water from Birch is soft; the water from Aspen is hard.

## Is salt added to the water?

No. Nothing is added.
"""


@pytest.fixture(scope="module")
def ask_works(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return build_ask(tmp_path_factory.mktemp("works"), {"works.md": WORKS})


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("When are bills sent?", "every March"),
        ("Who may change meters?", "sworn plumbers"),
        ("When was the notice for the harbour lifted?", "13 November"),
        ("Who makes Flowbook?", "Pell & Daughters"),
        ("What is the capacity of Birch?", "90,000 buckets"),
        ("Do you add salt to the water?", "No. Nothing is added."),
    ],
)
def test_what_is_said_in_common_words_is_an_answer(ask_works: Ask, question: str, said: str) -> None:
    answer = ask_works(question)
    assert said in answer.answer, answer.answer
    assert "90" not in to_labels(answer)


def test_a_list_of_names_told_of_behind_commas_has_them_as_items(ask_works: Ask) -> None:
    assert to_labels(ask_works("Which plants do the works run?")) == ["Birch", "Aspen"]


@pytest.mark.parametrize("question", ["Is the water from Birch hard?", "Where is Kettle Water Works based?"])
def test_what_another_thing_is_or_who_made_it_is_no_answer(ask_works: Ask, question: str) -> None:
    assert to_labels(ask_works(question)) in ([], ["no"])
