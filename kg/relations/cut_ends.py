"""Cut ends: signs that an end of a relation is only a part of the name that stands at its place."""

from __future__ import annotations

from kg.language.tags import COMPOUNDS
from kg.language.words import is_word
from kg.naming.mentions import Mention
from kg.naming.names import TERM_CLASSES
from kg.reference.fillers import FillerReader
from kg.reference.whole_names import is_half
from kg.statements import Entity, Relation

_LONGEST_LINK = 5  # words of a link that may be a name


def doubt_ends(relation: Relation, reader: FillerReader) -> str:
    """Return which end may be only a part of a name wherever the sentence has it, in words; empty where none is."""
    for end in (relation.subject, relation.object):
        if not isinstance(end, Entity):
            continue
        mentions = [m for m in reader.mentions if m.entity is not None and m.entity.iri == end.iri]
        mentions = [m for m in mentions if m.surface[:1].isupper()] or mentions
        if mentions and all(_is_cut(mention, reader) for mention in mentions):
            return f"'{end.label}' may be only a part of a longer name"
    return ""


def _is_cut(mention: Mention, reader: FillerReader) -> bool:
    return (
        _has_name_before(mention, reader)
        or _is_within_link(mention, reader)
        or is_half(mention, reader)
        or _goes_on_by(mention, reader)
        or _is_ending(mention, reader)
        or _has_year_before(mention, reader)
    )


def _has_year_before(mention: Mention, reader: FillerReader) -> bool:
    """Tell whether a year belongs to a name: "the 1939 Vargle Game"."""
    before = reader.sentence.parse[mention.first - 1] if mention.first else None
    year = before is not None and before.tag_ == "CD" and before.text.isdigit() and len(before.text) == 4
    return year and before is not None and mention.covers(before.head) and mention.last > mention.first


def _is_ending(mention: Mention, reader: FillerReader) -> bool:
    """Tell whether a name is only how the name of a company before a comma ends: "Acme Labs, Inc."."""
    before = reader.sentence.parse[mention.first - 1].text if mention.first else ""
    return before == "," and mention.surface.rstrip(".").lower() in reader.lexicon.words["endingOfCompany"]


def _goes_on_by(mention: Mention, reader: FillerReader) -> bool:
    """Tell whether a name goes on behind a participle with a capital: "Acme Dyno Powered by Basalt"."""
    words = reader.sentence.parse
    last, behind = words[mention.last], words[mention.last + 1 : mention.last + 2].text
    return behind == "by" and last.tag_ in {"VBN", "VBD"} and last.text.istitle() and mention.last > mention.first


def _has_name_before(mention: Mention, reader: FillerReader) -> bool:
    """Tell whether a word with a capital right before a name belongs to it: of "Basalt Dyno" only "Dyno" is known."""
    words, noun = reader.sentence.parse, reader.sentence.parse[mention.last]
    before = words[mention.first - 1] if mention.first else None
    if before is None or before.dep_ not in COMPOUNDS or not mention.covers(before.head) or not before.whitespace_:
        return False
    if not (before.text[:1].isupper() and before.is_alpha and noun.text[:1].isupper()):
        return False
    own = reader.mention_of(before)
    if own is not None and not (own.type in TERM_CLASSES and own.first == own.last and is_word(before.lower_)):
        return False
    return before.tag_ in {"NN", "NNP", "NNPS"} and before.lower_ not in reader.lexicon.class_of


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
