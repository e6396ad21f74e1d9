"""Picking: which name in a sentence is the one that a question asks for."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import takewhile

from api.answering.graph.facts.parts import find_part
from api.answering.model import Term
from api.answering.question.asked.focus import asks_for_sort
from api.answering.question.asked.nouns import asks_what_it_is
from api.answering.question.asked.sought import Side, Sought, find_sought
from api.answering.question.asked.wanted import Wanted
from api.answering.question.reading import Reading
from api.answering.question.words.words import ARTICLES, BE, CLAUSES, DO, EMPTY, MODALS, PREPOSITIONS, Word, read_words
from api.answering.text.sentences.antecedents import names_all
from api.answering.text.sentences.sentences import Sentence
from api.answering.text.values.candidates import Candidate, CandidateFinder, join_names
from api.answering.text.values.name_kinds import APPOSED, BESIDE, KNOWN, NameKinds
from api.answering.text.values.written_kinds import is_written_as
from indexer.tokens import find_tokens
from ontology import Field

_BEHIND_NAME = 8
_REACH = 5.0
_BORDER = 4
_COUNTED = 3
_BY = 3

SURE = 1.0
MARGIN = 0.12
# How near to what is said a name must stand, where anything of it is said.
NEAR = 0.12
CLOSE = 0.6
MODIFIER = 0.3
# Behind these a name says where or whither something is done, and not who does it.
_PLACING = frozenset("on onto to into via".split())
_THANKS = frozenset("thanks thank credit credits due kudos".split())
_RELATIVE = frozenset(("which", "that", "who"))
_CALLED = frozenset("called named dubbed".split())
_PASSIVE = 4  # words between a name and what is done to it
_BEFORE_BE = frozenset("to has have had will can must may should".split())
_DOERS = ("ers", "ors", "er", "or", "ists", "ist")
# What the place of a name counts for: a word asked about before its preposition, the preposition asked for or another,
# whether it does what is said, and on which side of what is said it stands where that is done to it.
BEHIND_ASKED = 0.2
MARKED, OTHER_MARKED = 0.2, -0.1
DOES, DOES_NOT = 0.25, -0.15
BEHIND, BEFORE = 0.2, -0.1
# How well a name fits that is called what the question says.
CALLED = 2.0
# What it counts for that the words of a question stand right behind a name, and how many have to.
ALIGNED, LEAST_ALIGNED = 0.35, 2


@dataclass(frozen=True, slots=True)
class Pick:
    """The names chosen, and how well the first fits (above `SURE` where it is the answer).

    `borne`: the words of the question that need not stand in the sentence, since the name is of that kind.
    """

    items: tuple[Term, ...]
    strength: float
    borne: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Marks:
    """What the marks of a sentence tell of its words: how many clauses end before each, and which open a bracket."""

    borders: Sequence[int]
    opened: frozenset[int]

    @classmethod
    def read(cls, text: str, words: Sequence[Word]) -> _Marks:
        opened = frozenset(n for n, word in enumerate(words) if text[max(0, word.start - 1) : word.start] == "(")
        return cls(count_borders(text, words), opened)


class NamePicker:
    """Choose among the names of a sentence."""

    def __init__(self, candidates: CandidateFinder, kinds: NameKinds, field: Field) -> None:
        self._candidates = candidates
        self._kinds = kinds
        self._ontology = field.ontology
        self._verb_forms = field.lexicon.verb_forms

    def pick(self, reading: Reading, sentence: Sentence, wanted: Wanted) -> Pick:
        """Return the name that a question asks for, with those joined to it; none where no one stands out."""
        if asks_what_it_is(reading) or asks_for_sort(reading):
            return Pick((), 0.0)
        sought = find_sought(reading)
        said = frozenset(sought.rest).union(*(wanted.alternatives.get(token, ()) for token in sought.rest))
        words = read_words(sentence.text)
        tokens = [frozenset(find_tokens(word.text)) for word in words]
        marks = _Marks.read(sentence.text, words)
        found = self._candidates.find(reading, sentence, words)
        said_here = frozenset(sought.rest) & frozenset().union(*tokens)
        own = (one for one in found if _is_in_part(one, sentence.text, said_here))
        content = {reading.lowers[n] for n in reading.content if sought.nouns.isdisjoint(reading.tokens([n]))}
        by_no_noun = reading.answer_class is None and not sought.nouns
        candidates = [one for one in own if not _is_asked_about(one, content, by_no_noun)]
        if reading.asks in {"who", "whom"}:
            candidates = [one for one in candidates if not _is_home_of(one, candidates, words)]
        called = [one for one in candidates if _is_called_so(one, reading, words, tokens)]
        if len(called) == 1:
            return Pick((called[0].term,), CALLED, sought.heads)
        scored = sorted(
            (
                (score, candidate)
                for candidate in candidates
                if (score := self._score(reading, sought, said, candidate, words, tokens, marks)) > 0
            ),
            key=lambda pair: (-pair[0], pair[1].first),
        )
        kinds = {one: self._kinds.fit(reading, sought, one, words) for one in candidates}
        if not scored:
            return Pick((), 0.0)
        best, chosen = scored[0]
        fitting = [one for one in candidates if one is chosen or (kinds[one] > 0 and not one.single)]
        joined = join_names(chosen, fitting, words, sentence.text)
        if wanted.several:
            # What is listed beside each other is of one kind: a name between others that are of it is of it, too.
            listed = join_names(chosen, [one for one in candidates if not one.single], words, sentence.text)
            joined = listed if 2 * sum(one in fitting for one in listed) > len(listed) else joined
        others = [score for score, candidate in scored if candidate not in joined]
        sure = best >= SURE and not any(_is_workplace(one, words, reading.asks) for one in (chosen, *joined))
        sure = sure and not _tells_of_place(chosen, candidates, words, sentence.text, reading.asks)
        if not sure or (others and best - others[0] < MARGIN) or (wanted.several and len(joined) == 1):
            named = names_all(sentence, reading, self._ontology)
            doers = {one: kind for one, kind in kinds.items() if not _is_aside(one, words, reading.asks)}
            items = self._only_of_kind(doers, words, sentence.text, wanted, sought) if named else ()
            return Pick(items, best)
        items = _as_one(joined, words, sentence.text, sought, wanted) or tuple(dict.fromkeys(c.term for c in joined))
        items = _with_noun(chosen, reading, words, sentence.text) or items if len(joined) == 1 else items
        if sought.count not in {None, len(items)}:
            return Pick((), best)  # the sentence lists more than its names
        kind = self._kinds.fit(reading, sought, chosen, words)
        written = all(is_written_as(item.label, sought.nouns) for item in items)
        borne = sought.nouns if written else sought.heads if kind >= KNOWN else frozenset[str]()
        return Pick(items, best, borne)

    @staticmethod
    def _only_of_kind(
        kinds: Mapping[Candidate, float], words: Sequence[Word], text: str, wanted: Wanted, sought: Sought
    ) -> tuple[Term, ...]:
        """Return the only names that surely are of the kind asked for, wherever they stand in their sentence."""
        sure = [one for one, kind in kinds.items() if kind >= KNOWN]
        joined = join_names(sure[0], sure, words, text) if sure else []
        items = tuple(dict.fromkeys(candidate.term for candidate in joined))
        if len(joined) != len(sure) or (wanted.several and len(items) == 1) or sought.count not in {None, len(items)}:
            return ()
        return items

    def _score(
        self,
        reading: Reading,
        sought: Sought,
        said: frozenset[str],
        candidate: Candidate,
        words: Sequence[Word],
        tokens: Sequence[frozenset[str]],
        marks: _Marks,
    ) -> float:
        borders = marks.borders
        kind = self._kinds.fit(reading, sought, candidate, words)
        aligned = _is_aligned(sought, candidate, words)
        if candidate.single and not aligned:
            return 0.0
        kind += ALIGNED if kind > 0 and aligned else 0.0
        if kind <= 0 or (reading.asks == "who" and _is_place(candidate, words)):
            return 0.0
        if (BE | DO).isdisjoint(reading.lowers) and _is_done_to(candidate, words, tokens, said):
            return 0.0
        if self._modifies(candidate, words, sought):
            kind -= MODIFIER
        # Where a name is told to be of the noun, the noun says nothing more of its place.
        told = self._kinds.told(reading, sought, candidate, words)
        near_to = said if told else said | sought.heads
        own = candidate.indices
        places = [n for n, held in enumerate(tokens) if held & near_to and n not in own]
        beside = CLOSE if told >= BESIDE else 0.0
        if _in_brackets_behind(candidate, places, words, marks.opened):
            return max(kind, APPOSED) + beside + ALIGNED + 1.0  # "its sponsors (A and B)" sponsor it
        if _are_called(candidate, places, words):
            # "A and B being our Acme sponsors" did it, and not Acme.
            beside += CLOSE + ALIGNED
        if not places:
            return kind + beside + _standing(sought, candidate, words, places)
        near = max(_nearness(candidate, places, borders), beside)
        return kind + near + _standing(sought, candidate, words, places) if near >= NEAR else 0.0

    def _modifies(self, candidate: Candidate, words: Sequence[Word], sought: Sought) -> bool:
        """Tell whether a name only says more of the noun behind it: "the Acme kernel"."""
        if candidate.last + 1 >= len(words) or words[candidate.last].possessive:
            return False
        follows = words[candidate.last + 1]
        plain = follows.text == follows.lower and follows.start - words[candidate.last].end == 1
        known = follows.lower in self._verb_forms | EMPTY | PREPOSITIONS | CLAUSES
        formed = follows.lower.endswith(("ed", "s", "ing", "ly"))
        return plain and not known and not formed and not sought.heads & set(find_tokens(follows.text))


def _as_one(
    joined: Sequence[Candidate], words: Sequence[Word], text: str, sought: Sought, wanted: Wanted
) -> tuple[Term, ...]:
    """Return two names as the one that the noun asked for makes of them: "of A and B magazine"; nothing elsewhere."""
    if wanted.several or len(joined) != 2:
        return ()
    first, last = sorted(joined, key=lambda one: one.first)
    between = text[words[first.last].end : words[last.first].start].strip()
    behind = words[last.last + 1] if last.last + 1 < len(words) else None
    if between not in {"and", "&"} or behind is None or not sought.heads & set(find_tokens(behind.text)[:1]):
        return ()
    return (Term(label=text[words[first.first].start : words[last.last].end]),)


def _with_noun(candidate: Candidate, reading: Reading, words: Sequence[Word], text: str) -> tuple[Term, ...]:
    """Return initials with the plural behind them that they say more of, where a thing is asked for: "IP addresses".

    Nothing elsewhere.
    """
    behind, after = words[candidate.last + 1 : candidate.last + 2], words[candidate.last + 2 : candidate.last + 3]
    label = candidate.term.label
    if (
        reading.asks != "what"
        or (DO | MODALS).isdisjoint(reading.lowers[:3])
        or not (label.isupper() and label.isalpha())
    ):
        return ()
    plural = bool(behind) and behind[0].text == behind[0].lower and behind[0].lower.endswith("s")
    if not plural or text[words[candidate.last].end : behind[0].start] != " ":
        return ()
    ends = not after or after[0].lower in PREPOSITIONS | {"and", "or"} or text[behind[0].end] in ".,;:)"
    return (Term(label=text[words[candidate.first].start : behind[0].end]),) if ends else ()


def _is_in_part(candidate: Candidate, text: str, asked: frozenset[str]) -> bool:
    """Tell whether what a sentence says of a name has a word asked about: "uses X for this and Y for that"."""
    part = find_part(text, candidate.term.label) if asked else text
    return part == text or not asked.isdisjoint(find_tokens(part))


def _is_asked_about(candidate: Candidate, asked: Set[str], by_no_noun: bool) -> bool:
    """Tell whether words are no more than what a question asks about, or are called by it: "Its Great Kiln"."""
    *before, last = candidate.term.label.lower().split() or [""]
    return {*before, last} <= asked or (bool(before) and by_no_noun and last in asked)


def _is_home_of(candidate: Candidate, others: Sequence[Candidate], words: Sequence[Word]) -> bool:
    """Tell whether a name says where another comes from who is spoken of: "Ada Kettle from Acme, who reviewed it"."""
    before = [n for n in range(max(0, candidate.first - 2), candidate.first) if words[n].lower not in ARTICLES]
    from_it = bool(before) and words[before[-1]].lower in {"from", "of", "at"}
    behind = words[candidate.last + 1].lower if candidate.last + 1 < len(words) else ""
    return from_it and behind == "who" and any(other.last == before[-1] - 1 for other in others)


def _is_called_so(candidate: Candidate, reading: Reading, words: Sequence[Word], tokens: Sequence[Set[str]]) -> bool:
    """Tell whether all that a question says of what it asks for stands before "called" and a name, back to an "and"."""
    if candidate.first == 0 or words[candidate.first - 1].lower not in _CALLED:
        return False
    start = candidate.first - 1
    while start > 0 and words[start - 1].lower not in {"and", "or", *_CALLED}:
        start -= 1
    proper = {n for m in reading.mentions if not m.is_common for n in m.indices}
    asked = set(reading.tokens(n for n in reading.content if n not in proper and n != reading.answer_noun))
    return len(asked) > 1 and asked <= frozenset[str]().union(*tokens[start : candidate.first])


def _is_aligned(sought: Sought, candidate: Candidate, words: Sequence[Word]) -> bool:
    """Tell whether a sentence goes on behind a name as a question does behind the noun it asks for.

    A "which" may stand between, and the noun itself before that: "Zorblat project, which offers".
    """
    start = candidate.last + 1
    which = next((n for n, word in enumerate(words[start : start + 2], start) if word.lower in _RELATIVE), None)
    if which is not None and all(not sought.heads.isdisjoint(find_tokens(word.text)) for word in words[start:which]):
        start = which + 1
    said = [word.lower for word in words[start : start + len(sought.behind)]]
    same = list(takewhile(lambda pair: pair[0] == pair[1], zip(said, sought.behind, strict=False)))
    return len(same) >= LEAST_ALIGNED and any(word not in EMPTY for word, _ in same)


def _in_brackets_behind(
    candidate: Candidate, places: Sequence[int], words: Sequence[Word], opened: Collection[int]
) -> bool:
    """Tell whether a name opens what stands behind a word asked about that is a noun for those who do it."""
    before = candidate.first - 1
    return before in places and candidate.first in opened and words[before].lower.endswith(_DOERS)


def _are_called(candidate: Candidate, places: Sequence[int], words: Sequence[Word]) -> bool:
    """Tell whether a sentence says by a noun for those who do it that a name did what is asked about."""
    lowers = [word.lower for word in words]
    behind = range(candidate.last + 2, min(len(words), candidate.last + 1 + _BEHIND_NAME))
    if set(lowers[candidate.last + 1 : candidate.last + 2]) & (BE | {"being"}):
        return any(n in places and lowers[n].removesuffix("s").endswith(_DOERS) for n in behind)
    return False


def _is_workplace(candidate: Candidate, words: Sequence[Word], asks: str) -> bool:
    """Tell whether a name says where somebody who is asked for did something: "begun at Acme"."""
    return asks in {"who", "whom"} and candidate.first > 0 and words[candidate.first - 1].lower == "at"


def _tells_of_place(
    candidate: Candidate, candidates: Sequence[Candidate], words: Sequence[Word], text: str, asks: str
) -> bool:
    """Tell whether a name stands in the brackets behind a place where somebody did something: "at Acme (Leeds)"."""
    opening = text.rfind("(", 0, words[candidate.first].start)
    before = [one for one in candidates if opening > 0 and words[one.last].end <= opening]
    inside = ")" not in text[opening : words[candidate.first].start]
    return bool(before) and inside and _is_workplace(before[-1], words, asks)


def _is_done_to(candidate: Candidate, words: Sequence[Word], tokens: Sequence[Set[str]], said: Set[str]) -> bool:
    """Tell whether what is asked about is done to a name, and not by it: "causes Gears to be created"."""
    behind = words[candidate.last + 1 : candidate.last + 1 + _PASSIVE]
    being = next((n for n, word in enumerate(behind) if word.lower in BE | {"been", "being"}), None)
    if being is None or any(word.lower not in _BEFORE_BE for word in behind[:being]):
        return False
    done = [n for n, word in enumerate(behind) if n > being and word.lower.endswith(("ed", "en", "wn", "lt", "de"))]
    return bool(done) and not said.isdisjoint(tokens[candidate.last + 1 + done[0]])


def _is_aside(candidate: Candidate, words: Sequence[Word], asks: str) -> bool:
    """Tell whether a name says where, or to whom, somebody who is asked for did something."""
    return asks in {"who", "whom"} and (_is_workplace(candidate, words, asks) or _is_place(candidate, words))


def _is_place(candidate: Candidate, words: Sequence[Word]) -> bool:
    before = [word.lower for word in words[: candidate.first] if word.lower not in ARTICLES]
    return bool(before) and before[-1] in _PLACING and before[-2:-1] not in ([word] for word in _THANKS)


def _nearness(candidate: Candidate, places: Sequence[int], borders: Sequence[int]) -> float:
    """Return how near a name stands to the words at `places`, in [0, 1]; a border between clauses is a long way."""
    ways = [
        min(abs(n - candidate.first), abs(n - candidate.last)) + _BORDER * abs(borders[n] - borders[candidate.first])
        for n in places
    ]
    nearest = sorted(ways)[:_COUNTED]
    return sum(math.exp(-way / _REACH) for way in nearest) / len(nearest)


def _standing(sought: Sought, candidate: Candidate, words: Sequence[Word], places: Sequence[int]) -> float:
    """Return what the place of a name tells: its preposition, and the side on which it stands of what is said."""
    preposition = ""
    for n in range(candidate.first - 1, max(-1, candidate.first - 5), -1):
        if words[n].lower in PREPOSITIONS | BE:
            preposition = words[n].lower
            break
    worth = BEHIND_ASKED if preposition and n - 1 in places else 0.0
    if sought.markers and preposition:
        worth += MARKED if preposition in sought.markers else OTHER_MARKED
    if not places or sought.side is Side.ANY:
        return worth
    nearest = min(places, key=lambda n: abs(n - candidate.first))
    if sought.side is Side.BEFORE:
        passive = preposition == "by" and 0 < candidate.first - nearest <= _BY
        does = passive or (candidate.last < nearest and preposition in {"", "named"})
        return worth + (DOES if does else DOES_NOT)
    return worth + (BEHIND if candidate.first > nearest else BEFORE)


def count_borders(text: str, words: Sequence[Word]) -> list[int]:
    """Return for each word how many borders of clauses stand before it."""
    counted, borders = [], 0
    for n, word in enumerate(words):
        between = text[words[n - 1].end : word.start] if n else ""
        borders += bool(re.search(r"[,;:()]|\s[-–—]\s", between))
        counted.append(borders)
    return counted
