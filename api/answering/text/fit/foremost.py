"""Foremost: how much the first of all sentences may leave open that surely gives what a question asks for."""

from __future__ import annotations

from collections.abc import Sequence

from api.answering.model import Term
from api.answering.question.asked.nouns import find_nouns
from api.answering.question.reading import Reading
from api.answering.question.words.words import STEERING
from api.answering.text.sentences.accounting import find_core
from api.answering.text.sentences.sentences import Sentence
from api.answering.text.values.given import Given
from api.answering.text.values.picking import SURE
from kg.language.words import is_word
from ontology import Ontology
from ontology.roles import Role

# By how much less it may fit, and which share of what is asked it may leave unsaid, calibrated on wordings that the
# documents do not have and on questions without an answer.
LENIENCE, MOST_UNSAID = 0.35, 0.5
# How near it comes to the question where it gives a name; where it gives a date, to the question and to each word.
NEAR, NEAR_DATED, NEAR_WORD = 0.5, 0.7, 0.5
_SHOUTED = 6  # letters; shorter ones are short forms
# Of how many items all have to be of the class asked for.
_SEVERAL = 2


def find_most_unsaid(reading: Reading) -> float:
    """Return which share of the words that say what is asked may be left out: of a single word none."""
    if reading.answer_class == "Date":
        return 1.0  # each of them is met nearly
    return MOST_UNSAID if len(find_core(reading)) > 1 else 0.0


def is_near(reading: Reading, sentence: Sentence, given: Given, unsaid: Sequence[int]) -> bool:
    """Tell whether a sentence is so near that it may say what is asked in words of its own.

    `unsaid`: the words that it does not say. What is asked for, and when, is no matter of wording: a noun that the
    question asks for or of, and a word such as "before", have to be said.
    """
    if reading.answer_class == "Date":
        return sentence.meeting >= NEAR_DATED and all(sentence.met[n] >= NEAR_WORD for n in unsaid)
    needed = set(find_nouns(reading)).union(n for n in unsaid if reading.lowers[n] in STEERING)
    return given.strength >= SURE and sentence.meeting >= NEAR and not needed & set(unsaid)


def may_be_asked(items: Sequence[Term], reading: Reading, ontology: Ontology) -> bool:
    """Tell whether items may be of the class asked for: all of two, and of a longer list two thirds.

    Of those that nobody knows only names may, and what is called by the noun asked for ("the booking team").
    Documents say "who" of works, too ("Zorblat pioneered such gates"), but not where a relation has persons or
    organizations at its end ("who founded X").
    """
    wanted = reading.answer_class
    if wanted not in ontology.parents:
        return True
    narrower = any(name != "Agent" and ontology.is_a(name, "Agent") for name in reading.end_classes)
    noun = reading.lowers[reading.answer_noun] if reading.answer_noun is not None else ""
    works = reading.asks in {"who", "whom"} and not narrower
    fitting = [
        ontology.may_be(item.type, (wanted,)) or (works and ontology.plays(item.type, Role.WORK))
        if item.type in ontology.parents
        else item.label.endswith(f" {noun}") or _looks_like_name(item.label)
        for item in items
    ]
    return 3 * sum(fitting) >= 2 * len(fitting) if len(fitting) > _SEVERAL else all(fitting)


def _looks_like_name(label: str) -> bool:
    """Tell whether a name is written as one; an ordinary word in capitals throughout is a page ("see CONTRIBUTING")."""
    shouted = label.isupper() and len(label) >= _SHOUTED and is_word(label.lower())
    return label[:1].isalpha() and label != label.lower() and not shouted
