"""Events: what happened when - who joined or reached a level in a period, and who did first or last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from api.answering.graph.plans.asked_events import Event, EventReader, of_anything, with_class
from api.answering.graph.plans.filters import FilterReader
from api.answering.graph.plans.patterns import Link, to_leave_out, to_pattern
from api.answering.graph.plans.periods import EVER, find_period
from api.answering.graph.plans.queries import Plan, PlanKind
from api.answering.question.reading import Mention, Reading
from api.answering.question.words.words import ORDINALS
from ontology import Field
from ontology.roles import PropertyRole, Role

_FIRST = frozenset("first earliest longest oldest older earlier sooner before".split())
_LAST = frozenset("last latest newest newer youngest younger later recently recent".split())
_LIMITS = frozenset("before since between after until during by from to earlier later than prior".split())


class EventPlanner:
    """Plan questions about events."""

    def __init__(self, field: Field, filters: FilterReader) -> None:
        self._field = field
        self._ontology = field.ontology
        self._filters = filters
        self._reader = EventReader(field)

    def plans(self, reading: Reading) -> Iterator[Plan]:
        """Yield the plans of all kinds."""
        if set(reading.lowers) & (_FIRST | _LAST | ORDINALS.keys()):
            reading = with_class(reading, self._field)
        event = self._reader.read(reading)
        if event is not None:
            reading = of_anything(reading, event, self._field)
            yield from self._joined(reading, event)
            yield from self._which_of(reading, event)
            yield from self._during(reading, event)
            yield from self._extreme(reading, event)
            yield from self._both(reading)

    def _joined(self, reading: Reading, event: Event) -> Iterator[Plan]:
        """Yield "when did X become a project of Y": the day on which it joined."""
        named = [m for m in reading.mentions if self._may_join(m, event)]
        if reading.answer_class == "Date" and event.level is None and len(named) == 1:
            read = reading.whole
            own = named[0].indices
            nouns = {self._field.lexicon.class_of.get(w.lower) for n, w in enumerate(reading.words) if n not in own}
            agents = any(noun and self._ontology.is_a(noun, "Agent") for noun in nouns)
            for rank, known in enumerate(named[0].candidates[:3]):
                if agents and not self._ontology.is_a(known.type, "Agent"):
                    continue  # "the company behind X" is not X
                link = Link(known.iri, event.property, True)
                yield Plan((link,), read, (known,), 0.9 - 0.05 * rank, asked=event.property, kind=PlanKind.JOINED)

    def _may_join(self, mention: Mention, event: Event) -> bool:
        kind = mention.entity.type
        return self._ontology.may_be(kind, event.property.domain) and not self._ontology.plays(kind, Role.HOST)

    def _during(self, reading: Reading, event: Event) -> Iterator[Plan]:
        """Yield "which projects graduated in 2024", "how many joined since 2022"."""
        period = find_period(reading.text)
        told = reading.answer_noun is not None or reading.asks == "who"
        if period is None or not told or reading.answer_class in {None, "Date"}:
            return
        links, read = self._find_filters(reading, event)
        levels = {m.entity.iri for m in reading.playing(self._ontology, Role.LEVEL)}
        links = tuple(link for link in links if event.level is None or link.node not in levels)
        pattern = [event.to_pattern("?item", "?day", 0), f"  {period.to_filter('?day')}"]
        limits = {n for n, word in enumerate(reading.words) if word.lower in _LIMITS}
        plan = self._plan(reading, event, links, read | limits, pattern)
        yield replace(plan, wide=self._plan(reading, event, links, read, pattern[:1]).pattern)

    def _both(self, reading: Reading) -> Iterator[Plan]:
        """Yield "which projects joined in 2020 and graduated since": two events, each with its own period."""
        places = self._reader.find_places(reading)
        if len(places) < 2 or reading.answer_noun is None or reading.answer_class in {None, "Date"}:
            return
        border = places[1] - 1 if reading.lowers[places[1] - 1] in {"have", "has"} else places[1]
        start = reading.words[border].start
        parts = (_cut(reading, 0, border), _cut(reading, border, len(reading.words)))
        one, other = (self._reader.read(part) for part in parts)
        periods = [find_period(text) for text in (reading.text[:start], reading.text[start:])]
        if one is None or other is None or one.level == other.level or periods == [None, None]:
            return
        links, read = self._find_filters(parts[0], one)
        pattern = [one.to_pattern("?item", "?day", 0), other.to_pattern("?item", "?then", 1)]
        for period, day in zip(periods, ("?day", "?then"), strict=True):
            pattern += [f"  {period.to_filter(day)}"] if period is not None else []
        pattern += ["  FILTER (?then >= ?day)"] if periods[1] is None else []
        limits = {n for n, word in enumerate(reading.words) if word.lower in _LIMITS | {"then"}}
        plan = self._plan(reading, one, links, read | limits | other.read, pattern)
        yield replace(plan, links=(other.to_link(), *plan.links), sure=1.2)

    def _extreme(self, reading: Reading, event: Event) -> Iterator[Plan]:
        """Yield "the first project to graduate", "which service mesh joined last"."""
        lowers = set(reading.lowers)
        rank = next((ORDINALS[lower] for lower in sorted(lowers) if lower in ORDINALS), None)
        first = lowers & (_FIRST - {"before"}) or (rank is not None and not lowers & _LAST)
        if not (first or lowers & _LAST) or reading.answer_class in {None, "Date"}:
            return
        links, read = self._find_filters(reading, event)
        if reading.playing(self._ontology, Role.WORK):
            return
        period = find_period(reading.text) or EVER
        others = [to_pattern(link.of("?other"), None, 20 + n) for n, link in enumerate(links)]
        kinds = self._kinds(reading, "?other")
        inner = [event.to_pattern("?other", "?any", 1), f"  {period.to_filter('?any')}", *others, *kinds]
        number = reading.wanted_number[1] if reading.wanted_number is not None else 1
        pattern = [
            _to_border("\n".join(inner), number, bool(first), rank),
            event.to_pattern("?item", "?day", 0),
            f"  {period.to_filter('?day')}",
            f"  FILTER (?day {'=' if rank is not None else '<=' if first else '>='} ?best)",
        ]
        said = {n for n, word in enumerate(reading.words) if word.lower in _FIRST | _LAST | ORDINALS.keys()}
        yield self._plan(reading, event, links, read | said, pattern)

    def _which_of(self, reading: Reading, event: Event) -> Iterator[Plan]:
        """Yield "which joined first, A or B"."""
        lowers = reading.lowers
        named = [m for m in reading.mentions if self._ontology.may_be(m.entity.type, event.property.domain)]
        named = [m for m in named if not self._ontology.plays(m.entity.type, Role.HOST, Role.LEVEL)]
        if len(named) < 2 or not (set(lowers) & (_FIRST | _LAST)) or not {"or", "and"} & set(lowers):
            return
        values = " ".join(f"<{iri}>" for iri in dict.fromkeys(m.entity.iri for m in named))
        best = "MIN" if set(lowers) & _FIRST else "MAX"
        others = f"VALUES ?other {{ {values} }}\n{event.to_pattern('?other', '?any', 1)}"
        pattern = [
            f"  {{ SELECT ({best}(?any) AS ?day) WHERE {{ {others} }} }}",
            f"  VALUES ?item {{ {values} }}",
            event.to_pattern("?item", "?of", 0),
            "  FILTER (?of = ?day)",
        ]
        yield Plan(
            links=(event.to_link(),),
            read=reading.whole,
            given=tuple(m.entity for m in named),
            sure=1.2,
            pattern="\n".join(pattern),
            kind=PlanKind.EVENT,
            beside=tuple(dict.fromkeys(m.entity.iri for m in named)),
        )

    def _find_filters(self, reading: Reading, event: Event) -> tuple[tuple[Link, ...], set[int]]:
        """Return what else a question says of the things of an event."""
        links, read = self._filters.find(reading)
        links = tuple(link for link in links if link.node != event.level)
        if event.level is None and reading.answer_class and self._ontology.is_a(reading.answer_class, "Agent"):
            links = tuple(link for link in links if PropertyRole.HOSTING not in link.property.roles)
        return links, read

    def _plan(
        self, reading: Reading, event: Event, links: tuple[Link, ...], read: set[int], pattern: Sequence[str]
    ) -> Plan:
        others = [to_pattern(link, None, 10 + n) for n, link in enumerate(links)]
        return Plan(
            links=(event.to_link(), *links),
            read=frozenset(read | event.read),
            given=reading.entities,
            sure=1.15,
            pattern="\n".join([*pattern, *others, *self._kinds(reading, "?item")]),
            kind=PlanKind.EVENT,
        )

    def _kinds(self, reading: Reading, item: str) -> list[str]:
        """Return the filter that leaves out what is certainly not of the class asked for."""
        return to_leave_out(item, self._ontology.others(reading.answer_class or "Thing"))


def _to_border(pattern: str, number: int, first: bool, rank: int | None) -> str:
    """Return the pattern that binds ?best to the last day of the `number` things that came first, or came last.

    `rank`: to the day of that one alone, counted from the first or the last.
    """
    limit = f"LIMIT {number}" if rank is None else f"OFFSET {rank - 1} LIMIT 1"
    order, border = ("ASC", "MAX") if first else ("DESC", "MIN")
    own = "MIN" if first else "MAX"  # of "2021-05" and "2021-05-03" the day
    return (
        f"  {{ SELECT ({border}(?of) AS ?best) WHERE {{ {{ SELECT ?other ({own}(?any) AS ?of) WHERE {{\n{pattern}\n"
        f"  }} GROUP BY ?other ORDER BY {order}(?of) {limit} }} }} }}"
    )


def _cut(reading: Reading, first: int, end: int) -> Reading:
    """Return a reading with the names and relations of some of its words alone."""
    mentions = tuple(m for m in reading.mentions if first <= m.first < end)
    return replace(reading, mentions=mentions, frames=tuple(u for u in reading.frames if first <= u.first < end))
