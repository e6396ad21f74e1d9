"""Ranking: the sentences of the passages found, in the order in which they fit a question."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from api.answering.question.asked.held import rate_word, read_tokens, with_names
from api.answering.question.asked.wanted import Wanted
from api.answering.text.sentences.defining import rate_definition
from api.answering.text.sentences.sentences import (
    Sentence,
    find_lead_ins,
    find_leads,
    lists,
    sort_sentences,
    span_text,
    states_nothing,
)
from indexer.passages import Hit, Passage
from indexer.search import PassageIndex
from indexer.tokens import find_tokens
from kg.documents import Span

# Weights beside the share of the question's words, each measured on the gold sets of tests/gold and ../shared:
# how well the sentence meets the question token by token, its passage's score, neighbouring words kept together.
MEETING_WEIGHT = 1.5
HIT_WEIGHT = 0.6
PAIR_WEIGHT = 0.3
UNDER_ITS_NAME = 0.25
UNDER_THE_QUESTION = 0.8
LISTING = 0.25
ASKED_IN_HEADING = 0.7
GIVING = 0.25
# What the name that a page is called by counts for in each sentence of the page.
ON_ITS_PAGE = 0.75
# What a question, a title or a scrap of text loses, for it says nothing.
SAYS_NOTHING = 0.4
# In which share of its passages a document mentions what it is about.
SUBJECT_SHARE = 0.25
_SHORTEST = 25


class SentenceRanker:
    """Rank the sentences of passages: by words, rare ones first, and by a second look, token by token."""

    def __init__(self, index: PassageIndex) -> None:
        self._index = index
        self._total = max(1, len(index.passages))

    def weight(self, token: str) -> float:
        """Return how much a word tells: its inverse document frequency."""
        count = self._index.frequency(token)
        return math.log(1 + (self._total - count + 0.5) / (count + 0.5))

    def rank(self, wanted: Wanted, hits: Sequence[Hit]) -> list[Sentence]:
        """Return the sentences of the hits, the best first."""
        weights = {token: self.weight(token) for token in wanted.tokens}
        asked = _Asked(wanted, weights, frozenset(pairwise(find_tokens(wanted.text))))
        places, found_meetings = self._index.meet_sentences(wanted.text, [hit.passage for hit in hits])
        borders = np.searchsorted(places, wanted.starts)
        return sort_sentences(
            sentence
            for hit, met in zip(hits, found_meetings, strict=True)
            for sentence in _PassageScorer(asked, hit, self._find_named(wanted, hit.passage), met, borders).score()
        )

    def _find_named(self, wanted: Wanted, passage: Passage) -> set[str]:
        """Return the words of the names asked about that a passage, or its document over and over, mentions."""
        return {
            token
            for iri, words in wanted.about.items()
            if iri in passage.entities or self._index.share_of(passage.document, iri) >= SUBJECT_SHARE
            for token in words
        }


@dataclass(frozen=True)
class _Asked:
    """What is asked of sentences: how much each word weighs, and which words stand beside each other."""

    wanted: Wanted
    weights: Mapping[str, float]
    pairs: frozenset[tuple[str, str]]

    @cached_property
    def total(self) -> float:
        """What all words weigh together."""
        return sum(self.weights.values()) or 1.0


class _PassageScorer:
    """Score the sentences of one passage, with what stands around them."""

    def __init__(
        self, asked: _Asked, hit: Hit, named: Set[str], met: NDArray[np.float32], borders: NDArray[np.int64]
    ) -> None:
        """`named`: the words of names that need not be said again. `met`, `borders`: see `_Meetings`."""
        passage = hit.passage
        self._asked = asked
        self._wanted = asked.wanted
        self._hit = hit
        self._passage = passage
        self._leads = find_leads(passage)
        self._lead_ins = find_lead_ins(passage)
        self._meetings = _Meetings.read(_meet_with_leads(met, self._leads), borders)
        self._headed_by = read_tokens(" ".join(passage.headings))[1] | read_tokens(passage.file_words)[1]
        about = asked.wanted.about.values()
        self._named = named | {token for words in about for token in words if token in self._headed_by}
        title = set(find_tokens(passage.title))
        self._titled = frozenset(token for words in about if set(words) == title for token in words)
        self._under_question = UNDER_THE_QUESTION if _is_headed_by(passage, asked.weights) else 0.0
        self._under_name = bool(passage.section) and any(
            set(find_tokens(name)) == set(find_tokens(passage.section[-1])) for name in asked.wanted.defining
        )

    def score(self) -> Iterator[Sentence]:
        """Yield the sentences with their scores, in the order of the passage."""
        before: Set[str] = frozenset()
        for number, span in enumerate(self._passage.sentences):
            text = span_text(self._passage, span)
            lead = self._find_lead(number)
            own = self._find_own(text, span, lead)
            context = self._headed_by if lead is None else self._headed_by | self._read(lead)
            coverage = self._cover(own, context, before)
            meeting = self._meetings.whole[number]
            score = coverage + MEETING_WEIGHT * meeting + HIT_WEIGHT * self._hit.score + PAIR_WEIGHT * self._keep(text)
            words = frozenset(t for t in self._asked.weights if t in own or t in self._named or t in context)
            yield Sentence(
                self._passage,
                span,
                text,
                self._prefer(score, text, number),
                coverage,
                words,
                meeting,
                self._meetings.words[number],
                lead,
            )
            before = own

    def _find_lead(self, number: int) -> Span | None:
        """Return the sentence that says what one is about, or leads into the list that it stands in."""
        leading = self._lead_ins[number] if self._leads[number] is None else self._leads[number]
        return None if leading is None else self._passage.sentences[leading]

    def _read(self, span: Span) -> frozenset[str]:
        return read_tokens(span_text(self._passage, span))[1]

    def _find_own(self, text: str, span: Span, lead: Span | None) -> frozenset[str]:
        """Return the words that a sentence says itself, with the names of what it speaks of."""
        own = read_tokens(text)[1]
        if lead is not None and self._passage.has_command(span):
            own |= self._read(lead)
        referred = [iri for place, iri in self._passage.referents if span.holds(place)]
        return with_names(own, self._wanted).union(*(self._wanted.about.get(iri, ()) for iri in referred))

    def _cover(self, own: Set[str], context: Set[str], before: Set[str]) -> float:
        """Return the weighted share of the question's words that a sentence holds, itself or by what is around it."""
        weights = self._asked.weights
        total = 0.0
        for token, weight in weights.items():
            held = rate_word(token, own, self._wanted, self._named, context, before)
            total += weight * (max(held, ON_ITS_PAGE) if token in self._titled else held)
        return total / self._asked.total

    def _keep(self, text: str) -> float:
        """Return the share of the question's neighbouring words that a sentence keeps together."""
        pairs = self._asked.pairs
        return len(pairs & set(pairwise(read_tokens(text)[0]))) / max(1, len(pairs))

    def _prefer(self, score: float, text: str, number: int) -> float:
        """Return a score with what the form of a sentence, and its place, add to it."""
        wanted = self._wanted
        if wanted.defining:
            score += rate_definition(text, wanted.defining)
            score += UNDER_ITS_NAME if self._under_name and number == 0 else 0.0
        score += self._under_question
        if wanted.several and lists(text):
            score += LISTING
        gives = wanted.gives is not None and wanted.gives(text)
        if states_nothing(text) or (len(text) < _SHORTEST and not gives):
            score -= SAYS_NOTHING
        return score + (GIVING if gives else 0.0)


@dataclass(frozen=True, slots=True)
class _Meetings:
    """How well each sentence of a passage meets a question as a whole, and each of its words."""

    whole: Sequence[float]
    words: Sequence[tuple[float, ...]]

    @classmethod
    def read(cls, met: NDArray[np.float32], borders: NDArray[np.int64]) -> _Meetings:
        """Take the means over tokens; the tokens of word n begin at `borders[n]`."""
        if not len(met) or not len(borders):
            return cls([0.0] * met.shape[1], [()] * met.shape[1])
        begins = np.minimum(borders, len(met) - 1)  # the encoder reads only so much of a long question
        counts = np.maximum(np.diff(begins, append=len(met)), 1).astype(np.float32)
        words = np.add.reduceat(met, begins, axis=0) / counts[:, None]
        return cls(met.mean(axis=0).tolist(), [tuple(column) for column in words.T.tolist()])


def _meet_with_leads(met: NDArray[np.float32], leads: Sequence[int | None]) -> NDArray[np.float32]:
    """Return how near sentences come to the tokens of a question together with what they lean on."""
    if all(lead is None for lead in leads):
        return met
    before = [number if lead is None else lead for number, lead in enumerate(leads)]
    raised: NDArray[np.float32] = np.maximum(met, met[:, before])
    return raised


def _is_headed_by(passage: Passage, weights: Mapping[str, float]) -> bool:
    """Tell whether the heading above a passage asks the question itself, as those of question lists do."""
    if not passage.section or "?" not in passage.section[-1]:
        return False
    heading = set(find_tokens(passage.section[-1]))
    total = sum(weights.values()) or 1.0
    return sum(weight for token, weight in weights.items() if token in heading) >= ASKED_IN_HEADING * total
