"""Chains: two relations joined, where a question describes a thing by one and asks the other of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from api.answering.graph.plans.links import Linker
from api.answering.graph.plans.patterns import Link
from api.answering.graph.plans.queries import Kept, Plan, PlanKind
from api.answering.question.places import End, find_end
from api.answering.question.reading import FrameUse, Mention, Reading
from api.answering.question.words.words import ARTICLES
from ontology import Field
from ontology.roles import Role

_PURPOSE = frozenset(("to", "for"))


@dataclass(frozen=True, slots=True)
class _Described:
    """A thing that a question describes by a relation to a name: the words that do, its class, the relation's links.

    `read`: the words that the description accounts for.
    """

    span: tuple[int, int]
    mention: Mention
    kind: str
    links: tuple[Link, ...]
    read: frozenset[int]


class ChainPlanner:
    """Plan questions such as "the language of the tool that replaced X"."""

    def __init__(self, field: Field, linker: Linker) -> None:
        self._field = field
        self._linker = linker

    def plans(self, reading: Reading) -> Iterator[Plan]:
        """Yield plans of two relations: the thing described by one is what the other is asked of."""
        for inner in reading.frames:
            for mention in reading.mentions:
                thing = self._describe(inner, mention, reading)
                if thing is None:
                    continue
                first, last = thing.span
                for outer in reading.frames:
                    if first <= outer.first <= last or outer.frame.fixed_object:
                        continue
                    end = find_end(outer, first, last, reading.words)
                    if end is not None and not _is_filled(outer, end, thing, reading):
                        yield from self._chain(thing, outer, end.is_subject, reading)

    def _describe(self, inner: FrameUse, mention: Mention, reading: Reading) -> _Described | None:
        """Return what a relation to a name describes in a question, if anything."""
        end = find_end(inner, mention.first, mention.last, reading.words)
        span = self._find_span(inner, mention, reading)
        if end is None or span is None or self._names_work(span, mention, reading):
            return None
        kind = self._class_at(reading, span)
        loose = replace(reading, answer_class=kind)
        links = self._linker.links(inner, mention.entity.iri, mention.entity.type, end.is_subject, loose)
        read = self._find_read(span, inner, mention, reading)
        return _Described(span, mention, kind or "Thing", tuple(links), read)

    def _chain(self, thing: _Described, outer: FrameUse, is_subject: bool, reading: Reading) -> Iterator[Plan]:
        """Yield the plans that ask a relation of what is described."""
        read = thing.read | self._linker.words_of(outer, reading)
        # What a thing at the end of a question is for says more of it: "the tool that X uses to read logs".
        end = thing.span[1] + 1
        if outer.last < thing.span[0] and _PURPOSE & set(reading.lowers[end : end + 1]):
            end = len(reading.words)
        others = tuple(
            m.entity.iri
            for m in reading.mentions
            if m is not thing.mention and not self._field.ontology.plays(m.entity.type, Role.HEADING, Role.LEVEL)
        )
        for first in thing.links:
            for second in self._linker.links(outer, "?thing", thing.kind, is_subject, reading):
                turned = first.node_is_subject != second.node_is_subject or first.property.symmetric
                back = first.property == second.property and turned
                if back and not set(reading.lowers) & {"else", "other", "others"}:
                    continue  # there and back: what shares a value is worded otherwise
                yield Plan(
                    links=(replace(first, item="?thing"), *self._linker.path(second, thing.kind)),
                    read=read,
                    given=(thing.mention.entity,),
                    sure=0.95,
                    asked=second.property,
                    kept=Kept(exclude=others),
                    kind=PlanKind.CHAIN,
                    described=frozenset(range(thing.span[0], end)),
                )

    def _find_read(self, span: tuple[int, int], inner: FrameUse, mention: Mention, reading: Reading) -> frozenset[int]:
        """Return the words of a description that say its relation, its name or a class, or nothing of their own."""
        known = mention.indices | self._linker.words_of(inner, reading)
        class_of = self._field.lexicon.class_of
        inside = (n for n in reading.content if span[0] <= n <= span[1] and n not in known)
        left_open = (n for n in inside if reading.lowers[n] not in class_of)
        return frozenset(range(span[0], span[1] + 1)).difference(left_open) | known

    def _names_work(self, span: tuple[int, int], mention: Mention, reading: Reading) -> bool:
        """Tell whether a description names the thing itself: "the X project in Y" is X, and no thing to be found."""
        ontology = self._field.ontology
        return any(
            span[0] <= other.first < mention.first and ontology.plays(other.entity.type, Role.WORK)
            for other in reading.mentions
        )

    def _find_span(self, use: FrameUse, mention: Mention, reading: Reading) -> tuple[int, int] | None:
        """Return the words of "the NOUN (that) ..." that describe a thing by a relation to what is mentioned."""
        words = reading.words
        if mention.last + 1 == use.first and words[mention.last].possessive and use.frame.is_noun:
            return mention.first, use.last  # "X's successor"
        first, last = min(use.first, mention.first), max(use.last, mention.last)
        if "(" in reading.text[words[first].start : words[last].start]:
            return None  # "the term operator (X)" says only where the term is at home
        tail = last + 1
        while tail < len(words) and words[tail].lower in use.frame.markers:
            last, tail = tail, tail + 1
        start = first - 1
        if use.frame.is_noun and use.first < mention.first and words[start].lower in ARTICLES | {"of"}:
            return (start if words[start].lower in ARTICLES else first), last  # "the successor of X"
        while start >= 0 and first - start <= 7:
            if start > 0 and words[start].lower == "what" and use.frame.is_verb:
                return start, last  # "what X depends on"
            if words[start].lower in ARTICLES:
                return (start, last) if start + 1 < first else None
            start -= 1
        return None

    def _class_at(self, reading: Reading, span: tuple[int, int]) -> str | None:
        """Return the class of the noun a description opens with."""
        class_of = self._field.lexicon.class_of
        for n in range(span[0], min(span[0] + 5, span[1])):
            for length in (2, 1):
                name = class_of.get(" ".join(reading.lowers[n : n + length]))
                if name is not None:
                    return name
        return None


def _is_filled(outer: FrameUse, end: End, thing: _Described, reading: Reading) -> bool:
    """Tell whether a name stands right where a relation's other end does: "a product of X based on Y" asks no base."""
    behind = [
        m
        for m in reading.mentions
        if m.first > thing.span[1]
        and m.first > outer.last
        and all(lower in ARTICLES.union(outer.frame.markers) for lower in reading.lowers[outer.last + 1 : m.first])
    ]
    ends = (find_end(outer, m.first, m.last, reading.words) for m in behind)
    return any(other is not None and other.is_subject != end.is_subject for other in ends)
