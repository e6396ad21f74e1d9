"""Prose: answers made of the documents' own sentences, for definitions, comparisons, how and why."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from indexer.passages import Hit, Passage
from indexer.tokens import find_tokens
from kg.documents import Span

MAX_LENGTH = 1100
_IS = r"(is|are|was|were|refers? to|means?|encompass\w*|describes?|provides?)"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage with its fit to a question.

    `score` ranks; `coverage` is the weighted share of the question's words that it holds, in [0, 1]; `words`
    are those of the question's words that the sentence, its passage's names or its headings hold.
    """

    passage: Passage
    span: Span
    text: str
    score: float
    coverage: float
    words: frozenset[str]


class SentenceRanker:
    """Rank the sentences of passages by the words they share with a question, rare words first."""

    def __init__(self, frequency: Callable[[str], int], total: int) -> None:
        self._frequency = frequency
        self._total = max(1, total)

    def weight(self, token: str) -> float:
        """Return how much a word tells: its inverse document frequency."""
        count = self._frequency(token)
        return math.log(1 + (self._total - count + 0.5) / (count + 0.5))

    def rank(
        self,
        tokens: Sequence[str],
        hits: Sequence[Hit],
        about: Mapping[str, Sequence[str]] | None = None,
        defining: Sequence[str] = (),
    ) -> list[Sentence]:
        """Return the sentences of the hits, the best first.

        `tokens`: the question's words as the index compares them. `about`: entity (IRI) -> the words of its
        name: a passage that mentions it, or stands under its name, need not repeat them in every sentence.
        `defining`: names whose definition is wanted.
        """
        wanted = {token: self.weight(token) for token in dict.fromkeys(tokens)}
        total = sum(wanted.values()) or 1.0
        found: list[Sentence] = []
        for hit in hits:
            passage = hit.passage
            context = set(find_tokens(" ".join((passage.title, *passage.section))))
            named = {t for iri, words in (about or {}).items() if iri in passage.entities for t in words}
            named |= {t for words in (about or {}).values() for t in words if t in context}
            for number, span in enumerate(passage.sentences):
                text = passage.text[span.start - passage.span.start : span.end - passage.span.start]
                own = set(find_tokens(text))
                shared = sum(_share(token, own, named, context) * weight for token, weight in wanted.items()) / total
                score = shared + 0.35 * hit.score - 0.02 * number
                if defining:
                    score += _definition_bonus(text, defining)
                if text.rstrip().endswith("?") or len(text) < 25:
                    score -= 0.4
                words = frozenset(token for token in wanted if token in own or token in named or token in context)
                found.append(Sentence(passage, span, text, score, shared, words))
        return sorted(found, key=lambda s: (-s.score, s.passage.document, s.span))


def _share(token: str, own: set[str], named: set[str], context: set[str]) -> float:
    """Return how far a sentence holds a word: itself, by what its passage names, by the headings above."""
    if token in own:
        return 1.0
    return 0.75 if token in named else 0.5 if token in context else 0.0


def choose_sentences(ranked: Sequence[Sentence], count: int, floor: float = 0.55) -> list[Sentence]:
    """Return up to `count` sentences that say different things, then put those of one passage in its order."""
    if not ranked:
        return []
    best = ranked[0].score
    chosen: list[Sentence] = []
    for sentence in ranked:
        if len(chosen) >= count or sentence.score < floor * best:
            break
        if not any(_alike(sentence, other) for other in chosen) and _fits(chosen, sentence):
            chosen.append(sentence)
    return _in_order(chosen)


def choose_window(ranked: Sequence[Sentence], before: int, after: int, others: int) -> list[Sentence]:
    """Return the best sentence with its neighbours in the passage, and the best sentences of other passages."""
    if not ranked:
        return []
    best = ranked[0]
    beside = sorted((s for s in ranked if s.passage is best.passage), key=lambda s: s.span)
    place = beside.index(best)
    chosen = [best]
    for sentence in [
        *beside[place + 1 : place + 1 + after],
        *reversed(beside[max(0, place - before) : place]),
    ]:
        if _fits(chosen, sentence):
            chosen.append(sentence)
    for sentence in ranked:
        if len(chosen) >= 1 + before + after + others or sentence.score < 0.6 * best.score:
            break
        if sentence not in chosen and not any(_alike(sentence, c) for c in chosen) and _fits(chosen, sentence):
            chosen.append(sentence)
    return _in_order(chosen)


def _fits(chosen: Sequence[Sentence], sentence: Sentence) -> bool:
    return sum(len(s.text) + 5 for s in chosen) + len(sentence.text) <= MAX_LENGTH


def _in_order(chosen: Sequence[Sentence]) -> list[Sentence]:
    """Return sentences passage by passage, the passage of the best first, each in the order of its text."""
    order: dict[tuple[str, int], int] = {}
    for sentence in chosen:
        order.setdefault((sentence.passage.document, sentence.passage.span.start), len(order))
    return sorted(chosen, key=lambda s: (order[s.passage.document, s.passage.span.start], s.span))


def _alike(one: Sentence, other: Sentence) -> bool:
    """Tell whether two sentences say nearly the same words."""
    a, b = set(find_tokens(one.text)), set(find_tokens(other.text))
    return len(a & b) > 0.75 * min(len(a), len(b) or 1)


def _definition_bonus(text: str, names: Sequence[str]) -> float:
    """Return how much a sentence looks like the definition of a name: "X is a ...", early in the sentence."""
    best = 0.0
    for name in names:
        stem = re.escape(name.rstrip("s"))
        found = re.search(
            rf"^.{{0,60}}?\b{stem}(?:e?s)?\b[^.]{{0,40}}? {_IS} (a |an |the |any |when )?",
            text,
            re.IGNORECASE,
        )
        if found is not None:
            best = max(best, (0.7 if found.group(2) else 0.3) - 0.004 * found.start(1))
    return best
