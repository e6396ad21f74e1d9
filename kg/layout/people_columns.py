"""Tables of people as knowledge: where those work whose names stand in the first cells of its rows.

"Maintainer | GitHub | Affiliation" heads people; the cell below "Affiliation" names the organization of each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.documents import Span
from kg.layout.facts import LayoutFact
from kg.layout.listed import BRACKETS, looks_named
from kg.naming.names import Names
from kg.naming.people import looks_like_person
from kg.statements import Entity
from ontology import Field

_PROPERTY = "worksFor"
_NAME = re.compile(r"[^\W\d_][\w'’.-]*(?: [\w'’.-]+){1,3}")


class PeopleColumns:
    """Read tables of people with the names of a corpus."""

    def __init__(self, names: Names, field: Field) -> None:
        self._names = names
        self._field = field

    def employer_of(self, heads: Sequence[str]) -> int | None:
        """Return the number of the column that names where people work, None in a table of anything else."""
        listed = self._field.lexicon.words["employerHead"]
        kind = self._field.lexicon.class_of.get("".join(heads[0].lower().split()[-1:]), "")
        people = self._field.ontology.is_a(kind, "Person") or heads[0].lower() == "name"
        found = (number for number, head in enumerate(heads) if number and head.lower() in listed)
        return next(found, None) if people and _PROPERTY in self._field.ontology.properties else None

    def read(self, cells: Sequence[str], employer: int, quote: Span) -> Iterator[LayoutFact]:
        """Yield where the person of a row works."""
        person, place = self._person(cells[0]), self._employer(cells[employer])
        if person is not None and place is not None:
            yield LayoutFact(person, _PROPERTY, place, quote, "column")

    def _person(self, words: str) -> Entity | None:
        name = BRACKETS.sub("", words).strip()
        known = self._names.find(name, singular=False)
        if known is not None and known.entity.type not in {"Person", "Thing"}:
            return None
        shown = _NAME.fullmatch(name) is not None and (looks_like_person(name) or name.istitle())
        entity = known.entity if known is not None else Entity.called(name)
        return entity.of_class("Person") if shown or entity.type == "Person" else None

    def _employer(self, words: str) -> Entity | None:
        name = BRACKETS.sub("", words).strip().removeprefix("@")
        known = self._names.find(name, singular=False)
        if known is not None and self._field.ontology.is_a(known.entity.type, "Organization"):
            return known.entity
        told = looks_named(name) or (name[:1].isupper() and name.isalpha())
        alone = name.lower() in self._field.lexicon.words["noEmployer"]
        if not told or alone or (known is not None and known.entity.type != "Thing"):
            return None
        return (known.entity if known is not None else Entity.called(name)).of_class("Organization")
