"""Questions to begin with."""

from __future__ import annotations

from types import SimpleNamespace

import httpx
import pyoxigraph as ox

from api.suggestions import COUNT, suggest_questions
from kg.store import OxigraphStore
from ontology import load_field
from ontology.names import PREFIXES, PROVENANCE_GRAPH


def test_every_suggested_question_is_answered(server_url: str) -> None:
    questions = httpx.get(server_url + "/suggestions", timeout=30).json()["questions"]
    assert 2 <= len(questions) <= COUNT
    assert len(set(questions)) == len(questions)
    for question in questions:
        assert httpx.post(server_url + "/ask", json={"question": question}, timeout=30).json()["status"] == "answered"


def make_graph(*triples: str) -> OxigraphStore:
    """Return a graph of asserted statements, each "subject predicate object"."""
    lines = [f"@prefix {prefix}: <{iri}> ." for prefix, iri in PREFIXES.items()]
    for number, (subject, predicate, object) in enumerate(map(str.split, triples)):
        statement = f"st:s{number} rdf:subject e:{subject} ; rdf:predicate kg:{predicate} ; rdf:object e:{object}"
        lines += [f'e:{name} skos:prefLabel "{name}"@en .' for name in (subject, object)]
        lines.append(f'GRAPH <{PROVENANCE_GRAPH}> {{ {statement} ; kg:modality "asserted" . }}')
    store = OxigraphStore.memory()
    store.bulk_load(ox.parse("\n".join(lines), ox.RdfFormat.TRIG))
    return store


def suggest(store: OxigraphStore, status: str = "answered") -> list[str]:
    return suggest_questions(store, load_field().ontology, lambda _: SimpleNamespace(status=status))  # type: ignore[arg-type,return-value]


def test_the_relation_with_most_facts_comes_first_and_no_name_twice() -> None:
    store = make_graph(
        "A writtenIn Go", "B writtenIn Go", "C writtenIn Rust", "A replaces B", "C basedOn Go", "A createdBy D"
    )
    assert suggest(store) == ["What is written in Go?", "What was created by D?", "What replaces B?"]


def test_persons_are_asked_for_with_who() -> None:
    store = make_graph("Ann worksFor Acme")
    assert suggest(store) == ["Who works for Acme?"]


def test_nothing_is_suggested_that_is_not_answered() -> None:
    assert suggest(make_graph("A replaces B"), "unanswerable") == []
    assert suggest(make_graph()) == []
