"""Answers from passages: comparisons, how and why, and facts that only a sentence holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from api.answering.accounting import accounts, find_core, find_unsaid
from api.answering.entities import EntityIndex
from api.answering.enumerations import find_enumeration
from api.answering.grounds import asks_for_narrower
from api.answering.held import holds, is_of
from api.answering.kinds import KindReader
from api.answering.model import Answer
from api.answering.places import turns_around
from api.answering.prose import (
    choose_sentences,
    choose_window,
    points_back,
    points_elsewhere,
    read_beside,
    write_sentences,
)
from api.answering.reading import Mention, Reading
from api.answering.sentences import Sentence, SentenceRanker, lists
from api.answering.values import Given, ValueFinder
from api.answering.wanted import Wanted, asks_for_several, to_wanted
from api.answering.words import DO, MODALS, TOLD_NOUNS
from indexer.passages import Hit
from indexer.search import PassageIndex
from indexer.tokens import find_tokens
from ontology import Field, Ontology
from ontology.roles import Role

TOP = 12
POOLED = 3
MOST_RECORDS = 3
# How well the best sentence has to fit before it is an answer. Passages and comparisons: the share of the question's
# words. Facts: `_fit`, calibrated on tests/gold/negative.jsonl against the answerable sets.
COVERED = {"passage": 0.45, "comparison": 0.4}
FIT = {"open": 0.85, "count": 0.85}
BEST_FIT = 1.8
UNNAMED = 0.12
UNSAID = 0.25
LISTING = 0.15
PICKED = 0.2
TOLD_AT = 40
TOLD_FIT = 0.15
PREFERRED = 0.3
ROW = 0.4
LONGEST_ROW = 120
PREFERRED_TOLD = 0.8
MET = 0.4
HEADED = 0.6
ASIDE = 0.3
SHORT = 290
MAX_LISTED = 12
LOOKED_AT = 8
_CONTRAST = re.compile(
    r"\b(while|whereas|unlike|but|than|rather|instead|differ\w*|vs\.?|versus|on the other hand|however|"
    r"by contrast|in contrast)\b",
    re.IGNORECASE,
)
_TABLE = " | "


class PassageAnswerer:
    """Answer in the documents' own sentences."""

    def __init__(self, index: PassageIndex, entities: EntityIndex, kinds: KindReader, field: Field) -> None:
        self._index = index
        self._field = field
        self._ranker = SentenceRanker(index)
        self._values = ValueFinder(entities, kinds, field)

    def answer(self, reading: Reading) -> Answer | None:
        """Answer in up to five sentences where they fit the question, else None."""
        wanted = to_wanted(reading, self._field)
        if reading.form == "boolean" or not wanted.tokens or self._names_unknown(reading):
            return None  # what is not said to be so or otherwise is not answered with what else is said
        hits = self._search(reading)
        ranked = self._prefer_headed(reading, self._ranker.rank(wanted, hits))
        if reading.form in FIT and not _asks_for_prose(reading):
            fact = self._answer_fact(reading, wanted, hits, ranked)
            if fact is not None or not _may_be_told(reading):
                return fact
        ranked = [s for s in ranked if _TABLE not in s.text and not points_elsewhere(s.text)]
        ranked = self._prefer_about(reading, ranked)
        if not ranked:
            return None
        covered = max(sentence.coverage for sentence in ranked[:3])
        form = reading.form if reading.form in COVERED else "passage"
        if form == "passage":
            covered = max(covered, self._coverage(wanted.tokens, ranked[0]))
        met = max(sentence.meeting for sentence in ranked[:3])
        if met < MET or covered < COVERED[form] + (UNNAMED if not reading.mentions else 0.0):
            return None
        chosen = self._choose(reading, ranked)
        if form != "comparison" and not self._bears_out(reading, wanted, chosen):
            return None
        return write_sentences(self._index, reading, hits, chosen, confidence=covered * (0.5 + met / 2))

    def _answer_fact(
        self, reading: Reading, wanted: Wanted, hits: Sequence[Hit], ranked: Sequence[Sentence]
    ) -> Answer | None:
        """Answer with the first sentence that fits and holds something of the kind asked for."""
        floor = FIT[reading.form] + (
            UNNAMED if not reading.mentions or not set(reading.content) - reading.named else 0.0
        )
        found: list[tuple[float, list[Sentence], Given]] = []
        for rank, sentence in enumerate(ranked[:TOLD_AT]):
            given = self._values.find_told(reading, sentence)
            if given is None and rank >= LOOKED_AT and not _is_dated_row(reading, sentence):
                continue
            given = given or self._values.find(reading, sentence, wanted)
            told = _with_antecedent(self._index, sentence)
            fit = self._fit(reading, wanted, sentence, given.borne)
            if fit < floor - self._allowance(reading, wanted, sentence, given) or not given.fits:
                continue
            if not _is_about(told, reading, self._field.ontology):
                continue
            if not accounts(reading, wanted, told, given.borne):
                continue
            types = {item.type for item in given.items}
            if asks_for_narrower(reading, types, find_tokens(sentence.text), self._field.ontology):
                continue
            if not sentence.text.rstrip().endswith(":") and turns_around(reading, sentence.text):
                continue
            listed = _may_be_list(reading, wanted) and find_enumeration(self._index, reading, sentence, ranked)
            if listed:
                if not found:
                    return write_sentences(self._index, reading, hits, listed.sentences, listed.items, fit / BEST_FIT)
                continue
            if sentence.text.rstrip().endswith(":") and not given.items:
                continue  # what it leads to is not here
            if _TABLE not in sentence.text or (reading.answer_class == "Date" and given.items):
                found.append((fit, told, given))
        if not found:
            return None
        first = found[0]
        fit, told, given = max(found, key=lambda one: one[0] + _preference(one[2]))
        if fit + _preference(given) < first[0]:
            fit, told, given = first
        return write_sentences(self._index, reading, hits, told, given.items, fit / BEST_FIT)

    def _bears_out(self, reading: Reading, wanted: Wanted, chosen: Sequence[Sentence]) -> bool:
        """Tell whether sentences say what a question asks of its names, or takes for granted of them ("why is ...")."""
        if reading.form == "boolean":
            return accounts(reading, wanted, chosen) and _is_about(chosen, reading, self._field.ontology)
        if reading.form in FIT and not _asks_for_prose(reading):
            told = any(_is_about([sentence], reading, self._field.ontology) for sentence in chosen)
            return told and not find_unsaid(reading, wanted, chosen)
        if reading.asks != "why":
            return accounts(reading, wanted, chosen)
        said = {token for s in chosen for token in find_tokens(_with_headings(s))}
        named = all(any(set(find_tokens(name)) <= said for name in m.names) for m in reading.mentions)
        return named and any(
            accounts(reading, wanted, told) and _is_about(told, reading, self._field.ontology)
            for told in (_with_antecedent(self._index, sentence) for sentence in chosen)
        )

    def _allowance(self, reading: Reading, wanted: Wanted, sentence: Sentence, given: Given) -> float:
        """Return by how much less a sentence has to fit for what it gives."""
        if given.told:
            return TOLD_FIT
        if given.items and _is_dated_row(reading, sentence):
            return ROW
        asks = bool(set(reading.content) - reading.named)
        if asks and given.items and given.strength and not _leaves_out(reading, wanted, sentence):
            return PICKED
        return LISTING if wanted.several and lists(sentence.text) else 0.0

    def _fit(self, reading: Reading, wanted: Wanted, sentence: Sentence, borne: frozenset[str] = frozenset()) -> float:
        """Return how well a sentence fits a question: by all its words, those beside its names, and their meaning.

        `borne`: words that need not stand in the sentence, since a name in it is of that kind.
        """
        rest = [t for n in reading.content if n not in reading.named for t in find_tokens(reading.words[n].text)[:1]]
        weights = {token: self._ranker.weight(token) for token in rest}
        lacking = {
            token: self._ranker.weight(token) * (1.0 - holds(token, sentence.text, wanted))
            for token in borne & set(wanted.tokens)
        }
        own = sum(weight * holds(token, sentence.text, wanted) for token, weight in weights.items())
        own += sum(lacking[token] for token in lacking.keys() & weights.keys())
        said = own / sum(weights.values()) if weights else 0.0
        total = sum(self._ranker.weight(token) for token in wanted.tokens) or 1.0
        coverage = sentence.coverage + sum(lacking.values()) / total
        fit = coverage + 0.3 * said + 2.0 * (sentence.meeting - 0.55)
        return fit - (UNSAID if _leaves_out(reading, wanted, sentence) else 0.0)

    def _names_unknown(self, reading: Reading) -> bool:
        """Tell whether a question names something with a capital that no passage knows."""
        return any(
            n not in reading.named
            and (n > 0 or reading.words[n].text[1:] != reading.words[n].lower[1:])
            and reading.words[n].text != reading.words[n].lower
            and not any(self._index.frequency(token) for token in find_tokens(reading.words[n].text))
            for n in reading.content
        )

    def _prefer_headed(self, reading: Reading, ranked: Sequence[Sentence]) -> list[Sentence]:
        """Put those sentences first that stand under the thing asked about and a heading that words the relation."""
        words = {t for form in reading.relation_words for t in find_tokens(form)}
        names = [set(find_tokens(m.entity.label)) for m in reading.mentions]
        if not words or not names:
            return list(ranked)

        def worth(sentence: Sentence) -> float:
            *above, last = sentence.passage.section or ("",)
            named = set(find_tokens(" ".join((sentence.passage.title, *above))))
            fits = set(find_tokens(last)) & words and any(name <= named for name in names)
            return sentence.score + (HEADED if fits else 0.0)

        scored = [
            replace(s, score=worth(s), coverage=s.coverage + (HEADED if worth(s) > s.score else 0.0)) for s in ranked
        ]
        return sorted(scored, key=lambda s: (-s.score, s.passage.document, s.span))

    def _prefer_about(self, reading: Reading, ranked: Sequence[Sentence]) -> list[Sentence]:
        """Put those sentences behind that do not speak of what a question names, headings included."""
        ontology = self._field.ontology
        scored = [s if _is_about([s], reading, ontology) else replace(s, score=s.score - ASIDE) for s in ranked]
        return sorted(scored, key=lambda s: (-s.score, s.passage.document, s.span))

    def _choose(self, reading: Reading, ranked: Sequence[Sentence]) -> list[Sentence]:
        """Return the sentences of an answer, with their neighbours for how and why."""
        if ranked[0].text.rstrip().endswith(":"):
            return choose_window(ranked, 0, MAX_LISTED, 0)  # a lead-in is nothing without its list
        if reading.form == "comparison":
            return choose_sentences(self._contrast(reading, ranked), 5, 0.4)
        if reading.asks == "why":
            return choose_window(ranked, 4, 1, 1)
        if reading.form == "boolean":
            return [ranked[0]]
        return choose_window(ranked, 1, 3, 2)

    def _contrast(self, reading: Reading, ranked: Sequence[Sentence]) -> list[Sentence]:
        """Return the sentences with those first that speak of both things compared, or set one against another."""
        names = [set(find_tokens(m.entity.label)) | set(find_tokens(m.surface)) for m in reading.mentions]

        def worth(sentence: Sentence) -> float:
            own = set(find_tokens(sentence.text)) | sentence.words
            both = len(names) > 1 and all(own & name for name in names)
            against = bool(_CONTRAST.search(sentence.text))
            return sentence.score + 0.4 * both + 0.25 * against

        return sorted(
            (replace(s, score=worth(s)) for s in ranked), key=lambda s: (-s.score, s.passage.document, s.span)
        )

    def _search(self, reading: Reading) -> list[Hit]:
        """Return the passages for a question; for a comparison also those of each thing compared."""
        kept: dict[tuple[str, int], Hit] = {}
        for text, top_k, entities in _searches(reading):
            found = self._index.search(text, top_k * POOLED, entities, reading.as_of_said)
            for hit in _put_records_behind(found)[:top_k]:
                kept.setdefault((hit.passage.document, hit.passage.span.start), hit)
        return list(kept.values())

    def _coverage(self, tokens: Sequence[str], best: Sentence) -> float:
        """Return the weighted share of the question's content words that a sentence (with its context) holds."""
        weights = {token: self._ranker.weight(token) for token in tokens}
        return sum(w for token, w in weights.items() if token in best.words) / (sum(weights.values()) or 1.0)


def _put_records_behind(hits: Sequence[Hit]) -> list[Hit]:
    """Return hits with all records but the best few at the end: a list has one for each thing of a heading."""
    records = [hit for hit in hits if hit.passage.opens_with_fields][MOST_RECORDS:]
    return [*(hit for hit in hits if hit not in records), *records]


def _searches(reading: Reading) -> Iterator[tuple[str, int, list[str]]]:
    """Yield what is searched for a question: a text, how many passages, and the entities it is about."""
    entities = [m.entity.iri for m in reading.mentions]
    yield reading.spelled, TOP, entities
    if reading.relation_words and reading.mentions:
        yield f"{reading.mentions[0].entity.label} {' '.join(sorted(reading.relation_words))}", 5, entities
    if reading.form == "comparison":
        for mention in reading.mentions:
            yield mention.entity.label, 4, [mention.entity.iri]


def _asks_for_prose(reading: Reading) -> bool:
    """Tell whether a question asks to be told something: "what happens when ...", "what is the reason ..."."""
    lowers = [word.lower for word in reading.words]
    if reading.asks != "what" or reading.form != "open":
        return False
    return bool(set(lowers[1:3]) & {"happens", "happened", "happen"}) or (
        bool(set(lowers[1:]) & TOLD_NOUNS) and not asks_for_several(reading) and reading.answer_class is None
    )


def _may_be_told(reading: Reading) -> bool:
    """Tell whether what is asked for may take sentences: "what risks does X bring", "what did X say about Y"."""
    lowers = [word.lower for word in reading.words]
    if reading.asks != "what" or reading.form != "open" or reading.answer_class is not None or not reading.mentions:
        return False
    told = any(lower.removesuffix("s") in TOLD_NOUNS for lower in lowers)
    return told or (bool(set(lowers[1:2]) & (DO | MODALS)) and len(find_core(reading)) > 1) or "say" in lowers


def _may_be_list(reading: Reading, wanted: Wanted) -> bool:
    """Tell whether a list may answer a question: not a date, and not one thing by its noun ("which team ...")."""
    single = reading.asks in {"which", "who"} and not wanted.several
    return reading.answer_class != "Date" and not single


def _is_dated_row(reading: Reading, sentence: Sentence) -> bool:
    """Tell whether a row of a table holds a word of what happened, where a day is asked for: "Founded | 3 May"."""
    if reading.answer_class != "Date" or _TABLE not in sentence.text or len(sentence.text) > LONGEST_ROW:
        return False
    hosted = {n for m in reading.mentions if m.surface[:1].isupper() for n in m.indices}
    core = [n for n in reading.content if n not in hosted]
    own = frozenset(find_tokens(sentence.text))
    return any(is_of(token, own) for n in core for token in find_tokens(reading.words[n].text)[:1])


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


def _is_about(told: Sequence[Sentence], reading: Reading, ontology: Ontology) -> bool:
    """Tell whether sentences of a passage, or the title and headings above it, name all proper names of a question."""
    passage = told[0].passage
    said = set(find_tokens(" ".join((*(sentence.text for sentence in told), passage.title, *passage.section))))
    return all(
        any(set(find_tokens(name)) <= said for name in _names_of(m, ontology))
        for m in reading.mentions
        if not ontology.plays(m.entity.type, Role.HOST)
        and not (m.surface == m.surface.lower() and m.entity.type in {"Concept", "Category", "Thing"})
    )


def _names_of(mention: Mention, ontology: Ontology) -> list[str]:
    """Return the names by which a text may speak of what is named: of a person also the last one alone."""
    names = list(mention.names)
    return [*names, mention.entity.label.split()[-1]] if ontology.is_a(mention.entity.type, "Person") else names


def _with_headings(sentence: Sentence) -> str:
    return " ".join((sentence.text, sentence.passage.title, *sentence.passage.section))


def _with_antecedent(index: PassageIndex, sentence: Sentence) -> list[Sentence]:
    """Return a sentence, behind the one before it where it begins with "it" and both are short."""
    if not points_back(sentence.text):
        return [sentence]
    told = read_beside(index, sentence, 1, 0)
    return told if sum(len(one.text) for one in told) <= SHORT else [sentence]
