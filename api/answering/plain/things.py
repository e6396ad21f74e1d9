"""Plain things: the plain question about one thing that other words mean, found by the nearness of their meanings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from api.answering.model import Answer
from api.answering.plain.sets import DENIED
from api.answering.question.asked.nouns import find_related_nouns
from api.answering.question.reading import Form, Mention, Reading
from api.answering.selections.shapes import Shaper
from api.answering.steering import DAY_TYPES, find_degrees
from indexer.meanings import RelationMeanings
from kg.store import GraphStore
from ontology import Field
from ontology.names import PROVENANCE_GRAPH
from ontology.plain_questions import PlainQuestion, find_plain_questions
from ontology.roles import Role

# How near a plain question has to come.
NEAR = 0.6
_RECORD = (
    f"SELECT ?record {{{{ GRAPH <{PROVENANCE_GRAPH}> {{{{ ?record a kg:Record ; kg:about <{{iri}}> }}}} }}}} LIMIT 1"
)
_DAY = re.compile(r"\bthe (?:\w+ )?(?:day|date) (?:on which|when|that|of)\b|\bthe day \w+ (?:was|were|did)\b", re.I)
_AMOUNT = re.compile(r"\b(?:how (?:many|much|long (?!has|have|is|was))|number of|why)\b", re.I)
_ASKING = re.compile(r"\b(?:what|which|where|who|how|when)\b", re.I)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a plain question is made of: the thing, and the words for it, its home and fields in the question."""

    thing: Mention
    noun: str
    is_agent: bool
    host: str
    levels: tuple[str, ...]
    fields: tuple[str, ...]

    def fill(self, pattern: str, level: str = "", field: str = "") -> tuple[str, str]:
        """Return a pattern as the question to ask, and as the wording to compare."""
        told = {"host": self.host, "level": level, "field": field}
        return pattern.format(thing=self.thing.entity.label, **told) + "?", pattern.format(thing=self.noun, **told)


class PlainThings:
    """Find the plain question that a question about one thing with a record means."""

    def __init__(
        self, graph: GraphStore, meanings: RelationMeanings, shaper: Shaper, has_vintages: bool, field: Field
    ) -> None:  # fmt: skip
        self._graph = graph
        self._meanings = meanings
        self._shaper = shaper
        self._ontology = field.ontology
        self._levels = {name.iri: name.label for name in field.gazetteer if field.ontology.plays(name.type, Role.LEVEL)}
        self._plain = find_plain_questions(field.sources)
        self._told = (*self._plain.told, *(self._plain.former if has_vintages else ()))

    def ask(self, reading: Reading) -> str | None:
        """Return the plain question, or None where none is near enough, or what is not told is nearer."""
        if not self._shaper.has_fields or reading.is_ahead or reading.years or _AMOUNT.search(reading.text):
            return None
        if (reading.form is Form.BOOLEAN and not _ASKING.search(reading.text)) or find_related_nouns(reading):
            return None
        if DENIED.search(reading.text) or find_degrees(reading):
            return None
        asked = self._find_asked(reading)
        if asked is None:
            return None
        told = list(self._word_told(asked, reading))
        day = _wants_day(reading)
        untold = [asked.fill(text)[1] for text in self._plain.untold if text.startswith("when ") is day]
        nearness = self._meanings.compare(_mask(reading, asked), [*(like for _, like in told), *untold])
        best, like = max(told, key=lambda pair: nearness[pair[1]], default=("", ""))
        floor = max(NEAR, *(nearness[text] for text in untold))
        return best if best and nearness[like] >= floor else None

    def misses(self, reading: Reading, found: Answer) -> bool:
        """Tell whether an answer gives no day where one is asked for, a heading for a level, or prose for a field."""
        if not self._shaper.has_fields or reading.form is not Form.OPEN:
            return False
        types = {item.type or "" for item in found.items}
        if types and _wants_day(reading):
            return bool(types - DAY_TYPES)
        headed = any(self._ontology.plays(name, Role.HEADING, Role.GROUP) for name in types)
        if types and not headed:
            return False
        kinds = {part.kind for part in self._shaper.shape(reading).parts}
        return "<levels>" in kinds and "<heads>" not in kinds if headed else "<field>" in kinds

    def _find_asked(self, reading: Reading) -> _Asked | None:
        """Return what a plain question is made of, None where a question is not about one thing with a record."""
        thing = self._find_thing(reading)
        if thing is None:
            return None
        shape = self._shaper.shape(reading)
        nouns, agent = self._plain.nouns, self._ontology.is_a(thing.entity.type, "Agent")
        host = next((f"the {p.mention.surface}" for p in shape.parts if p.kind == "<host>" and p.mention), nouns.host)
        fields = tuple(" ".join(reading.lowers[p.first : p.last + 1]) for p in shape.parts if p.kind == "<field>")
        return _Asked(thing, nouns.agent if agent else nouns.work, agent, host, self._shaper.find_levels(shape), fields)

    def _find_thing(self, reading: Reading) -> Mention | None:
        """Return the one thing with a record that a question names."""
        others = [m for m in reading.mentions if not self._ontology.plays(m.entity.type, Role.HOST, Role.LEVEL)]
        named = [m for m in others if not self._shaper.is_word(m)]
        sure = [m for m in named if not (m.close or m.is_small)] or [m for m in named if not m.close]
        return sure[0] if len({m.entity for m in sure}) == 1 and self.has_record(sure[0].entity.iri) else None

    def has_record(self, iri: str) -> bool:
        """Tell whether a record is about a thing."""
        return self._shaper.has_fields and bool(list(self._graph.select(_RECORD.format(iri=iri))))

    def _word_told(self, asked: _Asked, reading: Reading) -> Iterator[tuple[str, str]]:
        """Yield what records tell of such a thing, of the kind that is asked for: to ask, and to compare."""
        gives = "Date" if _wants_day(reading) else "Agent" if reading.asks in {"who", "whom"} else None
        kind = "agent" if asked.is_agent else "work"
        for plain in self._told:
            of_field = "{field}" in plain.ask
            if plain.of not in {None, kind} or plain.gives != gives or of_field is not bool(asked.fields):
                continue
            for filled in self._fill(plain, asked):
                ask, _ = asked.fill(plain.ask, **filled)
                yield from ((ask, asked.fill(text, **filled)[1]) for text in plain.wordings)

    def _fill(self, plain: PlainQuestion, asked: _Asked) -> Iterator[dict[str, str]]:
        """Yield the level or field of each question that may be meant; a day is that of a level, if one is named."""
        if "{field}" in plain.ask:
            yield from ({"field": name} for name in asked.fields)
        elif "{level}" in plain.ask:
            yield from ({"level": name} for name in asked.levels or self._levels.values())
        elif not (asked.levels and plain.gives):
            yield {}


def _wants_day(reading: Reading) -> bool:
    return reading.answer_class == "Date" or _DAY.search(reading.text) is not None


def _mask(reading: Reading, asked: _Asked) -> str:
    """Return a question with the noun for a thing in the place of its name."""
    words: list[str] = []
    for n, word in enumerate(reading.words):
        if n == asked.thing.first:
            while words and words[-1].lower() in asked.noun.split():
                words.pop()
            words.append(asked.noun)
        elif n not in asked.thing.indices:
            words.append(word.text)
    return " ".join(words)
