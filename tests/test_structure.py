"""Structure: tables that lost their columns, nested lists, biographies."""

from pathlib import Path

import pytest
from reading import read_statements, read_triples, write_document

from kg.readers import read_document

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


def test_whom_a_chapter_is_about_did_not_write_the_page(tmp_path: Path) -> None:
    text = "# Trains\n\nTrains run.\n\n# Ada Winterbourne\n\nAda Winterbourne is an engineer at Oracle.\n"
    assert "authorOf" not in {p for _, p, _ in read_triples(write_document(tmp_path, text))}


def test_cells_and_lines_below_a_head_list_several(tmp_path: Path) -> None:
    cells = "| Buzzwords | Popular projects |\n|---|---|\n| Identity, Key rotation | Quixar, Zorblat |\n"
    lines = (
        "### Buzzwords\n\nSecrets, Signing and verification, Tokens\n\n### Popular projects/products\n\nVargle, Dyno\n"
    )
    triples = read_triples(write_document(tmp_path, f"# A tour\n\n{CATEGORY}{cells}\n{lines}"))
    category = "Key Management"
    assert {o for s, p, o in triples if (s, p) == (category, "hasBuzzword")} == {
        "Identity",
        "Key rotation",
        "Secrets",
        "Signing and verification",
        "Tokens",
    }
    assert {s for s, p, o in triples if (p, o) == ("inCategory", category)} == {"Quixar", "Zorblat", "Vargle", "Dyno"}


def test_a_title_may_stand_right_above_its_byline(tmp_path: Path) -> None:
    path = tmp_path / "faq.txt"
    path.write_text("Broker questions\nLast updated: 2 February 2023\n\nWhat is Quixar?\n\nQuixar is a broker.\n")
    assert read_document(path, "faq.txt").title == "Broker questions"


@pytest.mark.parametrize("marks", [("Q: ", "A: "), ("**Q:** ", "**A:** "), ("Question 1: ", "Answer: ")])
def test_questions_head_their_answers(tmp_path: Path, marks: tuple[str, str]) -> None:
    asks, answers = marks
    path = tmp_path / "faq.md"
    path.write_text(f"# Brokers\n\n{asks}What is [Quixar](https://quixar.example)?\n\n{answers}Quixar is a *broker*.\n")
    document = read_document(path, "faq.md")
    assert [(b.kind.value, b.span.of(document.text)) for b in document.blocks] == [
        ("title", "Brokers"),
        ("heading", "What is Quixar?"),
        ("paragraph", "Quixar is a broker."),
    ]
    assert [link.span.of(document.text) for link in document.links] == ["Quixar"]


def test_a_letter_with_a_colon_is_no_answer_where_nothing_was_asked(tmp_path: Path) -> None:
    document = write_document(tmp_path, "# Plan\n\nA: the first step.\n\nQ: the last step.\n")
    assert [b.span.of(document.text) for b in document.blocks][1:] == ["A: the first step.", "Q: the last step."]


@pytest.mark.parametrize(
    "title",
    ["Linkerd vs. Istio", "Linkerd vs Istio - which one fits you?", "Service meshes: Linkerd versus Istio (2022)"],
)
def test_a_title_sets_works_against_each_other(tmp_path: Path, title: str) -> None:
    document = write_document(tmp_path, f"# {title}\n\nWe ran both for a year.\n")
    assert ("Istio", "comparedWith", "Linkerd") in {
        (*sorted((s, o))[:1], p, *sorted((s, o))[1:]) for s, p, o in read_triples(document)
    }


def test_lines_of_a_list_of_terms_define_what_they_open_with(tmp_path: Path) -> None:
    lines = (
        "**Sidecar** – a container beside another. Quixar is one.\n\n**Blart** (BLT): the way that is paid per call."
    )
    triples = read_triples(write_document(tmp_path, f"# Terms\n\n{lines}\n"))
    assert ("Sidecar", "definedAs", "container beside another") in triples
    assert ("Blart", "definedAs", "way that is paid per call") in triples


@pytest.mark.parametrize(
    "lines",
    [
        "**Blart**: the box of tools.",
        "**Hint**: a box.\n\n**Hint**: a bag.",
        "**Blart**: the box is hot.\n\n**Wex**: a box has it.",
    ],
)
def test_labels_and_lone_lines_define_nothing(tmp_path: Path, lines: str) -> None:
    triples = read_triples(write_document(tmp_path, f"# Notes\n\n{lines}\n"))
    assert not any(predicate == "definedAs" for _, predicate, _ in triples)
