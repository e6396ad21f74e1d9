"""The names of fields: those a mapping knows, those misspelt by a letter, and those nobody knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rapidfuzz.distance import DamerauLevenshtein

from kg.documents import Record
from ontology import RecordMapping

MIN_LENGTH = 6


@dataclass
class FieldNames:
    """How the fields of one file are read; `places`: unknown field -> how many records, and the first of them."""

    known: frozenset[str]
    misspelt: dict[str, str] = field(default_factory=dict)
    places: dict[str, tuple[int, Record]] = field(default_factory=dict)

    def read_as(self, name: str) -> str:
        """Return the known field that a name stands for, or the name itself."""
        return self.misspelt.get(name, name)

    def remarks(self) -> Iterator[str]:
        """Yield one line for each field that is not known."""
        for name, (count, record) in sorted(self.places.items()):
            where = f"line {record.line}: {record.name}: " if record.line else f"{record.name}: "
            more = f" (and {count - 1:,} more)" if count > 1 else ""
            if name in self.misspelt:
                yield f"{where}the field `{name}`{more} is read as `{self.misspelt[name]}`."
            else:
                yield f"{where}the field `{name}`{more} is not known; it is kept as an annotation."


def read_field_names(records: Iterable[Record], mapping: RecordMapping) -> FieldNames:
    """Compare the fields of all records with those of a mapping."""
    names = FieldNames(mapping.known)
    for record in records:
        for name in dict.fromkeys(entry.field for entry in record.entries):
            if name in names.known:
                continue
            count, first = names.places.get(name, (0, record))
            names.places[name] = (count + 1, first)
    for name in names.places:
        near = _find_near(name, names.known)
        if near is not None:
            names.misspelt[name] = near
    return names


def _find_near(name: str, known: frozenset[str]) -> str | None:
    """Return the one known field, at the same level, that differs by a letter."""
    whole, _, own = name.rpartition(".")
    found = [
        other
        for other in known
        if other.rpartition(".")[0] == whole
        and min(len(own), len(other.rpartition(".")[2])) >= MIN_LENGTH
        and DamerauLevenshtein.distance(name, other, score_cutoff=1) <= 1
    ]
    return found[0] if len(found) == 1 else None
