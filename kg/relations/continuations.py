"""Continuations: what one sentence says of unnamed things holds of the examples that the next one gives.

"The Foundation hosts many projects. A and B, for example, are ...": the Foundation hosts A and B.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from kg.language.clauses import Clause
from kg.language.modality import find_modality
from kg.language.phrases import find_objects
from kg.naming.coordination import find_coordinated
from kg.reference.fillers import FillerReader
from kg.reference.named_sentence import to_fillers
from kg.reference.referents import Context, Filler
from kg.relations.matching import match_frames
from kg.relations.places import fill_place
from kg.relations.relating import relate
from kg.statements import Modality, Relation
from ontology import Frame
from ontology.roles import Role

_FOR_EXAMPLE = re.compile(r"(?: \([^)]*\))?, for (?:example|instance),")


def read_continuations(reader: FillerReader) -> Iterator[Relation]:
    """Yield what the sentence before says of the plural that this sentence opens with examples of."""
    before = reader.discourse.before
    examples = _opening_examples(reader)
    if before is None or not examples:
        return
    earlier = FillerReader(before.sentence, before.mentions, Context(), reader.field, reader.names)
    for token in before.sentence.parse:
        for frame, clause in match_frames(token, earlier):
            modality = find_modality(clause)
            if frame.fixed_object or frame.argument_type or modality is not Modality.ASSERTED:
                continue
            if not _tells_of_plural(frame, clause, earlier):
                continue
            ends = fill_place(frame, frame.object_places, clause, earlier, frame.object_markers)
            found = [r for f in examples for end in ends if (r := relate(frame, f, end, modality, earlier))]
            yield from (replace(r, confidence=0.75, start=before.sentence.span.start) for r in found)
            if found:
                return


def _opening_examples(reader: FillerReader) -> list[Filler]:
    """Return the works that a sentence opens with as examples: "A and B, for instance, are ..."."""
    first = reader.mentions[0] if reader.mentions and reader.mentions[0].first == 0 else None
    group = find_coordinated(first, reader.mentions, reader.sentence) if first is not None else []
    if not group or _FOR_EXAMPLE.match(reader.sentence.text, reader.sentence.place_of(group[-1].span.end)) is None:
        return []
    works = [m for m in group if m.entity is not None and reader.ontology.plays(m.type, Role.WORK)]
    return to_fillers(works) if works == group else []


def _tells_of_plural(frame: Frame, clause: Clause, reader: FillerReader) -> bool:
    """Tell whether a frame's subject is a plural class noun of works that the sentence does not name."""
    nouns = [n for place in frame.subject_places for token in clause.places.get(place, []) for n in _inner(token)]
    return any(
        noun.tag_ == "NNS" and reader.field.is_noun_of_works(noun.lower_) and not reader.fillers(noun) for noun in nouns
    )


def _inner(token: Token) -> list[Token]:
    """Return a word with what "a number of projects" goes on with."""
    return [token, *find_objects(token, "of")]
