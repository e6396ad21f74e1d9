"""Possessions: whose a work is, told by a genitive: "Dyno is Acme's API gateway", "Acme's Dyno 2.0 drops X"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from kg.language.noun_clauses import read_noun
from kg.language.tags import COMPOUNDS
from kg.naming.mentions import Mention
from kg.reference.fillers import FillerReader
from kg.reference.named_sentence import to_fillers
from kg.reference.referents import Filler
from kg.relations.relating import relate
from kg.statements import Modality, Relation
from ontology import Frame, Place
from ontology.roles import Role

_VERSIONED = re.compile(r"[A-Z]\S* v?\d+(?:\.\d+)+")


def read_possessions(reader: FillerReader) -> Iterator[Relation]:
    """Yield what organizations own, by a genitive before the noun of works or before the name of one."""
    frame = _find_frame(reader)
    for token in reader.sentence.parse:
        owner = reader.mention_of(token) if token.dep_ == "poss" and token.pos_ == "PROPN" else None
        if frame is None or owner is None or not _may_own(owner, reader) or is_favoured(token.head, reader):
            continue
        for work in _find_owned(token.head, owner, reader):
            for end in to_fillers([owner]):
                relation = relate(frame, work, end, Modality.ASSERTED, reader)
                if relation is not None:
                    yield relation


def is_favoured(noun: Token, reader: FillerReader) -> bool:
    """Tell whether a noun is somebody's by choice alone: "Acme's favourite database"."""
    return any(child.lower_ in reader.lexicon.words["favoured"] for child in noun.children)


def _find_frame(reader: FillerReader) -> Frame | None:
    """Return the frame by which the noun for any product tells whose it is."""
    frames = reader.lexicon.by_lemma.get("product", ())
    return next((f for f in frames if f.senses[0] == "ownedBy" and Place.POSSESSIVE in f.object_places), None)


def _may_own(owner: Mention, reader: FillerReader) -> bool:
    """Tell whether a name is that of an organization that makes things, and not of one that hosts them."""
    known = owner.entity is not None and reader.ontology.is_a(owner.type, "Organization")
    return known and not reader.ontology.plays(owner.type, Role.HOST)


def _find_owned(noun: Token, owner: Mention, reader: FillerReader) -> list[Filler]:
    """Return the works that a noun behind a genitive is said of, or the one that it names."""
    named = reader.mention_of(noun)
    if named is not None and named.covers(noun) and named.first == owner.last + 2 and noun.pos_ == "PROPN":
        modifies = noun.dep_ in COMPOUNDS and noun.head.i > noun.i
        work = reader.ontology.plays(named.type, Role.WORK) and not reader.ontology.plays(named.type, Role.PROJECT)
        versioned = named.type == "Thing" and _VERSIONED.fullmatch(named.surface) is not None
        return to_fillers([named]) if (work or versioned) and not modifies else []
    if not reader.field.is_noun_of_works(noun.lower_) or noun.tag_ not in {"NN", "NNP"}:
        return []
    told = read_noun(noun).places.get(Place.COPULATIVE, [])
    return [f for t in told if t != noun for f in reader.fillers(t, group=False) if f.is_name]
