"""Asked events: what a question asks the day of, or what happened on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from api.answering.graph.plans.patterns import Link, to_dated
from api.answering.graph.plans.values import to_term
from api.answering.question.reading import FrameUse, Mention, Reading
from api.answering.question.words.words import ARTICLES, BE, MODALS, NOW
from ontology import Field, Ontology, Property
from ontology.roles import PropertyRole, Role

_TO = frozenset(["to", "into"])
_LATELY = frozenset("recently recent newly last latest newest".split())


@dataclass(frozen=True)
class Event:
    """Something that happens to a thing on a day: it joins (a property of days), or it reaches a level.

    `read`: the indices of the words that say so.
    """

    property: Property
    level: str | None
    read: frozenset[int]

    def to_pattern(self, item: str, day: str, number: int) -> str:
        """Return the SPARQL that binds the day, as a string, on which it happened to `item`."""
        if self.level is None:
            return f"  {item} kg:{self.property.name} ?date{number} BIND (STR(?date{number}) AS {day})"
        return to_dated(f"?event{number}", item, self.property, to_term(self.level), day)

    def to_link(self) -> Link:
        """Return the link whose statements tell of the event."""
        if self.level is None:
            return Link("?date", self.property, False)
        return Link(self.level, self.property, False)


def find_level_property(kind: str, ontology: Ontology) -> Property | None:
    """Return the property that gives things a level of a class, None where no property does."""
    return next((found for found in ontology.changing if ontology.may_be(kind, found.range)), None)


def with_class(reading: Reading, field: Field) -> Reading:
    """Return a reading with the class that "what is the oldest ... project" asks for, where it has none."""
    if reading.answer_class is not None:
        return reading
    for n, word in enumerate(reading.words):
        name = field.lexicon.class_of.get(word.lower)
        if n not in reading.named and name is not None and field.ontology.plays(name, Role.WORK):
            return replace(reading, answer_class=name, answer_noun=n)
    return reading


def of_anything(reading: Reading, event: Event, field: Field) -> Reading:
    """Return a reading of "what joined in 2016" and "who graduated" as one that asks for works."""
    work = field.ontology.class_for(Role.WORK)
    whoever = reading.answer_class == "Agent" and event.level is not None
    if reading.answer_noun is not None or reading.asks not in {"what", "who", "which"}:
        return reading
    if not (whoever or reading.answer_class is None) or reading.playing(field.ontology, Role.WORK):
        return reading
    place = next(n for n, word in enumerate(reading.words) if word.lower == reading.asks)
    following = reading.lowers[place + 1] if place + 1 < len(reading.words) else ""
    if reading.asks == "which" and following not in {"one", "ones"} | BE | MODALS:
        return reading
    place += following in {"one", "ones"}
    return replace(reading, answer_class=work, answer_noun=place)


def _is_so_now(level: Mention, reading: Reading) -> bool:
    """Tell whether a level is told as what is so: "are graduated", "are still in the sandbox"."""
    before = [lower for lower in reading.lowers[: level.first] if lower not in ARTICLES]
    place = before[:-1] if before[-1:] in (["in"], ["at"]) and "still" in before[-2:] else before
    return place[-1:] != [] and place[-1] in NOW | {"is", "are"}


class EventReader:
    """Read which event a question asks about."""

    def __init__(self, field: Field) -> None:
        self._field = field
        self._ontology = field.ontology

    def read(self, reading: Reading) -> Event | None:
        """Return the event of a question, None where it words none."""
        return self._find_event(reading) or self._age(reading)

    def read_coming(self, reading: Reading) -> Event | None:
        """Return the event of a question that compares days: coming to a home is joining there, too."""
        joining = (
            self._ontology.joining if self._comes(reading) and reading.playing(self._ontology, Role.HOST) else None
        )
        return self.read(reading) or (Event(joining, None, frozenset()) if joining is not None else None)

    def find_places(self, reading: Reading) -> list[int]:
        """Return where a question words events, each place once: "joined" and "graduated"."""
        worded = {
            use.first
            for use in reading.verbs
            if (use.frame.fixed_object or any(self._is_day(sense) for sense in use.frame.senses))
        }
        levels = reading.playing(self._ontology, Role.LEVEL)
        return sorted(worded | {m.first for m in levels if self._is_participle(m, reading)})

    def _find_event(self, reading: Reading) -> Event | None:
        """Return the event a question words: a verb that implies a level, a move to a level, or joining."""
        verbs = [use for use in reading.frames if not use.frame.is_adjective]
        kinds = self._field.lexicon.class_nouns  # "projects" says what, and not that it came to be so
        moving = [use for use in verbs if self._moves(use.frame.senses) and use.frame.lemma not in kinds]
        moves = {n for use in moving for n in use.indices}
        for use in verbs:
            known = self._field.find_fixed_object(use.frame)
            if known is not None:
                found = self._ontology.properties[use.frame.senses[0]]
                return Event(found, known.iri, use.indices | moves)
        return self._reached(reading, moves) or self._joined(verbs, moves)

    def _reached(self, reading: Reading, moves: set[int]) -> Event | None:
        """Return a move to a level that a question names: "when did X become incubating".

        Of "from this level to that one" the latter is reached. `moves`: the words for moving and joining.
        """
        for mention in sorted(reading.mentions, key=lambda m: reading.lowers[max(0, m.first - 1)] not in _TO):
            if not self._ontology.plays(mention.entity.type, Role.LEVEL) or _is_so_now(mention, reading):
                continue
            following = reading.lowers[mention.last + 1] if mention.last + 1 < len(reading.words) else ""
            ahead = set(reading.lowers[max(0, mention.first - 2) : mention.first])
            happens = self._is_participle(mention, reading) or following == "since" or bool(ahead & _LATELY)
            level = find_level_property(mention.entity.type, self._ontology)
            if level is not None and (happens or (moves and min(moves) < mention.first)):
                return Event(level, mention.entity.iri, mention.indices | moves)
        return None

    def _joined(self, verbs: Sequence[FrameUse], moves: set[int]) -> Event | None:
        """Return joining, where a word of a question says it in any of its forms."""
        forms = (form for use in verbs for form in use.frame.forms)
        frames = (frame for form in forms for frame in self._field.lexicon.by_form.get(form, ()))
        joins = next((sense for frame in frames for sense in frame.senses if self._is_day(sense)), None)
        return Event(self._ontology.properties[joins], None, frozenset(moves)) if joins is not None else None

    def _age(self, reading: Reading) -> Event | None:
        """Return joining as the event of "the oldest project", "which is older" and "when did X become one of Y"."""
        lowers = set(reading.lowers)
        choice = lowers & {"or", "than"} and lowers & {"older", "younger", "newer"}
        aged = lowers & {"oldest", "newest", "youngest", "longest"} and self._ontology.plays(
            reading.answer_class or "", Role.WORK
        )
        comes = bool(lowers & {"become", "became", "part", "member", "been"}) or self._comes(reading)
        hosted = reading.answer_class == "Date" and comes
        member = "member" in lowers and any(self._ontology.is_a(m.entity.type, "Agent") for m in reading.mentions)
        at_home = hosted and (member or bool(reading.playing(self._ontology, Role.HOST)))
        if not aged and not choice and not at_home:
            return None
        found = self._ontology.joining
        return Event(found, None, frozenset()) if found is not None else None

    def _comes(self, reading: Reading) -> bool:
        """Tell whether a verb may say that something came to a home."""
        senses = (self._ontology.properties[sense] for use in reading.verbs for sense in use.frame.senses)
        return any(PropertyRole.HOSTING in found.roles for found in senses)

    def _is_participle(self, mention: Mention, reading: Reading) -> bool:
        """Tell whether a level is told as what happened ("graduated in 2020"), and not as what is so."""
        word = reading.lowers[mention.first]
        frames = self._field.lexicon.by_form.get(word, ())
        verb = any(f.is_verb and f.fixed_object for f in frames)
        return verb and word.endswith("ed") and (reading.answer_noun is None or mention.first > reading.answer_noun)

    def _moves(self, senses: Sequence[str]) -> bool:
        found = (self._ontology.properties[sense] for sense in senses)
        return any(p.changes_over_time or p.roles & {PropertyRole.HOSTING, PropertyRole.JOINING} for p in found)

    def _is_day(self, sense: str) -> bool:
        return PropertyRole.JOINING in self._ontology.properties[sense].roles
