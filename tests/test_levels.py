"""Yes or no to questions about a level, with what a sentence says of the only things that have it."""

from __future__ import annotations

import pytest
from building import Ask

_TEXT = """---
title: Levels
date: 2018-10-26
---

# Levels of the CNCF

So far, only Zorblat and Quuxly have graduated.

## Vargle

Vargle is a CNCF incubating project for parcels. It keeps lists of parcels.

## Corundle

Corundle is a CNCF sandbox project. It weighs parcels. Dyno is a CNCF sandbox project, too.
Brell is only a CNCF sandbox project so far.
"""


DOCUMENTS = {"levels.md": _TEXT}


@pytest.mark.parametrize("question", ["Is Vargle graduated?", "Was Corundle a graduated project in October 2018?"])
def test_a_no_names_the_only_things_of_the_level(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.answer.startswith("No: ")
    assert "only Quuxly and Zorblat have the maturity level graduated" in answer.answer
    assert any("only Zorblat and Quuxly" in citation.text for citation in answer.citations)


def test_no_other_things_are_named_where_nothing_is_said_to_be_the_only_one(ask: Ask) -> None:
    assert "only" not in ask("Is Vargle a sandbox project?").answer
