"""Facts that are wider than a question, or leave a name of it out, give way to the sentence that says it."""

from __future__ import annotations

import pytest
from building import Ask, to_labels

DOCUMENTS = {
    "gribble.md": """---
title: Gribble
date: 2023-04-05
---
# Gribble

Gribble is a proxy for ships. It was created by Lyftwork and by Oberwerk.
Gribble was battle tested at Lyftwork for two years.
Gribble was released in June 2014. Gribble integrates with Tarnish.
The parts of Gribble can be integrated into harbours and quays.
Sails can be added to Gribble, or taken away, by means of hooks.
Gribble is compared with Quuxly and with Tarnish. Quuxly is a project. Tarnish is a project.
""",
    "zorblat.md": """---
title: Zorblat
date: 2023-04-05
---
# Zorblat

Zorblat is a database. Zorblat is an open source project. Of all open source projects Foundling has the design that
is closest to Zorblat.

## Rules for Gribble

| Project | Joined | Purpose |
|---|---|---|
| Fendrake | 2022-09-14 | rules for accounts; created at Oberwerk |

Lyftwork is a company. Oberwerk is a company.
""",
}


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("At what company was Gribble battle tested?", ["Lyftwork"]),
        ("gribble battle tested at", ["Lyftwork"]),
        ("Which companies created Gribble?", ["Lyftwork", "Oberwerk"]),
    ],
)
def test_one_thing_asked_for_is_the_one_whose_sentence_fits_best(ask: Ask, question: str, items: list[str]) -> None:
    assert sorted(to_labels(ask(question))) == items


def test_a_tally_is_of_the_names_of_the_question(ask: Ask) -> None:
    assert "Gribble" not in to_labels(ask("Which open source project resembles Zorblat most?"))
    assert "Gribble" not in to_labels(ask("Which project is compared with Zorblat most?"))


def test_a_doubtful_relation_gives_way_to_the_sentence_that_says_the_words(ask: Ask) -> None:
    answer = ask("Into what can Gribble's parts be integrated?")
    assert "harbours and quays" in answer.answer


def test_a_relation_gives_way_to_a_sentence_that_says_far_more_of_the_question(ask: Ask) -> None:
    assert "hooks" in ask("By what means can sails be added to Gribble or removed from it?").answer


def test_the_day_of_something_else_does_not_stand_before_a_days_own_fact(ask: Ask) -> None:
    assert to_labels(ask("When was Gribble created?")) == ["2014-06"]
