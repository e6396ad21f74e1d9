"""Namings: what a name means and where it comes from, in the sentence that speaks of it as a name."""

from __future__ import annotations

import re

from api.answering.model import Answer, Term
from api.answering.question.asked.wanted import to_wanted
from api.answering.question.reading import Form, Reading
from api.answering.text.sentences.antecedents import is_about, with_antecedent
from api.answering.text.sentences.prose import write_sentences
from api.answering.text.sentences.ranking import SentenceRanker
from api.answering.text.sentences.retrieval import find_passages
from api.answering.text.sentences.sentences import Sentence, count_characters
from indexer.search import PassageIndex
from indexer.tokens import find_tokens
from ontology import Field

BEST_SCORE = 4.0
LONGEST = 300
_ASKED = re.compile(
    r"\b(?:mean(?:s|ing)?|named (?:after|for|so)|called (?:so|that|after)|"
    r"(?:name|word|term)\b.*\b(?:comes?|derive[ds]?|stems?|from|origin))\b",
    re.IGNORECASE,
)
_ASKED_SOUND = re.compile(
    r"\b(?:pronounced?|pronunciation|name (?:\S+ )?(?:is )?(?:read|spoken|said))\b", re.IGNORECASE
)
# How a name is said aloud: "ZBT (read as Zorblat)", "pronounced 'zor-blat'".
_SAID = re.compile(
    r"\b(?:pronounced|read as|spoken as|pronunciation:?)\s+(?:as |like |it )?"
    r"(?P<meaning>[“\"‘'/]?[^.,;()]+?[”\"’'/]?)(?=[.,;()]|$)",
    re.IGNORECASE,
)
_IN_LANGUAGE = re.compile(
    r"\bmean\s+in\s+(?:ancient\s+|old\s+|the\s+)?(?P<language>[\w-]+)(?:\s+language)?\W*$", re.IGNORECASE
)
# A sentence that speaks of a name: "Its name means ...", "It means helmsman in Greek", "named after".
_TELLS = re.compile(
    r"\b(?:names?|word|term)\b[^.;]{0,60}\b(?:means?|meaning|comes? from|came from|deriv\w+|stems? from|stands? for|"
    r"refers? to|taken from|borrowed from|inspired by)\b|\bmeans? [^.;]{1,60} in (?:ancient |old )?[A-Z]\w+|"
    r"\b(?:is|was|are|were)? ?(?:named|called) (?:after|for|so because)\b|\b[A-Z]\w+ (?:word )?for [“\"‘']",
    re.IGNORECASE,
)


# What a name means or comes from, in such a sentence.
_MEANING = re.compile(
    r"\b(?:means?|meaning|stands? for|comes? from|came from|deriv\w+ from|refers? to|"
    r"(?:named|called) (?:after|for)|(?:taken|borrowed) from|[A-Z]\w+ (?:word )?for)\s+(?:the |an? )?"
    r"[“\"‘']?(?P<meaning>[^.,;:()”\"]+?)[’']?"
    r"(?= (?:and|but|which|because) | in (?:ancient |old |the )?[A-Z]|[.,;:()”\"]|$)"
)


class NamingAnswerer:
    """Answer "what does the name X mean", "what does X mean in Greek", "how is X pronounced"."""

    def __init__(self, index: PassageIndex, field: Field) -> None:
        self._index = index
        self._field = field
        self._ranker = SentenceRanker(index)

    def answer(self, reading: Reading) -> Answer | None:
        """Return the sentence that tells what a name means; None for other questions, and where none does."""
        if reading.form not in {Form.OPEN, Form.PASSAGE} or not _asks_of_name(reading):
            return None
        language = _IN_LANGUAGE.search(reading.text)
        spoken = set(find_tokens(language["language"])) if language else set()
        hits = find_passages(self._index, reading)
        tells, means = (_SAID, _SAID) if _ASKED_SOUND.search(reading.text) else (_TELLS, _MEANING)
        for sentence in self._ranker.rank(to_wanted(reading, self._field), hits):
            told = self._read(sentence, reading, tells)
            if told and spoken <= set(find_tokens(sentence.text)):
                meaning = means.search(sentence.text)
                items = [Term(label=meaning["meaning"])] if meaning is not None else []
                return write_sentences(self._index, reading, hits, told, items, sentence.score / BEST_SCORE)
        return None

    def _read(self, sentence: Sentence, reading: Reading, tells: re.Pattern[str]) -> list[Sentence]:
        """Return a sentence that speaks of the name asked about, behind what says whose it is; none elsewhere."""
        if not tells.search(sentence.text):
            return []
        told = with_antecedent(self._index, sentence, reading, self._field.ontology)
        if not is_about(told, reading, self._field.ontology):
            return []
        return list(told) if count_characters(told) <= LONGEST else [sentence]


def _asks_of_name(reading: Reading) -> bool:
    """Tell whether the meaning or the origin of a name is asked for, and not what the thing is."""
    if len(reading.mentions) == 1 and _ASKED_SOUND.search(reading.text):
        return True
    if len(reading.mentions) != 1 or not _ASKED.search(reading.text):
        return False
    mention = reading.mentions[0]
    language = _IN_LANGUAGE.search(reading.text)
    foreign = language is not None and reading.words[mention.last].end < language.start("language")
    return reading.asks_of_name(mention) or foreign
