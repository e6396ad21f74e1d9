"""Guide and settings of a landscape: chapters as prose under their headings, groups with their categories."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import Ask
from test_records import SMALL

from kg.documents import BlockKind
from kg.errors import DocumentError
from kg.readers import read_document

GUIDE = """
categories:
  - category: Orchestration & Management
    content: |
      This layer keeps gophers **in order**.
    subcategories:
      - subcategory: Service Mesh
        content: |
          #### What it is

          A service mesh is a layer of burrows that carries the traffic of gophers.

          #### Problem it addresses

          Without a service mesh, every gopher has to dig its own tunnel and guard it.

          #### How it helps

          Service meshes like Zorblat dig the tunnels once for all gophers.
        keywords:
          - Burrow
          - Tunnel traffic
  - category: Wasm
    content: |
      Wasm runs anywhere.
"""
SETTINGS = """
foundation: CNCF
url: https://landscape.example
categories:
  - name: Wasm
    subcategories: [Runtimes]
groups:
  - name: Projects and gophers
    categories:
      - Orchestration & Management
      - Wasm
  - name: Members
    categories:
      - CNCF Members
"""


def read(text: str, folder: Path, name: str = "a.yml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_guide_is_prose_under_headings(tmp_path: Path) -> None:
    document = read_document(read(GUIDE, tmp_path), "a.yml")
    assert not document.records
    headings = [b.span.of(document.text) for b in document.blocks if b.kind is BlockKind.HEADING]
    assert headings == [
        "Orchestration & Management", "Service Mesh", "What it is", "Problem it addresses", "How it helps", "Keywords",
        "Wasm",
    ]  # fmt: skip
    problem = next(s for s in document.sections if s.heading == "Problem it addresses")
    assert problem.path == ("Orchestration & Management", "Service Mesh", "Problem it addresses")
    assert "This layer keeps gophers in order." in document.text
    items = [b.span.of(document.text) for b in document.blocks if b.kind is BlockKind.LIST_ITEM]
    assert items == ["Burrow", "Tunnel traffic"]


def test_settings_are_groups_with_their_categories(tmp_path: Path) -> None:
    document = read_document(read(SETTINGS, tmp_path), "a.yml")
    assert [record.name for record in document.records] == ["Projects and gophers", "Members"]
    assert [entry.value for entry in document.records[0].values("categories")] == ["Orchestration & Management", "Wasm"]
    assert document.records[0].line == 8


@pytest.mark.parametrize("text", ["categories: []\n", "groups:\n  - name: A\n", "categories:\n  - category: A\n"])
def test_what_holds_neither_chapters_nor_groups_is_of_another_kind(text: str, tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="no structured file of a kind that is read"):
        read_document(read(text, tmp_path), "a.yml")


def test_a_broken_chapter_is_told_with_its_line(tmp_path: Path) -> None:
    document = read_document(read(GUIDE.replace("- Tunnel traffic", '- "Tunnel traffic'), tmp_path), "a.yml")
    assert document.remarks and document.remarks[0].startswith("line ")
    assert "keeps gophers in order" in document.text


DOCUMENTS = {"landscape.yml": SMALL, "guide.yml": GUIDE, "settings.yml": SETTINGS}


@pytest.mark.parametrize(
    ("question", "items", "words"),
    [
        ("What problem does the service mesh category solve?", None, "dig its own tunnel"),
        ("What is a service mesh?", None, "carries the traffic of gophers"),
        ("Which graduated projects are in the service mesh category?", ["Zorblat (ZBT)"], ""),
        ("Which categories are in the group Projects and gophers?", ["Orchestration & Management", "Wasm"], ""),
        ("What are the keywords of service mesh?", ["Burrow", "Tunnel traffic"], ""),
    ],
)
def test_guide_settings_and_landscape_answer_together(
    ask: Ask, question: str, items: list[str] | None, words: str
) -> None:
    answer = ask(question)
    assert items is None or sorted(item.label for item in answer.items) == items, answer.answer
    assert any(words in citation.text for citation in answer.citations), answer.answer
