"""Forms of sentences that tell what a question asks for: "called X", "as a X", "X where ...", "without X"."""

from __future__ import annotations

import pytest
from building import Ask, to_labels

_MILLS = """---
title: Mills of the coast
date: 2023-04-01
---

# Mills of the coast

The guild also supports a small grinder for damp rye called Zorblat and a weighing tool called Vargle, which writes
down each sack. Zorblat runs on the quay as a daemon with a fixed set of rules.

Quillet uses a ‘ledger’ format which holds the weight of each sack. Quillet lets millers state their plans in a
declarative fashion, which keeps them short. A ledger of Quillet needs to assign ID tags to sacks.

A very special thanks to Ada Kettle from Brindle Works who was so kind as to review the rules of the guild.

Another field that we hope to see more of is Tide Power where there is a gap in the guild. The breadth of tools is both
the pride and the burden of the guild.

Oakum is an open source meter. Oakum was written in Go and is pull-based. This is unlike other meters using a push-based
way of counting.

On small quays the miller only hands over the sacks, without a full weigh bill or any stamp.

Tallow released Tallow Sifter in May. Fenwick was inspired by Sprig, Tallow’s internal metering system, and Burdock, an
alternative metering system that was written by Caddow Works.

The guild asks for a working bell. Admitted mills must show a clean floor and two doors.
"""

_KINDS = """---
title: Lathes
date: 2023-04-01
---

# Lathes

## Pole lathes

There are mostly two types of tools in this category:

1. Treadle benches: benches that are driven by foot
2. Bow benches: benches that are driven by hand (e.g. Ferrule)

Popular tools for turning legs include Gouge and Skew.

Makers may use Spindle, a licence manager, to see release candidates. Chisel 8.0 was a release candidate in May.
"""

DOCUMENTS = {"mills.md": _MILLS, "kinds.md": _KINDS}


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("Which tool is a small grinder for damp rye?", ["Zorblat"]),
        ("As what kind of program does Zorblat run on the quay?", ["daemon"]),
        ("Which format does Quillet use to hold the weight of a sack?", ["ledger"]),
        ("In what fashion do millers state their plans with Quillet?", ["declarative"]),
        ("What does a ledger of Quillet assign to sacks?", ["ID tags"]),
        ("Where do we see a gap in the guild?", ["Tide Power"]),
        ("What is both the pride and the burden of the guild?", ["breadth of tools"]),
        ("What did Tallow release?", ["Tallow Sifter"]),
        ("Which Tallow system inspired Fenwick?", ["Sprig"]),
        ("Which Caddow Works system inspired Fenwick?", ["Burdock"]),
        ("What types of pole lathes are there?", ["Treadle benches", "Bow benches"]),
        ("Into which types do pole lathes fall?", ["Treadle benches", "Bow benches"]),
        ("What are popular tools for turning legs?", ["Gouge", "Skew"]),
        ("Is Oakum push-based?", ["no"]),
        ("On small quays, does the miller hand over a full weigh bill?", ["no"]),
    ],
)
def test_the_form_of_a_sentence_tells_what_is_asked(ask: Ask, question: str, items: list[str]) -> None:
    answer = ask(question)
    assert to_labels(answer) == items, answer.answer


def test_who_comes_from_a_place_is_asked_for_and_not_the_place(ask: Ask) -> None:
    answer = ask("Who reviewed the rules of the guild?")
    assert "Ada Kettle" in answer.answer
    assert "Brindle Works" not in to_labels(answer)


def test_a_version_is_no_licence(ask: Ask) -> None:
    assert ask("Under which licence is Chisel released?").status == "unanswerable"


def test_what_must_be_is_not_told_by_what_is(ask: Ask) -> None:
    assert "clean floor" in ask("What must a mill show to be admitted?").answer
