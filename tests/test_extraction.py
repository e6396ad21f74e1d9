"""Extraction: across sentences, and evidence."""

from pathlib import Path

from reading import read_statements, read_triples, write_document


def test_it_stands_for_the_topic(tmp_path: Path) -> None:
    document = write_document(tmp_path, "Quixar is a signal router for trains. It is written in Rust.")
    assert ("Quixar", "writtenIn", "Rust") in read_triples(document)


def test_a_succession_runs_over_two_sentences(tmp_path: Path) -> None:
    text = "Quixar is the default router of Zorblat. Prior to that, Zorblat used Fennix and later Wombatron."
    document = write_document(tmp_path, text)
    triples = read_triples(document)
    assert ("Wombatron", "replaces", "Fennix") in triples
    assert ("Quixar", "replaces", "Wombatron") in triples
    quote = next(
        s.evidence.quote for s in read_statements(document) if s.subject.label == "Quixar" and s.predicate == "replaces"
    )
    assert quote == text


def test_this_category_is_that_of_the_heading(tmp_path: Path) -> None:
    text = "# A tour\n\n## Key Management\n\nQuixar and Zorblat are projects in this category.\n"
    assert ("Zorblat", "inCategory", "Key Management") in read_triples(write_document(tmp_path, text))


def test_every_quote_stands_at_its_span(tmp_path: Path) -> None:
    text = "# A tour\n\nQuixar, a router by Oracle, was replaced by Zorblat (a fork of Fennix).\n"
    document = write_document(tmp_path, text)
    statements = read_statements(document)
    assert statements
    assert all(s.evidence.span.of(document.text) == s.evidence.quote for s in statements)


def test_a_bare_last_name_is_the_person_named_before(tmp_path: Path) -> None:
    text = (
        "# On trains\n\nTrains run.\n\n## Ada Winterbourne\n\nAda Winterbourne is an engineer at Oracle.\n\n"
        "Winterbourne is an ambassador of the CNCF.\n"
    )
    subjects = {s for s, p, _ in read_triples(write_document(tmp_path, text)) if p in {"worksFor", "memberOf"}}
    assert subjects == {"Ada Winterbourne"}
