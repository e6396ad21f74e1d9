"""Articles, a glossary, and a landscape of the same things, built together: what one alone answers stays answered."""

from __future__ import annotations

import pytest

from api.answering.answerer import Answerer
from api.answering.model import Answer, Question
from api.build import build_data
from api.service import open_service

LANDSCAPE = """
landscape:
  - category:
    name: Wasm
    subcategories:
      - subcategory:
        name: Burrow Registry
        items:
          - item:
            name: Zorblat Policy Agent (ZPA)
            project: graduated
            repo_url: https://github.com/zorblat/zorblat
            extra: {accepted: '2017-01-23', graduated: '2021-07-28', summary_integrations: 'Gopherine, Quuxly'}
          - item:
            name: Gopherine
            homepage_url: https://gopherine.example
            project: sandbox
            description: Gopherine is a database of gophers.
            extra: {accepted: '2019-03-04'}
          - item:
            name: Quuxly
            homepage_url: https://quuxly.example
          - item:
            name: Warden Project
            project: incubating
            homepage_url: https://warden.example
            extra: {accepted: '2018-02-03', incubating: '2018-02-03'}
          - {item: null, name: Keep, description: Keep watches the alerts of a team.}
      - subcategory:
        name: Languages
        items:
          - {item: null, name: Golang, homepage_url: 'https://go.example', logo: golang.svg}
"""
ARTICLE = """---
title: What the burrow layer does
date: 2018-05-01
---

# Burrow Registry

ZPA is short for the Zorblat Policy Agent. ZPA decides which gopher may enter which burrow.

Warden is a CNCF incubating project. Warden signs the burrows. Zorblat Policy Agent integrates with Sniffler, a scanner
created by Corundle, for scanning of burrows. Gopherine was created by Acme Works. Quuxly was created by Vargle.

A burrow image is a set of papers that a gopher needs to dig a burrow.

Quuxly is written in Go. Gopherine and Quuxly are used by Vargle Bank.

Zorblat Policy Agent keeps the gophers apart with a control loop that compares their holes with the plan.
"""
WARDEN, ZORBLAT = "Warden Project", "Zorblat Policy Agent (ZPA)"
GLOSSARY = """---
title: Burrow image
---

# Burrow image

A burrow image is a sealed drawing with everything that belongs to a burrow.
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    folder = tmp_path_factory.mktemp("joint")
    for name, text in (("landscape.yml", LANDSCAPE), ("article.md", ARTICLE), ("burrow-image.md", GLOSSARY)):
        (folder / "documents" / name).parent.mkdir(exist_ok=True)
        (folder / "documents" / name).write_text(text, encoding="utf-8")
    build_data([folder / "documents"], folder / "data")
    return open_service(folder / "data").answerer


def ask(answerer: Answerer, question: str, as_of: str | None = None) -> Answer:
    return answerer.answer(Question(question=question, as_of=as_of))


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("Which categories does the Wasm layer comprise?", ["Burrow Registry", "Languages"]),
        ("How many incubating CNCF projects are there?", ["1"]),
        ("When was Warden accepted into the CNCF?", ["2018-02-03"]),
        ("Which company created the scanner that the Zorblat Policy Agent integrates with?", ["Corundle"]),
        ("Which CNCF projects were there in Burrow Registry as of May 2018?", [WARDEN, ZORBLAT]),
    ],
)  # fmt: skip
def test_a_question_is_answered_from_all_that_is_told(answerer: Answerer, question: str, items: list[str]) -> None:
    assert [item.label for item in ask(answerer, question).items] == items


def test_each_document_says_what_a_thing_is(answerer: Answerer) -> None:
    answer = ask(answerer, "What is a burrow image?")
    assert {"article.md", "burrow-image.md"} <= {citation.document for citation in answer.citations}
    assert "sealed drawing" in answer.answer and "papers" in answer.answer


def test_a_verb_is_no_product_of_that_name(answerer: Answerer) -> None:
    answer = ask(answerer, "How does the Zorblat Policy Agent keep the gophers apart?")
    assert "control loop" in answer.answer
    assert "watches" in ask(answerer, "What is Keep?").answer


def test_a_short_name_says_what_its_long_one_does(answerer: Answerer) -> None:
    assert "decides which gopher" in ask(answerer, "What is the Zorblat Policy Agent used for?").answer


def test_a_thing_is_called_as_the_sentence_calls_it(answerer: Answerer) -> None:
    answer = ask(answerer, "In which language is Quuxly written?")
    assert [item.label for item in answer.items] == ["Go"]
    assert "written in Go " in answer.answer
    assert [item.label for item in ask(answerer, "List everything in Languages").items] == ["Golang"]


def test_what_a_chain_finds_in_a_record_is_cited_from_it(answerer: Answerer) -> None:
    answer = ask(answerer, "What is the home page of the database created by Acme Works?")
    assert [item.label for item in answer.items] == ["https://gopherine.example"]
    assert {"article.md", "landscape.yml"} <= {citation.document for citation in answer.citations}


def test_a_field_is_told_before_a_relation_is_guessed(answerer: Answerer) -> None:
    assert [item.label for item in ask(answerer, "What is the logo of Golang?").items] == ["golang.svg"]


def test_a_question_for_a_project_does_not_ask_for_the_field_of_that_name(answerer: Answerer) -> None:
    assert ask(answerer, "Which project was inspired by Gopherine?").status == "unanswerable"


def test_two_names_joined_by_and_are_not_said_of_each_other(answerer: Answerer) -> None:
    assert [i.label for i in ask(answerer, "Are Gopherine and Quuxly used by Vargle Bank?").items] == ["yes"]
