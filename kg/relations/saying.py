"""Saying: which clauses say nothing of their ends: members of a plural, things put elsewhere, the only possible."""

from __future__ import annotations

from spacy.tokens import Token

from kg.language.clauses import Clause
from kg.language.grammar import is_passive
from kg.language.tags import AUXILIARIES, FINITE, PLURALS, SUBJECTS
from ontology import Place

_ENABLING = {"allow", "enable", "permit", "let", "help", "want", "need", "make"}


def names_members(clause: Clause) -> bool:
    """Tell whether "include" gives examples of a plural and not parts of a whole: "supported tools include A"."""
    subjects = clause.places.get(Place.SUBJECT, [])
    return clause.head.lemma_ == "include" and any(t.tag_ in PLURALS for t in subjects)


def is_put_elsewhere(clause: Clause) -> bool:
    """Tell whether "include" says into what something is put: "Acme includes attributes in the metric"."""
    return clause.head.lemma_ == "include" and not clause.passive and any(m == "in" for m, _ in clause.prepositional)


def makes_it_so(clause: Clause) -> bool:
    """Tell whether "make" says how something became, and not who made it: "they made X what it is"."""
    behind = {"ccomp", "oprd", "xcomp", "acomp"}
    return clause.head.lemma_ == "make" and any(c.dep_ in behind and c.i > clause.head.i for c in clause.head.children)


def tells_since_when(clause: Clause) -> bool:
    """Tell whether a gerund only says since when another verb holds: "starting in 2009, Acme used Dyno"."""
    verb = clause.verb
    return verb is not None and verb.lemma_ in {"start", "begin"} and verb.tag_ == "VBG" and verb.dep_ == "advcl"


def is_only_done(clause: Clause) -> bool:
    """Tell whether a sentence is no sentence: a verb in "-ing", and none that states ("In Acme using Dyno:")."""
    verb = clause.verb
    if verb is None or verb.tag_ != "VBG" or any(c.dep_ == "aux" for c in verb.children):
        return False
    if verb.dep_ == "advcl" and verb.head.tag_ == "VB":
        return not any(c.tag_ == "MD" for c in verb.head.children)  # "to reach Acme using Dyno"
    if verb.dep_ != "ROOT":
        return False
    return not any(t.tag_ in FINITE for t in verb.doc)


def is_going_on(clause: Clause) -> bool:
    """Tell whether something is only being done: "is being bought by X", "X moving to Y: vote open"."""
    verb = clause.verb
    if verb is None:
        return False
    helping = [c.lower_ for c in verb.children if c.dep_ in AUXILIARIES]
    if "being" in helping:
        return True
    own = any(c.dep_ in SUBJECTS for c in verb.children)
    return verb.tag_ == "VBG" and own and "been" not in helping


def is_only_possible(clause: Clause) -> bool:
    """Tell whether a verb says what something is for, and not that it is done: "for building X on Y"."""
    verb = clause.verb
    if verb is None:
        return False
    if _is_purpose(verb):
        return True
    if verb.dep_ == "pcomp":
        return verb.head.lower_ == "for"
    if verb.tag_ == "VBG" and verb.dep_ in {"csubj", "csubjpass", "nsubj", "nsubjpass"}:
        return True  # "Building on X is supported"
    return verb.dep_ in {"xcomp", "ccomp"} and verb.head.lemma_ in _ENABLING and verb.tag_ in {"VB", "VBG"}


def may_be_done(clause: Clause) -> bool:
    """Tell whether somebody can do what a verb says, and has not: "you can replace A by B"."""
    verb = clause.verb
    tags = {verb.tag_, verb.head.tag_} if verb is not None and verb.dep_ == "conj" else set()
    joined = len(tags) == 1 or (bool(tags) and tags <= {"VBN", "VBD"})
    steps = () if verb is None else (verb, verb.head) if joined else (verb,)
    return any(child.dep_ == "aux" and child.lower_ == "can" for step in steps for child in step.children)


def _is_purpose(verb: Token) -> bool:
    """Tell whether an infinitive is what something is for: "is used to run X", "is required to", "builds a tool to"."""
    if verb.tag_ != "VB" or verb.dep_ not in {"xcomp", "advcl"}:
        return False
    matrix = verb.head
    if matrix.lemma_ in {"use", "require", "need"} and (is_passive(matrix) or _is_reduced(matrix)):
        return True
    own = any(c.dep_ == "dobj" and c.i < verb.i for c in matrix.children)
    return own and matrix.tag_ == "VB" and matrix.dep_ in {"xcomp", "advcl"}


def _is_reduced(verb: Token) -> bool:
    """Tell whether a verb read as the main one only narrows its subject: "the tool used to make X is Y"."""
    joined = {c.dep_ for c in verb.children if c.i > verb.i}
    return verb.tag_ == "VBD" and "conj" in joined and "cc" not in joined
