"""Questions for the kind of a thing and for the office of a person are answered by sentences that say just that."""

from __future__ import annotations

import pytest
from building import Ask, to_labels

_TEXT = """---
title: Stores
date: 2022-05-01
---

# Stores

Zorblat is a fast store, a project of Acme, that keeps records in order. A queue such as Quuxdb sits above it: it pulls
images and offers the Plug Gateway, over which Zorblat gives its orders. Flimstore itself is not a queue.

Ada Kettle works for Acme, as its head of sales. Ben Tarn, CEO of Initech, opened the talk. Carla Voss is Chief
Technology Officer of Globex.
"""


DOCUMENTS = {"stores.md": _TEXT}


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Is Zorblat a store?", ["yes"]),
        ("Is Quuxdb a queue?", ["yes"]),
        ("Is Flimstore a queue?", ["no"]),
        ("Is Zorblat a gateway?", []),
        ("Is Zorblat a database?", []),
        ("Is Zorblat a company?", ["no"]),
    ],
)
def test_kinds(ask: Ask, text: str, verdict: list[str]) -> None:
    assert to_labels(ask(text)) == verdict


def test_who_works_somewhere_need_not_be_its_head(ask: Ask) -> None:
    assert to_labels(ask("Who is the CEO of Initech?")) == ["Ben Tarn"]
    assert "Ada Kettle" not in to_labels(ask("Who is the CEO of Acme?"))
