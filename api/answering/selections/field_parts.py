"""Field parts: the fields of records that a question names, and the words by which it says what they hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from api.answering.graph.fields.field_index import FieldIndex
from api.answering.question.reading import Mention, Reading
from api.answering.question.words.words import EMPTY
from api.answering.selections.grammar import LIGHT, WORDS
from api.answering.selections.shape import Part
from indexer.tokens import STOP_WORDS
from ontology import Ontology
from ontology.roles import Role

_NAMED_ELSE = (Role.LEVEL, Role.HEADING, Role.GROUP, Role.HOST, Role.WORK)


class FieldParts:
    """Find the parts of a question that are fields, or values of these."""

    def __init__(self, fields: FieldIndex, ontology: Ontology) -> None:
        self._fields = fields
        self._ontology = ontology

    def read(
        self, reading: Reading, named: Mapping[int, Mention], is_plain: Callable[[int, Reading], bool]
    ) -> dict[int, Part]:
        """Return the parts by their first words; `is_plain`: whether a word alone says nothing else."""
        found: dict[int, Part] = {}
        free = 0
        for n in range(len(reading.words)):
            span = self._fields.find(reading.lowers, n) if n >= free else None
            if span is None or (span[0] == n + 1 and (reading.lowers[n] in WORDS or not is_plain(n, reading))):
                continue
            if not any(m.first < span[0] and n <= m.last and self._is_meant(m) for m in named.values()):
                free = span[0]
                found[n] = Part(n, free - 1, "<field>", field=span[1])
        for part in list(found.values()):
            found |= {value.first: value for value in self._find_values(part, reading, named, list(found.values()))}
        return found

    def _is_meant(self, mention: Mention) -> bool:
        """Tell whether a name is of what selections are made of."""
        return any(self._ontology.plays(mention.entity.type, role) for role in _NAMED_ELSE)

    def _find_values(
        self, part: Part, reading: Reading, named: Mapping[int, Mention], taken: Sequence[Part]
    ) -> Iterator[Part]:
        """Yield the words by which a question says what a field holds; parts of longer names say it not."""
        n = 0
        while part.field is not None and n < len(reading.words):
            own = any(other.first <= n <= other.last for other in taken) or not _tells(reading.lowers[n])
            end = None if own else self._fields.find_value(part.field, reading.lowers, n)
            if end is None or any(m.first < n <= m.last or m.first < end <= m.last for m in named.values()):
                n += 1
                continue
            yield Part(n, end - 1, "<value>", name=" ".join(reading.lowers[n:end]), field=part.field)
            n = end


def _tells(word: str) -> bool:
    """Tell whether a word may be what a field holds: no word of grammar, no number."""
    return word not in EMPTY | STOP_WORDS | WORDS | LIGHT and not word.isdigit()
