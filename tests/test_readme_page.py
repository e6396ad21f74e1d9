"""Questions over the README of one tool: items that begin with verbs, questions as headings, sizes, former licences."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import Ask, to_labels
from reading import read_statements, write_document

TEXT = """# Pimpernel

Pimpernel is a command line tool that keeps recipes of bakeries in step.

## Features

* Works offline: the last known recipes are kept on disk
* Tiny: the binary weighs 9 MB and needs less than 30 MB of memory

Pimpernel was released in 2021. It needs a shell. OS/2 is not supported.

## FAQ

### Where does the name come from?

A pimpernel is a small red flower that closes before rain.

### Is it fast?

Yes, as fast as dough.

## Users

Pimpernel is used by Alp Rail, Lake Energy and the University of Brugg.

## License

Pimpernel is released under the Mozilla Public License 2.0. Before version 0.5 it was licensed under the GPL.
"""
DOCUMENTS = {"pimpernel.md": TEXT}


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("Does Pimpernel work offline?", ["yes"]),
        ("Does Pimpernel run on OS/2?", ["no"]),
        ("How big is the binary?", ["9 MB"]),
        ("Which university uses Pimpernel?", ["University of Brugg"]),
    ],
)
def test_one_answer(ask: Ask, question: str, items: list[str]) -> None:
    answer = ask(question)
    assert to_labels(answer) == items, answer.answer


def test_what_is_planned_is_not_what_was_released(ask: Ask) -> None:
    assert "2021" not in to_labels(ask("What is planned for Pimpernel?"))


def test_a_heading_that_asks_the_same_is_answered_by_what_stands_below(ask: Ask) -> None:
    answer = ask("Where does the name Pimpernel come from?")
    assert answer.answer.startswith("A pimpernel is a small red flower")


def test_what_was_so_before_a_version_is_so_no_longer(tmp_path: Path) -> None:
    found = {
        s.object.label: s.modality.value
        for s in read_statements(write_document(tmp_path, TEXT))
        if s.predicate == "license"
    }
    assert found == {"Mozilla Public License 2.0": "asserted", "GPL": "former"}
