"""Release notes: what a version brought, over made-up names."""

from __future__ import annotations

import pytest
from building import Ask

DOCUMENTS = {
    "zorblat-CHANGELOG.md": """# Zorblat changes

## [v1.11.0] - 2022-08-10

### Added

- Lamps for every mast. [@amir](https://forge.example/amir)

### Changed

- The hull is tarred twice.

## [v1.10.1] - 2022-07-11

### Fixed

- Ropes no longer slip from the cleat.

## [v1.10.0] - 2022-07-08

### Added

- Oars of two lengths.
""",
    "quuxly-CHANGELOG.md": """Quuxly changes by version
=========================

2.1.0 (2021-03-16)
------------------

* Add a second anchor
* Fix the leak below the deck
""",
}


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("What was added in v1.11.0 of Zorblat?", "Lamps for every mast", "tarred"),
        ("What was fixed in version 1.10.1 of Zorblat?", "no longer slip", "Oars"),
        ("What changed in Zorblat 1.11.0?", "tarred twice", "Oars"),
        ("What was fixed in Quuxly 2.1.0?", "the leak below the deck", "anchor"),
    ],
)
def test_a_version_brought_what_stands_below_its_heading(ask: Ask, question: str, told: str, untold: str) -> None:
    answer = ask(question)
    assert told in answer.answer and untold not in answer.answer
    assert answer.citations


@pytest.mark.parametrize(
    "question", ["What was fixed in version 1.9.0 of Zorblat?", "What was removed in Zorblat 1.11.0?"]
)
def test_nothing_is_told_of_a_version_or_change_that_is_not_there(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert "Lamps" not in answer.answer and "slip" not in answer.answer
