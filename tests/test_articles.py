"""Questions about articles: announcements, case studies, interviews and comparisons, in the words that people use."""

from __future__ import annotations

import pytest
from building import Ask, to_labels

_GRADUATION = """---
title: Zorblat joins the top tier
date: 2022-05-14
author_name: Ada Kettle
---

The Harbour board is proud to tell everyone that the Pier Steering Committee just promoted the Zorblat project to the
top tier. Six years ago, in a shed at Quayside (since bought by Cargo Desk) Zorblat was born. Everything at Quayside
runs as a crane, and batch planners like Corundle and Vargle run as cranes too. Zorblat was started in 2016, the
winch module was added in 2018, sail planning added in 2019.

We thank our Pier Committee sponsors (Ida Hawser & Tim Sail) of Corundle. Corundle has joined the Quuxly community.
Oslo Harbour chose to start with unpainted hulls, even though painting is what its dock was made for. Oslo Harbour
has settled on the Marlin Gale Corundle flavour.

Sandstone is at the centre of berth processing at Oslo Port.
"""


_INTERVIEW = """---
title: Interview with Oslo Port
date: 2021-06-02
author: "[Ida Bowline](https://ports.example/ida), Bo Mast"
---

## Who are you?

At ONDA, the Nordic Bureau of Tides, and at Oslo Port we took the covers off Windlass, Vargle's long-awaited
internal crane scheduler, at a fair. Tern was used for small boats and Petrel was used for counting crates on all
of our quays via Gannet.  The memory taken by a Tern planner was, at its peak, 17.8mb, whereas a Petrel needed
200mb. For 14 months we have been working on the new hull of Petrel. Oslo Port keeps 300 tons of rope, gathered
from 4,200 projects and 80 users. Our team also talked about ropes. Lower noise and more sources of wind, including
sea charts and gull flights, will widen our view later on. We loaded Tern 2.10.2 (with its default sails) and
Petrel version 1.9.0 on the quay. We still use Tern but we no longer use Gannet. We load crates with the Sextant
Zorblat flavour. The whole stack is called a Rick, and each crate in it is called a Tub. Our cranes lift
containers, the tallest of which is 31 metres in height.

> "I am glad of it."
>
> \\-- Mona Capstan, Tern co-author
"""
_BACKENDS = """---
title: Dinghy
date: 2022-03-01
---

# Dinghy

Dinghy is a project written in Rust. Dinghy has backends for Zorblat.
"""
_SERIES = """---
title: Every quay
date: 2021-02-01
---

This post is part of a series by Lena Mainsail and Otto Keel that looks at every quay of the north.

Lena Mainsail

Lena is Head of Ropes at Fensby Yards. She likes winches.
"""
DOCUMENTS = {"series.md": _SERIES, "dinghy.md": _BACKENDS, "graduation.md": _GRADUATION, "interview.md": _INTERVIEW}


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("Which committee promoted Zorblat to the top tier?", ["Pier Steering Committee"]),
        ("Which berth planner is at the centre of Oslo Port's berth processing?", ["Sandstone"]),
        ("Which batch planners run as cranes at Quayside?", ["Corundle", "Vargle"]),
        ("When did Zorblat add sail planning?", ["2019"]),
        ("When was the winch module added to Zorblat?", ["2018"]),
        ("When was Zorblat born?", ["2016"]),
        ("Which Zorblat flavour does Oslo Port load crates with?", ["Sextant"]),
        ("Who sponsored Corundle in the Pier Committee?", ["Ida Hawser", "Tim Sail"]),
        ("Which community has Corundle joined?", ["Quuxly community"]),
        ("Does Oslo Harbour start with painted hulls?", ["no"]),
        ("What flavour of Corundle did Oslo Harbour settle on?", ["Marlin Gale"]),
        ("Which versions of Tern and Petrel were loaded?", ["Tern 2.10.2", "Petrel version 1.9.0"]),
        ("What does ONDA stand for?", ["Nordic Bureau of Tides"]),
        ("What is each crate in a stack called?", ["Tub"]),
        ("How many projects give rope to Oslo Port?", ["4,200"]),
        ("Does Oslo Port use Gannet?", ["no"]),
        ("Does Oslo Port still use Tern?", ["yes"]),
    ],
)
def test_a_sentence_gives_what_stands_where_the_question_asks(ask: Ask, question: str, items: list[str]) -> None:
    answer = ask(question)
    assert to_labels(answer) == items, answer.answer


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How much memory does a Tern planner take at most?", "17.8mb"),
        ("How long has Oslo Port been working on the new hull of Petrel?", "14 months"),
        ("How tall is the tallest container at Oslo Port?", "31 metres"),
        ("What was Petrel used for at Oslo Port?", "counting crates"),
        ("What is Windlass?", "internal crane scheduler"),
        ("Who is Mona Capstan?", "co-author"),
        ("Who is Lena Mainsail?", "Lena is Head of Ropes"),
    ],
)
def test_a_sentence_with_the_measure_the_purpose_or_the_role_is_told(ask: Ask, question: str, said: str) -> None:
    answer = ask(question)
    assert said in answer.answer.split("[")[0], answer.answer


def test_a_person_is_not_told_of_by_another_of_the_same_first_name(ask: Ask) -> None:
    assert ask("Who is Mona Bowline?").status == "unanswerable"


def test_authors_are_named_by_any_key_of_front_matter_and_by_their_links(ask: Ask) -> None:
    assert to_labels(ask("Who wrote the article about Zorblat joining the top tier?")) == ["Ada Kettle"]
    assert sorted(to_labels(ask("Who wrote the interview with Oslo Port?"))) == ["Bo Mast", "Ida Bowline"]


def test_the_backend_of_a_thing_is_not_what_has_a_backend_for_it(ask: Ask) -> None:
    assert ask("Which language is Zorblat's backend written in?").status == "unanswerable"
