"""Words of a question for many things that no plan reads: most of the things have to be told with them."""

from __future__ import annotations

from building import Ask, to_labels

_TEXT = """---
title: Levels
date: 2022-10-26
---

# Levels

Vargle is a graduated CNCF project for parcels. Corundle is a graduated CNCF project that weighs parcels.
Dyno is a graduated CNCF project for letters. Quuxly is a graduated CNCF project.
"""
_OTHER = """---
title: Paper and its storage
date: 2022-10-26
---

# Paper and its storage

Zorblat is a graduated CNCF project.
"""
DOCUMENTS = {"levels.md": _TEXT, "paper.md": _OTHER}


def test_things_are_listed_where_the_question_says_no_more(ask: Ask) -> None:
    assert len(to_labels(ask("List the graduated projects."))) == 5


def test_what_one_of_many_is_told_of_is_not_said_of_all(ask: Ask) -> None:
    assert len(to_labels(ask("List the graduated projects for storage."))) < 5
