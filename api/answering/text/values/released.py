"""Released: the version that a sentence gives, or that the heading of release notes above it gives for a change."""

from __future__ import annotations

import re
from itertools import pairwise

from api.answering.model import Term
from api.answering.question.asked.versions import VERSION_TOKENS
from api.answering.question.asked.wanted import asks_for_several
from api.answering.question.reading import Reading
from api.answering.question.words.words import read_words
from api.answering.text.sentences.sentences import Sentence
from api.answering.text.values.given import Given, to_date_term
from indexer.tokens import find_tokens
from kg.language.dates import find_dates
from kg.language.releases import find_release, find_versions, to_bare_version

# What release notes say of a change by telling it at all.
INTRODUCED = frozenset(find_tokens("add introduce appear arrive come came land include feature bring ship gain"))
_ADDED = INTRODUCED | frozenset(find_tokens("since new available first"))
_SINCE_VERSION = re.compile(r"\b(?:in|since|from|as of|until|before)(?: \w+){0,3} v?\d+(?:\.\d+)+", re.IGNORECASE)
_VERSION_NOUN = re.compile(r"\b(?:version|release)s?\b", re.IGNORECASE)
_REST_OF_VERSION = re.compile(r"v?\d+(?:\.\d+)*\+?(?!\.?\d|[\w%])")


def find_version(reading: Reading, text: str) -> Given:
    """Return the version of a sentence, where it is one and not in the question already; of several none alone."""
    each = _find_of_each(reading, text)
    if each:
        return Given(True, tuple(Term(label=version) for version in each), 1.0, VERSION_TOKENS, sure=True)
    found = [
        version
        for version in find_versions(text)
        if version.lower() not in reading.text.lower() and not _is_of_other(version, reading, text)
    ]
    behind = _find_behind_names(reading, text)
    found = behind if len(behind) == 1 else list(dict.fromkeys((*found, *behind)))
    if len(found) != 1 or asks_for_several(reading):
        return Given(bool(found))
    return Given(True, (Term(label=found[0]),), 1.0, VERSION_TOKENS, bool(behind), sure=bool(behind))


def _is_of_other(version: str, reading: Reading, text: str) -> bool:
    """Tell whether a version stands right behind a name that a question for the version of others does not say."""
    before = text[: text.find(version)].rstrip().removesuffix(" v").rstrip()
    name = before.split()[-1] if before.split() and text.find(version) > len(before) else ""
    asked = {token for word in reading.words for token in find_tokens(word.text)}
    asked |= {token for m in reading.mentions for name in m.names for token in find_tokens(name)}
    return (
        bool(reading.mentions)
        and name[:1].isupper()
        and len(before) > len(name)
        and not set(find_tokens(name)) & (asked | VERSION_TOKENS)
    )


def _find_of_each(reading: Reading, text: str) -> list[str]:
    """Return the name and version of each of several things that a question asks the versions of, none where one lacks.

    Only where the versions stand right behind the names: "Zorblat 1.2 and Quuxly 3.4.0".
    """
    found = []
    for mention in reading.mentions if len(reading.mentions) > 1 else ():
        ways = "|".join(re.escape(name) for name in mention.names)
        match = re.search(rf"\b(?P<name>{ways}) (?:version |release )?v?\d+(?:\.\d+)+(?!\w)", text, re.IGNORECASE)
        if match is None:
            return []
        found.append(match.group())
    return found


def _find_behind_names(reading: Reading, text: str) -> list[str]:
    """Return the versions that stand right behind what a question asks the version of: "Zorblat 12", "kernel >= 5.2".

    That is the word before "version", or what the question names.
    """
    asking = next((n for n, word in enumerate(reading.words) if VERSION_TOKENS & set(find_tokens(word.text))), None)
    before = [n for n in (() if asking is None else range(asking)) if n in reading.content or n in reading.named]
    nouns = {t for n in before for t in find_tokens(reading.words[n].text)} - VERSION_TOKENS
    named = (m for m in reading.mentions if not before or m.last + 1 == asking)
    nouns |= {t for m in named for name in m.names for t in find_tokens(name)}
    words = [word for word in read_words(text) if not VERSION_TOKENS & set(find_tokens(word.text))]
    found = []
    for one, other in pairwise(words):
        between = _VERSION_NOUN.sub("", text[one.end : other.start]).strip(" (:=<>≥~^v")
        rest = _REST_OF_VERSION.match(text, other.start)
        if (
            rest
            and not between
            and not one.possessive
            and nouns & set(find_tokens(one.text))
            and rest.group() not in reading.text
        ):
            found.append(rest.group())
    return list(dict.fromkeys(found))


def find_released(reading: Reading, sentence: Sentence) -> Given | None:
    """Return the version, or the day, of the release whose changes a sentence tells, where it has no other of its own.

    A sentence that says itself "since version 3" says it of something else than its release.
    """
    release = find_release(sentence.headings)
    if release is None or to_bare_version(release.version) in reading.text.lower():
        return None
    if _SINCE_VERSION.search(sentence.text) or any(find_dates(sentence.text)):
        return None
    if reading.answer_class == "Date":
        item = to_date_term(release.date) if release.date else Term(label=release.version)
    else:
        item = Term(label=release.version)
    return Given(True, (item,), 1.0, borne=VERSION_TOKENS | _ADDED, changed=True)
