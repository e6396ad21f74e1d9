"""Frames: which words of a question word a relation."""

from __future__ import annotations

import re

from api.answering.question.reading import FrameUse
from api.answering.question.words import BE, Word
from ontology import Field, Frame, Lexicon
from ontology.roles import PropertyRole

_LOOK = frozenset(["look", "looks", "looked"])
_DAYS = frozenset("when since until date day month year years ago released birthday".split())
_YEAR = re.compile(r"(?:19|20)\d\d(?:-\d\d)*")


def find_frames(words: tuple[Word, ...], covered: set[int], lexicon: Lexicon) -> list[FrameUse]:
    """Return every frame whose word stands in the question, longer words first."""
    lowers = [word.lower for word in words]
    uses: list[FrameUse] = []
    for length in (4, 3, 2, 1):
        for start in range(len(words) - length + 1):
            if any(n in covered for n in range(start, start + length)):
                continue
            form = " ".join(lowers[start : start + length])
            for frame in lexicon.by_form.get(form, ()):
                if frame.with_words and not set(frame.with_words) & set(lowers):
                    continue
                if form == "like" and start and lowers[start - 1] in _LOOK:
                    continue  # "what did it look like"
                if form == frame.lemma and _is_noun_here(frame, lowers[start + length :]):
                    continue  # "the address of X"
                if form == frame.lemma and start and lowers[start - 1] in BE and _has_participle(frame):
                    continue  # "where is X found" does not ask who founded it
                if frame.lemma == "be" or (frame.scope and frame.scope not in lowers):
                    continue
                if not _may_be_asked(frame, lowers):
                    continue
                after = " ".join(lowers[start + length : start + length + 8])
                tail = " ".join(lowers[start + length :])
                before = " ".join(lowers[:start])
                marked = any(
                    re.search(rf"\b{re.escape(m)}\b", after)
                    or tail.endswith(m)
                    or re.match(rf"{re.escape(m)} (what|which|whom|whose)\b", before)
                    for m in frame.markers
                )
                uses.append(FrameUse(start, start + length - 1, frame, marked))
    return [use for use in uses if not any(_inside(use, other) for other in uses)]


def _may_be_asked(frame: Frame, lowers: list[str]) -> bool:
    """Tell whether a question has what a frame needs: a day asked for or told, the verb of a noun that has one."""
    if frame.argument_type == "Date":
        return not _DAYS.isdisjoint(lowers) or any(_YEAR.fullmatch(lower) for lower in lowers)
    return not frame.light_verbs or any(_is_form_of(lower, verb) for lower in lowers for verb in frame.light_verbs)


def _is_form_of(word: str, verb: str) -> bool:
    if verb == "have":
        return word in {"have", "has", "had", "having"}
    return word in {verb, f"{verb}s", f"{verb}d", f"{verb}ed"}


def _is_noun_here(frame: Frame, tail: list[str]) -> bool:
    """Tell whether a verb of the lexicon is a noun where it stands: before an "of" that it does not take."""
    return frame.part_of_speech == "verb" and tail[:1] == ["of"] and "of" not in frame.markers


def _has_participle(frame: Frame) -> bool:
    """Tell whether a form of a verb other than its lemma stands behind "is"."""
    return frame.part_of_speech == "verb" and any(form.split()[0].endswith("ed") for form in frame.forms[1:])


def find_told(frames: tuple[FrameUse, ...], field_: Field) -> set[str]:
    """Return the properties worded whose values are sentences, such as a problem solved."""
    properties = field_.ontology.properties
    return {
        use.frame.senses[0]
        for use in frames
        if PropertyRole.PROSE in properties[use.frame.senses[0]].roles
        and use.frame.lemma not in field_.lexicon.class_nouns
    }


def _inside(use: FrameUse, other: FrameUse) -> bool:
    """Tell whether a longer word of the lexicon holds this one ("source code" holds "code")."""
    return other.first <= use.first and use.last <= other.last and other.last - other.first > use.last - use.first
