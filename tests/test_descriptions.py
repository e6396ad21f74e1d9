"""Questions about a thing that they describe: prose tells what it is, a landscape file the rest."""

from __future__ import annotations

import pytest
from test_records import SMALL

from api.answering.answerer import Answerer
from api.answering.model import Question
from api.build import build_data
from api.service import open_service

PROSE = """---
title: Burrows
date: 2020-02-03
---

Zorblat replaced Vargle. Gopherine was created by Quuxly Works. Gopherine is written in Rust.
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    folder = tmp_path_factory.mktemp("described")
    (folder / "landscape.yml").write_text(SMALL, encoding="utf-8")
    (folder / "burrows.md").write_text(PROSE, encoding="utf-8")
    build_data([folder], folder / "data")
    return open_service(folder / "data").answerer


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("When did the tool that replaced Vargle graduate?", ["2021-07-28"]),
        ("What is the home page of the project created by Quuxly Works?", ["https://gopherine.example"]),
        ("In which category is the project that Quuxly Works created?", ["Service Mesh"]),
        ("Which projects are in the category of the tool that replaced Vargle?", ["Gopherine"]),
        ("What is the tool that replaced Vargle?", ["Zorblat (ZBT)"]),
        ("Which archived projects are written in Rust?", ["Gopherine"]),
    ],
)
def test_what_is_described_stands_for_its_name(answerer: Answerer, question: str, items: list[str]) -> None:
    answer = answerer.answer(Question(question=question))
    assert [item.label for item in answer.items] == items, answer.answer
    cited = {citation.id for citation in answer.citations}
    assert answer.facts and all(set(fact.citations) <= cited and fact.citations for fact in answer.facts)


def test_both_sources_are_cited(answerer: Answerer) -> None:
    answer = answerer.answer(Question(question="When did the tool that replaced Vargle graduate?"))
    assert {citation.document for citation in answer.citations} == {"burrows.md", "landscape.yml"}
    assert [citation.id for citation in answer.citations] == list(range(1, len(answer.citations) + 1))
    assert {fact.predicate.label for fact in answer.facts} >= {"replaces"}


def test_what_describes_nothing_known_is_no_answer(answerer: Answerer) -> None:
    answer = answerer.answer(Question(question="When did the tool that replaced Corundle graduate?"))
    assert answer.status == "unanswerable"
