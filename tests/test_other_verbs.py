"""The verbs that a sentence may say a relation by are those of the relation that a question means."""

from __future__ import annotations

import pytest
from building import Ask, to_labels

_FOUNDATION = """---
title: The year of the Quillhouse
date: 2023-04-05
---
# The year of the Quillhouse

The Quillhouse is a foundation. The Quillhouse accepted Vargle and Plimf on the same day, 24 October 2017, both at
incubating level. Vargle is a project. Plimf is a project written in Rust.
"""

_LOOMS = """---
title: Looms
date: 2023-04-05
---
# Looms

Wendower is a company. Tradwick is a company. Wendower bought Tradwick in January 2018, and the team built Fendrake
there to manage Wendower's own move. Fendrake is a loom project.

Version 1.0 of Corundle came out in May 2019.

Brindle, a company led by Ann Lee, released Corundle in 2019. Corundle is a loom project.

Among those shown are Gribble, Gravel and Grout, from Tradwick and Wendower.

Some were kept for years. Others are gone. The shed contains Sedge, Osier (from Halmer) and Withy, which Halmer
contributed.

## A warning from Fendrake: WVE-2022

WVE-2022 is a flaw that affected Fendrake. It exploits the way in which Tarnish charts are parsed. Tarnish is a tool.
"""

DOCUMENTS = {"foundation.md": _FOUNDATION, "looms.md": _LOOMS}


@pytest.mark.parametrize(
    "question",
    [
        "When was the Quillhouse founded?",  # what is accepted at incubating level is not founded
        "What is Plimf based on?",  # not the language it is written in
        "Which projects does Wendower maintain?",  # no list of a date and a clause; no other company's
        "Which companies are known to run Corundle in production?",  # who released it need not run it
        "What is the latest version of Corundle?",  # a version is not the latest for being the only one told
        "Does Fendrake support Tarnish?",  # what "it" says is said of the flaw
    ],
)
def test_other_relations_answer_nothing(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert (answer.status, to_labels(answer)) == ("unanswerable", []), answer.answer
