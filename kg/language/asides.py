"""Asides: what stands in brackets inside a sentence leads the parser astray, so it is parsed by itself.

"a light (written in Acme), fast proxy that ..." is parsed without its bracket, the bracket on its own; then the
bracket's parse is hung on the word before it, as an apposition or, if it begins with a participle, as a clause.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.language.docs import rewrite, with_parse

MAX_ASIDE = 40


@dataclass(frozen=True, slots=True)
class Aside:
    """A bracket of a sentence: the indices of its opening and closing token."""

    opening: int
    closing: int


def find_asides(words: Doc) -> list[Aside]:
    """Return the outermost round brackets inside a sentence that hold words and follow one."""
    found: list[Aside] = []
    depth, opening = 0, -1
    for token in words:
        if token.text == "(":
            opening = token.i if depth == 0 else opening
            depth += 1
        elif token.text == ")" and depth:
            depth -= 1
            if depth == 0 and _is_aside(words, opening, token.i):
                found.append(Aside(opening, token.i))
    return found if depth == 0 else []


def split_asides(words: Doc, asides: Sequence[Aside]) -> list[Doc]:
    """Return the sentence without its asides, then each aside by itself."""
    return [rewrite([words[i] for i in indices]) for indices in _indices(len(words), asides)]


def join_asides(words: Doc, asides: Sequence[Aside], parses: Sequence[Doc]) -> Doc:
    """Return the parse of the whole sentence from those of its parts."""
    parsed: list[Token | None] = [None] * len(words)
    heads = list(range(len(words)))
    deps = ["punct"] * len(words)
    for number, (indices, parse) in enumerate(zip(_indices(len(words), asides), parses, strict=True)):
        for index, token in zip(indices, parse, strict=True):
            parsed[index] = token
            heads[index] = indices[token.head.i]
            deps[index] = token.dep_
            if number and token.head == token:
                heads[index] = asides[number - 1].opening - 1
                deps[index] = _relation_of(token)
    roots = {bracket: aside.opening - 1 for aside in asides for bracket in (aside.opening, aside.closing)}
    for bracket, head in roots.items():
        heads[bracket] = head
    return with_parse(words, parsed, heads, [index == 0 for index in range(len(words))], deps)


def _relation_of(root: Token) -> str:
    """Return how an aside hangs on the word before it."""
    if root.doc[0].lower_ in {"and", "or"}:
        return "conj"
    return "acl" if root.tag_ in {"VBN", "VBG"} else "appos"


def _is_aside(words: Doc, opening: int, closing: int) -> bool:
    inside = closing - opening - 1
    return (
        opening > 0
        and 0 < inside <= MAX_ASIDE
        and words[opening - 1].text[-1].isalnum()
        and _stands_apart(words, opening)
    )


def _stands_apart(words: Doc, opening: int) -> bool:
    """Tell an aside from the arguments of a call: "run (fast)", not "run(fast)"."""
    return bool(words[opening - 1].whitespace_)


def _indices(count: int, asides: Sequence[Aside]) -> Iterator[list[int]]:
    """Yield the token indices of the sentence without its asides, then of the inside of each."""
    taken = {index for aside in asides for index in range(aside.opening, aside.closing + 1)}
    yield [index for index in range(count) if index not in taken]
    for aside in asides:
        yield list(range(aside.opening + 1, aside.closing))
