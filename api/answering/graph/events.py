"""Events: what happened when - who joined or reached a level in a period, who did first, what changed for one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from api.answering.graph.asked_events import Event, EventReader
from api.answering.graph.listings import ListPlanner
from api.answering.graph.periods import Period, find_period
from api.answering.graph.queries import Link, Plan, to_pattern
from api.answering.question.reading import Mention, Reading
from ontology import Field
from ontology.names import PROVENANCE_GRAPH
from ontology.roles import PropertyRole, Role

_FIRST = frozenset("first earliest longest oldest older earlier sooner before".split())
_LAST = frozenset("last latest newest newer youngest younger later recently recent".split())
_CHANGE = frozenset("change changed changes happen happened history timeline evolve evolved".split())
_LIMITS = frozenset("before since between after until during by from to earlier later than prior".split())


class EventPlanner:
    """Plan questions about events."""

    def __init__(self, field_: Field, lists: ListPlanner) -> None:
        self._field = field_
        self._ontology = field_.ontology
        self._lists = lists
        self._reader = EventReader(field_)

    def plans(self, reading: Reading) -> Iterator[Plan]:
        """Yield the plans of all kinds."""
        reading = self._with_class(reading)
        event = self._reader.read(reading)
        if event is not None:
            yield from self._joined(reading, event)
            yield from self._which_of(reading, event)
            yield from self._during(reading, event)
            yield from self._extreme(reading, event)
        yield from self._changes(reading)

    def _with_class(self, reading: Reading) -> Reading:
        """Return a reading with the class that "what is the oldest ... project" asks for."""
        lowers = [word.lower for word in reading.words]
        if reading.answer_class is not None or not set(lowers) & (_FIRST | _LAST):
            return reading
        for n, lower in enumerate(lowers):
            name = self._field.lexicon.class_of.get(lower)
            if n not in reading.named and name is not None and self._ontology.plays(name, Role.WORK):
                return replace(reading, answer_class=name, answer_noun=n)
        return reading

    def _joined(self, reading: Reading, event: Event) -> Iterator[Plan]:
        """Yield "when did X become a project of Y": the day on which it joined."""
        named = [m for m in reading.mentions if self._may_join(m, event)]
        if reading.answer_class == "Date" and event.level is None and len(named) == 1:
            read = frozenset(range(len(reading.words)))
            own = named[0].indices
            nouns = {self._field.lexicon.class_of.get(w.lower) for n, w in enumerate(reading.words) if n not in own}
            agents = any(noun and self._ontology.is_a(noun, "Agent") for noun in nouns)
            for rank, known in enumerate(named[0].candidates[:3]):
                if agents and not self._ontology.is_a(known.type, "Agent"):
                    continue  # "the company behind X" is not X
                link = Link(known.iri, event.property, True)
                yield Plan((link,), read, (known,), 0.9 - 0.05 * rank, asked=event.property, frame="joined")

    def _may_join(self, mention: Mention, event: Event) -> bool:
        kind = mention.entity.type
        return self._ontology.may_be(kind, event.property.domain) and not self._ontology.plays(kind, Role.HOST)

    def _during(self, reading: Reading, event: Event) -> Iterator[Plan]:
        """Yield "which projects graduated in 2024", "how many joined since 2022"."""
        period = find_period(reading.text)
        if period is None or reading.answer_noun is None or reading.answer_class in {None, "Date"}:
            return
        links, read = self._filters(reading, event)
        levels = {m.entity.iri for m in reading.mentions if self._ontology.plays(m.entity.type, Role.LEVEL)}
        links = tuple(link for link in links if event.level is None or link.node not in levels)
        pattern = [event.to_pattern("?item", "?day", 0), f"  {period.to_filter('?day')}"]
        limits = {n for n, word in enumerate(reading.words) if word.lower in _LIMITS}
        plan = self._plan(reading, event, links, read | limits, pattern)
        yield replace(plan, wide=self._plan(reading, event, links, read, pattern[:1]).pattern)

    def _extreme(self, reading: Reading, event: Event) -> Iterator[Plan]:
        """Yield "the first project to graduate", "which service mesh joined last"."""
        lowers = {word.lower for word in reading.words}
        first = lowers & (_FIRST - {"before"})
        if not (first or lowers & _LAST) or reading.answer_class in {None, "Date"}:
            return
        links, read = self._filters(reading, event)
        if any(self._ontology.plays(m.entity.type, Role.WORK) for m in reading.mentions):
            return
        period = find_period(reading.text) or Period()
        others = [to_pattern(replace(link, item="?other"), None, 20 + n) for n, link in enumerate(links)]
        kinds = self._kinds(reading, "?other")
        inner = [event.to_pattern("?other", "?any", 1), f"  {period.to_filter('?any')}", *others, *kinds]
        chosen = "MIN" if first else "MAX"
        pattern = [
            f"  {{ SELECT ({chosen}(?any) AS ?best) WHERE {{\n" + "\n".join(inner) + "\n  } }",
            event.to_pattern("?item", "?day", 0),
            "  FILTER (?day = ?best)",
        ]
        said = {n for n, word in enumerate(reading.words) if word.lower in _FIRST | _LAST}
        yield self._plan(reading, event, links, read | said, pattern)

    def _which_of(self, reading: Reading, event: Event) -> Iterator[Plan]:
        """Yield "which joined first, A or B"."""
        lowers = [word.lower for word in reading.words]
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
            read=frozenset(range(len(reading.words))),
            given=(),
            sure=1.2,
            pattern="\n".join(pattern),
            frame="event",
            beside=tuple(dict.fromkeys(m.entity.iri for m in named)),
        )

    def _changes(self, reading: Reading) -> Iterator[Plan]:
        """Yield "what changed for X between A and B": the levels it reached in that time."""
        lowers = {word.lower for word in reading.words}
        named = [m for m in reading.mentions if self._ontology.plays(m.entity.type, Role.WORK)]
        if not lowers & _CHANGE or len(named) != 1:
            return
        period = find_period(reading.text) or Period()
        for found in self._ontology.changing:
            if not self._ontology.may_be(named[0].entity.type, found.domain):
                continue
            pattern = (
                f"  GRAPH <{PROVENANCE_GRAPH}> {{ ?event rdf:predicate kg:{found.name} ; "
                f'rdf:subject <{named[0].entity.iri}> ; rdf:object ?item ; kg:modality "asserted" ; '
                f"kg:validFrom ?day }}\n  {period.to_filter('?day')}"
            )
            yield Plan(
                links=(Link(named[0].entity.iri, found, True),),
                read=frozenset(range(len(reading.words))),
                given=(named[0].entity,),
                sure=1.1,
                pattern=pattern,
                frame="event",
                within=(period.start, period.end),
            )

    def _filters(self, reading: Reading, event: Event) -> tuple[tuple[Link, ...], set[int]]:
        """Return what else a question says of the things of an event."""
        links, read = self._lists.filters(reading, None, (), None)
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
            given=tuple(m.entity for m in reading.mentions),
            sure=1.15,
            pattern="\n".join([*pattern, *others, *self._kinds(reading, "?item")]),
            frame="event",
        )

    def _kinds(self, reading: Reading, item: str) -> list[str]:
        """Return the filter that leaves out what is certainly not of the class asked for."""
        others = self._ontology.others(reading.answer_class or "Thing")
        classes = " ".join(f"kg:{name}" for name in others)
        return [f"  FILTER NOT EXISTS {{ {item} a ?kind . VALUES ?kind {{ {classes} }} }}"] if others else []
