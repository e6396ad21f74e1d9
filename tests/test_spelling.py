"""Misspelt words of a question, put right by the lexicon and the documents; names and English words stay."""

from __future__ import annotations

import pytest
from building import Ask

from api.answering.question.words.spelling import Speller
from api.service import Service
from indexer.tokens import stem
from ontology import load_field

TEXT = """# Stores

The company Acme developed Zorblat. Zorblat replaced Quuxdb. Zorblat runs below a hypervisor.

A hypervisor lets several systems share one machine. Services use Zorblat for communication.
"""


DOCUMENTS = {"stores.md": TEXT}


@pytest.fixture(scope="module")
def speller(service: Service) -> Speller:
    index = service.passages
    return Speller(
        load_field().lexicon,
        {"Zorblat", "Scheduling", "Framework", "Pilot"},
        index.vocabulary,
        lambda word: index.frequency(stem(word)) > 0 or word in {"zorblat", "zorblatt"},
        index.reads_whole,
    )


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("who developped it?", "who developed it?"),
        ("waht replacd Quuxdb", "what replaced Quuxdb"),
        ("what langauge is it writen in", "what language is it written in"),
        ("what does a hypervizor do", "what does a hypervisor do"),
        ("used for comunication", "used for communication"),
        ("wich compnay developed it", "which company developed it"),
        ("what is teh langauge", "what is the language"),
        ("what does it comprise at that lvel", "what does it comprise at that level"),
        ("projects in Schedulnig", "projects in Scheduling"),
        ("who needs the Acme Framwork", "who needs the Acme Framework"),
    ],
)
def test_misspelt_words_are_put_right(speller: Speller, asked: str, meant: str) -> None:
    assert speller.mend(asked) == meant


@pytest.mark.parametrize(
    "asked",
    [
        "who made zorblatt",  # the reading of names knows close ones
        "which hotel hosted the party",
        "what salary does the manager earn",
        "who is Developped Ltd",
        "what is lvel",
        "what is Pinot",
        "whats a mill",
        "how many maintainers are there",
        "what is k8s or c++ or v1.12",
    ],
)
def test_what_is_a_word_or_a_name_stays(speller: Speller, asked: str) -> None:
    assert speller.mend(asked) == asked


@pytest.mark.parametrize("question", ["who developped Zorblat?", "wich compnay devloped Zorblat"])
def test_a_misspelt_question_is_answered(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert [item.label for item in answer.items] == ["Acme"]
    assert answer.question == question


def test_a_word_of_the_documents_is_put_right_as_a_word_and_not_as_its_stem(service: Service) -> None:
    speller = Speller(service.field.lexicon, [], [stem("expense")], lambda word: False, lambda word: False)
    assert speller.mend("an expence report") == "an expense report"
