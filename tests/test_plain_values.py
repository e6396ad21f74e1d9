"""Values in manuals and announcements: defaults in rows, shares, names and lists that go on, where people work."""

from __future__ import annotations

import pytest
from building import Ask, to_labels

from api.answering.text.values.written_kinds import is_written_as
from indexer.tokens import find_tokens

_POST = """---
title: Zorblat turns 10
date: 2026-07-07
---

# Zorblat turns 10

Zorblat is a CNCF project. Perch is a CNCF project, too. Ada Kettle works on Perch, and Bo Hill contributes to Perch.

It is backed by vendors like Acme, Acme Rivers, Dyno Mail, Quux and others that offer Zorblat to their users.

We've built 2 official plugins: zorb-schema and zorb-mirror, so that you can write configurations and a secure supply.

The harbour survey of 2021 found that 96% of companies are using Zorblat. They have 40 boats each.

> "Happy birthday, Zorblat, which solves all my problems!"
>
> — Dilly Pane, Zorblat Maintainer, Software Engineer at Initech

> "The people are great."
>
> — Kingley Barrow, Zorblat Maintainer, DevOps Engineer @ Navtech

> "It never sleeps."
>* Orla Fenwick, DevOps Team Leader at Vargle
"""
_MANUAL = """# zorb serve

| option | what it does |
|---|---|
| --store-quota QUOTA | Override the quota of the store (e.g. 5G, 1.5T). A new store gets it, too. Default: no quota. |
| --check-interval SECONDS | write a check every SECONDS seconds (Default: 1800) |

Compared to other ways, Zorblat does NOT depend on:

- file names staying the same: so you can move your things around.
- the place of a thing in a file.

Support on Vargle is experimental, and it has not been tried much yet. It runs on these:

- Linux: libz >= 2.28 (fine for most supported Linux releases).

The store, without telling so, sets `ZORB_STORE_FAST=1` before it opens its pages.
Pass `--dry-run` to try a repair first.
"""
DOCUMENTS = {"post.md": _POST, "serve.md": _MANUAL}


@pytest.mark.parametrize(
    ("asked", "items"),
    [
        ("Which vendors back Zorblat?", ["Acme", "Acme Rivers", "Dyno Mail", "Quux"]),
        ("Which official plugins has Zorblat built?", ["zorb-schema", "zorb-mirror"]),
        ("How many percent of companies use Zorblat?", ["96%"]),
        ("What share of companies uses Zorblat?", ["96%"]),
        ("what is the default store quota", ["no quota"]),
        ("default check interval", ["1800"]),
        ("Where does Dilly Pane work?", ["Initech"]),
        ("Where does Kingley Barrow work?", ["Navtech"]),
        ("Where does Orla Fenwick work?", ["Vargle"]),
        ("Does Zorblat depend on file names?", ["no"]),
    ],
)
def test_the_value_is_told(ask: Ask, asked: str, items: list[str]) -> None:
    assert to_labels(ask(asked)) == items


def test_what_is_told_of_a_row_stands_in_the_answer(ask: Ask) -> None:
    assert "Default: no quota" in ask("what is the default store quota").answer


def test_who_works_on_a_thing_does_not_work_there(ask: Ask) -> None:
    assert "Perch" not in to_labels(ask("Where does Bo Hill work?"))


def test_an_item_that_opens_with_another_name_says_nothing_of_the_one_asked_about(ask: Ask) -> None:
    assert "Linux" not in ask("is Vargle supported?").answer


@pytest.mark.parametrize(
    ("question", "item"),
    [
        ("which environment variable does the store set behind the scenes?", "ZORB_STORE_FAST=1"),
        ("what flag do I pass to try a repair first?", "--dry-run"),
    ],
)
def test_the_writing_of_a_value_tells_its_kind(ask: Ask, question: str, item: str) -> None:
    assert to_labels(ask(question)) == [item]


def test_what_is_written_otherwise_is_not_of_the_kind() -> None:
    flag, file = (frozenset(find_tokens(noun)) for noun in ("flag", "file"))
    assert is_written_as("--store-quota", flag) and not is_written_as("store-quota", flag)
    assert is_written_as("conf/zorb.yaml", file) and not is_written_as("Zorblat", file)
