"""Lists by the noun asked for: works under a heading or of a kind, and never what is merely of the same level."""

from __future__ import annotations

import pytest
from building import Ask, to_labels

DOCUMENTS = {
    "database.md": """---
title: Database
date: 2022-03-04
---
# Database

Zorblat and Frobnix belong to the category Database. Database is part of the Provisioning layer.
Zorblat is a graduated CNCF project. Frobnix is a sandbox CNCF project. Zorblat joined the CNCF in May 2019.
Zorblat is written in Go.
""",
    "runtime.md": """---
title: Container Runtime
date: 2022-03-04
---
# Container Runtime

Vimkin is a container runtime. Vimkin is a graduated CNCF project. Vimkin is written in Rust.
""",
}


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("list databases", ["Frobnix", "Zorblat"]),
        ("Which databases are in the landscape?", ["Frobnix", "Zorblat"]),
        ("show me all the databases", ["Frobnix", "Zorblat"]),
        ("Which databases are graduated?", ["Zorblat"]),
        ("list sandbox databases", ["Frobnix"]),
        ("list graduated runtimes", ["Vimkin"]),
        ("which graduated runtimes are there", ["Vimkin"]),
        ("list graduated projects", ["Vimkin", "Zorblat"]),
    ],
)
def test_a_list_holds_what_the_noun_asks_for(ask: Ask, question: str, items: list[str]) -> None:
    assert sorted(to_labels(ask(question))) == items


def test_nothing_of_another_heading_stands_for_it(ask: Ask) -> None:
    assert to_labels(ask("Which container runtime is written in Rust?")) == ["Vimkin"]
    assert "Zorblat" not in to_labels(ask("Which container runtime is written in Go?"))


def test_works_under_a_heading_are_counted(ask: Ask) -> None:
    assert to_labels(ask("How many databases are there?")) == ["2"]


def test_what_is_of_no_such_kind_is_not_listed(ask: Ask) -> None:
    answer = ask("list graduated schedulers")
    assert not {"Vimkin", "Zorblat"} & set(to_labels(answer))


@pytest.mark.parametrize(
    "question", ["list all layers", "What are the layers of the landscape?", "what layers are there"]
)
def test_all_headings_of_a_class_are_listed(ask: Ask, question: str) -> None:
    assert to_labels(ask(question)) == ["Provisioning layer"]


def test_headings_are_counted(ask: Ask) -> None:
    assert to_labels(ask("how many layers are there")) == ["1"]


def test_a_month_is_told_with_in(ask: Ask) -> None:
    assert ask("When did Zorblat join the CNCF?").answer.startswith("Zorblat joined in May 2019")
