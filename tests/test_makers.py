"""Questions that name a maker beside a kind of thing."""

from __future__ import annotations

from building import Ask

_TEXT = """---
title: Makers
date: 2022-05-01
---

# Makers

Zorblat is a container runtime. The company Acme created Zorblat. Acme also created Vargle, which is a message broker.

Quuxdb is a container runtime. The company Initech created Quuxdb. Quuxdb stores its pages in Corundle.
"""


DOCUMENTS = {"makers.md": _TEXT}


def test_nothing_is_made_up_where_a_maker_made_nothing_of_a_kind(ask: Ask) -> None:
    assert "Vargle" not in [item.label for item in ask("initech message broker").items]


def test_what_a_thing_does_is_told_by_the_verb_of_the_question(ask: Ask) -> None:
    assert [item.label for item in ask("In what does Quuxdb store its pages?").items] == ["Corundle"]
    assert ask("In what does Quuxdb persist its pages?").facts == []
