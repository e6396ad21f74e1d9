"""Clauses: which words stand in which place of a verb."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from kg.language.grammar import GENERIC, is_part_of_verb, is_passive, object_read_as_subject
from kg.language.phrases import (
    find_objects,
    find_partners,
    find_prepositional,
    relative_head,
)
from kg.language.said_of import find_said_of, find_subjects, stands_for
from kg.language.tags import SUBJECTS
from ontology import Place

_PRESENT = {"be", "run", "work", "function", "operate", "start", "exist"}
_ASPECTUAL = {"start", "begin", "continue", "keep", "stop"}


@dataclass
class Clause:
    """A head word with the words in its places; `prepositional` pairs a marker with its object.

    `distant`: the prepositional phrases of what its object does ("installs apps that run on X"). `by_means`: its
    subject is what nobody in particular does it with ("with X, you can ...").
    """

    head: Token
    places: dict[Place, list[Token]] = field(default_factory=dict)
    prepositional: list[tuple[str, Token]] = field(default_factory=list)
    distant: list[tuple[str, Token]] = field(default_factory=list)
    verb: Token | None = None
    passive: bool = False
    by_means: bool = False
    along: bool = False

    def fill(self, place: Place, tokens: list[Token]) -> None:
        """Put words in a place, each once."""
        known = self.places.setdefault(place, [])
        known.extend(token for token in tokens if token not in known)


def read_verb(verb: Token) -> Clause:
    """Return the clause of a verb, passives and reduced relatives turned to their active places."""
    passive = is_passive(verb)
    subjects = find_subjects(verb)
    clause = Clause(verb, verb=verb, passive=passive, by_means=_is_by_means(verb, subjects))
    clause.fill(Place.DIRECT_OBJECT if passive else Place.SUBJECT, subjects)
    for child in verb.children:
        _fill_from_child(clause, child)
    if passive and not clause.places.get(Place.SUBJECT):
        clause.fill(Place.SUBJECT, _agent_behind_place(verb))
    if clause.places.get(Place.SUBJECT):
        clause.fill(Place.SUBJECT, find_partners(verb))
    misread = object_read_as_subject(verb)
    clause.fill(Place.DIRECT_OBJECT, [misread] if misread is not None else [])
    if not passive and not clause.places.get(Place.DIRECT_OBJECT):
        clause.fill(Place.DIRECT_OBJECT, _relative_object(verb))
    _add_phrases(clause, verb)
    _share_with_conjunct(verb, clause, passive)
    return clause


def _fill_from_child(clause: Clause, child: Token) -> None:
    """Put a word that hangs on the verb of a clause in its place."""
    verb, passive, label = clause.head, clause.passive, child.dep_
    if label == "agent" or (passive and label == "prep" and child.lower_ == "by"):
        clause.fill(Place.SUBJECT, _find_agents(child))
    elif label in {"dobj", "obj"} and not passive:
        clause.fill(Place.DIRECT_OBJECT, stands_for(child))
    elif label == "npadvmod" and child.pos_ == "PROPN" and child.i > verb.i and not passive:
        taken = any(c.dep_ == "dobj" for c in verb.children)
        clause.fill(Place.DIRECT_OBJECT, [] if taken else [child])
    elif label in {"oprd", "attr"} or (passive and label == "dobj"):
        clause.fill(Place.COMPLEMENT, [child])
    elif label == "ccomp" and not passive and any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children):
        # "needs X to run" needs X; "requires X to match" asks for something else
        present = child.lemma_ in _PRESENT or any(c.dep_ == "auxpass" for c in child.children)
        own = [c for c in child.children if c.dep_ in SUBJECTS and c.i > verb.i]
        clause.fill(Place.DIRECT_OBJECT, own if present else [])


def _find_agents(by: Token) -> list[Token]:
    """Return who did what is told in the passive: "by X", "by X and by Y"."""
    agents = [by, *(c for c in by.children if c.dep_ == "conj" and c.lower_ == "by")]
    agents += [g for c in by.children if c.dep_ == "pobj" for g in c.children if g.lower_ == "by"]
    return [c for agent in agents for c in agent.children if c.dep_ == "pobj"]


def _add_phrases(clause: Clause, verb: Token) -> None:
    """Give a clause the prepositional phrases of its verb and of what stands with it."""
    clause.prepositional.extend(find_prepositional(verb))
    for child in verb.children:
        if clause.passive and child.dep_ == "prep" and child.lower_ == "as":
            for role in child.children:
                clause.prepositional.extend(find_prepositional(role))
    for child in verb.children:
        if child.dep_ in {"dobj", "advmod", "prt", "oprd", "acomp", "nsubjpass"}:
            clause.prepositional.extend(find_prepositional(child))
        if child.dep_ == "dobj" and not clause.passive:
            clause.distant.extend(p for v in child.children if v.dep_ == "relcl" for p in find_prepositional(v))


def _agent_behind_place(verb: Token) -> list[Token]:
    """Return who "was begun at X by Y" says it was, where a parse hangs "by Y" on the place."""
    places = [c for prep in verb.children if prep.dep_ == "prep" for c in prep.children if c.dep_ == "pobj"]
    return [agent for place in places if place.i > verb.i for agent in find_objects(place, "by")]


def _relative_object(verb: Token) -> list[Token]:
    """Return what a relative clause leaves out as its object: of "a tool that X began to host" the tool is hosted."""
    if any(c.dep_ == "xcomp" for c in verb.children):
        return []
    top = verb.head if verb.dep_ == "xcomp" and verb.head.lemma_ in _ASPECTUAL else verb
    if top.dep_ not in {"relcl", "acl"} or not any(c.dep_ == "nsubj" for c in top.children):
        return []
    subject_is_relative = any(c.dep_ == "nsubj" and relative_head(c) is not None for c in top.children)
    return [] if subject_is_relative else find_said_of(top.head)


def _is_by_means(verb: Token, subjects: list[Token]) -> bool:
    """Tell whether the words a verb is said of are a tool in the hands of "you" or "teams"."""
    above = verb.head.head if verb.dep_ == "conj" and verb.head.dep_ == "xcomp" else verb.head
    actor = next((c for v in (verb, verb.head, above) for c in v.children if c.lower_ in GENERIC), None)
    return actor is not None and actor not in subjects and bool(subjects)


def _share_with_conjunct(verb: Token, clause: Clause, passive: bool) -> None:
    """Give a verb the agent and phrases of the verb joined to it: "was developed and tested by X at Y"."""
    if any(child.dep_ in {"agent", "dobj", "prep"} for child in verb.children):
        return
    joined = [c for c in verb.children if c.dep_ == "conj" and c.i - verb.i <= 4]
    joined += [g for c in joined for g in c.children if g.dep_ == "acl" and g.i - verb.i <= 4]
    other = next((c for c in joined if c.tag_ == verb.tag_), None)
    own = {"nsubj", "nsubjpass", "aux", "auxpass"}
    if other is None or any(c.dep_ in own and not is_part_of_verb(c) for c in other.children):
        return
    clause.prepositional.extend(find_prepositional(other))
    for child in other.children:
        if passive and child.dep_ in {"agent", "prep"} and child.lower_ == "by":
            clause.fill(Place.SUBJECT, [c for c in child.children if c.dep_ == "pobj"])
        elif not passive and child.dep_ == "dobj":
            clause.fill(Place.DIRECT_OBJECT, [child])
