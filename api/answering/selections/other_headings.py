"""Other headings: those whose names begin or end with the one word by which a question names a heading."""

from __future__ import annotations

from collections.abc import Iterator

from api.answering.question.entities import EntityIndex, Known
from api.answering.question.reading import Reading
from kg.naming.names import to_key
from ontology import Ontology
from ontology.roles import Role

_TRIED = 3


class OtherHeadings:
    """The headings of a graph by the first and the last word of their names."""

    def __init__(self, entities: EntityIndex, ontology: Ontology) -> None:
        self._ontology = ontology
        self._headings: dict[str, list[Known]] = {}
        headings = (known for known in entities.by_iri.values() if ontology.plays(known.type, Role.HEADING))
        for known in sorted(headings, key=lambda known: -known.degree):
            words = known.label.split()
            for word in dict.fromkeys((words[0], words[-1])):
                self._headings.setdefault(to_key(word), []).append(known)

    def read(self, reading: Reading) -> Iterator[Reading]:
        """Yield readings in which one word in small letters is another heading, those with the longest lists first."""
        for number, mention in enumerate(reading.mentions):
            if mention.is_small and self._ontology.plays(mention.entity.type, Role.HEADING):
                for known in self._headings.get(to_key(mention.surface), ())[:_TRIED]:
                    if known != mention.entity:
                        yield reading.with_meant(number, known)
