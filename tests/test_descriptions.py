"""Questions about a thing that they describe: prose tells what it is, a landscape file the rest."""

from __future__ import annotations

import re
import time

import pytest
from building import Ask
from test_records import SMALL

PROSE = """---
title: Burrows
date: 2020-02-03
---

Zorblat replaced Vargle. Gopherine was created by Quuxly Works. Gopherine is written in Rust.

Dyno is a trace viewer that was created by Vane Labs. Dyno is written in Java. Kettle was created by Vane Labs, too.

Dyno accepts spans in the wire format of Gopherine. Kettle is based on Mistral. Ada Pell is a baker at Quuxly Works.
Fennick Ltd launched Harrow in 2019 as a seed drill based on Mistral.
"""


DOCUMENTS = {"landscape.yml": SMALL, "burrows.md": PROSE}


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("When did the tool that replaced Vargle graduate?", ["2021-07-28"]),
        ("What is the home page of the project created by Quuxly Works?", ["https://gopherine.example"]),
        ("In which category is the project that Quuxly Works created?", ["Service Mesh"]),
        ("Which projects are in the category of the tool that replaced Vargle?", ["Gopherine"]),
        ("What is the tool that replaced Vargle?", ["Zorblat (ZBT)"]),
        ("Which archived projects are written in Rust?", ["Gopherine"]),
        ("In which language is the tool written whose creator is Quuxly Works?", ["Rust"]),
        ("In which language is Quuxly Works's service mesh written?", ["Rust"]),
        ("Quuxly Works made a service mesh. In which language is it written?", ["Rust"]),
        ("The creator of Kettle also made a trace viewer. Which one?", ["Dyno"]),
        ("In which language is the trace viewer that Vane Labs created written?", ["Java"]),
        ("Which company created the service mesh whose wire format Dyno accepts?", ["Quuxly Works"]),
        ("Which company launched a seed drill that is based on the same engine as Kettle?", ["Fennick Ltd"]),
    ],
)
def test_what_is_described_stands_for_its_name(ask: Ask, question: str, items: list[str]) -> None:
    answer = ask(question)
    assert [item.label for item in answer.items] == items, answer.answer
    cited = {citation.id for citation in answer.citations}
    assert answer.facts and all(set(fact.citations) <= cited and fact.citations for fact in answer.facts)


def test_both_sources_are_cited(ask: Ask) -> None:
    answer = ask("When did the tool that replaced Vargle graduate?")
    assert {citation.document for citation in answer.citations} == {"burrows.md", "landscape.yml"}
    assert [citation.id for citation in answer.citations] == list(range(1, len(answer.citations) + 1))
    assert {fact.predicate.label for fact in answer.facts} >= {"replaces"}


def test_each_step_of_what_is_described_is_cited(ask: Ask) -> None:
    answer = ask("Who works at the company that created the mesh written in Rust?")
    assert [item.label for item in answer.items] == ["Ada Pell"]
    assert {fact.predicate.label for fact in answer.facts} >= {"was created by", "is written in"}


def test_what_somebody_works_at_describes_no_noun(ask: Ask) -> None:
    assert [item.label for item in ask("Which of the bakers of the mill works at Quuxly Works?").items] != [
        "Quuxly Works"
    ]


def test_nothing_is_told_without_its_citation(ask: Ask) -> None:
    answer = ask("What is the home page of the service mesh that Quuxly Works created?")
    assert [item.label for item in answer.items] == ["https://gopherine.example"]
    assert all(re.search(r"\[\d+\]$", told) for told in re.split(r"(?<=\])\.\s?", answer.answer)[:-1])
    assert re.search(r"\s\.", answer.answer) is None


def test_what_describes_nothing_known_is_no_answer(ask: Ask) -> None:
    answer = ask("When did the tool that replaced Corundle graduate?")
    assert answer.status == "unanswerable"


def test_what_is_described_otherwise_is_not_meant(ask: Ask) -> None:
    assert ask("In which language is the load balancer that Vane Labs created written?").status == "unanswerable"


@pytest.mark.parametrize("words", ["the tool that replaced ", "the one written that ", "Zorblat was replaced by "])
def test_the_time_taken_is_bounded_whatever_is_described(ask: Ask, words: str) -> None:
    begin = time.process_time()
    ask(f"what is {80 * words}Vargle?"[-2000:])
    assert time.process_time() - begin < 10
