"""Mentions: the spans of a sentence that name something, known or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from kg.documents import Span
from kg.names import MAX_WORDS, Name, NameTable
from kg.parsing import ParsedSentence
from kg.statements import Entity

VERSION = re.compile(r"[vV]?\d+(\.[\dx]+)*|V\d+")
_NAME_WORD = re.compile(r"[A-Za-z0-9][\w.+#'’-]*")
_ORDINARY_TAGS = {"DT", "PRP", "PRP$", "WDT", "WP", "WRB", "IN", "CC", "MD", "TO", "EX", "RB", "UH", "WP$", "PDT"}
# Capitalised words that open sentences or carry dates, and never are a name on their own.
_CALENDAR = frozenset(
    "january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday jan feb mar apr jun jul aug sep sept oct nov dec".split()
)


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a sentence that name an entity; `first` and `last` are token indices in its parse.

    `known`: the name it was recognised by, None where it only looks like a name.
    """

    span: Span
    surface: str
    first: int
    last: int
    known: Name | None = None
    entity: Entity | None = None

    def covers(self, token: Token) -> bool:
        """Tell whether a token of the same parse lies in the mention."""
        return self.first <= token.i <= self.last


def find_mentions(sentence: ParsedSentence, names: NameTable) -> list[Mention]:
    """Return the mentions of a sentence from left to right: known names first, then what looks like a name."""
    tokens = list(sentence.parse)
    mentions: list[Mention] = []
    position = 0
    while position < len(tokens):
        found = _longest_known(sentence, tokens, position, names) or _name_like(sentence, tokens, position, names)
        if found is None:
            position += 1
            continue
        mentions.append(found)
        position = found.last + 1
    return mentions


def _longest_known(
    sentence: ParsedSentence, tokens: list[Token], start: int, names: NameTable
) -> Mention | None:
    """Return the longest known name that begins at a token, a version number behind it included."""
    if not any(c.isalnum() for c in tokens[start].text):
        return None
    for end in range(min(len(tokens), start + MAX_WORDS), start, -1):
        first, last = tokens[start], tokens[end - 1]
        if not any(c.isalnum() or c in "+#)" for c in last.text):
            continue
        surface = sentence.span_of(first, last)
        text = sentence.parse.text[surface.start - sentence.span.start : surface.end - sentence.span.start]
        if last.text in {".", ",", "(", "-", "/"} or text.count("(") != text.count(")") or "," in text:
            continue
        name = names.find(text)
        if name is None or not _fits_context(tokens, start, end, name):
            continue
        # A longer run of capitalised words is a longer name ("Docker Enterprise Registry"), unless the rest is a kind.
        longer = _name_like(sentence, tokens, start, names) if text[:1].isupper() else None
        if longer is not None and longer.last > end - 1 and _is_longer_name(tokens[end : longer.last + 1]):
            return longer
        return Mention(surface, text, start, end - 1, name, name.entity)
    return None


def _is_longer_name(rest: list[Token]) -> bool:
    """Tell whether the words after a known name belong to a longer name rather than to the sentence."""
    return all(token.tag_ in {"NNP", "NNPS", "CD", "POS", "HYPH"} or token.text[:1].isupper() for token in rest)


def _fits_context(tokens: list[Token], start: int, end: int, name: Name) -> bool:
    """Refuse a known one-word name where the grammar shows the ordinary word."""
    if end - start > 1:
        return True
    token = tokens[start]
    if name.exact_case and token.tag_ in _ORDINARY_TAGS | {"VB", "VBP", "VBD"}:
        return False
    return not (token.pos_ in {"VERB", "AUX", "DET", "PRON", "ADP"} and token.text.islower())


def _name_like(sentence: ParsedSentence, tokens: list[Token], start: int, names: NameTable) -> Mention | None:
    """Return the run of name-like words that begins at a token, if it is one."""
    if not _is_name_word(tokens[start], opening=True):
        return None
    end = start + 1
    while end < len(tokens) and (
        _is_name_word(tokens[end]) or (VERSION.fullmatch(tokens[end].text) and tokens[end - 1].text[:1].isupper())
    ):
        end += 1
        if VERSION.fullmatch(tokens[end - 1].text):
            break
    while end > start and tokens[end - 1].text.endswith((".", "'", "’")):
        end -= 1
    run = tokens[start:end]
    if not run or not _is_name_run(run, names):
        return None
    surface = sentence.span_of(run[0], run[-1])
    text = sentence.parse.text[surface.start - sentence.span.start : surface.end - sentence.span.start]
    return Mention(surface, text, start, end - 1)


def _is_name_word(token: Token, opening: bool = False) -> bool:
    """Tell whether a token could be a word of a name: a capital or a digit among its letters."""
    text = token.text
    if not _NAME_WORD.fullmatch(text) or token.tag_ in {"POS", "PRP", "PRP$", "DT", "WDT"}:
        return False
    if text.lower() in _CALENDAR:
        return False
    if text[0].isupper():
        return not (token.tag_ in _ORDINARY_TAGS and token.i == 0)
    return any(c.isupper() for c in text[1:]) and "-" not in text or (
        any(c.isdigit() for c in text) and any(c.isalpha() for c in text) and not text[0].isdigit()
    )


def _is_name_run(run: list[Token], names: NameTable) -> bool:
    """Decide whether a run is a name and not merely a capitalised first word of a sentence."""
    first = run[0]
    if first.i > 0 and not (first.is_sent_start or first.nbor(-1).text in {"“", '"', "‘", ":", "–", "("}):
        return any(c.isalpha() for c in first.text)
    if len(run) == 1:
        odd_case = any(c.isupper() for c in first.text[1:]) and not first.text.isupper()
        if first.text.isupper() and len(first.text) > 1:
            return True
        return odd_case or any(c.isdigit() for c in first.text) or first.text in names
    return first.pos_ == "PROPN" or first.text in names or all(token.text[:1].isupper() for token in run)


def find_coordinated(mention: Mention, mentions: list[Mention], sentence: ParsedSentence) -> list[Mention]:
    """Return the mentions listed with one ("A, B and C", "A/B"), itself included, in order.

    Two names parted by a comma alone are no list.
    """
    position = mentions.index(mention)
    left = position
    while left > 0 and _joined(mentions[left - 1], mentions[left], sentence):
        left -= 1
    right = position
    while right + 1 < len(mentions) and _joined(mentions[right], mentions[right + 1], sentence):
        right += 1
    group = mentions[left : right + 1]
    gaps = [_gap(one, other, sentence) for one, other in zip(group, group[1:], strict=False)]
    if len(group) == 2 and gaps[0] == ",":
        return [mention]
    return group


def _joined(one: Mention, other: Mention, sentence: ParsedSentence) -> bool:
    return re.fullmatch(r"(,|, ?(and|or|&|as well as)|and|or|&|/|as well as|and also|, and later|and later)", _gap(one, other, sentence)) is not None


def _gap(one: Mention, other: Mention, sentence: ParsedSentence) -> str:
    """Return the words between two mentions, brackets and their content aside."""
    text = sentence.parse.text[one.span.end - sentence.span.start : other.span.start - sentence.span.start]
    return re.sub(r"\s+", " ", re.sub(r"\([^)]*\)", "", text)).strip()


def names_between(first: Span, last: Span, mentions: list[Mention]) -> Iterator[Mention]:
    """Yield the mentions between two spans."""
    return (m for m in mentions if m.span.start >= first.end and m.span.end <= last.start)
