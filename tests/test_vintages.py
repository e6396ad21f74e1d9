"""Two vintages of a landscape file built together: the newer tells what is so, questions tell what changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.answering.answerer import Answerer
from api.answering.model import Question
from api.build import build_data
from api.facts import read_facts
from api.service import open_service
from kg.documents import Span
from kg.readers import read_document
from kg.records.precedence import date_prose
from kg.records.vintages import date_vintages, find_vintages
from kg.statements import Entity, Evidence, Modality, Statement
from ontology import load_field

OLD = """
landscape:
  - category:
    name: Orchestration & Management
    subcategories:
      - subcategory:
        name: Service Mesh
        items:
          - {item: , name: Zorblat, homepage_url: "https://old.zorblat.example", project: incubating,
             repo_url: "https://github.com/zorblat/zorblat", extra: {accepted: '2019-03-04', incubating: '2021-02-03'}}
          - {item: , name: Gopherine, homepage_url: "https://gopherine.example", project: sandbox,
             repo_url: "https://github.com/gopherine/gopherine", extra: {accepted: '2020-05-06'}}
      - subcategory:
        name: Gopher Burrows
        items:
          - {item: , name: Vargle, homepage_url: "https://vargle.example", project: sandbox,
             repo_url: "https://github.com/vargle/vargle", extra: {accepted: '2020-07-08'}}
  - category:
    name: CNCF Members
    subcategories:
      - subcategory:
        name: Gold
        items:
          - {item: , name: Acme (member), homepage_url: "https://acme.example", joined: '2020-02-03'}
          - {item: , name: Quuxly (member), homepage_url: "https://quuxly.example", joined: '2020-02-04'}
"""
NEW = """
landscape:
  - category:
    name: Orchestration & Management
    subcategories:
      - subcategory:
        name: Service Mesh
        items:
          - {item: , name: Zorblat, homepage_url: "https://zorblat.example", project: graduated,
             repo_url: "https://github.com/zorblat/zorblat",
             extra: {accepted: '2019-03-04', incubating: '2021-02-03', graduated: '2024-05-06'}}
          - {item: , name: Vargle, homepage_url: "https://vargle.example", project: archived,
             repo_url: "https://github.com/vargle/vargle", extra: {accepted: '2020-07-08', archived: '2025-01-02'}}
          - {item: , name: Corundle, homepage_url: "https://corundle.example", project: sandbox,
             repo_url: "https://github.com/corundle/corundle", extra: {accepted: '2024-09-10'}}
  - category:
    name: CNCF Members
    subcategories:
      - subcategory:
        name: Gold
        items:
          - {item: , name: Acme (member), homepage_url: "https://acme.example", joined: '2020-02-03'}
"""


def write(folder: Path, **files: str) -> list[Path]:
    paths = []
    for name, text in files.items():
        path = folder / name.replace("__", "-").replace("_yml", ".yml")
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("vintages")
    build_data(write(folder, **{"landscape-2023-06-30_yml": OLD, "landscape_yml": NEW}), folder / "data")
    return folder / "data"


@pytest.fixture(scope="module")
def answerer(data: Path) -> Answerer:
    return open_service(data).answerer


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("Which projects were added since the 2023 landscape?", ["Corundle"]),
        ("Which projects were removed between 2023 and 2025?", ["Gopherine"]),
        ("Which projects of the 2023 landscape are no longer in the 2025 landscape?", ["Gopherine"]),
        ("Which projects moved to another category since 2023?", ["Vargle"]),
        ("Which projects were archived since the 2023 landscape?", ["Vargle"]),
        ("Which projects graduated between the two files?", ["Zorblat"]),
        ("How many projects were added between 2023 and 2025?", ["1"]),
        ("Which companies left the CNCF since 2023?", ["Quuxly"]),
        ("Which categories were removed since the 2023 landscape?", ["Gopher Burrows"]),
        ("What changed between 2023 and 2025?", ["Corundle", "Gopherine", "Quuxly", "Vargle", "Zorblat"]),
        (
            "What changed between these two files in the service mesh category?",
            ["Corundle", "Gopherine", "Vargle", "Zorblat"],
        ),
        ("What changed for Zorblat between 2023 and 2025?", ["graduated", "https://zorblat.example"]),
        ("What changed for Zorblat between 2018 and 2021?", ["incubating", "sandbox"]),
        ("What is the home page of Zorblat?", ["https://zorblat.example"]),
        ("In which category was Vargle as of August 2023?", ["Gopher Burrows"]),
        ("In which category is Vargle?", ["Service Mesh"]),
        ("How many sandbox projects are there?", ["1"]),
        ("What was the maturity of Vargle on 1 June 2024?", ["sandbox"]),
    ],
)
def test_questions_about_vintages(answerer: Answerer, question: str, items: list[str]) -> None:
    answer = answerer.answer(Question(question=question))
    assert sorted(item.label for item in answer.items) == sorted(items), answer.answer
    assert answer.citations and all(fact.citations for fact in answer.facts)


def test_both_records_are_cited_where_something_moved(answerer: Answerer) -> None:
    answer = answerer.answer(Question(question="Which projects moved to another category since 2023?"))
    assert {citation.document for citation in answer.citations} == {"landscape-2023-06-30.yml", "landscape.yml"}
    assert {fact.object.label for fact in answer.facts} == {"Gopher Burrows", "Service Mesh"}


@pytest.mark.parametrize(
    "question", ["Which projects were added since the 2023 landscape?", "What changed since 2023?"]
)
def test_the_query_of_an_answer_returns_its_items(data: Path, answerer: Answerer, question: str) -> None:
    answer = answerer.answer(Question(question=question))
    rows = open_service(data).graph.select(answer.sparql or "")
    assert {row["item"].value for row in rows} == {item.iri for item in answer.items}


def test_what_only_the_older_vintage_says_is_former_and_nothing_is_disputed(data: Path) -> None:
    facts = list(read_facts(open_service(data).graph))
    former = {(fact.subject, fact.predicate, fact.object) for fact in facts if fact.modality == "former"}
    assert ("Zorblat", "homepage", "https://old.zorblat.example") in former
    assert ("Vargle", "inCategory", "Gopher Burrows") in former
    assert ("Gopherine", "maturity", "sandbox") in former
    assert not any(subject == "Acme" for subject, _, _ in former)
    asserted = {(fact.subject, fact.predicate, fact.object) for fact in facts if fact.modality == "asserted"}
    assert not former & asserted


def test_a_file_tells_its_date_by_name_folder_comment_or_field(tmp_path: Path) -> None:
    texts = {
        "2021-06-01/landscape.yml": OLD,
        "b.yml": f"# Date: 2022-07-08\n{OLD}",
        "c.yml": f"date: 2024-01-01\n{OLD}",
    }
    dates = []
    for name, text in texts.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        dates.append(read_document(path, name).date)
    assert dates == ["2021-06-01", "2022-07-08", "2024-01-01"]


def test_a_file_without_a_date_counts_from_its_newest_day(tmp_path: Path) -> None:
    field = load_field()
    paths = write(tmp_path, **{"a_yml": OLD, "b_yml": NEW})
    documents = [read_document(path, path.name) for path in paths]
    dated = date_vintages(documents, field)
    assert [document.date for document in dated] == ["2021-02-03", "2025-01-02"]
    assert find_vintages(dated, field).newest("a.yml") == "b.yml"


def test_landscapes_of_other_things_are_no_vintages(tmp_path: Path) -> None:
    other = OLD.replace("Zorblat", "Brontide").replace("Gopherine", "Umberlock").replace("Acme", "Sandgrouse")
    paths = write(tmp_path, **{"a-2021_yml": OLD, "b-2023_yml": other})
    documents = [read_document(path, path.name) for path in paths]
    assert find_vintages(documents, load_field()).newest("a-2021.yml") is None


def test_three_vintages_and_one_alone(tmp_path: Path) -> None:
    middle = OLD.replace("https://old.zorblat.example", "https://zorblat.example").replace(
        "incubating, ", "incubating,"
    )
    build_data(write(tmp_path, **{"l-2022_yml": OLD, "l-2023-06_yml": middle, "l-2025-03_yml": NEW}), tmp_path / "data")
    answerer = open_service(tmp_path / "data").answerer
    changed = answerer.answer(Question(question="What changed for Zorblat between 2022 and 2023?"))
    assert [item.label for item in changed.items] == ["https://zorblat.example"]
    added = answerer.answer(Question(question="Which projects were added since the last landscape?"))
    assert [item.label for item in added.items] == ["Corundle"]
    build_data([tmp_path / "l-2025-03.yml"], tmp_path / "data")
    alone = open_service(tmp_path / "data").answerer
    assert alone.answer(Question(question="Which projects were removed since 2023?")).status == "unanswerable"


def test_prose_that_sorts_a_thing_elsewhere_is_of_its_own_time() -> None:
    zorblat = Entity("e/Zorblat", "Zorblat", "Project")
    mesh, registry = Entity("e/Mesh", "Mesh", "Category"), Entity("e/Registry", "Registry", "Category")

    def state(place: Entity, document: str, date: str | None, method: str) -> Statement:
        return Statement(zorblat, "inCategory", place, Evidence(document, Span(0, 1), "x", date, (), method))

    told = (
        state(mesh, "l.yml", None, "record:place"),
        state(mesh, "a.md", "2020-02-03", "lexicon:be"),
        state(registry, "a.md", "2020-02-03", "lexicon:be"),
        state(registry, "b.md", None, "lexicon:be"),
        state(registry, "c.md", "2026-01-02", "lexicon:be"),
    )
    found = date_prose(told, {"l.yml": "2025-01-02"}, load_field().ontology)
    former = [(s.evidence.document, s.valid_until) for s in found if s.modality is Modality.FORMER]
    assert former == [("a.md", "2025-01-02"), ("b.md", "2025-01-02")]
    assert [s.evidence.document for s in found if s.modality is Modality.ASSERTED] == ["l.yml", "a.md", "c.md"]


def test_what_is_hosted_is_hosted_from_the_day_it_joined(tmp_path: Path) -> None:
    build_data(write(tmp_path, **{"landscape_yml": NEW}), tmp_path / "data")
    answerer = open_service(tmp_path / "data").answerer
    answer = answerer.answer(Question(question="Which CNCF projects were there in Service Mesh as of 2020?"))
    assert [item.label for item in answer.items] == ["Vargle", "Zorblat"]
