"""Frames: which words of a question word a relation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from api.answering.question.reading import FrameUse
from api.answering.question.words.words import BE, DO, MODALS, Word
from kg.language.dates import YEAR
from ontology import Field, Frame, Lexicon, Ontology, Place
from ontology.roles import PropertyRole, Role

_LOOK = frozenset(["look", "looks", "looked"])
_SAYING_WHEN = frozenset("when since until date day month year years ago released birthday".split())
_NEAR = 8  # words
_YEAR = re.compile(rf"{YEAR}(?:-\d\d)*")


def find_frames(words: tuple[Word, ...], covered: set[int], lexicon: Lexicon) -> list[FrameUse]:
    """Return every frame whose word stands in the question, longer words first."""
    lowers = tuple(word.lower for word in words)
    uses: list[FrameUse] = []
    for length in (4, 3, 2, 1):
        for start in range(len(words) - length + 1):
            if any(n in covered for n in range(start, start + length)):
                continue
            form = " ".join(lowers[start : start + length])
            for frame in lexicon.by_form.get(form, ()):
                if _is_meant(frame, form, start, lowers) and _may_be_asked(frame, lowers):
                    marked = any(
                        _stands_by(marker, lowers[:start], lowers[start + length :])
                        or (marker == "at" and frame.is_verb and _asks_where(lowers, start + length))
                        for marker in frame.markers
                    )
                    uses.append(FrameUse(start, start + length - 1, frame, marked))
    whole = [use for use in uses if not any(_inside(use, other) for other in uses)]
    verbs = [use for use in whole if use.frame.is_verb]
    return [
        use
        for use in whole
        if not _is_left_to_verb(use, verbs, lowers) and not _is_only_asked_for(use, lowers, lexicon)
    ]


def _asks_where(lowers: Sequence[str], end: int) -> bool:
    """Tell whether a verb that ends a question leads to a place: "where does X work" asks at what X works."""
    return lowers[0] == "where" and bool(set(lowers[1:2]) & DO) and end == len(lowers)


def _is_only_asked_for(use: FrameUse, lowers: Sequence[str], lexicon: Lexicon) -> bool:
    """Tell whether a noun without its preposition is a verb's object: "what port does X use" asks for no port of X."""
    frame = use.frame
    if not frame.is_noun or not frame.markers or use.marked or frame.lemma in lexicon.class_of:
        return False
    asked = use.first > 0 and lowers[use.first - 1] in {"what", "which"}
    return asked and bool(set(lowers[use.last + 1 : use.last + 2]) & DO)


def _is_left_to_verb(use: FrameUse, verbs: Sequence[FrameUse], lowers: Sequence[str]) -> bool:
    """Tell whether a noun lacks its preposition where a verb says the same: "who uses X" asks for no uses by X.

    So does one that only narrows another noun: "which deployment mechanism does X use".
    """
    frame = use.frame
    beside = {Place.POSSESSIVE, Place.MODIFIER} & (frame.subject_places | frame.object_places)
    if not frame.is_noun or not frame.markers or use.marked or beside:
        return False
    behind = lowers[use.last + 1 : use.last + 3]
    narrows = len(behind) > 1 and behind[1] in BE | DO | MODALS
    return any((verb.first == use.first or narrows) and set(verb.frame.senses) & set(frame.senses) for verb in verbs)


def _is_meant(frame: Frame, form: str, start: int, lowers: Sequence[str]) -> bool:
    """Tell whether the words of a form that begin at a place may have a frame's meaning there."""
    behind = lowers[start + form.count(" ") + 1 :]
    before = lowers[start - 1] if start else ""
    if form == "like" and before in _LOOK:
        return False  # "what did it look like"
    if form == frame.lemma and _is_noun_here(frame, behind):
        return False  # "the address of X"
    if form == frame.lemma and before in BE and _has_participle(frame):
        return False  # "where is X found" does not ask who founded it
    return frame.lemma != "be"


def _stands_by(marker: str, before: Sequence[str], behind: Sequence[str]) -> bool:
    """Tell whether a preposition stands behind the word that takes it, or before the question word."""
    inside, at_end, opening = _to_patterns(marker)
    return (
        inside.search(" ".join(behind[:_NEAR])) is not None
        or at_end.search(" ".join(behind)) is not None
        or opening.match(" ".join(before)) is not None
    )


@lru_cache(maxsize=1024)
def _to_patterns(marker: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return what finds a preposition near behind, at the end, and before the question word."""
    word = re.escape(marker).replace(r"\ ", r" (?:the |an? )?")
    return (
        re.compile(rf"\b{word}\b"),
        re.compile(rf"(?:^| ){word}$"),
        re.compile(rf"{word} (what|which|whom|whose)\b"),
    )


def _may_be_asked(frame: Frame, lowers: Sequence[str]) -> bool:
    """Tell whether a question has what a frame needs: its own words, a day asked for or told, the verb of a noun."""
    if (frame.with_words and not set(frame.with_words) & set(lowers)) or (frame.scope and frame.scope not in lowers):
        return False
    if frame.argument_type == "Date":
        return not _SAYING_WHEN.isdisjoint(lowers) or any(_YEAR.fullmatch(lower) for lower in lowers)
    return not frame.light_verbs or any(_is_form_of(lower, verb) for lower in lowers for verb in frame.light_verbs)


def _is_form_of(word: str, verb: str) -> bool:
    if verb == "have":
        return word in {"have", "has", "had", "having"}
    return word in {verb, f"{verb}s", f"{verb}d", f"{verb}ed"}


def _is_noun_here(frame: Frame, tail: Sequence[str]) -> bool:
    """Tell whether a verb of the lexicon is a noun where it stands: before an "of" that it does not take."""
    return frame.is_verb and tail[:1] == ("of",) and "of" not in frame.markers


def _has_participle(frame: Frame) -> bool:
    """Tell whether a form of a verb other than its lemma stands behind "is"."""
    return frame.is_verb and any(form.split()[0].endswith("ed") for form in frame.forms[1:])


def find_senses(frame: Frame, answer_class: str | None, ontology: Ontology) -> tuple[str, ...]:
    """Return the properties that a frame may ask for.

    Where no class is named, one of values is none of several: what X is based on is not the language it is written in.
    """
    open_to_all = [
        sense
        for sense in frame.senses
        if not any(ontology.plays(name, Role.VALUE) for name in ontology.properties[sense].range)
    ]
    return tuple(open_to_all) if answer_class is None and open_to_all else frame.senses


def find_told(frames: tuple[FrameUse, ...], field: Field) -> set[str]:
    """Return the properties worded whose values are sentences, such as a problem solved."""
    properties = field.ontology.properties
    return {
        use.frame.senses[0]
        for use in frames
        if PropertyRole.PROSE in properties[use.frame.senses[0]].roles
        and use.frame.lemma not in field.lexicon.class_nouns
    }


def _inside(use: FrameUse, other: FrameUse) -> bool:
    """Tell whether a longer word of the lexicon holds this one ("source code" holds "code")."""
    return other.first <= use.first and use.last <= other.last and other.last - other.first > use.last - use.first
