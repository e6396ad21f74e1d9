"""Mentions: the spans of a sentence that name something, known or not."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from spacy.tokens import Token

from kg.documents import Span
from kg.language.grammar import is_bare_gerund
from kg.language.parsing import ParsedSentence
from kg.language.tags import MODIFYING, SUBJECTS
from kg.language.words import JOINTS, is_word
from kg.naming.name_runs import CAPITAL_WORDS, FOOTNOTE_MARKS, ORDINARY_TAGS, find_name_run, is_listable, opens_sentence
from kg.naming.names import MAX_WORDS, TERM_CLASSES, Name, Names, to_key
from kg.statements import Entity
from ontology import Ontology
from ontology.roles import Role

_VERB_TAGS = {"VB", "VBP", "VBD", "VBZ"}
# What stands behind the name of a company and tells its legal form.
LEGAL_FORM = re.compile(r"Inc|Incorporated|Ltd|Limited|LLC|GmbH|PLC|plc|Corp|Co|AG|SA|BV|AB|Oy|Pty")


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a sentence that name an entity; `first` and `last` are token indices in its parse.

    `known`: the name it was recognised by, None where it only looks like a name. `legal_form`: the word behind its name
    that tells it to be a company.
    """

    span: Span
    surface: str
    first: int
    last: int
    known: Name | None = None
    entity: Entity | None = None
    legal_form: str = ""

    def covers(self, token: Token) -> bool:
        """Tell whether a token of the same parse lies in the mention."""
        return self.first <= token.i <= self.last

    @property
    def type(self) -> str:
        """The class of the entity it names."""
        return self.entity.type if self.entity is not None else "Thing"


def find_mentions(sentence: ParsedSentence, names: Names, eager: bool = False) -> list[Mention]:
    """Return the mentions of a sentence from left to right: known names first, then what looks like a name.

    `eager`: take ordinary words with a capital for names too; whether they are is to be decided later.
    """
    tokens = list(sentence.parse)
    mentions: list[Mention] = []
    position = 0
    while position < len(tokens):
        found = _longest_known(sentence, tokens, position, names) or _name_like(
            sentence, tokens, position, names, eager
        )
        if found is None:
            position += 1
            continue
        mentions.append(found)
        position = found.last + 1
    mentions = [_with_legal_form(mention, tokens, sentence, names) for mention in mentions]
    mentions = [m for one, m in pairwise((None, *mentions)) if m and (one is None or one.last < m.first)]
    mentions = _with_listed_capitals(sentence, tokens, mentions, names)
    return _with_listed_words(sentence, tokens, mentions, names.ontology)


def _with_legal_form(mention: Mention, tokens: list[Token], sentence: ParsedSentence, names: Names) -> Mention:
    """Return a mention up to the legal form behind it, which is no part of its name: "Acme, Inc.".

    Of a work's name it makes the name of another: the company that bears it.
    """
    behind = mention.last + 1
    if behind + 1 < len(tokens) and tokens[behind].text == ",":
        behind += 1
    if behind >= len(tokens) or not mention.surface[:1].isupper():
        return mention
    form = tokens[behind].text.rstrip(".")
    if not LEGAL_FORM.fullmatch(form):
        return mention
    span = sentence.span_of(tokens[mention.first], tokens[behind])
    if names.ontology.plays(mention.type, Role.WORK) or mention.type in TERM_CLASSES:
        name = names.find(words := sentence.words_at(span))
        return Mention(span, words, mention.first, behind, name, name.entity if name is not None else None, form)
    return replace(mention, last=behind, span=span, legal_form=form)


def _longest_known(sentence: ParsedSentence, tokens: list[Token], start: int, names: Names) -> Mention | None:
    """Return the longest known name that begins at a token, a version number behind it included."""
    opening = to_key(tokens[start].text)
    if not opening:
        return None
    for end in range(_reach(tokens, start, names), start, -1):
        first, last = tokens[start], tokens[end - 1]
        if not any(c.isalnum() or c in "+#)" for c in last.text):
            continue
        surface = sentence.span_of(first, last)
        text = sentence.words_at(surface)
        if last.tag_ == "POS" or text.count("(") != text.count(")") or "," in text or ": " in text:
            continue
        name = names.find(text)
        if name is None or not _fits_context(tokens, start, end, name, names):
            continue
        if (
            " " in text
            and text.split()[-1].islower()
            and not re.search(r"[ -]", name.entity.label)
            and not name.entity.label.islower()
        ):
            continue  # "metric names" are not the identifier "MetricName"
        organized = " " in text and text.islower() and names.ontology.is_a(name.entity.type, "Agent")
        if organized and not name.entity.label.islower() and all(is_word(word) for word in text.split()):
            continue  # "an open source project" is of no company
        halves = re.split(r" (?:&|and) ", text)
        if len(halves) == 2 and name.entity.type == "Thing" and all(half in names for half in halves):
            continue  # "Acme & Dyno" are two, where each is named by itself
        if first.pos_ == "DET" and not name.surface.lower().startswith(f"{first.lower_} "):
            continue  # "a Resource" is not the identifier "aResource"
        # A longer run of capitalised words is a longer name ("Acme Enterprise Registry").
        longer = _name_like(sentence, tokens, start, names) if text[:1].isupper() else None
        if (
            longer is not None
            and longer.last > end - 1
            and not _is_bare_level(name, tokens[end : longer.last + 1], names.ontology)
            and _is_longer_name(sentence, tokens, end, longer.last + 1, names)
        ):
            return longer
        return Mention(surface, text, start, end - 1, name, name.entity)
    return None


def _name_like(
    sentence: ParsedSentence, tokens: list[Token], start: int, names: Names, eager: bool = False
) -> Mention | None:
    """Return the mention of a run of name-like words that begins at a token, if it is one."""
    run = find_name_run(sentence, tokens, start, names, eager)
    if run is None:
        return None
    surface = sentence.span_of(tokens[run[0]], tokens[run[1] - 1])
    text = sentence.words_at(surface).rstrip(FOOTNOTE_MARKS)
    surface = Span(surface.start, surface.start + len(text))
    name = names.find(text)
    return Mention(surface, text, run[0], run[1] - 1, name, name.entity if name else None)


def _reach(tokens: list[Token], start: int, names: Names) -> int:
    """Return one past the last token that a known name beginning at `start` could have."""
    key = ""
    limit = min(len(tokens), start + MAX_WORDS)
    for end in range(start, limit):
        key += to_key(tokens[end].text)
        if not names.may_begin(key):
            return end
        if len(key) > 8:
            return limit
    return limit


def _is_bare_level(name: Name, behind: list[Token], ontology: Ontology) -> bool:
    """Tell whether a level stands before ordinary words, which make no longer name with it: "Sandbox Project"."""
    return ontology.plays(name.entity.type, Role.LEVEL) and all(is_word(token.lower_) for token in behind)


def _is_longer_name(sentence: ParsedSentence, tokens: list[Token], start: int, end: int, names: Names) -> bool:
    """Tell whether the words after a known name belong to a longer name rather than to the sentence.

    They do not where they are a name themselves ("Acme Dyno" may be the Dyno of Acme).
    """
    rest = sentence.words_at(sentence.span_of(tokens[start], tokens[end - 1]))
    if end - start == 1 and tokens[start - 1].head == tokens[start] and tokens[start - 1].dep_ == "compound":
        language = names.find(rest)
        kind = language.entity.type if language is not None else ""
        if names.ontology.plays(kind, Role.VALUE) and not names.ontology.plays(kind, Role.LEVEL):
            return True  # "Acme Java" is the Acme of Java
    known = names.find(rest) or (names.find(tokens[start].text) if tokens[start].text != rest else None)
    if known is not None and known.entity.type not in {"Concept", "Thing"}:
        return False
    return all(
        token.tag_ in {"NNP", "NNPS", "CD", "POS", "HYPH"} or token.text[:1].isupper() or token.text in {"/", "&"}
        for token in tokens[start:end]
    )


def _fits_context(tokens: list[Token], start: int, end: int, name: Name, names: Names) -> bool:
    """Refuse a known one-word name where the grammar shows the ordinary word."""
    if end - start > 1:
        return True
    token = tokens[start]
    if name.exact_case and token.tag_ in ORDINARY_TAGS | _VERB_TAGS and token.dep_ not in SUBJECTS:
        return False
    opens = opens_sentence(tokens, start) or tokens[start - 1].text in {":", "–", "•", "-"}
    if name.exact_case and opens and token.tag_ not in {"NNP", "NNPS"} and is_word(token.text):
        return False
    if token.text.isupper() and token.text in CAPITAL_WORDS:
        return False
    if token.tag_ == "VBG" and names.ontology.plays(name.entity.type, Role.LEVEL):
        return token.i + 1 < len(tokens) and tokens[token.i + 1].pos_ == "NOUN"
    if is_bare_gerund(token):
        return True
    return not (token.pos_ in {"VERB", "AUX", "DET", "PRON", "ADP"} and token.text.islower())


def _with_listed_words(
    sentence: ParsedSentence, tokens: list[Token], mentions: list[Mention], ontology: Ontology
) -> list[Mention]:
    """Add single words in lower case that stand between names in a list: "Acme, kind, Dyno and Foo"."""
    found = list(mentions)
    for left, right in pairwise(mentions):
        between = tokens[left.last + 1 : right.first]
        words = [token for token in between if token.is_alpha]
        if len(words) != 1 or [t.text for t in between] != [",", words[0].text, ","]:
            continue
        others = {left.type, right.type}
        if words[0].tag_ in {"NN", "JJ", "RB", "NNP"} and all(ontology.plays(other, Role.WORK) for other in others):
            span = sentence.span_of(words[0], words[0])
            entity = Entity.called(words[0].text, ontology.class_for(Role.WORK))
            found.append(Mention(span, words[0].text, words[0].i, words[0].i, None, entity))
    return sorted(found, key=lambda mention: mention.first)


def _with_listed_capitals(
    sentence: ParsedSentence, tokens: list[Token], mentions: list[Mention], names: Names
) -> list[Mention]:
    """Add ordinary words with a capital that are listed with names: "Square, Dyno and Acme", "Acme and NASA"."""
    first = {m.first: m for m in mentions}
    last = {m.last: m for m in mentions}
    found = list(mentions)
    for token in tokens:
        if token.tag_ not in {"NNP", "NNPS"} or token.dep_ in MODIFYING or not is_listable(token):
            continue
        behind, before = token.i + 1, token.i - 1
        while behind < len(tokens) and tokens[behind].text in JOINTS:
            behind += 1
        while before >= 0 and tokens[before].text in JOINTS:
            before -= 1
        after = first.get(behind) if behind > token.i + 1 else None
        ahead = last.get(before) if before < token.i - 1 else None
        joints = {t.text for t in (*tokens[before + 1 : token.i], *tokens[token.i + 1 : behind])}
        beyond = tokens[after.last + 1].text if after is not None and after.last + 1 < len(tokens) else ""
        listed = any(m is not None and _is_proper(m) for m in (after, ahead))
        if listed and (joints - {","} or beyond in JOINTS) and not any(m.covers(token) for m in mentions):
            name = names.find(token.text, singular=False)
            entity = name.entity if name is not None else None
            found.append(Mention(sentence.span_of(token, token), token.text, token.i, token.i, name, entity))
    return sorted(found, key=lambda mention: mention.first)


def _is_proper(mention: Mention) -> bool:
    return mention.surface[:1].isupper() and mention.type not in TERM_CLASSES


def link_mention(mention: Mention, entity: Entity) -> Mention:
    """Return the mention of an entity."""
    return replace(mention, entity=entity)
