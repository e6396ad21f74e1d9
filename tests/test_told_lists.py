"""Lists told in prose: by the next sentence, in words written apart or together."""

from __future__ import annotations

import pytest
from building import Ask, to_labels

_TEXT = """---
title: Harbour tools
date: 2023-04-01
---

# Harbour tools

Zorblat is a project for ships. Zorblat offers a choice of backends for its maps. These include Corundle, Sandstone and
memory.
"""


DOCUMENTS = {"harbour.md": _TEXT}


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("Which back ends does Zorblat offer for its maps?", ["Corundle", "Sandstone", "memory"]),
        ("Which backends does Zorblat offer?", ["Corundle", "Sandstone", "memory"]),
    ],
)
def test_a_list_is_whole(ask: Ask, question: str, items: list[str]) -> None:
    answer = ask(question)
    assert sorted(to_labels(answer)) == items, answer.answer
