"""Lists told in prose: by the next sentence, in words written apart or together, by what a name is called."""

from __future__ import annotations

import pytest
from building import Ask, to_labels

_TEXT = """---
title: Harbour tools
date: 2023-04-01
---

# Harbour tools

## Tracing

Quuxly is a project for harbours in this category.

## Ships

Zorblat is a project for ships. Zorblat was inspired by Vargle, Acme's internal tracing system, by Dyno, a chess game,
and by Quuxly. Zorblat offers a choice of backends for its maps. These include Corundle, Sandstone and memory.
"""


DOCUMENTS = {"harbour.md": _TEXT}


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("Which back ends does Zorblat offer for its maps?", ["Corundle", "Sandstone", "memory"]),
        ("Which backends does Zorblat offer?", ["Corundle", "Sandstone", "memory"]),
        ("Which tracing systems inspired Zorblat?", ["Quuxly", "Vargle"]),
    ],
)
def test_a_list_is_whole(ask: Ask, question: str, items: list[str]) -> None:
    answer = ask(question)
    assert sorted(to_labels(answer)) == items, answer.answer
