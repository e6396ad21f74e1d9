"""Ends asked for: of which classes what stands at the other end of the relations worded may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from api.answering.question.places import find_end
from api.answering.question.reading import FrameUse, Mention
from api.answering.question.words.words import Word
from ontology import Field
from ontology.model import ROOT_CLASS


def find_end_classes(
    words: Sequence[Word], mentions: Sequence[Mention], frames: Sequence[FrameUse], field: Field
) -> frozenset[str]:
    """Return the classes of the ends that a question asks for of what it names first; empty where they tell nothing.

    "The employer of Ann" is an organization, and "what replaced X" software, whether a noun says so or not.
    """
    found = frozenset(_find_classes(words, mentions[:1], frames, field))
    return frozenset() if ROOT_CLASS in found else found


def _find_classes(
    words: Sequence[Word], mentions: Sequence[Mention], frames: Sequence[FrameUse], field: Field
) -> Iterator[str]:
    ontology = field.ontology
    marked = {use.first for use in frames if use.marked}
    for mention in mentions:
        for use in frames:
            if use.first in marked and not use.marked:
                continue  # "what is X built on" does not ask who built it
            end = find_end(use, mention.first, mention.last, words) if use.frame.fixed_object is None else None
            if end is None:
                continue
            for sense in use.frame.senses:
                said = ontology.properties[sense]
                known, asked = (said.domain, said.range) if end.is_subject else (said.range, said.domain)
                if not said.literal and ontology.may_be(mention.entity.type, known):
                    yield from asked
