"""Histories: what changed for one thing, what it was before, and how long something took."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from api.answering.graph.asked_events import Event, EventReader
from api.answering.graph.listings import ListPlanner
from api.answering.graph.periods import EVER, Period, find_period
from api.answering.graph.queries import Link, Plan, to_pattern
from api.answering.question.forms import asks_how_long
from api.answering.question.reading import Mention, Reading
from ontology import Field, Property
from ontology.names import PROVENANCE_GRAPH
from ontology.roles import Role

_CHANGE = frozenset("change changed changes happen happened history timeline evolve evolved".split())
_BEFORE = frozenset("before prior previous previously preceded preceding former formerly earlier".split())
_STAYING = frozenset("in at as stay stayed remain remained spend spent be been was".split())
_LONGEST = frozenset("longest slowest".split())
_SHORTEST = frozenset("shortest fastest quickest soonest least".split())
_DAYS = "xsd:integer(REPLACE(STR(xsd:date(?end) - xsd:date(?begin)), '^P([0-9]+)D.*$', '$1'))"


class HistoryPlanner:
    """Plan questions about the levels of one thing over time."""

    def __init__(self, field_: Field, lists: ListPlanner) -> None:
        self._field = field_
        self._ontology = field_.ontology
        self._events = EventReader(field_)
        self._lists = lists

    def plans(self, reading: Reading) -> Iterator[Plan]:
        """Yield the plans of all kinds."""
        works = [m for m in reading.mentions if self._ontology.plays(m.entity.type, Role.WORK)]
        lowers = {word.lower for word in reading.words}
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
        period = find_period(reading.text) or EVER
        for found in self._levels_of(work):
            pattern = f"{_dated(work.entity.iri, found, '?item', '?day')}\n  {period.to_filter('?day')}"
            yield _of_one(work, found, pattern, reading, 1.1, period)

    def _before(self, work: Mention, reading: Reading) -> Iterator[Plan]:
        """Yield "which level did X have before it graduated": the level whose day is the last before that event."""
        event = self._events.read(reading)
        wanted = [m.entity.iri for m in reading.mentions if self._ontology.plays(m.entity.type, Role.LEVEL)]
        level = event.level if event is not None and event.level is not None else next(iter(wanted), None)
        for found in self._levels_of(work) if level is not None else ():
            at = _dated(work.entity.iri, found, f"<{level}>", "?at")
            earlier = _dated(work.entity.iri, found, "?earlier", "?any")
            pattern = (
                f"  {{ SELECT (MAX(?any) AS ?last) WHERE {{ {at} {earlier} FILTER (?any < ?at) }} "
                f"HAVING (COUNT(*) > 0) }}\n{_dated(work.entity.iri, found, '?item', '?last')}"
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
            yield replace(plan, frame="former", asked=found)

    def _at_entry(self, work: Mention, reading: Reading) -> Iterator[Plan]:
        """Yield "at which level did X join": the level that holds from the day on which it came to its home."""
        event = self._events.read(reading)
        if event is None or event.level is not None or reading.words[0].lower not in {"at", "in", "with", "as"}:
            return
        for found in self._levels_of(work):
            joined = event.to_pattern(f"<{work.entity.iri}>", "?joined", 60)
            pattern = f"{joined}\n{_dated(work.entity.iri, found, '?item', '?day')}\n  FILTER (?day = ?joined)"
            yield _of_one(work, found, pattern, reading, 1.2, EVER)

    def _spans(self, works: list[Mention], reading: Reading, lowers: set[str]) -> Iterator[Plan]:
        """Yield "how long did X take to graduate" in days, and "which X took the longest to graduate"."""
        asks_length = asks_how_long([word.lower for word in reading.words]) and reading.answer_class is None
        extreme = "MAX" if lowers & _LONGEST else "MIN" if lowers & _SHORTEST else None
        if not (asks_length and len(works) == 1) and not (extreme and not works and reading.answer_class):
            return
        subject = f"<{works[0].entity.iri}>" if asks_length else "?item"
        ends = self._find_ends(reading, lowers)
        if ends is None:
            return
        begin, end = ends
        joined = self._ontology.joining
        told = tuple(dict.fromkeys(e.property for e in (begin, end) if e is not None))
        span = [begin.to_pattern(subject, "?begin", 60)]
        if end is not None:
            span.append(end.to_pattern(subject, "?end", 61))
        else:  # until the next level, whichever it was
            after = _dated(subject.strip("<>"), begin.property, "?next", "?after")
            span.append(f"  {{ SELECT ?begin (MIN(?after) AS ?end) WHERE {{ {span[0]} {after} "
                        "FILTER (?after > ?begin) } GROUP BY ?begin }")  # fmt: skip
        span.append("  FILTER (?end > ?begin)")
        links = tuple(Link("?date", found, False) for found in (*told, *([joined] if joined else [])))
        read = frozenset(range(len(reading.words)))
        if asks_length:
            span.append(f"  BIND (CONCAT(STR({_DAYS}), ' days') AS ?item)")
            given = (works[0].entity,)
            yield Plan(links, read, given, 1.2, pattern="\n".join(span), frame="span", beside=(works[0].entity.iri,))
            return
        filters, _ = self._lists.filters(reading, None, (), None)
        filters = tuple(link for link in filters if link.property != end.property) if end is not None else filters
        span += [to_pattern(link, None, 70 + n) for n, link in enumerate(filters)]
        inner = "\n".join(line.replace("?item", "?other") for line in span)
        best = f"  {{ SELECT ({extreme}({_DAYS}) AS ?best) WHERE {{\n{inner}\n  }} }}"
        pattern = "\n".join([best, *span, f"  FILTER ({_DAYS} = ?best)"])
        yield Plan((*links, *filters), read, (), 1.2, pattern=pattern, frame="span")

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
        before = {word.lower for word in reading.words[max(0, place - 3) : place]}
        if before & _STAYING and not lowers & {"take", "took", "taken", "after"}:
            return Event(found, order[0], frozenset()), None
        joined = self._ontology.joining
        return (Event(joined, None, frozenset()), Event(found, order[0], frozenset())) if joined else None

    def _find_levels(self, reading: Reading) -> dict[str, int]:
        """Return the levels that a question names or words, each with its place."""
        found = {m.entity.iri: m.first for m in reading.mentions if self._ontology.plays(m.entity.type, Role.LEVEL)}
        for use in reading.frames:
            known = self._field.find_fixed_object(use.frame)
            if known is not None:
                found.setdefault(known.iri, use.first)
        return found

    def _levels_of(self, work: Mention) -> Iterator[Property]:
        return (found for found in self._ontology.changing if self._ontology.may_be(work.entity.type, found.domain))


def _dated(subject: str, found: Property, item: str, day: str) -> str:
    """Return the pattern for a value that a statement of a thing holds from a day on."""
    term = subject if subject.startswith("?") else f"<{subject}>"
    name = f"?event_{day[1:]}"
    return (
        f"  GRAPH <{PROVENANCE_GRAPH}> {{ {name} rdf:predicate kg:{found.name} ; rdf:subject {term} ; "
        f'rdf:object {item} ; kg:modality "asserted" ; kg:validFrom {day} }}'
    )


def _of_one(work: Mention, found: Property, pattern: str, reading: Reading, sure: float, within: Period) -> Plan:
    """Return the plan for values of one thing that its history tells."""
    return Plan(
        links=(Link(work.entity.iri, found, True),),
        read=frozenset(range(len(reading.words))),
        given=(work.entity,),
        sure=sure,
        pattern=pattern,
        frame="event",
        within=within,
    )
