"""Comparisons: the sentences that tell two things apart, one for each side."""

from __future__ import annotations

import pytest
from building import Ask

_FERRIES = """---
title: Two ticket systems
date: 2023-04-01
---

# Two ticket systems

## Zorblat

Zorblat is a ticket system for ferries. The port of Oslo and the port of Bergen use Zorblat and Quuxly. Zorblat was
written in Java and takes more than 400 MB of memory at runtime. Its logo is a gull.

Vargle was begun in 2019 by the company Acme. Sailors like it.

## Quuxly

Quuxly is the smaller sibling. It is written in Rust and needs only 8 MB of memory. Quuxly was shown at a fair in May.

## Choosing

Zorblat and Quuxly are both free. Zorblat prints paper tickets, while Quuxly only sends them to telephones. Thanks to
this, crews may use Zorblat instead of Quuxly where there is no signal.
"""

_BELTS = """---
title: Belts
date: 2023-04-01
---

# Belts

A flat belt carries parcels on rollers. A tilting belt tips each parcel into its gate. Depots buy flat belts and tilting
belts from the same maker.
"""


_MILLS = """---
title: Two mills
date: 2023-04-01
---

# Corundle and Fendrake

Corundle and Fendrake are two mills by the same maker. The table sets them side by side:

|          | Corundle      | Fendrake      |
| -------- | ------------- | ------------- |
| Weight   | 40 tons       | 650 kilograms |
| Licence  | MIT           | MIT           |
| Sails    | Four of wood. | None          |
"""

_LATHES = """---
title: Lathes
date: 2023-04-01
---

# Lathes

Brindle is a lathe for chair legs. Caddow needs more room than Brindle. Caddow is a lathe for masts.

| Year | Brindle     | Caddow      |
| ---- | ----------- | ----------- |
| Sold | 4 May 2019  | 1 June 2020 |
"""

_LATHES_APART = """---
title: Workshops
date: 2023-04-01
---

# Workshops

Some shops keep Caddow beside Brindle. The beds of Brindle are of oak, and those of Caddow of ash.
"""

DOCUMENTS = {
    "ferries.md": _FERRIES,
    "belts.md": _BELTS,
    "mills.md": _MILLS,
    "lathes.md": _LATHES,
    "apart.md": _LATHES_APART,
}


@pytest.mark.parametrize(
    "question",
    [
        "How does Quuxly differ from Zorblat?",
        "Zorblat vs Quuxly",
        "What is the difference between Zorblat and Quuxly?",
        "How is Quuxly different from Zorblat?",
        "Compare Quuxly with Zorblat",
    ],
)
def test_what_sets_two_things_apart_is_told_of_both(ask: Ask, question: str) -> None:
    answer = ask(question).answer
    assert all(told in answer for told in ("400 MB", "8 MB", "Java", "Rust", "paper tickets")), answer
    assert "both free" not in answer


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "How do Corundle and Fendrake differ?",
            "Weight: 40 tons for Corundle, 650 kilograms for Fendrake [1]. "
            "Sails: Four of wood for Corundle, None for Fendrake [1].",
        ),
        ("Compare the sails of Fendrake and Corundle", "Sails: None for Fendrake, Four of wood for Corundle [1]."),
    ],
)
def test_a_table_of_both_tells_where_they_differ(ask: Ask, question: str, told: str) -> None:
    answer = ask(question)
    assert answer.answer == told
    assert [citation.document for citation in answer.citations] == ["mills.md"]


def test_each_side_is_told_where_nothing_sets_them_against_each_other(ask: Ask) -> None:
    answer = ask("flat belts vs tilting belts").answer
    assert "rollers" in answer
    assert "tips each parcel" in answer


def test_what_is_told_of_both_alike_is_no_difference(ask: Ask) -> None:
    assert "port of Oslo" not in ask("Zorblat versus Quuxly").answer


def test_two_things_may_share_their_noun(ask: Ask) -> None:
    answer = ask("What is the difference between flat and tilting belts?").answer
    assert "parcels on rollers" in answer and "into its gate" in answer


def test_what_draws_on_a_sentence_left_out_is_not_told(ask: Ask) -> None:
    answer = ask("How does Quuxly differ from Zorblat?").answer
    assert not answer.startswith("Thanks to this") and "telephones. Thanks to this" not in answer


def test_two_wholes_begin_with_what_each_is(ask: Ask) -> None:
    answer = ask("Caddow vs Brindle").answer
    assert answer.startswith("Caddow is a lathe for masts. Brindle is a lathe for chair legs. "), answer
    assert "needs more room" in answer


def test_what_two_things_differ_in_needs_no_telling_what_they_are(ask: Ask) -> None:
    answer = ask("How do the beds of Brindle and Caddow differ?").answer
    assert answer.index("The beds of Brindle are of oak") < answer.index("is a lathe"), answer


def test_days_alone_set_nothing_apart(ask: Ask) -> None:
    assert "2019" not in ask("Caddow vs Brindle").answer
    assert "Sold: 1 June 2020 for Caddow" in ask("Compare when Caddow and Brindle were sold").answer
