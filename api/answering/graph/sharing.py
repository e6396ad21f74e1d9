"""Sharing: what has the same category, level or language as something that a question names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from api.answering.graph.filters import FilterReader
from api.answering.graph.patterns import Link
from api.answering.graph.queries import Kept, Plan, PlanKind
from api.answering.question.reading import Mention, Reading
from ontology import Field, Property
from ontology.roles import Role

_SAME = frozenset(("same", "share", "shares", "sharing"))


class SharingPlanner:
    """Plan "which graduated projects are in the same category as X", "... in the category of X"."""

    def __init__(self, field: Field, filters: FilterReader) -> None:
        self._field = field
        self._ontology = field.ontology
        self._filters = filters

    def plans(self, reading: Reading) -> Iterator[Plan]:
        """Yield a plan for each property by which a class is shared with what is named behind "as"."""
        lowers = reading.lowers
        if reading.answer_class is None and reading.asks == "what" and "else" in lowers:
            reading = replace(reading, answer_class=self._ontology.class_for(Role.WORK))
        if reading.answer_class in {None, "Date"}:
            return
        place = next((n for n, lower in enumerate(lowers) if lower in _SAME), None)
        if place is None:
            place = shared = self._find_owned(reading)
        else:
            after = range(place + 1, min(len(lowers), place + 4))
            shared = next((n for n in after if self._class_at(reading, n)), None)
        if place is None:
            return
        named = next((m for m in reading.mentions if m.first > place and self._is_thing(m)), None)
        if shared is None or named is None:
            return
        wanted = self._class_at(reading, shared) or ""
        filters, read = self._filters.find(reading, (named,))
        for path in self._paths(wanted, named):
            middle = ("?shared", "?near", "?nearer")[: len(path)]
            nodes = (named.entity.iri, *reversed(middle))
            there = [Link(node, found, True, item) for node, found, item in zip(nodes, path, nodes[1:], strict=False)]
            names = ("?item", *(f"{name}2" for name in middle[1:][::-1]), "?shared")
            back = [Link(after, found, False, item) for item, found, after in zip(names, path, names[1:], strict=False)]
            yield Plan(
                links=(*there, *back, *filters),
                read=frozenset(read | set(range(place, shared + 1)) | named.indices),
                given=(named.entity,),
                sure=1.1,
                as_of=reading.as_of,
                asked=path[0],
                kept=Kept(exclude=(named.entity.iri,)),
                kind=PlanKind.LIST,
            )

    def _find_owned(self, reading: Reading) -> int | None:
        """Return where the class stands in "which projects are in the category of X"."""
        lowers = reading.lowers
        for n in range(2, len(lowers) - 2):
            inside = lowers[n - 2] == "in" and lowers[n - 1] == "the" and lowers[n + 1] == "of"
            if inside and n != reading.answer_noun and self._class_at(reading, n):
                return n
        return None

    def _class_at(self, reading: Reading, n: int) -> str | None:
        """Return the class that a word names, or that the relation leads to which it is a noun for ("heading")."""
        name = self._field.lexicon.class_of.get(reading.lowers[n])
        if name is not None:
            return name
        ends = (
            self._ontology.properties[use.frame.senses[0]].range
            for use in reading.frames
            if use.first == n and use.frame.names_object
        )
        return next((end[0] for end in ends if self._ontology.plays(end[0], Role.HEADING, Role.LEVEL)), None)

    def _is_thing(self, mention: Mention) -> bool:
        kind = mention.entity.type
        return kind == "Thing" or not (
            self._ontology.is_a(kind, "Topic") or self._ontology.plays(kind, Role.LEVEL, Role.VALUE, Role.HOST)
        )

    def _paths(self, wanted: str, named: Mention) -> Iterator[tuple[Property, ...]]:
        """Yield the properties, one or two in a row, that lead from a thing to what it shares."""
        plain = [p for p in self._ontology.stated if not p.literal]
        last = [p for p in plain if p.range == (wanted,) and p.domain != ("Thing",)]
        for found in last:
            if self._ontology.may_be(named.entity.type, found.domain):
                yield (found,)
                return
        for found in last:
            for first in plain:
                if first.range == found.domain and self._ontology.may_be(named.entity.type, first.domain):
                    yield first, found
                    return
