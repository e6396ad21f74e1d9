"""Keeps: the condition on what the records of works hold in their fields, in SPARQL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from api.answering.graph.facts.evidence import Source
from api.answering.graph.fields.field_index import FieldName, to_words_pattern
from api.answering.graph.plans.periods import EVER, Period
from ontology.names import PROVENANCE_GRAPH

_DAY = "^[0-9]{4}(-|$)"


@dataclass(frozen=True)
class Keeps:
    """Works whose records hold something in one of some fields: anything, or all of some words, or a day of some time.

    `told`: the properties whose statements show the records. `says`: "false" where a flag has to say no.
    """

    fields: tuple[FieldName, ...]
    told: tuple[str, ...]
    words: tuple[str, ...] = ()
    period: Period = EVER
    denied: bool = False
    says: str = ""

    def to_pattern(self, number: int) -> str:
        """Return the SPARQL that keeps the works."""
        own = "\n".join(self._to_lines(number))
        if not self.denied:
            return own
        shown = f"  GRAPH <{PROVENANCE_GRAPH}> {{ ?shown{number} kg:about ?item }}"
        # Found once and taken away: as NOT EXISTS the store looks for it anew for each item.
        return f"{shown}\n  MINUS {{ SELECT ?item WHERE {{\n{own}\n  }} }}"

    def _to_lines(self, number: int) -> Iterator[str]:
        field = FieldName(tuple(path for each in self.fields for path in each.paths))
        for place, test in enumerate(self._tests):
            value = f"?value{number}_{place}"
            yield f"{field.to_pattern('?item', value, f'{number}_{place}')}\n  FILTER ({test.replace('?v', value)})"

    @property
    def _tests(self) -> list[str]:
        """What the values have to meet, as SPARQL says it of ?v; values for different ones may be different."""
        tests = [f'REGEX(STR(?v), "{to_words_pattern(words.split())}", "i")' for words in self.words]
        if self.period != EVER:
            tests.append(f'REGEX(STR(?v), "{_DAY}") && {self.period.to_test("STR(?v)")}')
        compared = f'= "{self.says}"' if self.says else '!= "false"'
        return tests or [f"LCASE(STR(?v)) {compared}"]

    @property
    def label(self) -> str:
        """What the records are to hold, in words."""
        names = " or ".join(dict.fromkeys(each.label for each in self.fields))
        return f"{names} ({', '.join(self.words)})" if self.words else names

    def tells(self, source: Source) -> bool:
        """Tell whether a statement may be the one that the condition rests on: its sentence is the record."""
        return source.predicate in self.told and not source.derived
