"""Fitting: how well a sentence fits a question for a fact, and how well it has to."""

from __future__ import annotations

import re

from api.answering.question.asked.counted import counts_asked
from api.answering.question.asked.held import DERIVED, holds, is_of
from api.answering.question.asked.wanted import Wanted
from api.answering.question.reading import Reading
from api.answering.question.words.words import read_words
from api.answering.text.sentences.accounting import find_core
from api.answering.text.sentences.ranking import SentenceRanker
from api.answering.text.sentences.sentences import Sentence, lists
from api.answering.text.values.given import Given
from indexer.tokens import find_tokens
from kg.documents import CELL_GAP

# How well (`fit`) a sentence has to fit, calibrated on tests/gold/negative.jsonl against the answerable sets: by how
# much more where the question has no name or nothing else, by how much less for what the sentence gives.
FIT = 0.85
UNNAMED = 0.12
UNSAID = 0.25
LISTING = 0.15
# What it counts for that every word asked about is met nearly, and how nearly, where there are some.
MET_ALL, MET_EACH, MET_SOME = 0.35, 0.6, 3
WHOLE, PICKED = 0.2, 0.2
# What a sentence about the past loses where a question is about today.
FORMER = 0.4
_PAST = re.compile(
    r"\b(?:prior to|previous(?:ly)?|former(?:ly)?|used to(?! \w+ing)|no longer|(?:older|earlier) \w+)\b", re.IGNORECASE
)
_ASKS_OF_PAST = re.compile(r"\b(?:did|was|were|had|before|until|original(?:ly)?|first)\b", re.IGNORECASE)
# What a sentence loses where its verb goes without the preposition that a question ends with.
ASTRAY = 0.4
_CLAUSE = 12  # words
_STRANDED = frozenset("as from on with into of against for".split())
TOLD_FIT = 0.15
# A version right behind the name of what it is asked of, a release beside its day: next to nothing else is said.
SURE = 1.0
ROW = 0.4
LONGEST_ROW = 120
# What a word counts for beside its heading's share, and how near it is met, where a heading above is named in full.
IN_TOPIC, MET_IN_TOPIC = 0.4, 0.7
_BRACKETS = re.compile(r"\s*\([^)]*\)")


class SentenceFitter:
    """Tell how well sentences fit questions."""

    def __init__(self, ranker: SentenceRanker) -> None:
        self._ranker = ranker

    def find_floor(self, reading: Reading, wanted: Wanted, sentence: Sentence, given: Given) -> float:
        """Return how well a sentence has to fit for what it gives."""
        topic = reading.mentions or reading.excluded or _find_topic(reading, sentence)
        floor = FIT + (UNNAMED if not topic or not set(reading.content) - reading.named else 0.0)
        return floor - self._allowance(reading, wanted, sentence, given)

    def fit(self, reading: Reading, wanted: Wanted, sentence: Sentence, borne: frozenset[str] = frozenset()) -> float:
        """Return how well a sentence fits a question: by all its words, those beside its names, and their meaning.

        `borne`: words that need not stand in the sentence, since a name in it is of that kind.
        """
        rest = reading.tokens(reading.unnamed)
        weights = {token: self._ranker.weight(token) for token in rest}
        lacking = {
            token: self._ranker.weight(token) * (1.0 - holds(token, sentence.text, wanted))
            for token in borne & set(wanted.tokens)
        }
        own = sum(weight * holds(token, sentence.text, wanted) for token, weight in weights.items())
        own += sum(lacking[token] for token in lacking.keys() & weights.keys())
        said = own / sum(weights.values()) if weights else 0.0
        total = sum(self._ranker.weight(token) for token in wanted.tokens) or 1.0
        topic = _find_topic(reading, sentence)
        above = sum(self._ranker.weight(token) for token in topic if not holds(token, sentence.text, wanted))
        coverage = sentence.coverage + (sum(lacking.values()) + IN_TOPIC * above) / total
        raised = [
            max(0.0, MET_IN_TOPIC - sentence.met[n]) for n in _find_places(reading, topic) if n < len(sentence.met)
        ]
        meeting = sentence.meeting + sum(raised) / max(1, len(sentence.met))
        fit = coverage + 0.3 * said + 2.0 * (meeting - 0.55)
        past = (
            bool(_PAST.search(sentence.text))
            and not _PAST.search(reading.text)
            and not _ASKS_OF_PAST.search(reading.text)
        )
        fit -= ASTRAY if _leads_elsewhere(reading, sentence.text) else 0.0
        return fit - (UNSAID if _leaves_out(reading, wanted, sentence) else 0.0) - (FORMER if past else 0.0)

    def _allowance(self, reading: Reading, wanted: Wanted, sentence: Sentence, given: Given) -> float:
        """Return by how much less a sentence has to fit for what it gives."""
        if given.sure or (sentence.leads_in and counts_asked(reading, sentence.text)):
            return SURE
        if given.told:
            return TOLD_FIT
        if given.items and is_dated_row(reading, sentence):
            return ROW
        topic = _find_topic(reading, sentence)
        rest = reading.tokens(reading.unnamed)
        if (topic or len(rest) > 1) and all(
            token in topic or holds(token, sentence.text, wanted) >= DERIVED for token in rest
        ):
            return WHOLE
        asks = bool(set(reading.content) - reading.named)
        if asks and given.items and given.strength and not _leaves_out(reading, wanted, sentence):
            return PICKED
        if _meets_all(reading, sentence):
            return MET_ALL
        return LISTING if wanted.several and lists(sentence.text) else 0.0


def is_dated_row(reading: Reading, sentence: Sentence) -> bool:
    """Tell whether a row of a table holds a word of what happened, where a day is asked for: "Founded | 3 May"."""
    if reading.answer_class != "Date" or CELL_GAP not in sentence.text or len(sentence.text) > LONGEST_ROW:
        return False
    hosted = {n for m in reading.mentions if m.surface[:1].isupper() for n in m.indices}
    core = [n for n in reading.content if n not in hosted]
    own = frozenset(find_tokens(sentence.text))
    return any(is_of(token, own) for token in reading.tokens(core))


def _find_topic(reading: Reading, sentence: Sentence) -> frozenset[str]:
    """Return the words of the headings above a sentence that a question names in full, brackets aside.

    A compound that nobody knows as a name ("zorblat-js") names what title, headings and file are called by its parts.
    """
    asked = set(find_tokens(reading.text))
    headings = [frozenset(find_tokens(_BRACKETS.sub("", heading))) for heading in sentence.headings]
    called = frozenset(find_tokens(sentence.passage.file_words)).union(*headings)
    words = (reading.words[n] for n in reading.unnamed)
    compounds = [tokens for word in words if len(tokens := find_tokens(word.text)) > 2]
    named = {compound[0] for compound in compounds if called >= set(compound[1:-1])}
    return frozenset(named).union(*(heading for heading in headings if heading and heading <= asked))


def _find_places(reading: Reading, tokens: frozenset[str]) -> list[int]:
    """Return the indices of the words of a question that are among some words."""
    return [n for n in reading.content if set(reading.tokens([n])) & tokens]


def _leaves_out(reading: Reading, wanted: Wanted, sentence: Sentence) -> bool:
    """Tell whether a sentence says neither the relation that a question words nor the noun it asks for."""
    words = [reading.words[use.first] for use in reading.verbs]
    if not words and reading.answer_class is None:
        words = reading.asked_words[-1:]
    return bool(words) and not any(
        holds(token, sentence.text, wanted) for word in words for token in find_tokens(word.text)[:1]
    )


def _meets_all(reading: Reading, sentence: Sentence) -> bool:
    """Tell whether a sentence comes near to nearly every word that says what is asked of the names."""
    core = [sentence.met[n] for n in find_core(reading) if n < len(sentence.met)]
    return len(core) >= MET_SOME and sum(met >= MET_EACH for met in core) >= len(core) - 1


def _leads_elsewhere(reading: Reading, text: str) -> bool:
    """Tell whether a question ends with a preposition ("what did X start as") that a sentence has not by its verb."""
    last = reading.lowers[-1]
    verb = next((word for n, word in reversed(list(enumerate(reading.words))) if n in reading.content), None)
    if last not in _STRANDED or verb is None or verb.possessive or reading.asks not in {"what", "which", "who"}:
        return False
    words = read_words(text)
    places = [n for n, word in enumerate(words) if set(find_tokens(verb.text)) & set(find_tokens(word.text))]
    return bool(places) and not any(last in {word.lower for word in words[n + 1 : n + _CLAUSE]} for n in places)
