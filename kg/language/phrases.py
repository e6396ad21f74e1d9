"""Phrases: what stands beside a word, behind its prepositions, and above it in its clause.

Works on the dependency labels of spaCy's English models (ClearNLP style).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Token

from kg.language.led_dates import is_date
from kg.language.tags import ARTICLES, MODIFYING, PLURALS, VERBS

_JOINING = {"partner", "collaborate", "team", "cooperate", "join", "ally"}
_JOINT_WORK = {"collaboration", "cooperation", "partnership", "conjunction", "concert", "tandem"}


def find_objects(token: Token, *prepositions: str) -> list[Token]:
    """Return the objects of a word's phrases with some prepositions: of "a number of tools" behind "of" the tools."""
    return [c for prep in token.children if prep.lower_ in prepositions for c in prep.children if c.dep_ == "pobj"]


def opening_of(token: Token) -> int:
    """Return the index of what stands right before a phrase, the bracket or comma that opens it included."""
    edge = token.left_edge
    return edge.i if edge.text in {",", "(", "–"} and edge != token else edge.i - 1


def before_bracket(token: Token, longest: int | None = None) -> int:
    """Return the index of what stands before a word, and before a bracket between: "the Acme Gate (AG) project".

    `longest`: the most words and signs of such a bracket.
    """
    before = token.i - 1
    if before < 0 or token.doc[before].text != ")":
        return before
    stop = 0 if longest is None else max(0, before - longest)
    return next((n - 1 for n in range(before - 1, stop, -1) if token.doc[n].text == "("), before)


def find_neighbour(noun: Token) -> Token | None:
    """Return the name right before the comma that opens "..., the creator of ...", if one is there."""
    before = opening_of(noun)
    if before < 1 or noun.doc[before].text not in {",", "("} or noun.tag_ not in {"NN", "NNP"}:
        return None
    name = noun.doc[before - 1]
    if noun.doc[before].text == "(":
        return name if name.pos_ == "PROPN" else None
    # "Ann of Acme, the author of X": it is Ann.
    if name.dep_ == "pobj" and name.head.lower_ in {"of", "from"}:
        owner = name.head.head
        if owner.dep_ == "appos" and owner.pos_ == "NOUN":
            owner = find_anchor(owner)  # "Ann, an author of X, a founder of Y"
        name = owner if owner.pos_ == "PROPN" else name
    article = any(c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ in ARTICLES) for c in noun.children)
    return name if article and name.pos_ == "PROPN" and noun.dep_ in {"attr", "appos", "conj", "npadvmod"} else None


def find_anchor(noun: Token) -> Token:
    """Return the word an apposition stands beside: the name right before the comma or bracket."""
    before = opening_of(noun)
    tokens = noun.doc
    if noun.tag_ in PLURALS and tokens[before].text == ",":
        return noun.head
    if before < 1 or tokens[before].text not in {",", "(", "–", "-"}:
        return noun.head
    while before > 0 and tokens[before].text in {",", "(", ")", "–", "-", '"', "”", "’"}:
        before -= 1
    nearest = tokens[before]
    role = nearest.head.head if nearest.dep_ == "pobj" and nearest.head.dep_ == "prep" else nearest
    if role.dep_ == "appos" and role.pos_ == "NOUN" and not any(c.dep_ in {"det", "poss"} for c in noun.children):
        return find_anchor(role)  # "Ann, an author of X, founder of Y"
    listed = (
        nearest.dep_ == "conj" and nearest.tag_ in {"NN", "NNS"} and nearest.i < noun.i
    )  # "X, and sidecars, a feature"
    return nearest if listed or nearest.pos_ == "PROPN" or nearest.tag_ in {"NNP", "NNPS"} else noun.head


def find_prepositional(token: Token) -> list[tuple[str, Token]]:
    """Return (marker, object) for each prepositional phrase of a word; "on top of X" is one marker.

    A date without a preposition counts as one with "on": "released June 2011".
    """
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
    found.extend(_used_there(token))
    found.extend(("on", child) for child in token.children if is_date(child))
    for verb in token.children:  # "is built using X"
        if verb.lower_ == "using" and verb.i == token.i + 1:
            found.extend(("using", c) for c in verb.children if c.dep_ in {"dobj", "pobj"})
    for verb in token.children:  # "to configured destinations" is read as an infinitive
        labels = {(c.lower_ if c.dep_ == "aux" else c.dep_) for c in verb.children}
        if verb.tag_ == "VBN" and "to" in labels and "auxpass" not in labels:
            found.extend(("to", c) for c in verb.children if c.dep_ == "dobj")
    return found


def _used_there(verb: Token) -> Iterator[tuple[str, Token]]:
    """Yield "in production at X" as one marker where a parse hangs both phrases on the verb."""
    preps = [c for c in verb.children if c.dep_ in {"prep", "agent"}]
    for one, other in pairwise(preps):
        noun = next((c for c in one.children if c.dep_ == "pobj"), None)
        if noun is not None and noun.lower_ in {"production", "use"} and other.i == noun.i + 1:
            yield from ((f"{one.lower_} {noun.lower_} {m}", t) for m, t in _objects_of(other, other.lower_))


def _objects_of(prep: Token, marker: str) -> Iterator[tuple[str, Token]]:
    for child in prep.children:
        if child.dep_ == "pobj":
            yield marker, child
            for inner in child.children:
                if inner.dep_ == "prep" and len(list(child.lefts)) <= 1:
                    yield from ((f"{marker} {child.lower_} {m}", t) for m, t in _objects_of(inner, inner.lower_))
                if inner.dep_ == "prep" and (marker, child.lower_) == ("out of", "box"):
                    yield from _objects_of(inner, inner.lower_)  # "integrates out of the box with X"
        elif child.dep_ == "prep":
            yield from _objects_of(child, f"{marker} {child.lower_}")
            if prep.tag_ != "VBN":  # "Based on X, Y runs": nothing runs on X
                yield from _objects_of(child, child.lower_)
        elif child.dep_ in {"pcomp", "amod"} and child.pos_ in {"ADJ", "NOUN"}:
            yield marker, child
        elif child.dep_ == "pcomp" and child.text.istitle():
            # A name taken for a verb: "promoted to Incubating status".
            yield from ((marker, c) for c in child.children if c.dep_ == "dobj" and c.i == child.i + 1)


def governing_verb(token: Token) -> Token | None:
    """Return the verb whose clause a word belongs to; None inside appositions and relative clauses."""
    current = token
    while current.head != current:
        if current.dep_ in {"appos", "relcl", "acl"}:
            return None
        current = current.head
        if current.pos_ in VERBS:
            return current
    return None


def main_verb(token: Token) -> Token | None:
    """Return the verb of the clause that holds a token, through infinitives and clauses of manner."""
    found = None
    current = token
    while True:
        if current.pos_ in VERBS and current.tag_ not in {"VBG", "VBN"}:
            found = current
        if current.head == current or current.dep_ in {"relcl", "acl"}:
            return found or (current if current.pos_ == "VERB" else None)
        current = current.head


def relative_head(token: Token) -> Token | None:
    """Return the noun a relative pronoun stands for."""
    if token.lower_ not in {"which", "that", "who", "whom"}:
        return None
    current = token
    while current.head != current:
        if current.dep_ == "relcl":
            return _whoever(current.head, token)
        current = current.head
    return None


def _whoever(noun: Token, pronoun: Token) -> Token:
    """Return whom "who" means behind a comma: in "Ann Lee, a founder of Acme, who ..." it is Ann, and not Acme."""
    if pronoun.lower_ not in {"who", "whom"} or pronoun.nbor(-1).text != "," or noun.dep_ != "pobj":
        return noun
    told = noun.head.head
    anchor = find_anchor(told) if told.dep_ == "appos" else told
    return anchor if anchor.pos_ == "PROPN" else noun


def first_conjunct(token: Token) -> Token:
    """Return the first of the nouns or adjectives that a word is joined to."""
    while token.dep_ == "conj" and token.head.pos_ in {"NOUN", "PROPN", "ADJ"}:
        token = token.head
    return token


def modifies_noun(token: Token) -> bool:
    """Tell whether a name only modifies the noun after it ("Acme breaches")."""
    return token.dep_ in MODIFYING and token.head.i > token.i and token.head.pos_ == "NOUN"


def find_partners(verb: Token) -> list[Token]:
    """Return with whom something is done: "partnered with X to ...", "in collaboration with X"."""
    found: list[Token] = []
    for prep in verb.children:
        if prep.dep_ != "prep":
            continue
        together = prep.i > 0 and prep.nbor(-1).lower_ in {"together", "jointly"}
        if prep.lower_ == "with" and (verb.lemma_ in _JOINING or together):
            found.extend(c for c in prep.children if c.dep_ == "pobj")
        nouns = (
            [c for c in prep.children if c.dep_ == "pobj" and c.lower_ in _JOINT_WORK] if prep.lower_ == "in" else []
        )
        found.extend(token for noun in nouns for token in find_objects(noun, "with"))
    return found
