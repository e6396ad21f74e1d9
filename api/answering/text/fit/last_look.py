"""A last look: whether the best sentence answers after all, where nothing surer did."""

from __future__ import annotations

import math
from collections.abc import Sequence

from api.answering.question.asked.forms import asks_how_long
from api.answering.question.asked.nouns import asks_for_narrower, find_owned_nouns
from api.answering.question.asked.versions import asks_for_version
from api.answering.question.asked.wanted import Wanted
from api.answering.question.reading import Reading
from api.answering.text.fit.turned import turns_around
from api.answering.text.sentences.accounting import find_said, find_unsaid, keeps_to_asked
from api.answering.text.sentences.antecedents import is_about
from api.answering.text.sentences.prose import points_back
from api.answering.text.sentences.sentences import Sentence
from api.answering.text.values.given import Given
from api.answering.text.values.measures import asks_for_measure
from indexer.tokens import find_tokens
from ontology import Ontology

# What each sign counts for, by regressions over the first sentences for some 430 answerable questions that were
# refused and 500 without an answer, and from which sum on a sentence is told. What that gains and costs stands in
# docs/measured.md.
STRENGTH, EACH_WORD, FARTHEST, DATED, ABOUT, FOUND = 0.7, 0.53, 1.25, 0.6, 2.0, 2.0
UNSAID, SHORT, LEANING, LONG = -0.62, -0.37, -0.57, -0.8
LEAST = 3.7
MOST_WORDS = 7
SHORTEST = 40  # characters
_SURELY = frozenset("who whom whose where".split())


def may_answer(
    reading: Reading, wanted: Wanted, told: Sequence[Sentence], given: Given, found: float, ontology: Ontology
) -> bool:
    """Tell whether sentences, the telling one last, likely answer.

    `given`: what that one gives of the kind asked for. `found`: the score in [0, 1] that search gave its passage.

    They have to give something of the kind, of the time asked about. Then count: how well a name stands out, how many
    words the question has, how near the sentence comes to the word it is farthest from, whether all that is named is
    there, how surely search found the passage; and against it each word left unsaid, being short or long, and leaning
    on others. Who or where, a version and a measure have to be told surely: for these a near sentence is rarely one
    that answers.
    """
    sentence, unsaid = told[-1], find_unsaid(reading, wanted, told)
    if not given.fits or _asks_surely(reading) or {*find_owned_nouns(reading)} & {*unsaid}:
        return False  # the last: "the backend of X"
    if any(mention.first == 1 and not mention.stands_in(find_said(told)) for mention in reading.mentions):
        return False  # "which Acme companies"
    types = {item.type for item in given.items}
    if not keeps_to_asked(reading, told) or asks_for_narrower(reading, types, find_tokens(sentence.text), ontology):
        return False
    if turns_around(reading, sentence.text, sentence.referents, ontology):
        return False
    met = [sentence.met[n] for n in reading.unnamed if n < len(sentence.met)]
    signs = STRENGTH * given.strength + EACH_WORD * min(len(reading.content), MOST_WORDS)
    signs += FARTHEST * min(met, default=1.0) + DATED * (reading.answer_class == "Date") + UNSAID * len(unsaid)
    signs += ABOUT * is_about(told, reading, ontology)
    signs += FOUND * found + LONG * math.log1p(len(find_tokens(sentence.text)))
    signs += SHORT * (len(sentence.text) < SHORTEST) + LEANING * (len(told) == 1 and points_back(sentence.text))
    return signs >= LEAST


def _asks_surely(reading: Reading) -> bool:
    """Tell whether a question asks for what only a sure answer tells: who, where, a version, a measure, a namesake."""
    valued = asks_for_version(reading) or asks_for_measure(reading) or asks_how_long(reading.lowers)
    located = reading.lowers[:2] == ("in", "which") and reading.answer_class is None  # "in which city"
    namesake = any(map(reading.asks_for_namesake, range(len(reading.words))))
    return valued or located or namesake or reading.asks in _SURELY
