"""Review: what breaks a shape waits with its sentence; decisions survive rebuilds, and so do merges and splits."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path

import pytest
from test_build import export, read_cache, read_files

from api.build import build_data
from api.cli import main
from api.facts import read_facts
from kg.faults import find_faults, find_ontology_faults
from kg.generations import DataFolder
from kg.naming.joining import join_names, part_names
from kg.naming.names import Name, NameTable
from kg.statements import Entity, Literal
from kg.store import OxigraphStore
from ontology import load_field
from ontology.names import to_entity_iri

ROOT = Path(__file__).parents[1]
# Two documents make Quuxly somebody who creates software; a third says of it what is said of software.
TEXTS = {
    "one.md": "# Makers\n\nZorblat was created by Quuxly. Vargle was created by Quuxly.\n",
    "two.md": "# Languages\n\nQuuxly is written in Go. Zorblat is written in Rust.\n",
    "three.md": "# Languages again\n\nQuuxly is written in Go.\n",
    "four.md": "# Policies\n\nThe Zorb Plum Agent (ZPA) is a policy engine. ZPA replaced Zorblat. Vitesse is old.\n",
}
WRONG = ("Quuxly", "writtenIn", "Go")


def write(folder: Path, *names: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name in names or TEXTS:
        (folder / name).write_text(TEXTS[name], encoding="utf-8")
    return folder


def facts(data: Path) -> set[tuple[str, str, str]]:
    graph = OxigraphStore.open(DataFolder(data).current().graph)
    return {(fact.subject, fact.predicate, fact.object) for fact in read_facts(graph)}


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str]:
    """Run a command; return its status and what it printed."""
    status = main([str(argument) for argument in arguments])
    output = capsys.readouterr()
    return status, output.out + output.err


def test_what_breaks_a_shape_waits_and_a_decision_holds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    documents, data = write(tmp_path / "documents"), tmp_path / "data"
    status, summary = run(capsys, "build", documents, "--data", data)
    assert (status, "1 waiting for review" in summary) == (0, True)
    assert WRONG not in facts(data) and ("Zorblat", "writtenIn", "Rust") in facts(data)

    [item] = json.loads(run(capsys, "review", "--json", "--data", data)[1])
    assert (item["subject"]["label"], item["predicate"], item["object"]["label"]) == WRONG
    assert item["reasons"] == ["Quuxly is of the class agent, but 'is written in' is said of the class software"]
    assert [sentence["document"] for sentence in item["sentences"]] == ["three.md", "two.md"]
    assert {sentence["quote"] for sentence in item["sentences"]} == {"Quuxly is written in Go."}
    listed = run(capsys, "review", "--data", data)[1]
    assert f"{item['name']}  Quuxly · writtenIn · Go  (waiting)" in listed and "1 waiting, 0 decided" in listed
    assert "1 statements wait for review" in run(capsys, "check", "--data", data)[1]
    assert "waiting" in run(capsys, "explain", "Quuxly writtenIn Go", "--data", data)[1]

    assert run(capsys, "review", "accept", item["name"][:6], "--data", data)[0] == 0
    assert json.loads(run(capsys, "review", "--json", "--data", data)[1]) == []
    assert "waiting" not in run(capsys, "build", documents, "--data", data)[1]
    assert WRONG in facts(data)
    status, checked = run(capsys, "check", "--data", data)
    assert (status, "for review" in checked) == (0, False)

    run(capsys, "review", "reject", "Quuxly writtenIn Go", "--data", data)
    run(capsys, "build", documents, "--data", data)
    assert WRONG not in facts(data)
    # Said anew, and in another place: it stays out.
    (documents / "five.md").write_text("# News\n\nToday nobody doubts it. Quuxly is written in Go.\n")
    assert "waiting" not in run(capsys, "build", documents, "--data", data)[1]
    assert WRONG not in facts(data)
    [item] = json.loads(run(capsys, "review", "--all", "--json", "--data", data)[1])
    assert (item["state"], len(item["sentences"])) == ("rejected", 3)

    run(capsys, "review", "forget", item["name"], "--data", data)
    (documents / "five.md").unlink()
    assert "1 waiting for review" in run(capsys, "build", documents, "--data", data)[1]


def test_any_fact_can_be_rejected_and_no_rule_brings_it_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    documents, data = tmp_path / "documents", tmp_path / "data"
    documents.mkdir()
    (documents / "forks.md").write_text("# Forks\n\nZorblat is a fork of Vargle. Zorblat replaced Corundle.\n")
    run(capsys, "build", documents, "--data", data)
    assert {("Zorblat", "forkOf", "Vargle"), ("Zorblat", "basedOn", "Vargle")} <= facts(data)
    assert run(capsys, "review", "reject", "Zorblat is based on Vargle", "--data", data)[0] == 0
    assert run(capsys, "review", "reject", "Corundle replacedBy Zorblat", "--data", data)[0] == 0
    run(capsys, "build", documents, "--data", data)
    left = facts(data)
    assert ("Zorblat", "forkOf", "Vargle") in left
    assert ("Zorblat", "basedOn", "Vargle") not in left and ("Zorblat", "replaces", "Corundle") not in left
    status, told = run(capsys, "review", "reject", "Zorblat replaces Nobody", "--data", data)
    assert (status, "neither in the review list nor in the graph" in told) == (1, True)


@pytest.mark.parametrize("seed", range(3))
def test_an_incremental_build_with_decisions_equals_a_fresh_one(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    documents, data, decided = write(tmp_path / "documents"), tmp_path / "data", tmp_path / "curation.yaml"
    lines = {
        "accept": "e:Quuxly kg:writtenIn e:Go",
        "reject": "e:Zorb_Plum_Agent kg:replaces e:Zorblat",
        "split": "Vitess | Vitesse",
        "merge": "Vargle | Zorblat",
    }
    for _ in range(4):
        for name in TEXTS:
            (documents / name).unlink(missing_ok=True)
        write(documents, *chance.sample(sorted(TEXTS), chance.randint(1, 4)))
        chosen = chance.sample(sorted(lines), chance.randint(0, 4))
        decided.write_text("".join(f"{name}:\n  - {lines[name]}\n" for name in chosen))
        manifest = build_data([documents], data, curation=decided)
    fresh = build_data([documents], tmp_path / "fresh", curation=decided)
    assert manifest == fresh
    assert export(data) == export(tmp_path / "fresh")
    assert read_files(data) == read_files(tmp_path / "fresh")
    assert read_cache(data) == read_cache(tmp_path / "fresh")


def test_a_line_undoes_a_merge_and_another_makes_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    documents, data = tmp_path / "documents", tmp_path / "data"
    documents.mkdir()
    (documents / "a.md").write_text(
        "# Names\n\nZorblat is a database. Zorblat replaced Vargle. Zorblat is written in Rust. Zorblat is fast.\n\n"
        "The Zorb Plum Agent (ZPA) is a policy engine. ZPA is written in Rust. Quuxly is a proxy.\n"
    )
    (documents / "b.md").write_text("# News\n\nVitesse is written in Ruby. Quux is written in Ruby.\n")
    run(capsys, "build", documents, "--data", data)
    merges = json.loads(run(capsys, "merges", "--json", "--data", data)[1])
    assert {(m["label"], m["alias"], m["reason"]) for m in merges} == {
        ("Zorb Plum Agent", "ZPA", "brackets"),
        ("Vitess", "Vitesse", "close spelling"),
    }
    assert next(m["documents"] for m in merges if m["alias"] == "Vitesse") == ["b.md"]
    assert {("Vitess", "writtenIn", "Ruby"), ("Zorb Plum Agent", "writtenIn", "Rust")} <= facts(data)

    (data / "curation.yaml").write_text(
        "split:\n  - Vitess | Vitesse\n  - Zorb Plum Agent | ZPA\nmerge:\n  - Quuxly | Quux\n"
    )
    run(capsys, "build", documents, "--data", data)
    left = facts(data)
    assert {("Vitesse", "writtenIn", "Ruby"), ("ZPA", "writtenIn", "Rust"), ("Quuxly", "writtenIn", "Ruby")} <= left
    assert ("Vitess", "writtenIn", "Ruby") not in left
    assert "Quuxly | Quux: curation (b.md)\n1 merges" in run(capsys, "merges", "--data", data)[1]

    (data / "curation.yaml").unlink()
    run(capsys, "build", documents, "--data", data)
    assert ("Vitess", "writtenIn", "Ruby") in facts(data)


def test_a_known_alias_can_be_parted_and_known_names_joined() -> None:
    field = load_field()
    known = next(name for name in field.gazetteer if name.aliases and " " in name.label)
    table = NameTable(
        Name(surface, Entity(known.iri, known.label, known.type)) for surface in (known.label, *known.aliases)
    )
    parted = part_names(table, [(known.label, known.aliases[0])], {})
    assert {n.entity.iri for n in parted.names()} == {known.iri, to_entity_iri(known.aliases[0])}
    found = parted.find(known.label)
    assert found is not None and found.entity.iri == known.iri
    joined, merges = join_names(parted, [(known.label, known.aliases[0])], {})
    assert {n.entity.iri for n in joined.names()} == {known.iri}
    assert [(m.label, m.alias, m.reason) for m in merges] == [(known.label, known.aliases[0], "curation")]


def test_shapes_of_a_field_send_statements_to_review(tmp_path: Path) -> None:
    folder = tmp_path / "field"
    shutil.copytree(ROOT / "ontology", folder, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    with open(folder / "shapes.ttl", "a", encoding="utf-8") as file:
        file.write(
            "shape:one a sh:NodeShape ; sh:targetSubjectsOf kg:writtenIn ;\n"
            '  sh:property [ sh:path kg:writtenIn ; sh:maxCount 1 ; sh:message "One language, please."@en ] .\n'
            "shape:maker a sh:NodeShape ; sh:targetObjectsOf kg:createdBy ;\n"
            '  sh:class kg:Company ; sh:message "Only companies create."@en .\n'
        )
    documents, data = tmp_path / "documents", tmp_path / "data"
    documents.mkdir()
    (documents / "a.md").write_text(
        "# A\n\nZorblat is written in Rust. Vargle is written in Go. Zorblat was created by the company Quuxly.\n\n"
        "Vargle was created by Corundle.\n"
    )
    (documents / "b.md").write_text("# B\n\nZorblat is written in Go.\n")
    field = load_field(folder)
    manifest = build_data([documents], data, field=field)
    assert manifest.counts["waiting for review"] == 3
    left = facts(data)
    assert {("Vargle", "writtenIn", "Go"), ("Zorblat", "createdBy", "Quuxly")} <= left
    assert not {("Zorblat", "writtenIn", "Rust"), ("Vargle", "createdBy", "Corundle")} & left
    lines = (DataFolder(data).current().path / "review.jsonl").read_text().splitlines()
    reasons = {(i["statement"]["subject"]["label"], *i["reasons"]) for i in map(json.loads, lines)}
    assert reasons == {("Zorblat", "One language, please."), ("Vargle", "Only companies create.")}


@pytest.mark.parametrize(
    ("subject", "predicate", "end", "words"),
    [
        ("Company", "writtenIn", Entity("e:x", "Go", "ProgrammingLanguage"), "is said of the class software"),
        ("Project", "writtenIn", Entity("e:x", "Quuxly", "Company"), "what follows 'is written in' is the class"),
        ("Project", "writtenIn", Literal("Go"), "'Go' is a value"),
        ("Project", "homepage", Literal("x"), "datatype string, not anyURI"),
        ("Project", "homepage", Entity("e:x", "Go"), "Go is a thing"),
        ("Project", "replaces", Entity("e:s", "S", "Project"), "S is said of itself"),
    ],
)
def test_what_an_end_can_break(subject: str, predicate: str, end: Entity | Literal, words: str) -> None:
    [wrong] = find_ontology_faults(Entity("e:s", "S", subject), predicate, end, load_field().ontology)
    assert words in wrong


def test_what_is_not_known_breaks_nothing() -> None:
    ontology = load_field().ontology
    assert find_ontology_faults(Entity("e:s", "S"), "writtenIn", Entity("e:x", "X"), ontology) == []
    assert find_faults([], [], load_field()) == {}
