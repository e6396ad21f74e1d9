"""Loose verbs: signs that a verb tells something else than its frame: what a tool does, where something went."""

from __future__ import annotations

import re

from kg.language.clauses import Clause
from kg.language.grammar import is_passive
from kg.language.tags import AUXILIARIES, SUBJECTS
from kg.language.words import is_adjective
from kg.reference.fillers import FillerReader
from kg.reference.referents import Filler
from kg.relations.ends import is_agent
from ontology import Frame

_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|last")
_RULING = frozenset("minister governor mayor king queen emperor chancellor".split())
_MAKING = frozenset("create make generate produce build".split())
_MOVING = frozenset("move relocate transfer".split())
_BUYING = frozenset("buy purchase acquire".split())
_MOVED_WITH_TOOLS = frozenset("project team engineers developers maintainers tool product software".split())


def doubt_verb(frame: Frame, clause: Clause, subject: Filler, end: Filler, reader: FillerReader) -> str:
    """Return why a verb may not say what its frame says, in words; empty where nothing speaks against it."""
    if _tells_what_it_does(frame, clause, end, reader):
        return f"'{clause.head.text}' may tell what {end.entity.label} does, and not who made {subject.entity.label}"
    if frame.senses[0] == "createdBy" and _is_a_purpose(clause):
        return f"{end.entity.label} may only be there for somebody to '{clause.head.text}' {subject.entity.label}"
    if _moves_elsewhere(frame, clause, subject, end):
        return f"what '{clause.head.text}' tells may have gone to another place"
    if _is_a_department(frame, end, reader):
        return f"'{end.entity.label}' may be what {subject.entity.label} is in charge of, and not where"
    if _may_tell_of_the_bought(frame, clause):
        return f"what opens the sentence may be told of what {subject.entity.label} bought"
    if _may_tell_of_the_made(frame, clause):
        return f"what {subject.entity.label} made may be based on {end.entity.label}"
    if clause.head.lemma_ == "speak" and is_adjective(end.entity.label.lower()):
        return f"'{end.entity.label}' may be what people speak"
    if _is_head_of_state(frame, clause, end, reader):
        return f"'{end.entity.label}' may be a country"
    if _is_advice(clause):
        return "the sentence asks for it and does not tell it"
    return ""


def _tells_what_it_does(frame: Frame, clause: Clause, end: Filler, reader: FillerReader) -> bool:
    """Tell whether making is told in the present of what may be a tool: "Zorblat creates Acme Secrets"."""
    now = clause.verb is not None and clause.verb.tag_ in {"VBZ", "VBP"} and not clause.passive
    makes = frame.senses[0] == "createdBy" and clause.head.lemma_ in _MAKING
    return now and makes and not is_agent(end.entity, reader.field)


def _is_a_purpose(clause: Clause) -> bool:
    """Tell whether a passive says what its subject is there for: "X is supplied to create Y"."""
    verb = clause.verb
    told = verb is not None and verb.tag_ == "VB" and verb.dep_ in {"xcomp", "advcl"}
    return told and verb is not None and is_passive(verb.head)


def _moves_elsewhere(frame: Frame, clause: Clause, subject: Filler, end: Filler) -> bool:
    """Tell whether "the game moved from X to Y" may name places: nobody moves, and nothing is known of the two."""
    moves = frame.senses[0] == "replaces" and clause.head.lemma_ in _MOVING
    moved = [t for t in clause.head.children if t.dep_ in SUBJECTS and t.pos_ == "NOUN"]
    things = [t for t in moved if t.lower_ not in _MOVED_WITH_TOOLS]
    return moves and bool(things) and subject.entity.type == end.entity.type == "Thing"


def _is_a_department(frame: Frame, end: Filler, reader: FillerReader) -> bool:
    """Tell whether "the head of X at Y" and "an architect for the X" name what somebody cares for, and not where."""
    mention, words = reader.mention_over(end.span), reader.sentence.parse
    if frame.senses[0] != "worksFor" or mention is None:
        return False
    body = words[mention.last].lower_ in reader.lexicon.words["endingOfOrganization"]
    if words[max(0, mention.first - 2) : mention.first].text.lower() == "for the" and end.entity.type == "Thing":
        return not body
    if mention.last + 2 >= len(words):
        return False
    of = words[mention.first - 1].lower_ == "of"
    return of and words[mention.last + 1].lower_ == "at" and reader.mention_at(mention.last + 2) is not None


def _is_head_of_state(frame: Frame, clause: Clause, end: Filler, reader: FillerReader) -> bool:
    """Tell whether who rules something unknown, or is its first president, may be so of a country."""
    body = end.entity.label.split()[-1].lower() in reader.lexicon.endings
    noun = clause.head.lemma_.lower()
    counted = noun == "president" and any(_ORDINAL.fullmatch(c.lower_) for c in clause.head.children)
    ruling = (counted or noun in _RULING) and frame.senses[0] == "worksFor"
    return ruling and end.entity.type in {"Thing", "Organization"} and not body


def _may_tell_of_the_bought(frame: Frame, clause: Clause) -> bool:
    """Tell whether a participle in front may belong to an object: "Owned by X until 1976, Y purchased the hotel"."""
    verb = clause.verb
    if verb is None or frame.senses[0] != "ownedBy" or verb.dep_ != "advcl" or verb.i > verb.head.i:
        return False
    return verb.head.lemma_ in _BUYING and any(c.dep_ == "dobj" for c in verb.head.children)


def _may_tell_of_the_made(frame: Frame, clause: Clause) -> bool:
    """Tell whether a gerund may belong to an object: "X and Y established the Dyno, building on Vargle"."""
    verb = clause.verb
    if verb is None or frame.senses[0] != "basedOn" or verb.dep_ != "advcl" or verb.tag_ != "VBG":
        return False
    return any(c.dep_ == "dobj" and verb.head.i < c.i < verb.i for c in verb.head.children)


def _is_advice(clause: Clause) -> bool:
    """Tell whether a clause says what should be or should not: "X should not use Y", "requires that Y be there"."""
    verb = clause.verb
    if verb is None:
        return False
    helping = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    denied = any(c.dep_ == "neg" for c in verb.children) and bool(helping & {"should", "must", "shall"})
    wanted = (c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i)
    return denied or any([a.lower_ for a in c.children if a.dep_ in AUXILIARIES] == ["be"] for c in wanted)


__all__ = ["doubt_verb"]
