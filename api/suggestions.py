"""Questions to begin with, made from what the graph holds: each is asked once, and kept where it is answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from api.answering.model import Answer, Question
from kg.store import GraphStore
from ontology import Ontology
from ontology.names import ENTITY, KG, PROVENANCE_GRAPH

COUNT = 5
_MOST_TRIED = 15
_MOST_ITEMS = 8

# Of each relation and object: how many things are said to have it.
_RELATIONS = f"""SELECT ?p ?o ?l (COUNT(DISTINCT ?s) AS ?n) WHERE {{
  GRAPH <{PROVENANCE_GRAPH}> {{
    ?st rdf:predicate ?p ; rdf:subject ?s ; rdf:object ?o ; kg:modality "asserted"
    FILTER NOT EXISTS {{ ?st kg:derivedBy ?rule }} FILTER NOT EXISTS {{ ?st kg:disputed true }}
  }}
  ?o skos:prefLabel ?l FILTER(STRSTARTS(STR(?o), "{ENTITY}"))
}} GROUP BY ?p ?o ?l"""

_DEFINED = f"""SELECT ?l (COUNT(?st) AS ?n) WHERE {{
  ?e kg:definedAs ?text ; skos:prefLabel ?l FILTER(STRSTARTS(STR(?e), "{ENTITY}"))
  GRAPH <{PROVENANCE_GRAPH}> {{ ?st rdf:subject ?e }}
}} GROUP BY ?l ORDER BY DESC(?n) ?l LIMIT 1"""


def suggest_questions(graph: GraphStore, ontology: Ontology, answer: Callable[[Question], Answer]) -> list[str]:
    """Return at most five questions that are answered: what the best-known thing is, then one of each relation."""
    found: list[str] = []
    for tried, text in enumerate(_find_questions(graph, ontology)):
        if len(found) == COUNT or tried == _MOST_TRIED:
            break
        if answer(Question(question=text)).status == "answered":
            found.append(text)
    return found


def _find_questions(graph: GraphStore, ontology: Ontology) -> Iterator[str]:
    """Yield questions, those about relations with most facts first."""
    for row in graph.select(_DEFINED):
        yield f"What is {row['l'].value}?"
    best: dict[str, tuple[int, str]] = {}
    totals: dict[str, int] = {}
    for row in graph.select(_RELATIONS):
        name, count, label = row["p"].value.removeprefix(KG), int(row["n"].value), row["l"].value
        if name not in ontology.properties:
            continue
        totals[name] = totals.get(name, 0) + count
        # of objects with as many subjects, the name that comes first
        if count <= _MOST_ITEMS and (name not in best or (-count, label) < (-best[name][0], best[name][1])):
            best[name] = (count, label)
    told: set[str] = set()
    for name in sorted(best, key=lambda name: (-totals[name], name)):
        if best[name][1] in told:
            continue
        told.add(best[name][1])
        relation = ontology.properties[name]
        of_persons = bool(relation.domain) and all(ontology.is_a(kind, "Agent") for kind in relation.domain)
        yield f"{'Who' if of_persons else 'What'} {relation.label} {best[name][1]}?"
