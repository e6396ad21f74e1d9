"""Led dates: "June 2011: Zorb 2.0 was released" tells the day before a colon, as timelines do.

A parser takes the two for two sentences; the day is joined to the verb as one that stands without a preposition.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.language.dates import CALENDAR, find_dates
from kg.language.docs import with_parse
from kg.language.tags import VERBS

_SIGNS = frozenset((":", "–", "—"))
# What is done to a thing: with nothing behind it, it was done to its subject.
_DONE_TO = frozenset(
    "release publish announce create found introduce accept donate acquire adopt archive rename".split()
)


def is_date(token: Token) -> bool:
    """Tell whether an adverbial is a date: "released June 2011"."""
    return token.dep_ == "npadvmod" and (
        token.lower_.rstrip(".") in CALENDAR or (len(token.text) == 4 and token.text.isdigit())
    )


def join_led_dates(parse: Doc) -> Doc:
    """Return a parse with the date that leads its sentence joined to the verb."""
    if not (parse[0].text.isdigit() or parse[0].lower_.rstrip(".") in CALENDAR):
        return parse
    span = next((found for found, _ in find_dates(parse.text)), None)
    if span is None or span.start > 0:
        return parse
    date = [token for token in parse if token.idx < span.end]
    sign = parse[len(date)] if len(date) < len(parse) else None
    if sign is None or sign.text not in _SIGNS:
        return parse
    root = next((t for t in parse[sign.i + 1 :] if t.head == t or t.head.i <= sign.i), None)
    if root is None or root.pos_ not in VERBS:
        return parse
    heads = [token.head.i for token in parse]
    deps = [token.dep_ for token in parse]
    for token in parse:
        if token.head.i <= sign.i or token.head == token:
            heads[token.i] = root.i
    for token in date:
        heads[token.i], deps[token.i] = date[0].i, "nummod"
    heads[date[0].i], deps[date[0].i] = root.i, "npadvmod"
    heads[root.i], deps[root.i] = root.i, "ROOT"
    if _is_short_passive(root):
        for token in root.children:
            deps[token.i] = "nsubjpass" if token.dep_ == "nsubj" else deps[token.i]
    return with_parse(parse, list(parse), heads, [token.i == 0 for token in parse], deps)


def _is_short_passive(verb: Token) -> bool:
    """Tell whether a verb lacks its "was", as in headlines: "2020: Zorb 1.0 released"."""
    done = verb.tag_ in {"VBD", "VBN"} and verb.lemma_ in _DONE_TO
    return done and not any(c.dep_ in {"dobj", "aux", "auxpass", "prt"} for c in verb.children)
