"""Examples that a sentence gives of what the one before it tells of: "Message brokers ... Examples are A and B"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from kg.kinds.kinds import find_kind
from kg.language.tags import ARTICLES, SUBJECTS
from kg.naming.mentions import Mention
from kg.reference.fillers import FillerReader
from kg.reference.referents import Context
from kg.statements import Entity

_ANNOUNCED = re.compile(
    r"(?:(?:some|other|two|three|four|several|a few|well-known|popular|typical|common|notable|prominent|known)\s+)*"
    r"(?:examples|ones)(?:\s+of\s+(?:these|them|this|such))?\s+(?:are|include)\b",
    re.IGNORECASE,
)
_BEFORE_NAME = frozenset(", and or are include".split())


def read_examples_after(reader: FillerReader) -> Iterator[tuple[Entity, Entity]]:
    """Yield each thing that a sentence names as an example, with the kind that the sentence before speaks of."""
    announced = _ANNOUNCED.match(reader.sentence.text)
    kind = _find_kind_before(reader) if announced is not None else None
    if announced is None or kind is None:
        return
    for mention in reader.mentions:
        behind = reader.sentence.place_of(mention.span.start) >= announced.end()
        if behind and _is_listed(mention, reader) and mention.entity is not None and mention.entity.iri != kind.iri:
            yield mention.entity, kind


def _find_kind_before(reader: FillerReader) -> Entity | None:
    """Return the kind that the plural subject of the sentence before names."""
    before = reader.discourse.before
    if before is None:
        return None
    noun = next((t for t in before.sentence.parse if t.dep_ in SUBJECTS and t.head.dep_ == "ROOT"), None)
    if noun is None or noun.tag_ != "NNS":
        return None
    return find_kind(noun, FillerReader(before.sentence, before.mentions, Context(), reader.field, reader.names))


def _is_listed(mention: Mention, reader: FillerReader) -> bool:
    """Tell whether a name stands in the list and not in what is told of another: "A by B, C and D"."""
    words: list[Token] = list(reader.sentence.parse[: mention.first])
    while words and words[-1].lower_ in ARTICLES:
        words.pop()
    return bool(words) and words[-1].lower_ in _BEFORE_NAME
