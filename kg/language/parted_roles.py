"""Parted roles: "CTO of X and creator of Y" has two, though a parser joins the second to the name within the first."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.language.docs import with_parse
from kg.language.phrases import first_conjunct
from kg.language.tags import NOUNS

_OF = frozenset(("of", "at", "behind"))


def join_roles(parse: Doc) -> Doc:
    """Return a parse with a role joined to the one before it, and with its own "of" hung on it."""
    moved = dict(_find_moved(parse))
    if not moved:
        return parse
    heads = [moved.get(token.i, token.head.i) for token in parse]
    return with_parse(parse, list(parse), heads, [bool(token.is_sent_start) for token in parse])


def _find_moved(parse: Doc) -> Iterator[tuple[int, int]]:
    """Yield the place of each word that hangs wrongly, and that of the word on which it belongs."""
    for prep in parse[2:]:
        role = parse[prep.i - 1]
        if prep.dep_ != "prep" or prep.lower_ not in _OF or role.dep_ != "conj" or role.pos_ not in NOUNS:
            continue
        before = role.head
        if prep.head == before and _has_own(before, role):
            yield prep.i, role.i  # "creator of X and CTO of Y"
        elif prep.head == role and before.pos_ == "PROPN" and role.tag_ in {"NN", "NNS"}:
            name = first_conjunct(before)
            above = name.head.head if name.dep_ == "pobj" and name.head.lower_ in _OF else None
            if above is not None and above.pos_ in NOUNS and _is_near(before, role):
                yield role.i, above.i  # "CTO of X and creator of Y"


def _has_own(before: Token, role: Token) -> bool:
    """Tell whether the noun that a role is joined to has an "of" of its own before it."""
    return any(child.dep_ == "prep" and child.lower_ in _OF and child.i < role.i for child in before.children)


def _is_near(name: Token, role: Token) -> bool:
    """Tell whether only "and" stands between a name and the role, with the words of each."""
    return all(t.lower_ in {"and", ","} or t.dep_ in {"det", "amod", "compound"} for t in name.doc[name.i + 1 : role.i])
