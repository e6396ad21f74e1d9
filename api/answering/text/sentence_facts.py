"""Facts that only a sentence holds: the first sentence that fits a question and gives what it asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from api.answering.graph.grounds import asks_for_narrower
from api.answering.graph.kinds import KindReader
from api.answering.model import Answer, Term
from api.answering.question.entities import EntityIndex
from api.answering.question.held import DERIVED, holds, is_of
from api.answering.question.places import turns_around
from api.answering.question.reading import Form, Reading
from api.answering.question.versions import asks_for_version
from api.answering.question.wanted import Wanted
from api.answering.question.words import read_words
from api.answering.text.accounting import MEANT, accounts, find_core
from api.answering.text.antecedents import is_about, with_antecedent
from api.answering.text.enumerations import find_enumeration, find_next_list
from api.answering.text.given import Given
from api.answering.text.headed_lists import find_headed_lists
from api.answering.text.plainly import says_plainly
from api.answering.text.prose import points_elsewhere, write_sentences
from api.answering.text.sentences import Sentence, SentenceRanker, lists
from api.answering.text.values import ValueFinder
from indexer.passages import Hit
from indexer.search import PassageIndex
from indexer.tokens import find_tokens
from kg.documents import CELL_GAP
from ontology import Field

# How well (`_fit`) a sentence has to fit, calibrated on tests/gold/negative.jsonl against the answerable sets: by how
# much more where the question has no name or nothing else, by how much less for what the sentence gives.
FIT = 0.85
UNNAMED = 0.12
BEST_FIT = 1.8
UNSAID = 0.25
LISTING = 0.15
# What it counts for that every word asked about is met nearly, and how nearly, where there are some.
MET_ALL, MET_EACH, MET_SOME = 0.35, 0.6, 3
WHOLE = 0.2
# What a sentence about the past loses where a question is about today.
FORMER = 0.4
_PAST = re.compile(
    r"\b(?:prior to|previous(?:ly)?|former(?:ly)?|used to(?! \w+ing)|no longer|(?:older|earlier) \w+)\b", re.IGNORECASE
)
_ASKS_OF_PAST = re.compile(r"\b(?:did|was|were|had|before|until|original(?:ly)?|first)\b", re.IGNORECASE)
PICKED = 0.2
# What a sentence loses where its verb goes without the preposition that a question ends with.
ASTRAY = 0.4
_CLAUSE = 12
_STRANDED = frozenset("as from on with into of against for".split())
TOLD_AT = 40
TOLD_FIT = 0.15
# A version right behind the name of what it is asked of, a release beside its day: next to nothing else is said.
SURE = 1.0
PREFERRED = 0.3
ROW = 0.4
LONGEST_ROW = 120
PREFERRED_TOLD = 0.8
PREFERRED_LIST = 0.6
HEADED_FIT = 1.1
LOOKED_AT = 8
# What a word counts for beside its heading's share, and how near it is met, where a heading above is named in full.
IN_TOPIC, MET_IN_TOPIC = 0.4, 0.7
_BRACKETS = re.compile(r"\s*\([^)]*\)")


@dataclass(frozen=True, slots=True)
class _Found:
    """Sentences that hold an answer: how well they fit, what they give, and what they are preferred for."""

    fit: float
    told: Sequence[Sentence]
    items: tuple[Term, ...]
    preference: float


class SentenceFactFinder:
    """Answer with a fact that one sentence holds."""

    def __init__(
        self, index: PassageIndex, ranker: SentenceRanker, entities: EntityIndex, kinds: KindReader, field: Field
    ) -> None:
        self._index = index
        self._ranker = ranker
        self._ontology = field.ontology
        self._values = ValueFinder(entities, kinds, field)

    def answer(
        self, reading: Reading, wanted: Wanted, hits: Sequence[Hit], ranked: Sequence[Sentence]
    ) -> Answer | None:
        """Answer with the first sentence that fits and holds something of the kind asked for."""
        found: list[_Found] = []
        for rank, sentence in enumerate(ranked[:TOLD_AT]):
            if points_elsewhere(sentence.text) and reading.asks != "where":
                continue
            given = self._values.find_told(reading, sentence)
            gives = wanted.gives is not None and wanted.gives(sentence.text)
            leads_in = sentence.text.rstrip().endswith(":")
            looked_at = rank < LOOKED_AT or gives or (wanted.several and leads_in)
            if given is None and not looked_at and not _is_dated_row(reading, sentence):
                continue
            given = given or self._values.find(reading, sentence, wanted)
            told = with_antecedent(self._index, sentence, reading, self._ontology)
            fit = self._fit(reading, wanted, sentence, given.borne)
            topic = reading.mentions or reading.excluded or _find_topic(reading, sentence)
            floor = FIT + (UNNAMED if not topic or not set(reading.content) - reading.named else 0.0)
            leads_on = leads_in or (wanted.several and find_next_list(sentence) is not None)
            fits = given.fits or leads_on or says_plainly(reading, wanted, sentence.text)
            if not fits or fit < floor - self._allowance(reading, wanted, sentence, given):
                continue
            if not is_about(told, reading, self._ontology) or _names_nobody(reading, sentence, given):
                continue
            if not accounts(reading, wanted, told, given.borne):
                continue
            if given.changed and _is_another_change(reading, wanted, told, given):
                continue
            types = {item.type for item in given.items}
            if asks_for_narrower(reading, types, find_tokens(sentence.text), self._ontology):
                continue
            may_list = _may_be_list(reading, wanted) and not given.sure
            listed = may_list and find_enumeration(self._index, reading, sentence, ranked)
            told_here = not leads_in and not listed and not asks_for_version(reading)
            if told_here and turns_around(reading, sentence.text, sentence.referents):
                continue
            if listed:
                items = listed.items
                if reading.form is Form.COUNT:
                    items = given.items or (Term(label=str(len(items)), type="integer"),)
                if wanted.several:
                    found.append(_Found(fit, listed.sentences, items, PREFERRED_LIST if items else 0.0))
                elif not found:
                    return write_sentences(self._index, reading, hits, listed.sentences, items, fit / BEST_FIT)
                continue
            if leads_in and not given.items:
                continue  # what it leads to is not here
            if CELL_GAP not in sentence.text or (reading.answer_class == "Date" and given.items):
                found.append(_Found(fit, told, given.items, _preference(given)))
        if wanted.several:
            headed = find_headed_lists(self._index, reading, ranked, self._ontology)
            found += [_Found(HEADED_FIT, one.sentences, one.items, PREFERRED_LIST) for one in headed]
        best = max(found, key=lambda one: one.fit + one.preference, default=None)
        if best is None:
            return None
        return write_sentences(self._index, reading, hits, best.told, best.items, best.fit / BEST_FIT)

    def _allowance(self, reading: Reading, wanted: Wanted, sentence: Sentence, given: Given) -> float:
        """Return by how much less a sentence has to fit for what it gives."""
        if given.sure:
            return SURE
        if given.told:
            return TOLD_FIT
        if given.items and _is_dated_row(reading, sentence):
            return ROW
        topic = _find_topic(reading, sentence)
        rest = reading.tokens(n for n in reading.content if n not in reading.named)
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

    def _fit(self, reading: Reading, wanted: Wanted, sentence: Sentence, borne: frozenset[str] = frozenset()) -> float:
        """Return how well a sentence fits a question: by all its words, those beside its names, and their meaning.

        `borne`: words that need not stand in the sentence, since a name in it is of that kind.
        """
        rest = reading.tokens(n for n in reading.content if n not in reading.named)
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


def _find_topic(reading: Reading, sentence: Sentence) -> frozenset[str]:
    """Return the words of the headings above a sentence that a question names in full, brackets aside.

    A compound that nobody knows as a name ("zorblat-js") names what title, headings and file are called by its parts.
    """
    asked = set(find_tokens(reading.text))
    headings = [frozenset(find_tokens(_BRACKETS.sub("", heading))) for heading in sentence.headings]
    called = frozenset(find_tokens(sentence.passage.file_words)).union(*headings)
    words = (reading.words[n] for n in reading.content if n not in reading.named)
    compounds = [tokens for word in words if len(tokens := find_tokens(word.text)) > 2]
    named = {compound[0] for compound in compounds if called >= set(compound[1:-1])}
    return frozenset(named).union(*(heading for heading in headings if heading and heading <= asked))


def _find_places(reading: Reading, tokens: frozenset[str]) -> list[int]:
    """Return the indices of the words of a question that are among some words."""
    return [n for n in reading.content if set(reading.tokens([n])) & tokens]


def _may_be_list(reading: Reading, wanted: Wanted) -> bool:
    """Tell whether a list may answer a question: not a date, and not one thing by its noun ("which team ...")."""
    single = reading.asks in {"which", "who"} and not wanted.several
    return reading.answer_class != "Date" and not single


def _is_dated_row(reading: Reading, sentence: Sentence) -> bool:
    """Tell whether a row of a table holds a word of what happened, where a day is asked for: "Founded | 3 May"."""
    if reading.answer_class != "Date" or CELL_GAP not in sentence.text or len(sentence.text) > LONGEST_ROW:
        return False
    hosted = {n for m in reading.mentions if m.surface[:1].isupper() for n in m.indices}
    core = [n for n in reading.content if n not in hosted]
    own = frozenset(find_tokens(sentence.text))
    return any(is_of(token, own) for token in reading.tokens(core))


def _preference(given: Given) -> float:
    """Return what a sentence is preferred for: it tells the very relation, or a name stands out in it."""
    if given.told:
        return PREFERRED_TOLD
    return PREFERRED if given.items and given.strength else 0.0


def _leaves_out(reading: Reading, wanted: Wanted, sentence: Sentence) -> bool:
    """Tell whether a sentence says neither the relation that a question words nor the noun it asks for."""
    words = [reading.words[use.first] for use in reading.frames if use.frame.part_of_speech == "verb"]
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
    last = reading.words[-1].lower
    verb = next((word for n, word in reversed(list(enumerate(reading.words))) if n in reading.content), None)
    if last not in _STRANDED or verb is None or verb.possessive or reading.asks not in {"what", "which", "who"}:
        return False
    words = read_words(text)
    places = [n for n, word in enumerate(words) if set(find_tokens(verb.text)) & set(find_tokens(word.text))]
    return bool(places) and not any(last in {word.lower for word in words[n + 1 : n + _CLAUSE]} for n in places)


def _is_another_change(reading: Reading, wanted: Wanted, told: Sequence[Sentence], given: Given) -> bool:
    """Tell whether a change in a release leaves out a word of the question: a release lists many that are alike.

    What a name is said to be ("the Zorblat client") need not be said.
    """
    said = "\n".join((*(sentence.text for sentence in told), *told[-1].headings))
    around = frozenset(find_tokens(" ".join(told[-1].around)))
    words = {n: find_tokens(reading.words[n].text) for n in reading.content}
    # A compound that shares a part with what the page is called by names the page's thing.
    called = {n for n, parts in words.items() if len(parts) > 2 and around & set(parts)}
    asked = (n for n in reading.content if n not in reading.named | called and n - 1 not in reading.named)
    return any(
        not given.borne & {token}
        and not holds(token, said, wanted)
        and not any(n < len(sentence.met) and sentence.met[n] >= MEANT for sentence in told)
        for n in asked
        for token in reading.tokens([n])
    )


def _names_nobody(reading: Reading, sentence: Sentence, given: Given) -> bool:
    """Tell whether a sentence in other words than the question's names nobody, where it asks who."""
    if reading.asks not in {"who", "whom"} or given.items:
        return False
    asked = set(reading.tokens(n for n in reading.content if n not in reading.named))
    return bool(asked) and not asked & set(find_tokens(sentence.text))
