"""Which thing a relation is asked of: not of a name that only says more of that thing, nor of nothing at all."""

from __future__ import annotations

import pytest
from building import Ask, to_labels

_TEXT = """---
title: Tools
date: 2022-05-01
---

# Tools

Zorblat is a project written in Rust. Zorblat was created by Acme, and has contributors in many places. Flap is part of
Zorblat. Zorblat uses Quuxdb.

The company Acme created Corundle. Corundle is written in Go. Teams may replace Pindrop by Grubnic.

A ribbon is a name that is put on a thing. Each ribbon has a colour.

Ada Kettle wrote Grindle at Initech. Borble was created by Umbrella and is built on Grindle.

The CNCF hosts Zorblat. A host is a machine that runs pods. Gulf is a project. Gulf Exporter is a tool.
Gulf Exporter integrates with Gulf.

Some options such as Mossel and Perch are Umbrella projects and are built into Grindle.

Tarn is a port of Zorblat to Rust. More than a thousand plugins have been published for Zorblat.

On hosts you have: Kibble is a set of scripts; Kobble and Kubble connect over SSH.
"""


_CREW = """---
title: Welcome
---

# Welcome

You have joined Quarrel Boats. We build small boats on this river, with 46 slips and two cranes.

Ada Vane follows Bo Crane, who had led the sail guild since 2018.
"""

DOCUMENTS = {"tools.md": _TEXT, "crew.md": _CREW}


@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        ("What language is the scanner that Zorblat uses written in?", "Rust"),
        ("Where do the donors of Zorblat come from?", "Acme"),
        ("parts of a Zorblat ribbon", "Flap"),
        ("name of the Acme product based on Zorblat", "Go"),
        ("What takes the place of Corundle and Quuxdb?", "Grubnic"),
        ("Who leads the sail guild these days?", "Bo Crane"),
        ("Who built Mossel?", "Umbrella"),
    ],
)
def test_what_is_told_of_the_name_alone_is_no_answer(ask: Ask, question: str, wrong: str) -> None:
    answer = ask(question)
    assert wrong not in to_labels(answer), answer.answer


def test_a_noun_that_a_verb_has_for_its_object_is_no_relation(ask: Ask) -> None:
    assert ask("What port does Zorblat use?").sparql is None


def test_by_what_means_is_not_by_whom(ask: Ask) -> None:
    assert to_labels(ask("Which tools connect to the hosts by SSH?")) == ["Kobble", "Kubble"]


def test_sure_facts_do_not_give_way_to_others(ask: Ask) -> None:
    """A sentence may say which of several things is meant, and not something else instead."""
    assert set(to_labels(ask("Who created Grindle?"))) == {"Initech", "Ada Kettle"}


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("What language does Zorblat use?", ["Rust"]),
        ("How many plugins does Zorblat have?", ["a thousand"]),
        ("How many slips does Quarrel Boats have?", ["46"]),
        ("Who hosts Zorblat?", ["CNCF"]),
        ("What does Gulf Exporter integrate with?", ["Gulf"]),
    ],
)
def test_a_word_is_read_as_what_it_is_where_it_stands(ask: Ask, question: str, items: list[str]) -> None:
    assert to_labels(ask(question)) == items


def test_a_sentence_about_something_else_names_no_company(ask: Ask) -> None:
    assert "written in Go" not in ask("Which companies use Corundle?").answer
