"""Preferring: of the sentences found, first those that speak of what is named and tell the kind of thing asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from api.answering.question.asked.duties import asks_for_duty, says_duty
from api.answering.question.reading import Form, Reading
from api.answering.question.words.words import USE
from api.answering.text.fit.plainly import tells_how_often, tells_time
from api.answering.text.sentences.antecedents import is_about
from api.answering.text.sentences.prose import points_elsewhere
from api.answering.text.sentences.sentences import Sentence, sort_sentences
from api.answering.text.values.measures import asks_for_measure, find_amounts, find_measures
from indexer.tokens import find_tokens
from kg.language.dates import find_dates
from ontology import Ontology

# What each sign counts for beside the share of the question's words that a sentence holds, by a softmax over the
# sentences found for 1,820 questions: see docs/measured.md.
ABOUT = 0.23
MET_UNNAMED = 1.2
TELLING = 0.7
REASONED = 0.2
ELSEWHERE = 0.9
_REASON = re.compile(r"\b(?:because|so that|in order to|due to|owing to|thanks to|the reason)\b", re.IGNORECASE)
_USED_FOR = re.compile(r"\bus(?:e|es|ed|ing)\b[^;]{0,80}?\b(?:to [a-z]+|for|as)\b", re.IGNORECASE)
_NAME = re.compile(r"(?<=[^.!?:] )\W?[A-Z][\w.-]*\w")


def prefer(reading: Reading, ranked: Sequence[Sentence], ontology: Ontology) -> list[Sentence]:
    """Return sentences in a new order: what they are about, what they tell, and how near they come to what is asked."""
    tells, worth = _find_telling(reading)
    return sort_sentences(
        replace(
            sentence,
            score=sentence.score
            + ABOUT * is_about([sentence], reading, ontology)
            + MET_UNNAMED * _meet_unnamed(reading, sentence)
            + worth * tells(sentence)
            - ELSEWHERE * points_elsewhere(sentence.text),
        )
        for sentence in ranked
    )


def _meet_unnamed(reading: Reading, sentence: Sentence) -> float:
    """Return how near a sentence comes to the words that are no names: all about a thing come near to its name."""
    met = [sentence.met[n] for n in reading.unnamed if n < len(sentence.met)]
    return sum(met) / len(met) if met else sentence.meeting


def _find_telling(reading: Reading) -> tuple[Callable[[Sentence], bool], float]:
    """Return what tells whether a sentence tells what a question asks for, and what that counts for."""
    if reading.asks == "how" and asks_for_measure(reading):
        return lambda sentence: any(find_measures(reading, sentence.text)), TELLING
    if reading.form is Form.COUNT:
        return lambda sentence: any(find_amounts(reading, sentence.text)), TELLING
    if reading.lowers[:2] == ("how", "often"):
        return lambda sentence: tells_how_often(sentence.text), TELLING
    if _asks_for_use(reading):
        return lambda sentence: _tells_use(sentence, reading), TELLING
    if reading.asks == "why":
        return lambda sentence: _REASON.search(sentence.text) is not None, REASONED
    if asks_for_duty(reading):
        return lambda sentence: says_duty(sentence.text), TELLING
    if reading.asks == "when" or reading.answer_class == "Date":
        return lambda sentence: tells_time(sentence.text) or any(find_dates(sentence.text)), TELLING
    if reading.asks in {"who", "whom", "whose"}:
        return lambda sentence: any(m.group() not in reading.text for m in _NAME.finditer(sentence.text)), TELLING
    return lambda sentence: False, 0.0


def _asks_for_use(reading: Reading) -> bool:
    """Tell whether a question asks what for somebody uses something: "what does X use Y for"."""
    return reading.asks == "what" and reading.lowers[-1] == "for" and not USE.isdisjoint(reading.lowers)


def _tells_use(sentence: Sentence, reading: Reading) -> bool:
    """Tell whether a sentence, headings included, names all that is asked about and says what it is for."""
    said = set(find_tokens(f"{sentence.text} {' '.join(sentence.around)}"))
    return _USED_FOR.search(sentence.text) is not None and all(m.stands_in(said) for m in reading.mentions)
