"""Answers as a careful writer puts them: nothing said twice, no day where none belongs, definitions as written."""

from __future__ import annotations

import pytest
from building import Ask

from api.answering.graph.facts.evidence import Source
from api.answering.graph.plans.values import Value
from api.answering.verdicts.verdict_writing import write_statement
from kg.documents import Span
from ontology import load_field

FLEET = """# Date: 2024-06-30
landscape:
  - name: Deck layer
    subcategories:
      - name: Rigging
        items:
          - {name: Brinemap, project: graduated, extra: {accepted: '2016-05-10', graduated: '2019-09-12'}}
          - {name: Soundwell, project: sandbox, extra: {accepted: '2021-01-20'}}
          - {name: Leewardly, project: graduated, extra: {accepted: '2018-11-02', graduated: '2020-04-04'}}
"""
NOTES = """---
title: Notes
date: 2024-06-30
---

# Notes

Brinemap and Leewardly are written in Rust. Brinemap was created by
Quuxly Labs.
"""

DOCUMENTS = {"fleet.yml": FLEET, "notes.md": NOTES}


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Which layer is Rigging in?", "Rigging is part of the Deck layer ["),
        ("When did Brinemap, Soundwell and Leewardly join?", "Brinemap joined on 10 May 2016 ["),
        ("Which graduated projects are written in Rust?", "They are written in Rust ["),
        ("Was Brinemap created by Quuxly Labs?", "Yes: Brinemap was created by Quuxly Labs [1]."),
    ],
)
def test_an_answer_is_told_as_a_careful_writer_would(ask: Ask, question: str, told: str) -> None:
    assert told in ask(question).answer


def test_of_many_events_the_first_alone_is_told_in_full(ask: Ask) -> None:
    answer = ask("Which projects joined from 2016 to 2021?").answer
    assert answer.startswith("Brinemap joined on 10 May 2016 [")
    assert "; Leewardly on 2 November 2018 [" in answer and "; Soundwell on 20 January 2021 [" in answer


def test_a_definition_is_told_by_its_sentence() -> None:
    source = Source(
        statement="s",
        subject=Value("Brinemap", "urn:b"),
        predicate="definedAs",
        object=Value("chart store", None, "string"),
        modality="asserted",
        disputed=False,
        derived=False,
        confidence=0.9,
        date=None,
        document="notes.md",
        title="Notes",
        section=None,
        quote="Brinemap is\na chart store.",
        span=Span(0, 27),
        method="structure:definition",
        valid_from=None,
        since=None,
    )
    assert write_statement(source, load_field().ontology) == "“Brinemap is a chart store”"
