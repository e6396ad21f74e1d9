"""Answers in the documents' own sentences: definitions, lists in prose, values that only a sentence gives."""

from __future__ import annotations

import re

import pytest
from building import Ask

from api.answering.model import MAX_ANSWER

DEPOTS = """---
title: Running a depot
date: 2021-03-04
---
# Running a depot

A sorting belt is a moving table which carries parcels to their gates. It stops when a gate is full. Depots call the
space in front of a gate the apron.

There are two kinds of belts:

Flat (*the older kind*). Runs on rollers and needs much oil.

Tilting (*the newer kind*). Tips each parcel into its gate.

## Gates

Every gate of a depot has its own:

1. scale (it weighs each parcel)
2. camera (it reads the label)

Mira Olsen, who plans depots, speaks of three enemies of order. The first enemy is dust. Brushes help against it. The
second enemy is heat, and the third enemy is haste.

## Why do depots close at night?

Night trains carry most parcels, so that no van arrives before dawn. The noise would also disturb the neighbours.

## Growth

The depot of Arnheim opened in May 2014 and has 23 gates. Its vans use the Morrow routing algorithm to plan tours.
The oldest stamps of the collection were bought from a dealer.
"""


DOCUMENTS = {"depots.md": DEPOTS}


@pytest.mark.parametrize(
    ("question", "begin"),
    [
        ("What is a sorting belt?", "A sorting belt is a moving table"),
        ("what does sorting belt mean?", "A sorting belt is a moving table"),
        ("What do people mean by a sorting belt?", "A sorting belt is a moving table"),
        ("Define sorting belt", "A sorting belt is a moving table"),
        ("what are sorting belts for?", "A sorting belt is a moving table"),
    ],
)
def test_a_definition_is_found_however_it_is_asked_for(ask: Ask, question: str, begin: str) -> None:
    answer = ask(question)
    assert answer.answer.startswith(begin), answer.answer
    assert answer.citations[0].document == "depots.md"


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("Which two kinds of belts are there?", ["Flat", "Tilting"]),
        ("What does every gate of a depot have of its own?", ["scale", "camera"]),
    ],
)
def test_a_list_behind_its_lead_in_gives_the_items(ask: Ask, question: str, items: list[str]) -> None:
    answer = ask(question)
    assert [item.label for item in answer.items] == items
    assert answer.sparql is None
    assert all(item in answer.answer for item in items)


def test_what_is_counted_up_in_sentences_is_told_whole(ask: Ask) -> None:
    answer = ask("What are the three enemies of order according to Mira Olsen?").answer
    assert all(word in answer for word in ("dust", "heat", "haste"))


@pytest.mark.parametrize(
    ("question", "item"),
    [
        ("When did the depot of Arnheim open?", "2014-05"),
        ("How many gates does the depot of Arnheim have?", "23"),
        ("Which routing algorithm do the vans of Arnheim use?", "Morrow"),
    ],
)
def test_a_value_that_one_sentence_gives_is_the_item(ask: Ask, question: str, item: str) -> None:
    answer = ask(question)
    assert [found.label for found in answer.items] == [item], answer.answer


def test_a_heading_that_asks_the_question_has_the_answer_under_it(ask: Ask) -> None:
    assert "Night trains" in ask("Why do depots close at night?").answer


@pytest.mark.parametrize(
    "question",
    [
        "Who bought the depot of Arnheim?",
        "When was the Morrow routing algorithm invented?",
        "How many vans does the depot of Arnheim have?",
        "Which port do the cameras use?",
        "How do I write a good cover letter?",
    ],
)
def test_what_no_sentence_says_is_not_answered(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.status == "unanswerable", answer.answer


def test_an_answer_tells_how_sure_it_is_and_an_abstention_does_not(ask: Ask) -> None:
    for question in ("What is a sorting belt?", "When did the depot of Arnheim open?", "Why do depots close at night?"):
        confidence = ask(question).confidence
        assert confidence is not None and 0 < confidence <= 1
    assert ask("Who bought the depot of Arnheim?").confidence is None


def test_documents_are_answered_about(ask: Ask) -> None:
    answer = ask("When was Running a depot published?")
    assert [item.label for item in answer.items] == ["2021-03-04"] and answer.sparql
    assert ask("Which documents mention Arnheim?").items[0].label == "Running a depot"


def test_every_sentence_of_an_answer_stands_in_its_citations(ask: Ask) -> None:
    for question in ("What is a sorting belt?", "Which two kinds of belts are there?", "Why do depots close at night?"):
        answer = ask(question)
        cited = " ".join(" ".join(citation.text.split()) for citation in answer.citations)
        for sentence in re.split(r"(?<=[.:,])\s|\s?\[\d+\]\s?", answer.answer):
            assert sentence.strip(" ,") in cited, (question, sentence)
        assert len(answer.answer) <= MAX_ANSWER
