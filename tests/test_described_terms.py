"""Terms asked for by what they mean, and other questions whose words stand close by, yet not in the answer's place."""

from __future__ import annotations

import pytest
from building import Ask, to_labels

_MOORING = """# Mooring Rotation

Mooring rotation is a practice in which ships change their berths every week, so that no quay wears out. The guiding
idea is "never twice in one place". Ships tell the harbour master before they move.
"""
_BALLAST = """# Ballast Testing

Ballast testing is a practice in which crews shift the cargo on purpose to learn whether a ship stays upright.
"""
_DECK = """# Deck Painting

Deck painting is a practice in which crews paint the deck in spring. It keeps rust away.
"""
_FAQ = """# FAQ

## Can I sail with a single mast?

Sure. Many people do so. Of course, you won't have any spare mast if you only sail with a single mast.

## Who leads the yard?

If the yard chair leaves, it is the duty of the yard board to appoint a new chair. The yard board (YB) meets in May.
"""
_PARTS = """# Capstan

Capstan is a project for ropes. It consists of two elements: the drum and the drive wheel. Capstan relies on
hand-driven winding, for a simple reason: there is no engine on board. yArd (short for yearly Ard) weighs ropes.
The Capstan Wheel is a controller that corresponds to the upper deck, and the Capstan Keeper corresponds to the hold.
"""
_FLAGS = """# Switches

| Switch | Where | What it does |
|---|---|---|
| foghornLoud | Bridge | Sound the horn without a break for the whole watch. |
| anchorStuck | Bow | Use a bent chain when lowering the anchor to make it seem as if the winch were broken. |
| lanternDim | Stern | Take half of the oil out of the lamps. |
"""
DOCUMENTS = {
    "switches.md": _FLAGS,
    "mooring.md": _MOORING,
    "ballast.md": _BALLAST,
    "deck.md": _DECK,
    "faq.md": _FAQ,
    "capstan.md": _PARTS,
}


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("Which practice goes by 'never twice in one place'?", "Mooring Rotation"),
        ("What do you call it when crews shift the cargo on purpose?", "Ballast Testing"),
    ],
)
def test_a_described_term_is_named(ask: Ask, question: str, term: str) -> None:
    assert [label.lower() for label in to_labels(ask(question))] == [term.lower()]


def test_what_no_text_describes_is_no_term(ask: Ask) -> None:
    assert ask("Which practice keeps bees on a balcony?").status == "unanswerable"


def test_a_case_that_is_supposed_denies_nothing(ask: Ask) -> None:
    assert to_labels(ask("Can I sail with a single mast?")) == ["yes"]


def test_an_office_is_held_by_somebody_named(ask: Ask) -> None:
    assert ask("Who is the chair of the yard board?").status == "unanswerable"


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("Which switch makes it look as if the winch failed because of a bent chain?", ["anchorStuck"]),
        ("What two parts does Capstan consist of?", ["drive wheel", "drum"]),
        ("What kind of winding does Capstan rely on?", ["hand-driven winding"]),
        ("What does the name yArd stand for?", ["yearly Ard"]),
        ("Which Capstan controller corresponds to the upper deck?", ["Capstan Wheel"]),
    ],
)
def test_what_is_asked_for_is_picked_out(ask: Ask, question: str, items: list[str]) -> None:
    assert sorted(to_labels(ask(question))) == items
