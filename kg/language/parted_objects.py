"""Parted objects: "uses X for A and Y for B" has two, though a parser hangs the second on what the first is for."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.language.docs import with_parse
from kg.language.tags import VERBS
from kg.language.words import is_word

_FOR = frozenset(("for", "as"))
_JOINTS = frozenset((",", "and", "or"))


def join_objects(parse: Doc) -> Doc:
    """Return a parse with names that stand like the first object, before their own "for", joined to it."""
    moved = dict(_find_parted(parse))
    if not moved:
        return parse
    heads = [moved.get(token.i, token.head.i) for token in parse]
    deps = ["conj" if token.i in moved else token.dep_ for token in parse]
    return with_parse(parse, list(parse), heads, [bool(token.is_sent_start) for token in parse], deps)


def _find_parted(parse: Doc) -> Iterator[tuple[int, int]]:
    """Yield the place of each such name and that of the object to which it belongs."""
    first: Token | None = None
    for token in parse:
        name = parse[token.i - 1]
        if token.pos_ in VERBS and token.tag_ != "VBG":
            first = None  # another clause
        if token.lower_ not in _FOR or token.i == 0:
            continue
        if first is None:
            first = name if name.dep_ in {"dobj", "pobj"} and _is_name(name) else None
        elif _is_name(name) and _stands_joined(name) and name.head != first and not name.is_ancestor(first):
            yield name.i, first.i


def _is_name(token: Token) -> bool:
    return token.pos_ == "PROPN" or (token.text.isalnum() and not is_word(token.lower_))


def _stands_joined(name: Token) -> bool:
    """Tell whether a comma or "and" stands before a name of one or several words."""
    first = name
    while first.i and first.nbor(-1).dep_ == "compound" and first.nbor(-1).head == name:
        first = first.nbor(-1)
    return first.i > 0 and first.nbor(-1).lower_ in _JOINTS
