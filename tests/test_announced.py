"""A sentence that ends in a colon says of the items below what it says of the noun that announces them."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading import read_statements, read_triples, write_document

HEAD = "# Zorblat\n\nZorblat is a workflow engine.\n\n"


@pytest.mark.parametrize(
    ("lead", "items", "triples"),
    [
        (
            "It integrates with the following tools:",
            ["Prometheus for metrics", "Quuxly (since 2.0)", "Grafana"],
            {("Zorblat", "integratesWith", name) for name in ("Prometheus", "Quuxly", "Grafana")},
        ),
        ("Zorblat supports:", ["Kafka", "RabbitMQ"], {("Zorblat", "supports", n) for n in ("Kafka", "RabbitMQ")}),
        (
            "The following companies use Zorblat in production:",
            ["Acme Inc.", "Fieldmark Systems, for billing"],
            {("Zorblat", "usedBy", "Acme Inc."), ("Zorblat", "usedBy", "Fieldmark Systems")},
        ),
        (
            "Companies that are using Zorblat:",
            ['Vane Labs "The Ship"', "Quuxly"],
            {("Zorblat", "usedBy", 'Vane Labs "The Ship"'), ("Zorblat", "usedBy", "Quuxly")},
        ),
        (
            "Zorblat consists of two components:",
            ["Zorblat Agent: runs on every node.", "Zorblat Controller: plans."],
            {("Zorblat Agent", "partOf", "Zorblat"), ("Zorblat Controller", "partOf", "Zorblat")},
        ),
        ("Zorblat is written in:", ["Go", "Rust"], {("Zorblat", "writtenIn", n) for n in ("Go", "Rust")}),
        ("To use Zorblat, do the following:", ["Download Helm.", "Kubernetes operators must be ready."], set()),
        ("Zorblat supports many things:", ["Fast scheduling", "Simple set-up"], set()),
    ],
)
def test_items_are_what_the_sentence_announces(
    tmp_path: Path, lead: str, items: list[str], triples: set[tuple[str, str, str]]
) -> None:
    text = HEAD + lead + "\n\n" + "".join(f"- {item}\n" for item in items)
    found = read_triples(write_document(tmp_path, text))
    assert {t for t in found if t[1] not in {"definedAs", "describedBy", "inCategory"}} == triples


def test_the_evidence_reaches_to_the_item(tmp_path: Path) -> None:
    document = write_document(tmp_path, HEAD + "Zorblat supports:\n\n- Kafka\n- RabbitMQ\n")
    quotes = {s.object.label: s.evidence.quote for s in read_statements(document) if s.predicate == "supports"}
    assert quotes == {"Kafka": "Zorblat supports:\n\nKafka", "RabbitMQ": "Zorblat supports:\n\nKafka\nRabbitMQ"}
