"""Prose: answers made of the documents' own sentences, for definitions, comparisons, how and why."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from indexer.passages import Hit, Passage
from indexer.tokens import find_tokens
from kg.documents import Span

MAX_LENGTH = 1100


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage with its fit to the question, in [0, 1] and above for many good words."""

    passage: Passage
    span: Span
    text: str
    score: float
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
        self, tokens: Sequence[str], hits: Sequence[Hit], about: Sequence[str] = (), defining: Sequence[str] = ()
    ) -> list[Sentence]:
        """Return the sentences of the hits, the best first.

        `tokens`: the question's words as the index compares them. `about`: words of the entity asked about
        that a passage may leave to its first sentence. `defining`: names whose definition is wanted.
        """
        wanted = {token: self.weight(token) for token in dict.fromkeys(tokens)}
        total = sum(wanted.values()) or 1.0
        found: list[Sentence] = []
        for hit in hits:
            passage = hit.passage
            context = set(find_tokens(" ".join((passage.title, *passage.section))))
            carried: set[str] = set()
            for number, span in enumerate(passage.sentences):
                text = passage.text[span.start - passage.span.start : span.end - passage.span.start]
                own = set(find_tokens(text))
                words = own | {token for token in about if token in carried or token in context}
                shared = sum(weight for token, weight in wanted.items() if token in words) / total
                score = shared + 0.35 * hit.score - 0.02 * number
                if defining and _defines(text, defining):
                    score += 0.6
                if text.rstrip().endswith("?") or len(text) < 25:
                    score -= 0.4
                carried |= own
                found.append(Sentence(passage, span, text, score, frozenset(words & set(wanted))))
        return sorted(found, key=lambda s: (-s.score, s.passage.document, s.span))


def choose_sentences(ranked: Sequence[Sentence], count: int, floor: float = 0.55) -> list[Sentence]:
    """Return up to `count` sentences that say different things, then put those of one passage in its order."""
    if not ranked:
        return []
    best = ranked[0].score
    chosen: list[Sentence] = []
    length = 0
    for sentence in ranked:
        if len(chosen) >= count or sentence.score < floor * best:
            break
        if any(_alike(sentence, other) for other in chosen) or length + len(sentence.text) > MAX_LENGTH:
            continue
        chosen.append(sentence)
        length += len(sentence.text) + 5
    order: dict[tuple[str, int], int] = {}
    for sentence in chosen:
        order.setdefault((sentence.passage.document, sentence.passage.span.start), len(order))
    return sorted(chosen, key=lambda s: (order[s.passage.document, s.passage.span.start], s.span))


def _alike(one: Sentence, other: Sentence) -> bool:
    """Tell whether two sentences say nearly the same words."""
    a, b = set(find_tokens(one.text)), set(find_tokens(other.text))
    return len(a & b) > 0.75 * min(len(a), len(b) or 1)


def _defines(text: str, names: Sequence[str]) -> bool:
    """Tell whether a sentence opens with a name followed by what it is."""
    lower = text.lower().lstrip("“\"'*( ")
    for article in ("a ", "an ", "the "):
        lower = lower.removeprefix(article)
    for name in names:
        if not lower.startswith(name.lower().rstrip("s")):
            continue
        rest = lower[len(name.rstrip("s")) : len(name) + 60]
        if any(f" {verb} " in rest for verb in ("is", "are", "was", "refers", "refer", "means", "encompasses", "describes")):
            return True
    return False
