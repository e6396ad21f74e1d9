"""Structure: tables that lost their columns, nested lists, biographies."""

from pathlib import Path

from reading import read_statements, read_triples, write_document

CATEGORY = "## Key Management\n\nKeys open doors.\n\n"


def test_a_table_without_columns_is_parted_where_the_kind_changes(tmp_path: Path) -> None:
    table = "### Buzzwords Popular Projects\n\n- Identity\n- Secrets\n- Quixar\n- Zorblat\n"
    document = write_document(tmp_path, f"# A tour\n\n{CATEGORY}{table}")
    triples = read_triples(document)
    assert ("Key Management", "hasBuzzword", "Secrets") in triples
    assert ("Quixar", "inCategory", "Key Management") in triples
    quotes = {s.evidence.quote for s in read_statements(document) if s.predicate == "hasBuzzword"}
    assert all("Popular" not in quote for quote in quotes)


def test_inner_items_are_parts_of_the_item_above(tmp_path: Path) -> None:
    listed = "The tools fall into these groups:\n\n- Lock making\n  - Key cutting\n- Door painting\n"
    triples = read_triples(write_document(tmp_path, f"# A tour\n\n{CATEGORY}{listed}"))
    assert ("Key cutting", "partOf", "Lock making") in triples
    assert ("Lock making", "partOf", "Key Management") in triples


def test_a_biography_names_an_author(tmp_path: Path) -> None:
    text = "# On trains\n\nTrains run.\n\n## Ada Winterbourne\n\nAda Winterbourne is an engineer at Oracle.\n"
    assert ("Ada Winterbourne", "authorOf", "On trains") in read_triples(write_document(tmp_path, text))
