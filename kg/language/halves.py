"""Halves: clauses that only a semicolon parts are parsed one by one, for a parser draws names of one into the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from spacy.tokens import Doc

from kg.language.docs import rewrite, with_parse
from kg.language.tags import AUXILIARIES, FINITE, VERBS


def part_halves(parses: Sequence[Doc], parse: Callable[[Iterable[Doc]], Iterable[Doc]]) -> list[Doc]:
    """Return the parses; of a sentence with semicolons those of its halves, joined, where each is a full clause."""
    halves = {number: _split(doc) for number, doc in enumerate(parses) if any(t.text == ";" for t in doc)}
    anew = iter(parse(half for found in halves.values() for half in found))
    whole = list(parses)
    for number, found in halves.items():
        parts = [next(anew) for _ in found]
        if len(parts) > 1 and all(_is_clause(part) for part in parts):
            whole[number] = _join(parses[number], parts)
    return whole


def _split(words: Doc) -> list[Doc]:
    """Return the words up to each semicolon, a full stop in its place, and those behind the last."""
    ends = [token.i + 1 for token in words if token.text == ";" and token.i + 1 < len(words)]
    spans = [words[start:end] for start, end in zip([0, *ends], [*ends, len(words)], strict=True)]
    return [rewrite(list(span), ["." if t.text == ";" else t.text for t in span]) for span in spans]


def _is_clause(parse: Doc) -> bool:
    """Tell whether words have a finite verb of their own with its subject."""
    root = next((t for t in parse if t.head == t and t.pos_ in VERBS), None)
    if root is None or not any(c.dep_ in {"nsubj", "nsubjpass", "expl"} for c in root.children):
        return False
    return root.tag_ in FINITE or any(c.dep_ in AUXILIARIES and c.tag_ in FINITE for c in root.children)


def _join(words: Doc, parts: Sequence[Doc]) -> Doc:
    tokens = [token for part in parts for token in part]
    starts = [sum(len(part) for part in parts[:number]) for number in range(len(parts))]
    heads = [start + token.head.i for start, part in zip(starts, parts, strict=True) for token in part]
    return with_parse(words, tokens, heads, [token.i == 0 for token in tokens])
