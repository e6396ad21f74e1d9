"""Matching: which frames of the lexicon a word of a sentence stands for, each with its clause."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.language.clauses import Clause, read_verb
from kg.language.noun_clauses import read_adjective, read_noun
from kg.language.tags import VERBS
from kg.reference.fillers import FillerReader
from ontology import Field, Frame

_READERS = {"verb": read_verb, "noun": read_noun, "adjective": read_adjective}


def match_frames(token: Token, reader: FillerReader) -> Iterator[tuple[Frame, Clause]]:
    """Yield the frames whose word stands at a token, with its clause; frames with a condition come first."""
    words = reader.sentence.parse
    clauses: dict[tuple[str, int], Clause] = {}
    for frame in _candidates(token, reader.field):
        kind = _kind_of(token, frame)
        if kind is None or not _conditions_hold(frame, token, reader):
            continue
        head = words[token.i + len(frame.lemma.split()) - 1] if kind == "noun" and " " in frame.lemma else token
        if kind == "noun" and head.lower_ not in {
            frame.lemma.split()[-1],
            *(f.split()[-1] for f in frame.forms),
        }:
            head = token
        if kind == "verb" and " " in frame.lemma and token.pos_ not in VERBS:
            clause = _read_phrasal(token, frame)
            if clause is not None:
                yield frame, clause
            continue
        if (kind, head.i) not in clauses:
            clauses[kind, head.i] = _READERS[kind](head)
        yield frame, clauses[kind, head.i]


def _read_phrasal(token: Token, frame: Frame) -> Clause | None:
    """Return the clause of a verb of several words that the parser took apart: "X open sourced Y"."""
    words = token.doc[token.i : token.i + len(frame.lemma.split())]
    verb = next((word for word in words if word.pos_ == "VERB"), None)
    if verb is None:
        return None
    clause = read_verb(verb)
    for place, tokens in clause.places.items():
        clause.places[place] = [
            other
            for found in tokens
            for other in ([c for c in found.children if c.dep_ == "compound"] if found in words else [found])
        ]
    return clause


def _candidates(token: Token, field: Field) -> list[Frame]:
    """Return the frames that a token or the words it begins can stand for."""
    lexicon = field.lexicon
    words = token.doc
    found: list[Frame] = []
    lower = token.lower_
    if lower in lexicon.first_words:
        for length in (3, 2):
            form = " ".join(t.lower_ for t in words[token.i : token.i + length])
            found.extend(lexicon.by_form.get(form, ()))
    found.extend(lexicon.by_form.get(lower, ()))
    if token.pos_ in VERBS:
        lemma = token.lemma_.lower()
        found.extend(lexicon.by_lemma.get(lemma, ()))
        particle = next((child for child in token.children if child.dep_ == "prt"), None)
        if particle is not None:
            found.extend(lexicon.by_lemma.get(f"{lemma} {particle.lower_}", ()))
    unique = [f for f in dict.fromkeys(found) if not f.asked_only and not _goes_on_with_of(token, f)]
    unique.sort(key=lambda f: (not f.with_words, not f.scope, -len(f.lemma), f.argument_type is None))
    return unique


def _goes_on_with_of(verb: Token, frame: Frame) -> bool:
    """Tell whether a verb with its particle is another one: "came out of Acme in 2020" is not "came out in 2020"."""
    behind = verb.i + len(frame.lemma.split())
    phrasal = frame.is_verb and " " in frame.lemma and behind < len(verb.doc)
    return phrasal and verb.doc[behind].lower_ == "of" and "of" not in frame.markers


def _kind_of(token: Token, frame: Frame) -> str | None:
    """Return the part of speech under which a frame can stand at a token, or None."""
    if frame.is_verb:
        if len(token) > 1 and token.text.isupper():
            return None  # "SELECT" and "USE" are key words, and tell nothing
        if token.text.istitle() and token.i > 0 and token.nbor(-1).is_alpha:
            titled = token.tag_ in {"VBN", "VBD"} and token.nbor(-1).text.istitle() and token.i > 1
            if token.tag_ == "VBG" or titled:
                return None  # "see Using Acme in the Dyno Guide", "Best Play Based on a Book" name a text
        if " " in frame.lemma and token.lower_ == frame.head:
            return "verb"
        participle = token.tag_ in {"VBN", "VBG"} or (
            token.tag_ == "JJ" and "-" in token.text and token.dep_ == "acomp"
        )
        return "verb" if token.pos_ in VERBS or participle or _is_misread_verb(token) else None
    if frame.is_noun:
        return "noun" if token.pos_ in {"NOUN", "PROPN", "ADJ"} or token.tag_ == "VBG" else None
    if frame.clause_adjunct:
        return "adjective"
    return "adjective" if token.pos_ in {"ADJ", "NOUN", "VERB", "ADV"} else None


def _is_misread_verb(token: Token) -> bool:
    """Tell whether a word read as a noun stands where only a verb can: "Acme bet on X"."""
    if token.tag_ not in {"NN", "NNS"} or token.dep_ not in {"ROOT", "relcl"}:
        return False
    subjects = [c for c in token.children if c.dep_ == "nsubj" and c.i < token.i]
    return bool(subjects) and not any(c.dep_ in {"det", "amod", "compound", "poss", "cop"} for c in token.children)


def _is_of_joined_verb(adverb: Token, verb: Token) -> bool:
    """Tell whether an adverb is that of the next verb: "was created by X and originally written by Y"."""
    return adverb.dep_ == "advmod" and adverb.i > verb.i and adverb.head.dep_ == "conj" and adverb.head.head == verb


def _conditions_hold(frame: Frame, token: Token, reader: FillerReader) -> bool:
    if frame.with_words:
        near = {t.lower_ for t in token.subtree if not _is_of_joined_verb(t, token)}
        near |= {t.lower_ for t in token.doc[max(0, token.i - 3) : token.i]}
        if not near & set(frame.with_words):
            return False
    return not frame.scope or frame.scope in reader.sentence.text.lower()
