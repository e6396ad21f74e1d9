"""Licences: the words by which a sentence says what is under a licence, and which one."""

from __future__ import annotations

import re

from spacy.tokens import Token

from kg.language.tags import SUBJECTS
from kg.reference.named_sentence import NamedSentence
from kg.reference.referents import Filler
from kg.statements import Entity
from ontology import Lexicon
from ontology.roles import Role


def read_own_source(token: Token, here: NamedSentence) -> list[Filler]:
    """Read "this code is under the X license" as what the page is about: it is licensed as its code is."""
    words = here.lexicon.words["ownSource"]
    if token.lower_ not in words or token.dep_ not in SUBJECTS or here.setting.labelled:
        return []
    if not any(other.lower_ in here.lexicon.conditions["license"] for other in token.doc):
        return []
    before = {c.lower_ for c in token.children if c.i < token.i}
    of_other = any(c.dep_ == "prep" and not any(t.lower_ in words for t in c.subtree) for c in token.children)
    if not before & {"this", "the", "all"} or before - {"this", "the", "all", "source", "entire", "whole"} or of_other:
        return []
    subject = here.setting.page or here.discourse.topic
    works = subject is not None and here.ontology.may_be(subject.type, (here.ontology.class_for(Role.WORK),))
    return here.standing_for(subject, token) if works else []


def read_numbered_licence(token: Token, here: NamedSentence) -> list[Filler]:
    """Read "the GNU GPL version 3" as the licence that it names."""
    name = here.mention_at(token.i - 1) if token.i and token.lower_ == "version" else None
    number = token.nbor(1) if name is not None and token.i + 1 < len(token.doc) else None
    if name is None or number is None or not number.text[:1].isdigit():
        return []
    if not names_licence(name.surface, here.lexicon):
        return []
    tokens = here.sentence.parse
    span = here.sentence.span_of(tokens[name.first], number)
    return [Filler(Entity.called(here.sentence.words_at(span)), span)]


def names_licence(name: str, lexicon: Lexicon) -> bool:
    """Tell whether words hold one that licences are called by, "MIT" or "GPLv3", and more than "License"."""
    words = {word.lower() for word in re.split(r"[\s,/]+", name)}
    return not words.isdisjoint(lexicon.conditions["license"]) and not words <= {"license", "licence", "the"}
