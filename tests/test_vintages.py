"""Two vintages of a landscape file built together: the newer tells what is so, questions tell what changed."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from building import Ask, build_ask

from api.facts import read_facts
from api.service import Service
from kg.documents import Document, Span
from kg.readers import read_document
from kg.records.precedence import date_prose
from kg.records.vintages import date_vintages, find_vintages
from kg.statements import Entity, Evidence, Modality, Statement
from ontology import load_field


def item(name: str, **more: object) -> dict[str, object]:
    """Return a record as a landscape file holds it."""
    return {"item": None, "name": name, "homepage_url": f"https://{name.split()[0].lower()}.example", **more}


def project(name: str, level: str, **days: str) -> dict[str, object]:
    """Return the record of a project, with the days on which it reached its levels."""
    return item(name, project=level, repo_url=f"https://github.com/{name.lower()}/{name.lower()}", extra=days)


def to_landscape(mesh: list, burrows: list, gold: list) -> str:
    """Return a landscape file with records under three headings."""
    sorted_ = {
        "Orchestration & Management": {"Service Mesh": mesh, "Gopher Burrows": burrows},
        "CNCF Members": {"Gold": gold},
    }
    listed = [
        {
            "category": None,
            "name": category,
            "subcategories": [
                {"subcategory": None, "name": name, "items": items} for name, items in below.items() if items
            ],
        }
        for category, below in sorted_.items()
    ]
    return yaml.safe_dump({"landscape": listed}, sort_keys=False)


ZORBLAT = {"accepted": "2019-03-04", "incubating": "2021-02-03"}
ACME, QUUXLY = item("Acme (member)", joined="2020-02-03"), item("Quuxly (member)", joined="2020-02-04")
OLD = to_landscape(
    [
        project("Zorblat", "incubating", **ZORBLAT) | {"homepage_url": "https://old.zorblat.example"},
        project("Gopherine", "sandbox", accepted="2020-05-06"),
    ],
    [project("Vargle", "sandbox", accepted="2020-07-08")],
    [ACME, QUUXLY],
)
NEW = to_landscape(
    [
        project("Zorblat", "graduated", **ZORBLAT, graduated="2024-05-06"),
        project("Vargle", "archived", accepted="2020-07-08", archived="2025-01-02"),
        project("Corundle", "sandbox", accepted="2024-09-10"),
    ],
    [],
    [ACME],
)


def read(folder: Path, documents: dict[str, str]) -> list[Document]:
    """Return the documents of some texts (name -> text)."""
    for name, text in documents.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return [read_document(folder / name, name) for name in documents]


DOCUMENTS = {"landscape-2023-06-30.yml": OLD, "landscape.yml": NEW}


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
def test_questions_about_vintages(ask: Ask, question: str, items: list[str]) -> None:
    answer = ask(question)
    assert sorted(item.label for item in answer.items) == sorted(items), answer.answer
    assert answer.citations and all(fact.citations for fact in answer.facts)


def test_both_records_are_cited_where_something_moved(ask: Ask) -> None:
    answer = ask("Which projects moved to another category since 2023?")
    assert {citation.document for citation in answer.citations} == {"landscape-2023-06-30.yml", "landscape.yml"}
    assert {fact.object.label for fact in answer.facts} == {"Gopher Burrows", "Service Mesh"}


@pytest.mark.parametrize(
    "question", ["Which projects were added since the 2023 landscape?", "What changed since 2023?"]
)
def test_the_query_of_an_answer_returns_its_items(service: Service, ask: Ask, question: str) -> None:
    answer = ask(question)
    rows = service.graph.select(answer.sparql or "")
    assert {row["item"].value for row in rows} == {item.iri for item in answer.items}


@pytest.mark.parametrize(
    "question", ["How many projects were added between 2023 and 2025?", "How many projects moved since 2023?"]
)
def test_the_query_of_a_count_returns_its_number(service: Service, ask: Ask, question: str) -> None:
    answer = ask(question)
    rows = list(service.graph.select(answer.sparql or ""))
    assert [row["item"].value for row in rows] == [item.label for item in answer.items] == ["1"]


def test_what_only_the_older_vintage_says_is_former_and_nothing_is_disputed(service: Service) -> None:
    facts = list(read_facts(service.graph))
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
    assert [document.date for document in read(tmp_path, texts)] == ["2021-06-01", "2022-07-08", "2024-01-01"]


def test_a_file_without_a_date_counts_from_its_newest_day(tmp_path: Path) -> None:
    field = load_field()
    dated = date_vintages(read(tmp_path, {"a.yml": OLD, "b.yml": NEW}), field)
    assert [document.date for document in dated] == ["2021-02-03", "2025-01-02"]
    assert find_vintages(dated, field).newest("a.yml") == "b.yml"


def test_landscapes_of_other_things_are_no_vintages(tmp_path: Path) -> None:
    other = OLD.replace("Zorblat", "Brontide").replace("Gopherine", "Umberlock").replace("Acme", "Sandgrouse")
    documents = read(tmp_path, {"a-2021.yml": OLD, "b-2023.yml": other})
    assert find_vintages(documents, load_field()).newest("a-2021.yml") is None


def test_of_three_vintages_two_are_compared(tmp_path: Path) -> None:
    middle = OLD.replace("https://old.zorblat.example", "https://zorblat.example")
    ask = build_ask(tmp_path, {"l-2022.yml": OLD, "l-2023-06.yml": middle, "l-2025-03.yml": NEW})
    changed = ask("What changed for Zorblat between 2022 and 2023?")
    assert [item.label for item in changed.items] == ["https://zorblat.example"]
    added = ask("Which projects were added since the last landscape?")
    assert [item.label for item in added.items] == ["Corundle"]


def test_one_alone_tells_of_no_change(tmp_path: Path) -> None:
    ask = build_ask(tmp_path, {"l-2025-03.yml": NEW})
    assert ask("Which projects were removed since 2023?").status == "unanswerable"


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
    answer = build_ask(tmp_path, {"landscape.yml": NEW})("Which CNCF projects were there in Service Mesh as of 2020?")
    assert [item.label for item in answer.items] == ["Vargle", "Zorblat"]


def test_what_is_called_otherwise_was_renamed_and_tells_where_it_came_from(tmp_path: Path) -> None:
    older = OLD.replace("name: Vargle", "name: Varglet")
    ask = build_ask(tmp_path, {"l-2023-06-30.yml": older, "l-2025-03.yml": NEW})
    renamed = ask("Which projects were renamed since 2023?")
    assert [item.label for item in renamed.items] == ["Vargle"] and "Varglet to Vargle" in renamed.answer
    for question, name in (("What was Vargle called before?", "Varglet"), ("What is Varglet called now?", "Vargle")):
        told = ask(question)
        assert [item.label for item in told.items] == [name] and len(told.citations) == 2
    moved = ask("From where to where did Vargle move since 2023?")
    assert sorted(item.label for item in moved.items) == ["Gopher Burrows", "Service Mesh"]
    reached = ask("Which sandbox projects of 2023 are archived today?")
    assert [item.label for item in reached.items] == ["Vargle"]
