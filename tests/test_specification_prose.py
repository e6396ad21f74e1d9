"""Prose of specifications and manuals: what is asked for is no fact, and what code is called is no name."""

from pathlib import Path

import pytest
from reading import read_statements, read_triples, write_document


def _modalities(folder: Path, text: str) -> set[tuple[str, str, str, str]]:
    found = read_statements(write_document(folder, text))
    return {(s.subject.label, s.predicate, s.object.label, s.modality.value) for s in found}


@pytest.mark.parametrize(
    "text", ["A Quixar MUST depend on Zorblat.", "Quixar must depend on Zorblat.", "Quixar SHALL depend on Zorblat."]
)
def test_what_a_specification_asks_for_is_marked_as_required(tmp_path: Path, text: str) -> None:
    found = {modality for _, predicate, _, modality in _modalities(tmp_path, text) if predicate == "dependsOn"}
    assert found == {"required"}


def test_a_requirement_is_no_plain_fact(tmp_path: Path) -> None:
    assert not any(
        p == "dependsOn" for _, p, _ in read_triples(write_document(tmp_path, "Quixar must depend on Zorblat."))
    )


def test_key_words_in_capitals_are_no_names(tmp_path: Path) -> None:
    text = "There are signals such as HALT, OPEN and Quixar."
    assert {s for s, p, _ in read_triples(write_document(tmp_path, text)) if p == "exampleOf"} <= {"Quixar"}


def test_of_a_singular_right_before_the_names_they_are_examples(tmp_path: Path) -> None:
    text = "Learn how the signal file works and how to connect it to a track database like Quixar or Zorblat."
    ends = {o for _, p, o in read_triples(write_document(tmp_path, text)) if p in {"exampleOf", "inCategory"}}
    assert ends <= {"track database", "Database"} and ends


def test_open_source_stays_whole_or_goes_whole(tmp_path: Path) -> None:
    triples = read_triples(write_document(tmp_path, "We use open source track planners such as Quixar and Zorblat."))
    assert {o for _, p, o in triples if p == "exampleOf"} == {"track planner"}


def test_an_implementation_is_one_of_what_follows(tmp_path: Path) -> None:
    text = "QuixarRouter is the Zorblat implementation of Fennix."
    assert {o for s, p, o in read_triples(write_document(tmp_path, text)) if p == "implements"} == {"Fennix"}


def test_a_table_of_contents_has_no_parts(tmp_path: Path) -> None:
    listed = "# Trains\n\n- [Wheels](#wheels)\n  - [Rims](#rims)\n  - [Hubs](#hubs)\n\n## Wheels\n\nThey turn.\n"
    assert not any(p == "partOf" for _, p, _ in read_triples(write_document(tmp_path, listed)))


@pytest.mark.parametrize(
    "text",
    [
        "While Quixar is a better signal router in theory, trains stop.",
        "The intention is to ensure that Quixar is a signal router for trains.",
    ],
)
def test_ranks_and_intentions_define_nothing(tmp_path: Path, text: str) -> None:
    assert not any(p == "definedAs" for _, p, _ in read_triples(write_document(tmp_path, text)))


def test_what_holds_once_something_is_done_is_not_told_as_a_fact(tmp_path: Path) -> None:
    text = "Update the page once Quixar supports Zorblat."
    assert not any(p == "supports" for _, p, _ in read_triples(write_document(tmp_path, text)))
