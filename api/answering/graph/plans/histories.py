"""Histories: what changed for one thing, what it was before, and how long something took."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from api.answering.graph.plans.asked_events import Event, EventReader
from api.answering.graph.plans.filters import FilterReader
from api.answering.graph.plans.patterns import Link, to_dated, to_pattern
from api.answering.graph.plans.periods import EVER, Period, find_period
from api.answering.graph.plans.queries import Plan, PlanKind
from api.answering.graph.plans.values import to_term
from api.answering.question.asked.forms import asks_how_long
from api.answering.question.entities import Known
from api.answering.question.reading import Mention, Reading
from ontology import Field, Property
from ontology.names import PROVENANCE_GRAPH
from ontology.roles import Role

_CHANGE = frozenset("change changed changes happen happened history timeline evolve evolved".split())
_BEFORE = frozenset("before prior previous previously preceded preceding former formerly earlier old".split())
_STAYING = frozenset("in at as stay stayed remain remained spend spent be been was".split())
_LONGEST = frozenset("longest slowest".split())
_SHORTEST = frozenset("shortest fastest quickest soonest least".split())
_DAYS_PASSED = "xsd:integer(REPLACE(STR(xsd:date(?end) - xsd:date(?begin)), '^P([0-9]+)D.*$', '$1'))"


class HistoryPlanner:
    """Plan questions about the levels of one thing over time."""

    def __init__(self, field: Field, filters: FilterReader) -> None:
        self._field = field
        self._ontology = field.ontology
        self._events = EventReader(field)
        self._filters = filters

    def plans(self, reading: Reading) -> Iterator[Plan]:
        """Yield the plans of all kinds."""
        works = reading.playing(self._ontology, Role.WORK)
        lowers = set(reading.lowers)
        if len(works) == 1 and lowers & _CHANGE:
            yield from self._changes(works[0], reading)
        class_of = self._field.lexicon.class_of
        if len(works) == 1 and any(self._ontology.plays(class_of.get(lower, ""), Role.LEVEL) for lower in lowers):
            if lowers & _BEFORE:
                yield from self._before(works[0], reading)
            yield from self._at_entry(works[0], reading)
        if len(works) == 1 and lowers & _BEFORE and not reading.years:
            yield from self._placed_before(works[0], reading)
        yield from self._spans(works, reading, lowers)

    def _changes(self, work: Mention, reading: Reading) -> Iterator[Plan]:
        """Yield "what changed for X between A and B": the levels it reached in that time."""
        period, subject = find_period(reading.text) or EVER, to_term(work.entity.iri)
        for found in self._levels_of(work):
            pattern = f"{_dated(subject, found, '?item', '?day')}\n  {period.to_filter('?day')}"
            yield _of_one(work, found, pattern, reading, 1.1, period)

    def _before(self, work: Mention, reading: Reading) -> Iterator[Plan]:
        """Yield "which level did X have before it graduated": the level whose day is the last before that event."""
        event = self._events.read(reading)
        wanted = [m.entity.iri for m in reading.playing(self._ontology, Role.LEVEL)]
        level = event.level if event is not None and event.level is not None else next(iter(wanted), None)
        subject = to_term(work.entity.iri)
        for found in self._levels_of(work) if level is not None else ():
            at = _dated(subject, found, f"<{level}>", "?at")
            earlier = _dated(subject, found, "?earlier", "?any")
            pattern = (
                f"  {{ SELECT (MAX(?any) AS ?last) WHERE {{ {at} {earlier} FILTER (?any < ?at) }} "
                f"HAVING (COUNT(*) > 0) }}\n{_dated(subject, found, '?item', '?last')}"
            )
            yield _of_one(work, found, pattern, reading, 1.2, EVER)

    def _placed_before(self, work: Mention, reading: Reading) -> Iterator[Plan]:
        """Yield "where was X listed before it moved": what an older vintage says, and no newer one."""
        asked = reading.answer_class or ""
        for found in self._ontology.placing:
            wanted = asked in found.range or (reading.asks == "where" and not asked)
            if not wanted or not self._ontology.may_be(work.entity.type, found.domain):
                continue
            pattern = (
                f"  GRAPH <{PROVENANCE_GRAPH}> {{ ?st rdf:subject <{work.entity.iri}> ; "
                f'rdf:predicate kg:{found.name} ; rdf:object ?item ; kg:modality "former" }}'
            )
            plan = _of_one(work, found, pattern, reading, 1.2, EVER)
            yield replace(plan, kind=PlanKind.FORMER, asked=found)

    def _at_entry(self, work: Mention, reading: Reading) -> Iterator[Plan]:
        """Yield "at which level did X join", "X's level when it joined": the one from its first day at its home."""
        event = self._events.read(reading)
        lowers = reading.lowers
        placed = lowers[0] in {"at", "in", "with", "as"} or {"when", "upon"} & set(lowers[1:])
        if event is None or event.level is not None or not placed:
            return
        subject = to_term(work.entity.iri)
        for found in self._levels_of(work):
            joined = event.to_pattern(subject, "?joined", 60)
            pattern = f"{joined}\n{_dated(subject, found, '?item', '?day')}\n  FILTER (?day = ?joined)"
            yield _of_one(work, found, pattern, reading, 1.2, EVER)

    def _spans(self, works: list[Mention], reading: Reading, lowers: set[str]) -> Iterator[Plan]:
        """Yield "how long did X take to graduate" in days, and "which X took the longest to graduate"."""
        ends = self._find_ends(reading, lowers)
        if ends is None:
            return
        if asks_how_long(reading.lowers) and reading.answer_class is None:
            if len(works) == 1:
                yield self._length(works[0], *ends, reading)
        elif lowers & (_LONGEST | _SHORTEST) and not works and reading.answer_class:
            yield self._longest(*ends, "MAX" if lowers & _LONGEST else "MIN", reading)

    def _length(self, work: Mention, begin: Event, end: Event | None, reading: Reading) -> Plan:
        """Return the plan for the days between two events of one thing."""
        lines = [
            *_to_span(to_term(work.entity.iri), begin, end),
            f"  BIND (CONCAT(STR({_DAYS_PASSED}), ' days') AS ?item)",
        ]
        return self._of_span(self._to_links(begin, end), lines, reading, work.entity)

    def _longest(self, begin: Event, end: Event | None, extreme: str, reading: Reading) -> Plan:
        """Return the plan for the things that took the most days (MAX) or the fewest (MIN) between two events."""
        filters, _ = self._filters.find(reading)
        if end is not None:
            filters = tuple(link for link in filters if link.property != end.property)
        others = [*_to_span("?other", begin, end)]
        others += [to_pattern(link.of("?other"), None, 70 + n) for n, link in enumerate(filters)]
        inner = "\n".join(others)
        lines = [
            f"  {{ SELECT ({extreme}({_DAYS_PASSED}) AS ?best) WHERE {{\n{inner}\n  }} }}",
            *_to_span("?item", begin, end),
            *(to_pattern(link, None, 70 + n) for n, link in enumerate(filters)),
            f"  FILTER ({_DAYS_PASSED} = ?best)",
        ]
        return self._of_span((*self._to_links(begin, end), *filters), lines, reading)

    def _to_links(self, begin: Event, end: Event | None) -> tuple[Link, ...]:
        """Return the links whose statements tell of the days between two events."""
        told = dict.fromkeys(event.property for event in (begin, end) if event is not None)
        joined = self._ontology.joining
        return tuple(Link("?date", found, False) for found in (*told, *([joined] if joined else [])))

    def _of_span(self, links: tuple[Link, ...], lines: list[str], reading: Reading, *given: Known) -> Plan:
        return Plan(
            links=links,
            read=reading.whole,
            given=given,
            sure=1.2,
            kind=PlanKind.SPAN,
            pattern="\n".join(lines),
            beside=tuple(known.iri for known in given),
        )

    def _find_ends(self, reading: Reading, lowers: set[str]) -> tuple[Event, Event | None] | None:
        """Return the events between which a time is asked for; None for the second: whatever came next."""
        levels = self._find_levels(reading)
        if not levels:
            return None
        found = self._ontology.changing[0]
        ranks = {known.iri: known.rank or 99 for known in self._field.gazetteer}
        order = sorted(dict.fromkeys(levels), key=lambda iri: ranks.get(iri, 99))
        if len(order) > 1:
            return Event(found, order[0], frozenset()), Event(found, order[1], frozenset())
        place = levels[order[0]]
        before = set(reading.lowers[max(0, place - 3) : place])
        if before & _STAYING and not lowers & {"take", "took", "taken", "after"}:
            return Event(found, order[0], frozenset()), None
        joined = self._ontology.joining
        return (Event(joined, None, frozenset()), Event(found, order[0], frozenset())) if joined else None

    def _find_levels(self, reading: Reading) -> dict[str, int]:
        """Return the levels that a question names or words, each with its place."""
        found = {m.entity.iri: m.first for m in reading.playing(self._ontology, Role.LEVEL)}
        for use in reading.frames:
            known = self._field.find_fixed_object(use.frame)
            if known is not None:
                found.setdefault(known.iri, use.first)
        return found

    def _levels_of(self, work: Mention) -> Iterator[Property]:
        return (found for found in self._ontology.changing if self._ontology.may_be(work.entity.type, found.domain))


def _to_span(item: str, begin: Event, end: Event | None) -> list[str]:
    """Return the patterns that bind `?begin` and `?end` to the days of two events of `item`."""
    begun = begin.to_pattern(item, "?begin", 60)
    if end is not None:
        ended = end.to_pattern(item, "?end", 61)
    else:  # until the next level, whichever it was
        after = _dated(item, begin.property, "?next", "?after")
        ended = (
            f"  {{ SELECT ?begin (MIN(?after) AS ?end) WHERE {{ {begun} {after} FILTER (?after > ?begin) }} "
            "GROUP BY ?begin }"
        )
    return [begun, ended, "  FILTER (?end > ?begin)"]


def _dated(subject: str, found: Property, item: str, day: str) -> str:
    """Return the pattern for a value that a thing holds from a day on; each day has a statement of its own."""
    return to_dated(f"?event_{day[1:]}", subject, found, item, day)


def _of_one(work: Mention, found: Property, pattern: str, reading: Reading, sure: float, within: Period) -> Plan:
    """Return the plan for values of one thing that its history tells."""
    return Plan(
        links=(Link(work.entity.iri, found, True),),
        read=reading.whole,
        given=(work.entity,),
        sure=sure,
        pattern=pattern,
        kind=PlanKind.EVENT,
        within=within,
    )
