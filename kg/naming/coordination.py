"""Coordination: the names that a sentence lists with one another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Token

from kg.documents import Span
from kg.language.parsing import ParsedSentence
from kg.language.phrases import first_conjunct
from kg.language.tags import FINITE, TENSED
from kg.language.words import JOINTS
from kg.naming.mentions import Mention

_CLOSING = re.compile(r",? ?(?:and|or|&|as well as)\b")
_JOINT = re.compile(
    r"(?:,|,? ?(?:and|or|&|as well as|and also|plus|and even|but also|,)(?: (?:the|its|both))?"
    r"|/)"
)


def find_coordinated(
    mention: Mention, mentions: list[Mention], sentence: ParsedSentence, announced: bool = False
) -> list[Mention]:
    """Return the mentions listed with one ("A, B and C", "A/B"), itself included, in order.

    Two names parted by a comma alone are no list, unless a list is `announced` ("such as").
    """
    inside = is_inside_brackets(mention, sentence)
    level = [m for m in mentions if is_inside_brackets(m, sentence) == inside]
    position = level.index(mention)
    left = position
    while left > 0 and _joined(level[left - 1], level[left], sentence):
        left -= 1
    right = position
    while right + 1 < len(level) and _joined(level[right], level[right + 1], sentence):
        right += 1
    left, right = _within_one_list(level, left, position, right, sentence)
    group = level[left : right + 1]
    gaps = [_gap(one, other, sentence) for one, other in pairwise(group)]
    if announced or set(gaps) != {","}:
        return group
    if len(group) == 2:
        return [mention]
    if _is_acting(group[-1], sentence):  # "born in X, Y, Z founded it": Z is no place
        return [mention] if mention == group[-1] else group[:-1]
    return group


def _is_acting(mention: Mention, sentence: ParsedSentence) -> bool:
    """Tell whether a finite verb in the past stands right behind a name."""
    behind = sentence.parse[mention.last + 1 : mention.last + 2]
    return any(t.tag_ == "VBD" for t in behind)


def find_run(first: Mention, mentions: Sequence[Mention], sentence: ParsedSentence) -> list[Mention]:
    """Return a name with those right behind it that commas and "and" join, whatever the parse: "A and B for C"."""
    run = [first]
    for mention in mentions[mentions.index(first) + 1 :]:
        between = {t.lower_ for t in sentence.parse[run[-1].last + 1 : mention.first]}
        if not between or not between <= JOINTS:
            break
        run.append(mention)
    return run


def _within_one_list(
    level: list[Mention], left: int, position: int, right: int, sentence: ParsedSentence
) -> tuple[int, int]:
    """Return the ends of the list of one mention: after "A and B" a comma begins something else, as in "such as A
    and B, C was made".
    """
    closed = False
    for place in range(left, right):
        gap = _gap(level[place], level[place + 1], sentence)
        if closed and gap == ",":
            if position <= place:
                return left, place
            left, closed = place + 1, False
        elif gap != "/":
            closed = _CLOSING.match(gap) is not None
    return left, right


def _joined(one: Mention, other: Mention, sentence: ParsedSentence) -> bool:
    gap = _gap(one, other, sentence)
    if (
        gap == ","
        and _opens_sentence(first_conjunct(sentence.parse[one.last]))
        and sentence.parse[other.last].dep_ != "conj"
    ):
        return False
    return _JOINT.fullmatch(gap) is not None and not begins_clause(sentence.parse[one.last], other)


def begins_clause(token: Token, other: Mention) -> bool:
    """Tell whether a name behind a word opens the next clause: "is part of X and Y has ..."."""
    words = token.doc
    after = words[other.last + 1] if other.last + 1 < len(words) else None
    if after is None or after.tag_ not in {"VBZ", "VBD", "MD"}:
        return False
    top = first_conjunct(token)
    while top.dep_ in {"pobj", "prep", "compound", "appos"}:
        top = first_conjunct(top.head)
    return top.dep_ in {"dobj", "attr"} and after.dep_ not in {"relcl", "acl"} and top.head.tag_ in TENSED


def _opens_sentence(token: Token) -> bool:
    """Tell whether a word ends a phrase before the sentence proper: "In X, ...", "In places such as X, ..."."""
    first = token.doc[0]
    return token.dep_ == "pobj" and first.tag_ == "IN" and not any(t.tag_ in FINITE for t in token.doc[1 : token.i])


def _gap(one: Mention, other: Mention, sentence: ParsedSentence) -> str:
    """Return the words between two mentions, brackets and their content aside."""
    text = sentence.words_at(Span(one.span.end, other.span.start))
    return re.sub(r"\s+", " ", re.sub(r"\([^)]*\)", "", text)).strip()


def is_inside_brackets(mention: Mention, sentence: ParsedSentence) -> bool:
    """Tell whether a mention stands inside round brackets."""
    return sentence.is_in_brackets(sentence.place_of(mention.span.start))
