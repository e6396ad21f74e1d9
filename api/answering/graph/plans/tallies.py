"""Tallies: the heading, level, year or maker with the most or the fewest things."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from api.answering.graph.plans.asked_events import EventReader
from api.answering.graph.plans.filters import FilterReader
from api.answering.graph.plans.patterns import Link, to_leave_out, to_pattern
from api.answering.graph.plans.queries import Plan, PlanKind
from api.answering.question.reading import Form, Reading
from ontology import Field, Property
from ontology.roles import PropertyRole, Role

_MOST = frozenset("most largest biggest highest".split())
_FEWEST = frozenset("fewest least smallest lowest".split())


class TallyPlanner:
    """Plan "which category has the most graduated projects", "in which year did most projects graduate"."""

    def __init__(self, field: Field, filters: FilterReader) -> None:
        self._field = field
        self._ontology = field.ontology
        self._events = EventReader(field)
        self._filters = filters

    def plans(self, reading: Reading) -> Iterator[Plan]:
        """Yield the plan that counts things by what they stand under, or by the year of what happened to them."""
        lowers = reading.lowers
        said = {
            lower for n, lower in enumerate(lowers) if lower in _MOST | _FEWEST and not self._grades(n + 1, reading)
        }
        if not said or reading.form is not Form.OPEN or not reading.answer_class:
            return
        chosen = "MAX" if said & _MOST else "MIN"
        counted = next(
            (n for n, lower in enumerate(lowers) if self._field.is_noun_of_works(lower) and n not in reading.named),
            None,
        )
        listed = replace(reading, answer_class=self._ontology.class_for(Role.WORK), answer_noun=counted)
        if reading.answer_class == "Date" and "year" in lowers:
            yield from self._by_year(listed, chosen)
        elif counted is not None and self._ontology.plays(reading.answer_class, Role.HEADING, Role.LEVEL):
            yield from self._by_value(listed, reading.answer_class, chosen)
        elif counted is not None:
            yield from self._by_relation(listed, reading.answer_class, chosen)

    def _grades(self, n: int, reading: Reading) -> bool:
        """Tell whether "most" before a word makes a superlative of it, and counts nothing: "the most popular"."""
        known = reading.named | reading.verb_places
        return n in reading.content and n not in known and not self._field.is_noun_of_works(reading.lowers[n])

    def _by_value(self, listed: Reading, wanted: str, chosen: str) -> Iterator[Plan]:
        """Yield the plan for the value of a property that most of the things listed have."""
        for found in self._ontology.stated:
            path = self._find_path(listed.answer_class or "", found) if found.range == (wanted,) else ()
            if path:
                filters, _ = self._filters.find(listed, asked=found)
                yield self._plan_links(listed, path, filters, chosen)
                return

    def _by_relation(self, listed: Reading, wanted: str, chosen: str) -> Iterator[Plan]:
        """Yield the plan for who or what has the most of a relation that a verb words: "who created the most ..."."""
        verbs = (use for use in listed.verbs if not use.frame.fixed_object)
        for name, swapped in (self._ontology.canonical(sense) for use in verbs for sense in use.frame.senses[:1]):
            found = self._ontology.properties[name]
            item, other = (found.domain, found.range) if swapped else (found.range, found.domain)
            if found.literal or not self._ontology.may_be(wanted, item):
                continue
            if self._ontology.may_be(listed.answer_class or "", other):
                filters, _ = self._filters.find(listed, asked=found)
                own = [link for link in filters if PropertyRole.HOSTING not in link.property.roles]
                kinds = to_leave_out("?item", self._ontology.others(wanted))
                yield self._plan_links(listed, (Link("?of", found, not swapped),), own, chosen, kinds)
                return

    def _find_path(self, counted: str, found: Property) -> tuple[Link, ...]:
        """Return the links from what is counted to the value of a property: one, or two through a heading."""
        if self._ontology.may_be(counted, found.domain):
            return (Link("?of", found, True),)
        between = self._ontology.placing_below(found)
        return () if between is None else (Link("?of", between, True, "?under"), Link("?under", found, True))

    def _by_year(self, listed: Reading, chosen: str) -> Iterator[Plan]:
        """Yield the plan for the year in which something happened to most things."""
        event = self._events.read(listed)
        if event is None:
            return
        filters, _ = self._filters.find(listed)
        links = tuple(link.of("?of") for link in filters if link.node != event.level)
        lines = [event.to_pattern("?of", "?day", 0), *(to_pattern(link, None, 10 + n) for n, link in enumerate(links))]
        lines += to_leave_out("?of", self._ontology.others(listed.answer_class or "Thing"))
        yield self._plan(listed, (event.to_link(), *links), lines, "(SUBSTR(?day, 1, 4) AS ?item)", chosen)

    def _plan_links(
        self, listed: Reading, path: tuple[Link, ...], filters: Sequence[Link], chosen: str, kinds: Sequence[str] = ()
    ) -> Plan:
        """Return the plan that counts what `path` joins to the items and `filters` allow; `kinds`: more lines."""
        found = path[-1].property
        links = (*path, *(link.of("?of") for link in filters if link.property != found))
        lines = [to_pattern(link, listed.as_of, n) for n, link in enumerate(links)]
        return self._plan(listed, links, [*lines, *kinds], "?item", chosen)

    def _plan(self, listed: Reading, links: tuple[Link, ...], lines: Sequence[str], item: str, chosen: str) -> Plan:
        """Return the plan for the items that the most or fewest of what some lines list stand with."""
        body = "\n".join(lines)
        between = {end for link in links for end in (link.node, link.item) if end.startswith("?")} - {"?item", "?of"}
        named = " ".join(sorted(between)) if item == "?item" else ""
        each = f"SELECT DISTINCT {item} ?of {named} WHERE {{\n{body}\n  }}"
        tally = f"SELECT ?item (COUNT(DISTINCT ?of) AS ?count) WHERE {{ {{ {each} }} }} GROUP BY ?item"
        best = f"SELECT ({chosen}(?count) AS ?best) WHERE {{ {{ {tally} }} }}"
        pattern = f"  {{ {tally} }}\n  {{ {best} }}\n  FILTER (?count = ?best)\n  {{ {each} }}"
        read = listed.whole
        used = {iri for link in links for iri in (link.node, *link.among)}
        given = tuple(m.entity for m in listed.mentions if used & {known.iri for known in m.candidates})
        asked = links[0].property if item == "?item" else None
        return Plan(links, read, given, 1.25, listed.as_of, asked, pattern=pattern, kind=PlanKind.TALLY)
