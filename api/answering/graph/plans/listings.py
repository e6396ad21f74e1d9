"""Listings: things by kind, category, level, language or host, and the first or last of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from api.answering.graph.plans.filters import FilterReader
from api.answering.graph.plans.links import find_wording
from api.answering.graph.plans.patterns import Link, to_pattern
from api.answering.graph.plans.queries import Plan, PlanKind
from api.answering.question.reading import Form, Reading
from api.answering.question.words.words import LISTING, SOURCE_WORDS, SUPERLATIVES
from ontology import Field
from ontology.roles import Role

_FRONT = 5
LESS_SURE = 0.1
_FIRST = frozenset("first earliest oldest".split())
_LAST = SUPERLATIVES - _FIRST
_EXTREME = SUPERLATIVES | frozenset("recent recently before others other any".split())
_MENTIONED = frozenset("mentioned mentions named listed given exist exists there examples example some".split())


class ListPlanner:
    """Plan questions such as "which graduated projects are in the category X"."""

    def __init__(self, field: Field, filters: FilterReader) -> None:
        self._field = field
        self._ontology = field.ontology
        self._filters = filters

    def plans(self, reading: Reading) -> Iterator[Plan]:
        """Yield lists by kind: "which graduated projects are in the service mesh category".

        Where several headings have the name that is asked about, those of the others are less sure.
        """
        yield from self._plans(reading)
        yield from self._of_named(reading)
        for number, mention in enumerate(reading.mentions):
            others = [known for known in mention.candidates[1:3] if known.type == mention.entity.type]
            for known in others if self._ontology.plays(mention.entity.type, Role.HEADING) else ():
                for plan in self._plans(reading.with_meant(number, known)):
                    yield replace(plan, sure=plan.sure - LESS_SURE)
        yield from self._examples(reading)
        yield from self._headings(reading)

    def _of_named(self, reading: Reading) -> Iterator[Plan]:
        """Yield "which of X, Y and Z are graduated": those of some things for which a filter holds."""
        lowers = reading.lowers[:4]
        works = reading.playing(self._ontology, Role.WORK)
        if lowers[:2] != ("which", "of") or len(works) < 2:
            return
        asked = replace(reading, answer_class=self._ontology.class_for(Role.WORK))
        links, read = self._filters.find(asked, tuple(works))
        if not links:
            return
        iris = tuple(dict.fromkeys(mention.entity.iri for mention in works))
        lines = [to_pattern(link, reading.as_of, n) for n, link in enumerate(links)]
        pattern = "\n".join([*lines, f"  VALUES ?item {{ {' '.join(f'<{iri}>' for iri in iris)} }}"])
        named = frozenset(n for mention in works for n in mention.indices)
        plan = Plan(links, frozenset(named | read), reading.entities, 1.2, reading.as_of, links[0].property)
        yield replace(plan, kind=PlanKind.LIST, pattern=pattern, beside=iris)

    def _plans(self, reading: Reading) -> Iterator[Plan]:
        levels = [use for use in reading.frames if use.frame.fixed_object is not None]
        if not reading.mentions and not levels:
            return
        grouped = bool(reading.playing(self._ontology, Role.GROUP))
        vague = {None, "Date"} if grouped else {None, "Date", "Agent"}
        everything = reading.form is Form.COUNT or _names_all(reading)
        if reading.answer_class in vague and not everything:
            return
        links, read = self._filters.find(reading)
        read |= self._worded(reading, links)
        left = [m for m in reading.mentions if not m.indices <= read]
        if links and not any(self._ontology.plays(m.entity.type, Role.WORK) for m in left):
            yield from self._extremes(reading, links, read)
            yield Plan(
                links=links,
                read=frozenset(read),
                given=tuple(m.entity for m in reading.mentions if m.indices <= read),
                sure=0.9,
                as_of=reading.as_of,
                as_of_said=reading.as_of_said,
                asked=links[0].property,
                kind=PlanKind.LIST,
            )

    def _examples(self, reading: Reading) -> Iterator[Plan]:
        """Yield plans for "name some Xs", "which Xs are there": what is named as an example of a concept."""
        if reading.asks not in LISTING | {"which", "what", "any"}:
            return
        for mention in reading.mentions:
            named = mention.indices
            said = {word.lower for word in reading.unread(named)}
            if mention.first > _FRONT or said - _MENTIONED or not self._ontology.is_a(mention.entity.type, "Topic"):
                continue
            for found in self._ontology.stated:
                if found.range == ("Topic",):
                    read = frozenset(named | {n for n in reading.content if reading.lowers[n] in _MENTIONED})
                    link = Link(mention.entity.iri, found, False)
                    yield Plan((link,), read, (mention.entity,), 0.85, reading.as_of, found, kind=PlanKind.EXAMPLES)

    def _headings(self, reading: Reading) -> Iterator[Plan]:
        """Yield the plan for "what layers are there": every heading of a class, by how they stand in one another."""
        wanted, noun = reading.answer_class or "", reading.answer_noun
        said = {word.lower for word in reading.unread({noun} if noun is not None else ())}
        said -= set(self._ontology.class_labels.get(wanted, "").split())
        if noun and " ".join(reading.lowers[noun - 1 : noun + 1]) in self._field.lexicon.class_of:
            said.discard(reading.lowers[noun - 1])
        if reading.mentions or said - _MENTIONED - SOURCE_WORDS:
            return
        if self._ontology.plays(wanted, Role.VALUE, Role.LEVEL):
            yield from self._values(reading, wanted)
        if not self._ontology.plays(wanted, Role.HEADING):
            return
        for found in self._ontology.stated:
            if not all(self._ontology.plays(name, Role.HEADING) for name in (*found.domain, *found.range)):
                continue
            if (wanted,) in {found.domain, found.range}:
                link = Link("?between", found, found.range == (wanted,))
                links, pattern = (link, *self._to_groups(wanted)), None
                if len(links) > 1:
                    each = (to_pattern(one, None, n) for n, one in enumerate(links))
                    groups = self._ontology.class_for(Role.GROUP)
                    told = f" ?between a kg:{groups} . ?item a kg:{wanted} . }}"
                    pattern = " } UNION {".join(each)
                    pattern = f"  {{{pattern}{told}"
                read = frozenset(reading.content)
                yield Plan(links, read, (), 0.9, reading.as_of, found, kind=PlanKind.HEADINGS, pattern=pattern)
                return

    def _to_groups(self, wanted: str) -> list[Link]:
        """Return the link by which headings of a class hold groups of agents, as records sort these."""
        paths = (mapping.path for mapping in self._field.mappings.values())
        parents = {path.group_parent for path in paths if path is not None and wanted == path.headings[0]}
        return [Link("?between", self._ontology.properties[name], True) for name in sorted(filter(None, parents))]

    def _values(self, reading: Reading, wanted: str) -> Iterator[Plan]:
        """Yield the plan for "list all languages": every value of the property that leads to a class."""
        found = next((p for p in self._ontology.stated if p.range == (wanted,) and p.domain != ("Thing",)), None)
        if found is not None:
            link = Link("?between", found, True)
            yield Plan((link,), frozenset(reading.content), (), 0.9, reading.as_of, found, kind=PlanKind.HEADINGS)

    def _worded(self, reading: Reading, links: tuple[Link, ...]) -> set[int]:
        """Return the words that only say what the links of a list say anyhow ("that reached", "number of")."""
        read = {n for use in find_wording(links, reading, self._ontology) for n in use.indices}
        if reading.form is Form.COUNT:
            read |= {n for n, word in enumerate(reading.words) if word.lower in {"number", "count", "total"}}
        return read

    def _extremes(self, reading: Reading, links: tuple[Link, ...], read: set[int]) -> Iterator[Plan]:
        """Yield plans for "the first project to graduate": the earliest or latest of a list by its own dates."""
        lowers = reading.lowers
        ahead = not reading.years and " before " in f" {reading.text.lower()} "
        first = bool(set(lowers) & _FIRST) or ahead
        last = set(lowers) & _LAST or "most recent" in reading.text.lower()
        dated = next((link for link in links if link.property.changes_over_time), None)
        if dated is None or not (first or last):
            return
        yield Plan(
            links=(dated, *(link for link in links if link is not dated)),
            read=frozenset(read | {n for n, lower in enumerate(lowers) if lower in _EXTREME}),
            given=(),
            sure=0.97,
            asked=dated.property,
            extreme="MIN" if first else "MAX",
            kind=PlanKind.EXTREME,
        )


def _names_all(reading: Reading) -> bool:
    """Tell whether all that stands somewhere is to be named, of whatever kind: "name everything in X"."""
    return reading.asks in LISTING and "everything" in reading.lowers
