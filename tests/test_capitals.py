"""Ordinary words that a document writes as names are names in it, and other words are not."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading import read_triples, write_document

from kg.language.capitals import find_capitalised_names


@pytest.mark.parametrize(
    ("sentences", "names"),
    [
        (["Drift is written in Go.", "We moved to Drift last year."], {"Drift"}),
        (["Marmot is a tool.", "Marmot has no DB.", "With Marmot you sleep.", "Some marmots sleep."], {"Marmot"}),
        (["Caching is hard.", "We like Caching."], set()),  # an idea
        (["Here is a list.", "See Here."], set()),
        (["The Collector is an agent.", "Ask the Collector."], set()),  # one of many
        (["Loggers are made by factories.", "We use Loggers."], set()),
        (["We use Direct connections.", "In Direct mode"], set()),
        (["Drift is free.", "A drift is a slow move.", "Mind the drift."], set()),  # mostly small
    ],
)  # fmt: skip
def test_which_words_are_names(sentences: list[str], names: set[str]) -> None:
    assert find_capitalised_names(sentences) == names


def test_what_is_said_of_such_a_name_is_read(tmp_path: Path) -> None:
    document = write_document(
        tmp_path,
        "# Queues\n\nSiltstone is an append-only log store. Siltstone is based on RocksDB. Chime is written in Python. "
        "We replaced Chime in May.\n",
    )
    assert {
        ("Siltstone", "basedOn", "RocksDB"),
        ("Siltstone", "kindOf", "append-only log store"),
        ("Chime", "writtenIn", "Python"),
    } <= read_triples(document)


def test_items_without_a_subject_tell_of_what_the_page_is_about(tmp_path: Path) -> None:
    items = ("Works with Podman and Lima", "Supports OpenTelemetry", "Runs on Linux", "Written in Rust", "Starts fast")
    text = "# zorb-run\n\nzorb-run is a container runtime.\n\n## Features\n\n" + "".join(
        f"* {item}\n" for item in items
    )
    found = read_triples(write_document(tmp_path, text))
    assert {
        ("zorb-run", "integratesWith", "Podman"),
        ("zorb-run", "supports", "OpenTelemetry"),
        ("zorb-run", "integratesWith", "Linux"),
        ("zorb-run", "writtenIn", "Rust"),
    } <= found


def test_items_on_a_page_about_nothing_tell_of_nothing(tmp_path: Path) -> None:
    document = write_document(tmp_path, "# Notes for today\n\n* Works with Podman\n* Written in Rust\n")
    assert not read_triples(document)
