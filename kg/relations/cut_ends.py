"""Cut ends: signs that an end of a relation is only a part of the name that stands at its place."""

from __future__ import annotations

import re

from kg.language.given_names import is_title
from kg.language.tags import COMPOUNDS
from kg.language.words import is_word
from kg.naming.mentions import Mention
from kg.naming.names import TERM_CLASSES
from kg.reference.fillers import FillerReader
from kg.reference.whole_names import is_half
from kg.statements import Entity, Literal, Relation
from ontology.roles import Role

_LONGEST_LINK = 5  # words of a link that may be a name
_ARTICLE_BEHIND = re.compile(r" an? [A-Z][a-z]+(?=[,.;)])")
_PARTICLES = {"van", "von", "der", "den"}
_FOR_A_NAME = re.compile(r" for [A-Z]\w*")
_SHARED = re.compile(r" (?:and|or) \w+-\w+(?:ing|ed)\b")  # "Dyno and Basalt-speaking members"
_QUOTED_BEHIND, _QUOTED_BEFORE = re.compile(r" [\"“][A-Z]"), re.compile(r"\b[A-Z][\w.]+ (?:[\"“]\w+[\"”] |[\"“])$")


def doubt_ends(relation: Relation, reader: FillerReader) -> str:
    """Return which end may be only a part of a name wherever the sentence has it, in words; empty where none is."""
    for end in (relation.subject, relation.object):
        if not isinstance(end, Entity):
            continue
        mentions = [m for m in reader.mentions if m.entity is not None and m.entity.iri == end.iri]
        mentions = [m for m in mentions if m.surface[:1].isupper()] or mentions
        other = relation.object if end is relation.subject else relation.subject
        if mentions and all(_is_cut(mention, reader) or _goes_on_for(mention, other, reader) for mention in mentions):
            return f"'{end.label}' may be only a part of a longer name"
    return ""


def _is_cut(mention: Mention, reader: FillerReader) -> bool:
    return (
        _has_name_before(mention, reader)
        or _is_within_link(mention, reader)
        or is_half(mention, reader)
        or _goes_on_by(mention, reader)
        or _has_number_before(mention, reader)
        or _is_beside_quotes(mention, reader)
        or _ends_in_a_value(mention, reader)
        or _SHARED.match(_behind(mention, reader)) is not None
    )


def _ends_in_a_value(mention: Mention, reader: FillerReader) -> bool:
    """Tell whether a name of nothing known took in what narrows the noun behind it: "Acme's dyno2 Python library"."""
    words, last = reader.sentence.parse, mention.surface.split()[-1]
    if mention.type != "Thing" or mention.first == mention.last or mention.last + 1 >= len(words):
        return False
    value = reader.names.find(last)
    plays = value is not None and reader.ontology.plays(value.entity.type, Role.VALUE)
    return plays and words[mention.last + 1].lower_ in reader.lexicon.class_of


def _goes_on_for(mention: Mention, other: Entity | Literal, reader: FillerReader) -> bool:
    """Tell whether a name that ends in a kind goes on: "Acme Managed Service for Basalt", "Dyno Society for Maps".

    Not where what it is for is the other end: "the Acme Operator for Basalt".
    """
    last, lexicon = reader.sentence.parse[mention.last], reader.lexicon
    if mention.first == mention.last or not last.text.istitle() or not _FOR_A_NAME.match(_behind(mention, reader)):
        return False
    kind = any(last.lower_ in lexicon.words[name] for name in ("transparent", "endingOfOrganization"))
    loose = mention.type == "Thing" or reader.ontology.is_a(mention.type, "Organization")
    joined = loose and is_word(last.lower_) and last.nbor(1).head == last
    if not (kind or joined or last.lower_ in lexicon.class_of):
        return False
    after = reader.mention_at(mention.last + 2)
    return after is None or after.entity is None or after.entity != other


def _has_number_before(mention: Mention, reader: FillerReader) -> bool:
    """Tell whether a number belongs to a name: "the 1939 Vargle Game", "50 Dynos", "the Acme 1.0 Dyno Format"."""
    before = reader.sentence.parse[mention.first - 1] if mention.first else None
    if before is None or not mention.surface[:1].isupper() or not re.fullmatch(r"\d+(?:\.\d+)*", before.text):
        return False
    year = before.text.isdigit() and len(before.text) == 4
    return mention.covers(before.head) and (mention.last > mention.first or not year)


def _is_beside_quotes(mention: Mention, reader: FillerReader) -> bool:
    """Tell whether a name goes on in quotes, or began before them: 'Acme Labs "The Ship"'."""
    before = reader.sentence.text[: reader.sentence.place_of(mention.span.start)]
    return bool(_QUOTED_BEHIND.match(_behind(mention, reader)) or _QUOTED_BEFORE.search(before))


def _behind(mention: Mention, reader: FillerReader) -> str:
    """Return what the sentence has behind a mention."""
    return reader.sentence.text[reader.sentence.place_of(mention.span.end) :]


def _goes_on_by(mention: Mention, reader: FillerReader) -> bool:
    """Tell whether a name goes on behind a verb's form with a capital: "Acme Dyno Powered by Basalt", "Rent a Dyno"."""
    words = reader.sentence.parse
    if words[mention.last + 1 : mention.last + 2] and words[mention.last + 1].tag_ == "RP":
        return words[mention.last + 1].text.istitle()  # "Stand Up Dyno"
    if mention.last > mention.first and _ARTICLE_BEHIND.match(_behind(mention, reader)):
        return True
    last, behind = words[mention.last], words[mention.last + 1 : mention.last + 2].text
    return behind == "by" and last.tag_ in {"VBN", "VBD"} and last.text.istitle() and mention.last > mention.first


def _has_name_before(mention: Mention, reader: FillerReader) -> bool:
    """Tell whether a word with a capital right before a name belongs to it: of "Basalt Dyno" only "Dyno" is known."""
    words, noun = reader.sentence.parse, reader.sentence.parse[mention.last]
    before = words[mention.first - 1] if mention.first else None
    if before is not None and before.tag_ == "RP" and before.text.istitle():
        return True  # "called Stand Up Dyno"
    if before is not None and before.lower_ in _PARTICLES and before.head == noun:
        return True  # "van Dyne"
    if before is None or before.dep_ not in COMPOUNDS or not mention.covers(before.head) or not before.whitespace_:
        return False
    if not (before.text[:1].isupper() and before.is_alpha and noun.text[:1].isupper()):
        return False
    own = reader.mention_of(before)
    if own is not None and reader.ontology.is_a(own.type, "Organization"):
        return noun.text.istitle() and reader.ontology.holds(mention.type, Role.WORK)  # "the Acme Service Mesh"
    if own is not None and not (own.type in TERM_CLASSES and own.first == own.last and is_word(before.lower_)):
        return False
    described = before.lower_ in reader.lexicon.class_of or is_title(before.text)
    return before.tag_ in {"NN", "NNP", "NNPS"} and not described


def _is_within_link(mention: Mention, reader: FillerReader) -> bool:
    """Tell whether a link shows a longer name that begins with these words: "<Dyno serving>"."""
    for link in reader.sentence.links:
        if link.span.start != mention.span.start or link.span.end <= mention.span.end:
            continue
        shown = reader.sentence.words_at(link.span).lower().split()
        behind = reader.sentence.parse[mention.last + 1]
        telling = shown[-1] in reader.lexicon.class_of or shown[-1] in reader.lexicon.words["transparent"]
        if len(shown) <= _LONGEST_LINK and behind.tag_ in {"NN", "VBG"} and not telling:
            return True
    return False


__all__ = ["doubt_ends"]
