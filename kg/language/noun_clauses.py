"""Clauses of nouns and adjectives: what they are said of, and which words stand in their places."""

from __future__ import annotations

from spacy.tokens import Token

from kg.language.clauses import Clause, read_verb
from kg.language.grammar import is_passive
from kg.language.phrases import find_anchor, find_neighbour, find_prepositional, first_conjunct, main_verb
from kg.language.said_of import COPULAS, find_said_of, find_subjects
from kg.language.tags import COMPOUNDS, INDEFINITE, SUBJECTS, VERBS
from ontology import Place

_CARRIED_OUT = frozenset("lead drive start begin do make run undertake perform handle carry initiate".split())
_EQUATING = COPULAS | {"call", "consider", "name"}
_COMING_WITH = {"come", "ship"}
_THERE = {"available"}
_COMING = {"come", "stem", "originate", "arrive", "exist"}


def read_noun(noun: Token) -> Clause:
    """Return the clause of a relational noun: what it is said of, its prepositional objects and modifiers."""
    clause = Clause(noun)
    top = _predicate_of(first_conjunct(noun))
    if top is not noun and top.i < noun.i and top.dep_ == "attr":
        clause.fill(Place.MODIFIER, list(noun.doc[top.i : noun.i]))
    _fill_said_of(clause, top)
    _fill_beside(clause)
    if not clause.places.get(Place.COPULATIVE):
        clause.fill(Place.COPULATIVE, [noun])
    own_phrases = find_prepositional(noun)
    clause.prepositional.extend(own_phrases)
    # "the head of X at Y" is at Y
    clause.prepositional.extend(p for m, t in own_phrases if m == "of" for p in find_prepositional(t) if p[0] == "at")
    if top.dep_ in SUBJECTS and (top.head.lemma_ in _COMING or is_passive(top.head)):
        own = _is_done_by(top.head)
        clause.prepositional.extend(  # "contributions to X come from Y", not "development is funded by Y"
            (m, t) for m, t in find_prepositional(top.head) if own or m not in {"by", "from"}
        )
    if _is_there(top):
        told = [top.head, *(c for c in top.head.children if c.dep_ == "acomp")]
        clause.prepositional.extend(p for word in told for p in find_prepositional(word))
    # "the donation of X to Y" gives X to Y.
    clause.fill(
        Place.DIRECT_OBJECT,
        [t for marker, t in clause.prepositional if marker == "of" and t.head.head == noun],
    )
    return clause


def _fill_said_of(clause: Clause, top: Token) -> None:
    """Put in a noun's clause what it is said of, by where `top`, the first noun of its list, stands."""
    noun, above = clause.head, top.head
    beside = find_neighbour(noun)
    again = _named_again(top)
    if again is not None:
        clause.fill(Place.COPULATIVE, read_noun(again).places.get(Place.COPULATIVE, []))
    elif beside is not None:
        clause.fill(Place.COPULATIVE, [beside])
        clause.prepositional.extend((m, t) for m, t in find_prepositional(beside) if m == "at" and t.i > noun.i)
    elif top.dep_ in {"attr", "oprd"} and above.lemma_ in _EQUATING:
        clause.verb = above
        clause.fill(Place.COPULATIVE, [s for s in find_subjects(above) if s.dep_ != "expl"])
        clause.prepositional.extend(find_prepositional(above))
    elif top.dep_ == "appos":
        anchor = find_anchor(top)
        clause.fill(Place.COPULATIVE, [anchor])
        clause.prepositional.extend((m, t) for m, t in find_prepositional(anchor) if t.i > noun.i)
    elif top.dep_ == "pobj" and above.lower_ in {"among", "amongst"}:
        clause.verb = above.head
        counted = [c for c in clause.verb.children if c.dep_ == "dobj"]
        told = [c for c in clause.verb.children if c.dep_ == "attr" and clause.verb.lemma_ == "be"]
        clause.fill(Place.COPULATIVE, counted or find_subjects(clause.verb) or told)
    elif top.dep_ == "pobj" and above.lower_ == "as":
        _fill_role(clause, _nearest_verb(above))
    elif top.dep_ == "dobj" and above.pos_ == "VERB":
        _fill_object(clause, top)
    elif (verb := _comes_along(top)) is not None:
        clause.verb, clause.along = verb, True
        clause.fill(Place.SUBJECT, find_subjects(verb))
    elif noun.tag_ == "VBG" or (top.dep_ == "pobj" and above.lower_ in {"via", "through", "by"}):
        clause.verb = main_verb(above)
        clause.fill(Place.SUBJECT, find_subjects(clause.verb) if clause.verb is not None else [])
    elif (said_of := find_said_of(noun)) != [noun]:
        clause.fill(Place.COPULATIVE, said_of)


def _comes_along(noun: Token) -> Token | None:
    """Return the verb of what a noun comes with: "comes with drivers", "runs alone, with SDKs available for X"."""
    above = noun.head if noun.dep_ == "pobj" else noun.head.head
    if above.lower_ != "with" or not (noun.dep_ == "pobj" or _is_there(noun)) or above.i == 0:
        return None
    apart, verb = above.nbor(-1).text == ",", above.head
    while apart and verb.dep_ == "pobj" and verb.pos_ == "NOUN":
        verb = verb.head.head  # "runs as a server, with SDKs for X"
    return verb if verb.pos_ == "VERB" and (apart or verb.lemma_ in _COMING_WITH) else None


def _is_there(noun: Token) -> bool:
    """Tell whether a noun is told to be available: "SDKs are available for X", "with SDKs available for X"."""
    told = noun.head
    if noun.dep_ != "nsubj":
        return False
    return told.lower_ in _THERE or any(c.dep_ == "acomp" and c.lower_ in _THERE for c in told.children)


def _named_again(noun: Token) -> Token | None:
    """Return the noun that a list has once more: "a founder of X, the founder of Y" is told of who founded X."""
    anchor = noun.head
    while anchor.dep_ == "appos":
        anchor = anchor.head
    if noun.dep_ != "appos" or anchor.dep_ != "pobj":
        return None
    above = anchor.head.head
    return above if above.lemma_.split("-")[-1] == noun.lemma_.split("-")[-1] else None


def _nearest_verb(role: Token) -> Token:
    """Return the verb that "as a fork" belongs to: of "left X and was accepted by Y, as ..." the later of the two."""
    joined = [c for c in role.head.children if c.dep_ == "conj" and c.pos_ == "VERB" and c.i < role.i]
    return joined[-1] if joined else role.head


def _fill_role(clause: Clause, verb: Token) -> None:
    """Put in a noun's clause what a verb says to be it: "was started as a fork of Y", "see X as a fork of Y"."""
    if verb.pos_ != "VERB":
        return
    clause.verb = verb
    found = read_verb(verb)
    # "started life as a fork" is said of what started.
    objects = [t for t in found.places.get(Place.DIRECT_OBJECT, []) if t.lower_ != "life"]
    if verb.lemma_ == "think":  # "think of X as an alternative to Y"
        objects += [t for marker, t in found.prepositional if marker == "of"]
    clause.fill(Place.COPULATIVE, objects or found.places.get(Place.SUBJECT, []))


def _fill_object(clause: Clause, top: Token) -> None:
    """Put in the clause of a noun that is a verb's object who does what: "X provides an implementation of Y"."""
    noun, verb = clause.head, top.head
    clause.verb = verb
    subjects = find_subjects(verb)
    # "are building blocks" is read as what somebody builds.
    if verb.tag_ == "VBG" and verb.i == noun.i - 1 and any(c.lemma_ == "be" for c in verb.children):
        clause.fill(Place.COPULATIVE, subjects)
    clause.fill(Place.SUBJECT, subjects)
    if any(c.dep_ == "det" and c.lower_ in INDEFINITE for c in top.children):
        clause.fill(Place.COPULATIVE, _offered_with(verb))
    clause.prepositional.extend((m, t) for m, t in find_prepositional(verb) if t.i > noun.i)


def _fill_beside(clause: Clause) -> None:
    """Put in a noun's clause the names, owners and modifiers that stand right beside it."""
    noun = clause.head
    for child in noun.children:
        if child.dep_ == "appos" and _is_behind_phrase(child, noun):
            continue  # "is the parent company of A, B and C"
        if child.dep_ == "appos" and ")" not in noun.doc[noun.i : child.i].text.partition("(")[0]:
            clause.fill(Place.COPULATIVE, [child])
        elif child.dep_ == "poss" or (child.dep_ == "nmod" and any(c.dep_ == "case" for c in child.children)):
            clause.fill(Place.POSSESSIVE, [child])
        elif child.dep_ in {"compound", "amod", "nmod", "npadvmod"} and child.i < noun.i:
            clause.fill(Place.MODIFIER, [t for t in child.subtree if t.i < noun.i and not t.is_punct])
    clause.fill(Place.COPULATIVE, _named_right_behind(noun))
    if noun.dep_ in COMPOUNDS and noun.i < noun.head.i:
        clause.fill(Place.COPULATIVE, find_said_of(noun.head))
        clause.fill(Place.POSSESSIVE, [c for c in noun.head.children if c.dep_ == "poss"])


def _is_behind_phrase(name: Token, noun: Token) -> bool:
    """Tell whether a phrase on "of" stands between a predicate and what a parse puts beside it."""
    return noun.dep_ == "attr" and any(c.lower_ == "of" and noun.i < c.i < name.i for c in noun.children)


def _named_right_behind(noun: Token) -> list[Token]:
    """Return the name right behind a noun that belongs to somebody: "its fork X adds", "replaced its predecessor X"."""
    if not any(c.dep_ == "poss" for c in noun.children) or noun.i + 1 >= len(noun.doc):
        return []
    name = noun.nbor(1)
    while name.dep_ in COMPOUNDS and name.head.i == name.i + 1:
        name = name.head
    return [name] if noun.nbor(1).pos_ == "PROPN" and name.pos_ == "PROPN" else []


def _is_done_by(verb: Token) -> bool:
    """Tell whether who acts in a verb does what its subject names: "development is led by Acme"."""
    return not is_passive(verb) or verb.lemma_ in _CARRIED_OUT


def _offered_with(verb: Token) -> list[Token]:
    """Return what "With X, somebody offers a ..." says the object is."""
    while verb.dep_ in {"xcomp", "conj"} and verb.head.pos_ == "VERB":
        verb = verb.head
    opening = next((c for c in verb.children if c.i == 0 and c.lower_ == "with" and c.dep_ == "prep"), None)
    return [c for c in opening.children if c.dep_ == "pobj"] if opening is not None else []


def _predicate_of(noun: Token) -> Token:
    """Return the predicate noun that a parse has split: "is an Acme incubating project" ends in "project"."""
    verb = noun.head
    if noun.dep_ == "amod" and noun.i == verb.i + 1 and verb.dep_ == "attr":
        return verb  # "is a source alternative to X"
    split = noun.dep_ == "dobj" and verb.tag_ == "VBG" and verb.dep_ in {"acl", "amod"} and verb.i == noun.i - 1
    return verb.head if split and verb.head.i == verb.i - 1 and verb.head.dep_ == "attr" else noun


def read_adjective(adjective: Token) -> Clause:
    """Return the clause of an adjective with a complement ("compatible with Y")."""
    clause = Clause(adjective)
    top = first_conjunct(adjective)
    if top.dep_ in {"acomp", "attr", "oprd"} and top.head.pos_ in VERBS:
        clause.verb = top.head
        clause.fill(Place.COPULATIVE, find_subjects(top.head))
        clause.prepositional.extend(find_prepositional(top.head))
    elif top.dep_ in {"amod", "appos", "relcl", "acl"} or (top.dep_ == "compound" and top.head.dep_ == "attr"):
        said_of = find_said_of(top.head)
        if top.dep_ != "amod" or said_of != [top.head] or top.head.pos_ == "PROPN":
            clause.fill(Place.COPULATIVE, said_of)
        if adjective.i < top.head.i:
            clause.prepositional.extend(find_prepositional(top.head))
    clause.prepositional.extend(find_prepositional(adjective))
    clause.fill(Place.MODIFIER, [c for c in adjective.children if c.dep_ in {"npadvmod", "compound", "nmod"}])
    before = adjective.nbor(-1) if adjective.i > 0 else None
    if before is not None and before.pos_ == "PROPN" and before.head == adjective.head:
        clause.fill(Place.MODIFIER, [before])  # "an Acme compliant router"
    return clause
