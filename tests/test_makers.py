"""Questions that name a maker beside a kind of thing."""

from __future__ import annotations

import pytest
from building import Ask

_TEXT = """---
title: Makers
date: 2022-05-01
---

# Makers

Zorblat is a container runtime. The company Acme created Zorblat. Acme also created Vargle, which is a message broker.

Quuxdb is a container runtime. The company Initech created Quuxdb. Quuxdb stores its pages in Corundle.
"""


_JOINED = """# More

Dynoflow is a message broker. Dynoflow was originally developed by Applantix Inc. and Intuitix Inc. in 2017.

Quixar is a message broker. Quixar was originally developed by Applantix Inc. in Rome. It works.

Some say that it began elsewhere. Quixar was originally developed by Intuitix Inc. in Oslo.
"""
DOCUMENTS = {"makers.md": _TEXT, "more.md": _JOINED}


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("acme container runtime", ["Zorblat"]),
        ("Which Initech container runtime is there?", ["Quuxdb"]),
        ("message broker by Acme", ["Vargle"]),
    ],
)
def test_a_maker_beside_a_kind_asks_for_what_he_made_of_it(ask: Ask, question: str, items: list[str]) -> None:
    answer = ask(question)
    assert [item.label for item in answer.items] == items, answer.answer


def test_nothing_is_made_up_where_a_maker_made_nothing_of_a_kind(ask: Ask) -> None:
    assert "Vargle" not in [item.label for item in ask("initech message broker").items]


def test_what_a_thing_does_is_told_by_the_verb_of_the_question(ask: Ask) -> None:
    assert [item.label for item in ask("In what does Quuxdb store its pages?").items] == ["Corundle"]
    assert ask("In what does Quuxdb persist its pages?").facts == []


def test_what_one_sentence_gives_together_is_no_disagreement(ask: Ask) -> None:
    answer = ask("Who originally developed Dynoflow?")
    assert {item.label for item in answer.items} == {"Applantix", "Intuitix"}
    assert not answer.answer.startswith("Sources differ") and not any(fact.disputed for fact in answer.facts)
    assert ask("Who originally developed Quixar?").answer.startswith("Sources differ")
