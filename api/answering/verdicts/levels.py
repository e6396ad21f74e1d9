"""Levels and days: yes or no to "is X graduated", "is neither X nor Y", "did X join before Y", "did X join in 2018"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from api.answering.graph.facts.evidence import EvidenceReader, Source
from api.answering.graph.plans.asked_events import Event, EventReader
from api.answering.graph.plans.periods import find_period
from api.answering.graph.plans.ranks import RankReader
from api.answering.question.reading import Mention, Reading
from api.answering.question.words.words import ARTICLES, DO
from ontology import Field
from ontology.roles import Role

# Of so many words more it is not the level alone that is asked: "did the guide consider X a candidate for it".
MOST_BESIDE = 2
_ONLY = re.compile(r"\b(?:only|nothing but|none but)\b", re.IGNORECASE)
_JOINTS = frozenset(["and", "or", "nor"])
_EARLIER = frozenset("before earlier sooner older".split())
_LATER = frozenset("after later younger newer".split())
_LEFT = frozenset("left leave leaves leaving".split())


@dataclass(frozen=True, slots=True)
class LevelVerdict:
    """What holds of the things asked about: the statement of each; `holds`: whether that is the level asked for.

    `others`: where it does not hold, what a sentence says of the only things of that level.
    """

    sources: tuple[Source, ...]
    holds: bool
    others: tuple[Source, ...] = ()


class LevelReader:
    """Compare values that change over time, and the days on which things happened, with what a question asks about."""

    def __init__(self, evidence: EvidenceReader, field: Field) -> None:
        self._evidence = evidence
        self._field = field
        self._ontology = field.ontology
        self._events = EventReader(field)
        self._ranks = RankReader(field)
        self._changing = [found.name for found in field.ontology.changing]

    def judge(self, reading: Reading) -> LevelVerdict | None:
        """Return what holds, or None where a question asks for no level and no day, or of one thing none is told."""
        lowers = set(reading.lowers)
        works = self._find_works(reading)
        ranked = self._rank(works, reading) if "than" in lowers and len(works) == 2 else None
        if ranked is not None:
            return ranked
        if lowers & (_EARLIER | _LATER) and len(works) == 2:
            return self._compare(works, reading, bool(lowers & _EARLIER))
        return self._happened(works, reading) or self._hold(works, reading, lowers)

    def _hold(self, works: Sequence[Mention], reading: Reading, lowers: set[str]) -> LevelVerdict | None:
        """Compare the levels that things have with the one asked about."""
        wanted = reading.playing(self._ontology, Role.LEVEL)
        fixed = [known.iri for use in reading.frames if (known := self._field.find_fixed_object(use.frame)) is not None]
        things = _find_joined(works, reading)
        rest = [n for n in reading.unnamed if n not in reading.worded]
        if not things or not (wanted or fixed) or not self._changing or len(rest) > MOST_BESIDE:
            return None
        asked = wanted[0].entity.iri if wanted else fixed[0]
        told = [source for thing in things if (source := self._find_latest(thing, reading)) is not None]
        if len(told) < len(things):
            return None
        if "ever" in lowers:
            told = [self._find_ever(thing, asked) or source for thing, source in zip(things, told, strict=True)]
        holds = _holds([s.object.iri == asked for s in told], lowers)
        others = self._find_only(told, wanted[0]) if wanted and not holds else ()
        return LevelVerdict(tuple(told), holds, others)

    def _find_ever(self, thing: Mention, level: str) -> Source | None:
        """Return the statement of a level that a thing has or once had."""
        said = self._evidence.said_of(thing.entity.iri)
        levels = (s for s in said if s.predicate in self._changing and s.modality in {"asserted", "former"})
        return next((s for s in levels if s.object.iri == level), None)

    def _find_only(self, told: Sequence[Source], level: Mention) -> tuple[Source, ...]:
        """Return what the documents of some statements say of the only things that have a level; nothing of others.

        "X is only in the sandbox" does not say that X alone is there: whatever else is has statements of its own.
        """
        documents = {source.document for source in told}
        there = [
            source
            for source in self._evidence.ending_in(self._changing[0], level.entity.iri)
            if source.document in documents and source.modality == "asserted"
        ]
        quote = next((source.quote for source in there if _ONLY.search(source.quote)), None)
        found = [source for source in there if source.quote == quote]
        things = {source.subject.iri for source in found}
        return tuple(found) if all(source.subject.iri in things for source in there) else ()

    def _rank(self, works: Sequence[Mention], reading: Reading) -> LevelVerdict | None:
        """Compare the levels of two things by their order."""
        found = self._ranks.find_property(reading)
        told = [source for thing in works if found and (source := self._find_latest(thing, reading)) is not None]
        ranks = [self._ranks.ranks.get(source.object.iri or "") for source in told]
        if found is None or len(told) < 2 or ranks[0] is None or ranks[1] is None:
            return None
        return LevelVerdict(tuple(told), (ranks[0] - ranks[1]) * found[1] > 0)

    def _compare(self, works: Sequence[Mention], reading: Reading, earlier: bool) -> LevelVerdict | None:
        """Compare the days on which the same happened to two things."""
        event = self._events.read_coming(reading)
        told = [source for thing in works if event and (source := self._find_event(thing, event)) is not None]
        if len(told) < 2:
            return None
        one, other = (_day_of(source) for source in told)
        return LevelVerdict(tuple(told), one < other if earlier else one > other)

    def _happened(self, works: Sequence[Mention], reading: Reading) -> LevelVerdict | None:
        """Tell whether something happened in a time: "did X graduate in 2020" does not ask what X was then."""
        period = find_period(reading.text)
        event = self._events.read(reading) if period is not None and len(works) == 1 else None
        if period is None or event is None:
            return None
        of_day = reading.as_of_said is not None or (event.level is not None and reading.lowers[0] not in DO)
        if of_day and "before" not in reading.lowers:  # "was X graduated in 2020" asks what it was then
            return None
        source = self._find_event(works[0], event)
        return LevelVerdict((source,), period.holds(_day_of(source))) if source is not None else None

    def _find_works(self, reading: Reading) -> list[Mention]:
        return [
            m for m in reading.mentions if self._ontology.plays(m.entity.type, Role.WORK) or m.entity.type == "Thing"
        ]

    def _find_event(self, thing: Mention, event: Event) -> Source | None:
        """Return the statement of the day on which something happened to a thing."""
        found = [
            s
            for s in self._evidence.told_of(thing.entity.iri, {event.property.name})
            if _day_of(s) and event.level in {None, s.object.iri}
        ]
        return min(found, key=_day_of, default=None)

    def _find_latest(self, thing: Mention, reading: Reading) -> Source | None:
        """Return the statement of the level that a thing has, by the day asked about where one is."""
        sources = [
            s
            for s in self._evidence.told_of(thing.entity.iri, self._changing)
            if reading.as_of is None or s.since is None or s.since[: len(reading.as_of)] <= reading.as_of
        ]
        if reading.as_of and any(s.since for s in sources):
            sources = [s for s in sources if s.since]
        last = max(sources, key=lambda s: (s.since or "", s.confidence), default=None)
        rank = None if last is None else self._ranks.ranks.get(last.object.iri or "")
        if last is None or rank is None or reading.as_of:
            return last
        # Levels are climbed: a higher one told without a date was reached after a lower one that has a date.
        undated = [s for s in sources if s.since is None]
        return max([last, *undated], key=lambda s: self._ranks.ranks.get(s.object.iri or "", 0))


def _find_joined(works: Sequence[Mention], reading: Reading) -> list[Mention]:
    """Return the first of some things with those joined to it."""
    things = list(works[:1])
    for mention in works[1:]:
        between = set(reading.lowers[things[-1].last + 1 : mention.first])
        if not between & _JOINTS or between - _JOINTS - ARTICLES:
            break
        things.append(mention)
    return things


def _day_of(source: Source) -> str:
    """Return the day that a statement gives: its value, or the day from which its value holds; empty where none."""
    return source.valid_from or ("" if source.object.iri else source.object.label)


def _holds(each: Sequence[bool], lowers: set[str]) -> bool:
    """Tell what "neither", "either", "both" and "left" make of what holds of each thing."""
    of: Callable[[Sequence[bool]], bool] = any if lowers & {"either", "or", "neither"} else all
    return of(each) != bool(lowers & ({"neither"} | _LEFT))
