"""Questions to begin with."""

from __future__ import annotations

from types import SimpleNamespace

import httpx
import pyoxigraph as ox

from api.suggestions import COUNT, suggest_questions
from kg.store import OxigraphStore
from ontology import load_field
from ontology.names import KG, PREFIXES, PROVENANCE_GRAPH


def test_every_suggested_question_is_answered(server_url: str) -> None:
    questions = httpx.get(server_url + "/suggestions", timeout=30).json()["questions"]
    assert 2 <= len(questions) <= COUNT
    assert len(set(questions)) == len(questions)
    for question in questions:
        assert httpx.post(server_url + "/ask", json={"question": question}, timeout=30).json()["status"] == "answered"


def make_graph(*triples: str, works: str = "") -> OxigraphStore:
    """Return a graph of asserted statements, each "subject predicate object"; `works` names projects."""
    lines = [f"@prefix {prefix}: <{iri}> ." for prefix, iri in PREFIXES.items()]
    for number, (subject, predicate, object) in enumerate(map(str.split, triples)):
        statement = f"st:s{number} rdf:subject e:{subject} ; rdf:predicate kg:{predicate} ; rdf:object e:{object}"
        lines += [f'e:{name} skos:prefLabel "{name}"@en .' for name in (subject, object)]
        lines.append(f'GRAPH <{PROVENANCE_GRAPH}> {{ {statement} ; kg:modality "asserted" . }}')
    lines += [f"e:{name} a kg:Project ." for name in works.split()]
    store = OxigraphStore.memory()
    store.bulk_load(ox.parse("\n".join(lines), ox.RdfFormat.TRIG))
    return store


def suggest(store: OxigraphStore, status: str = "answered", relations: str = "") -> list[str]:
    """Suggest questions, each of which is answered with facts of `relations`: of all of them, where none are given."""
    ontology = load_field().ontology
    facts = [
        SimpleNamespace(predicate=SimpleNamespace(iri=KG + name)) for name in relations.split() or ontology.properties
    ]
    return suggest_questions(store, ontology, lambda _: SimpleNamespace(status=status, items=["x"], facts=facts))  # type: ignore[arg-type,return-value]


def test_the_relation_of_most_comes_first_by_turns_from_either_end_and_no_name_twice() -> None:
    store = make_graph(
        "A writtenIn Go", "B writtenIn Go", "C writtenIn Rust", "A createdBy D", "B createdBy D", "A replaces B"
    )
    assert suggest(store) == ["Which programming language is A written in?", "Who was B created by?"]
    store = make_graph("A writtenIn Go", "B integratesWith C", "D integratesWith C", "E writtenIn Go", "F writtenIn Go")
    assert suggest(store) == ["Which programming language is A written in?", "What integrates with C?"]


def test_works_are_asked_about_before_what_sorts_them() -> None:
    store = make_graph("A writtenIn Go", "X hasBuzzword Y", "Z hasBuzzword Y")
    assert suggest(store)[0] == "What buzzword does X have?"
    assert suggest(make_graph("A writtenIn Go", "X hasBuzzword Y", works="A"))[0].endswith("is A written in?")


def test_what_is_answered_with_another_relation_is_not_suggested() -> None:
    store = make_graph("A writtenIn Go", "B createdBy D")
    assert suggest(store, relations="createdBy") == ["Who was B created by?"]


def test_persons_are_asked_for_with_who() -> None:
    assert suggest(make_graph("A createdBy Ann")) == ["Who was A created by?"]


def test_nothing_is_suggested_that_is_not_answered() -> None:
    assert suggest(make_graph("A replaces B"), "unanswerable") == []
    assert suggest(make_graph()) == []
