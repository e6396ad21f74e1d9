"""Questions to begin with, made from what the graph holds: each is asked once, and kept where it is answered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from api.answering.model import Answer, Question
from api.answering.question.plain import ask_plainly
from kg.store import GraphStore
from ontology import Ontology, Property
from ontology.names import ENTITY, KG, PROVENANCE_GRAPH
from ontology.roles import Role

COUNT = 5
_MOST_TRIED = 15
_MOST_ITEMS = 8
# "What is Databases the category of?"
_STRANDED = re.compile(r"\w+ (?:is|was) .+ the [\w ]+ of\?")

# Of each relation and object: how many things are said to have it.
_RELATIONS = f"""SELECT ?p ?o ?l (COUNT(DISTINCT ?s) AS ?n) WHERE {{
  GRAPH <{PROVENANCE_GRAPH}> {{
    ?st rdf:predicate ?p ; rdf:subject ?s ; rdf:object ?o ; kg:modality "asserted"
    FILTER NOT EXISTS {{ ?st kg:derivedBy ?rule }} FILTER NOT EXISTS {{ ?st kg:disputed true }}
  }}
  ?o skos:prefLabel ?l FILTER(STRSTARTS(STR(?o), "{ENTITY}"))
}} GROUP BY ?p ?o ?l"""

# Of each relation and subject: how much is said of the subject in all, and whether it is a work.
_TOLD = f"""SELECT ?p ?l ?n ?work WHERE {{{{
  {{{{ SELECT ?s (COUNT(?any) AS ?n) WHERE {{{{
    GRAPH <{PROVENANCE_GRAPH}> {{{{ ?any rdf:subject ?s }}}}
  }}}} GROUP BY ?s }}}}
  {{{{ SELECT DISTINCT ?p ?s WHERE {{{{ GRAPH <{PROVENANCE_GRAPH}> {{{{
    ?st rdf:predicate ?p ; rdf:subject ?s ; rdf:object ?o ; kg:modality "asserted"
    FILTER(STRSTARTS(STR(?o), "{ENTITY}"))
    FILTER NOT EXISTS {{{{ ?st kg:derivedBy ?rule }}}} FILTER NOT EXISTS {{{{ ?st kg:disputed true }}}}
  }}}} }}}} }}}}
  ?s skos:prefLabel ?l FILTER(STRSTARTS(STR(?s), "{ENTITY}"))
  BIND(EXISTS {{{{ ?s a ?class FILTER(?class IN ({{works}})) }}}} AS ?work)
}}}} ORDER BY DESC(?work) DESC(?n) ?l"""

_DEFINED = f"""SELECT ?l (COUNT(?st) AS ?n) WHERE {{
  ?e kg:definedAs ?text ; skos:prefLabel ?l FILTER(STRSTARTS(STR(?e), "{ENTITY}"))
  GRAPH <{PROVENANCE_GRAPH}> {{ ?st rdf:subject ?e }}
}} GROUP BY ?l ORDER BY DESC(?n) ?l LIMIT 1"""


def suggest_questions(graph: GraphStore, ontology: Ontology, answer: Callable[[Question], Answer]) -> list[str]:
    """Return at most five questions that are answered with what they ask for, about what is best known."""
    found: list[str] = []
    named: set[str] = set()
    for tried, (name, text, relation) in enumerate(_find_questions(graph, ontology)):
        if len(found) == COUNT or tried == _MOST_TRIED:
            break
        if name in named:
            continue
        reply = answer(Question(question=text))
        if reply.status == "answered" and (relation is None or _says(reply, relation, ontology)):
            found.append(text)
            named.add(name)
    return found


def _says(answer: Answer, relation: Property, ontology: Ontology) -> bool:
    """Tell whether an answer names something by a fact of the relation, told from either end."""
    names = {KG + name for name in (relation.name, ontology.inverse_of(relation.name)) if name is not None}
    return bool(answer.items) and any(fact.predicate.iri in names for fact in answer.facts)


def _find_questions(graph: GraphStore, ontology: Ontology) -> Iterator[tuple[str, str, Property | None]]:
    """Yield names, a question about each, and the relation that it asks for.

    The first asks what the best known thing is. Then come the relations told of most works, by turns asked from
    their subject ("who created X") and from their object ("what is written in Y").
    """
    for row in graph.select(_DEFINED):
        yield row["l"].value, f"What is {row['l'].value}?", None
    subjects, works = _find_subjects(graph, ontology)
    objects = _find_objects(graph)
    taken: set[str] = set()
    for number, name in enumerate(sorted(subjects, key=lambda name: (-works[name], -len(subjects[name]), name))):
        relation = ontology.properties[name]
        ends = [(label, True) for label in subjects[name] if label not in taken][:1]
        ends += [(label, False) for label in objects.get(name, ()) if label not in taken][:1]
        for known, is_subject in reversed(ends) if number % 2 else ends:
            question = ask_plainly(known, relation, is_subject, ontology)
            if question is not None and not _STRANDED.fullmatch(question):
                taken.add(known)
                yield known, question, relation
                break


def _find_subjects(graph: GraphStore, ontology: Ontology) -> tuple[dict[str, list[str]], dict[str, int]]:
    """Return who has each relation, works and those told of most first; and how many of them are works."""
    kinds = ", ".join(f"kg:{kind}" for kind in sorted(ontology.class_labels) if ontology.plays(kind, Role.WORK))
    subjects: dict[str, list[str]] = {}
    works: dict[str, int] = {}
    for row in graph.select(_TOLD.format(works=kinds)):
        name = row["p"].value.removeprefix(KG)
        if name in ontology.properties:
            subjects.setdefault(name, []).append(row["l"].value)
            works[name] = works.get(name, 0) + (row["work"].value == "true")
    return subjects, works


def _find_objects(graph: GraphStore) -> dict[str, list[str]]:
    """Return the names that things have each relation to: what most, but not too many to list, have it to, first."""
    found: dict[str, list[tuple[int, str]]] = {}
    for row in graph.select(_RELATIONS):
        count = int(row["n"].value)
        if count <= _MOST_ITEMS:
            found.setdefault(row["p"].value.removeprefix(KG), []).append((-count, row["l"].value))
    return {name: [label for _, label in sorted(counted)] for name, counted in found.items()}
