"""Announced names: those that the items of a list give, below a sentence that ends in a colon and leads into it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from spacy.tokens import Token

from kg.documents import BlockKind, Span
from kg.language.parsing import ParsedDocument, ParsedSentence
from kg.language.phrases import modifies_noun
from kg.language.words import is_word
from kg.naming.coordination import find_run
from kg.naming.mentions import Mention
from kg.naming.name_runs import FOOTNOTE_MARKS
from kg.naming.names import Names
from kg.statements import MAX_QUOTE, Entity

MAX_NAME_WORDS = 5
_POINTING = {"following", "these", "below"}


def find_announced(
    parsed: ParsedDocument, number: int, names: Names, find: Callable[[ParsedSentence], Sequence[Mention]]
) -> tuple[Mention, ...]:
    """Return the names at the beginnings of the items that a sentence leads into; `find` finds those of a sentence.

    There are none where most items begin with anything else.
    """
    sentence = parsed.sentences[number]
    blocks = parsed.document.blocks
    if not sentence.text.rstrip().endswith(":") or blocks[sentence.block].kind is BlockKind.LIST_ITEM:
        return ()
    items: dict[int, tuple[Mention, ...]] = {}
    last, level = sentence.block, None
    for below in parsed.sentences[number + 1 :]:
        block = blocks[below.block]
        if block.kind is not BlockKind.LIST_ITEM or below.block > last + 1:
            break
        level = level or block.level
        if below.block > last and block.level == level and below.span.end - sentence.span.start <= MAX_QUOTE:
            whole = _whole_name(below, names)
            found = (whole,) if whole is not None else _opening_names(below, find(below))
            items[below.block] = () if found and _is_role(found[0], below) else found
        last = below.block
    named = [item for item in items.values() if item]
    return tuple(name for item in named for name in item) if 2 * len(named) > len(items) else ()


def _whole_name(sentence: ParsedSentence, names: Names) -> Mention | None:
    """Return the name that an item is, brackets and what follows a comma, colon or dash aside."""
    words = re.split(r"\s*(?:[,:;(]|\s[–—-]\s)", sentence.text)[0].strip().rstrip(FOOTNOTE_MARKS)
    tokens = [t for t in sentence.parse if t.idx < len(words)]
    known = names.find(words, singular=False) if words else None
    parts = words.split()
    # 'Acme Labs "The Ship"', "x86/Linux"
    capitals = all(p.lstrip('"“‘')[:1].isupper() or (len(parts) == 1 and "/" in p) for p in parts)
    shown = 0 < len(parts) <= MAX_NAME_WORDS and capitals and not all(map(is_word, parts))
    if known is None and (not shown or sentence.parse[0].pos_ in {"ADP", "SCONJ", "ADV"}):
        return None
    entity = known.entity if known is not None else Entity.called(words)
    start = sentence.span_of(tokens[0], tokens[-1]).start
    return Mention(Span(start, start + len(words)), words, 0, tokens[-1].i, known, entity)


def _is_role(name: Mention, sentence: ParsedSentence) -> bool:
    """Tell whether ordinary words before a colon only say as what a name is listed: "Current lead: Ann Lee"."""
    words = name.surface.split()
    behind = sentence.text[sentence.place_of(name.span.end) :]
    return len(words) > 1 and name.type == "Thing" and all(map(is_word, words)) and behind.startswith(":")


def _opening_names(sentence: ParsedSentence, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the names that an item begins with, an article aside, unless they only modify a noun: "A and B for C"."""
    first = mentions[0] if mentions else None
    if first is None or any(t.is_alpha and t.pos_ != "DET" for t in sentence.parse[: first.first]):
        return ()
    group = find_run(first, mentions, sentence)
    return () if modifies_noun(sentence.parse[group[-1].last]) else tuple(group)


# What is set, passed or read, and no thing by itself.
_SETTINGS_WORDS = """
parameters arguments attributes fields labels flags values keys variables headers criteria permissions steps settings
"""
_SETTINGS = frozenset(_SETTINGS_WORDS.split())


def find_announcing(sentence: ParsedSentence, mentions: Sequence[Mention]) -> Token | None:
    """Return the noun whose members a sentence announces: "the following databases:", "three components:"."""
    nouns = [
        t
        for t in sentence.parse
        if (t.tag_ == "NNS" or t.lower_ == "following") and not any(m.covers(t) for m in mentions)
    ]
    pointed = [
        n
        for n in nouns
        if n.lower_ != "following" and any(c.lower_ in _POINTING or c.dep_ == "nummod" for c in n.children)
    ]
    noun = next(iter((*_find_presented(nouns), *pointed, *reversed(nouns))), None)
    return None if noun is not None and noun.lower_ in _SETTINGS else noun


def _find_presented(nouns: Sequence[Token]) -> list[Token]:
    """Return what "these are" and "here is a list of" present: the list gives these, and nothing said of them."""
    found = []
    for noun in nouns:
        top = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
        beside = {c.lower_ for c in top.head.children if c != top} if top.head.lemma_ == "be" else set()
        if beside & {"these", "here", "below", "following"}:
            found.append(noun)
    return found
