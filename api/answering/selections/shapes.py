"""Shapes: the row of words and kinds of words that a question is to the rules of the grammar."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from api.answering.question.asked.sought import is_kind_noun
from api.answering.question.entities import EntityIndex, Known
from api.answering.question.reading import FrameUse, Mention, Reading
from api.answering.question.words.words import ADVERBS, ORDINALS
from api.answering.selections.field_parts import FieldParts
from api.answering.selections.shape import Part, Shape
from kg.language.dates import find_dates
from kg.language.words import NUMBER_WORDS
from ontology import Field, Frame, Place
from ontology.model import ROOT_CLASS
from ontology.roles import PropertyRole, Role

_SMALL_NUMBER = re.compile(r"\d{1,3}")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
# Words that change nothing of what is asked, unless they are an end of a period: "between 2020 and now".
_FILLERS = ADVERBS | {"please", "roughly", "approximately"}
# Nouns for agents of any kind.
_BODIES = frozenset(
    """company companies organization organizations organisation organisations institution institutions firm firms
    vendor vendors business businesses corporation corporations""".split()
)
# Words for being taken in by a home, beside those of the lexicon; words for groups of members.
_TAKEN_IN = frozenset("admitted admit admits welcomed onboarded".split())
# Nouns for whatever a file of records lists.
_ENTRIES = frozenset("items item entries entry things".split())
_TIERS = frozenset("tier tiers".split())
# The name of what comes to a level alone: who was promoted in 2020 did not join then.
RISING = "rising"
_TO_AN_END = frozenset("and to until till than or".split())
_NAMES = (
    (Role.HEADING, "<heading>"), (Role.GROUP, "<heading>"), (Role.HOST, "<host>"), (Role.WORK, "<work>"),
)  # fmt: skip
_NOUNS = (
    (Role.WORK, "<noun>"), (Role.HEADING, "<heads>"), (Role.GROUP, "<heads>"), (Role.LEVEL, "<levels>"),
    (Role.VALUE, "<values>"),
)  # fmt: skip


class Shaper:
    """Find the shape of a question."""

    def __init__(
        self, field: Field, entities: EntityIndex, is_english: Callable[[str], bool], fields: FieldParts | None = None
    ) -> None:  # fmt: skip
        """`is_english` tells ordinary words; `fields`: the fields of records, where there are records."""
        self._entities = entities
        self._is_english = is_english
        self._fields = fields
        self._field = field
        self._ontology = field.ontology
        self._properties = field.ontology.properties
        frames = [frame for frame in field.lexicon.frames if frame.is_noun]
        pairs = [(frame, name) for frame in frames if (name := self._find_belonging(frame)) is not None]
        self._members = {form for frame, _ in pairs for form in frame.forms}
        self.belonging = next((name for _, name in pairs), None)

    def is_word(self, mention: Mention) -> bool:
        """Tell whether a name is written as an ordinary word, and may as well be one."""
        return mention.is_small and self._is_english(mention.surface.lower())

    @property
    def has_fields(self) -> bool:
        """Whether there are records."""
        return self._fields is not None

    def find_levels(self, shape: Shape) -> tuple[str, ...]:
        """Return the labels of the levels that a question names, as nouns or as verbs."""
        return tuple(dict.fromkeys(label for part in shape.parts if (label := self.find_level(part)) is not None))

    def find_level(self, part: Part) -> str | None:
        """Return the label of the level that a part names, as a noun or as a verb."""
        if part.kind in {"<level>", "<done>"} and part.mention is not None:
            return part.mention.entity.label
        level = self._field.known(part.name or "") if part.kind == "<reach>" else None
        return level.label if level is not None else None

    def _find_belonging(self, frame: Frame) -> str | None:
        """Return the property by which a noun ties agents to the home of works: "member" is said of both."""
        senses = [self._properties[sense] for sense in frame.senses]
        hosts = any(PropertyRole.HOSTING in found.roles for found in senses)
        return next((p.name for p in senses if hosts and not p.literal and p.domain == ("Agent",)), None)

    def shape(self, reading: Reading) -> Shape:
        """Return the shape of a question."""
        return Shape(tuple(self._parts(reading)))

    def shape_plainly(self, reading: Reading) -> Shape:
        """Return the shape of a question in which an ordinary word is no name, though something is called so."""
        return Shape(tuple(self._to_plain(part, reading) for part in self._parts(reading)))

    def _parts(self, reading: Reading) -> Iterator[Part]:
        named = {m.first: m for m in (*reading.mentions, *reading.excluded, *reading.choice)}
        dates = list(find_dates(reading.text))
        fields = self._fields.read(reading, named, self._is_plain) if self._fields is not None else {}
        n = 0
        before: Known | None = None
        while n < len(reading.words):
            word = reading.words[n]
            if n in fields:
                yield fields[n]
                n, before = fields[n].last + 1, None
                continue
            dated = next(((span, date) for span, date in dates if span.start <= word.start < span.end), None)
            mention = named.get(n) or self._find_group(n, reading)
            if mention is not None:
                if mention.entity != before:  # "The Update Framework (TUF)" is named once
                    yield self._named(mention, reading)
                n, before = mention.last + 1, mention.entity
                continue
            before = None
            if dated is not None:
                last = max(m for m, other in enumerate(reading.words) if other.start < dated[0].end)
                yield Part(n, last, "<date>", name=dated[1])
                n = last + 1
                continue
            if word.lower == "yet" and reading.lowers[n + 1 : n + 2] == ("to",):
                yield Part(n, n, "not")  # "have yet to graduate"
                n += 1
                continue
            if word.lower in _FILLERS and (n == 0 or reading.lowers[n - 1] not in _TO_AN_END):
                n += 1
                continue
            uses = [use for use in reading.frames if use.first == n]
            last = max((use.last for use in uses), default=n)
            yield from self._plain(word.lower, n, last, uses)
            n = last + 1

    def _is_plain(self, n: int, reading: Reading) -> bool:
        """Tell whether a word is none of those that selections are made of."""
        uses = [use for use in reading.frames if use.first == use.last == n]
        kind = next(self._plain(reading.lowers[n], n, n, uses)).kind
        return kind == "<other>" or not kind.startswith("<")

    def _find_group(self, n: int, reading: Reading) -> Mention | None:
        """Return the group of agents that an ordinary word before the noun for them names: "nonprofit members"."""
        if n + 1 >= len(reading.words) or self._find_agents(reading.lowers[n + 1]) is None:
            return None
        groups = (k for k in self._entities.find(reading.words[n].text) if self._ontology.plays(k.type, Role.GROUP))
        known = next(groups, None)
        return Mention(n, n, reading.words[n].text, (known,)) if known is not None else None

    def _named(self, mention: Mention, reading: Reading) -> Part:
        """Return the part of a name, with the level that its word may imply as a verb.

        A name that ends in the noun for agents of a host says who is meant, and not what they stand under: "X members".
        """
        agents = self._find_agents(reading.lowers[mention.last])
        if agents is not None and self._ontology.plays(mention.entity.type, Role.HEADING):
            return Part(mention.first, mention.last, "<noun>", name=agents)
        level = self._field.lexicon.class_of.get(reading.lowers[mention.last], "")
        if self._ontology.plays(level, Role.LEVEL) and not self._ontology.plays(mention.entity.type, Role.LEVEL):
            return Part(mention.first, mention.last, "<levels>", name=level)  # "maturity level", where it is a name
        word = (mention.entity.label if mention.close else mention.surface).lower()
        kinds = ((Role.LEVEL, "<done>" if self._is_participle(word) else "<level>"), *_NAMES)
        kind = next((kind for role, kind in kinds if self._ontology.plays(mention.entity.type, role)), "<name>")
        return Part(mention.first, mention.last, kind, mention)

    def _find_agents(self, lower: str) -> str | None:
        """Return the class of those whom a noun means that belong to a host: "members", "companies"."""
        if self.belonging is None:
            return None
        kind = self._ontology.properties[self.belonging].domain[0]
        class_of = self._field.lexicon.class_of
        body = lower in _BODIES and self._ontology.is_a(class_of.get(lower, kind), kind)
        return kind if body or lower in self._members else None

    def _plain(self, lower: str, first: int, last: int, uses: list[FrameUse]) -> Iterator[Part]:
        """Yield the parts of words that name nothing: "haven't" is "have" and "not"."""
        if first == last and lower.endswith("n't"):
            yield Part(first, last, lower.removesuffix("n't"))
            yield Part(first, last, "not")
            return
        noun = self._read_noun(lower, uses) if first == last else self._read_level_noun(uses)
        said = noun or self._read_verb([use for use in uses if use.frame.is_verb and use.last == last])
        kind, name = said or (_read_number(lower) if first == last else ("<other>", None))
        yield Part(first, last, kind, name=name)

    def _read_noun(self, lower: str, uses: list[FrameUse]) -> tuple[str, str | None] | None:
        """Return the kind of a noun, or of a word for being taken in, and the class that it names."""
        agents = self._find_agents(lower)
        if agents is not None:
            return "<noun>", agents
        if lower in _ENTRIES:
            return "<noun>", ROOT_CLASS
        if lower in _TIERS and self.belonging:
            return "<heads>", self._ontology.class_for(Role.GROUP)
        if lower in _TAKEN_IN:
            return "<come>", None
        name = None if is_kind_noun(lower, self._field) else self._field.lexicon.class_of.get(lower)
        kind = next((kind for role, kind in _NOUNS if self._ontology.plays(name or "", role)), None)
        if kind is not None:
            return kind, name
        heading = next((name for use in uses if (name := self._find_heading_class(use))), None)
        return ("<heads>", heading) if heading is not None else None

    def _read_level_noun(self, uses: list[FrameUse]) -> tuple[str, str | None] | None:
        """Return the kind of a noun of several words for levels: "maturity level"."""
        senses = [self._properties[use.frame.senses[0]] for use in uses if use.frame.is_noun]
        ends = [name for found in senses if found.changes_over_time for name in found.range]
        level = next((name for name in ends if self._ontology.plays(name, Role.LEVEL)), None)
        return ("<levels>", level) if level is not None else None

    def _read_verb(self, verbs: list[FrameUse]) -> tuple[str, str | None] | None:
        """Return the kind of a verb: of reaching a level, with that level, or of coming somewhere."""
        reached = next((known.iri for use in verbs if (known := self._field.find_fixed_object(use.frame))), None)
        if reached is not None:
            return "<reach>", reached
        if not any(map(self._comes, verbs)):
            return None
        rises = all(self._properties[sense].changes_over_time for use in verbs for sense in use.frame.senses)
        return "<come>", RISING if rises else None

    def _find_heading_class(self, use: FrameUse) -> str | None:
        """Return the class of headings that the noun for standing under one names: "heading"."""
        if not use.frame.is_noun or Place.COPULATIVE not in use.frame.object_places:
            return None
        ends = self._properties[use.frame.senses[0]].range
        return next((kind for kind in ends if self._ontology.plays(kind, Role.HEADING)), None)

    def _comes(self, use: FrameUse) -> bool:
        """Tell whether a verb says that a work came somewhere: to a home, to a level."""
        found = [self._properties[sense] for sense in use.frame.senses]
        places = any(PropertyRole.PLACING in p.roles for p in found)
        comes = any(p.changes_over_time or p.roles & {PropertyRole.JOINING, PropertyRole.HOSTING} for p in found)
        return comes and not places

    def _to_plain(self, part: Part, reading: Reading) -> Part:
        """Return a part as a plain word where a name in small letters may be one."""
        named = part.mention if part.kind in {"<work>", "<name>"} else None
        if named is not None and named.is_small and (named.close or self.is_word(named)):
            return Part(part.first, part.last, reading.lowers[part.last])
        return part

    def _is_participle(self, word: str) -> bool:
        """Tell whether the word for a level also says that it was reached: "graduated", not "incubating"."""
        frames = self._field.lexicon.by_form.get(word, ())
        return word.endswith("ed") and any(f.is_verb and f.fixed_object for f in frames)


def _read_number(lower: str) -> tuple[str, str | None]:
    """Return the kind of a number, with it in figures; of any other word the word itself."""
    number = _to_ordinal(lower)
    if number is not None:
        return "<ordinal>", str(number)
    if lower in NUMBER_WORDS[2:]:
        return "<number>", str(NUMBER_WORDS.index(lower))
    return ("<number>", lower) if _SMALL_NUMBER.fullmatch(lower) else (lower, None)


def _to_ordinal(lower: str) -> int | None:
    """Return the number of "second" or "2nd"."""
    written = _ORDINAL.fullmatch(lower)
    return ORDINALS.get(lower) or (int(written[1]) if written is not None else None)
