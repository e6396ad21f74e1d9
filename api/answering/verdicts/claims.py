"""Claims: the sentence that says, or denies, what a question for yes or no asks, be it in near words."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from api.answering.question.asked.duties import asks_for_advice, says_advice
from api.answering.question.asked.held import holds
from api.answering.question.reading import Mention, Reading
from api.answering.question.words.words import ARTICLES, BE, DO, MODALS, PREPOSITIONS
from api.answering.text.sentences.antecedents import holds_any, read_back
from api.answering.text.sentences.prose import has_pronoun, read_beside
from api.answering.text.sentences.ranking import SentenceRanker
from api.answering.text.sentences.sentences import Sentence, span_text
from api.answering.verdicts.amounts import compare_amounts, counts_other, find_amount, find_rate, says_other_rate
from api.answering.verdicts.asked_words import AskedWords, find_asked_words, is_exact
from api.answering.verdicts.contraries import (
    asks_of_all,
    find_place,
    has_ended,
    parts_pair,
    says_of_all,
    says_other,
    says_other_of_part,
)
from api.answering.verdicts.opposites import says_opposite, sets_against
from api.answering.verdicts.polarity import count_denials, excepts, is_ahead, is_supposed, looks_ahead, sets_apart
from api.answering.verdicts.standing import (
    are_apart,
    compares_alike,
    cut_to_name,
    find_others,
    is_told_behind,
    says_kind,
)
from indexer.passages import Hit
from indexer.search import PassageIndex
from indexer.tokens import find_tokens
from kg.documents import CELL_GAP, Span
from kg.language.words import is_word
from ontology import Field

TOP = 12
# Of so many words at least beside its names a question may be that leaves one of these to what stands above.
LEAST_BESIDE = 2
LOOKED_AT = 24
# How much of what is asked a sentence has to say, and how near it has to come to the question as a whole; the one
# may make up for the other. Calibrated on answerable questions and on such without an answer.
SAID = 0.6
# The same where a question names nothing.
SAID_UNNAMED = 0.75
SAID_AND_MET = 0.68
MET = 0.55
# Cosines from which a word of the question counts as said in another word, or as hinted at.
SURELY, NEARLY = 0.68, 0.42
OTHERWISE, HINTED = 0.7, 0.4
# A sentence that holds so much of a question, and comes so near to it, may say in words of its own what a thing does.
WHOLE, WHOLE_MET = 0.8, 0.6
# How near another word has to come to a state that is asked about.
STATED = 0.8
# How near a sentence has to come to the last word of a question, which it mostly turns on.
FOCUSED = 0.5
# A contrary that is said of the very thing counts as the word.
OPPOSED = 0.8
_NEEDING = frozenset("need needs require requires take takes cause causes involve involves mean means bring".split())
# Words that say the same of what a thing is for, and of where it runs: "runs on X", "X is not supported".
_ALIKE = tuple(
    frozenset(find_tokens(words))
    for words in ("supposed meant intended designed", "run support", "work support", "install support")
)
_WILL = re.compile(r"(?:it|they|this)(?: also)? will\b", re.IGNORECASE)
_IT = re.compile(r"(?:it|they|its|their)\b", re.IGNORECASE)
_OF_ITSELF = re.compile(r"\W*(?:\w+[,:]? )?(?:it|they|we|he|she|this|that|the project|the company)\b", re.IGNORECASE)
_OWN = re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE)
_LABELLED = re.compile(r"[A-Z][\w.+-]*(?: [\w.+-]+){0,2}\s?[:–—] ")
# What a text says no more.
_RETRACTED = re.compile(
    r"\b(?:earlier|previous|prior|original|older|former) (?:version|edition|draft|revision|copy) of (?:this|the|our)\b",
    re.IGNORECASE,
)
_BY_OTHER = re.compile(r"\b(?:is|are|was|were|been|being) (?:\w+ly )?\w+ by (?:the )?(?-i:[A-Z])")
_MAY = re.compile(r"\b(?:can|could|may|might|need|whether|even)\b", re.IGNORECASE)
_WITHOUT = re.compile(r"\bwithout (?!having\b|\w+ing\b)(?P<what>[^,.;:]+)", re.IGNORECASE)
# Verbs that carry no content of their own, but for what somebody tells of itself.
_USING = frozenset("use uses used using make makes".split())


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
        words = find_asked_words(reading, self._field)
        if not words.asked and not find_others(reading):
            return None
        hits = self._index.search(reading.spelled, TOP, reading.iris, reading.as_of_said)
        best: Claim | None = None
        for sentence in self._ranker.rank(words.wanted, hits)[:LOOKED_AT]:
            claim = self._read(words, sentence, hits)
            if claim is not None and (best is None or claim.fit > best.fit + 0.01):
                best = claim
        return best

    def _read(self, words: AskedWords, sentence: Sentence, hits: Sequence[Hit]) -> Claim | None:
        """Return the claim of one sentence, or None where it is not about the names or says too little."""
        reading = words.reading
        if sentence.text.rstrip().endswith(("?", ":")):
            return None
        if _RETRACTED.search(sentence.text) or (asks_for_advice(reading) and not says_advice(sentence.text)):
            return None
        if CELL_GAP in sentence.text:
            return None  # the cells of a row tell by their heads
        sentence = cut_to_name(sentence, reading)
        place = find_place(reading)
        contrary = self._is_contrary(reading, sentence.text, place)
        amount = compare_amounts(reading, sentence.text)
        if amount is None and (counts_other(reading, sentence.text) or parts_pair(reading, sentence.text)):
            return None
        words = self._leave_out(words, place if contrary else None, contrary, amount is not None)
        if not contrary and not (self._names_others(words, sentence) and _holds_numbers(words, sentence)):
            return None
        told = self._about(reading, sentence)
        if told is None:
            return None
        opposed = _find_opposed(words, sentence.text)
        fit = (said := self._said(words, told, opposed)) + sentence.meeting - MET
        apart = not words.asked and not _is_told_by_itself(told, reading) and are_apart(sentence.text, reading)
        floor = SAID if reading.mentions else SAID_UNNAMED
        if said < floor or fit < SAID_AND_MET or apart:
            return None
        if self._is_told_of_next(sentence) and not reading.is_ahead:
            return None
        if amount is not None:
            return Claim(not amount, told, fit, hits)
        lacking = _says_lacking(sentence, words) or _is_done_without(reading, sentence.text)
        is_denied = True if lacking else _judge(words, _with_lead_in(told), bool(opposed))
        if is_denied is False and asks_of_all(reading):
            of_all = says_of_all(sentence.text)
            is_denied = None if of_all is None else not of_all
        if is_denied is False:
            is_denied = contrary or any(has_ended(reading, one.text) for one in told)
        if is_denied is None or not (is_denied or says_kind(reading, sentence.text)):
            return None
        return Claim(is_denied, told, fit, hits)

    @staticmethod
    def _is_contrary(reading: Reading, text: str, place: int | None) -> bool:
        """Tell whether a sentence puts something else in the place that a question ends with, or another pace."""
        if place is not None and says_other_of_part(reading, text, place):
            return True
        ways = [way for mention in reading.mentions[:1] for way in _to_ways(mention)]
        if ways and not holds_any(text, ways) and _OF_ITSELF.match(text) is None:
            return False  # what "the reference implementation" is need not be so of X
        return (place is not None and says_other(reading, text, place)) or says_other_rate(reading, text)

    @staticmethod
    def _leave_out(words: AskedWords, place: int | None, contrary: bool, counted: bool) -> AskedWords:
        """Return the words that a sentence has to say: not those that it has something else, or a number, for."""
        left = set(find_amount(words.reading)) if counted else set()
        left |= set(range(place, len(words.reading.words))) if place is not None else set()
        left |= find_rate(words.reading) if contrary else set()
        if not left:
            return words
        asked, heart = (tuple(n for n in ones if n not in left) for ones in (words.asked, words.heart))
        return replace(words, asked=asked, heart=heart)

    def _said(self, words: AskedWords, told: Sequence[Sentence], opposed: Collection[int]) -> float:
        """Return the weighted share of the words asked about that a sentence says; names and numbers word for word.

        What the sentences before it and its headings say counts for less. `opposed`: words whose contrary it says.
        """
        *before, sentence = told
        around = (*sentence.headings, *(one.text for one in before))
        context = set(find_tokens(" ".join(around)))
        plainly = replace(words.wanted, alternatives={})
        total = share = 0.0
        lacking = {n for n in words.heart if _says_lack(n, words.reading.lowers, sentence.text)}
        last = max(words.asked, default=None)
        focus = last if last == len(words.reading.words) - 1 else None
        heart = () if sentence.coverage >= WHOLE and sentence.meeting >= WHOLE_MET else words.heart
        for n in (n for n in words.asked if n not in lacking):
            word = words.reading.words[n]
            token = next(iter(find_tokens(word.text)), "")
            if not token:
                continue
            weight = self._ranker.weight(token)
            near = sentence.met[n] if n < len(sentence.met) else 0.0
            meant = plainly if n == words.state else words.wanted  # "accepted" is not "maintained"
            worth = OPPOSED if n in opposed else holds(token, sentence.text, meant)
            if any(token in alike and not alike.isdisjoint(find_tokens(sentence.text)) for alike in _ALIKE):
                worth = 1.0
            above = n in words.within and token in context
            enough = NEARLY if words.reading.mentions else SURELY
            least = FOCUSED if n == focus else enough if n in heart else 0.0
            if worth == 0 and not above and (is_exact(word) or near < least):
                return 0.0
            if worth == 0 and n == words.state and near < STATED:
                return 0.0
            if worth == 0:
                worth = OTHERWISE if near >= SURELY else HINTED if near >= NEARLY or token in context else 0.0
            total += weight
            share += weight * worth
        return share / total if total else 1.0

    def _about(self, reading: Reading, sentence: Sentence) -> tuple[Sentence, ...] | None:
        """Return a sentence of the first name, behind those that say whom "it" means; None where it is of others."""
        if not reading.mentions:
            return (sentence,)
        ways = _to_ways(reading.mentions[0])
        if holds_any(reading.mentions[0].without_longer(sentence.text), ways):
            return None if any(sets_apart(sentence.text, name) for name in ways) else (sentence,)
        if len(reading.mentions) > 1 and reading.lowers[0] in DO and _BY_OTHER.search(sentence.text):
            return None  # "X was made by Z" does not tell what the page's own thing made
        leading = _find_lead_in(sentence, ways)
        if leading is not None:
            return (leading, sentence)
        of_page = _OWN.search(sentence.text) is not None or _opens_with_verb(sentence.text)
        if of_page and holds_any(" ".join(sentence.around), ways):
            return (sentence,)  # a page of X's own: "We ...", "Works offline"
        if self._goes_on_about_other(sentence, ways):
            return None
        told = read_back(self._index, sentence, [ways])
        if told is None and reading.mentions[0].entity.iri in sentence.referents.values():
            return (sentence,)
        if told == (sentence,) and not has_pronoun(sentence.text) and self._names_work(sentence):
            return None  # a page about the one thing speaks of another
        return told

    def _goes_on_about_other(self, sentence: Sentence, ways: Sequence[frozenset[str]]) -> bool:
        """Tell whether a sentence opens with a pronoun behind one that opens with the name of something else."""
        if _IT.match(sentence.text) is None:
            return False
        opening = read_beside(self._index, sentence, 1, 0)[0].text.split()[0].strip("\"'(,.")
        named = opening[:1].isupper() and not is_word(opening)
        return named and not any(way & set(find_tokens(opening)) for way in ways)

    def _names_others(self, words: AskedWords, sentence: Sentence) -> bool:
        """Tell whether a sentence holds the proper names of a question but the first.

        A name that says where or when something is so ("does X carry Y in Z") may stand above it, or in the sentence
        before it, as may that of the page.
        """
        titled = frozenset(find_tokens(sentence.passage.title))
        others = [m for m in find_others(words.reading) if m not in words.small and titled not in _to_ways(m)]
        if all(_names(sentence.text, m) for m in others):
            return True
        if len(set(words.asked) - words.within) < LEAST_BESIDE:
            return False  # "does X run on Y" asks of Y and no more
        before = (one.text for one in read_beside(self._index, sentence, 1, 0)[:-1])
        around = " ".join((sentence.text, *sentence.headings, *before))
        return all(_names(around if m.first in words.within else sentence.text, m) for m in others)

    def _is_told_of_next(self, sentence: Sentence) -> bool:
        """Tell whether a sentence says what will be, behind one that speaks of what is to come: "It will ..."."""
        if _WILL.match(sentence.text) is None:
            return False
        return any(is_ahead(before.text) for before in read_beside(self._index, sentence, 1, 0)[:-1])

    def _names_work(self, sentence: Sentence) -> bool:
        """Tell whether a sentence speaks of a work by its name, or opens with one as an item does: "Acme: ..."."""
        return any(word[:1].isupper() for word in sentence.text.split()[1:3]) or bool(_LABELLED.match(sentence.text))


def _opens_with_verb(text: str) -> bool:
    """Tell whether a sentence begins with what its page's thing does: "Works offline", and not "Keys are kept"."""
    first, second, *_ = (*(word.lower() for word in re.findall(r"[\w'’-]+", text)[:2]), "", "")
    plural = second in BE | DO | MODALS | PREPOSITIONS or second in {"and", "or", "that", "which", "have", "need"}
    return first.endswith("s") and not first.endswith(("ss", "us", "is")) and bool(second) and not plural


def _with_lead_in(told: Sequence[Sentence]) -> str:
    """Return the words of a sentence behind those that lead into it: "It does not need:" denies what it needs."""
    text = told[-1].text
    return f"{told[0].text.rstrip().rstrip(':')} {text}" if len(told) > 1 and told[0].leads_in else text


def _judge(words: AskedWords, text: str, opposed: bool) -> bool | None:
    """Tell whether a sentence denies what is asked, None where it says neither; `opposed`: it says a contrary."""
    reading = words.reading
    core = set(reading.tokens(words.asked))
    core |= {t for m in find_others(reading) for t in find_tokens(m.surface)}
    core |= {t for token in core for t in words.wanted.alternatives.get(token, ())}
    if "if" not in reading.lowers and is_supposed(text, core):
        return None
    denials = count_denials(text, core) - count_denials(reading.text)
    ahead = looks_ahead(text, core) and not reading.is_ahead and not looks_ahead(reading.text, core)
    if denials < 0 or ahead:
        return None  # "can it run without X" is not answered by "it runs X"
    if not compares_alike(reading, text) or not is_told_behind(reading, text, core):
        return None
    return ((denials > 0) != opposed) != excepts(text, find_tokens(reading.text))


def _says_lacking(sentence: Sentence, words: AskedWords) -> bool:
    """Tell whether a sentence says of what a question is about that it has not what is spoken of: "which X lacks"."""
    names = "|".join(re.escape(name) for mention in words.reading.mentions[:1] for name in mention.names)
    lacking = rf"\b(?:which|that) (?:{names or '$^'}) (?:lacks|lacked|does not have|doesn['’]t have|misses)\b(?=\W*$|,)"
    found = re.search(lacking, sentence.text, re.IGNORECASE)
    asked = set(words.reading.tokens(words.asked))
    return found is not None and not asked.isdisjoint(find_tokens(sentence.text[: found.start()]))


def _is_done_without(reading: Reading, text: str) -> bool:
    """Tell whether a sentence says that what is asked is done without something of it: "they ship it without X".

    What may be done without something need not be.
    """
    found = _WITHOUT.search(text)
    if found is None or "without" in reading.lowers or _MAY.search(text, 0, found.start()):
        return False
    asked, before = set(reading.tokens(reading.content)), set(find_tokens(text[: found.start()]))
    return bool(asked & before) and not (asked & set(find_tokens(found["what"]))).issubset(before)


def _says_lack(n: int, lowers: Sequence[str], text: str) -> bool:
    """Tell whether a verb asks for a need of what a sentence does without: "need X to run", "runs with zero X"."""
    behind = next((lower for lower in lowers[n + 1 :] if lower not in ARTICLES | {"any"}), "")
    without = rf"\b(?:without|with (?:no|zero))\s+(?:an?y?\s+)?{re.escape(behind)}\b"
    return lowers[n] in _NEEDING and bool(behind) and re.search(without, text, re.IGNORECASE) is not None


def _find_opposed(words: AskedWords, text: str) -> list[int]:
    """Return the words asked about that a sentence does not say, and says the contrary of."""
    reading, asked = words.reading, words.asked
    if not reading.mentions:
        return []
    said, tokens = set(find_tokens(text)), set(reading.tokens(asked))
    name = {token for name in reading.mentions[0].names for token in find_tokens(name)}
    return [
        n
        for n in asked
        if (n + 1 in asked and sets_against(reading.lowers[n], reading.lowers[n + 1], text))
        or (not said & set(find_tokens(reading.words[n].text)) and says_opposite(reading.lowers[n], text, name, tokens))
    ]


def _is_told_by_itself(told: Sequence[Sentence], reading: Reading) -> bool:
    """Tell whether the first name of a question speaks for itself, in the item that it heads: "Acme - ... We use X"."""
    *before, sentence = told
    verbs = {token for word in reading.words[1:] if word.lower in _USING for token in find_tokens(word.text)}
    return bool(before) and _OWN.search(sentence.text) is not None and verbs <= set(find_tokens(sentence.text))


def _find_lead_in(sentence: Sentence, ways: Sequence[frozenset[str]]) -> Sentence | None:
    """Return what leads into the list that a sentence stands in, where it holds a name in one of its ways."""
    if sentence.lead is None:
        return None
    text = span_text(sentence.passage, sentence.lead)
    same_line = "\n" not in span_text(sentence.passage, Span(sentence.lead.end, sentence.span.start))
    leads_in = (same_line or text.rstrip().endswith(":")) and holds_any(text, ways)
    return replace(sentence, span=sentence.lead, text=text, lead=None) if leads_in else None


def _names(text: str, mention: Mention) -> bool:
    """Tell whether a text names a thing, and not merely another whose longer name holds its own."""
    return holds_any(mention.without_longer(text), _to_ways(mention))


def _to_ways(mention: Mention) -> list[frozenset[str]]:
    """Return the ways in which sentences may name a thing, each as the words that it takes."""
    return [frozenset(find_tokens(name)) for name in mention.names]


def _holds_numbers(words: AskedWords, sentence: Sentence) -> bool:
    """Tell whether a sentence holds the numbers in the names of a question: what is told of X is not told of X 2."""
    said, above = set(find_tokens(sentence.text)), set(find_tokens(" ".join(sentence.headings)))
    return all(
        {token for token in find_tokens(m.surface) if token[:1].isdigit()}
        <= (said | above if m.first in words.within else said)
        for m in words.reading.mentions
    )
