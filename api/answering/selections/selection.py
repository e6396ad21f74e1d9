"""Selection: a set of works, as the conditions that each of them meets, in SPARQL."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from api.answering.graph.facts.evidence import Source
from api.answering.graph.plans.asked_events import Event
from api.answering.graph.plans.patterns import Link, to_leave_out, to_pattern
from api.answering.graph.plans.periods import EVER, Period
from api.answering.selections.keeps import Keeps
from api.answering.selections.leaving import Leaving
from ontology import Property

_ITEM = re.compile(r"\?item\b")


@dataclass(frozen=True)
class AtLevel:
    """Works that are at one of some levels, on a day or now; or at another, where it is denied.

    `moved`: it is told by another level: they are past it, or no longer there.
    """

    property: Property
    levels: tuple[str, ...]
    denied: bool = False
    as_of: str | None = None
    moved: bool = False

    def to_pattern(self, number: int) -> str:
        """Return the SPARQL that keeps the works."""
        at = f"?at{number}"
        if not self.denied:
            return to_pattern(Link(at, self.property, False, among=self.levels), self.as_of, number)
        chosen = ", ".join(f"<{iri}>" for iri in self.levels)
        return f"{to_pattern(Link(at, self.property, False), self.as_of, number)}\n  FILTER ({at} NOT IN ({chosen}))"

    def tells(self, source: Source) -> bool:
        """Tell whether a statement may be the one that the condition rests on."""
        begun = self.as_of is None or source.since is None or source.since[: len(self.as_of)] <= self.as_of
        return source.predicate == self.property.name and begun and (source.object.iri in self.levels) != self.denied


@dataclass(frozen=True)
class Happened:
    """Works that came, or reached a level, in some time; or that did not.

    `home`: the property of works that have a home, where only those are meant. `together`: what happened to them on the
    same day ("joined as incubating"). `same`: the IRI of a work to which it happened then, too, how many characters
    of the day count (ten for the same day, four for the same year), and how the days compare: "=", "<" for earlier.
    """

    event: Event
    period: Period = EVER
    denied: bool = False
    home: str | None = None
    together: Event | None = None
    same: tuple[str, int, str] | None = None

    def to_pattern(self, number: int) -> str:
        """Return the SPARQL that keeps the works; a level once reached need not have its day told."""
        told = self.event.level is not None and not isinstance(self.event, Leaving)
        timeless = told and (self.period, self.together, self.same) == (EVER, None, None)
        own = f"  ?item kg:{self.event.property.name} <{self.event.level}> ." if timeless else self.to_dated(number)
        kept = f"  FILTER NOT EXISTS {{\n{own}\n  }}" if self.denied else own
        homed = self.home is not None and (self.denied or self.event.level is None)
        at_home = f"  ?item kg:{self.home} ?home{number} ."
        if not homed:
            return kept
        # What happened is told of fewer works than have a home; what did not is asked of each.
        return f"{at_home}\n{kept}" if self.denied else f"{kept}\n{at_home}"

    def to_dated(self, number: int) -> str:
        """Return the SPARQL that binds a numbered `?day` to the day on which it happened to ?item."""
        own = f"{self.event.to_pattern('?item', f'?day{number}', number)}\n  {self.period.to_filter(f'?day{number}')}"
        if self.together is not None:
            then = self.together.to_pattern("?item", f"?then{number}", 200 + number)
            own = f"{own}\n{then}\n  FILTER (?then{number} = ?day{number})"
        if self.same is not None:
            iri, length, order = self.same
            theirs = self.event.to_pattern(f"<{iri}>", f"?their{number}", 300 + number)
            days = [f"SUBSTR(?{whose}{number}, 1, {length})" for whose in ("day", "their")]
            own = f"{own}\n{theirs}\n  FILTER ({days[0]} {order} {days[1]})"
        return own

    def tells(self, source: Source) -> bool:
        """Tell whether a statement may be the one that the condition rests on."""
        if self.denied:
            return source.predicate == self.event.property.name
        day = source.valid_from or source.object.label
        reached = isinstance(self.event, Leaving) or self.event.level in {None, source.object.iri}
        return source.predicate == self.event.property.name and reached and self.period.holds(day)


@dataclass(frozen=True)
class Took:
    """Works that took more, or less, than some months from one event to a later one.

    `compared`: how the time they took compares with the months, as SPARQL writes it.
    """

    begin: Event
    finish: Event
    compared: str
    months: int
    denied: bool = False

    def to_pattern(self, number: int) -> str:
        """Return the SPARQL that keeps the works; days without a month are left out."""
        days = (f"?begin{number}", f"?finish{number}")
        told = (self.begin.to_pattern("?item", days[0], number), self.finish.to_pattern("?item", days[1], 500 + number))
        first, last = (
            f"((xsd:integer(SUBSTR({day}, 1, 4)) * 12 + xsd:integer(SUBSTR({day}, 6, 2))) * 100"
            f" + xsd:integer(SUBSTR({day}, 9, 2)))"
            for day in days
        )
        holds = f"{last} - {first} {self.compared} {100 * self.months} && {days[0]} <= {days[1]}"
        return f"{told[0]}\n{told[1]}\n  FILTER ({holds})"

    def tells(self, source: Source) -> bool:
        """Tell whether a statement may be the one that the condition rests on."""
        ends = [(each.property.name, each.level) for each in (self.begin, self.finish)]
        return any(source.predicate == name and level in {None, source.object.iri} for name, level in ends)


@dataclass(frozen=True)
class Under:
    """Works that stand under one of some headings, right below or through another; or under none of them.

    `as_of`: the day on which they did, where it is not now. `hosts`: it is their home, and no heading.
    """

    path: tuple[Link, ...]
    denied: bool = False
    as_of: str | None = None
    hosts: bool = False

    def to_pattern(self, number: int) -> str:
        """Return the SPARQL that keeps the works."""
        own = "\n".join(to_pattern(_rename(link, number), self.as_of, 100 + number) for link in self.path)
        if not self.denied:
            return own
        return f"  ?item kg:{self.path[-1].property.name} ?placed{number} .\n  FILTER NOT EXISTS {{\n{own}\n  }}"

    def tells(self, source: Source) -> bool:
        """Tell whether a statement may be the one that the condition rests on."""
        first = self.path[0]
        right = len(self.path) > 1 or self.denied or source.object.iri in (first.node, *first.among)
        return source.predicate == self.path[-1].property.name and right


@dataclass(frozen=True)
class Belongs:
    """Agents that are members of something: of whatever lists them."""

    property: str
    denied: bool = False

    def to_pattern(self, number: int) -> str:
        """Return the SPARQL that keeps the agents."""
        return f"  ?item kg:{self.property} ?body{number} ."

    def tells(self, source: Source) -> bool:
        """Tell whether a statement may be the one that the condition rests on."""
        return source.predicate == self.property


@dataclass(frozen=True)
class Among:
    """Works that a question names: "of X, Y and Z"."""

    works: tuple[str, ...]
    denied: bool = False

    def to_pattern(self, number: int) -> str:
        """Return the SPARQL that keeps the works."""
        return f"  VALUES ?item {{ {' '.join(f'<{iri}>' for iri in self.works)} }}"

    def tells(self, source: Source) -> bool:
        """Tell whether a statement may be the one that the condition rests on: no statement needs to say it."""
        return False


@dataclass(frozen=True)
class Alike:
    """Works that share a level, or a heading right above them or further up, with one that is named."""

    like: str
    path: tuple[Property, ...]
    denied: bool = False

    def to_pattern(self, number: int) -> str:
        """Return the SPARQL that keeps the works."""
        shared = f"?shared{number}"
        own = self._to_path("?item", shared, f"own{number}", 400 + 2 * number)
        theirs = self._to_path(f"<{self.like}>", shared, f"their{number}", 401 + 2 * number)
        return f"{theirs}\n  FILTER NOT EXISTS {{\n{own}\n  }}" if self.denied else f"{theirs}\n{own}"

    def _to_path(self, work: str, shared: str, between: str, number: int) -> str:
        first, *rest = self.path
        nodes = [work, *(f"?{between}_{n}" for n, _ in enumerate(rest)), shared]
        if first.changes_over_time:
            node = work if work.startswith("?") else work[1:-1]
            return to_pattern(Link(node, first, True, shared), None, number)
        return "\n".join(
            f"  {above} kg:{found.name} {below} ."
            for above, found, below in zip(nodes[:-1], self.path, nodes[1:], strict=True)
        )

    def tells(self, source: Source) -> bool:
        """Tell whether a statement may be the one that the condition rests on."""
        return source.predicate == self.path[0].name


Condition = AtLevel | Happened | Took | Under | Belongs | Keeps | Among | Alike


@dataclass(frozen=True)
class Selection:
    """Works that meet all of some conditions, but for those left out.

    `leave_out`: the classes that no work asked for is of.
    """

    conditions: tuple[Condition, ...]
    leave_out: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    @property
    def events(self) -> tuple[Happened, ...]:
        """What happened to the works."""
        return tuple(each for each in self.conditions if isinstance(each, Happened) and not each.denied)

    @property
    def has_days(self) -> bool:
        """Whether days are asked for, or levels of different days: of each its own day is told."""
        timed = bool(self.events) or any(isinstance(each, Took) for each in self.conditions)
        return timed or len({each.as_of for each in self.conditions if isinstance(each, AtLevel)}) > 1

    @property
    def level(self) -> Event | None:
        """The coming to the one level that the works are at now, None where none is said."""
        at = next((each for each in self.conditions if isinstance(each, AtLevel) and not each.denied), None)
        alone = at is not None and len(at.levels) == 1 and at.as_of is None
        return Event(at.property, at.levels[0], frozenset()) if at is not None and alone else None

    @property
    def is_level(self) -> bool:
        """Whether it says of works nothing but one level that they are at, now or on a day."""
        first = self.conditions[0] if len(self.conditions) == 1 else None
        return isinstance(first, AtLevel) and len(first.levels) == 1 and not first.denied

    @property
    def likened(self) -> tuple[str, ...]:
        """The works that others are likened to."""
        return tuple(each.like for each in self.conditions if isinstance(each, Alike))

    def with_shared(self, other: Selection) -> Selection:
        """Return the selection with what another says of its works, and this one not: "in X"."""
        said = {_slot(each) for each in self.conditions}
        shared = tuple(each for each in other.conditions if _slot(each) not in said)
        return replace(self, conditions=(*self.conditions, *shared))

    def to_pattern(self, item: str = "?item") -> str:
        """Return the SPARQL that binds a variable to the works, and joins it with nothing else of the query."""
        lines = [each.to_pattern(number) for number, each in sorted(enumerate(self.conditions), key=_to_order)]
        lines += to_leave_out("?item", self.leave_out)
        if self.exclude:
            lines.append(f"  FILTER (?item NOT IN ({', '.join(f'<{iri}>' for iri in self.exclude)}))")
        body = _ITEM.sub(item, "\n".join(lines))
        if not self.conditions:  # a query of its own would bind nothing, and filter nothing
            return body
        return f"  {{ SELECT DISTINCT {item} WHERE {{\n{body}\n  }} }}"

    def to_wider(self) -> Iterator[Selection]:
        """Yield the selections that lack one of the conditions, the last one first, or else the time of one."""
        for number in reversed(range(len(self.conditions))):
            rest = (*self.conditions[:number], *self.conditions[number + 1 :])
            if rest:
                yield replace(self, conditions=rest)
        for number, each in enumerate(self.conditions):
            if isinstance(each, Happened) and each.period != EVER:
                conditions = (*self.conditions[:number], replace(each, period=EVER), *self.conditions[number + 1 :])
                yield replace(self, conditions=conditions)
        yield from (replace(self, conditions=(each,)) for each in self.conditions if len(self.conditions) > 2)


def _to_order(numbered: tuple[int, Condition]) -> tuple[int, int]:
    """Return the place of a condition in a query: the store joins in the order written, so the narrowest come first."""
    number, each = numbered
    kinds = (Among, Happened, Took, AtLevel, Alike, Under, Keeps, Belongs)
    return (len(kinds) if each.denied else kinds.index(type(each))), number


def _slot(each: Condition) -> str:
    """Return what a condition is about: a level, an event, a kind of heading."""
    if isinstance(each, Under):
        return each.path[0].property.name
    return next(iter(find_told(each)), "")


def is_hosting(each: Condition) -> bool:
    """Tell whether a condition says that works have a home."""
    return isinstance(each, Under) and each.hosts


def find_told(each: Condition) -> tuple[str, ...]:
    """Return the properties whose statements tell of a condition."""
    match each:
        case AtLevel():
            return (each.property.name,)
        case Under():
            return (each.path[-1].property.name,)
        case Happened():
            return (each.event.property.name,)
        case Took():
            return tuple(dict.fromkeys((each.begin.property.name, each.finish.property.name)))
        case Belongs():
            return (each.property,)
        case Keeps():
            return each.told
        case Alike():
            return (each.path[0].name,)
        case Among():
            return ()


def _rename(link: Link, number: int) -> Link:
    """Return a link of a path whose variables are told from those of another path."""
    node = f"{link.node}{number}" if link.node.startswith("?") else link.node
    item = link.item if link.item == "?item" else f"{link.item}{number}"
    return replace(link, node=node, item=item)
