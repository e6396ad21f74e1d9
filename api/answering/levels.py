"""Levels: yes or no to "is X graduated", "have both X and Y graduated", "is neither of them archived"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from api.answering.evidence import EvidenceReader, Source
from api.answering.reading import Mention, Reading
from api.answering.words import ARTICLES
from ontology import Field
from ontology.roles import Role

_JOINTS = frozenset(["and", "or", "nor"])


@dataclass(frozen=True, slots=True)
class LevelVerdict:
    """What holds of the things asked about: the statement of each; `holds`: whether that is the level asked for.

    `choice`: several levels are put to choice.
    """

    sources: tuple[Source, ...]
    holds: bool
    choice: bool = False


class LevelReader:
    """Compare values that change over time with the one that a question asks about."""

    def __init__(self, evidence: EvidenceReader, field: Field) -> None:
        self._evidence = evidence
        self._ontology = field.ontology
        self._changing = [found.name for found in field.ontology.changing]

    def judge(self, reading: Reading) -> LevelVerdict | None:
        """Return what holds, or None where a question asks for no level, or of one thing none is told."""
        wanted = [m for m in reading.mentions if self._ontology.plays(m.entity.type, Role.LEVEL)]
        fixed = [use.frame.fixed_object for use in reading.frames if use.frame.fixed_object]
        things = self._find_things(reading)
        if not things or not (wanted or fixed) or not self._changing:
            return None
        asked = wanted[0].entity.label if wanted else str(fixed[0])
        told = [source for thing in things if (source := self._find_latest(thing, reading)) is not None]
        if len(told) < len(things):
            return None
        lowers = {word.lower for word in reading.words}
        choice = len({m.entity.iri for m in wanted}) > 1 and "or" in lowers
        return LevelVerdict(tuple(told), _holds([s.object.label == asked for s in told], lowers), choice)

    def _find_things(self, reading: Reading) -> list[Mention]:
        """Return the first thing that may have a level, with those joined to it."""
        named = [
            m for m in reading.mentions if self._ontology.plays(m.entity.type, Role.WORK) or m.entity.type == "Thing"
        ]
        things = named[:1]
        for mention in named[1:]:
            between = {word.lower for word in reading.words[things[-1].last + 1 : mention.first]}
            if not between & _JOINTS or between - _JOINTS - ARTICLES:
                break
            things.append(mention)
        return things

    def _find_latest(self, thing: Mention, reading: Reading) -> Source | None:
        """Return the statement of the level that a thing has, by the day asked about where one is."""
        sources = [
            s for s in self._evidence.said_of(thing.entity.iri)
            if s.predicate == self._changing[0] and s.modality == "asserted"
            and (reading.as_of is None or s.since is None or s.since[: len(reading.as_of)] <= reading.as_of)
        ]  # fmt: skip
        if reading.as_of and any(s.since for s in sources):
            sources = [s for s in sources if s.since]
        return max(sources, key=lambda s: (s.since or "", s.confidence), default=None)


def _holds(each: Sequence[bool], lowers: set[str]) -> bool:
    """Tell what "neither", "either" and "both" make of what holds of each thing."""
    if "neither" in lowers:
        return not any(each)
    return any(each) if lowers & {"either", "or"} else all(each)
