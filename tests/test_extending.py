"""Extending: what docs/extending.md says is enough is enough, tried with its own blocks of Turtle."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from api.answering.answerer import Answerer
from api.answering.model import Question
from api.build import build_data
from api.facts import read_facts
from indexer.encoder import load_encoder
from indexer.meanings import RelationMeanings
from indexer.search import PassageIndex
from kg.generations import DataFolder, Generation
from kg.store import OxigraphStore
from ontology import Field, load_field

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "extending.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```turtle\n# (\w+)/(\S+)\n(.*?)```", PAGE, re.DOTALL)

AUDITS = """---
title: Audits
date: 2024-05-01
---

# Audits

Zorblat is a database. ACME Incorporated audited Zorblat in 2023. Vargle was audited by the company Quuxly.
Gopherine is the mascot of Zorblat.
"""

RIVERS = """---
title: Rivers
date: 2024-05-01
---

# Rivers

The river Main flows into the Rhine. The Rhine is a river. The Rhine flows into the North Sea.
"""


class Tried:
    """A field with the blocks of one kind added, built from one document."""

    def __init__(self, kind: str, text: str, folder: Path) -> None:
        """Copy the default field, add the blocks, build."""
        self.folder = folder / kind
        shutil.copytree(ROOT / "ontology", self.folder, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
        for owner, name, block in BLOCKS:
            if owner == kind:
                with open(self.folder / name, "a", encoding="utf-8") as file:
                    file.write("\n" + block)
        self.field: Field = load_field(self.folder)
        (folder / "documents").mkdir()
        (folder / "documents" / "text.md").write_text(text, encoding="utf-8")
        build_data([folder / "documents"], folder / "data", field=self.field)
        self.generation: Generation = DataFolder(folder / "data").current()
        self.graph = OxigraphStore.open(self.generation.graph)

    def facts(self) -> set[tuple[str, str, str]]:
        """Return subject, predicate and object of every fact."""
        return {(fact.subject, fact.predicate, fact.object) for fact in read_facts(self.graph)}

    def ask(self, question: str) -> list[str]:
        """Return the labels of the items of the answer."""
        encoder = load_encoder()
        passages = PassageIndex.load(self.generation.passages, encoder)
        meanings = RelationMeanings.load(self.generation.relations, encoder)
        answer = Answerer(self.graph, passages, self.field, meanings).answer(Question(question=question))
        return [item.label for item in answer.items]


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Tried:
    """Return the default field with a relation, a class and a name more."""
    return Tried("ontology", AUDITS, tmp_path_factory.mktemp("extended"))


@pytest.fixture(scope="module")
def rivers(tmp_path_factory: pytest.TempPathFactory) -> Tried:
    """Return another field."""
    return Tried("rivers", RIVERS, tmp_path_factory.mktemp("rivers"))


def test_the_page_has_its_blocks() -> None:
    assert {(owner, name) for owner, name, _ in BLOCKS} == {
        ("ontology", "landscape.ttl"),
        ("ontology", "lexicon.ttl"),
        ("ontology", "gazetteer.ttl"),
        ("rivers", "landscape.ttl"),
        ("rivers", "lexicon.ttl"),
    }


def test_a_relation_and_a_name_are_read(extended: Tried) -> None:
    facts = extended.facts()
    assert ("Zorblat", "auditedBy", "Acme") in facts
    assert ("Vargle", "auditedBy", "Quuxly") in facts


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("who audited Zorblat?", ["Acme"]),
        ("what did Acme audit?", ["Zorblat"]),
        ("what was audited by Quuxly?", ["Vargle"]),
        ("was Zorblat audited by Acme Inc.?", ["yes"]),
    ],
)
def test_a_relation_is_asked_for_in_every_direction(extended: Tried, question: str, items: list[str]) -> None:
    assert extended.ask(question) == items


def test_a_class_is_told_by_its_noun(extended: Tried) -> None:
    assert extended.graph.query("ASK { ?x a kg:Mascot ; skos:prefLabel 'Gopherine'@en }")


def test_another_field_is_read_and_asked(rivers: Tried) -> None:
    assert {("Main", "flowsInto", "Rhine"), ("Rhine", "flowsInto", "North Sea")} <= rivers.facts()
    assert rivers.ask("what flows into the Rhine?") == ["Main"]
    assert rivers.ask("what does the Rhine flow into?") == ["North Sea"]
