"""Sentences: those of the passages found, in the order in which they fit a question."""

from __future__ import annotations

import dataclasses
import math
import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from api.answering.reading import Reading
from api.answering.sought import find_sought
from indexer.passages import Hit, Passage
from indexer.search import PassageIndex
from indexer.tokens import find_tokens
from kg.documents import Span
from ontology import Field

# Weights beside the share of the question's words, each measured on the gold sets of tests/gold and ../shared:
# how well the sentence meets the question token by token, its passage's score, neighbouring words kept together.
MEETING_WEIGHT = 1.5
HIT_WEIGHT = 0.6
PAIR_WEIGHT = 0.3
# What a word of the question counts for where the sentence does not hold it itself.
SAID_OTHERWISE = 0.8
DERIVED = 0.7
NAMED_IN_PASSAGE = 0.6
IN_HEADING = 0.5
IN_SENTENCE_BEFORE = 0.4
UNDER_ITS_NAME = 0.25
UNDER_THE_QUESTION = 0.8
LISTING = 0.25
ASKED_IN_HEADING = 0.7
SURE_DEFINITION = 0.55
_LISTING = re.compile(
    r"\b(includ\w+|such as|e\.g\.|for example|like|namely|are|among|between)\b.*\w, .*\b(and|or)\b|:\s*$", re.IGNORECASE
)

_SHORTEST = 25
_KINDS = frozenset(["kinds", "types", "sorts"])
_IS = r"(is|are|was|were|refers? to|means?|encompass\w*|describes?|provides?)"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage with its fit to a question.

    `score` ranks. `coverage`: the weighted share of the question's words that it holds, in [0, 1]. `meeting`: how
    well it meets the question token by token (`TokenCodes`). `words`: those of the question's words that the
    sentence, its passage's names or its headings hold. `met`: how near it comes to each word of the question.
    """

    passage: Passage
    span: Span
    text: str
    score: float
    coverage: float
    words: frozenset[str]
    meeting: float = 0.0
    met: tuple[float, ...] = ()


@dataclass(frozen=True)
class Wanted:
    """What a question asks of a sentence, in words as the index compares them.

    `tokens`: its content words, those of a name as the name is spelled. `about`: entity (IRI) -> the words of its
    name: a passage that mentions it, or stands under its name, need not repeat them in every sentence.
    `called`: of each thing the words of every name it has; a sentence with one of them says them all.
    `alternatives`: word -> other words of the same relation. `defining`: names whose definition is wanted.
    `several`: more than one thing is asked for. `starts`: where each word of the question begins in `text`.
    """

    text: str
    tokens: tuple[str, ...]
    about: Mapping[str, Sequence[str]] = dataclasses.field(default_factory=dict)
    alternatives: Mapping[str, frozenset[str]] = dataclasses.field(default_factory=dict)
    defining: tuple[str, ...] = ()
    several: bool = False
    starts: tuple[int, ...] = ()
    called: tuple[tuple[frozenset[str], ...], ...] = ()


def to_wanted(reading: Reading, field: Field, defining: Sequence[str] = ()) -> Wanted:
    """Return what a question asks of a sentence."""
    tokens: list[str] = []
    named: set[int] = set()
    for mention in reading.mentions:
        named |= mention.indices
        tokens += find_tokens(mention.entity.label)
    tokens += [t for n in reading.content if n not in named for t in find_tokens(reading.words[n].text)[:1]]
    return Wanted(
        reading.spelled,
        tuple(dict.fromkeys((*(t for name in defining for t in find_tokens(name)), *tokens))),
        {m.entity.iri: find_tokens(m.entity.label) for m in reading.mentions},
        _find_alternatives(reading, field),
        tuple(defining),
        asks_for_several(reading),
        reading.starts,
        tuple(tuple(frozenset(find_tokens(name)) for name in mention.names) for mention in reading.mentions),
    )


def asks_for_several(reading: Reading) -> bool:
    """Tell whether a question asks for more than one thing: its noun or its verb stands in the plural."""
    lowers = [word.lower for word in reading.words]
    if reading.form == "count" or not lowers:
        return False
    if lowers[0] in {"list", "name"} or (reading.asks == "who" and "were" in lowers[:2]):
        return True
    start = next((n for n, lower in enumerate(lowers) if lower in {"which", "what"}), None)
    if start is None:
        return False
    kinds = bool(_KINDS & set(lowers[start + 1 : start + 4]))  # "two kinds of X"
    return kinds or (start == 0 and lowers[1:2] == ["are"]) or find_sought(reading).plural


def _find_alternatives(reading: Reading, field: Field) -> dict[str, frozenset[str]]:
    """Return for each verb of a relation in a question the other verbs that mainly say the same relation."""
    ontology = field.ontology
    found: dict[str, frozenset[str]] = {}
    marked = {use.first for use in reading.frames if use.marked}
    for use in reading.frames:
        if use.frame.part_of_speech != "verb" or (use.first in marked and not use.marked):
            continue
        main = ontology.canonical(use.frame.senses[0])[0]
        said = frozenset(
            token
            for frame in field.lexicon.frames
            if frame.part_of_speech == "verb"
            and " " not in frame.lemma
            and ontology.canonical(frame.senses[0])[0] == main
            # Verbs of one relation that fix its end differ in meaning: "graduate" and "enter the sandbox".
            and frame.fixed_object == use.frame.fixed_object
            for token in find_tokens(frame.head)[:1]
        )
        for token in find_tokens(reading.words[use.first].text)[:1]:
            found[token] = found.get(token, frozenset()) | said
    return found


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
        places, meetings = self._index.meet_sentences(wanted.text, [hit.passage for hit in hits])
        borders = np.searchsorted(places, wanted.starts)
        found = [
            sentence
            for hit, met in zip(hits, meetings, strict=True)
            for sentence in self._score_passage(wanted, weights, pairs, hit, _Meetings.read(met, borders))
        ]
        return sorted(found, key=lambda s: (-s.score, s.passage.document, s.span))

    def _score_passage(
        self,
        wanted: Wanted,
        weights: Mapping[str, float],
        pairs: set[tuple[str, str]],
        hit: Hit,
        meetings: _Meetings,
    ) -> list[Sentence]:
        passage = hit.passage
        total = sum(weights.values()) or 1.0
        context = read_tokens(" ".join((passage.title, *passage.section)))[1]
        named = {t for iri, words in wanted.about.items() if iri in passage.entities for t in words}
        named |= {t for words in wanted.about.values() for t in words if t in context}
        asked = UNDER_THE_QUESTION if _is_headed_by(wanted.text, passage, weights) else 0.0
        found = []
        before: Set[str] = frozenset()
        headed = bool(passage.section) and any(
            set(find_tokens(name)) == set(find_tokens(passage.section[-1])) for name in wanted.defining
        )
        for number, (span, meeting) in enumerate(zip(passage.sentences, meetings.whole, strict=True)):
            text = span_text(passage, span)
            tokens, own = read_tokens(text)
            own = _with_names(own, wanted)
            worths = {token: _worth(token, own, wanted, named, context, before) for token in weights}
            coverage = sum(weights[token] * worth for token, worth in worths.items()) / total
            kept = len(pairs & set(pairwise(tokens))) / max(1, len(pairs))
            score = coverage + MEETING_WEIGHT * meeting + HIT_WEIGHT * hit.score + PAIR_WEIGHT * kept
            if wanted.defining:
                score += _definition_bonus(text, wanted.defining)
                score += UNDER_ITS_NAME if headed and number == 0 else 0.0
            score += asked
            if wanted.several and lists(text):
                score += LISTING
            if text.rstrip().endswith("?") or len(text) < _SHORTEST:
                score -= 0.4
            words = frozenset(t for t in weights if t in own or t in named or t in context)
            found.append(Sentence(passage, span, text, score, coverage, words, meeting, meetings.words[number]))
            before = own
        return found


@lru_cache(maxsize=8192)
def read_tokens(text: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the words of a sentence in order, and as a set; the same sentences come up for many questions."""
    tokens = tuple(find_tokens(text))
    return tokens, frozenset(tokens)


def _with_names(own: frozenset[str], wanted: Wanted) -> frozenset[str]:
    """Return the words of a sentence with those of every other name of the things it names."""
    return own.union(
        *(word for names in wanted.called if any(name and name <= own for name in names) for word in names)
    )


def _worth(token: str, own: Set[str], wanted: Wanted, named: Set[str], context: Set[str], before: Set[str]) -> float:
    """Return how far a sentence holds a word: itself, in other words, by what stands around it."""
    if token in own:
        return 1.0
    if wanted.alternatives.get(token, frozenset()) & own:
        return SAID_OTHERWISE
    trunk = token[:4]
    if any(other.startswith(trunk) and _is_derived(token, other) for other in own):
        return DERIVED
    if token in named:
        return NAMED_IN_PASSAGE
    if token in context:
        return IN_HEADING
    return IN_SENTENCE_BEFORE if token in before else 0.0


def span_text(passage: Passage, span: Span) -> str:
    """Return the words of a passage under a span of its document."""
    return passage.text[span.start - passage.span.start : span.end - passage.span.start]


def lists(text: str) -> bool:
    """Tell whether a sentence lists things or leads into a list."""
    return _LISTING.search(text) is not None


def _is_headed_by(question: str, passage: Passage, weights: Mapping[str, float]) -> bool:
    """Tell whether the heading above a passage asks the question itself, as those of question lists do."""
    if not passage.section or "?" not in passage.section[-1]:
        return False
    heading = set(find_tokens(passage.section[-1]))
    total = sum(weights.values()) or 1.0
    return sum(weight for token, weight in weights.items() if token in heading) >= ASKED_IN_HEADING * total


def holds(token: str, text: str, wanted: Wanted) -> float:
    """Return how far the words of a text alone hold a word of the question, in [0, 1]."""
    own = _with_names(read_tokens(text)[1], wanted)
    return _worth(token, own, wanted, frozenset(), frozenset(), frozenset())


def defines(text: str, names: Sequence[str], surely: bool = False) -> bool:
    """Tell whether a sentence has the form of a definition of one of the names; `surely`: it says what it is."""
    return _definition_bonus(text, names) > (SURE_DEFINITION if surely else 0.3)


def is_of(token: str, words: Set[str]) -> bool:
    """Tell whether some words hold a word or one derived from it: "scanner" and "scanning"."""
    return token in words or any(other[:4] == token[:4] and _is_derived(token, other) for other in words)


def _is_derived(one: str, other: str) -> bool:
    """Tell whether two words share their trunk, as "compress" and "compression" do."""
    shorter, longer = sorted((len(one), len(other)))
    if longer - shorter > 4 or shorter < 4:
        return False
    shared = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), shorter)
    return shared >= max(4, longer - 4, math.ceil(0.6 * longer))


def _definition_bonus(text: str, names: Sequence[str]) -> float:
    """Return how much a sentence looks like the definition of a name: "An X is a ...", early in the sentence."""
    best = 0.0
    for name in names:
        stem = rf"{re.escape(name.rstrip('s'))}(?:e?s)?\b"
        opening = re.match(rf"(?:an? |the )?[“\"‘']?{stem}[”\"’']?(?: \([^)]*\))? (\w+)", text, re.IGNORECASE)
        found = re.search(
            rf"^.{{0,60}}?\b{stem}[^.]{{0,40}}? {_IS} (a |an |the |any |when |typically )?(\w+)?", text, re.IGNORECASE
        )
        if found is not None:
            kind = (found.group(2) or "").strip().lower()
            said = 0.45 if kind == "the" else 0.7 if kind else 0.15 if (found.group(3) or "").endswith("ed") else 0.35
            best = max(best, said - 0.004 * found.start(1) + (0.25 if opening else 0.0))
        elif opening is not None and opening.group(1).endswith("s"):
            best = max(best, 0.5)  # "An X allows ..."
        if re.search(
            rf"\b(called|known as|referred to as|termed|represents?) (?:an? |the )?[“\"‘']?{stem}", text, re.IGNORECASE
        ):
            best = max(best, 0.5)  # "This is called an X."
        if re.fullmatch(rf"(?:an? |the )?{stem}\W*", text.strip(), re.IGNORECASE) and text.rstrip().endswith(
            (".", ":")
        ):
            best = max(best, 0.9)  # "X. It allows ...": the head of a paragraph
    return best
