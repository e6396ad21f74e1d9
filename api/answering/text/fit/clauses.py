"""Clauses: what the clause of a sentence tells, of which of the names in it, and when."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from api.answering.question.asked.alone import goes_on
from api.answering.question.reading import Mention
from api.answering.question.words.words import ARTICLES, BE, PREPOSITIONS, Word, read_words
from api.answering.text.sentences.sentences import Sentence
from indexer.tokens import find_tokens
from kg.documents import Span
from kg.language.dates import find_dates
from kg.language.words import find_verb, is_word

# Where a clause with a subject of its own begins.
_BORDER = re.compile(r"[;:]\s|,\s(?:and|but|while)\s|\sand\s(?=(?:it|they|he|she)\b)")
_OWN_VERB = re.compile(r",\s(?:is|are|was|were|has|have|had)\b")
_ITS = frozenset("its their his".split())
_IT = frozenset("it they them he she him her".split())
_RELATIVE = frozenset(["which", "that"])
# "Work on X began", "the first release of X came": what happened to these happened to X.
_ITSELF = frozenset("work development version release project idea code".split())
# Words behind which something else is told, and behind which an event is only named to tell when another was.
_ELSEWHERE = frozenset("after before when while since until as where they he she it".split())
_THEN = frozenset("after before since until than".split())
_NEAR = 4  # words
_PASSIVE = 3  # words between "was" and its verb


def find_clauses(sentence: Sentence, asked: Mention, names: Collection[str], nouns: Collection[str]) -> list[Clause]:
    """Return the clauses of a sentence, seen from what is asked about.

    `names`: the other names in it. `nouns`: those that may stand for a name, "the project".
    """
    text = sentence.text
    borders = [0, *(border.end() for border in _BORDER.finditer(text)), len(text)]
    return [Clause(text[start:end], start, asked, names, nouns, sentence) for start, end in pairwise(borders)]


def find_stems(word: Word) -> set[str]:
    """Return a word as the index compares it, and so the verb that it is a form of: "began"."""
    return {*find_tokens(word.text)[:1], *find_tokens(find_verb(word.lower) or "")[:1]}


class Clause:
    """A clause of a sentence, where it begins there, with the names in it."""

    def __init__(
        self,
        text: str,
        start: int,
        asked: Mention,
        names: Collection[str],
        nouns: Collection[str],
        sentence: Sentence,
    ) -> None:
        self._nouns = nouns
        self._text = text
        self.dates = [span for span, _ in find_dates(text)]
        self._words = read_words(text)
        meant = {place - start: iri for place, iri in sentence.referents.items() if place >= start}
        self._meant = {n: meant[word.start] for n, word in enumerate(self._words) if word.start in meant}
        own = {n for n, iri in self._meant.items() if iri == asked.entity.iri}
        own.update(_find_shortened(asked.entity.label, self._words))
        self._asked = own.union(*(_find_places(name, self._words) for name in asked.names))
        self._asked -= {n for n in self._asked if self._is_joined(n - 1) or self._is_joined(n + 1)}
        others = set(self._meant).union(*(_find_places(name, self._words) for name in names))
        self._others = {n for n, word in enumerate(self._words) if n in others or _is_name(n, word)} - self._asked
        self._others -= {
            n for n, word in enumerate(self._words) if any(s.start <= word.start < s.end for s in self.dates)
        }

    def _is_joined(self, n: int) -> bool:
        """Tell whether a word beside the name asked about makes another name with it: "Talos" before "Acme"."""
        if n in self._asked or not 0 <= n < len(self._words) or not _is_name(n, self._words[n]):
            return False
        word = self._words[n]
        beside = n + 1 if n + 1 in self._asked else n - 1
        first, second = sorted((word, self._words[beside]), key=lambda one: one.start)
        return word.text != word.lower and not first.possessive and self._text[first.end : second.start] == " "

    @property
    def is_of_other(self) -> bool:
        """Whether it names other things alone."""
        return bool(self._others) and not self._asked

    def says(self, verbs: set[str]) -> bool:
        """Tell whether one of some verbs stands in it, in whatever form."""
        return any(verbs & find_stems(word) for word in self._words)

    def find_verbs(self, verbs: set[str], dated: bool) -> list[int]:
        """Return the places of its words that are one of some verbs, in a form that tells what happened.

        That may be any form before what is asked about: "agreed to host Acme". `dated`: nouns tell it too, where it is
        asked when, and not who did it; that is told by what somebody is, "the Acme Board chair".
        """
        said = [n for n, word in enumerate(self._words) if n not in self._others and verbs & find_stems(word)]
        return [
            n
            for n in said
            if n + 1 in self._asked or self._is_past(n) or (self._is_event(n) if dated else n - 1 in self._asked)
        ]

    def _is_past(self, n: int) -> bool:
        """Tell whether a word is a verb of what was done, and no noun."""
        return find_verb(self._words[n].lower) is not None

    def _is_event(self, n: int) -> bool:
        """Tell whether a noun names what happened: "its first release", and not "after its release", "open code"."""
        lowers = [word.lower for word in self._words]
        apart = _THEN.isdisjoint(lowers[max(0, n - _NEAR) : n]) and not lowers[n].endswith("ing")
        return apart and goes_on(lowers[n + 1 : n + 2])

    @property
    def speaks_of_asked(self) -> bool:
        """Whether it names what is asked about, and not to say more of another thing: "a Zorblat kernel developer"."""
        lowers = [word.lower for word in self._words]
        return any(goes_on(lowers[n + 1 : n + 2]) for n in self._asked if n + 1 not in self._asked)

    def may_be_of_asked(self, verbs: set[str], dated: bool, alone: bool, meant: bool) -> bool:
        """Tell whether something of what it tells may have happened to what is asked about.

        `dated`: that is told by the verb before a date, else the first behind it. `alone`: the question names nothing
        that it was done to. `meant`: "it" may stand for what is asked about.
        """
        places = self.find_verbs(verbs, dated)
        if dated:
            places = [verb for date in self.dates for verb in self._find_dated(places, date)]
        return any(self._is_of_asked(verb, alone, meant) for verb in places)

    def _find_dated(self, verbs: Sequence[int], date: Span) -> list[int]:
        """Return which verb a date is of: the last before it, but for "who founded X, was there in 2016"."""
        before = [n for n in verbs if self._words[n].start < date.start]
        own = [n for n in before if _OWN_VERB.search(self._text, self._words[n].end, date.start) is None]
        return own[-1:] if before else [n for n in verbs if self._words[n].start >= date.end][:1]

    def _is_of_asked(self, verb: int, alone: bool, meant: bool) -> bool:
        """Tell whether what a verb says may have happened to what is asked about."""
        lowers = [word.lower for word in self._words]
        behind = next((n for n in range(verb + 1, len(lowers)) if n in self._asked | self._others), len(lowers))
        between = set(lowers[verb + 1 : behind])
        if behind in self._asked and between.isdisjoint(_ELSEWHERE):
            before = self._find_preposition(behind)
            if not before or self._is_itself(behind):
                return True
        active = BE.isdisjoint(lowers[max(0, verb - _PASSIVE) : verb])
        if behind in self._others and alone and active and between <= ARTICLES | _RELATIVE:
            return False  # "X founded Y"
        if active and (_IT & set(lowers[verb + 1 : verb + 2]) or self._is_noun_for_asked(verb + 1)):
            return meant and verb - 1 not in self._asked  # "Acme founded it", "Acme founded the firm"
        if verb - 1 in self._asked:
            return True  # "runs on X, made by Acme"
        for n in range(verb - 1, -1, -1):
            if lowers[n] in _ITS:
                return meant and not self._is_past(verb) and verb - n <= _NEAR  # "its first release"
            if lowers[n] in _IT and n not in self._meant:
                return meant
            before = self._find_preposition(n)
            if n in self._asked and (not before or self._is_itself(n)):
                return True
            if n in self._others and not before:
                return self._is_led(n)
        return meant and all(n > verb for n in self._asked)  # "a scheme of X began"

    def _is_noun_for_asked(self, n: int) -> bool:
        """Tell whether words stand for a name: "the project"."""
        first, second = (*(word.lower for word in self._words[n : n + 2]), "", "")[:2]
        return first in {"the", "this"} and second in self._nouns

    def _is_led(self, other: int) -> bool:
        """Tell whether the name asked about stands before the clause that another name opens: "X, which Acme made"."""
        first = self._find_first(other)
        return first > 1 and self._words[first - 1].lower in _RELATIVE and first - 2 in self._asked

    def _is_itself(self, n: int) -> bool:
        """Tell whether a name says of what something is that stands for it: "the first version of X"."""
        first = self._find_first(n)
        return any(word.lower in _ITSELF for word in self._words[max(0, first - 3) : first])

    def _find_first(self, n: int) -> int:
        """Return the first word of the name that a word is of."""
        same = self._asked if n in self._asked else self._others
        while n and n - 1 in same:
            n -= 1
        return n

    def _find_preposition(self, n: int) -> str:
        """Return the preposition before the name that a word is of, empty where none stands there."""
        first = self._find_first(n)
        while first and self._words[first - 1].lower in ARTICLES:
            first -= 1
        before = self._words[first - 1].lower if first else ""
        return before if before in PREPOSITIONS else ""


def _find_places(name: str, words: Sequence[Word]) -> Iterator[int]:
    """Yield the places of the words of a name, in either number."""
    tokens, own = ([next(iter(find_tokens(word.text)), "") for word in some] for some in (read_words(name), words))
    for first in range(len(own) - len(tokens) + 1) if tokens else ():
        if own[first : first + len(tokens)] == tokens:
            yield from range(first, first + len(tokens))


def _find_shortened(name: str, words: Sequence[Word]) -> list[int]:
    """Return the places of the last word of a name of several behind "the": "the Quay" of "Acme Quay"."""
    *first, last = name.lower().split()
    return [n for n, word in enumerate(words) if first and n and word.lower == last and words[n - 1].lower == "the"]


def _is_name(n: int, word: Word) -> bool:
    """Tell whether a word is written as a name, or is in no dictionary."""
    capital = word.text != word.lower and n > 0
    strange = not is_word(word.text) and find_verb(word.lower) is None
    return word.text[:1].isalpha() and (capital or strange)
