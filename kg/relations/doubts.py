"""Doubts: signs that a relation is misread though its words and ends fit. What is doubted waits for a person."""

from __future__ import annotations

import re

from kg.language.clauses import Clause
from kg.language.given_names import is_full_name
from kg.language.grammar import is_passive
from kg.language.tags import AUXILIARIES, COMPOUNDS, FINITE, NOUNS, SUBJECTS
from kg.language.words import is_word
from kg.naming.coordination import find_coordinated
from kg.naming.mentions import Mention
from kg.naming.people import is_person
from kg.reference.fillers import FillerReader
from kg.reference.referents import Filler
from kg.relations.loose_verbs import doubt_verb
from ontology import Frame, Place
from ontology.roles import Role

_MANY = frozenset("various many several multiple numerous different".split())
_JOINED_BEHIND, _JOINED_BEFORE = re.compile(r" (?:for|of|in) [A-Z]"), re.compile(r"[A-Z]\w+ (?:for|of|in) $")
# What is changed to do something does it, and not who changes it: "has ported X to use Y".
_CHANGING = frozenset("port convert change modify adapt rewrite refactor configure set extend update adjust".split())
# Prepositions behind which a gerund tells how or when its subject does something: "helps by using X".
_TELLING_HOW = frozenset("by through via since after before while from of with without in upon".split())


def doubt_reading(frame: Frame, clause: Clause, subject: Filler, end: Filler, reader: FillerReader) -> str:
    """Return why two ends may not be those of what a clause says, in words; empty where nothing speaks against it."""
    for filler in (subject, end):
        if _stands_for_a_label(filler, reader):
            return f"'{filler.entity.label}' may be no more than the label above the sentence"
        if _shares_a_noun(filler, reader):
            return f"the noun at the end of its list belongs to '{filler.entity.label}' too"
    if _is_backed(frame, clause, subject, end, reader):
        return f"'{subject.entity.label}' may be who pays or cares for {end.entity.label}"
    if frame.senses[0] == "partOf" and any(is_person(filler.entity) for filler in (subject, end)):
        return f"{subject.entity.label} or {end.entity.label} is a person, and no part of what people form"
    if frame.senses[0] in {"createdBy", "ownedBy"} and is_person(subject.entity):
        return f"{subject.entity.label} is a person, and made and owned by nobody"
    if frame.senses[0] in {"supports", "donatedBy"} and any(_looks_human(f, reader) for f in (subject, end)):
        return f"{subject.entity.label} or {end.entity.label} is a person, and may only have worked on it"
    if frame.senses[0] == "alsoKnownAs" and _is_joined(end, reader):
        return f"'{end.entity.label}' may be only a part of a longer name"
    if frame.senses[0] == "usedBy" and is_person(end.entity):
        return f"{end.entity.label} is a person, and may only tell of those who use it"
    if any(_is_of_many(filler, reader) for filler in (subject, end)):
        return f"'{subject.entity.label}' or '{end.entity.label}' may only narrow which of many are meant"
    far = next((filler for filler in (subject, end) if _is_of_joined_noun(clause, filler, reader)), None)
    if far is not None:
        return f"'{far.entity.label}' may belong to the noun joined to '{clause.head.text}' alone"
    told = _tells_another(frame, subject, reader) or _tells_another(frame, end, reader)
    if told:
        return f"'{told}' tells something else"
    if _stays_open(clause, subject, end, reader):
        return f"it may stay open who does what '{clause.head.text}' says"
    if _is_joined_oddly(clause):
        return f"'{clause.head.text}' may belong to the noun behind it"
    if _is_of_passive(frame, clause):
        return f"'by {end.entity.label}' may tell who did what '{clause.head.head.head.text}' says"
    if loose := doubt_verb(frame, clause, subject, end, reader):
        return loose
    if _may_be_told_of_another(clause, subject, reader):
        return f"what stands behind the comma may be told of another than '{subject.entity.label}'"
    if _closes_its_item(frame, subject, end, reader):
        return "the list may go on behind the last words of one of its items"
    return ""


def _is_joined(filler: Filler, reader: FillerReader) -> bool:
    """Tell whether a preposition joins a name to another: "an acronym for Vane Engine for Dyno Control"."""
    text, place = reader.sentence.text, reader.sentence.place_of
    behind = _JOINED_BEHIND.match(text, place(filler.span.end))
    return bool(behind or _JOINED_BEFORE.search(text[: place(filler.span.start)]))


def _is_of_many(filler: Filler, reader: FillerReader) -> bool:
    """Tell whether a name only narrows what is counted: "various Vane and Dyno protocols"."""
    mention = reader.mention_over(filler.span)
    noun = reader.sentence.parse[mention.last] if mention is not None else None
    counted = noun is not None and noun.tag_ == "NNP" and any(c.lower_ in _MANY for c in noun.children)
    return counted and filler.entity.type == "Thing"


def _looks_human(filler: Filler, reader: FillerReader) -> bool:
    """Tell whether a filler is called as people are, or listed with them: "Lee, Kettle and other developers"."""
    if is_person(filler.entity):
        return True
    mention = reader.mention_over(filler.span)
    beside = reader.sentence.parse[mention.last].subtree if mention is not None else ()
    listed = any(t.dep_ == "conj" and reader.lexicon.class_of.get(t.lower_) == "Person" for t in beside)
    return filler.entity.type == "Thing" and (listed or is_full_name(filler.entity.label))


def _stands_for_a_label(filler: Filler, reader: FillerReader) -> bool:
    """Tell whether "it" stands for ordinary words of no known kind: "Note", "Long answer"."""
    topic = reader.discourse.topic
    if filler.named or filler.entity.type != "Thing" or topic is None or filler.entity.iri != topic.iri:
        return False
    words = filler.entity.label.split()
    return not any(word[:1].isupper() for word in words[1:]) and all(is_word(word) for word in words)


def _shares_a_noun(filler: Filler, reader: FillerReader) -> bool:
    """Tell whether a name is listed with others that one noun behind the last makes whole: "A, B and C protocols"."""
    mention = reader.mention_over(filler.span)
    if mention is None or not mention.surface[:1].isupper():
        return False
    last = find_coordinated(mention, reader.mentions, reader.sentence)[-1]
    return last != mention and _ends_in_plural_initials(last)


def _ends_in_plural_initials(mention: Mention) -> bool:
    """Tell whether a name of several words ends in the plural of initials: "NXM TLVs"."""
    first, *others = mention.surface.split()
    return bool(others) and others[-1][:-1].isupper() and others[-1].endswith("s") and first.isupper()


def _is_backed(frame: Frame, clause: Clause, subject: Filler, end: Filler, reader: FillerReader) -> bool:
    """Tell whether a work is said to be supported by what may be a company: "X is supported by Y"."""
    works = reader.field.ontology.plays(end.entity.type, Role.WORK)
    return frame.senses[0] == "supports" and clause.passive and works and subject.entity.type == "Thing"


def _is_of_joined_noun(clause: Clause, filler: Filler, reader: FillerReader) -> bool:
    """Tell whether a noun has its name before it, and what follows is of another: "X maintainer and creator of Y"."""
    mention, noun = reader.mention_over(filler.span), clause.head
    named = any(c.dep_ in COMPOUNDS and reader.mention_of(c) is not None for c in noun.lefts)
    joined = [c for c in noun.children if c.dep_ == "conj" and c.pos_ == "NOUN"]
    return named and mention is not None and any(noun.i < c.i < mention.first for c in joined)


def _tells_another(frame: Frame, filler: Filler, reader: FillerReader) -> str:
    """Return a name with the noun behind it that heads values of another property: "uses the MIT license"."""
    mention = reader.mention_over(filler.span)
    words = reader.sentence.parse
    if mention is None or mention.last + 1 >= len(words) or words[mention.last + 1].pos_ not in NOUNS:
        return ""
    name = reader.lexicon.column_heads.get(words[mention.last + 1].lower_)
    other = name is not None and name not in frame.senses and reader.ontology.properties[name].literal
    return words[mention.first : mention.last + 2].text if other else ""


def _stays_open(clause: Clause, subject: Filler, end: Filler, reader: FillerReader) -> bool:
    """Tell whether a verb without a subject stands too deep in a phrase to be said of what is not in it.

    "Compared to using X, Y is ...", "a community around using X", "an API for tests using X", "makes it easy to run X".
    """
    verb = clause.verb
    if verb is None or verb.tag_ not in {"VB", "VBG"} or any(c.dep_ in SUBJECTS for c in verb.children):
        return False
    within = reader.sentence.span_of(verb.left_edge, verb.right_edge)
    if all(filler.span.overlaps(within) for filler in (subject, end)):
        return False
    if verb.dep_ == "pcomp":
        return verb.head.lower_ not in _TELLING_HOW
    if verb.dep_ == "advcl" and verb.tag_ == "VB" and verb.head.lemma_ in _CHANGING:
        return any(c.dep_ == "dobj" and c.i < verb.i for c in verb.head.children)
    if verb.dep_ == "acl":
        between = verb.doc[verb.head.i + 1 : verb.i]
        return verb.tag_ == "VBG" and any(t.pos_ in NOUNS or t.tag_ == "VBG" for t in between)
    return verb.tag_ == "VB" and verb.head.pos_ == "ADJ" and verb.head.head.lemma_ == "make"


def _is_joined_oddly(clause: Clause) -> bool:
    """Tell whether a participle was read as the next of the verbs: "is using X, Y, and managed Z"."""
    verb = clause.verb
    if verb is None or verb.dep_ != "conj" or any(c.dep_ in {*SUBJECTS, *AUXILIARIES} for c in verb.children):
        return False
    return verb.tag_ in {"VBD", "VBN"} and verb.head.tag_ == "VBG"


def _is_of_passive(frame: Frame, clause: Clause) -> bool:
    """Tell whether "by" behind a role tells who gave it: "was accepted as a project by X"."""
    role = clause.head.dep_ == "pobj" and clause.head.head.lower_ == "as"
    return frame.is_noun and "by" in frame.markers and role and is_passive(clause.head.head.head)


def _may_be_told_of_another(clause: Clause, subject: Filler, reader: FillerReader) -> bool:
    """Tell whether a clause behind a comma follows a name deep in a phrase: "a tool for apps in X, written in Y".

    So does one in a cell that says what another thing is: "X at the edge, begun by Y".
    """
    verb = clause.head if clause.verb is None and clause.head.pos_ == "ADJ" else clause.verb
    if verb is None or verb.dep_ not in {"acl", "relcl", "amod"} or not subject.named:
        return False
    before, told = reader.sentence.parse[max(0, verb.left_edge.i - 1)], verb.head
    deep = told.dep_ == "pobj" and told.head.head.pos_ in NOUNS and told.nbor(-1).text != ","
    whole = any(token.tag_ in FINITE for token in reader.sentence.parse)
    placed = any(told.i < part.i < verb.i for part in told.children if part.dep_ == "prep")
    deep = deep or (placed and told.dep_ == "ROOT" and not whole)
    if before.text == "(" and verb.tag_ == "VBG" and not whole:
        return True  # "Dyno (using X)"
    return before.text == "," and deep and subject.span.overlaps(reader.sentence.span_of(told, told))


def _closes_its_item(frame: Frame, subject: Filler, end: Filler, reader: FillerReader) -> bool:
    """Tell whether a noun within a listed name takes what follows the list: "A, B Controller for C, D, or E"."""
    one, other = reader.mention_over(subject.span), reader.mention_over(end.span)
    if one is None or other is None or Place.COPULATIVE not in frame.subject_places or other.first < one.last:
        return False
    words = reader.sentence.parse
    listed = words[one.last].dep_ == "conj" and words[one.last].lower_ == frame.lemma.split()[-1]
    return listed and "," in {t.text for t in words[one.last : other.first]}


__all__ = ["doubt_reading"]
