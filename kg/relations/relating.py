"""Relating: two ends and a frame to a relation, in the first sense that fits."""

from __future__ import annotations

import re

from kg.language.modality import is_excluded
from kg.language.tags import COMPOUNDS, INDEFINITE, NOUNS
from kg.language.words import is_only_verb, is_word
from kg.naming.names import TERM_CLASSES
from kg.reference.fillers import FillerReader
from kg.reference.referents import Filler
from kg.reference.whole_names import goes_on
from kg.relations.ends import fit_ends, narrow_sense
from kg.statements import Entity, Literal, Modality, Relation
from ontology import Frame, Place
from ontology.roles import PropertyRole, Role

_VERSION_BEHIND = re.compile(r"\+|,? [Vv]ersion \d+(?:\.\d+)*")
_BRACKETS_BEHIND = re.compile(r"\s*\([^()]*\)?$")
_LICENSE_BEHIND = re.compile(r"\s*\([^()]*\)\s+[Ll]icen[cs]e\b")
_LICENSES = re.compile(r"(?<=\w) [Ll]icen[cs]es$")  # "the A and B licenses" are A and B
_NUMBER_BEFORE = re.compile(r"(?<!\S)\d-[A-Za-z]+ $")
# "no longer under A but under B": B is what is so.
_BUT = re.compile(r"\b(?:not|no longer)\b.*\bbut (?:(?:rather|instead|under|with|by|in|on|to|from|for|as|the|an?) )*$")
_WILL = re.compile(r"\bwill (?:not|no longer)\b")
_FUTURE = re.compile(r"\bin (the )?future\b", re.IGNORECASE)


def relate(frame: Frame, subject: Filler, end: Filler, modality: Modality, reader: FillerReader) -> Relation | None:
    """Return the relation of the first sense that fits both ends, or None."""
    if subject.entity.iri == end.entity.iri or subject.span.overlaps(end.span) or _is_one(subject, end, reader):
        return None
    if any(
        _is_plain_opening(f, reader)
        or _is_only_begun(f, reader)
        or is_some_of(f, reader)
        or _tells_whence(f, reader)
        or _is_only_like(f, reader)
        for f in (subject, end)
    ):
        return None
    for sense in frame.senses:
        if sense == "dependsOn" and _is_narrowed_term(subject, reader):
            continue
        if "s" in reader.lexicon.no_agent.get(sense, ()) and _is_company(subject, reader):
            continue
        if sense == "ownedBy" and Place.POSSESSIVE in frame.object_places and _is_whose(end, reader):
            continue
        if _has_one_agent_of_many(sense, subject, end, reader):
            continue
        ends = fit_ends(frame, sense, subject, end, reader.field)
        if ends is None:
            continue
        if modality is Modality.ASSERTED and (_is_excluded(subject, reader) or _is_excluded(end, reader)):
            modality = Modality.NEGATED
        if modality is Modality.NEGATED and _BUT.search(_before(reader, end)):
            modality = Modality.PLANNED if _WILL.search(reader.sentence.text) else Modality.ASSERTED
        if modality is Modality.ASSERTED and _FUTURE.search(_before(reader, end)):
            modality = Modality.PLANNED
        confidence = 0.9 if subject.named and end.named else 0.8
        literal = reader.ontology.properties[sense].literal
        if literal and (_is_cut(end, reader) or _is_plain(_whole_words(end, reader))):
            return None
        if PropertyRole.PROSE in reader.ontology.properties[sense].roles and _names_a_work(end, reader):
            return None
        label: Entity | Literal = Literal(_whole_words(end, reader)) if literal else ends[1]
        return Relation(ends[0], narrow_sense(sense, *ends, reader.field), label, frame.name, modality, confidence)
    return None


def _is_narrowed_term(subject: Filler, reader: FillerReader) -> bool:
    """Tell whether words before a term narrow it: what "Dyno context propagation" needs not all propagation needs."""
    mention, words = reader.mention_over(subject.span), reader.sentence.parse
    if mention is None or mention.type not in TERM_CLASSES or mention.first == 0:
        return False
    before = words[mention.first - 1]
    return before.dep_ in COMPOUNDS and mention.covers(before.head)


def _is_company(filler: Filler, reader: FillerReader) -> bool:
    """Tell whether a name has its legal form behind it: "Acme Ltd. provides support for Dyno"."""
    mention = reader.mention_over(filler.span)
    return mention is not None and bool(mention.legal_form)


def _is_whose(end: Filler, reader: FillerReader) -> bool:
    """Tell whether a pronoun stands for what is not known to own anything: "an engine with its own store, Acme"."""
    return not end.named and not reader.ontology.is_a(end.entity.type, "Organization")


def is_some_of(subject: Filler, reader: FillerReader) -> bool:
    """Tell whether initials are a common noun of somebody's: "her debut EP", "our CI"."""
    mention = reader.mention_over(subject.span)
    if mention is None or mention.type != "Thing" or not mention.surface.isupper():
        return False
    return any(c.tag_ == "PRP$" for c in reader.sentence.parse[mention.last].children)


def _tells_whence(filler: Filler, reader: FillerReader) -> bool:
    """Tell whether a name only says whence others come: "the San Diego based company", "former Acme engineers"."""
    mention, words = reader.mention_over(filler.span), reader.sentence.parse
    if mention is not None and mention.first and words[mention.first - 1].lower_ in reader.lexicon.words["pastState"]:
        return reader.ontology.is_a(mention.type, "Organization")
    behind = words[mention.last + 1 : mention.last + 3] if mention is not None else words[:0]
    return (
        filler.entity.type == "Thing"
        and len(behind) == 2
        and behind[0].lower_ in {"based", "born"}
        and behind[1].pos_ in NOUNS
    )


def _is_only_like(filler: Filler, reader: FillerReader) -> bool:
    """Tell whether a name only says what others are like: "implements many Acme like features"."""
    mention, words = reader.mention_over(filler.span), reader.sentence.parse
    behind = words[mention.last + 1 : mention.last + 3] if mention is not None else words[:0]
    return len(behind) == 2 and behind[0].lower_ == "like" and behind[1].tag_ == "NNS" and behind[1].text.islower()


def _is_one(subject: Filler, end: Filler, reader: FillerReader) -> bool:
    """Tell whether one name is the other with its maker before it: "Acme Dyno" and "Dyno"."""
    short, long = sorted((subject.entity.label, end.entity.label), key=len)
    maker = reader.names.find(long.removesuffix(f" {short}")) if long.endswith(f" {short}") else None
    return maker is not None and reader.ontology.is_a(maker.entity.type, "Organization")


def _is_plain_opening(filler: Filler, reader: FillerReader) -> bool:
    """Tell whether an ordinary word of no known class has its capital from opening the sentence: "Programs use X".

    A noun in the singular that opens it without an article is a name ("Perch uses X").
    """
    mention = reader.mention_over(filler.span)
    plain = filler.entity.type == "Thing" and mention is not None and mention.first == mention.last == 0
    first = reader.sentence.parse[0]
    joined = {"conj", "appos"} if first.tag_ == "NNS" else {"conj", "appos", "acl", "relcl"}
    told_of = any(c.dep_ in joined for c in first.children)
    named = first.tag_ in {"NN", "NNP"} and not is_only_verb(f"{first.lower_}s")
    return plain and not told_of and not named and first.text.istitle() and is_word(filler.entity.label)


def _is_only_begun(filler: Filler, reader: FillerReader) -> bool:
    """Tell whether a name is only the beginning of what the words at its place name."""
    mention = reader.mention_over(filler.span)
    return mention is not None and goes_on(mention, reader)


def _has_one_agent_of_many(sense: str, subject: Filler, end: Filler, reader: FillerReader) -> bool:
    """Tell whether who acts stands behind "a": "comes from a TokenMaker" names no maker."""
    ontology = reader.ontology
    prop = ontology.properties[sense]
    for filler, classes in ((subject, prop.domain), (end, prop.range)):
        mention = reader.mention_over(filler.span)
        if mention is None or not all(ontology.is_a(name, "Agent") for name in classes):
            continue
        if any(c.lower_ in INDEFINITE for c in reader.sentence.parse[mention.last].children):
            return True
    return False


def _is_excluded(filler: Filler, reader: FillerReader) -> bool:
    """Tell whether a sentence sets a name aside: "works with Acme, but not with Dyno"."""
    mention = reader.mention_over(filler.span)
    words = reader.sentence.parse
    return mention is not None and is_excluded(words[mention.first], words[mention.last])


def _is_cut(end: Filler, reader: FillerReader) -> bool:
    """Tell whether a name taken as a value is only a part of a longer one: "short for zorblat Daemon"."""
    if _LICENSE_BEHIND.match(reader.sentence.text, reader.sentence.place_of(end.span.end)):
        return True  # "the Vane Institute (VI) License"
    mention = reader.mention_over(end.span)
    head = reader.sentence.parse[mention.last] if mention is not None else None
    return (
        head is not None
        and mention is not None
        and any(c.dep_ in COMPOUNDS and c.i < mention.first for c in head.children)
    )


def _names_a_work(end: Filler, reader: FillerReader) -> bool:
    """Tell whether a text in a document's own words is nothing but a work's name: "a solution for Acme"."""
    return reader.mention_over(end.span) is not None and reader.ontology.plays(end.entity.type, Role.WORK)


def _is_plain(label: str) -> bool:
    """Tell whether a value is nothing but ordinary words: of "the Acme open source license" not "open source"."""
    return label.islower() and all(is_word(word) for word in label.split())


def _whole_words(end: Filler, reader: FillerReader) -> str:
    """Return the words of a value with the sign behind and the number before them: "GNU LGPL v2+", "3-Clause BSD"."""
    text, first, last = reader.sentence.text, *map(reader.sentence.place_of, (end.span.start, end.span.end))
    behind, before = _VERSION_BEHIND.match(text[last:]), _NUMBER_BEFORE.search(text[:first])
    words = _LICENSES.sub("", _BRACKETS_BEHIND.sub("", text[first:last]))
    return (before[0] if before else "") + words + (behind[0] if behind else "")


def _before(reader: FillerReader, end: Filler) -> str:
    """Return the words of the sentence before a filler."""
    local = reader.sentence.place_of(end.span.start)
    return reader.sentence.text[max(0, local - 60) : local]
