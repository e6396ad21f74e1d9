"""Said of: what verbs and nouns are said of, through relatives, conjunctions, infinitives and participles.

Works on the dependency labels of spaCy's English models (ClearNLP style).
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from kg.language.grammar import (
    ADVISING,
    GENERIC,
    has_subject,
    is_label,
    is_part_of_verb,
    is_passive,
    is_subject,
    noun_before_auxiliary,
    noun_before_time,
    object_read_as_subject,
)
from kg.language.phrases import find_anchor, find_partners, first_conjunct, opening_of, relative_head
from kg.language.tags import ARTICLES, COMPOUNDS, FINITE, INDEFINITE, SUBJECTS, VERBS

# Verbs whose object does what their infinitive says: "enables X to ...".
_OBJECT_CONTROL_WORDS = """
allow enable help let make ask tell force cause require configure set permit want expect instruct
get teach lead invite encourage push
"""

_OBJECT_CONTROL = frozenset(_OBJECT_CONTROL_WORDS.split())
# Who does something with a tool, beside nobody in particular.
_USERS = GENERIC | {"companies", "firms", "enterprises", "businesses", "vendors", "customers", "institutions"}
_USING = {"use", "leverage", "employ", "utilize"}
COPULAS = {"be", "become", "remain"}
_DEEPEST = 6
_WHERE = {"in", "near"}


def find_subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Return the words a verb is said of; `depth`: through how many other verbs they were looked for."""
    if depth > _DEEPEST:
        return []
    fragment = noun_before_time(verb)
    if fragment is not None:
        return [fragment]
    own = _own_subjects(verb)
    if own:
        meant = _means_of(verb) if own[0].lower_ in GENERIC else []
        return meant or [said for token in own for said in stands_for(token)]
    lost = _find_lost(verb)
    if lost:
        return lost
    find = _BY_RELATION.get(verb.dep_)
    return find(verb, depth + 1) if find is not None else []


def _own_subjects(verb: Token) -> list[Token]:
    """Return the subjects that stand with a verb itself."""
    misread = object_read_as_subject(verb)
    own = [
        child
        for child in verb.children
        if is_subject(child) and child != misread and not is_part_of_verb(child) and not is_label(child, verb)
    ]
    return own + _named_along(verb) if own else []


def _find_lost(verb: Token) -> list[Token]:
    """Return the subject that a parse hangs elsewhere: a name right before a verb, or before its auxiliary."""
    if verb.tag_ in {"VBZ", "VBD"} and verb.dep_ == "ROOT":
        names = [c for c in verb.children if c.dep_ in COMPOUNDS and c.pos_ == "PROPN" and c.i == verb.i - 1]
        if names:
            return names
    before = noun_before_auxiliary(verb)
    return [before] if before is not None else []


def _of_conjunct(verb: Token, depth: int) -> list[Token]:
    """Return the subjects of the verb that a verb is joined to."""
    return find_subjects(verb.head, depth) if verb.head.pos_ in VERBS else []


def _of_loose_conjunct(verb: Token, depth: int) -> list[Token]:
    """Return the subjects of the first of several passives: "was X, is Y, and is Z"."""
    return _of_conjunct(verb, depth) if any(c.dep_ == "auxpass" for c in verb.children) else []


def _of_participle(verb: Token, _: int) -> list[Token]:
    """Return what a participle behind a noun is said of: "a tool written in X"."""
    if is_label(verb.head, verb):
        return []
    if (whole := _whole_phrase(verb)) is not None:
        return [whole]
    if (told := _before_bare_name(verb)) is not None:
        return find_said_of(told)
    if verb.tag_ == "VBG" and (nearest := verb.nbor(-1)).tag_ == "NNS":
        return _of_noun(verb, nearest)  # "a format for services running on X": the services run there
    return _of_noun(verb, verb.head)


def _before_bare_name(verb: Token) -> Token | None:
    """Return the noun that a clause narrows over the name behind it: "a fork of X created by Y" is of the fork.

    No clause narrows a bare name: it would stand behind a comma.
    """
    name = _bare_name_before(verb)
    first = first_conjunct(verb.head)
    if name is None or first.dep_ != "pobj" or verb.tag_ not in {"VBN", "VBD", "VBZ"}:
        return None
    told = first.head.head
    return told if first.head.lower_ in {"of", "for"} and told.pos_ == "NOUN" else None


def _bare_name_before(verb: Token) -> Token | None:
    """Return the name without article right before a clause: the noun it hangs on, or the last joined to that."""
    joined = [t for t in verb.head.subtree if t.dep_ == "conj" and first_conjunct(t) == first_conjunct(verb.head)]
    name = next((t for t in (verb.head, *joined) if t.i == verb.left_edge.i - 1), None)
    bare = name is not None and name.pos_ == "PROPN" and not any(c.dep_ == "det" for c in name.children)
    return name if bare else None


def _of_opening(verb: Token, depth: int) -> list[Token]:
    """Return what a participle read as a preposition is said of: "Based on X, Y ..." says it of Y."""
    opens = verb.i == 0 and verb.tag_ == "VBN" and verb.head.pos_ in VERBS
    return find_subjects(verb.head, depth) if opens else []


def _of_relative(verb: Token, _: int) -> list[Token]:
    """Return what a relative clause is said of."""
    told = _before_bare_name(verb)
    return _of_noun(verb, verb.head) if told is None else find_said_of(told)


def _of_noun(verb: Token, noun: Token) -> list[Token]:
    """Return what is told of a noun by a verb behind it."""
    before = opening_of(verb)
    if before > 0 and verb.doc[before].text == "(":
        return [verb.doc[before - 1]]
    if verb.tag_ == "VB" and not _is_ranked(noun) and any(c.lower_ == "to" for c in verb.children):
        return []  # "a way to use X" says of nobody that they use it
    if noun.lower_ in _RANKS and noun.dep_ == "conj" and noun.head.pos_ in VERBS:
        return find_subjects(noun.head)  # "was accepted in 2016, and the first to graduate"
    # "deploys applications using X": who uses X stays open.
    if verb.tag_ == "VBG" and verb.lemma_ == "use" and noun.dep_ in {"dobj", "conj", "pobj", "ROOT"}:
        return find_said_of(noun) if noun.lower_ in _USERS else []
    return find_said_of(noun)


def _of_adverbial(verb: Token, depth: int) -> list[Token]:
    """Return what a clause beside another is said of: "X, written in Y, ...", "X does this by using Y"."""
    head = verb.head
    if any(t.text == ";" for t in verb.doc[min(verb.i, head.i) : max(verb.i, head.i)]):
        return []
    edge = opening_of(verb)
    name = verb.doc[edge - 1] if verb.tag_ == "VBN" and edge > 0 and verb.doc[edge].text == "," else None
    if name is not None and name.pos_ == "PROPN" and name.dep_ != "pobj":
        return [name]
    if head.pos_ in VERBS:
        return [] if _leaves_open(verb) else find_subjects(head, depth) + find_partners(head)
    makes = head.pos_ == "ADJ" and head.head.lemma_ == "make"  # "X makes it easy to ..."
    return find_subjects(head.head, depth) if makes else []


def _of_infinitive(verb: Token, depth: int) -> list[Token]:
    """Return what an infinitive or a gerund is said of: the subject of its verb, or its object ("enables X to ...")."""
    head = verb.head
    if head.pos_ == "ADJ":
        return find_subjects(head.head, depth)
    if head.pos_ not in VERBS or _leaves_open(verb):
        return []
    if head.lemma_ in _USING and (used := _used_by_anybody(head)):
        return used
    objects = [c for c in head.children if c.dep_ == "dobj"] if head.lemma_ in _OBJECT_CONTROL else []
    if objects and objects[0].lower_ in GENERIC:
        return find_subjects(head, depth)  # "X allows you to ...": with X it is done
    return objects or find_subjects(head, depth) + find_partners(head)


def _leaves_open(verb: Token) -> bool:
    """Tell whether it stays open who does what a gerund tells."""
    head = verb.head
    if verb.tag_ != "VBG":
        return False
    if head.lemma_ in ADVISING:
        return True  # "proposed using X"
    using = verb.lemma_ in _USING
    if is_passive(head) and (verb.dep_ == "advcl" or using):
        return True  # "is done using X"
    if verb.dep_ == "advcl":
        return using and not has_subject(head)  # "to test the suite of X using Y"
    return using and head.lemma_ in _OBJECT_CONTROL  # "helps users work using X"


def _of_complement(verb: Token, depth: int) -> list[Token]:
    """Return the subjects of the verb whose complement an adjective is."""
    return find_subjects(verb.head, depth) if verb.pos_ == "ADJ" and verb.head.pos_ in VERBS else []


def _of_prepositional(verb: Token, depth: int) -> list[Token]:
    """Return what a gerund behind a preposition is said of: "X helps by doing ..."."""
    head = verb.head
    if head.lower_ == "by" and head.head.lemma_ == "be":
        return []  # "by using X, Y is there": who uses X stays open
    if head.dep_ == "prep" and head.head.pos_ in VERBS:
        return find_subjects(head.head, depth)
    if head.lower_ == "of" and head.head.dep_ == "dobj":
        return find_subjects(head.head.head, depth)  # "gained the distinction of being"
    return []


def _of_clause(verb: Token, depth: int) -> list[Token]:
    """Return what a participle in the place of a clause is said of: "requires X be installed"."""
    head = verb.head
    if head.pos_ != "VERB" or verb.tag_ not in {"VBN", "VBG"}:
        return []
    between = [c for c in head.children if c.dep_ == "dobj" and c.i < verb.i]
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    return between if passive and between else find_subjects(head, depth)


def _whole_phrase(verb: Token) -> Token | None:
    """Return the noun of a sentence that is only a phrase, of which ", written in X" at its end is said."""
    root = next(token for token in verb.doc if token.dep_ == "ROOT")
    before = verb.doc[verb.left_edge.i - 1] if verb.left_edge.i else verb
    if verb.tag_ != "VBN" or root.pos_ != "NOUN" or before.text != ",":
        return None
    first = verb.doc[0]
    finite = any(token.tag_ in FINITE for token in verb.doc[: verb.i])
    return root if first.lower_ in INDEFINITE and first.head == root and not finite else None


def _means_of(verb: Token) -> list[Token]:
    """Return with what anybody does something: "With X, you can ...", "using X, teams can ...", "X lets you ..."."""
    head = verb.head
    if verb.dep_ == "ccomp" and head.lemma_ in _OBJECT_CONTROL and head.pos_ == "VERB":
        return find_subjects(head)
    if head.pos_ == "ADJ" and head.head.lemma_ == "make":
        return find_subjects(head.head)  # "X makes it easy for teams to ..."
    for child in verb.children:
        if child.i > verb.i or child.left_edge.i > 0:
            continue
        if child.dep_ == "prep" and child.lower_ in {"with", "through", "via"}:
            return [c for c in child.children if c.dep_ == "pobj"]
        if child.dep_ in {"advcl", "prep"} and child.lower_ in {"using", "with"}:
            return [c for c in child.children if c.dep_ in {"dobj", "pobj"}]
        if child.dep_ == "prep" and child.lower_ == "by":
            inner = [c for c in child.children if c.dep_ == "pcomp" and c.lemma_ in _USING]
            return [g for c in inner for g in c.children if g.dep_ == "dobj"]
    return []


def _used_by_anybody(verb: Token) -> list[Token]:
    """Return the tool of "you can use X to ...", which does what is done with it."""
    subjects = [c for c in verb.children if c.dep_ in SUBJECTS]
    objects = [c for c in verb.children if c.dep_ == ("nsubjpass" if is_passive(verb) else "dobj")]
    return objects if is_passive(verb) or any(c.lower_ in GENERIC for c in subjects) else []


_RANKS = frozenset("first second third fourth fifth last only latest".split())


def _is_ranked(noun: Token) -> bool:
    """Tell whether what a noun "to do something" stands for did it: "the second project to join", "the last"."""
    return noun.lower_ not in {"way", "time", "place", "method"} and any(
        c.lower_ in _RANKS or c.tag_ in {"JJS", "CD"} for c in (noun, *noun.children)
    )


def _named_along(verb: Token) -> list[Token]:
    """Return what "Along with X, Y ..." says together with its subject."""
    opening = next((c for c in verb.children if c.i == 0 and c.lower_ in {"along", "together"}), None)
    inner = [c for c in opening.children if c.lower_ == "with"] if opening is not None else []
    first = verb.doc[0]
    if first.lower_ in {"along", "together"} and first.head in verb.children and first.head.lower_ == "with":
        inner.append(first.head)
    return [g for c in inner for g in c.children if g.dep_ == "pobj"]


def stands_for(subject: Token) -> list[Token]:
    """Return what a subject stands for: of a relative pronoun the noun before it, or what that is said of."""
    head = relative_head(subject)
    if head is not None and subject.lower_ == "who" and head.dep_ == "pobj" and head.head.lower_ in _WHERE:
        return _person_above(head.head.head)
    return [subject] if head is None else find_said_of(head)


def _person_above(word: Token) -> list[Token]:
    """Return who "who" is behind a place: "a painter born in Porto, who ..."."""
    if word.dep_ in {"acl", "relcl"}:
        return find_said_of(word.head)
    return find_subjects(word) if word.pos_ in VERBS else find_said_of(word)


def find_said_of(noun: Token) -> list[Token]:
    """Return what is meant where something is told of `noun`: of a predicate noun the subject, say.

    "X is a tool developed by Y": the tool is X. A noun that names something itself stands for itself.
    """
    top = first_conjunct(noun)
    if top.dep_ == "pobj" and top.head.lower_ == "of" and top.head.head.lower_ in {"one", "some", "part", "two"}:
        top = top.head.head
    described = top.dep_ == "attr" and any(c.dep_ == "det" and c.lower_ in ARTICLES for c in top.children)
    if top.pos_ == "PROPN" and not described:
        return [noun]
    earlier = [c for c in top.head.children if c.dep_ == top.dep_ == "attr" and c.i < top.i and _has_article(c)]
    if earlier and _has_article(top) and top.doc[top.left_edge.i - 1].text == ",":
        return [noun]  # "X is a tool for Y, the spec that ..."
    if top.dep_ in {"attr", "oprd"} and top.head.lemma_ in COPULAS:
        subjects = [s for s in find_subjects(top.head) if s.lower_ not in {"there", "what"}]
        return subjects or [noun]
    if top.dep_ == "nsubj" and top.head.lemma_ == "be":
        return [c for c in top.head.children if c.dep_ in {"attr", "acomp"} and not _has_article(c)] or [noun]
    if top.dep_ == "appos" and any(c.lower_ in {"a", "an", "the", "another"} for c in top.children):
        return [find_anchor(top)]
    return [noun]


def _has_article(token: Token) -> bool:
    return any(child.dep_ == "det" for child in token.children)


# Where a verb without a subject stands -> where its subject is looked for.
_BY_RELATION: dict[str, Callable[[Token, int], list[Token]]] = {
    "conj": _of_conjunct,
    "dep": _of_loose_conjunct,
    "acl": _of_participle,
    "relcl": _of_relative,
    "advcl": _of_adverbial,
    "xcomp": _of_infinitive,
    "acomp": _of_complement,
    "attr": _of_complement,
    "pcomp": _of_prepositional,
    "prep": _of_opening,
    "ccomp": _of_clause,
}
