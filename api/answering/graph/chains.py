"""Chains: two relations joined, where a question describes a thing by one and asks the other of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from api.answering.graph.links import Linker
from api.answering.graph.queries import Kept, Plan, PlanKind
from api.answering.question.places import find_end
from api.answering.question.reading import FrameUse, Mention, Reading
from api.answering.question.words import ARTICLES
from ontology import Field
from ontology.roles import Role


class ChainPlanner:
    """Plan questions such as "the language of the tool that replaced X"."""

    def __init__(self, field: Field, linker: Linker) -> None:
        self._field = field
        self._linker = linker

    def plans(self, reading: Reading) -> Iterator[Plan]:
        """Yield plans of two relations: the thing described by one is what the other is asked of."""
        for inner in reading.frames:
            for mention in reading.mentions:
                end = find_end(inner, mention.first, mention.last, reading.words)
                span = self._described(inner, mention, reading)
                if end is None or span is None or self._names_work(span, mention, reading):
                    continue
                described = self._find_described(span, inner, mention, reading)
                for outer in reading.frames:
                    if span[0] <= outer.first <= span[1] or outer.frame.fixed_object:
                        continue
                    outer_end = find_end(outer, span[0], span[1], reading.words)
                    if outer_end is None:
                        continue
                    yield from self._chain(
                        reading, inner, mention, end.is_subject, outer, outer_end.is_subject, span, described
                    )

    def _chain(
        self,
        reading: Reading,
        inner: FrameUse,
        mention: Mention,
        inner_subject: bool,
        outer: FrameUse,
        outer_subject: bool,
        span: tuple[int, int],
        described: frozenset[int],
    ) -> Iterator[Plan]:
        noun_class = self._class_at(reading, span)
        read = described | self._linker.words_of(outer, reading)
        loose = replace(reading, answer_class=noun_class)
        others = tuple(
            m.entity.iri
            for m in reading.mentions
            if m is not mention and not self._field.ontology.plays(m.entity.type, Role.HEADING, Role.LEVEL)
        )
        for first in self._linker.links(inner, mention.entity.iri, mention.entity.type, inner_subject, loose):
            for second in self._linker.links(outer, "?thing", noun_class or "Thing", outer_subject, reading):
                turned = first.node_is_subject != second.node_is_subject or first.property.symmetric
                back = first.property == second.property and turned
                if back and not set(reading.lowers) & {"else", "other", "others"}:
                    continue  # there and back: what shares a value is worded otherwise
                yield Plan(
                    links=(
                        replace(first, item="?thing"),
                        *self._linker.path(second, noun_class or "Thing"),
                    ),
                    read=frozenset(read),
                    given=(mention.entity,),
                    sure=0.95,
                    asked=second.property,
                    kept=Kept(exclude=others),
                    kind=PlanKind.CHAIN,
                )

    def _find_described(
        self, span: tuple[int, int], inner: FrameUse, mention: Mention, reading: Reading
    ) -> frozenset[int]:
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

    def _described(self, use: FrameUse, mention: Mention, reading: Reading) -> tuple[int, int] | None:
        """Return the words of "the NOUN (that) ..." that describe a thing by a relation to what is mentioned."""
        words = reading.words
        if mention.last + 1 == use.first and words[mention.last].possessive and use.frame.is_noun:
            return mention.first, use.last  # "X's successor"
        first, last = min(use.first, mention.first), max(use.last, mention.last)
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
