"""Sentences that sort a thing by category and layer, and brackets behind names, read from whole documents."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading import read_statements, write_document


def read_triples(text: str, folder: Path) -> set[tuple[str, str, str, str | None]]:
    """Return what a document of this text states: subject, property, object, and since when."""
    statements = read_statements(write_document(folder, text))
    return {(s.subject.label, s.predicate, s.object.label, s.valid_from) for s in statements}


@pytest.mark.parametrize(
    "sentence",
    [
        "The landscape lists Envoy under Service Proxy, in the Orchestration and Management layer.",
        "Envoy stands in the Orchestration and Management layer and the Service Proxy category.",
    ],
)
def test_a_sentence_with_category_and_layer_sorts_what_it_names(sentence: str, tmp_path: Path) -> None:
    found = {triple[:3] for triple in read_triples(f"# Notes\n\n{sentence}\n", tmp_path)}
    assert ("Envoy", "inCategory", "Service Proxy") in found
    assert ("Service Proxy", "partOfLayer", "Orchestration and Management layer") in found


@pytest.mark.parametrize(
    "sentence",
    [
        "The landscape might list Envoy under Service Proxy, in the Orchestration and Management layer.",
        "Envoy and Service Proxy are words that the Provisioning layer has no use for.",
    ],
)
def test_doubt_or_another_layer_sorts_nothing(sentence: str, tmp_path: Path) -> None:
    found = {triple[1] for triple in read_triples(f"# Notes\n\n{sentence}\n", tmp_path)}
    assert not found & {"inCategory", "partOfLayer"}


def test_a_bracket_behind_a_name_tells_its_level(tmp_path: Path) -> None:
    found = read_triples("# Notes\n\nVitess (incubating in October 2018) shards databases.\n", tmp_path)
    assert ("Vitess", "maturity", "incubating", None) in found  # so it was in that month, and maybe before


def test_each_level_of_a_sentence_has_its_own_day(tmp_path: Path) -> None:
    found = read_triples(
        "# Notes\n\nDapr joined the CNCF on 9 November 2021 as an incubating project and graduated in May 2024.\n",
        tmp_path,
    )
    assert ("Dapr", "maturity", "graduated", "2024-05") in found
