"""Led items: "Dabble: a web console, written in Rust" says of the name before the sign what it is, as an apposition.

A parser, which knows sentences, hangs the two on each other by chance.
"""

from __future__ import annotations

from itertools import takewhile

from spacy.tokens import Doc, Token

from kg.language.docs import with_parse
from kg.language.tags import INDEFINITE, NOUNS

_SIGNS = frozenset((":", "–", "—", "-", "--"))
_LONGEST_NAME = 5  # words, an aside in brackets among them


def join_led_items(parse: Doc) -> Doc:
    """Return a parse with the noun behind such a sign in apposition to the last word before it."""
    found = _find_led(parse)
    if found is None:
        return parse
    name, sign, noun = found
    heads = [token.head.i for token in parse]
    deps = [token.dep_ for token in parse]
    for token in parse[: name.i]:
        heads[token.i], deps[token.i] = name.i, "compound" if token.dep_ != "punct" else "punct"
    heads[name.i], deps[name.i] = name.i, "ROOT"
    heads[noun.i], deps[noun.i] = name.i, "appos"
    for token in parse[name.i + 1 :]:
        if token.i < sign.i + 1:
            heads[token.i] = name.i if token.head.i <= name.i or token.head.i > sign.i else token.head.i
        elif token != noun and token.head.i <= sign.i:  # what hung on the words before the sign
            heads[token.i] = noun.i
    return with_parse(parse, list(parse), heads, [token.i == 0 for token in parse], deps)


def _find_led(parse: Doc) -> tuple[Token, Token, Token] | None:
    """Return the last word of the name, the sign and the noun that tells what it is.

    None where the sentence has a verb of its own.
    """
    sign = next((token for token in parse[1 : _LONGEST_NAME + 1] if token.text in _SIGNS), None)
    if sign is None or sign.i + 2 >= len(parse) or not _stands_free(sign):
        return None
    article = parse[sign.i + 1]
    noun = article.head
    if article.lower_ not in INDEFINITE or noun.i < article.i or noun.pos_ not in NOUNS:
        return None
    before = list(takewhile(lambda token: token.text != "(", parse[: sign.i]))
    name = before[-1] if before else None
    if name is None or not all(_may_be_named(token) for token in before):
        return None
    roots = [token for token in parse if token.head == token]
    return (
        (name, sign, noun)
        if all(root.i <= sign.i or root == noun for root in roots) and noun.head.i <= noun.i
        else None
    )


def _stands_free(sign: Token) -> bool:
    """Tell whether a sign parts what stands beside it: a hyphen within a word does not."""
    return sign.text == ":" or (bool(sign.nbor(-1).whitespace_) and bool(sign.whitespace_))


def _may_be_named(token: Token) -> bool:
    return token.tag_ not in {"VBZ", "VBP", "VBD", "MD", "IN", "DT"} or token.text[:1].isupper()
