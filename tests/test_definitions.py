"""Definitions: what counts as one, and what does not."""

from pathlib import Path

import pytest
from reading import read_triples, write_document


def _defined(folder: Path, sentence: str) -> set[str]:
    triples = read_triples(write_document(folder, sentence))
    return {end for _, predicate, end in triples if predicate == "definedAs"}


def test_a_definition_keeps_all_its_words(tmp_path: Path) -> None:
    found = _defined(tmp_path, "Quixar is a fast edge and core router designed for trains.")
    assert found == {"fast edge and core router designed for trains"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Quixar is the only project in this space.",
        "It is a good practice to test a router.",
        "Quixar is more a router than a switch for trains.",
        "If Quixar is a router for trains, it is slow.",
        "Quixar is a problem for trains.",
    ],
)
def test_rankings_clefts_and_conditions_define_nothing(tmp_path: Path, sentence: str) -> None:
    assert _defined(tmp_path, sentence) == set()


def test_members_are_examples_of_their_kind(tmp_path: Path) -> None:
    triples = read_triples(write_document(tmp_path, "Steam engine simulators such as Quixar and Zorblat are rare."))
    assert {("Quixar", "exampleOf", "Steam engine simulator"), ("Zorblat", "exampleOf", "Steam engine simulator")} <= {
        (s, p, o[:1].upper() + o[1:]) for s, p, o in triples
    }
