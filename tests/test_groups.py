"""Layers, categories and levels that headings, marks, groups and tables tell."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading import read_triples, write_document

LAYER = "# Our stack\n\nWe run these.\n\n## 1) Foundation layer\n\n"


@pytest.mark.parametrize(
    "item",
    [
        "**Tracing** (Jaeger, Zipkin)",
        "Tracing: Jaeger and Zipkin",
        "**Tracing:** e.g. Jaeger, Zipkin, etc.",
        "Tracing – Jaeger, Zipkin and others",
    ],
)
def test_items_of_a_layer_are_its_categories(tmp_path: Path, item: str) -> None:
    triples = read_triples(
        write_document(tmp_path, f"{LAYER}- {item}\n- Parcel drops (Argo CD)\n- Owner: the ops team\n")
    )
    assert {("Jaeger", "inCategory", "Tracing"), ("Zipkin", "inCategory", "Tracing")} <= triples
    assert ("Tracing", "partOfLayer", "Foundation layer") in triples
    assert ("Argo CD", "inCategory", "Parcel drops") in triples
    assert not any("Owner" in (s, o) for s, _, o in triples)


def test_groups_elsewhere_have_examples(tmp_path: Path) -> None:
    text = "# Choices\n\nWe looked around.\n\n- Message buses: Kafka, NATS\n- Vector shops: Milvus, Weaviate\n"
    triples = read_triples(write_document(tmp_path, text))
    assert {("Kafka", "exampleOf", "Message buses"), ("NATS", "exampleOf", "Message buses")} <= triples


@pytest.mark.parametrize(
    "items",
    [
        "- License: MIT, Apache\n- Languages: Go, Rust\n",  # labels of what the page is about
        "- Jaeger: tracing\n- Zipkin: tracing\n",  # names with what they are for
        "- Monday: Ada Winterbourne, Bo Quill\n- Friday: Eve Marsh\n",
        "- Colours: red, green\n- Sizes: small, large\n",
    ],
)
def test_other_items_are_no_groups(tmp_path: Path, items: str) -> None:
    triples = read_triples(write_document(tmp_path, f"# Zorblat\n\nZorblat is a broker.\n\n{items}"))
    assert not [p for _, p, _ in triples if p in {"exampleOf", "partOfLayer"}]


def test_headings_below_a_layer_are_its_categories(tmp_path: Path) -> None:
    text = (
        f"{LAYER}### Node Provisioning\n\nIt sets up machines.\n\n- Terraform\n- Ansible: pushes\n\n"
        "### Image Pruning\n\nIt cleans.\n\n### What is it?\n\nA layer.\n"
    )
    triples = read_triples(write_document(tmp_path, text))
    assert {o for s, p, o in triples if p == "partOfLayer"} == {"Foundation layer"}
    assert {s for s, p, o in triples if p == "partOfLayer"} == {"Node Provisioning", "Image Pruning"}
    assert {s for s, p, o in triples if p == "inCategory"} == {"Terraform", "Ansible"}


@pytest.mark.parametrize(
    "heading", ["Level and category", "The layers", "Which layer?", "Getting started layer", "Layer"]
)
def test_other_headings_name_no_layer(tmp_path: Path, heading: str) -> None:
    text = f"# Jaeger\n\nJaeger traces requests.\n\n## {heading}\n\n- Tracing (Jaeger, Zipkin)\n- Drops (Argo CD)\n"
    assert not [p for _, p, _ in read_triples(write_document(tmp_path, text)) if p == "partOfLayer"]


def test_a_heading_tells_the_level_of_what_stands_below(tmp_path: Path) -> None:
    text = (
        "# Home\n\n## CNCF sandbox projects\n\n- [Telepresence](https://telepresence.io) – local work\n"
        "- Submit yours here\n\n## Graduated\n\n### Harbor\n\nIt stores images.\n\n### How to graduate\n\nVote.\n"
    )
    triples = read_triples(write_document(tmp_path, text))
    assert {(s, o) for s, p, o in triples if p == "maturity"} == {("Telepresence", "sandbox"), ("Harbor", "graduated")}
    assert ("Telepresence", "hostedBy", "CNCF") in triples


def test_marks_tell_levels_and_the_heading_the_category(tmp_path: Path) -> None:
    text = "# Home\n\n## Wire Pulling\n\n- [CNCF Graduated] CoreDNS\n- [CNCF Incubating] Cilium: eBPF\n- Calico\n"
    triples = read_triples(write_document(tmp_path, text))
    assert {(s, o) for s, p, o in triples if p == "maturity"} == {("CoreDNS", "graduated"), ("Cilium", "incubating")}
    assert {s for s, p, o in triples if (p, o) == ("inCategory", "Wire Pulling")} == {"CoreDNS", "Cilium", "Calico"}


def test_columns_of_categories_and_works(tmp_path: Path) -> None:
    table = "| Layer | Category | Projects |\n|---|---|---|\n| Runtime layer | Sleeping | Jaeger, Zipkin and others |\n"
    triples = read_triples(write_document(tmp_path, f"# Home\n\nLook below.\n\n{table}"))
    assert ("Sleeping", "partOfLayer", "Runtime layer") in triples
    assert {s for s, p, o in triples if (p, o) == ("inCategory", "Sleeping")} == {"Jaeger", "Zipkin"}


def test_dates_of_numbers_are_read_where_the_table_tells_their_order(tmp_path: Path) -> None:
    def joined(*days: str) -> set[tuple[str, str]]:
        rows = "".join(f"| Zorb{n}lat | {day} | Image store for ships |\n" for n, day in enumerate(days))
        table = f"| Project | Accepted | What it is |\n|---|---|---|\n{rows}"
        triples = read_triples(write_document(tmp_path, f"# Home\n\nLook below.\n\n{table}"))
        assert ("Zorb0lat", "kindOf", "image store") in triples
        return {(s, o) for s, p, o in triples if p == "joinedOn"}

    assert joined("3/10/16", "5/23/17") == {("Zorb0lat", "2016-03-10"), ("Zorb1lat", "2017-05-23")}
    assert joined("10.03.2016", "23.05.17") == {("Zorb0lat", "2016-03-10"), ("Zorb1lat", "2017-05-23")}
    assert joined("3/10/16", "4/5/16") == set()


def test_authors_and_where_they_work(tmp_path: Path) -> None:
    line = "**Authors**: Ada Winterbourne, Software Engineer, Google and Bo Quill, Lead Developer Advocate, IBM"
    triples = read_triples(write_document(tmp_path, f"# On trains\n\n{line}\n\nTrains run.\n"))
    assert {s for s, p, o in triples if p == "authorOf"} == {"Ada Winterbourne", "Bo Quill"}
    assert {(s, o) for s, p, o in triples if p == "worksFor"} == {("Ada Winterbourne", "Google"), ("Bo Quill", "IBM")}


def test_what_a_whole_is_divided_into(tmp_path: Path) -> None:
    text = (
        "# About\n\nThe cloud native landscape is divided into the following four layers:\n\n"
        "- **Foundations layer** – machines\n- Plumbing: what connects\n- Steering\n- Lookout layer (logs and more)\n"
    )
    triples = read_triples(write_document(tmp_path, text))
    parts = {s for s, p, o in triples if p == "partOf" and "landscape" in o.lower()}
    assert parts == {"Foundations layer", "Plumbing", "Steering", "Lookout layer"}


@pytest.mark.parametrize(
    "lead", ["The landscape has four layers that matter.", "We like layers:", "One layer of X is:"]
)
def test_other_words_divide_nothing(tmp_path: Path, lead: str) -> None:
    triples = read_triples(write_document(tmp_path, f"# About\n\n{lead}\n\n- Plumbing\n- Steering\n"))
    assert not [t for t in triples if t[1] == "partOf"]


def test_a_heading_is_the_kind_of_the_works_below(tmp_path: Path) -> None:
    text = (
        "# Tour\n\n## Message brokers\n\n### Kafka\n\nFast.\n\n### NATS\n\nSmall.\n\n## Lock servers\n\n"
        "**Jaeger** is one.\n\n**Zipkin** is another.\n\n## Requirements\n\n- Kubernetes\n- Helm\n\n"
        "## Runtimes\n\n- [Quixar](https://quixar.example)\n- [Vargle](https://vargle.example)\n\n"
        "## Our team members\n\n- Ada Winterbourne\n- Bo Quill\n"
    )
    triples = read_triples(write_document(tmp_path, text))
    assert {(s, o) for s, p, o in triples if p == "exampleOf"} == {
        ("Kafka", "message brokers"),
        ("NATS", "message brokers"),
        ("Jaeger", "lock servers"),
        ("Zipkin", "lock servers"),
    }
