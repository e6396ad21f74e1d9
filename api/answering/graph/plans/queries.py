"""Queries: what a question could mean as links of a graph, and the SPARQL that finds it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from api.answering.graph.plans.patterns import Link, to_extreme_pattern, to_leave_out, to_pattern, to_reserved_pattern
from api.answering.graph.plans.periods import EVER, Period
from api.answering.graph.plans.values import to_string
from api.answering.question.entities import Known
from ontology import Property


class PlanKind(StrEnum):
    """How a plan reads its question: what is done with what it finds depends on it."""

    RELATION = "relation"
    CHAIN = "chain"
    LIST = "list"
    EXTREME = "extreme"
    EXAMPLES = "examples"
    HEADINGS = "headings"
    CLASS = "class"
    JOINED = "joined"
    EVENT = "event"
    SINCE = "since"
    SPAN = "span"
    TALLY = "tally"
    FORMER = "former"
    MAKER = "maker"
    ADDRESS = "address"
    NEAR = "near"
    MEANING = "meaning"


@dataclass(frozen=True, slots=True)
class Kept:
    """Which of the items that a query's pattern binds it keeps.

    `other_than`: classes that they are not of. `exclude`: IRIs that they are not. `only`: those that they are of, all
    where there are none.
    """

    other_than: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    only: tuple[str, ...] = ()

    def to_lines(self) -> list[str]:
        """Return the patterns that keep these items alone."""
        lines = to_leave_out("?item", self.other_than)
        if self.only:
            lines.append(f"  VALUES ?item {{ {' '.join(f'<{iri}>' for iri in self.only)} }}")
        if self.exclude:
            lines.append(f"  FILTER (?item NOT IN ({', '.join(f'<{iri}>' for iri in self.exclude)}))")
        return lines


@dataclass(frozen=True)
class Plan:
    """A query with what it rests on: links from what the question names to `?item`, the words it accounts for.

    `given`: the entities of the question it uses. `sure`: how well grammar bears it out, in [0, 1], above 1 where a
    plan says more than the relation alone. `frame`: the name of the lexicon's frame that words the relation, where
    one does. `pattern`: the query's own pattern, where links do not say all of it; `within`: the days it is limited
    to; `beside`: what the items were chosen from; `wide`: the pattern without days; `described`: the words of the
    question that describe what its first link leads to.
    """

    links: tuple[Link, ...]
    read: frozenset[int]
    given: tuple[Known, ...]
    sure: float
    as_of: str | None = None
    asked: Property | None = None
    kept: Kept = Kept()
    reserve: bool = False
    as_of_said: str | None = None
    extreme: str | None = None
    kind: PlanKind = PlanKind.RELATION
    frame: str = ""
    pattern: str | None = None
    within: Period = EVER
    beside: tuple[str, ...] = ()
    wide: str | None = None
    described: frozenset[int] = frozenset()

    def limited_to(self, iris: Iterable[str | None]) -> Plan:
        """Return the plan with these items alone."""
        return replace(self, kept=replace(self.kept, only=tuple(iri for iri in iris if iri)))

    def without(self, iris: Iterable[str]) -> Plan:
        """Return the plan without these items."""
        return replace(self, kept=replace(self.kept, exclude=(*self.kept.exclude, *iris)))

    def without_classes(self, names: tuple[str, ...]) -> Plan:
        """Return the plan without the items of some classes."""
        return replace(self, kept=replace(self.kept, other_than=names))

    def day_of(self, found: Property) -> str | None:
        """Return the day as of which a property is asked for: for what does not change only one plainly said."""
        return self.as_of if found.changes_over_time else self.as_of_said

    @cached_property
    def given_iris(self) -> frozenset[str]:
        """The IRIs of the entities of the question that it uses."""
        return frozenset(known.iri for known in self.given)

    @cached_property
    def used(self) -> frozenset[str]:
        """The same with those that its links lead from and those that it leaves out."""
        return self.given_iris.union((link.node for link in self.links), self.kept.exclude)

    @property
    def guessed(self) -> bool:
        """Whether the question does not word the relation, and it was taken for its nearness."""
        return self.kind in {PlanKind.NEAR, PlanKind.MEANING}

    @property
    def takes_all(self) -> bool:
        """Whether all of a class are asked for, so that nothing narrows what is found."""
        return self.kind is PlanKind.HEADINGS

    @property
    def sparql(self) -> str:
        """The query that returns exactly the items."""
        return to_select("?item", self.where)

    @property
    def where(self) -> str:
        """The pattern that binds `?item` to the items."""
        lines = [self.pattern] if self.pattern is not None else self._to_lines()
        return "\n".join([*lines, *self.kept.to_lines()])

    def _to_lines(self) -> list[str]:
        """Return the patterns of the links."""
        if self.extreme is not None:
            rest = [to_pattern(link, None, number) for number, link in enumerate(self.links[1:], 1)]
            return [to_extreme_pattern(self.links[0], self.extreme), *rest]
        if self.reserve:
            return [to_reserved_pattern(link, number) for number, link in enumerate(self.links)]
        # The store joins in the order written: what changes is grouped once where nothing stands before it.
        numbered = sorted(enumerate(self.links), key=lambda pair: not pair[1].property.changes_over_time)
        return [to_pattern(link, self.day_of(link.property), number) for number, link in numbered]


def to_select(head: str, where: str) -> str:
    """Return the query for variables or expressions, each solution once, of what a pattern binds."""
    return f"SELECT DISTINCT {head} WHERE {{\n{where}\n}}"


def to_count(where: str) -> str:
    """Return the query that counts what a pattern binds `?item` to.

    >>> print(to_count("  ?item a kg:Project ."))
    SELECT (COUNT(?counted) AS ?item) WHERE { { SELECT DISTINCT (?item AS ?counted) WHERE {
      ?item a kg:Project .
    } } }
    """
    return f"SELECT (COUNT(?counted) AS ?item) WHERE {{ {{ {to_select('(?item AS ?counted)', where)} }} }}"


def to_years(where: str) -> str:
    """Return the query for the years of the days that a pattern binds `?item` to."""
    days = to_select("(?item AS ?dated)", where)
    return f"SELECT DISTINCT (SUBSTR(STR(?dated), 1, 4) AS ?item) WHERE {{ {{ {days} }} }}"


def to_versions(where: str, product: str) -> str:
    """Return the query for the versions that a pattern binds `?item` to, without the product's name before them."""
    told = to_select("(?item AS ?told)", where)
    return f"SELECT DISTINCT (STRAFTER(STR(?told), {to_string(product)}) AS ?item) WHERE {{ {{ {told} }} }}"
