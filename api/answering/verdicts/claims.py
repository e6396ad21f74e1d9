"""Claims: the sentence that says, or denies, what a question for yes or no asks, be it in near words."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from api.answering.graph.grounds import AHEAD, find_main_verb
from api.answering.question.held import holds, is_of
from api.answering.question.reading import Mention, Reading
from api.answering.question.wanted import Wanted, to_wanted
from api.answering.question.words import BE, Word
from api.answering.text.antecedents import holds_any, read_back
from api.answering.text.prose import has_pronoun
from api.answering.text.sentences import Sentence, SentenceRanker, span_text
from api.answering.verdicts.opposites import says_opposite, sets_against
from api.answering.verdicts.polarity import count_denials, excepts, looks_ahead, sets_apart
from indexer.passages import Hit
from indexer.search import PassageIndex
from indexer.tokens import find_tokens
from kg.documents import Span
from ontology import Field
from ontology.roles import Role

TOP = 12
LOOKED_AT = 12
# How much of what is asked a sentence has to say, and how near it has to come to the question as a whole; the one
# may make up for the other. Calibrated on answerable questions and on such without an answer.
SAID = 0.6
SAID_AND_MET = 0.68
MET = 0.55
# Cosines from which a word of the question counts as said in another word, or as hinted at.
SURELY, NEARLY = 0.68, 0.42
OTHERWISE, HINTED = 0.7, 0.4
# How near another word has to come to a state that is asked about.
STATED = 0.8
# A contrary that is said of the very thing counts as the word.
OPPOSED = 0.8
_WORD = re.compile(r"[\w-]+")
# "A does well but B doesn't": the verb stands before the name.
_ELIDED = re.compile(r"^\w*(?:\s\w+){0,2}\s(?:do|does|did|is|are|can|will)(?:\s?n[o'’]t)?\W*$", re.IGNORECASE)
_KIND = re.compile(
    r"(?:\s\([^)]*\))?(?:\s(?:itself|also|today|now))?"
    r"(?:\s?[,(–—-]|\s(?:(?:is|are|was|were|has been|becomes?|became|remains?|can be|may be)(?:n['’]t)?"
    r"|as|(?:works|acts|serves|counts) as|belongs to)\b)"
    r"\s*(?:(?:not|also|still|now|both|just|only|simply|really)\s)*(?:an?|the|one|another|its|their|our)\s(?P<kind>.{0,80})",
    re.IGNORECASE | re.DOTALL,
)
_CLAUSE = re.compile(r"[.;:]|\b(?:that|which|where|whose|when|with|over)\b", re.IGNORECASE)
_KIND_BEFORE = re.compile(r"(?P<kind>\w+),? (?:(?:such as|like|including|e\.g\.,?|called|named) )?$", re.IGNORECASE)
_BEFORE_NAME = 60  # characters
_SEVERAL = re.compile(r"\b(?:or more|several|multiple|many|various|(?:two|three|four|five|\d+) or)\b", re.IGNORECASE)
_OTHER_NAME = re.compile(r"\b[A-Z][\w-]+|^,?\s(?:and|or|&)\s$|^,\s$")


@dataclass(frozen=True, slots=True)
class Claim:
    """The sentences that say or deny what is asked, the telling one last; `fit` in [0, 1] and somewhat above."""

    is_denied: bool
    sentences: tuple[Sentence, ...]
    fit: float
    hits: Sequence[Hit]


class ClaimReader:
    """Find sentences that bear out what is asked, or say otherwise."""

    def __init__(self, index: PassageIndex, field: Field) -> None:
        self._index = index
        self._field = field
        self._ranker = SentenceRanker(index)

    def find(self, reading: Reading) -> Claim | None:
        """Return the sentence that says most of what is asked, or None where none says enough."""
        wanted = to_wanted(reading, self._field)
        asked = self._asked(reading)
        if not asked and not _others(reading):
            return None
        hits = self._index.search(reading.spelled, TOP, [m.entity.iri for m in reading.mentions], reading.as_of_said)
        best: Claim | None = None
        for sentence in self._ranker.rank(wanted, hits)[:LOOKED_AT]:
            claim = self._read(reading, wanted, asked, sentence, hits)
            if claim is not None and (best is None or claim.fit > best.fit + 0.01):
                best = claim
        return best

    def _read(
        self, reading: Reading, wanted: Wanted, asked: Sequence[int], sentence: Sentence, hits: Sequence[Hit]
    ) -> Claim | None:
        """Return the claim of one sentence, or None where it is not about the names or says too little."""
        text = _cut_to_name(sentence.text, reading)
        if sentence.text.rstrip().endswith(("?", ":")) or not self._names_others(reading, sentence):
            return None
        if not _holds_numbers(reading, text):
            return None
        if text != sentence.text:
            place = sentence.text.index(text)
            start = sentence.span.start + place
            sentence = replace(sentence, span=Span(start, start + len(text)), text=text)
        told = self._about(reading, sentence)
        if told is None:
            return None
        opposed = _find_opposed(reading, asked, text)
        said = self._said(reading, wanted, asked, told, opposed)
        fit = said + sentence.meeting - MET
        if said < SAID or fit < SAID_AND_MET or (not asked and _are_apart(text, reading)):
            return None
        core = set(reading.tokens(asked))
        core |= {t for m in _others(reading) for t in find_tokens(m.surface)}
        core |= {t for token in core for t in wanted.alternatives.get(token, ())}
        if looks_ahead(text, core) and not AHEAD & {word.lower for word in reading.words}:
            return None
        denials = count_denials(text, core) - count_denials(reading.text)
        if denials < 0:
            return None  # "can it run without X" is not answered by "it runs X"
        if not _compares_alike(reading, text) or not _is_told_behind(reading, text, core):
            return None
        excepted = excepts(text, find_tokens(reading.text))
        is_denied = ((denials > 0) != bool(opposed)) != excepted
        return Claim(is_denied, told, fit, hits) if is_denied or _says_kind(reading, text) else None

    def _asked(self, reading: Reading) -> list[int]:
        """Return the words with content that are no name, those of names in small letters too but the first's."""
        named = {
            n
            for m in reading.mentions
            if m is reading.mentions[0] or not self._is_word(m)
            for n in range(m.first, m.last + 1)
        }
        return [n for n in reading.content if n not in named]

    def _is_word(self, mention: Mention) -> bool:
        """Tell whether a name is written as an ordinary word."""
        works = self._field.ontology.plays(mention.entity.type, Role.WORK)
        return mention.is_small and not works

    def _said(
        self,
        reading: Reading,
        wanted: Wanted,
        asked: Sequence[int],
        told: Sequence[Sentence],
        opposed: Collection[int],
    ) -> float:
        """Return the weighted share of the words asked about that a sentence says; names and numbers word for word.

        What the sentences before it and its headings say counts for less. `opposed`: words whose contrary it says.
        """
        *before, sentence = told
        around = (*sentence.headings, *(one.text for one in before))
        context = set(find_tokens(" ".join(around)))
        total = share = 0.0
        heart = _find_heart(reading, asked)
        state = _find_state(reading, asked)
        for n in asked:
            word = reading.words[n]
            token = next(iter(find_tokens(word.text)), "")
            if not token:
                continue
            weight = self._ranker.weight(token)
            worth = OPPOSED if n in opposed else holds(token, sentence.text, wanted)
            near = sentence.met[n] if n < len(sentence.met) else 0.0
            if worth == 0 and (_is_exact(word) or (n in heart and near < NEARLY)):
                return 0.0
            if worth == 0 and n == state and near < STATED:
                return 0.0
            if worth == 0:
                worth = OTHERWISE if near >= SURELY else HINTED if near >= NEARLY or token in context else 0.0
            total += weight
            share += weight * worth
        return share / total if total else 1.0

    def _names_others(self, reading: Reading, sentence: Sentence) -> bool:
        """Tell whether a sentence itself holds the proper names of a question but the first."""
        return all(
            holds_any(sentence.text, [frozenset(find_tokens(name)) for name in m.names])
            for m in _others(reading)
            if not self._is_word(m)
        )

    def _about(self, reading: Reading, sentence: Sentence) -> tuple[Sentence, ...] | None:
        """Return a sentence of the first name, behind those that say whom "it" means; None where it is of others."""
        if not reading.mentions:
            return (sentence,)
        ways = [frozenset(find_tokens(name)) for name in reading.mentions[0].names]
        if holds_any(sentence.text, ways):
            return None if any(sets_apart(sentence.text, name) for name in ways) else (sentence,)
        told = read_back(self._index, sentence, [ways])
        if told is None and reading.mentions[0].entity.iri in sentence.referents.values():
            return (sentence,)
        leading = _find_lead_in(sentence, ways)
        if leading is not None:
            return (leading, sentence)
        if told == (sentence,) and not has_pronoun(sentence.text) and self._names_work(sentence):
            return None  # a page about the one thing speaks of another
        return told

    def _names_work(self, sentence: Sentence) -> bool:
        """Tell whether a sentence speaks of a work by its name."""
        return any(word[:1].isupper() for word in sentence.text.split()[1:3])


def _find_opposed(reading: Reading, asked: Sequence[int], text: str) -> list[int]:
    """Return the words asked about that a sentence does not say, and says the contrary of."""
    if not reading.mentions:
        return []
    said, tokens = set(find_tokens(text)), set(reading.tokens(asked))
    name = {token for name in reading.mentions[0].names for token in find_tokens(name)}
    return [
        n
        for n in asked
        if (n + 1 in asked and sets_against(reading.words[n].lower, reading.words[n + 1].lower, text))
        or (
            not said & set(find_tokens(reading.words[n].text))
            and says_opposite(reading.words[n].lower, text, name, tokens)
        )
    ]


def _find_lead_in(sentence: Sentence, ways: Sequence[frozenset[str]]) -> Sentence | None:
    """Return what leads into the list that a sentence stands in, where it holds a name in one of its ways."""
    if sentence.lead is None:
        return None
    text = span_text(sentence.passage, sentence.lead)
    leads_in = text.rstrip().endswith(":") and holds_any(text, ways)
    return replace(sentence, span=sentence.lead, text=text, lead=None) if leads_in else None


def _cut_to_name(text: str, reading: Reading) -> str:
    """Return the one part between semicolons that names what a question is about, else the whole text.

    What the other parts say is of other things: "A is soft; B is hard".
    """
    if not reading.mentions or ";" not in text:
        return text
    ways = [frozenset(find_tokens(name)) for name in reading.mentions[0].names]
    parts = [part.strip() for part in text.split(";")]
    naming = [part for part in parts if holds_any(part, ways)]
    goes_on = any(has_pronoun(part) for part in parts if part not in naming)
    return naming[0] if len(naming) == 1 and not goes_on else text


def _holds_numbers(reading: Reading, text: str) -> bool:
    """Tell whether a sentence holds the numbers in the names of a question: what is told of X is not told of X 2."""
    numbers = {w for m in reading.mentions for w in find_tokens(m.surface) if w[:1].isdigit()}
    return numbers <= set(find_tokens(text))


def _is_exact(word: Word) -> bool:
    """Tell whether a word has to stand in a sentence as it is: a name, a number."""
    return (word.text != word.lower and word.start > 0) or any(letter.isdigit() for letter in word.text)


def _find_heart(reading: Reading, asked: Sequence[int]) -> Sequence[int]:
    """Return the words right behind the first name: what it does and to what, or what it is."""
    end = reading.mentions[0].last if reading.mentions else -1
    behind = [n for n in asked if n > end]
    return behind[: 2 if find_main_verb(reading) is not None else 1]


def _find_state(reading: Reading, asked: Sequence[int]) -> int | None:
    """Return the last word of a question whether something is so: "is X soft" has near contraries."""
    last = len(reading.words) - 1
    return last if reading.words[0].lower in BE and last in asked and last - 1 in reading.named else None


def _is_told_behind(reading: Reading, text: str, core: Collection[str]) -> bool:
    """Tell whether what a thing is asked to do stands behind its name, where both stand in a sentence.

    In "it scans with A, and signs with B" nothing is told of what B scans.
    """
    if reading.words[0].lower in BE or not reading.mentions:
        return True
    ends = [found.end() for name in reading.mentions[0].names if (found := _find_name(name, text)) is not None]
    behind = text[min(ends) :] if ends else ""
    if not behind or not core or _ELIDED.search(behind) is not None:
        return True
    said = frozenset(find_tokens(behind))
    return any(is_of(token, said) for token in core)


def _says_kind(reading: Reading, text: str) -> bool:
    """Tell whether a sentence says of what kind a thing is, where that is asked: "is X a store".

    The kind stands behind the name and what says so ("X is a store", "X, a fast store"), or right before the name.
    """
    words = reading.words
    if not reading.mentions or words[0].lower not in BE or reading.mentions[0].first > 1:
        return True
    if reading.mentions[0].last + 1 >= len(words) or words[reading.mentions[0].last + 1].lower not in {"a", "an"}:
        return True
    heads = frozenset(find_tokens(words[reading.content[-1]].text))
    names = "|".join(re.escape(name) for name in reading.mentions[0].names)
    for found in re.finditer(rf"(?<!\w)(?:{names})(?!\w)|^\W*(?:it|this|they)\b", text, re.IGNORECASE):
        before = _KIND_BEFORE.search(text[max(0, found.start() - _BEFORE_NAME) : found.start()])
        behind = _KIND.match(text, found.end())
        said = _CLAUSE.split(behind["kind"])[0] if behind else ""
        if heads & set(find_tokens(f"{before['kind'] if before else ''} {said}")):
            return True
    return False


def _compares_alike(reading: Reading, text: str) -> bool:
    """Tell whether a sentence sets the same thing behind "than" as a question does; "more than one" are several."""
    place = next((n for n, word in enumerate(reading.words) if word.lower == "than"), None)
    if place is None:
        return True
    if [word.lower for word in reading.words[place - 1 : place + 2]] == ["more", "than", "one"]:
        return _SEVERAL.search(text) is not None
    behind = set(find_tokens(text.partition(" than ")[2]))
    return all(find_tokens(word.text)[0] in behind for word in reading.words[place + 1 :] if find_tokens(word.text))


def _others(reading: Reading) -> tuple[Mention, ...]:
    """Return the names of a question but the first, those behind "without" too."""
    return (*reading.mentions[1:], *reading.excluded)


def _are_apart(text: str, reading: Reading) -> bool:
    """Tell whether a sentence does not plainly join the names that are all a question says, the first one first.

    Names of one list are told the same of, and a third name between them may be what is joined to either.
    """
    named = (*reading.mentions[:1], *_others(reading)[:1])
    places = [_find_place(mention, text) for mention in named]
    if len(places) < 2 or places[0] is None or places[1] is None:
        return True
    return places[0].start() > places[1].start() or (
        _OTHER_NAME.search(text[places[0].end() : places[1].start()]) is not None
    )


def _find_place(mention: Mention, text: str) -> re.Match[str] | None:
    """Return where a text names something: as the question does, else where the first word of the name stands."""
    first = find_tokens(mention.surface)[:1]
    words = (word for word in _WORD.finditer(text) if first and find_tokens(word[0])[:1] == first)
    return _find_name(mention.surface, text) or next(words, None)


def _find_name(name: str, text: str) -> re.Match[str] | None:
    """Return where a name stands in a text, in any case, and not within a longer word: no "Go" in "category"."""
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)
