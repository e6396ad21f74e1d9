"""Questions in other words than their documents': what is asked for is found by its kind, its end and its sentence."""

from __future__ import annotations

import pytest
from building import Ask, to_labels

from api.answering.question.words.clipped import find_other_forms
from indexer.tokens import find_tokens

ZORBLAT = """---
title: Zorblat
date: 2022-03-04
---
# Zorblat

Zorblat is a database. Ann Petty and Bo Quist founded Globex in 2018. Globex is a company. Globex created Zorblat.

Newer load rules use RUL, the expression language that Fennix itself adopted. Fennix is a project.

Zorblat was inspired by Gribble and by Quixar. Gribble is a project. Quixar is a project.

According to Ann Petty, a harbour has essentially three pillars: safety of the quays, crane safety, and the safety of
ropes. Zorblat runs as two containers (loader and keeper). Its client has libraries available in nine languages.

Vargle turns the letters of Zorblat into Quuxly, Mumbledb and Corundle; Fizzbin can therefore read them. Vargle is a
bridge. Quuxly is a database. Mumbledb is a database. Corundle is a database. Fizzbin is a database.

Zorblat guards its loads with OPA. All ropes of a harbour must have a single writer.
"""


DOCUMENTS = {"zorblat.md": ZORBLAT}


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("By whom was Globex set up in 2018?", ["Ann Petty", "Bo Quist"]),
        ("Who brought out Zorblat?", ["Globex"]),
        ("zorblat designer", ["Globex"]),
        ("Who'd build Zorblat?", ["Globex"]),
        ("Which project and which system was Zorblat inspired by?", ["Gribble", "Quixar"]),
        ("Which expression language do newer load rules use?", ["RUL"]),
        ("newer load rules expression language", ["RUL"]),
        ("How many writers must all ropes of a harbour have?", ["1"]),
    ],
)
def test_other_words_find_the_same(ask: Ask, question: str, items: list[str]) -> None:
    assert to_labels(ask(question)) == items


def test_what_a_sentence_names_is_called_as_it_says(ask: Ask) -> None:
    assert to_labels(ask("What does Zorblat guard its loads with?")) == ["OPA"]


@pytest.mark.parametrize(
    "question",
    [
        "Which three pillars does a harbour have according to Ann Petty?",
        "ann petty three pillars of a harbour",
        "What are the three pillars of a harbour that Ann Petty names?",
    ],
)
def test_what_a_sentence_counts_and_spells_out_is_listed(ask: Ask, question: str) -> None:
    assert to_labels(ask(question)) == ["safety of the quays", "crane safety", "safety of ropes"]


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("zorblat number of language libraries", ["9"]),
        ("I'd like to know how many containers Zorblat runs as.", ["2"]),
        ("As which two containers does Zorblat run?", ["loader", "keeper"]),
    ],
)
def test_either_noun_may_be_counted(ask: Ask, question: str, items: list[str]) -> None:
    assert to_labels(ask(question)) == items


def test_what_stands_behind_a_semicolon_is_not_of_the_list(ask: Ask) -> None:
    assert to_labels(ask("What does Vargle turn the letters of Zorblat into?")) == ["Quuxly", "Mumbledb", "Corundle"]


@pytest.mark.parametrize("question", ["Which language is Globex audited in?", "Who repainted Zorblat?"])
def test_what_is_not_told_stays_unanswered(ask: Ask, question: str) -> None:
    assert ask(question).status == "unanswerable"


def test_two_names_of_a_long_question_are_no_verdict(ask: Ask) -> None:
    assert to_labels(ask("Did Globex create Zorblat?")) == ["yes"]
    answer = ask("Did Globex create Zorblat to steer the cranes of its harbour at night?")
    assert answer.status == "unanswerable", answer.answer


def test_clipped_words_have_another_form() -> None:
    forms = find_other_forms(find_tokens("env of a harbour"))
    assert forms == {"env": frozenset(find_tokens("environment"))}
