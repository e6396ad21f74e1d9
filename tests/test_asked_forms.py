"""Answers in the form asked for: other names, bare versions, roles, kinds in common, both sides of a disagreement."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from building import Ask, build_ask, to_labels

from api.answering.text.definitions.expansions import find_expansions
from api.service import Service

DOCUMENTS = {
    "one.md": """---
title: One guide
date: 2021-03-04
---
# Proxies

Zorblat is a CNCF project. Zorblat was originally developed at Acme. Acme is a company. Frobnix is a CNCF project.
Zorblat and Frobnix belong to the category Service Proxy.

The Gadget Policy Engine (GPE) decides who may call whom. Gadgets are sent by the
GadgetExchange Link Protocol (GXLP). Zorblat is a default proxy of clusters
starting from Kubernetes 1.12. Kubernetes is a CNCF project.

Ann Petty is the chair of the Gadget Steering Committee. Bob Marlow is a member of the Gadget Steering Committee.
""",
    "two.md": """---
title: Two stories
date: 2022-03-04
---
# Stories

Zorblat was created by Globex. Globex is a company.
""",
}


@pytest.mark.parametrize(
    ("question", "item"),
    [
        ("What does GPE stand for?", "Gadget Policy Engine"),
        ("what is GPE short for", "Gadget Policy Engine"),
        ("What does GXLP stand for?", "GadgetExchange Link Protocol"),
        ("What is the abbreviation of Gadget Policy Engine?", "GPE"),
    ],
)
def test_initials_are_written_out_and_names_shortened(ask: Ask, service: Service, question: str, item: str) -> None:
    answer = ask(question)
    assert to_labels(answer) == [item]
    assert "GPE" in answer.citations[0].text
    if answer.sparql is not None:
        assert [row["item"].value for row in service.graph.select(answer.sparql)] == [item]


def test_initials_that_no_sentence_writes_out_are_not_explained(ask: Ask) -> None:
    assert ask("What does QXZ stand for?").status == "unanswerable"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A Pod Disruption Budget (PDB) helps.", [("Pod Disruption Budget", "PDB")]),
        ("It writes CRs (Custom Resources).", [("Custom Resources", "CRs")]),
        ("Names (of things) and Gadgets (big) say nothing.", []),
    ],
)
def test_expansions_have_the_same_initials(text: str, found: list[tuple[str, str]]) -> None:
    assert find_expansions(text) == found


def test_a_version_is_told_without_the_name_it_is_asked_with(ask: Ask, service: Service) -> None:
    answer = ask("Since which Kubernetes version is Zorblat the default?")
    assert to_labels(answer) == ["1.12"]
    assert answer.sparql is not None
    assert [row["item"].value for row in service.graph.select(answer.sparql)] == ["1.12"]


def test_the_role_asked_for_is_said_of_whom_it_names(ask: Ask) -> None:
    assert to_labels(ask("Who is the chair of the Gadget Steering Committee?")) == ["Ann Petty"]


def test_what_other_documents_say_stands_beside(ask: Ask) -> None:
    answer = ask("Which company was Zorblat originally developed at?")
    assert sorted(to_labels(answer)) == ["Acme", "Globex"]
    assert "One guide" in answer.answer and "Two stories" in answer.answer


def test_things_named_together_have_their_kind_in_common(ask: Ask) -> None:
    assert to_labels(ask("What kind of projects are Zorblat and Frobnix?")) == ["Service Proxy"]


def test_the_noun_at_the_end_of_a_works_name_is_told(tmp_path: Path) -> None:
    listing = """
landscape:
  - category:
    name: Provisioning
    subcategories:
      - subcategory:
        name: Registry
        items:
          - item:
            name: Quux Project
            project: incubating
            extra: {accepted: '2020-01-02', incubating: '2021-01-02'}
"""
    ask = build_ask(tmp_path, {"listing.yml": listing})
    assert to_labels(ask("Which incubating project is in the Registry category?")) == ["Quux Project"]


def test_a_month_is_told_as_one_and_gives_way_to_its_day(tmp_path: Path) -> None:
    table = "| Project | Joined |\n|---|---|\n| Zorblat | July 2020 |\n| Frobnix | 2020-05-03 |\n"
    documents = {
        "one.md": f"# Stores\n\nZorblat and Frobnix are CNCF projects.\n\n{table}",
        "two.md": (
            "# Frobnix\n\nFrobnix is a CNCF project.\n\n| Project | Joined |\n|---|---|\n| Frobnix | May 2020 |\n"
        ),
    }
    answer = build_ask(tmp_path, documents)("Which projects joined the CNCF in 2020?")
    told = re.sub(r" \[\d\]", "", answer.answer)
    assert told == "Frobnix joined on 3 May 2020; Zorblat joined in July 2020."
