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

On hosts you have: Kibble is a set of scripts; Kobble and Kubble connect over SSH.
"""


DOCUMENTS = {"tools.md": _TEXT}


@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        ("What language is the scanner that Zorblat uses written in?", "Rust"),
        ("Where do the donors of Zorblat come from?", "Acme"),
        ("parts of a Zorblat ribbon", "Flap"),
        ("name of the Acme product based on Zorblat", "Go"),
        ("What takes the place of Corundle and Quuxdb?", "Grubnic"),
    ],
)
def test_what_is_told_of_the_name_alone_is_no_answer(ask: Ask, question: str, wrong: str) -> None:
    answer = ask(question)
    assert wrong not in to_labels(answer), answer.answer


def test_by_what_means_is_not_by_whom(ask: Ask) -> None:
    assert to_labels(ask("Which tools connect to the hosts by SSH?")) == ["Kobble", "Kubble"]
