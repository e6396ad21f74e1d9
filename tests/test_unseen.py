"""Documents of kinds not met before: what of them is found, and how much of what is stated is right."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from api.cli import main

UNSEEN = Path(__file__).parent / "unseen"
PUT_ASIDE = {"conference-talk", "newsletter", "migration-guide", "case-study"}
SYMMETRIC = {"comparedWith", "alternativeTo", "integratesWith", "compatibleWith"}
# Relations between which careful readers waver.
NEAR = (
    {"createdBy", "originallyDevelopedBy", "contributedBy", "ownedBy"},
    {"inCategory", "exampleOf", "kindOf"},
    {"alternativeTo", "comparedWith"},
    {"integratesWith", "compatibleWith", "supports"},
)
# What a document says of itself, and definitions in its own words.
PLAIN = {"definedAs", "describedBy", "publishedOn", "hasTopic", "authorOf"}

Fact = tuple[str, str, str, str, str]


def read_facts(name: str) -> list[Fact]:
    lines = (UNSEEN / name).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(row[0], row[1], row[2], row[3], row[4] if len(row) > 4 else "asserted") for row in rows]


def to_keys(fact: Fact) -> set[tuple[str, ...]]:
    """Return all ways of writing a fact that count as the same."""
    document, subject, predicate, end, modality = fact
    told = "asserted" if modality == "asserted" else "negated" if modality == "negated" else "open"
    keys = set()
    for name in {predicate}.union(*(near for near in NEAR if predicate in near)):
        ends = sorted((subject, end)) if name in SYMMETRIC else [subject, end]
        if name == "usedBy":  # who uses it depends on it, as far as these documents tell
            name, ends = "dependsOn", [end, subject]
        keys.add((document, name if name != "basedOn" else "dependsOn", *ends, told))
    return keys


@pytest.fixture(scope="module")
def stated(tmp_path_factory: pytest.TempPathFactory) -> list[Fact]:
    """Return what the reader states of all sixteen."""
    data = tmp_path_factory.mktemp("unseen") / "data"
    assert main(["build", str(UNSEEN / "documents"), "--data", str(data), "--quiet"]) == 0
    from api.facts import read_facts as read_statements
    from kg.generations import DataFolder
    from kg.store import OxigraphStore

    graph = OxigraphStore.open(DataFolder(data).current().graph)
    return [
        (f.document.rsplit(".", 1)[0], f.subject, f.predicate, f.object, f.modality)
        for f in read_statements(graph)
        if not f.derived
    ]


@pytest.mark.parametrize(("aside", "floor"), [(False, 0.45), (True, 0.2)])
def test_what_a_careful_reader_notes_is_found(stated: list[Fact], aside: bool, floor: float) -> None:
    found = {key for fact in stated for key in to_keys(fact)}
    gold = [fact for fact in read_facts("facts.tsv") if (fact[0] in PUT_ASIDE) == aside]
    hits = [fact for fact in gold if to_keys(fact) & found]
    assert len(hits) / len(gold) >= floor, sorted(set(gold) - set(hits))


def test_what_is_stated_is_right(stated: list[Fact]) -> None:
    right = {key for name in ("facts.tsv", "right.tsv") for fact in read_facts(name) for key in to_keys(fact)}
    told = [fact for fact in stated if fact[2] not in PLAIN]
    wrong = [fact for fact in told if not to_keys(fact) & right]
    assert 1 - len(wrong) / len(told) >= 0.92, wrong


def test_every_document_gives_something(stated: list[Fact]) -> None:
    counts: dict[str, int] = defaultdict(int)
    for fact in stated:
        counts[fact[0]] += fact[2] not in PLAIN
    assert {path.stem for path in (UNSEEN / "documents").iterdir()} == {*counts}
