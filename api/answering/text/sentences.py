"""Sentences: those of the passages found, in the order in which they fit a question."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from api.answering.question.held import rate_word, read_tokens, with_names
from api.answering.question.wanted import Wanted
from api.answering.text.defining import rate_definition
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
# In which share of its passages a document mentions what it is about.
SUBJECT_SHARE = 0.25
_LISTING = re.compile(
    r"\b(includ\w+|such as|e\.g\.|for example|like|namely|are|among|between)\b.*\w, .*\b(and|or)\b|:\s*$", re.IGNORECASE
)
# A heading that runs into its paragraph, and a sentence that breaks off: "Mary voted against."
_RUN_IN = re.compile(
    r"(?!(?:the|an?|it|he|she|they|we|you|this|these)\b)(?!.*\b(?:is|are|was|were|has|have)\b)"
    r"[^\W\d_][^\s.:?!]*(?: [^\s.:?!]+){0,3}[.:]",
    re.IGNORECASE,
)
# An item of a list that begins with what it tells of: "Acme - a maker of saws. We use Dyno ...".
_ITEM = re.compile(r"(?:[^\W\d_][^\s.:?!]*|\d\w*)(?: [^\s.:?!]+){0,4}(?: [-–—] |: )\S")
_BREAKS_OFF = re.compile(r"\b(?:against|for|to|of|with|from|instead|in favou?r)\W*$", re.IGNORECASE)

_SHORTEST = 25


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage with its fit to a question.

    `score` ranks. `coverage`: the weighted share of the question's words that it holds, in [0, 1]. `meeting`: how
    well it meets the question token by token (`TokenCodes`). `words`: those of the question's words that the
    sentence, its passage's names or its headings hold. `met`: how near it comes to each word of the question.
    `lead`: a sentence before it that says what it is about, where that is no heading of its own (`find_leads`).
    """

    passage: Passage
    span: Span
    text: str
    score: float
    coverage: float
    words: frozenset[str]
    meeting: float = 0.0
    met: tuple[float, ...] = ()
    lead: Span | None = None

    @property
    def leads_in(self) -> bool:
        """Whether it leads into what stands behind it, and is nothing without that."""
        return self.text.rstrip().endswith(":")

    @property
    def headings(self) -> tuple[str, ...]:
        """What stands above the sentence: the headings of its passage, and what it leans on before it."""
        return (
            self.passage.headings if self.lead is None else (*self.passage.headings, span_text(self.passage, self.lead))
        )

    @property
    def around(self) -> tuple[str, ...]:
        """What tells what the sentence is about beside its own words: the headings above it, and the file's name."""
        return (*self.headings, self.passage.file_words)

    @property
    def referents(self) -> dict[int, str]:
        """Where in `text` a subject such as "it" stands for which entity (IRI)."""
        referents = self.passage.referents
        return {span.start - self.span.start: iri for span, iri in referents if self.span.holds(span)}


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
        ends = np.maximum(np.append(begins[1:], len(met)), begins + 1)
        words = np.array([met[begin:end].mean(axis=0) for begin, end in zip(begins, ends, strict=True)])
        return cls(met.mean(axis=0).tolist(), [tuple(column) for column in words.T.tolist()])


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
        pairs = set(pairwise(find_tokens(wanted.text)))
        places, found_meetings = self._index.meet_sentences(wanted.text, [hit.passage for hit in hits])
        borders = np.searchsorted(places, wanted.starts)
        found = [
            sentence
            for hit, met in zip(hits, found_meetings, strict=True)
            for leads in [find_leads(hit.passage)]
            for meetings in [_Meetings.read(_meet_with_leads(met, leads), borders)]
            for sentence in self._score_passage(wanted, weights, pairs, hit, meetings, leads)
        ]
        return sort_sentences(found)

    def _score_passage(
        self,
        wanted: Wanted,
        weights: Mapping[str, float],
        pairs: set[tuple[str, str]],
        hit: Hit,
        meetings: _Meetings,
        leads: Sequence[int | None],
    ) -> list[Sentence]:
        passage = hit.passage
        total = sum(weights.values()) or 1.0
        headed_by = read_tokens(" ".join(passage.headings))[1]
        headed_by = headed_by | read_tokens(passage.file_words)[1]
        named = {
            token
            for iri, words in wanted.about.items()
            if iri in passage.entities or self._index.share_of(passage.document, iri) >= SUBJECT_SHARE
            for token in words
        }
        named |= {t for words in wanted.about.values() for t in words if t in headed_by}
        asked = UNDER_THE_QUESTION if _is_headed_by(passage, weights) else 0.0
        found = []
        before: Set[str] = frozenset()
        lead_ins = find_lead_ins(passage)
        headed = bool(passage.section) and any(
            set(find_tokens(name)) == set(find_tokens(passage.section[-1])) for name in wanted.defining
        )
        for number, (span, meeting) in enumerate(zip(passage.sentences, meetings.whole, strict=True)):
            text = span_text(passage, span)
            leading = lead_ins[number] if leads[number] is None else leads[number]
            lead = None if leading is None else passage.sentences[leading]
            context = headed_by if lead is None else headed_by | read_tokens(span_text(passage, lead))[1]
            tokens, own = read_tokens(text)
            referred = [iri for place, iri in passage.referents if span.holds(place)]
            if lead is not None and passage.has_command(span):
                own |= read_tokens(span_text(passage, lead))[1]
            own = with_names(own, wanted).union(*(wanted.about.get(iri, ()) for iri in referred))
            worths = {token: rate_word(token, own, wanted, named, context, before) for token in weights}
            coverage = sum(weights[token] * worth for token, worth in worths.items()) / total
            kept = len(pairs & set(pairwise(tokens))) / max(1, len(pairs))
            score = coverage + MEETING_WEIGHT * meeting + HIT_WEIGHT * hit.score + PAIR_WEIGHT * kept
            if wanted.defining:
                score += rate_definition(text, wanted.defining)
                score += UNDER_ITS_NAME if headed and number == 0 else 0.0
            score += asked
            if wanted.several and lists(text):
                score += LISTING
            gives = wanted.gives is not None and wanted.gives(text)
            if text.rstrip().endswith("?") or (len(text) < _SHORTEST and not gives):
                score -= 0.4
            score += GIVING if gives else 0.0
            words = frozenset(t for t in weights if t in own or t in named or t in context)
            found.append(Sentence(passage, span, text, score, coverage, words, meeting, meetings.words[number], lead))
            before = own
        return found


def find_leads(passage: Passage) -> list[int | None]:
    """Return for each sentence of a passage the number of the one that says what it is about, where one does.

    The first words of a line are a heading of their own ("Fees. They rise in May."), an item of a list begins with what
    all of it tells of ("Acme - a maker of saws. We use Dyno."), and a sentence that breaks off at a preposition
    leans on the one before it ("Fees rise. Ann voted against."). Before a command stands what it does.
    """
    leads: list[int | None] = []
    opening: int | None = None
    said: int | None = None
    for number, span in enumerate(passage.sentences):
        before = passage.sentences[number - 1] if number else None
        begins_line = before is None or "\n" in span_text(passage, Span(before.end, span.start))
        text = span_text(passage, span)
        if passage.has_command(span):
            leads.append(said)
            continue
        said = number
        if begins_line:
            opening = number if _RUN_IN.fullmatch(text) or _ITEM.match(text) else None
            leads.append(None)
        else:
            leads.append(number - 1 if _BREAKS_OFF.search(text) else opening)
    return leads


def find_lead_ins(passage: Passage) -> list[int | None]:
    """Return for each line of a list in a passage the number of the sentence that leads into the list."""
    lead_ins: list[int | None] = [None] * len(passage.sentences)
    listing: int | None = None
    for number, (before, span) in enumerate(pairwise(passage.sentences), 1):
        gap = span_text(passage, Span(before.end, span.start))
        if "\n" in gap and span_text(passage, before).rstrip().endswith(":"):
            listing = number - 1
        elif gap.count("\n") > 1:
            listing = None
        lead_ins[number] = listing
    return lead_ins


def _meet_with_leads(met: NDArray[np.float32], leads: Sequence[int | None]) -> NDArray[np.float32]:
    """Return how near sentences come to the tokens of a question together with what they lean on."""
    if all(lead is None for lead in leads):
        return met
    before = [number if lead is None else lead for number, lead in enumerate(leads)]
    raised: NDArray[np.float32] = np.maximum(met, met[:, before])
    return raised


def sort_sentences(sentences: Iterable[Sentence]) -> list[Sentence]:
    """Return sentences, the best first; of equals in the order of documents."""
    return sorted(sentences, key=lambda sentence: (-sentence.score, sentence.passage.document, sentence.span))


def span_text(passage: Passage, span: Span) -> str:
    """Return the words of a passage under a span of its document."""
    return passage.text[span.start - passage.span.start : span.end - passage.span.start]


def lists(text: str) -> bool:
    """Tell whether a sentence lists things or leads into a list."""
    return _LISTING.search(text) is not None


def _is_headed_by(passage: Passage, weights: Mapping[str, float]) -> bool:
    """Tell whether the heading above a passage asks the question itself, as those of question lists do."""
    if not passage.section or "?" not in passage.section[-1]:
        return False
    heading = set(find_tokens(passage.section[-1]))
    total = sum(weights.values()) or 1.0
    return sum(weight for token, weight in weights.items() if token in heading) >= ASKED_IN_HEADING * total
