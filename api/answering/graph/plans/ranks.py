"""Ranks: what stands at a higher or lower level than something else, by the order that a field gives its levels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from api.answering.graph.plans.asked_events import with_class
from api.answering.graph.plans.filters import FilterReader
from api.answering.graph.plans.patterns import Link, to_pattern
from api.answering.graph.plans.queries import Kept, Plan, PlanKind
from api.answering.question.reading import Form, Mention, Reading
from api.answering.question.words.words import ARTICLES, BEYOND
from ontology import Field, Property
from ontology.roles import Role

_BELOW = frozenset("below beneath under".split())
_MORE = BEYOND | frozenset("more further higher ahead most furthest highest".split())
_LESS = _BELOW | frozenset("less lower behind least lowest".split())
_EXTREME = frozenset("most furthest highest least lowest".split())


class RankReader:
    """Read whether a question compares levels, and how they rank."""

    def __init__(self, field: Field) -> None:
        self._ontology = field.ontology
        lexicon = field.lexicon
        self._works = {noun for noun, name in lexicon.class_nouns.items() if field.ontology.plays(name, Role.WORK)}
        self.ranks = {known.iri: known.rank for known in field.gazetteer if known.rank is not None}

    def find_property(self, reading: Reading) -> tuple[Property, int, frozenset[int]] | None:
        """Return the property whose values are compared, 1 for higher or -1 for lower, and the words that say so."""
        for n, word in enumerate(reading.words):
            if word.lower not in _MORE | _LESS:
                continue
            sign = 1 if word.lower in _MORE else -1
            for use in reading.frames:
                found = self._ontology.properties[use.frame.senses[0]]
                near = use.first <= n + 2 and n <= use.last and use.frame.lemma not in self._works
                if found.changes_over_time and near and use.frame.fixed_object is None:
                    return found, sign, frozenset(range(n, use.last + 1))
            level = self.find_behind(n, reading)
            if level is not None and word.lower in BEYOND | _BELOW and self._ontology.changing:
                return self._ontology.changing[0], sign, frozenset((n,))
        return None

    def find_behind(self, place: int, reading: Reading) -> Mention | None:
        """Return the level or thing named right behind a word."""
        behind = next((m for m in reading.mentions if m.first > place), None)
        between = set(reading.lowers[place + 1 : behind.first]) if behind is not None else set()
        return behind if behind is not None and between <= ARTICLES else None


class RankPlanner:
    """Plan "which is more mature, X or Y", "which Xs are more mature than Y", "the most mature X"."""

    def __init__(self, field: Field, filters: FilterReader) -> None:
        self._field = field
        self._ontology = field.ontology
        self._filters = filters
        self._reader = RankReader(field)
        rows = " ".join(f"(<{iri}> {rank})" for iri, rank in sorted(self._reader.ranks.items()))
        self._rows = f"{{ {rows} }}"

    def plans(self, reading: Reading) -> Iterator[Plan]:
        """Yield the plan of a question that compares levels."""
        found = self._reader.find_property(reading) if self._reader.ranks and reading.form is not Form.BOOLEAN else None
        if found is None:
            return
        compared, sign, read = found
        lowers = reading.lowers
        works = reading.playing(self._ontology, Role.WORK)
        if len(works) > 1 and {"or", "and"} & set(lowers) and "than" not in lowers:
            yield self._choose(works, compared, sign, reading)
            return
        border = next((n for n, lower in enumerate(lowers) if lower in {"than"} | BEYOND | _BELOW), None)
        behind = self._reader.find_behind(border, reading) if border is not None else None
        if behind is None:
            reading = with_class(reading, self._field)
        if reading.answer_class is None or (behind is None and not set(lowers) & _EXTREME):
            return
        links, filtered = self._filters.find(reading, (behind,) if behind is not None else ())
        links = tuple(link for link in links if behind is None or link.node != behind.entity.iri)
        own = Link("?level", compared, False)
        pattern = [to_pattern(link, reading.as_of, n) for n, link in enumerate((own, *links))]
        pattern.append(f"  VALUES (?level ?rank) {self._rows}")
        if behind is None:
            pattern += self._best(links, compared, sign, reading.as_of)
        elif behind.entity.iri in self._reader.ranks:
            pattern.append(f"  FILTER (?rank {'>' if sign > 0 else '<'} {self._reader.ranks[behind.entity.iri]})")
        else:
            pattern.append(to_pattern(Link(behind.entity.iri, compared, True, "?other"), reading.as_of, 50))
            pattern.append(f"  VALUES (?other ?than) {self._rows}\n  FILTER (?rank {'>' if sign > 0 else '<'} ?than)")
        yield Plan(
            links=(own, *links),
            read=read | filtered | {border or 0} | (behind.indices if behind is not None else frozenset()),
            given=reading.entities,
            sure=1.15,
            as_of=reading.as_of,
            asked=compared,
            kept=Kept(exclude=(behind.entity.iri,) if behind is not None else ()),
            pattern="\n".join(pattern),
            kind=PlanKind.LIST,
        )

    def _choose(self, works: Sequence[Mention], compared: Property, sign: int, reading: Reading) -> Plan:
        """Return the plan for which of some things is at the highest or lowest level; several where they are equal."""
        iris = tuple(dict.fromkeys(mention.entity.iri for mention in works))
        values = " ".join(f"<{iri}>" for iri in iris)
        pattern = [
            f"  VALUES ?item {{ {values} }}",
            to_pattern(Link("?level", compared, False), None, 0),
            f"  VALUES (?level ?rank) {self._rows}",
            *self._best((), compared, sign, None, f"  VALUES ?others {{ {values} }}"),
        ]
        own = Link("?level", compared, False)
        given = tuple(mention.entity for mention in works)
        return Plan((own,), reading.whole, given, 1.2, kind=PlanKind.LIST, pattern="\n".join(pattern), beside=iris)

    def _best(
        self, links: Sequence[Link], compared: Property, sign: int, as_of: str | None, among: str = ""
    ) -> list[str]:
        """Return the pattern that keeps what is at the highest or lowest level that any of a list has."""
        own = Link("?most", compared, False, "?others")
        inner = [to_pattern(own, as_of, 30)]
        inner += [to_pattern(link.of("?others"), as_of, 31 + n) for n, link in enumerate(links)]
        chosen = "MAX" if sign > 0 else "MIN"
        body = "\n".join([among, *inner, f"  VALUES (?most ?of) {self._rows}"])
        return [f"  {{ SELECT ({chosen}(?of) AS ?best) WHERE {{\n{body}\n  }} }}", "  FILTER (?rank = ?best)"]
