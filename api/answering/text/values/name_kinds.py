"""The kinds of names: how well a name in a sentence is of the kind that a question asks for."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace

from api.answering.graph.facts.kinds import KindReader
from api.answering.question.asked.sought import EMPTY_TOKENS, Sought
from api.answering.question.entities import Known
from api.answering.question.reading import Reading
from api.answering.question.words.words import ARTICLES, BE, CLAUSES, PREPOSITIONS, Word
from api.answering.text.values.candidates import NAMED, Candidate
from api.answering.text.values.written_kinds import is_written_as
from indexer.tokens import find_tokens
from ontology import Ontology
from ontology.roles import Role

# How surely a name is of a kind: with the noun right before it, with the noun beside it, by what is told elsewhere.
APPOSED, BESIDE, KNOWN = 1.15, 1.0, 0.85
# Where nothing says it is of the noun asked for: what is surely of the class asked for or may be, where a noun narrows
# the class (a work of some kind) for less; a name or a mere word where neither class nor noun is asked for.
OF_CLASS, MAY_BE = 0.9, 0.5
OF_WIDER_CLASS, MAY_BE_OF_WIDER = 0.5, 0.35
ANY_NAME, ANY_WORD = 0.6, 0.2
# A work where another class is asked for: documents say "who" of works too.
ANOTHER = 0.4
_ANY_WORK = frozenset(find_tokens("project tool software product solution"))
_BREAKS = PREPOSITIONS | BE | CLAUSES
_BEFORE_NAME, _BEHIND_NAME, _BEHIND_AS, _APPOSED = 2, 5, 8, 5  # words
_MARKED = 2  # characters between two words with a mark between them


class NameKinds:
    """Tell of what kind the names of sentences are."""

    def __init__(self, kinds: KindReader, ontology: Ontology, works: Set[str]) -> None:
        """`works`: the nouns for works of all kinds, in small letters."""
        self._kinds = kinds
        self._works = works
        self._kinds_of_work = frozenset(token for noun in works for token in find_tokens(noun)) - EMPTY_TOKENS
        self._ontology = ontology

    def fit(self, reading: Reading, sought: Sought, candidate: Candidate, words: Sequence[Word]) -> float:
        """Return how well a name is of the kind asked for, in [0, 1]; 0 where it is not."""
        known = candidate.known
        proper = not candidate.plain and (known is None or candidate.introduced or self._is_name(known))
        told = self.told(reading, sought, candidate, words)
        if not told and self._is_of_other_kind(sought, candidate, words):
            return 0.0
        if reading.answer_class in {None, "Date", "Concept", "Thing"}:
            return self._fit_any(reading, sought, known, told, proper)
        kind = known.type if known is not None else "Thing"
        if self._says_more(kind, reading.answer_class or ""):
            return 0.0  # "an Acme project" does not call Acme a project
        if told >= BESIDE or (told and self._ontology.plays(kind, Role.WORK)):
            return told  # a name is of the kind that sentences say it is of
        wanted = reading.answer_class or ""
        if not self._ontology.may_be(kind, (wanted,)):
            return self._fit_another(reading, sought, known, words)
        sure = kind != "Thing" and self._ontology.is_a(kind, wanted)
        if self._ontology.plays(wanted, Role.CLOSED, Role.VALUE):
            return 1.0 if sure else 0.0
        if self._ontology.plays(wanted, Role.WORK) and sought.nouns and not told:
            return OF_WIDER_CLASS if sure else (MAY_BE_OF_WIDER if proper else 0.0)
        return max(told, OF_CLASS if sure else (MAY_BE if proper else 0.0))

    def _is_of_other_kind(self, sought: Sought, candidate: Candidate, words: Sequence[Word]) -> bool:
        """Tell whether a sentence says of a name that it is a work of another kind than the one asked for."""
        apposed = _find_apposed(candidate.last, words)
        if apposed is None or not sought.heads - EMPTY_TOKENS or words[candidate.last + 1].lower not in ARTICLES:
            return False
        return words[apposed].lower in self._works and not sought.heads.isdisjoint(self._kinds_of_work)

    def _says_more(self, kind: str, wanted: str) -> bool:
        """Tell whether what is of a kind only says more of a work that is asked for: its level, host or language."""
        return self._ontology.plays(wanted, Role.WORK) and self._ontology.plays(kind, Role.LEVEL, Role.HOST, Role.VALUE)

    def _fit_any(self, reading: Reading, sought: Sought, known: Known | None, told: float, proper: bool) -> float:
        """Return how well a name fits where no class is asked for, but perhaps a noun or an end of a relation."""
        meant = self._is_end(reading, known)
        if not sought.nouns:
            return KNOWN if meant else (ANY_NAME if proper else ANY_WORD)
        by_relation = meant and _asks_by_relation(reading, sought)
        return max(told, KNOWN if by_relation else 0.0) or (MAY_BE_OF_WIDER if proper else 0.0)

    def _fit_another(self, reading: Reading, sought: Sought, known: Known | None, words: Sequence[Word]) -> float:
        """Return how well a name of another class fits: documents say "who" of works, and "founder" of companies."""
        wanted = reading.answer_class or ""
        if wanted == "Person" and self._is_end(reading, known) and _asks_by_relation(reading, sought):
            return KNOWN
        works = known is not None and self._ontology.plays(known.type, Role.WORK)
        said = {token for word in words for token in find_tokens(word.text)}
        another = self._ontology.plays(wanted, Role.WORK) and bool(sought.heads & said)
        return ANOTHER if works and (another or reading.asks in {"who", "whom"}) else 0.0

    def told(self, reading: Reading, sought: Sought, candidate: Candidate, words: Sequence[Word]) -> float:
        """Return how surely a name is said to be of the noun asked for: beside it, or by what is told of it."""
        if is_written_as(candidate.term.label, sought.nouns):
            return APPOSED
        told = self._tell(_widen(sought), candidate, words) if sought.nouns else 0.0
        return 0.0 if told and _is_of_other(reading, sought, candidate, words) else told

    def _tell(self, sought: Sought, candidate: Candidate, words: Sequence[Word]) -> float:
        """Return the same, whosever the name is said to be."""
        before = candidate.first - 1
        while before >= 0 and words[before].lower in NAMED | {"as", "known", "like", "including"}:
            before -= 1
        opens = candidate.opens or _opens_clause(candidate, words)
        if before >= 0 and not opens and sought.heads & set(find_tokens(words[before].text)):
            return APPOSED
        beside = [*([] if opens else _find_before(before, words)), *_find_behind(candidate.last, words)]
        if sought.heads & {token for n in beside for token in find_tokens(words[n].text)}:
            return BESIDE
        apposed = _find_apposed(candidate.last, words)
        if apposed is not None and sought.heads & set(find_tokens(words[apposed].text)):
            return APPOSED
        narrow = sought.heads - EMPTY_TOKENS
        known = candidate.known
        words_of = candidate.term.label.split()
        may_be = known is None or known.type == "Thing" or self._ontology.plays(known.type, Role.WORK)
        if len(words_of) > 1 and narrow & set(find_tokens(words_of[-1])) and may_be:
            return BESIDE  # "the Zorblat Service" is a service
        if known is None:
            return 0.0
        return KNOWN if narrow & self._kinds.words(known.iri) else 0.0

    def _is_end(self, reading: Reading, known: Known | None) -> bool:
        """Tell whether what a name names is surely of a class that the relations worded have at the end asked for."""
        return known is not None and any(self._ontology.is_a(known.type, name) for name in reading.end_classes)

    def _is_name(self, known: Known) -> bool:
        """Tell whether an entity is called by a name, and not by a word for its kind."""
        topic = known.type == "Thing" or self._ontology.is_a(known.type, "Topic")
        return known.label != known.label.lower() or not topic


def _widen(sought: Sought) -> Sought:
    """Return what is sought by any noun for a work where one is asked for: a "tool" may be called a project."""
    return replace(sought, heads=sought.heads | _ANY_WORK) if sought.heads & _ANY_WORK else sought


def _opens_clause(name: Candidate, words: Sequence[Word]) -> bool:
    """Tell whether a name has a clause of its own behind a mark: "Acme is our codec, Zorb is our store"."""
    follows = words[name.last + 1].lower if name.last + 1 < len(words) else ""
    return name.first > 0 and follows in BE and words[name.first].start - words[name.first - 1].end > 1


def _find_before(last: int, words: Sequence[Word]) -> range:
    """Return the few words up to one before a name, those behind a preposition alone."""
    near = range(max(0, last - _BEFORE_NAME + 1), last + 1)
    ends = [n for n in near if words[n].lower in _BREAKS]
    return range(ends[-1] + 1, last + 1) if ends else near


def _find_behind(last: int, words: Sequence[Word]) -> list[int]:
    """Return the words that say what a name is: those behind "is", "a" or "as", else two up to a preposition."""
    behind = [word.lower for word in words[last + 1 : last + 4]]
    far = set(behind[:1]) & BE and "as" in behind[1:]  # "X is used as Acme's default codec"
    after = range(last + 1, min(len(words), last + 1 + (_BEHIND_AS if far else _BEHIND_NAME)))
    if after and words[last + 1].lower in ARTICLES | BE | {"as"}:
        return list(after)
    end = next((n for n in after if words[n].lower in _BREAKS), len(words))
    return [n for n in after[:2] if n < end]


def _find_apposed(last: int, words: Sequence[Word]) -> int | None:
    """Return the last of the few words between two marks behind a name: "the ACB, advanced bakers exam, is ..."."""
    behind = range(last + 1, min(len(words), last + 1 + _APPOSED))
    if not behind or words[last + 1].start - words[last].end < _MARKED:
        return None
    ends = (n for n in behind if n + 1 == len(words) or words[n + 1].start - words[n].end >= _MARKED)
    end = next(ends, None)
    broken = end is None or any(words[n].lower in _BREAKS | {"and", "or"} for n in range(last + 1, end + 1))
    return None if broken else end


def _is_of_other(reading: Reading, sought: Sought, name: Candidate, words: Sequence[Word]) -> bool:
    """Tell whether a name is said to be another name's, where a thing's own is asked for: "the codec of Zorb"."""
    heads = (n for n in _find_behind(name.last, words) if sought.heads & set(find_tokens(words[n].text)))
    place = next(heads, None)
    if place is None or not reading.mentions or [word.lower for word in words[place + 1 : place + 2]] != ["of"]:
        return False
    owner = next((word for word in words[place + 2 :] if word.lower not in ARTICLES), None)
    named = {token for mention in reading.mentions for n in mention.names for token in find_tokens(n)}
    return owner is not None and owner.text[:1].isupper() and named.isdisjoint(find_tokens(owner.text))


def _asks_by_relation(reading: Reading, sought: Sought) -> bool:
    """Tell whether the noun asked for says what somebody is to another: "owner", "developer" (who may be a company)."""
    return any(sought.heads & set(reading.tokens(use.indices)) for use in reading.nouns)
