"""Kinds: the concept, class or category that the words of a common noun name."""

from __future__ import annotations

import re

from spacy.tokens import Token

from kg.language.tags import COMPOUNDS, INDEFINITE, NARROWING, NOUNS, PLURALS
from kg.language.words import find_verb
from kg.naming.names import TERM_CLASSES
from kg.reference.announcing_nouns import MASS_NOUNS
from kg.reference.fillers import FillerReader
from kg.reference.named_sentence import MEASURES
from kg.statements import Entity
from ontology import Field
from ontology.roles import Role

MAX_KIND_WORDS = 6
_JOINTS = {"or", "and/or"}
# What "such as" behind these names stands for something else ("for display purposes, e.g. X").
_PRETEXTS = {"purpose", "reason", "fact", "point", "sake"}


def class_of_kind(kind: str, field: Field) -> str | None:
    """Return the class that the words of a kind name, the longest noun first ("key store" -> "store")."""
    words = kind.lower().split()
    for start in range(len(words)):
        name = field.lexicon.class_of.get(" ".join(words[start:]))
        if name is not None:
            return name
    return None


def find_kind(noun: Token, reader: FillerReader) -> Entity | None:
    """Return the category or concept that a common noun with its modifiers names; None if too general.

    A known term wins ("VM technologies" -> virtual machine); else the words themselves are the concept, if at
    least two, with a noun among the modifiers or a class noun at the end.
    """
    first, last = reader.noun_chunk(noun)
    first = _with_nouns_before(first, noun, reader)
    if _names_no_kind(noun, reader.field) or _is_cut(first) or any(c.isdigit() for c in noun.text):
        return None
    known = reader.known_term(noun)
    if known is not None and first.i == last.i and any(c.dep_ == "prep" and c.lower_ == "of" for c in noun.children):
        return None  # "a container of values" is not the kind of thing a text calls containers
    sorts = known is not None and reader.ontology.holds(known.type, Role.WORK)
    if known is not None and (sorts or not _is_narrowed(noun, first, known, reader)):
        return known
    if first.i == last.i:
        return _kind_with_purpose(noun, reader) or _named_before(noun, reader)
    if _is_verb_misread(first):
        return None
    first = _behind_joined_name(first, noun, reader)
    words = [token.text for token in noun.doc[first.i : last.i + 1]]
    joined = _last_category(words, reader) if "and" in words else None
    if joined is not None:
        return joined
    return (
        Entity.called(" ".join(_in_singular(words, first, noun)), "Concept") if _says_kind(words, first, noun) else None
    )


def _is_cut(first: Token) -> bool:
    """Tell whether the words of a kind begin inside a longer one: "key/value stores", "general purpose tools"."""
    before = first.nbor(-1) if first.i else first
    if first.lower_ in MEASURES:
        return before.tag_ == "JJ"
    return before.text == "/" or (before.lower_ == "free" and first.lower_ == "software")


def _names_no_kind(noun: Token, field: Field) -> bool:
    """Tell whether a noun names no kind whatever stands before it: joined to others, or a pretext."""
    joined = any(c.dep_ == "conj" and c.pos_ in NOUNS for c in noun.children)
    if joined and noun.lower_ not in field.lexicon.class_of:
        return True
    return noun.lemma_.lower() in _PRETEXTS or _is_half_of_kind(noun)


def _is_half_of_kind(noun: Token) -> bool:
    """Tell whether a parse takes the first of two joined modifiers for the noun: "a football and hurling club"."""
    joint = noun.nbor(1) if noun.i + 1 < len(noun.doc) else noun
    if joint.lower_ not in {"and", "or"} or joint.i + 1 >= len(noun.doc):
        return False
    beyond = joint.nbor(1)
    if beyond.tag_ == "VBG" and any(c.dep_ == "dobj" and c.i == beyond.i + 1 for c in beyond.children):
        return True
    listed = joint.head == noun or any(c.dep_ == "conj" for c in noun.children)
    return not listed and beyond.tag_ in {"NN", "NNP"}


def _says_kind(words: list[str], first: Token, noun: Token) -> bool:
    """Tell whether the words of a noun phrase say of what kind a thing is."""
    if len(words) > MAX_KIND_WORDS or any(not w[0].isalnum() or w in _JOINTS for w in words):
        return False
    # Adjectives alone say more about the author than about the kind.
    before = [c for c in noun.children if first.i <= c.i < noun.i]
    if not any(c.dep_ in COMPOUNDS or "-" in c.text for c in before):
        return False
    # "a repository and use tools": two phrases that the parse has joined
    return noun.tag_ != "NNS" or not any(c.dep_ == "det" and c.lower_ in INDEFINITE for c in noun.children)


def _in_singular(words: list[str], first: Token, noun: Token) -> list[str]:
    """Return the words of a kind as one thing of it is called, in small letters where only a sentence begins."""
    *before, last = words
    if noun.tag_ == "NNS" and noun.lower_ not in MASS_NOUNS:
        last = noun.text[:-1] if noun.text[:-1].isupper() else noun.lemma_
    if first.i == 0 and first.text.istitle() and first.pos_ != "PROPN":
        before[:1] = [word.lower() for word in before[:1]]
    return [*before, last]


def _with_nouns_before(first: Token, noun: Token, reader: FillerReader) -> Token:
    """Return where a kind begins: a noun right before it, and its adjective, that the parse hung on another word."""
    start = first
    while start.i > noun.left_edge.i and first.i < noun.i and start.nbor(-1).tag_ == "NN":
        if reader.is_general(start.nbor(-1)):
            break
        start = start.nbor(-1)
    before = start.nbor(-1) if start != first and start.i > noun.left_edge.i else None
    return before if before is not None and before.tag_ == "JJ" and not reader.is_general(before) else start


def _behind_joined_name(first: Token, noun: Token, reader: FillerReader) -> Token:
    """Return where a kind begins behind a name that is joined to it: "Acme and fast local libraries"."""
    own = reader.mention_of(first)
    if own is None or own.type in TERM_CLASSES or noun.doc[own.last + 1].lower_ != "and" or own.last + 2 > noun.i:
        return first
    after = noun.doc[own.last + 2]
    return after if after.tag_ in {"JJ", "VBN", "VBG"} else first  # but "a DNS and service discovery tool" is of both


def _is_verb_misread(first: Token) -> bool:
    """Tell whether the parse took a verb for the first word of a kind: "a sample records values"."""
    if first.tag_ not in PLURALS or first.i == 0 or not first.text.islower():
        return False
    return find_verb(first.text) is not None and first.nbor(-1).pos_ in NOUNS


def _named_before(noun: Token, reader: FillerReader) -> Entity | None:
    """Return the term that a bare plural comes back to: "orchestrators" after "container orchestrators"."""
    words = reader.lexicon.words
    general = {*words["emptyHead"], *words["emptyHeadOfCategory"], *words["transparent"], *words["vague"]}
    if noun.tag_ != "NNS" or noun.lower_ in general or any(c.dep_ in {"det", "poss", "amod"} for c in noun.children):
        return None
    return reader.setting.terms.get(noun.lemma_.lower())


def _last_category(words: list[str], reader: FillerReader) -> Entity | None:
    """Return the category that "DNS and service discovery tool" names last."""
    rest = words[len(words) - words[::-1].index("and") :]
    empty = rest[-1].lower() in reader.lexicon.words["emptyHeadOfCategory"]
    name = reader.names.find(" ".join(rest[:-1] if empty else rest))
    sorts = name is not None and reader.ontology.holds(name.entity.type, Role.WORK)
    return name.entity if name is not None and sorts else None


def _is_narrowed(noun: Token, first: Token, known: Entity, reader: FillerReader) -> bool:
    """Tell whether a hyphenated word makes a kind narrower than the term it ends with."""
    own = reader.mention_of(first)
    if own is not None and own.entity == known:
        return False
    return first.i < noun.i and "-" in first.text and first.dep_ in NARROWING


def names_part_of(kind: str, category: Entity, field: Field) -> bool:
    """Tell whether the words of a kind say a category in other words: "log tools" of Logging.

    Only words that set the category apart from the others count.
    """
    words = {word.lower() for word in re.findall(r"[A-Za-z]+", kind)}
    known = field.known(category.iri)
    labels = [category.label, *((*known.aliases, *known.hidden) if known is not None else ())]
    telling = {w.lower() for label in labels for w in re.findall(r"[A-Za-z]+", label)} - field.shared_category_words
    if any(_same_stem(one, other) for one in words for other in telling):
        return True
    initials = "".join(w[0] for w in re.findall(r"[A-Za-z]+", category.label) if w.lower() not in {"and", "of"})
    return any(len(word) > 1 and word.isupper() and initials.upper().startswith(word) for word in kind.split())


def _same_stem(one: str, other: str) -> bool:
    length = min(len(one), len(other), 8)
    if length < 3:
        return False
    if length < 5:
        return other.startswith(one) and len(other) - len(one) <= 4 and one != "app"
    return one[: max(5, length - 3)] == other[: max(5, length - 3)]


def _kind_with_purpose(noun: Token, reader: FillerReader) -> Entity | None:
    """Read "tools for local development" as "local development tool"."""
    if noun.lower_ not in reader.lexicon.words["emptyHeadOfCategory"]:
        return None
    prep = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ == "for"), None)
    purpose = next((c for c in prep.children if c.dep_ == "pobj"), None) if prep is not None else None
    if (
        purpose is None
        or purpose.tag_ not in {"NN", "NNS"}
        or (
            (named := reader.names.find(purpose.text)) is not None
            and reader.ontology.plays(named.entity.type, Role.LEVEL)
        )
        or any(c.dep_ in {"prep", "conj", "det"} for c in purpose.children)
    ):
        return None
    first, last = reader.noun_chunk(purpose)
    words = [token.text for token in noun.doc[first.i : last.i]]
    return Entity.called(" ".join((*words, last.lemma_, noun.lemma_)), "Concept")
