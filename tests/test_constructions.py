"""Constructions: `gold/sentences.txt`, short texts with what a careful reader notes down of each."""

from pathlib import Path

import pytest
from reading import FIELD, read_statements, read_triples, write_document

CASES = [
    line.split(" => ")
    for line in (Path(__file__).parent / "gold" / "sentences.txt").read_text(encoding="utf-8").splitlines()
    if " => " in line
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_a_text_states_what_it_says(tmp_path: Path, text: str, wanted: str) -> None:
    found = _read(tmp_path, text.replace("\\n", "\n"))
    triples = wanted.split("; ")
    missing = {t for t in triples if not t.startswith("!") and t.lower() not in found}
    invented = {t for t in triples if t.startswith("!") and t[1:].lower() in found}
    assert (missing, invented) == (set(), set()), sorted(found)


def _read(folder: Path, text: str) -> set[str]:
    """Return the triples of a text in lower case, both ways round, what is not asserted behind its modality."""
    found = set()
    for statement in read_statements(write_document(folder, text)):
        ends = (statement.subject.label, statement.object.label)
        said = "" if statement.modality.value == "asserted" else f"{statement.modality.value}: "
        found.add(f"{said}{ends[0]} | {statement.predicate} | {ends[1]}".lower())
        inverse = FIELD.ontology.inverse_of(statement.predicate)
        if inverse is not None:
            found.add(f"{said}{ends[1]} | {inverse} | {ends[0]}".lower())
    return found


@pytest.mark.parametrize("announced", ["Examples are", "Well-known ones are the", "Popular examples include"])
def test_examples_of_what_the_sentence_before_tells_of(tmp_path: Path, announced: str) -> None:
    listed = f"{announced} Quixar by Oracle, which is fast, Zorblat, and Vargle, which is written in Rust."
    triples = read_triples(write_document(tmp_path, f"# Notes\n\nMessage brokers pass events on. {listed}\n"))
    assert {s for s, p, o in triples if (p, o) == ("exampleOf", "message broker")} == {"Quixar", "Zorblat", "Vargle"}
    assert {s for s, p, o in triples if (p, o) == ("writtenIn", "Rust")} == {"Vargle"}


def test_what_a_sentence_says_a_thing_is_called_is_told_of_next(tmp_path: Path) -> None:
    text = "The dispatch system is called Wachlarz. It is written in Kotlin."
    assert ("Wachlarz", "writtenIn", "Kotlin") in read_triples(write_document(tmp_path, text))


def test_names_with_purposes_of_their_own_are_one_list(tmp_path: Path) -> None:
    text = "# Notes\n\nZorblat uses Redis for caching, Kafka for messaging and etcd for its state, and Envoy is fast.\n"
    found = read_triples(write_document(tmp_path, text))
    assert {s for s, p, o in found if (p, o) == ("usedBy", "Zorblat")} == {"Redis", "Kafka", "etcd"}
