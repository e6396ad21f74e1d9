"""Inference: a conclusion has a name of its own, the day of its last premise, and all its premises."""

from __future__ import annotations

import shutil
from itertools import pairwise
from pathlib import Path

import pytest

from api.build import build_data
from api.explanation import explain
from kg.documents import Span
from kg.generations import DataFolder
from kg.graph import to_statement_quads
from kg.inference import add_inferences
from kg.statements import Entity, Evidence, Statement
from kg.store import OxigraphStore
from ontology import load_field
from ontology.names import PROVENANCE_GRAPH, to_entity_iri

FIELD = load_field(Path(__file__).parent / "cheese" / "field")


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> OxigraphStore:
    """Return a graph where one premise bears two conclusions, and a conclusion rests on two days."""
    folder = tmp_path_factory.mktemp("inferred")
    (folder / "documents").mkdir()
    (folder / "documents" / "a.md").write_text(
        "---\ntitle: Homes\ndate: 2020-11-02\n---\n\n# Homes\n\nQuillmoor Dairy comes from Harrowdale.\n"
    )
    (folder / "documents" / "b.md").write_text(
        "---\ntitle: Makers\ndate: 2021-03-14\n---\n\n# Makers\n\nPellow is a cheese. Marlgate is a cheese.\n\n"
        "Pellow was created by Quillmoor Dairy. Marlgate was created by Quillmoor Dairy.\n"
    )
    build_data([folder / "documents"], folder / "data", field=FIELD)
    return OxigraphStore.open(DataFolder(folder / "data").current().graph)


def test_two_conclusions_of_one_premise_are_two_statements(graph: OxigraphStore) -> None:
    rows = graph.select(
        f"SELECT ?st (COUNT(DISTINCT ?s) AS ?subjects) {{ GRAPH <{PROVENANCE_GRAPH}> {{"
        " ?st kg:derivedBy ?rule ; rdf:subject ?s } } GROUP BY ?st"
    )
    assert [row["subjects"].value for row in rows] == ["1", "1"]


@pytest.mark.parametrize("cheese", ["Pellow", "Marlgate"])
def test_a_conclusion_follows_from_the_day_of_its_last_premise(cheese: str, graph: OxigraphStore) -> None:
    [derived] = explain(graph, f"{cheese} comesFrom Harrowdale", FIELD)
    assert derived.date == "2021-03-14"
    assert {(p.subject, p.predicate, p.object) for p in derived.premises} == {
        (cheese, "createdBy", "Quillmoor Dairy"),
        ("Quillmoor Dairy", "comesFrom", "Harrowdale"),
    }
    assert {p.date for p in derived.premises} == {"2020-11-02", "2021-03-14"}


_SPREADS = """# What a part of a kind is, it is of what the kind is of.
CONSTRUCT {{ [] rdf:subject ?a ; rdf:predicate kg:partOf ; rdf:object ?c ; prov:wasDerivedFrom ?st , ?kind }}
WHERE {{ GRAPH <{graph}> {{
  ?st rdf:predicate kg:partOf ; rdf:subject ?a ; rdf:object ?b .
  ?kind rdf:predicate kg:kindOf ; rdf:subject ?b ; rdf:object ?c
}} }}
"""


def test_rules_run_until_nothing_new_follows(tmp_path: Path) -> None:
    folder = tmp_path / "field"
    shutil.copytree(FIELD.folder, folder)
    (folder / "rules" / "spreads.rq").write_text(_SPREADS.format(graph=PROVENANCE_GRAPH), encoding="utf-8")
    kinds = [Entity(to_entity_iri(f"Kind {number}"), f"Kind {number}") for number in range(9)]
    stated = [("kindOf", *pair) for pair in pairwise(kinds)] + [
        ("partOf", Entity(to_entity_iri("Rind"), "Rind"), kinds[0])
    ]
    store = OxigraphStore.memory()
    for name, subject, end in stated:
        evidence = Evidence("a.md", Span(0, 4), "Rind", "2021-03-14")
        store.add(list(to_statement_quads(Statement(subject, name, end, evidence), False)))
    assert add_inferences(store, load_field(folder)) == 8
