"""Series: "there are three pillars of X", and what the first, the second and the third of them are told to be."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from kg.language.modality import is_negated
from kg.language.phrases import find_objects
from kg.language.tags import NOUNS
from kg.reference.fillers import FillerReader
from kg.reference.referents import Series
from kg.statements import Entity, Modality, Relation

MAX_WORDS = 7
_ORDINALS = {"first", "second", "third", "fourth", "fifth", "sixth", "last", "final"}


def find_series(reader: FillerReader) -> Series | None:
    """Return the counted parts that a sentence announces: "three pillars of trust"."""
    sorting = reader.lexicon.words["sorting"] | reader.lexicon.words["trait"]
    for noun in reader.sentence.parse:
        if noun.tag_ != "NNS" or noun.lemma_ not in sorting:
            continue
        number = next((c for c in noun.children if c.dep_ == "nummod" and c.i < noun.i), None)
        whole = next(iter(find_objects(noun, "of")), None)
        if number is None or whole is None or any(c.dep_ == "relcl" for c in whole.children):
            continue
        words = reader.sentence.parse[number.i : whole.i + 1].text
        if len(words.split()) <= MAX_WORDS:
            return Series(noun.lemma_, Entity.called(words, "Concept"))
    return None


def read_series(reader: FillerReader) -> Iterator[Relation]:
    """Yield that "the second pillar is X", or "the first is X", names a part of the series that is spoken of."""
    series = find_series(reader) or reader.discourse.series
    if series is None:
        return
    for verb in reader.sentence.parse:
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None) if verb.lemma_ == "be" else None
        part = next((c for c in verb.children if c.dep_ == "attr"), None)
        if subject is None or part is None or is_negated(verb) or not _is_counted(subject, series):
            continue
        entity = _name_part(part, reader)
        if entity is not None:
            yield Relation(entity, "partOf", series.whole, "series", Modality.ASSERTED, 0.8)


def _is_counted(subject: Token, series: Series) -> bool:
    """Tell whether a subject is "the first" or "the second pillar" of a series."""
    if subject.lower_ in _ORDINALS:
        return all(c.dep_ == "det" for c in subject.children)
    plain = all(c.dep_ in {"det", "amod"} for c in subject.children)
    return plain and subject.lemma_ == series.noun and any(c.lower_ in _ORDINALS for c in subject.children)


def _name_part(noun: Token, reader: FillerReader) -> Entity | None:
    """Return what the words behind the verb name: a known term or name, or the noun phrase itself."""
    known = reader.fillers(noun, group=False)
    if known:
        return known[0].entity
    first, _ = reader.noun_chunk(noun)
    text = reader.sentence.text[first.idx : noun.right_edge.idx + len(noun.right_edge.text)]
    words = re.split(r"[:;,.(“”\"]|\s[–—-]\s", text)[0].strip()
    named = noun.pos_ in NOUNS and len(words.split()) <= MAX_WORDS
    return Entity.called(words, "Concept") if named and words and " " in words else None
