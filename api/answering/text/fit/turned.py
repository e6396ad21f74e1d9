"""Turned relations: whether a sentence says the relation that a question words the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from api.answering.question.places import find_end
from api.answering.question.reading import FrameUse, Mention, Reading
from api.answering.question.words.words import ARTICLES, BE, DO, MODALS, QUESTION_WORDS, SUPERLATIVES, Word, read_words
from indexer.tokens import find_tokens
from kg.language.words import is_adjective
from ontology import Ontology

# How many words may stand between a name and the verb that is said of it.
_REACH = 12
_SOMEBODY = frozenset("who whom".split())
_BEFORE_NAME = 3  # words before the name in "who originally created X"
_ROLE = 8  # words between "is the" and the noun for what somebody is
_ASKED = frozenset(["which", "what", "many"])
# A name before a verb and behind one of these is not what does it: "everything at X runs".
_DETERMINERS = ARTICLES | frozenset("our its their his her my your these those".split())
# What is said between a name and a verb where the name has a clause of its own, "X was begun in May, Y was added", or
# the verb a subject of its own: "X, which the company Y made", "X says that Y made".
_OWN_CLAUSE = re.compile(
    r"[^,;]*\b(?:is|are|was|were|has|have|had)\b[^,;]*[,;](?!\s(?:and|or|which|that)\b)"
    r"|(?:,|(?: \w+){0,3}) (?:which|that|whom) (?:(?:the|an?|its|their|our) )?(?:\w+ ){0,3}?[A-Z][\w.-]+\b"
)
# "by X, and it was made": what another name of the question stands for.
_OF_OTHER = re.compile(r"[^,;]*[,;] (?:(?:and|but|so|while) )?(?:it|they|he|she|we)\b")
_ADJUNCTS = frozenset("at in on for from within across under".split())
# Behind these, and a word more, a verb's plain form is a noun: "with paid support from X".
_NOUN_LEADS = frozenset("with without for".split())
# "X has three mills connected to it": what is named before is at the other end.
_COMES_BACK = re.compile(r" (?:to|with|by|from|on|in|for) (?:it|them)\b")


def turns_around(reading: Reading, sentence: str, referents: Mapping[int, str], ontology: Ontology) -> bool:
    """Tell whether a sentence says the relation a question words the other way round.

    "What replaces X" is not answered by "X replaced Y". `referents`: where a word stands for which entity (IRI).
    """
    words = read_words(sentence)
    lowers = tuple(word.lower for word in words)
    places = {m.entity.iri: list(_find_places(m, words, referents)) for m in reading.mentions}
    others = {iri: [first for key in places if key != iri for first, _ in places[key]] for iri in places}
    if reading.asks in _SOMEBODY and _does_itself(reading, words, places):
        return True
    if _tells_of_object(reading, words, places):
        return True
    for use in reading.frames:
        if not use.frame.is_verb or use.frame.subject_places == use.frame.object_places:
            continue
        if not use.marked and (use.frame.markers or reading.asks not in QUESTION_WORDS):
            continue  # "required parts of X"
        if _is_noun(use, reading.words):
            continue  # "the heart of X's processing"
        for mention in reading.mentions:
            before = reading.lowers[max(0, mention.first - 3) : mention.first]
            of_noun = before[-1:] == ("of",) and before[0] in _ASKED
            if (before[-1:] and before[-1] in _ASKED) or of_noun or reading.words[mention.last].possessive:
                continue  # "which Acme version", "which version of Acme": what kind the answer is of
            if before[-1:] == ("as",) and "same" in reading.lowers:
                continue  # "on the same day as X" says nothing of what X does
            asked = find_end(use, mention.first, mention.last, reading.words)
            if asked is None:
                continue
            told = [
                end.is_subject
                for place, lower in enumerate(lowers)
                if lower in use.frame.forms
                and not _is_plural_noun(place, words, sentence)
                and not (lower == use.frame.lemma and (_is_role(place, words) or _is_owned(place, words)))
                and not (lower == use.frame.lemma and _NOUN_LEADS & set(lowers[max(0, place - 2) : place]))
                and not _COMES_BACK.match(sentence, words[place].end)
                for first, last in places[mention.entity.iri]
                if abs(first - place) < _REACH
                and not words[last].possessive  # "is used as X's codec" says nothing of X itself
                and not _stands_between(first, place, others[mention.entity.iri])
                and "as" not in lowers[place + 1 : first]  # "is used as the codec of X's clients"
                and not (last < place and first and lowers[first - 1] in _ADJUNCTS)
                and not _OWN_CLAUSE.match(sentence, words[last].end, words[place].start)
                and not (
                    any(other < first for other in others[mention.entity.iri])
                    and _OF_OTHER.match(sentence, words[last].end, words[place].start)
                )
                and (end := find_end(FrameUse(place, place, use.frame), first, last, words))
            ]
            dated = reading.answer_class == "Date"  # "in what year was X started" is not told by what X started
            if told and asked.is_subject not in told and (dated or _may_turn(use, mention, asked.is_subject, ontology)):
                return True
    return False


def _does_itself(reading: Reading, words: Sequence[Word], places: Mapping[str, Sequence[tuple[int, int]]]) -> bool:
    """Tell whether a thing does what a question asks who did it to: "who made X" is not told by "X makes pies"."""
    if len(reading.words) < 3 or not reading.mentions or reading.lowers[1] in BE | DO | MODALS:
        return False
    mention = reading.mentions[0]
    verbs = {token for n in range(1, mention.first) for token in find_tokens(reading.words[n].text)}
    if mention.first > _BEFORE_NAME or not reading.lowers[mention.first - 1].endswith("ed"):
        return False
    for _, last in places[mention.entity.iri]:
        behind = [word for word in words[last + 1 : last + 3] if not word.lower.endswith("ly") and word.lower != "then"]
        if behind and not words[last].possessive and verbs & set(find_tokens(behind[0].text)):
            return behind[0].lower.endswith("s") or words[last + 1].lower == "then"
    return False


def _tells_of_object(reading: Reading, words: Sequence[Word], places: Mapping[str, Sequence[tuple[int, int]]]) -> bool:
    """Tell whether a sentence says what a thing is where a question asks what did something to it, and not that.

    "What replaced X in May" is not told by "X is a mill that stands since May".
    """
    if reading.asks not in _ASKED:
        return False
    said = {token for word in words for token in find_tokens(word.text)}
    for use in reading.verbs:
        mention = next((m for m in reading.mentions if m.first == use.last + 1 and not m.is_common), None)
        done = {token for form in use.frame.forms for token in find_tokens(form)}
        if mention is None or done & said or use.first > _BEFORE_NAME or use.frame.markers:
            continue
        own = next((last for first, last in places[mention.entity.iri] if first == 0), None)
        behind = [word.lower for word in words[own + 1 : own + 3]] if own is not None else []
        if len(behind) > 1 and behind[0] in BE and behind[1] in ARTICLES:
            return True
    return False


def _may_turn(use: FrameUse, mention: Mention, is_subject: bool, ontology: Ontology) -> bool:
    """Tell whether a thing may stand at the other end of a relation at all: no project is a language."""
    properties = [ontology.properties[sense] for sense in use.frame.senses]
    ends = [found.range if is_subject else found.domain for found in properties]
    return any(ontology.may_be(mention.entity.type, end) for end in ends)


def _stands_between(first: int, place: int, others: Sequence[int]) -> bool:
    """Tell whether another name of the question stands before a verb, and nearer to it: that one does what it says."""
    return any(first < other < place for other in others)


def _is_plural_noun(place: int, words: Sequence[Word], sentence: str) -> bool:
    """Tell whether a form in "-s" is a noun: behind "our" or "the", and with no object: "our Acme sponsors (A)"."""
    before = {word.lower for word in words[max(0, place - 4) : place]}
    behind = words[place + 1].lower if place + 1 < len(words) else ""
    ends = sentence[words[place].end :].lstrip()[:1] in set("(),.;:") or behind in _ADJUNCTS | BE | {"of", "and"}
    return words[place].lower.endswith("s") and ends and bool(before & _DETERMINERS)


def _is_role(place: int, words: Sequence[Word]) -> bool:
    """Tell whether a verb's plain form is a noun behind "is the" and a name: "is the current Acme chair"."""
    before = [word.lower for word in words[max(0, place - _ROLE) : place]]
    article = next((n for n in range(len(before) - 1, 0, -1) if before[n] in _DETERMINERS), 0)
    return bool(article) and before[article - 1] in BE and not {"to", *MODALS, *DO} & set(before[article:])


def _is_owned(place: int, words: Sequence[Word]) -> bool:
    """Tell whether a verb's plain form is a noun behind "its", but for adjectives: "its first run"."""
    first = place
    while first and (words[first - 1].lower in SUPERLATIVES or is_adjective(words[first - 1].lower)):
        first -= 1
    return first > 0 and words[first - 1].lower in _DETERMINERS - ARTICLES


def _is_noun(use: FrameUse, words: Sequence[Word]) -> bool:
    """Tell whether a verb's form is a noun: "the heart of X's processing", "which processes can X adopt"."""
    before = [word.lower for word in words[max(0, use.first - 2) : use.first]]
    behind = {word.lower for word in words[use.last + 1 : use.last + 2]}
    asked = before[-1:] and before[-1] in _ASKED and behind & (BE | DO | MODALS)
    return bool(asked) or (words[use.first].lower.endswith("ing") and not set(before) & BE)


def _find_places(mention: Mention, words: Sequence[Word], referents: Mapping[int, str]) -> Iterator[tuple[int, int]]:
    """Yield the first and last word of what names an entity in a sentence, or stands for it."""
    names = [name.lower().split() for name in mention.names]
    for first, word in enumerate(words):
        if referents.get(word.start) == mention.entity.iri:
            yield first, first
        for name in names:
            if [other.lower for other in words[first : first + len(name)]] == name:
                yield first, first + len(name) - 1
