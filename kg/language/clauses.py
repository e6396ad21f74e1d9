"""Clauses: which words stand in which place of a verb, noun or adjective."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from kg.language.grammar import (
    COPULAS,
    GENERIC,
    find_partners,
    find_said_of,
    find_subjects,
    is_part_of_verb,
    is_passive,
    object_read_as_subject,
    stands_for,
)
from kg.language.phrases import (
    find_anchor,
    find_neighbour,
    find_objects,
    find_prepositional,
    first_conjunct,
    main_verb,
    relative_head,
)
from ontology import Place

_PRESENT = {"be", "run", "work", "function", "operate", "start", "exist"}
_ASPECTUAL = {"start", "begin", "continue", "keep", "stop"}
_CARRIED_OUT = frozenset("lead drive start begin do make run undertake perform handle carry initiate".split())
_COMING = {"come", "stem", "originate", "arrive", "exist"}


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
        if child.dep_ == "agent" or (passive and child.dep_ == "prep" and child.lower_ == "by"):
            agents = [child, *(c for c in child.children if c.dep_ == "conj" and c.lower_ == "by")]
            agents += [g for c in child.children if c.dep_ == "pobj" for g in c.children if g.lower_ == "by"]
            clause.fill(Place.SUBJECT, [c for agent in agents for c in agent.children if c.dep_ == "pobj"])
        elif child.dep_ in {"dobj", "obj"} and not passive:
            clause.fill(Place.DIRECT_OBJECT, stands_for(child))
        elif child.dep_ == "npadvmod" and child.pos_ == "PROPN" and child.i > verb.i and not passive:
            if not any(c.dep_ == "dobj" for c in verb.children):
                clause.fill(Place.DIRECT_OBJECT, [child])
        elif child.dep_ in {"oprd", "attr"} or (passive and child.dep_ == "dobj"):
            clause.fill(Place.COMPLEMENT, [child])
        elif (
            child.dep_ == "ccomp" and not passive and any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children)
        ):
            # "needs X to run" needs X; "requires X to match" asks for something else
            present = child.lemma_ in _PRESENT or any(c.dep_ == "auxpass" for c in child.children)
            own = [c for c in child.children if c.dep_ in {"nsubj", "nsubjpass"} and c.i > verb.i]
            clause.fill(Place.DIRECT_OBJECT, own if present else [])
    if passive and not clause.places.get(Place.SUBJECT):
        clause.fill(Place.SUBJECT, _agent_behind_place(verb))
    if clause.places.get(Place.SUBJECT):
        clause.fill(Place.SUBJECT, find_partners(verb))
    misread = object_read_as_subject(verb)
    clause.fill(Place.DIRECT_OBJECT, [misread] if misread is not None else [])
    if not passive and not clause.places.get(Place.DIRECT_OBJECT):
        clause.fill(Place.DIRECT_OBJECT, _relative_object(verb))
    clause.prepositional.extend(find_prepositional(verb))
    for child in verb.children:
        if passive and child.dep_ == "prep" and child.lower_ == "as":
            for role in child.children:
                clause.prepositional.extend(find_prepositional(role))
    for child in verb.children:
        if child.dep_ in {"dobj", "advmod", "prt", "oprd", "acomp", "nsubjpass"}:
            clause.prepositional.extend(find_prepositional(child))
        if child.dep_ == "dobj" and not passive:
            clause.distant.extend(p for v in child.children if v.dep_ == "relcl" for p in find_prepositional(v))
    _share_with_conjunct(verb, clause, passive)
    return clause


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


def read_noun(noun: Token) -> Clause:
    """Return the clause of a relational noun: what it is said of, its prepositional objects and modifiers."""
    clause = Clause(noun)
    top = _predicate_of(first_conjunct(noun))
    if top is not noun and top.i < noun.i and top.dep_ == "attr":
        clause.fill(Place.MODIFIER, list(noun.doc[top.i : noun.i]))
    beside = find_neighbour(noun)
    if beside is not None:
        clause.fill(Place.COPULATIVE, [beside])
    elif top.dep_ in {"attr", "oprd"} and top.head.lemma_ in COPULAS | {"call", "consider", "name"}:
        clause.verb = top.head
        clause.fill(Place.COPULATIVE, [s for s in find_subjects(top.head) if s.dep_ != "expl"])
        clause.prepositional.extend(find_prepositional(top.head))
    elif top.dep_ == "appos":
        anchor = find_anchor(top)
        clause.fill(Place.COPULATIVE, [anchor])
        clause.prepositional.extend((m, t) for m, t in find_prepositional(anchor) if t.i > noun.i)
    elif top.dep_ == "pobj" and top.head.lower_ in {"among", "amongst"}:
        clause.verb = top.head.head
        counted = [c for c in clause.verb.children if c.dep_ == "dobj"]
        clause.fill(Place.COPULATIVE, counted or find_subjects(clause.verb))
    elif top.dep_ == "pobj" and top.head.lower_ == "as":
        verb = top.head.head
        if verb.pos_ == "VERB":
            clause.verb = verb
            found = read_verb(verb)
            # "started life as a fork" is said of what started.
            objects = [t for t in found.places.get(Place.DIRECT_OBJECT, []) if t.lower_ != "life"]
            if verb.lemma_ == "think":  # "think of X as an alternative to Y"
                objects += [t for marker, t in found.prepositional if marker == "of"]
            clause.fill(Place.COPULATIVE, objects or found.places.get(Place.SUBJECT, []))
    elif top.dep_ == "dobj" and top.head.pos_ == "VERB":
        # "are building blocks" is read as what somebody builds.
        if top.head.tag_ == "VBG" and top.head.i == noun.i - 1 and any(c.lemma_ == "be" for c in top.head.children):
            clause.fill(Place.COPULATIVE, find_subjects(top.head))
        clause.verb = top.head
        clause.fill(Place.SUBJECT, find_subjects(top.head))
        if any(c.dep_ == "det" and c.lower_ in {"a", "an"} for c in top.children):
            clause.fill(Place.COPULATIVE, _offered_with(top.head))
        clause.prepositional.extend((m, t) for m, t in find_prepositional(top.head) if t.i > noun.i)
    elif noun.tag_ == "VBG" or (top.dep_ == "pobj" and top.head.lower_ in {"via", "through", "by"}):
        clause.verb = main_verb(top.head)
        clause.fill(Place.SUBJECT, find_subjects(clause.verb) if clause.verb is not None else [])
    elif find_said_of(noun) != [noun]:
        clause.fill(Place.COPULATIVE, find_said_of(noun))
    for child in noun.children:
        if child.dep_ == "appos" and ")" not in noun.doc[noun.i : child.i].text.partition("(")[0]:
            clause.fill(Place.COPULATIVE, [child])
        elif child.dep_ == "poss" or (child.dep_ == "nmod" and any(c.dep_ == "case" for c in child.children)):
            clause.fill(Place.POSSESSIVE, [child])
        elif child.dep_ in {"compound", "amod", "nmod", "npadvmod"} and child.i < noun.i:
            clause.fill(Place.MODIFIER, [t for t in child.subtree if t.i < noun.i and not t.is_punct])
    clause.fill(Place.COPULATIVE, _named_right_behind(noun))
    if noun.dep_ in {"compound", "nmod"} and noun.i < noun.head.i:
        clause.fill(Place.COPULATIVE, find_said_of(noun.head))
        clause.fill(Place.POSSESSIVE, [c for c in noun.head.children if c.dep_ == "poss"])
    if not clause.places.get(Place.COPULATIVE):
        clause.fill(Place.COPULATIVE, [noun])
    clause.prepositional.extend(find_prepositional(noun))
    if top.dep_ in {"nsubj", "nsubjpass"} and (top.head.lemma_ in _COMING or is_passive(top.head)):
        own = _is_done_by(top.head)
        clause.prepositional.extend(  # "contributions to X come from Y", and not "development is funded by Y"
            (m, t) for m, t in find_prepositional(top.head) if m != "by" or own
        )
    # "the donation of X to Y" gives X to Y.
    clause.fill(
        Place.DIRECT_OBJECT,
        [t for marker, t in clause.prepositional if marker == "of" and t.head.head == noun],
    )
    return clause


def _named_right_behind(noun: Token) -> list[Token]:
    """Return the name right behind a noun that belongs to somebody: "its fork X adds", "replaced its predecessor X"."""
    if not any(c.dep_ == "poss" for c in noun.children) or noun.i + 1 >= len(noun.doc):
        return []
    name = noun.nbor(1)
    while name.dep_ in {"compound", "nmod"} and name.head.i == name.i + 1:
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
    if top.dep_ in {"acomp", "attr", "oprd"} and top.head.pos_ in {"AUX", "VERB"}:
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
