"""Spelling: misspelt ordinary words of a question put right, so that every step reads the word that was meant."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from api.answering.question.words.words import (
    ARTICLES,
    BE,
    EMPTY,
    MODALS,
    QUESTION_WORDS,
    STEERING,
    TOLD_NOUNS,
    Word,
    read_words,
)
from indexer.tokens import stem
from kg.language.words import is_word
from ontology import Lexicon

# A shorter word has too many near ones; of four letters one has to lack a letter or have two of them turned.
SHORTEST, SHORT, NAMED = 5, 4, 6
# So many words of a question are looked at.
MOST_WORDS = 60
# From which length on two slips are no other word.
LONG = 9
_QUESTIONING = 3
# What a word may have had behind its stem.
_ENDINGS = ("", "e", "s", "y", "ing", "ed")
_CLIPPED = frozenset("whats whos wheres whens hows".split())
_TURNED = frozenset("the and are was has did for".split())
_STEERING = EMPTY | QUESTION_WORDS | STEERING | TOLD_NOUNS | MODALS | ARTICLES


class Speller:
    """Puts misspelt words right where one known word is near: the lexicon's first, then those of names and documents.

    `names`: the words of which names consist.
    `is_known`: whether a word stands in the documents or names something of the graph.
    `is_english`: whether a word is one that the encoder was trained with.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        names: Iterable[str],
        corpus: Iterable[str],
        is_known: Callable[[str], bool],
        is_english: Callable[[str], bool],
    ) -> None:
        said = {form for form in (*lexicon.by_form, *lexicon.class_of, *_STEERING) if form.isalpha()}
        self._said = frozenset(said)
        self._forms = sorted(form for form in said if len(form) >= SHORTEST)
        self._written = {name.lower(): name for name in sorted(names) if len(name) >= SHORTEST and name.isalpha()}
        self._names = sorted(self._written)
        self._words = sorted({*self._forms, *self._names})
        self._corpus = sorted(token for token in corpus if len(token) >= SHORT and token.isalpha())
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

        Names, numbers and what stands in the documents or in English stay as they are.
        """
        words = read_words(text)[:MOST_WORDS]
        mended = text
        for number, word in reversed(list(enumerate(words))):
            meant = self._find_meant(word, words[number - 1] if number else None)
            if meant is not None:
                mended = mended[: word.start] + meant + mended[word.start + len(word.text) :]
        return mended

    def _find_meant(self, word: Word, before: Word | None) -> str | None:
        lower = word.lower
        capital = word.text != lower and word.text[1:] == lower[1:]
        if not lower.isalpha() or len(lower) < _QUESTIONING or lower in self._said | _CLIPPED:
            return None
        if word.text != lower and not (capital and before is None):
            return self._find_name(word)
        known = self._is_known(lower)
        questioning = [q for q in sorted(QUESTION_WORDS) if DamerauLevenshtein.distance(q, lower) == 1]
        if len(questioning) == 1 and not known:
            return questioning[0]
        if known:  # "developped" has the stem of the verb that it is a slip of
            meant = self._nearest(lower, self._by_stem.get(stem(lower), []), 1)
            return None if meant is None or self._is_english(lower) else meant
        if self._is_english(lower) or self._is_english(stem(lower)) or _is_in_dictionary(lower):
            return None
        if len(lower) < SHORTEST:
            return self._find_short(lower, before)
        slips = 2 if len(lower) >= LONG else 1
        return self._nearest(lower, self._words, slips) or self._find_token(stem(lower))

    def _find_name(self, word: Word) -> str | None:
        """Return the word of a name that one with a capital is a slip of, as the name writes it.

        Short ones have too many near names, and of the others the last letter has to be the same.
        """
        lower = word.lower
        if len(lower) < NAMED or self._is_known(lower) or self._is_english(lower) or self._is_english(stem(lower)):
            return None
        found = self._nearest(lower, self._names, 2 if len(lower) >= LONG else 1)
        sure = found is not None and (found[-1] == lower[-1] or len(lower) >= LONG)
        return self._written[found] if found is not None and sure else None

    def _find_short(self, lower: str, before: Word | None) -> str | None:
        """Return the word that one of three or four letters is a slip of; not where a name stands ("what is abcd")."""
        turned = [word for word in _TURNED if word != lower and sorted(word) == sorted(lower)]
        if len(turned) == 1:
            return turned[0]
        if len(lower) < SHORT or before is None or before.lower in BE:
            return None
        longer = [form for form in self._forms if len(form) == SHORTEST]
        return self._nearest(lower, longer, 1) or self._find_token(lower)

    def _find_token(self, token: str) -> str | None:
        """Return a word whose stem is the nearest token of the documents: "expense" for "expens"."""
        found = self._nearest(token, self._corpus, 1)
        return found and next((found + ending for ending in _ENDINGS if stem(found + ending) == found), found)

    @staticmethod
    def _nearest(word: str, choices: list[str], slips: int) -> str | None:
        """Return the nearest choice that begins with the same letter; of several the one that ends with the same."""
        hits = process.extract(word, choices, scorer=DamerauLevenshtein.distance, score_cutoff=slips, limit=9)
        near = [(distance, choice) for choice, distance, _ in hits if choice[0] == word[0]]
        best = min((distance for distance, _ in near), default=0)
        nearest = [choice for distance, choice in near if distance == best]
        ending = [choice for choice in nearest if choice[-1] == word[-1]]
        return nearest[0] if len(nearest) == 1 else ending[0] if len(ending) == 1 else None


def _is_in_dictionary(lower: str) -> bool:
    """Tell whether a word is an ordinary one; "scaner" has the form of one that does something, but is none."""
    return len(lower) >= SHORTEST and not lower.endswith(("er", "est")) and is_word(lower)
