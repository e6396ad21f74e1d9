"""Explanations: a fact leads to sentence, lexical entry and step of the reader; a derived one to its premises."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

from api.build import build_data
from api.cli import main
from api.explanation import Explanation, describe_frame, explain
from kg.errors import InputError
from kg.generations import DataFolder
from kg.methods import find_step
from kg.store import OxigraphStore
from ontology import load_field
from ontology.names import LEXICON, PROVENANCE_GRAPH, READER

ROOT = Path(__file__).parents[1]
TEXT = """---
title: Forks
date: 2024-05-01
---

# Forks

Zorblat is a fork of Vargle. Zorblat replaced Corundle. Zorblat is a database. Zorblat was released in 2014.
Zorblat is faster than Quuxly.
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("explained")
    (folder / "forks.md").write_text(TEXT, encoding="utf-8")
    build_data([folder / "forks.md"], folder / "data")
    return folder / "data"


def ask(data: Path, words: str) -> list[Explanation]:
    return explain(OxigraphStore.open(DataFolder(data).current().graph), words, load_field())


@pytest.mark.parametrize(
    "words",
    [
        "Zorblat replaces Corundle",
        "zorblat · replaces · corundle",
        "Zorblat  replaces Corundle",
        "Corundle is replaced by Zorblat",
        "Corundle replacedBy Zorblat",
        "e:Zorblat kg:replaces e:Corundle",
    ],
)
def test_a_fact_leads_to_its_sentence_and_its_lexical_entry(words: str, data: Path) -> None:
    [found] = ask(data, words)
    assert found.sentence is not None
    assert (found.sentence.document, found.sentence.quote) == ("forks.md", "Zorblat replaced Corundle.")
    assert (found.date, found.modality, found.premises) == ("2024-05-01", "asserted", ())
    assert found.finding.entry is not None and found.finding.entry.startswith(LEXICON + "replace")
    assert 'the verb "replace"' in (found.finding.entry_words or "")
    assert (ROOT / found.finding.module).is_file()
    assert ask(data, found.iri) == ask(data, found.iri.rpartition("/")[2]) == [found]


def test_a_derived_fact_leads_through_its_rule_to_a_sentence(data: Path) -> None:
    [found] = ask(data, "Zorblat basedOn Vargle")
    assert found.finding.module == "rules/subproperty.rq"
    assert found.finding.words.startswith("A relation holds wherever a narrower one does")
    [premise] = found.premises
    assert (found.sentence, premise.predicate) == (None, "forkOf")
    assert premise.sentence is not None and premise.sentence.quote == "Zorblat is a fork of Vargle."


def test_a_value_and_a_step_without_an_entry(data: Path) -> None:
    [found] = ask(data, "Zorblat releasedIn 2014")
    assert found.object == "2014"
    [sorted_in] = ask(data, "Zorblat inCategory Database")
    assert (sorted_in.finding.method, sorted_in.finding.entry) == ("structure:definition", None)
    assert "what a sentence says that a thing is" in sorted_in.finding.words


def test_every_fact_can_be_explained_by_what_kg_facts_prints(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["facts", "--data", str(data)]) == 0
    for line in capsys.readouterr().out.splitlines():
        words = " · ".join(line.split(" · ")[:3])
        assert main(["explain", words, "--data", str(data)]) == 0
        assert "forks.md" in capsys.readouterr().out


def test_the_provenance_graph_names_the_finder_and_its_step_is_described(data: Path) -> None:
    graph = OxigraphStore.open(DataFolder(data).current().graph)
    rows = graph.select(
        f"SELECT DISTINCT ?m ?by {{ GRAPH <{PROVENANCE_GRAPH}> {{ ?st kg:method ?m ; kg:foundBy ?by }} }}"
    )
    names = load_field().lexicon.by_name
    for row in rows:
        method, by = row["m"].value, row["by"].value
        assert by.removeprefix(LEXICON) in names if method.startswith("lexicon:") else by.startswith(READER)
        assert (ROOT / find_step(method).module).is_file(), method
    assert len(rows) >= 5


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Zorblat replaces Vargle", "no such fact. The documents say: Zorblat replaces Corundle."),
        ("Zorblat replaces Nobody", "the documents name no 'Nobody'"),
        ("Zorblat", "no statement. Give its identifier"),
        ("0123456789abcdef0123", "no statement. Give its identifier"),
        ("Zorblat usedBy Vargle", "no such fact. List what is there"),
        ('e:Zorblat kg:none "x', "no statement"),
    ],
)
def test_what_is_not_there_is_told(words: str, told: str, data: Path) -> None:
    with pytest.raises(InputError) as raised:
        ask(data, words)
    assert told in str(raised.value)


def test_the_command_prints_a_tree_and_json(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "Zorblat", "basedOn", "Vargle", "--data", str(data)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Zorblat · basedOn · Vargle"
    assert any(line == "    Zorblat · forkOf · Vargle" for line in lines)
    assert any('"Zorblat is a fork of Vargle."' in line for line in lines)
    assert main(["explain", "Zorblat basedOn Vargle", "--json", "--data", str(data)]) == 0
    [value] = json.loads(capsys.readouterr().out)
    assert value["premises"][0]["sentence"]["quote"] == "Zorblat is a fork of Vargle."
    assert main(["explain", "Zorblat replaces Vargle", "--data", str(data)]) == 1


def test_every_lexical_entry_can_be_described() -> None:
    for frame in load_field().lexicon.frames:
        assert f'"{frame.lemma}"' in describe_frame(frame)


def test_every_step_of_the_reader_is_described() -> None:
    """What is given as a step where a statement is made must stand in the table of steps."""
    makers = {"Relation", "LayoutFact", "ValueReader", "pair", "_state", "sort_under", "state_kind"}
    properties = load_field().ontology.properties
    told = set()
    for path in (path for room in ("kinds", "relations", "layout") for path in (ROOT / "kg" / room).glob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(call.func, "id", getattr(call.func, "attr", "")) if isinstance(call, ast.Call) else ""
            if name in makers:
                told.update(each.value for each in call.args if isinstance(each, ast.Constant) and each.value)
    steps = {each for each in told if isinstance(each, str) and each not in properties}
    assert {"succession", "term", "for example"} <= steps
    for step in steps:
        found = [find_step(f"{kind}:{step}") for kind in ("sentence", "structure")]
        assert any((ROOT / each.module).is_file() for each in found), step
