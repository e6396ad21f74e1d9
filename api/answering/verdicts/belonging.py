"""Belonging: yes or no to "is X a company", "are X and Y in the same category", "is any project of X archived"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from api.answering.graph.facts.evidence import EvidenceReader, Source
from api.answering.graph.facts.results import Result
from api.answering.question.reading import Form, FrameUse, Mention, Reading
from api.answering.question.words.words import ARTICLES, BE
from api.answering.verdicts.sameness import SamenessReader
from indexer.tokens import find_tokens
from ontology import Field
from ontology.roles import PropertyRole, Role

Verdict = tuple[bool, Sequence[Source]]


class BelongingReader:
    """Tell whether things are of a kind, share a value, or exist at all; `None` where the graph does not tell."""

    def __init__(self, evidence: EvidenceReader, find: Callable[[Reading], Result | None], field: Field) -> None:
        """`find` answers an open reading by the graph."""
        self._evidence = evidence
        self._find = find
        self._field = field
        self._ontology = field.ontology
        self._sameness = SamenessReader(field)

    def judge(self, reading: Reading) -> Verdict | None:
        """Return yes or no with the statements that say so."""
        return (
            self._share(reading) or self._is_of_class(reading) or self._stands_under(reading) or self._exists(reading)
        )

    def _share(self, reading: Reading) -> Verdict | None:
        """Compare the values of two things: "are X and Y written in the same language"."""
        found = self._sameness.find(reading)
        if found is None or len(reading.mentions) < 2:
            return None
        values = [self._evidence.told_of(mention.entity.iri, {found.name}) for mention in reading.mentions[:2]]
        one, other = ({s.object.iri for s in sources} for sources in values)
        if not one or not other:
            return None
        common = one & other
        told = [next((s for s in sources if s.object.iri in common), sources[0]) for sources in values]
        return bool(common), told

    def _is_of_class(self, reading: Reading) -> Verdict | None:
        """Compare the class of the one thing named, or what it is told to be, with the noun of "is X a NOUN"."""
        if len(reading.mentions) != 1 or reading.lowers[0] not in BE:
            return None
        mention = reading.mentions[0]
        rest = reading.lowers[mention.last + 1 :]
        if mention.first > 2 or not rest or rest[0] not in ARTICLES:
            return None
        wanted = self._field.lexicon.class_of.get(" ".join(rest[1:]))
        kind = mention.entity.type
        if wanted is None or kind == "Thing":
            return None
        told = [s for s in self._evidence.about(mention.entity.iri) if s.modality == "asserted"]
        typed = [s for s in told if s.subject.iri == mention.entity.iri and s.predicate in {"definedAs", "kindOf"}]
        if not told:
            return None
        noun = find_tokens(" ".join(rest[1:]))
        if self._ontology.is_a(kind, wanted):
            if noun == find_tokens(self._ontology.class_labels[wanted]):
                return True, (typed or told)[:1]
            # "Is X a database" asks more than whether it is software.
            said = [s for s in typed if set(noun[-1:]) & set(find_tokens(s.object.label))]
            return (True, said[:1]) if said else None
        return (False, (typed or told)[:1]) if self._ontology.are_disjoint(kind, wanted) else None

    def _stands_under(self, reading: Reading) -> Verdict | None:
        """Compare the headings that a thing stands under with the one named: "is X in the category Y"."""
        headings = reading.playing(self._ontology, Role.HEADING)
        things = [m for m in reading.mentions if m not in headings]
        placed = {n for use in reading.frames if self._places(use) for n in use.indices}
        nouns = {n for n, word in enumerate(reading.words) if word.lower in self._field.lexicon.class_of}
        if len(headings) != 1 or len(things) != 1 or reading.as_of is not None:
            return None
        if reading.unread(reading.named | placed | nouns) or not reading.worded <= (placed | nouns):
            return None
        if not self._ontology.plays(things[0].entity.type, Role.WORK):
            return None
        if not placed and not self._is_place(headings[0], reading):
            return None  # "is X a tracing system" asks what it is
        wanted = {known.iri for known in headings[0].candidates}
        told = self._headings_of(things[0].entity.iri)
        for source in told:
            if source.object.iri in wanted:
                return True, [source]
            above = self._headings_of(source.object.iri or "")
            through = next((s for s in above if s.object.iri in wanted), None)
            if through is not None:
                return True, [source, through]
        return (False, told[:2]) if told else None

    def _is_place(self, heading: Mention, reading: Reading) -> bool:
        """Tell whether a heading stands behind a preposition of place."""
        before = [lower for lower in reading.lowers[: heading.first] if lower not in ARTICLES]
        return bool(before) and before[-1] in {"in", "under", "within", "among", "into"}

    def _headings_of(self, iri: str) -> list[Source]:
        """Return what is said of the headings that a thing stands under."""
        names = {
            found.name
            for found in self._ontology.stated
            if found.range and all(self._ontology.plays(name, Role.HEADING) for name in found.range)
            if found.domain != ("Thing",)
        }
        return self._evidence.told_of(iri, names)

    def _places(self, use: FrameUse) -> bool:
        found = (self._ontology.properties[sense] for sense in use.frame.senses)
        return any(PropertyRole.PLACING in each.roles for each in found)

    def _exists(self, reading: Reading) -> Verdict | None:
        """Look for one at least: "is any project of X archived"; no where the others of the list are told."""
        lowers = reading.lowers
        if not set(lowers[:3]) & {"any", "there"}:
            return None
        nouns = (n for n, word in enumerate(lowers) if word in self._field.lexicon.class_of)
        noun = next((n for n in nouns if n not in reading.named), None)
        if noun is None:
            return None
        opened = replace(
            reading,
            form=Form.OPEN,
            asks="which",
            answer_class=self._field.lexicon.class_of[lowers[noun]],
            answer_noun=noun,
            aside=reading.aside | {n for n, word in enumerate(lowers) if word in {"any", "there"}},
        )
        found = self._find(opened)
        if found is not None and found.sources:
            return True, found.sources[:3]
        levels = {m for m in reading.mentions if self._ontology.plays(m.entity.type, Role.LEVEL)}
        frames = tuple(use for use in reading.frames if use.frame.fixed_object is None)
        if not levels and len(frames) == len(reading.frames):
            return None
        named = {n for m in levels for n in m.indices}
        named |= {n for u in reading.frames if u.frame.fixed_object for n in u.indices}
        wider = replace(
            opened,
            mentions=tuple(m for m in reading.mentions if m not in levels),
            frames=frames,
            aside=opened.aside | named,
        )
        others = self._find(wider)
        return (False, others.sources[:4]) if others is not None and others.sources else None
