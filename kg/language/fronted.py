"""Fronted descriptions: "A fork of X, Y is fast" says of the subject behind the comma what it is, as an apposition.

A parser hangs such a noun on the verb, as another subject or as a clause of its own.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.language.docs import with_parse
from kg.language.tags import AUXILIARIES, COMPOUNDS, FINITE, INDEFINITE, NOUNS, SUBJECTS

# How long ago or how soon something was: "A year later, X ...".
_SPANS = frozenset("second minute hour day week month quarter year decade century while moment bit time".split())
_WHEN = frozenset("originally initially first now today still already always".split())


def join_fronted(parse: Doc) -> Doc:
    """Return a parse with the noun that a sentence opens with in apposition to the subject behind its comma."""
    found = _find_fronted(parse)
    if found is None:
        return parse
    noun, subject = found
    heads = [token.head.i for token in parse]
    deps = [token.dep_ for token in parse]
    heads[noun.i], deps[noun.i] = subject.i, "appos"
    for token in parse[: noun.right_edge.i + 1]:
        if token.i < noun.i and token.head.i > noun.right_edge.i:
            heads[token.i] = noun.i  # "Originally"
    return with_parse(parse, list(parse), heads, [bool(token.is_sent_start) for token in parse], deps)


def _is_only_linked(verb: Token) -> bool:
    """Tell whether a noun put first is the predicate of what follows: "A fork of X, Y is not"."""
    if any(c.dep_ == "neg" for c in verb.children):
        return True
    linking = [t for t in (verb, *(c for c in verb.children if c.dep_ == "xcomp")) if t.lemma_ in {"be", "become"}]
    return any(not any(c.dep_ in {"attr", "acomp"} and c.i > t.i for c in t.children) for t in linking)


def _find_fronted(parse: Doc) -> tuple[Token, Token] | None:
    """Return the noun and the subject that it is said of; None where a sentence opens with something else."""
    first = 1 if parse[0].lower_ in _WHEN and len(parse) > 1 else 0
    article = parse[first]
    noun = article.head
    if article.lower_ not in INDEFINITE or noun.pos_ not in NOUNS or noun.i <= first or noun.lower_ in _SPANS:
        return None
    comma = noun.right_edge.i + 1
    if comma + 2 >= len(parse) or parse[comma].text != "," or any(t.text == "," for t in parse[first:comma]):
        return None
    subject = parse[comma + 1]
    while subject.dep_ in COMPOUNDS and subject.head.i == subject.i + 1:
        subject = subject.head
    verb = subject.head
    if _is_only_linked(verb) or any(c.dep_ == "prep" and c.lower_ == "like" for c in noun.children):
        return None
    named = subject.pos_ == "PROPN" or subject.lower_ in {"it", "they", "he", "she"}
    states = verb.tag_ in FINITE or any(c.dep_ in AUXILIARIES and c.tag_ in FINITE for c in verb.children)
    behind = parse[subject.i + 1 : subject.i + 2].text
    if not named or subject.dep_ not in SUBJECTS or not states or behind in {",", "and", "or"} or verb.i < subject.i:
        return None
    return (noun, subject) if noun.head in {verb, subject} or noun.head == noun else None
