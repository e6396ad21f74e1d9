"""Accounting: which words of a question the sentences of an answer do not bear out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from api.answering.question.asked.calling import asks_what_they_call_it
from api.answering.question.asked.held import holds
from api.answering.question.asked.nouns import find_owned
from api.answering.question.asked.preferences import find_preferring
from api.answering.question.asked.utmost import asks_for_utmost, says_utmost
from api.answering.question.asked.versions import VERSION_TOKENS, asks_for_version
from api.answering.question.asked.wanted import Wanted, asks_what_is_in
from api.answering.question.reading import Form, Reading
from api.answering.question.words.words import ARTICLES, PREPOSITIONS, QUESTION_WORDS, TOLD_NOUNS, read_words
from api.answering.text.sentences.sentences import Sentence
from indexer.tokens import find_tokens
from kg.language.dates import YEAR, find_dates
from kg.language.releases import find_versions, to_bare_version

# Cosines between a word of a question, as it stands there, and the nearest of a sentence, calibrated on answerable
# questions and on such without an answer: below UNSAID nothing says it; below MISHELD not even the same word does,
# for it stands in another sense; an event on a day has to be said more surely.
UNSAID = 0.42
MISHELD = 0.4
SURELY = 0.68
MEANT = 0.55
MOST_UNSAID = 1 / 3
_PARTS = frozenset("parts pieces elements components bits sections ingredients blocks modules items things".split())
_ASKING_WHO = frozenset("who whom which".split())
_AHEAD = re.compile(r"\b(will|next|upcoming|future|plan\w*|expect\w*|intend\w*|soon|going to)\b", re.IGNORECASE)
_NAMES = frozenset(find_tokens("call called name named rename renamed known rebrand dub"))
_YEAR = re.compile(YEAR)
_NOW = frozenset("now currently today current".split())
_LATELY = frozenset("latest newest last current recent now".split())
_LATEST = re.compile(r"\b(?:latest|newest|last|current(?:ly)?|most recent|stable|now|today|as of)\b", re.IGNORECASE)
_ENDED = re.compile(
    r"\bhad \w+(?:ed|en|[dtwn])\b|\buntil \w+|\b(?:left|resigned|retired|stepped down)\b", re.IGNORECASE
)
_BEFORE_NOUNS = ARTICLES | frozenset("of under in with by its their his her this that another other new".split())
# Behind one of these "-ing" makes no verb of a word: "at incubating level".
_BEFORE_PARTICIPLES = _BEFORE_NOUNS | PREPOSITIONS


def find_core(reading: Reading) -> list[int]:
    """Return the words of a question that say what is asked of its names: the others with content.

    Words of a relation whose values are sentences ("problem"), and nouns for what sentences tell, need not stand in
    them.
    """
    noun = {reading.answer_noun} if reading.answer_class is not None else set()
    told = {n for use in reading.frames if use.frame.lemma in reading.relation_words for n in use.indices}
    asks_for_prose = reading.asks == "what" and reading.answer_class is None
    kinds = {n for n in reading.content if asks_for_prose and reading.lowers[n].removesuffix("s") in TOLD_NOUNS}
    # "Who uses X" asks by a verb that says next to nothing elsewhere.
    asks_by_verb = reading.asks in _ASKING_WHO or reading.form is Form.BOOLEAN
    asked = reading.verb_places - set(reading.content) if asks_by_verb else set()
    conditions = {word for use in reading.frames for word in use.frame.with_words}  # "originally developed"
    said = {n for n in reading.content if reading.lowers[n] in conditions}
    empty = reading.named | noun | told | kinds | said | find_preferring(reading) | _find_part_nouns(reading)
    return [n for n in sorted({*reading.content, *asked}) if n not in empty]


def _find_part_nouns(reading: Reading) -> set[int]:
    """Return the nouns asked for that say no more than "things" of what is in something: "what two parts is X of"."""
    holding = asks_what_is_in(reading)
    return {n for n in reading.content if holding and reading.lowers[n] in _PARTS}


def find_unsaid(reading: Reading, wanted: Wanted, told: Sequence[Sentence]) -> list[int]:
    """Return the core words that neither some sentences of a passage say nor the title and headings above them.

    A question of bare key words asks for a passage as much as for a sentence.
    """
    passage = told[0].passage
    around = (*told[-1].headings, *(() if reading.asks in QUESTION_WORDS else (passage.text,)))
    headed = set(find_tokens(" ".join(around)))
    return [
        n
        for n in find_core(reading)
        if not headed & set(reading.tokens([n])) and not any(_says(sentence, n, reading, wanted) for sentence in told)
    ]


def accounts(
    reading: Reading,
    wanted: Wanted,
    told: Sequence[Sentence],
    borne: frozenset[str] = frozenset(),
    most_unsaid: float = MOST_UNSAID,
) -> bool:
    """Tell whether sentences bear out enough of what is asked of the names of a question.

    `borne`: words that need not stand in them, since a name in them is of that kind. `most_unsaid`: which share of the
    words that say what is asked may be left out.
    """
    asked = find_core(reading) if reading.asks in QUESTION_WORDS else reading.content
    owned = {find_owned(mention, reading) for mention in reading.mentions}
    owned -= {n for n in owned if n is not None and VERSION_TOKENS & borne & set(reading.tokens([n]))}
    unsaid = [n for n in find_unsaid(reading, wanted, told) if n in owned or not borne & set(reading.tokens([n]))]
    counted = reading.asked_words[-1:] if reading.form is Form.COUNT else []
    if any(reading.words[n] in counted for n in unsaid):
        return False
    return len(unsaid) <= most_unsaid * len(asked) and keeps_to_asked(reading, told)


def find_said(told: Sequence[Sentence]) -> set[str]:
    """Return the words of sentences and of what stands above them, as the index compares them."""
    return {token for sentence in told for text in (sentence.text, *sentence.around) for token in find_tokens(text)}


def keeps_to_asked(reading: Reading, told: Sequence[Sentence]) -> bool:
    """Tell whether sentences are of the years, the versions and the owner that a question names.

    Where it asks about a name or what is to come, they have to be about that, too.
    """
    of_time = _names_years(reading, told) and _looks_ahead(reading, told) and not _has_ended(reading, told)
    of_time = of_time and _names_versions(reading, told) and _tells_of_latest(reading, told)
    of_all = of_time and _tells_of_name(reading, told) and _names_it(reading, told) and _tells_of_owner(reading, told)
    return of_all and (not asks_for_utmost(reading) or any(says_utmost(sentence.text) for sentence in told))


def _names_years(reading: Reading, told: Sequence[Sentence]) -> bool:
    """Tell whether sentences, or what stands around them, name the years of a question about an event."""
    if not reading.years or reading.as_of_said is not None:
        return True
    passage = told[0].passage
    around = " ".join((*(sentence.text for sentence in told), *passage.headings, passage.date or ""))
    alone = {date[:4] for _, date in find_dates(passage.text)}
    if len(alone) == 1:
        around += f" {alone.pop()}"  # the only year of a passage is that of all it tells
    return all(year in around for word in reading.years for year in _YEAR.findall(word))


def _names_versions(reading: Reading, told: Sequence[Sentence]) -> bool:
    """Tell whether sentences, or what stands above them, name every version of a question: what 2.1 is, 2.0 is not."""
    around = "\n".join((*(sentence.text for sentence in told), *told[0].passage.headings))
    said = {to_bare_version(version) for version in find_versions(around)}
    return all(to_bare_version(version) in said for version in find_versions(reading.text) if "." in version)


def _tells_of_latest(reading: Reading, told: Sequence[Sentence]) -> bool:
    """Tell whether sentences, or what stands above them, say that a version is the latest, where that is asked for."""
    if _LATELY.isdisjoint(reading.lowers) or not asks_for_version(reading):
        return True
    return any(_LATEST.search(text) for sentence in told for text in (sentence.text, *sentence.headings))


def _tells_of_owner(reading: Reading, told: Sequence[Sentence]) -> bool:
    """Tell whether sentences, or what stands above them, speak of the topic whose parts are asked for: "parts of X"."""
    said = find_said(told)
    alone = len(reading.mentions) == 1
    owners = [m for m in reading.mentions if alone and m.is_common and find_owned(m, reading) is not None]
    return all(
        m.stands_in(said)
        or any(sentence.met[n] >= MEANT for sentence in told for n in m.indices if n < len(sentence.met))
        for m in owners
    )


def _tells_of_name(reading: Reading, told: Sequence[Sentence]) -> bool:
    """Tell whether sentences speak of a name as a name, where a question asks about it: "where is the name X from"."""
    asked = [mention for mention in reading.mentions if reading.asks_of_name(mention)]
    text = " ".join(sentence.text for sentence in told)
    names = ["|".join(re.escape(name) for name in mention.names) for mention in asked]
    forms = (rf"\b(?:name|word|term)\W+(?:{one})\b|\b(?:{one})\W+(?:means|stands for|is named)" for one in names)
    return all(re.search(form, text, re.IGNORECASE) for form in forms)


def _names_it(reading: Reading, told: Sequence[Sentence]) -> bool:
    """Tell whether sentences say what something is called, where its name of the past is asked for."""
    if not {"called", "before"} <= set(reading.lowers):
        return True
    return any(not _NAMES.isdisjoint(find_tokens(sentence.text)) for sentence in told)


def _looks_ahead(reading: Reading, told: Sequence[Sentence]) -> bool:
    """Tell whether sentences speak of what is to come, where a question does."""
    return not reading.is_ahead or any(_AHEAD.search(sentence.text) for sentence in told)


def _has_ended(reading: Reading, told: Sequence[Sentence]) -> bool:
    """Tell whether sentences tell of what was so and ended, where a question asks how it is now."""
    return bool(_NOW & set(reading.lowers)) and _ENDED.search(told[-1].text) is not None


def _says(sentence: Sentence, n: int, reading: Reading, wanted: Wanted) -> bool:
    """Tell whether a sentence holds a word of the question, or comes near to its meaning."""
    near = sentence.met[n] if n < len(sentence.met) else 0.0
    token = next(iter(find_tokens(reading.words[n].text)), "")
    same = holds(token, sentence.text, replace(wanted, alternatives={}))
    if same:
        meant = not sentence.met or near >= MISHELD or _stands_by_name(sentence.text, token, n, reading)
        return meant and not _instructs(sentence.text, token, reading.lowers[n])
    otherwise = wanted.alternatives.get(token, frozenset())
    if reading.lowers[n] == "before" and otherwise & set(find_tokens(sentence.text)):
        return True
    if otherwise and near >= (MEANT if reading.asks == "why" else UNSAID) and _has_verb(sentence.text, otherwise):
        return True
    surely = (
        (n > 0 and reading.words[n].text != reading.lowers[n])  # a name is said by another name no better
        or reading.answer_class == "Date"
        or reading.form is Form.BOOLEAN
        or wanted.somebody
        or any(reading.asks_for_namesake(m) for m in (n - 1, n))
        or asks_what_they_call_it(reading)  # what is called so is no near thing
    )
    return near >= (SURELY if surely else UNSAID)


def _stands_by_name(text: str, token: str, n: int, reading: Reading) -> bool:
    """Tell whether a word stands by the same name in a question and a text: "runs X", "for running X", "X runs"."""
    asked = [k for k in range(len(reading.words)) if k == n or reading.lowers[k] not in ARTICLES]
    place = asked.index(n)
    beside = {*asked[max(0, place - 1) : place], *asked[place + 1 : place + 2]}
    names = {
        (m.first > n, word.lower) for m in reading.mentions for k in beside & m.indices for word in [reading.words[k]]
    }
    words = [word for word in read_words(text) if word.lower not in ARTICLES]
    return any(
        ((True, other.lower) in names and token in find_tokens(one.text)[:1])
        or ((False, one.lower) in names and token in find_tokens(other.text)[:1])
        for one, other in pairwise(words)
    )


def _has_verb(text: str, verbs: frozenset[str]) -> bool:
    """Tell whether one of some verbs, as the index compares them, stands in a text and not as a noun ("the name")."""
    lowers = [word.lower for word in read_words(text)]
    return any(
        verbs & set(find_tokens(lower)[:1])
        and (not place or lowers[place - 1] not in (_BEFORE_PARTICIPLES if lower.endswith("ing") else _BEFORE_NOUNS))
        for place, lower in enumerate(lowers)
    )


def _instructs(text: str, token: str, asked: str) -> bool:
    """Tell whether a text tells a reader to do what a question says was done: "Replace the token" and "replaced"."""
    first = next((word.lower for word in read_words(text)), "")
    return first != asked and asked.endswith("ed") and asked.startswith(first) and token in find_tokens(first)
