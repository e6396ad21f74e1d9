"""Questions over one page about one project, as its readers ask them: most sentences say "it", or nothing of whom."""

from __future__ import annotations

import pytest
from building import Ask, to_labels

TEXT = """---
title: Merganser 4.1 is here
date: 2024-02-20
---

# Merganser 4.1 is here

Merganser is an open source job planner. It was begun in 2016 by Lars Ohm at Fjordline, a ferry company from Bergen,
because the crew was tired of planning by hand. The planner keeps its plan in parts: the desk, which holds what was
begun, and more.

- **Pausing**: jobs can now be paused for up to 48 hours.

Version 4.1 was released on 6 February 2024, four months after version 4.0. The next release, 4.2, is planned for August
2024. It will bring a colour editor. A diploma for planners is being discussed, but nothing has been decided yet.

Merganser is not intended to be yet another diary. For those who rely on the desk, don't worry about it at this moment
as the desk is still under repair. A desk with several boards is called a Board Room; boards are joined to what we call
a board (a sheet of cork that holds notes).

Heronry, on the other hand, comes with a colour editor, which Merganser lacks.

Maintainers are Lars Ohm (Fjordline), Ida Brun (Kelp Bank) and Otto Vik (independent). Safety problems should be
reported to safety@merganser.example and never in public.
"""
DOCUMENTS = {"merganser.md": TEXT}


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("When was version 4.1 released?", ["2024-02-06"]),
        ("When will 4.2 be released?", ["2024-08"]),
        ("Who maintains Merganser?", ["Lars Ohm", "Ida Brun", "Otto Vik"]),
        ("To whom should safety problems be reported?", ["safety@merganser.example"]),
        ("Does Merganser have a colour editor?", ["no"]),
        ("Does Heronry have a colour editor?", ["yes"]),
        ("Is Merganser supposed to be another diary?", ["no"]),
        ("Is the desk still under repair?", ["yes"]),
    ],
)
def test_one_answer(ask: Ask, question: str, items: list[str]) -> None:
    answer = ask(question)
    assert to_labels(answer) == items, answer.answer


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How long can jobs be paused?", "48 hours"),
        ("Why was Merganser begun?", "because the crew was tired"),
        ("In Merganser, what is meant by a board?", "a sheet of cork"),
    ],
)
def test_the_sentence_that_says_it(ask: Ask, question: str, said: str) -> None:
    assert said in " ".join(ask(question).answer.split())


def test_nobody_is_where_a_company_comes_from(ask: Ask) -> None:
    assert "Lars Ohm" not in to_labels(ask("Where does Fjordline come from?"))


def test_what_is_discussed_is_not_there(ask: Ask) -> None:
    assert to_labels(ask("Is there a diploma for planners?")) != ["yes"]


def test_what_another_lacks_says_nothing_of_its_level(ask: Ask) -> None:
    assert to_labels(ask("Is Merganser a graduated project?")) != ["no"]
