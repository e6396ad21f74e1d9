"""Questions in words that no sentence has: the nearest sentence answers where it surely gives what is asked for."""

from __future__ import annotations

import pytest
from building import Ask, to_labels

DOCUMENTS = {
    "zorblat.md": """---
title: Zorblat
date: 2023-04-05
---
# Zorblat

Zorblat is a database for time series.

1. The Packer merges shards and makes smaller copies of them.
2. The Reader answers queries of users.
""",
    "gribble.md": """---
title: Gribble
date: 2023-04-05
---
# Gribble

Gribble is a desk for ships. At first the desk consisted of several programs (Brink, Mull, Tarn), and in 2021 they were
folded into one, named quuxd. Gribble is highly related to the practice called Sweepwork. Gribble was introduced as an
experimental desk in March 2021. Its harbour scale is measured with the help of Oslok and Tarnik by turns.
""",
    "mesh.md": """---
title: Tidy Mesh
date: 2023-04-05
---
# Tidy Mesh

Tidy Mesh, which runs on Kubernetes, was created by Acme Tools. Acme Tools is a company. The word tidywork was coined
at Acme Tools in 2019. Its chief executive, Ann Petty, coined the word tidywork for meshes. Tidy Mesh is a project.
Its relay plugin is on by default starting from Kubernetes 1.10 and needs no other part.
""",
}


@pytest.mark.parametrize(
    ("question", "item"),
    [
        ("Which component of Zorblat is responsible for merging shards?", "Packer"),
        ("In Zorblat, who takes care of merging shards?", "Packer"),
        ("Name the component of Zorblat that merges shards.", "Packer"),
        ("Since when has Gribble existed as an experimental desk?", "2021-03"),
    ],
)
def test_the_nearest_sentence_answers_in_words_of_its_own(ask: Ask, question: str, item: str) -> None:
    assert to_labels(ask(question)) == [item]


@pytest.mark.parametrize(
    "question",
    [
        "Which component of Zorblat is responsible for painting walls?",
        "Who designed the logo of Zorblat?",
        "When was Gribble forbidden?",
        "In which country was Gribble introduced?",
    ],
)
def test_what_it_does_not_say_stays_unanswered(ask: Ask, question: str) -> None:
    assert ask(question).status == "unanswerable"


def test_a_name_that_does_not_stand_out_is_no_item(ask: Ask) -> None:
    answer = ask("zorblat merged shards copies")
    assert answer.status == "answered"
    assert to_labels(answer) == []


@pytest.mark.parametrize(
    "question",
    ["What is the harbour scale of Gribble measured with by turns?", "What kind of desk is Gribble?"],
)
def test_where_several_names_are_left_none_is_the_item(ask: Ask, question: str) -> None:
    assert to_labels(ask(question)) == []


def test_who_did_something_is_not_where_it_was_done(ask: Ask) -> None:
    assert to_labels(ask("Who coined the word tidywork?")) == ["Ann Petty"]


def test_a_name_of_two_words_asks_for_no_work(ask: Ask) -> None:
    assert to_labels(ask("Who is the company behind Tidy Mesh?")) == ["Acme Tools"]


def test_a_version_stands_behind_any_name_of_what_is_asked(ask: Ask) -> None:
    assert to_labels(ask("As of which k8s version is the relay plugin of Tidy Mesh on by default?")) == ["1.10"]
