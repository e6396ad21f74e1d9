"""What sentences tell: the relation that a question words, found in a sentence by the same lexicon."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from api.answering.graph.plans.links import Linker
from api.answering.question.asked.sought import find_sought
from api.answering.question.entities import Known
from api.answering.question.frames import find_frames
from api.answering.question.places import find_end
from api.answering.question.reading import FrameUse, Mention, Reading
from api.answering.question.words.words import PREPOSITIONS, Word, read_words
from api.answering.text.sentences.sentences import Sentence
from api.answering.text.values.candidates import Candidate, CandidateFinder, join_names
from api.answering.text.values.name_kinds import NameKinds
from api.answering.text.values.picking import Pick
from indexer.tokens import find_tokens
from kg.naming.names import to_key
from ontology import Field, Place
from ontology.model import ROOT_CLASS
from ontology.roles import Role

STRENGTH = 1.5
_FARTHEST = 10
_CLOSE = 3
_SURE_KIND = 0.5
_LONGEST_NAME = 4


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A relation that a question words: its properties, the end asked for with its classes, and its words."""

    properties: frozenset[str]
    asks_subject: bool
    classes: tuple[str, ...]
    words: frozenset[int]

    def said(self, reading: Reading) -> set[str]:
        """Return the words that word the relation, as keyword search compares them."""
        return set(reading.tokens(self.words))


class ToldReader:
    """Read relations that a question words in sentences that no statement was made of."""

    def __init__(self, field: Field, candidates: CandidateFinder, kinds: NameKinds) -> None:
        self._field = field
        self._ontology = field.ontology
        self._linker = Linker(field)
        self._candidates = candidates
        self._kinds = kinds
        self._words_of: dict[str, frozenset[str]] = {}
        self._relations = lru_cache(maxsize=64)(lambda reading: tuple(self._find_relations(reading)))

    def find(self, reading: Reading, sentence: Sentence) -> Pick | None:
        """Return the names that stand at the end asked for of a relation that question and sentence both word."""
        relations = self._relations(reading)
        tokens = set(find_tokens(sentence.text))
        if not any(tokens & self._wordings(name) for wanted in relations for name in wanted.properties):
            return None
        words = read_words(sentence.text)
        worded = find_frames(words, set(), self._field.lexicon)
        uses = [use for use in worded if _says_relation(use) and not use.frame.asked_only and not _in_name(use, words)]
        named = _find_named(reading, words) if uses else []
        telling = [
            (use, sides, wanted)
            for wanted in relations
            for use in uses
            if (sides := self._sides(use, wanted)) and _may_tell(use, sides, named, words)
        ]
        candidates = list(self._candidates.find(reading, sentence, words)) if telling else []
        for use, sides, wanted in telling:
            chosen = self._at(use, sides, wanted, candidates, words, reading)
            if chosen is not None and not self._tells_of_other(use, sides, chosen, candidates, words):
                fitting = [one for one in candidates if one is chosen or self._may_be_of(one, wanted)]
                joined = join_names(chosen, fitting, words, sentence.text)
                sought = find_sought(reading)
                items = tuple(dict.fromkeys(candidate.term for candidate in joined))
                return Pick(items, STRENGTH, sought.nouns | wanted.said(reading))
        return None

    def _find_relations(self, reading: Reading) -> Iterator[_Wanted]:
        marked = {use.first for use in reading.frames if use.marked}
        verbs = bool(reading.verbs)
        for use in reading.frames:
            if use.first in marked and not use.marked:
                continue
            if verbs and use.first == reading.answer_noun:
                continue  # "which companies use X" does not ask for the company behind it
            for mention in reading.mentions[:2]:
                end = find_end(use, mention.first, mention.last, reading.words)
                if end is None or not _says_relation(use) or self._lacks_marker(use, end.is_subject):
                    continue
                for link, _ in self._linker.with_parents(use, self._loosen(mention), end.is_subject, reading):
                    if link.property.literal or not all(self._is_definite(name) for name in link.asked_side()):
                        continue
                    names = frozenset(self._ontology.subproperties.get(link.property.name, (link.property.name,)))
                    yield _Wanted(names, not link.node_is_subject, link.asked_side(), use.indices)

    def _loosen(self, mention: Mention) -> Known:
        """Return what is named, of any class where a name of its own only was taken for a topic: sentences tell."""
        known = mention.entity
        is_topic = not mention.is_small and self._ontology.is_a(known.type, "Topic")
        return replace(known, type=ROOT_CLASS) if is_topic else known

    def _lacks_marker(self, use: FrameUse, gives_subject: bool) -> bool:
        """Tell whether a question asks for a prepositional end without its preposition: "released under what"."""
        asked = use.frame.object_places if gives_subject else use.frame.subject_places
        return use.frame.is_verb and asked == {Place.PREPOSITIONAL} and not use.marked

    def _is_definite(self, name: str) -> bool:
        """Tell whether a class is narrow enough to tell by it alone what stands at an end of a relation."""
        return name not in {"Thing", "Topic"} and not self._ontology.plays(name, Role.WORK)

    def _wordings(self, name: str) -> frozenset[str]:
        """Return the words by which the lexicon says a property, either way round."""
        if name not in self._words_of:
            self._words_of[name] = frozenset(
                token
                for frame in self._field.lexicon.frames
                if not frame.asked_only and any(self._ontology.canonical(sense)[0] == name for sense in frame.senses)
                for token in find_tokens(frame.head)[:1]
            )
        return self._words_of[name]

    def _sides(self, use: FrameUse, wanted: _Wanted) -> set[bool]:
        """Return which end of the frame's property, subject or not, is the one asked for."""
        sides = set()
        for sense in use.frame.senses:
            name, swapped = self._ontology.canonical(sense)
            if name in wanted.properties:
                sides.add(wanted.asks_subject != swapped)
        return sides

    def _is_of(self, candidate: Candidate, wanted: _Wanted) -> bool:
        known = candidate.known
        return known is not None and any(self._ontology.is_a(known.type, name) for name in wanted.classes)

    def _may_be_of(self, candidate: Candidate, wanted: _Wanted) -> bool:
        """Tell whether a name is of the kind asked for, or, among people, of no kind that is known."""
        untyped = candidate.known is not None and candidate.known.type == ROOT_CLASS
        titled = untyped and candidate.last > candidate.first and candidate.term.label.istitle()
        unknown = (candidate.known is None or titled) and not (candidate.plain or candidate.single)
        people = all(self._ontology.is_a(name, "Agent") for name in wanted.classes)
        return self._is_of(candidate, wanted) or (unknown and people)

    def _tells_of_other(
        self, use: FrameUse, sides: set[bool], chosen: Candidate, candidates: Sequence[Candidate], words: Sequence[Word]
    ) -> bool:
        """Tell whether a name that the question does not name stands close by at the other end."""
        for other in candidates:
            away = other.first - use.last if other.first > use.last else use.first - other.last
            end = find_end(use, other.first, other.last, words)
            if other is not chosen and 0 < away <= _CLOSE and end is not None and end.is_subject not in sides:
                return True
        return False

    def _at(
        self,
        use: FrameUse,
        sides: set[bool],
        wanted: _Wanted,
        candidates: Sequence[Candidate],
        words: Sequence[Word],
        reading: Reading,
    ) -> Candidate | None:
        """Return the nearest name of the kind asked for at the end asked for."""
        sought = find_sought(reading)
        near: list[tuple[int, Candidate]] = []
        for candidate in (c for c in candidates if self._is_of(c, wanted)):
            away = candidate.first - use.last if candidate.first > use.last else use.first - candidate.last
            end = find_end(use, candidate.first, candidate.last, words)
            if away <= 0 or away > _FARTHEST or end is None or not end.sure or end.is_subject not in sides:
                continue
            if _is_adjunct(use, candidate, words):
                continue
            if use.frame.markers and not self._is_marked(use, candidate, words, end.is_subject):
                continue
            # The relation's own class is narrow: only a noun of the question's own may say otherwise.
            bare = reading.answer_class is None and not sought.nouns - wanted.said(reading)
            if bare or self._kinds.fit(reading, sought, candidate, words) >= _SURE_KIND:
                near.append((away, candidate))
        return min(near, key=lambda pair: pair[0], default=(0, None))[1]

    def _is_marked(self, use: FrameUse, candidate: Candidate, words: Sequence[Word], is_subject: bool) -> bool:
        """Tell whether a name that needs a preposition of the frame has it right before it."""
        places = use.frame.subject_places if is_subject else use.frame.object_places
        if places != {Place.PREPOSITIONAL}:
            return True
        before = [word.lower for word in words[max(0, candidate.first - 4) : candidate.first]]
        return any(marker.split()[-1] in before for marker in use.frame.markers)


def _in_name(use: FrameUse, words: Sequence[Word]) -> bool:
    """Tell whether a verb is but a word of a name: the "Open Source Fund" has open sourced nothing."""
    capital = [word.text[:1].isupper() for word in words]
    beside = capital[max(0, use.first - 1) : use.first] + capital[use.last + 1 : use.last + 2]
    return use.frame.is_verb and use.first > 0 and capital[use.first] and any(beside)


def _find_named(reading: Reading, words: Sequence[Word]) -> list[tuple[int, int]]:
    """Return the first and the last word of each place where a sentence writes what a question names."""
    names = {to_key(name) for mention in reading.mentions for name in mention.names}
    return [
        (n, last)
        for n in range(len(words))
        if any(name.startswith(to_key(words[n].text)) for name in names)
        for last in range(n, min(len(words), n + _LONGEST_NAME))
        if to_key(" ".join(word.text for word in words[n : last + 1])) in names
    ]


def _may_tell(use: FrameUse, sides: set[bool], named: Sequence[tuple[int, int]], words: Sequence[Word]) -> bool:
    """Tell whether what the question names does not stand in the sentence where what it asks for should."""
    if len(sides) != 1:
        return True
    ends = (find_end(use, first, last, words) for first, last in named if not use.first <= first <= use.last)
    return not any(end is not None and end.is_subject in sides for end in ends)


def _is_adjunct(use: FrameUse, candidate: Candidate, words: Sequence[Word]) -> bool:
    """Tell whether a name before a verb stands behind a preposition, and so is not what does it: "help on X does"."""
    before = words[candidate.first - 1].lower if candidate.first else ""
    return use.frame.is_verb and candidate.last < use.first and before in PREPOSITIONS


def _says_relation(use: FrameUse) -> bool:
    """Tell whether a word says a relation here: a verb, or a noun for what stands at its end ("author")."""
    frame = use.frame
    return frame.fixed_object is None and (frame.is_verb or Place.COPULATIVE in frame.object_places)
