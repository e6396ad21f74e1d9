"""Spelling: misspelt ordinary words of a question put right, so that every step reads the word that was meant."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from api.answering.question.words import ARTICLES, EMPTY, MODALS, QUESTION_WORDS, STEERING, TOLD_NOUNS, Word, read_words
from indexer.tokens import stem
from ontology import Lexicon

SHORTEST = 5
# From which length on two slips are no other word.
LONG = 9
_QUESTIONING = 3
_STEERING = EMPTY | QUESTION_WORDS | STEERING | TOLD_NOUNS | MODALS | ARTICLES


class Speller:
    """Puts misspelt words right where one known word is near: the lexicon's first, then those of the documents.

    `is_known`: whether a word stands in the documents or names something of the graph, in this or a close spelling;
    names have a reading of their own. `is_english`: whether a word is one that the encoder was trained with.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        corpus: Iterable[str],
        is_known: Callable[[str], bool],
        is_english: Callable[[str], bool],
    ) -> None:
        said = {form for form in (*lexicon.by_form, *lexicon.class_of, *_STEERING) if form.isalpha()}
        self._said = frozenset(said)
        self._forms = sorted(form for form in said if len(form) >= SHORTEST)
        self._corpus = sorted(token for token in corpus if len(token) >= SHORTEST and token.isalpha())
        self._is_known = is_known
        self._is_english = is_english

    @cached_property
    def _by_stem(self) -> Mapping[str, list[str]]:
        """The lexicon's words by their stems."""
        found: dict[str, list[str]] = {}
        for form in self._forms:
            found.setdefault(stem(form), []).append(form)
        return found

    def mend(self, text: str) -> str:
        """Return a question with its misspelt words put right; every other character stays.

        Names, words with capitals, numbers and what stands in the documents or in English stay as they are.
        """
        mended = text
        for number, word in reversed(list(enumerate(read_words(text)))):
            meant = self._find_meant(word, first=number == 0)
            if meant is not None:
                mended = mended[: word.start] + meant + mended[word.start + len(word.text) :]
        return mended

    def _find_meant(self, word: Word, first: bool) -> str | None:
        lower = word.lower
        small = word.text == lower or (first and word.text[1:] == lower[1:])
        if not small or not lower.isalpha() or len(lower) < _QUESTIONING or lower in self._said:
            return None
        known = self._is_known(lower)
        questioning = [q for q in sorted(QUESTION_WORDS) if DamerauLevenshtein.distance(q, lower) == 1]
        if len(questioning) == 1 and not known:
            return questioning[0]
        if len(lower) < SHORTEST:
            return None
        if known:  # "developped" has the stem of the verb that it is a slip of
            meant = self._nearest(lower, self._by_stem.get(stem(lower), []), 1)
            return None if meant is None or self._is_english(lower) else meant
        if self._is_english(lower) or self._is_english(stem(lower)):
            return None
        slips = 2 if len(lower) >= LONG else 1
        return self._nearest(lower, self._forms, slips) or self._nearest(stem(lower), self._corpus, 1)

    @staticmethod
    def _nearest(word: str, choices: list[str], slips: int) -> str | None:
        """Return the nearest choice that begins with the same letter; of several the one that ends with the same."""
        hits = process.extract(word, choices, scorer=DamerauLevenshtein.distance, score_cutoff=slips, limit=9)
        near = [(distance, choice) for choice, distance, _ in hits if choice[0] == word[0]]
        best = min((distance for distance, _ in near), default=0)
        nearest = [choice for distance, choice in near if distance == best]
        ending = [choice for choice in nearest if choice[-1] == word[-1]]
        return nearest[0] if len(nearest) == 1 else ending[0] if len(ending) == 1 else None
