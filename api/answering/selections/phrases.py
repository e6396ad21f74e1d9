"""Phrases: a noun phrase such as "sandbox projects in X that joined in 2020" as a selection, every word of it read.

Each rule of the grammar takes the words of one condition; where no rule fits, nothing is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from api.answering.graph.asked_events import Event, find_level_property
from api.answering.graph.filters import FilterReader
from api.answering.graph.patterns import Link
from api.answering.graph.periods import EVER, Period
from api.answering.question.entities import EntityIndex, Known
from api.answering.question.reading import Mention, Reading
from api.answering.selections.grammar import LIGHT, RULES
from api.answering.selections.matched import (
    denies,
    find_last_day,
    find_match_period,
    find_named,
    may_be_dated,
    of_kind,
    tell_works,
)
from api.answering.selections.selection import (
    Alike,
    Among,
    AtLevel,
    Belongs,
    Condition,
    Happened,
    Selection,
    Took,
    Under,
)
from api.answering.selections.shapes import RISING, Part, Shape
from kg.naming.names import to_key
from ontology import Field, Property
from ontology.roles import Role

_BEING = frozenset("is are was were be been being".split())
_EVER = frozenset("ever once previously formerly".split())
_LENGTHS = {"day": 10, "date": 10, "month": 7, "year": 4}
_COMPARED = {"more": ">", "longer": ">", "over": ">", "at": ">=", "less": "<", "fewer": "<", "under": "<"}
_MOST_DAYS = 10  # characters of a whole day


@dataclass
class _Read:
    """What of a phrase is read so far; `target`: the class that its noun, wherever it stands, says."""

    conditions: list[Condition] = field(default_factory=list)
    exclude: list[str] = field(default_factory=list)
    noun: str | None = None
    target: str = ""
    day: tuple[str, Period] | None = None


class PhraseReader:
    """Read noun phrases."""

    def __init__(self, field_: Field, filters: FilterReader, entities: EntityIndex, belonging: str | None) -> None:
        self._field = field_
        self._ontology = field_.ontology
        self._filters = filters
        self._belonging = field_.ontology.properties[belonging] if belonging is not None else None
        self._work = field_.ontology.class_for(Role.WORK)
        headings = (k for k in entities.by_iri.values() if field_.ontology.plays(k.type, Role.HEADING))
        self._headings: dict[str, list[Known]] = {}
        for known in sorted(headings, key=lambda known: -known.degree):
            words = known.label.split()
            for word in dict.fromkeys((words[0], words[-1])):
                self._headings.setdefault(to_key(word), []).append(known)
        self._rules: dict[str, Callable[[re.Match[str], Shape, _Read, Reading], bool]] = {
            "works": self._leave_out, "aside": self._set_aside, "at": self._at, "came": self._came,
            "reached": self._reached, "level": self._level, "under": self._under, "home": self._home,
            "holds": self._holds, "noun": self._noun, "day": self._day, "among": self._among, "like": self._like,
            "owned": self._like, "skipped": self._skipped, "sharing": self._like, "attained": self._reached,
            "took": self._took, "within": self._took,
        }  # fmt: skip

    def read(self, parts: Sequence[Part], reading: Reading, noun: str | None = None) -> Selection | None:
        """Return the works that a phrase means, None where a word of it is left over or nothing says what they are.

        "Who graduated in 2020" and "graduated databases" do without the noun. `noun`: the class of what is meant where
        it is known.
        """
        shape, place = Shape(tuple(parts)), 0
        found = _Read(target=next((part.name for part in parts if part.kind == "<noun>" and part.name), self._work))
        text = shape.text
        while place < len(text):
            end = self._step(shape, text, place, found, reading)
            if end is None:
                return None
            place = end
        if found.noun is None and (noun is not None or tell_works(found.conditions)):
            found.noun = noun or self._work
        if found.noun is None and reading.asks == "who" and (all_ := self._who_joined(found)) is not None:
            return all_
        if found.noun is None or not self._settle_day(found, reading):
            return None
        conditions = tuple(dict.fromkeys((*found.conditions, *self._tell_agents(found))))
        return Selection(conditions, self._ontology.others(found.noun), tuple(dict.fromkeys(found.exclude)))

    def _who_joined(self, found: _Read) -> Selection | None:
        """Return the works and agents of "who joined in May 2020"."""
        joined = [each for each in found.conditions if isinstance(each, Happened) and each.event == self.joining]
        if len(found.conditions) != 1 or not joined or joined[0].period == EVER:
            return None
        return Selection((replace(joined[0], home=None),))

    def contents(self, parts: Sequence[Part]) -> Selection | None:
        """Return all that stands under a heading."""
        mention = next((part.mention for part in parts if part.mention is not None), None)
        path = self._filters.path_to(mention, self._work) if mention is not None else ()
        return Selection((Under(path),)) if path else None

    def any_work(self) -> Selection | None:
        """Return all works that have a home."""
        hosting = self._ontology.hosting
        return Selection((Belongs(hosting),), self._ontology.others(self._work)) if hosting is not None else None

    def _tell_agents(self, found: _Read) -> list[Condition]:
        """Return what is said of agents by their noun alone, where nothing else says what they belong to."""
        belonging = self._find_belonging(found.noun)
        said = any(isinstance(each, Under) for each in found.conditions)
        return [] if belonging is None or said else [Belongs(belonging.name)]

    def _find_belonging(self, kind: str | None) -> Property | None:
        """Return the property that ties agents to what lists them, where those of a class may be such agents."""
        return self._belonging if self._belonging is not None and kind in self._belonging.domain else None

    def _step(self, shape: Shape, text: str, place: int, found: _Read, reading: Reading) -> int | None:
        """Read the words of one rule; return where they end, or None where no rule fits."""
        for name, rule in RULES.items():
            match = rule.match(text, place)
            if match is not None and match.end() > place and (
                name == "rest" or self._rules[name](match, shape, found, reading)
            ):  # fmt: skip
                return match.end()
        word = text[place:].partition(" ")[0]
        return place + len(word) + 1 if word in LIGHT else None

    def read_two(
        self, phrase: Sequence[Part], other: Sequence[Part], reading: Reading
    ) -> tuple[Selection, Selection] | None:
        """Return the works of two phrases that are compared, each of which may leave out what the other says.

        "Sandbox than incubating projects in X", "projects graduated in 2020 than in 2019".
        """
        ends = [phrase, *((*phrase, *other[border:]) for border in range(1, len(other)))]
        beginnings = [other, *((*phrase[:border], *other) for border in range(1, len(phrase)))]
        one = next((found for parts in ends if (found := self.read(parts, reading)) is not None), None)
        two = next((found for parts in beginnings if (found := self.read(parts, reading)) is not None), None)
        return (one.with_shared(two), two.with_shared(one)) if one is not None and two is not None else None

    def find_other_headings(self, reading: Reading) -> Iterator[Reading]:
        """Yield readings in which one word in small letters is another heading, the longest lists first: "security"."""
        for number, mention in enumerate(reading.mentions):
            if mention.is_small and self._ontology.plays(mention.entity.type, Role.HEADING):
                for known in self._headings.get(to_key(mention.surface), ())[:3]:
                    if known != mention.entity:
                        meant = replace(mention, candidates=(known,))
                        yield replace(
                            reading, mentions=(*reading.mentions[:number], meant, *reading.mentions[number + 1 :])
                        )

    def read_event(self, parts: Sequence[Part]) -> Event | None:
        """Return what happens by the words of one event."""
        levels = [part for part in parts if part.kind in {"<level>", "<done>"} and part.mention is not None]
        if levels and levels[0].mention is not None:
            return self._to_event(levels[0].mention.entity.type, levels[0].mention.entity.iri)
        reach = next((part.name for part in parts if part.kind == "<reach>"), None)
        if reach is None and any(part.name == RISING for part in parts):
            return None
        return self._to_level_event(reach) if reach is not None else self.joining

    @property
    def joining(self) -> Event | None:
        """The event of coming to a home."""
        found = self._ontology.joining
        return Event(found, None, frozenset()) if found is not None else None

    def _to_event(self, kind: str, iri: str) -> Event | None:
        found = find_level_property(kind, self._ontology)
        return Event(found, iri, frozenset()) if found is not None else None

    def _to_level_event(self, iri: str) -> Event | None:
        known = next((name for name in self._field.gazetteer if name.iri == iri), None)
        return self._to_event(known.type, iri) if known is not None else None

    def _leave_out(self, match: re.Match[str], shape: Shape, found: _Read, reading: Reading) -> bool:
        found.exclude += [mention.entity.iri for mention in find_named(match, shape, "works", "<work>")]
        return True

    def _set_aside(self, match: re.Match[str], shape: Shape, found: _Read, reading: Reading) -> bool:
        return self._add_level(match, shape, found, denied=True, as_of=None)

    def _skipped(self, match: re.Match[str], shape: Shape, found: _Read, reading: Reading) -> bool:
        """Read "that skipped the sandbox": works that never were at a level."""
        level = find_named(match, shape, "levels", "<level>", "<done>")[0].entity
        event = self._to_event(level.type, level.iri)
        if event is not None:
            found.conditions.append(Happened(event, denied=True, home=self._ontology.hosting))
        return event is not None

    def _at(self, match: re.Match[str], shape: Shape, found: _Read, reading: Reading) -> bool:
        """Read "at the sandbox level on 1 May 2021"; "not in the sandbox"."""
        levels = find_named(match, shape, "levels", "<level>", "<done>")
        if _says_ever(match) and len(levels) == 1:
            event = self._to_event(levels[0].entity.type, levels[0].entity.iri)
            return self._add_event(event, match, shape, found, reading)
        return self._add_level(match, shape, found, denies(match), find_last_day(match, shape, reading))

    def _came(self, match: re.Match[str], shape: Shape, found: _Read, reading: Reading) -> bool:
        """Read "that joined in 2020", "that moved to incubation since May 2021"."""
        event = self.read_event(shape.cut(match.start(), match.end()))
        if match["role"] and match["levels"]:
            return self._add_event(self.joining, match, shape, found, reading, event)
        return self._add_event(event, match, shape, found, reading)

    def _reached(self, match: re.Match[str], shape: Shape, found: _Read, reading: Reading) -> bool:
        """Read "that did not graduate in 2020"."""
        event = self.read_event(shape.cut(*match.span("reach")))
        return self._add_event(event, match, shape, found, reading)

    def _level(self, match: re.Match[str], shape: Shape, found: _Read, reading: Reading) -> bool:
        """Read "that are sandbox" and "graduated" before a noun as what is so, "that graduated in 2020" as what was."""
        before = set(f"{match['be']}{match['been']}".split())
        levels = find_named(match, shape, "levels", "<level>", "<done>")
        done = shape.cut(*match.span("levels"))[0].kind == "<done>"
        period = find_match_period(match, shape, reading)
        whole_day = period is not None and period.start is not None and len(period.start) == _MOST_DAYS
        behind = found.noun is not None or "<noun>" not in shape.text  # "how many graduated in 2020"
        happened = done and len(levels) == 1 and behind and not (before & _BEING and whole_day)
        if period is None:
            happened = happened and (not before & _BEING or bool(match["same"]))
        if happened or (_says_ever(match) and len(levels) == 1):
            event = self._to_event(levels[0].entity.type, levels[0].entity.iri)
            return self._add_event(event, match, shape, found, reading)
        return self._add_level(match, shape, found, denies(match), find_last_day(match, shape, reading))

    def _took(self, match: re.Match[str], shape: Shape, found: _Read, reading: Reading) -> bool:
        """Read "that took more than two years to graduate", "that graduated within a year of joining"."""
        begin = self.read_event(shape.cut(*match.span("begin"))) if "begin" in match.groupdict() else self.joining
        finish = self.read_event(shape.cut(*match.span("finish")))
        number = next((int(part.name or 1) for part in shape.cut(*match.span("count"))), 1)
        if begin is None or finish is None or begin == finish:
            return False
        months = number * (12 if match["unit"].startswith("year") else 1)
        found.conditions.append(Took(begin, finish, _to_compared(match["bound"]), months, denies(match)))
        return not denies(match)

    def _under(self, match: re.Match[str], shape: Shape, found: _Read, reading: Reading) -> bool:
        """Read "in the X category", "that belong to X or Y", "X" before a noun."""
        kinds = [part.name for group in ("kind", "kinds") if match[group] for part in shape.cut(*match.span(group))]
        mentions = find_named(match, shape, "headings", "<heading>")
        paths = self._find_paths([of_kind(mention, kinds) for mention in mentions], found.target)
        if not paths:
            return False
        first, rest = paths[0][0], paths[0][1:]
        if len(paths) > 1:
            first = replace(first, node="?heading", among=tuple(path[0].node for path in paths))
        found.conditions.append(Under((first, *rest), denies(match)))
        return True

    def _find_paths(self, mentions: Sequence[Mention], target: str) -> list[tuple[Link, ...]]:
        """Return the links from each of some headings to what stands under it, of one kind; none where they differ."""
        found: list[dict[tuple[tuple[str, str], ...], tuple[Link, ...]]] = []
        for mention in mentions:
            paths = (self._path_to(replace(mention, candidates=(known,)), target) for known in mention.candidates)
            kinds: dict[tuple[tuple[str, str], ...], tuple[Link, ...]] = {}
            for path in filter(None, paths):
                kinds.setdefault(tuple((link.property.name, link.item) for link in path), path)
            found.append(kinds)
        shared = next((kind for kind in found[0] if all(kind in kinds for kinds in found)), None) if found else None
        return [kinds[shared] for kinds in found] if shared is not None else []

    def _home(self, match: re.Match[str], shape: Shape, found: _Read, reading: Reading) -> bool:
        return self._stand_under(find_named(match, shape, "host", "<host>")[0], found)

    def _holds(self, match: re.Match[str], shape: Shape, found: _Read, reading: Reading) -> bool:
        """Read "does X have" behind what it has."""
        return self._stand_under(find_named(match, shape, "holder", "<host>", "<heading>")[0], found)

    def _stand_under(self, mention: Mention, found: _Read) -> bool:
        """Take the condition that the works stand below a named thing: a layer, a category, an organization."""
        path = self._path_to(mention, found.target)
        if path:
            found.conditions.append(Under(path))
        return bool(path)

    def _path_to(self, mention: Mention, target: str) -> tuple[Link, ...]:
        """Return the links from what is named to what stands under it, or to the members of a host."""
        belonging = self._find_belonging(target)
        if belonging is not None and self._ontology.plays(mention.entity.type, Role.HOST):
            return (Link(mention.entity.iri, belonging, False),)
        return self._filters.path_to(mention, target)

    def _among(self, match: re.Match[str], shape: Shape, found: _Read, reading: Reading) -> bool:
        """Read "of X, Y and Z": works that are named, of which some are asked for."""
        works = find_named(match, shape, "works", "<work>")
        found.conditions.append(Among(tuple(dict.fromkeys(mention.entity.iri for mention in works))))
        found.noun = found.noun or self._work
        return True

    def _like(self, match: re.Match[str], shape: Shape, found: _Read, reading: Reading) -> bool:
        """Read "in the same category as X", "that share level and layer with X"."""
        like = find_named(match, shape, "like", "<work>", "<name>")[0].entity
        for part in shape.cut(*match.span("shared")):
            path = self._find_shared(part.name, like.type) if part.name is not None else None
            if path is not None:
                found.conditions.append(Alike(like.iri, path, denies(match)))
            elif part.name is not None:
                return False
        found.exclude.append(like.iri)
        return True

    def _find_shared(self, wanted: str, kind: str) -> tuple[Property, ...] | None:
        """Return the properties that lead from works of a class to a level, or to a heading above them."""
        linked = (p for p in self._ontology.stated if not p.literal and p.domain != ("Thing",))
        stated = (*self._ontology.changing, *self._ontology.placing, *linked)
        last = next((p for p in stated if wanted in p.range), None)
        if last is None or self._ontology.may_be(kind, last.domain):
            return (last,) if last is not None else None
        below = self._ontology.placing_below(last)
        return (below, last) if below is not None else None

    def _noun(self, match: re.Match[str], shape: Shape, found: _Read, reading: Reading) -> bool:
        found.noun = found.noun or shape.cut(*match.span("noun"))[0].name
        return True

    def _day(self, match: re.Match[str], shape: Shape, found: _Read, reading: Reading) -> bool:
        """Keep a day that stands apart from what it is the day of: "in 2020, which projects graduated"."""
        date, period = find_last_day(match, shape, reading), find_match_period(match, shape, reading)
        if found.day is not None or date is None or period is None:
            return False
        found.day = date, period
        # In "incubating projects of 2022 that are archived" it is the day of what stands before it.
        return match.end() == len(shape.text) or found.noun is None or self._settle_day(found, reading, whole=False)

    def _settle_day(self, found: _Read, reading: Reading, whole: bool = True) -> bool:
        """Put the day that stands apart, or beside the question, into the condition that it is the day of.

        `whole`: all conditions are read.
        """
        asked = reading.as_of if whole and not reading.years else None
        if asked is not None and found.day is None:
            found.day = asked, Period(None, f"{asked}~")
        if found.day is None:
            return True
        open_ = [n for n, each in enumerate(found.conditions) if may_be_dated(each)]
        day, period = found.day
        if not open_ and whole and asked is None and period == Period(day, f"{day}~"):
            stood = [replace(c, as_of=day) if isinstance(c, Under) else c for c in found.conditions]
            found.conditions, told = stood, any(isinstance(each, Under) for each in stood)
            return told
        if len(open_) != 1:
            return not whole or (not open_ and asked is not None)
        each = found.conditions[open_[0]]
        dated = replace(each, as_of=found.day[0]) if isinstance(each, AtLevel) else each
        dated = replace(dated, period=found.day[1]) if isinstance(dated, Happened) else dated
        found.conditions[open_[0]], found.day = dated, None
        return True

    def _add_level(
        self, match: re.Match[str], shape: Shape, found: _Read, denied: bool, as_of: str | None
    ) -> bool:  # fmt: skip
        levels = find_named(match, shape, "levels", "<level>", "<done>")
        own = find_level_property(levels[0].entity.type, self._ontology) if levels else None
        if own is None:
            return False
        found.conditions.append(AtLevel(own, tuple(m.entity.iri for m in levels), denied, as_of))
        return True

    def _add_event(
        self,
        event: Event | None,
        match: re.Match[str],
        shape: Shape,
        found: _Read,
        reading: Reading,
        together: Event | None = None,
    ) -> bool:
        if event is None:
            return False
        belonging = self._find_belonging(found.target)
        home = belonging.name if belonging is not None else self._ontology.hosting
        period = find_match_period(match, shape, reading) or EVER
        groups = match.groupdict()
        like = find_named(match, shape, "like", "<work>") if groups.get("same") else []
        order = ">" if (groups.get("order") or "=")[:2] in {"af", "la"} else "<" if groups.get("order") else "="
        length = _LENGTHS.get(groups.get("unit") or "day", 0)
        same = (like[0].entity.iri, length, order) if like else None
        found.conditions.append(Happened(event, period, denies(match), home, together, same))
        found.exclude += [mention.entity.iri for mention in like]
        return True


def _says_ever(match: re.Match[str]) -> bool:
    """Tell whether the words of a level ask for what was so at any time."""
    return bool(match["ever"]) or not _EVER.isdisjoint(f"{match['be']}{match['been']}".split())


def _to_compared(bound: str) -> str:
    """Return how SPARQL writes "more than", "at least", "within"."""
    return "<=" if bound in {"within", "up to", "at most"} else _COMPARED[bound.split()[0]]
