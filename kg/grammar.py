"""Grammar: which words of a parsed sentence stand in which place of a verb, noun or adjective.

Works on the dependency labels of spaCy's English models (ClearNLP style).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from kg.statements import Modality
from ontology import Place

_HEDGES = {"may", "might", "could", "would", "should"}
_HEDGE_ADVERBS = {
    "possibly",
    "perhaps",
    "probably",
    "likely",
    "potentially",
    "reportedly",
    "apparently",
    "presumably",
    "maybe",
}
_PLANS = {
    "plan",
    "intend",
    "hope",
    "expect",
    "want",
    "aim",
    "propose",
    "consider",
    "promise",
    "try",
    "seek",
    "wish",
}
_SEEMINGS = {"appear", "seem", "believe", "think", "suspect", "assume", "wonder"}
# Verbs whose object does what their infinitive says: "enables X to ...".
_OBJECT_CONTROL_WORDS = """
allow enable help let make ask tell force cause require configure set permit want expect instruct
get teach lead invite encourage push
"""
_OBJECT_CONTROL = frozenset(_OBJECT_CONTROL_WORDS.split())
_COPULAS = {"be", "become", "remain"}


@dataclass
class Clause:
    """A head word with the words in its places; `prepositional` pairs a marker with its object."""

    head: Token
    places: dict[Place, list[Token]] = field(default_factory=dict)
    prepositional: list[tuple[str, Token]] = field(default_factory=list)
    verb: Token | None = None
    passive: bool = False

    def fill(self, place: Place, tokens: list[Token]) -> None:
        """Put words in a place, each once."""
        known = self.places.setdefault(place, [])
        known.extend(token for token in tokens if token not in known)


def read_verb(verb: Token) -> Clause:
    """Return the clause of a verb, passives and reduced relatives turned to their active places."""
    passive = is_passive(verb)
    clause = Clause(verb, verb=verb, passive=passive)
    subjects = find_subjects(verb)
    clause.fill(Place.DIRECT_OBJECT if passive else Place.SUBJECT, subjects)
    for child in verb.children:
        if child.dep_ == "agent" or (passive and child.dep_ == "prep" and child.lower_ == "by"):
            clause.fill(Place.SUBJECT, [c for c in child.children if c.dep_ == "pobj"])
        elif child.dep_ in {"dobj", "obj"} and not passive:
            clause.fill(Place.DIRECT_OBJECT, [_relative_head(child) or child])
        elif child.dep_ == "npadvmod" and child.pos_ == "PROPN" and child.i > verb.i and not passive:
            if not any(c.dep_ == "dobj" for c in verb.children):
                clause.fill(Place.DIRECT_OBJECT, [child])
        elif child.dep_ in {"oprd", "attr"} or (passive and child.dep_ == "dobj"):
            clause.fill(Place.COMPLEMENT, [child])
    if verb.dep_ == "relcl" and not passive and not clause.places.get(Place.DIRECT_OBJECT):
        subject_is_relative = any(c.dep_ == "nsubj" and _relative_head(c) is not None for c in verb.children)
        if not subject_is_relative and any(c.dep_ == "nsubj" for c in verb.children):
            clause.fill(Place.DIRECT_OBJECT, find_said_of(verb.head))
    clause.prepositional.extend(find_prepositional(verb))
    for child in verb.children:
        if passive and child.dep_ == "prep" and child.lower_ == "as":
            for role in child.children:
                clause.prepositional.extend(find_prepositional(role))
    for child in verb.children:
        if child.dep_ in {"dobj", "advmod", "prt", "oprd", "acomp", "nsubjpass"}:
            clause.prepositional.extend(find_prepositional(child))
    _share_with_conjunct(verb, clause, passive)
    return clause


def _share_with_conjunct(verb: Token, clause: Clause, passive: bool) -> None:
    """Give a verb the agent and phrases of the verb joined to it: "was developed and tested by X at Y"."""
    if any(child.dep_ in {"agent", "dobj", "prep"} for child in verb.children):
        return
    joined = [c for c in verb.children if c.dep_ == "conj" and c.i - verb.i <= 4]
    joined += [g for c in joined for g in c.children if g.dep_ == "acl" and g.i - verb.i <= 4]
    other = next((c for c in joined if c.tag_ == verb.tag_), None)
    if other is None or any(c.dep_ in {"nsubj", "nsubjpass", "aux", "auxpass"} for c in other.children):
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
    top = _predicate_of(_first_conjunct(noun))
    if top is not noun and top.i < noun.i and top.dep_ == "attr":
        clause.fill(Place.MODIFIER, list(noun.doc[top.i : noun.i]))
    beside = find_neighbour(noun)
    if beside is not None:
        clause.fill(Place.COPULATIVE, [beside])
    elif top.dep_ in {"attr", "oprd"} and top.head.lemma_ in _COPULAS | {"call", "consider", "name"}:
        clause.verb = top.head
        clause.fill(Place.COPULATIVE, [s for s in find_subjects(top.head) if s.dep_ != "expl"])
        clause.prepositional.extend(find_prepositional(top.head))
    elif top.dep_ == "appos":
        clause.fill(Place.COPULATIVE, [find_anchor(top)])
    elif top.dep_ == "pobj" and top.head.lower_ == "as":
        verb = top.head.head
        if verb.pos_ == "VERB":
            clause.verb = verb
            found = read_verb(verb)
            clause.fill(
                Place.COPULATIVE,
                found.places.get(Place.DIRECT_OBJECT, []) or found.places.get(Place.SUBJECT, []),
            )
    elif top.dep_ == "dobj" and top.head.pos_ == "VERB":
        # "are building blocks" is read as what somebody builds.
        if (
            top.head.tag_ == "VBG"
            and top.head.i == noun.i - 1
            and any(c.lemma_ == "be" for c in top.head.children)
        ):
            clause.fill(Place.COPULATIVE, find_subjects(top.head))
        clause.verb = top.head
        clause.fill(Place.SUBJECT, find_subjects(top.head))
        clause.prepositional.extend((m, t) for m, t in find_prepositional(top.head) if t.i > noun.i)
    elif noun.tag_ == "VBG" or (top.dep_ == "pobj" and top.head.lower_ in {"via", "through", "by"}):
        clause.verb = _main_verb(top.head)
        clause.fill(Place.SUBJECT, find_subjects(clause.verb) if clause.verb is not None else [])
    elif find_said_of(noun) != [noun]:
        clause.fill(Place.COPULATIVE, find_said_of(noun))
    for child in noun.children:
        if child.dep_ == "appos":
            clause.fill(Place.COPULATIVE, [child])
        elif child.dep_ == "poss" or (child.dep_ == "nmod" and any(c.dep_ == "case" for c in child.children)):
            clause.fill(Place.POSSESSIVE, [child])
        elif child.dep_ in {"compound", "amod", "nmod", "npadvmod"} and child.i < noun.i:
            clause.fill(Place.MODIFIER, [t for t in child.subtree if t.i < noun.i and not t.is_punct])
    if noun.dep_ in {"compound", "nmod"} and noun.i < noun.head.i:
        clause.fill(Place.COPULATIVE, find_said_of(noun.head))
    if not clause.places.get(Place.COPULATIVE):
        clause.fill(Place.COPULATIVE, [noun])
    clause.prepositional.extend(find_prepositional(noun))
    # "the donation of X to Y" gives X to Y.
    clause.fill(
        Place.DIRECT_OBJECT,
        [t for marker, t in clause.prepositional if marker == "of" and t.head.head == noun],
    )
    return clause


def _predicate_of(noun: Token) -> Token:
    """Return the predicate noun that a parse has split: "is an Acme incubating project" ends in "project"."""
    verb = noun.head
    split = (
        noun.dep_ == "dobj" and verb.tag_ == "VBG" and verb.dep_ in {"acl", "amod"} and verb.i == noun.i - 1
    )
    return verb.head if split and verb.head.i == verb.i - 1 and verb.head.dep_ == "attr" else noun


def read_adjective(adjective: Token) -> Clause:
    """Return the clause of an adjective with a complement ("compatible with Y")."""
    clause = Clause(adjective)
    top = _first_conjunct(adjective)
    if top.dep_ in {"acomp", "attr", "oprd"} and top.head.pos_ in {"AUX", "VERB"}:
        clause.verb = top.head
        clause.fill(Place.COPULATIVE, find_subjects(top.head))
        clause.prepositional.extend(find_prepositional(top.head))
    elif top.dep_ in {"amod", "appos", "relcl", "acl"}:
        said_of = find_said_of(top.head)
        if top.dep_ != "amod" or said_of != [top.head] or top.head.pos_ == "PROPN":
            clause.fill(Place.COPULATIVE, said_of)
        if adjective.i < top.head.i:
            clause.prepositional.extend(find_prepositional(top.head))
    clause.prepositional.extend(find_prepositional(adjective))
    clause.fill(Place.MODIFIER, [c for c in adjective.children if c.dep_ in {"npadvmod", "compound", "nmod"}])
    return clause


def is_passive(verb: Token) -> bool:
    """Tell whether a verb stands in the passive, reduced relatives ("developed by X") included."""
    if any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children):
        return True
    if verb.tag_ == "JJ" and verb.lower_.endswith("ed"):
        return True
    if verb.dep_ in {"acl", "amod", "advcl"} and verb.tag_ == "VBN":
        return not any(child.dep_ == "aux" for child in verb.children)
    if (
        verb.dep_ == "conj"
        and verb.tag_ in {"VBN", "VBD"}
        and not any(c.dep_ in {"nsubj", "aux"} for c in verb.children)
    ):
        return (
            verb.head.pos_ == "VERB"
            and is_passive(verb.head)
            and not any(c.dep_ == "dobj" for c in verb.children)
        )
    return (
        verb.tag_ == "VBN"
        and verb.dep_ in {"ROOT", "ccomp"}
        and any(c.dep_ == "agent" for c in verb.children)
    )


def find_subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Return the words a verb is said of, through relatives, conjunctions, infinitives and participles."""
    if depth > 6:
        return []
    own = [child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}]
    if own:
        return [said for token in own for said in _stands_for(token)]
    head = verb.head
    if verb.tag_ in {"VBZ", "VBD"} and verb.dep_ == "ROOT":
        names = [
            c
            for c in verb.children
            if c.dep_ in {"compound", "nmod"} and c.pos_ == "PROPN" and c.i == verb.i - 1
        ]
        if names:
            return names
    repaired = _noun_before_auxiliary(verb)
    if repaired is not None:
        return [repaired]
    if verb.dep_ == "conj" and head.pos_ in {"VERB", "AUX"}:
        return find_subjects(head, depth + 1)
    if verb.dep_ in {"acl", "relcl"}:
        before = opening_of(verb)
        if before > 0 and verb.doc[before].text == "(":
            return [verb.doc[before - 1]]
        # "deploys applications using X": who uses X stays open.
        if verb.tag_ == "VBG" and verb.lemma_ == "use" and head.dep_ in {"dobj", "conj"}:
            return []
        return find_said_of(head)
    if verb.dep_ == "advcl" and verb.tag_ == "VBN":
        edge = opening_of(verb)
        if edge > 0 and verb.doc[edge].text == "," and verb.doc[edge - 1].pos_ == "PROPN":
            return [verb.doc[edge - 1]]
    if verb.dep_ in {"xcomp", "advcl"} and head.pos_ in {"VERB", "AUX"}:
        if verb.dep_ == "advcl" and verb.tag_ == "VBG" and is_passive(head):
            return []  # "is done using X": by whom stays open
        controls = verb.dep_ == "xcomp" and head.lemma_ in _OBJECT_CONTROL
        objects = [c for c in head.children if c.dep_ == "dobj"] if controls else []
        return objects or find_subjects(head, depth + 1)
    if verb.dep_ in {"acomp", "attr"} and verb.pos_ == "ADJ" and head.pos_ in {"VERB", "AUX"}:
        return find_subjects(head, depth + 1)
    if verb.dep_ == "xcomp" and head.pos_ == "ADJ":
        return find_subjects(head.head, depth + 1)
    if verb.dep_ == "pcomp" and head.dep_ == "prep" and head.head.pos_ in {"VERB", "AUX"}:
        return find_subjects(head.head, depth + 1)
    if verb.dep_ == "ccomp" and head.pos_ == "VERB" and verb.tag_ in {"VBN", "VBG"}:
        return find_subjects(head, depth + 1)
    return []


def _noun_before_auxiliary(verb: Token) -> Token | None:
    """Return the subject a parse has lost: the noun right before the first auxiliary of a finite verb."""
    auxiliaries = [
        c for c in verb.children if c.dep_ in {"aux", "auxpass"} and c.tag_ in {"VBZ", "VBP", "VBD", "MD"}
    ]
    if not auxiliaries or auxiliaries[0].i == 0 or verb.dep_ in {"conj", "relcl"}:
        return None
    before = auxiliaries[0].nbor(-1)
    return (
        before
        if before.pos_ in {"NOUN", "PROPN"} and before.dep_ in {"dobj", "appos", "ROOT", "dep"}
        else None
    )


def _stands_for(subject: Token) -> list[Token]:
    """Return what a subject stands for: of a relative pronoun the noun before it, or what that is said of."""
    head = _relative_head(subject)
    return [subject] if head is None else find_said_of(head)


def find_said_of(noun: Token) -> list[Token]:
    """Return what is meant where something is told of `noun`: of a predicate noun the subject, say.

    "X is a tool developed by Y": the tool is X. A noun that names something itself stands for itself.
    """
    top = _first_conjunct(noun)
    if (
        top.dep_ == "pobj"
        and top.head.lower_ == "of"
        and top.head.head.lower_ in {"one", "some", "part", "two"}
    ):
        top = top.head.head
    if top.pos_ == "PROPN":
        return [noun]
    if top.dep_ in {"attr", "oprd"} and top.head.lemma_ in _COPULAS:
        subjects = [
            s for s in find_subjects(top.head) if s.dep_ != "expl" and s.lower_ not in {"there", "what"}
        ]
        return subjects or [noun]
    if top.dep_ == "nsubj" and top.head.lemma_ == "be":
        return [c for c in top.head.children if c.dep_ in {"attr", "acomp"} and not _has_article(c)] or [noun]
    if top.dep_ == "appos" and any(c.lower_ in {"a", "an", "the", "another"} for c in top.children):
        return [find_anchor(top)]
    return [noun]


def opening_of(token: Token) -> int:
    """Return the index of what stands right before a phrase, the bracket or comma that opens it included."""
    edge = token.left_edge
    return edge.i if edge.text in {",", "(", "–"} and edge != token else edge.i - 1


def _has_article(token: Token) -> bool:
    return any(child.dep_ == "det" for child in token.children)


def find_neighbour(noun: Token) -> Token | None:
    """Return the name right before the comma that opens "..., the creator of ...", if one is there."""
    before = opening_of(noun)
    if before < 1 or noun.doc[before].text not in {",", "("} or noun.tag_ not in {"NN", "NNP"}:
        return None
    name = noun.doc[before - 1]
    if noun.doc[before].text == "(":
        return name if name.pos_ == "PROPN" else None
    # "Ann of Acme, the author of X": it is Ann.
    if name.dep_ == "pobj" and name.head.lower_ in {"of", "from"} and name.head.head.pos_ == "PROPN":
        name = name.head.head
    article = any(
        c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ in {"a", "an", "the"}) for c in noun.children
    )
    return (
        name
        if article and name.pos_ == "PROPN" and noun.dep_ in {"attr", "appos", "conj", "npadvmod"}
        else None
    )


def find_anchor(noun: Token) -> Token:
    """Return the word an apposition stands beside: the name right before the comma or bracket."""
    before = opening_of(noun)
    tokens = noun.doc
    if noun.tag_ in {"NNS", "NNPS"} and tokens[before].text == ",":
        return noun.head
    if before < 1 or tokens[before].text not in {",", "(", "–", "-"}:
        return noun.head
    while before > 0 and tokens[before].text in {",", "(", ")", "–", "-", '"', "”", "’"}:
        before -= 1
    nearest = tokens[before]
    return nearest if nearest.pos_ == "PROPN" or nearest.tag_ in {"NNP", "NNPS"} else noun.head


def find_prepositional(token: Token) -> list[tuple[str, Token]]:
    """Return (marker, object) for each prepositional phrase of a word; "on top of X" is one marker."""
    found: list[tuple[str, Token]] = []
    for prep in token.children:
        if prep.dep_ not in {"prep", "dative", "agent", "advmod"} or prep.pos_ not in {
            "ADP",
            "SCONJ",
            "ADV",
            "VERB",
        }:
            continue
        found.extend(_objects_of(prep, prep.lower_))
        for other in prep.children:  # "with X for logs and with Y"
            if other.dep_ == "conj" and other.pos_ == "ADP":
                found.extend(_objects_of(other, other.lower_))
    for verb in token.children:  # "to configured destinations" is read as an infinitive
        labels = {(c.lower_ if c.dep_ == "aux" else c.dep_) for c in verb.children}
        if verb.tag_ == "VBN" and "to" in labels and "auxpass" not in labels:
            found.extend(("to", c) for c in verb.children if c.dep_ == "dobj")
    return found


def _objects_of(prep: Token, marker: str) -> Iterator[tuple[str, Token]]:
    for child in prep.children:
        if child.dep_ == "pobj":
            yield marker, child
            for inner in child.children:
                if inner.dep_ == "prep" and len(list(child.lefts)) <= 1:
                    yield from (
                        (f"{marker} {child.lower_} {m}", t) for m, t in _objects_of(inner, inner.lower_)
                    )
        elif child.dep_ == "prep":
            yield from _objects_of(child, f"{marker} {child.lower_}")
            yield from _objects_of(child, child.lower_)
        elif child.dep_ in {"pcomp", "amod"} and child.pos_ in {"ADJ", "NOUN"}:
            yield marker, child


def find_modality(clause: Clause) -> Modality:
    """Tell how a clause is said: asserted, negated, hedged or planned."""
    verb = clause.verb or _governing_verb(clause.head)
    if verb is None:
        return Modality.ASSERTED
    if _is_negated(verb) or (clause.verb is None and _is_negated(clause.head)):
        return Modality.NEGATED
    if verb.dep_ == "pcomp" and verb.head.lower_ in {"without", "than"}:
        return Modality.NEGATED
    if any(
        c.lower_ in {"no", "neither"} and c.dep_ in {"det", "preconj", "neg"} for c in clause.head.children
    ):
        return Modality.NEGATED
    for step in _chain(verb):
        auxiliaries = {child.lower_ for child in step.children if child.dep_ == "aux"}
        adverbs = {child.lower_ for child in step.children if child.dep_ == "advmod"}
        if (
            auxiliaries & _HEDGES
            or adverbs & _HEDGE_ADVERBS
            or {"if", "whether", "unless"} & {c.lower_ for c in step.children if c.dep_ == "mark"}
        ):
            return Modality.HEDGED
        if auxiliaries & {"will", "shall", "'ll"}:
            return Modality.PLANNED
        if step is not verb and step.lemma_ in _PLANS:
            return Modality.PLANNED
        if step is not verb and step.lemma_ in _SEEMINGS:
            return Modality.HEDGED
        if step is not verb and _is_negated(step) and step.lemma_ not in {"do"}:
            return Modality.HEDGED
    return Modality.ASSERTED


def _is_negated(token: Token) -> bool:
    if any(child.dep_ == "neg" or child.lower_ in {"never", "hardly", "rarely"} for child in token.children):
        return True
    return any(
        c.lower_ == "longer" and any(g.lower_ in {"no", "not"} for g in c.children) for c in token.children
    )


def _chain(verb: Token) -> Iterator[Token]:
    """Yield a verb and the verbs it is a complement or a conjunct of."""
    yield verb
    current = verb
    while current.dep_ in {"xcomp", "ccomp", "conj", "pcomp", "prep"} and current.head != current:
        if current.dep_ == "ccomp" and current.head.i > current.i:
            return  # two sentences parted by a semicolon
        shares = current.dep_ != "conj" or not any(
            c.dep_ in {"nsubj", "nsubjpass", "aux", "auxpass"} for c in current.children
        )
        current = current.head
        if shares and current.pos_ in {"VERB", "AUX"}:
            yield current


def _governing_verb(token: Token) -> Token | None:
    current = token
    while current.head != current:
        if current.dep_ in {"appos", "relcl", "acl"}:
            return None
        current = current.head
        if current.pos_ in {"VERB", "AUX"}:
            return current
    return None


def _main_verb(token: Token) -> Token | None:
    """Return the verb of the clause that holds a token, through infinitives and clauses of manner."""
    found = None
    current = token
    while True:
        if current.pos_ in {"VERB", "AUX"} and current.tag_ not in {"VBG", "VBN"}:
            found = current
        if current.head == current or current.dep_ in {"relcl", "acl"}:
            return found or (current if current.pos_ == "VERB" else None)
        current = current.head


def _relative_head(token: Token) -> Token | None:
    """Return the noun a relative pronoun stands for."""
    if token.lower_ not in {"which", "that", "who", "whom"} or token.pos_ == "DET":
        return None
    current = token
    while current.head != current:
        if current.dep_ == "relcl":
            return current.head
        current = current.head
    return None


def _first_conjunct(token: Token) -> Token:
    while token.dep_ == "conj" and token.head.pos_ in {"NOUN", "PROPN", "ADJ"}:
        token = token.head
    return token
