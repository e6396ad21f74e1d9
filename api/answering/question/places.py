"""Where an entity stands in a worded relation: which end of the property a question gives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from api.answering.question.reading import FrameUse
from api.answering.question.words.words import (
    ADVERBS,
    ARTICLES,
    BE,
    DO,
    HAVE,
    MODALS,
    PREPOSITIONS,
    PRONOUNS,
    QUESTION_WORDS,
    Word,
)
from ontology import Place

_HAVING = frozenset(
    "have has had offer offers provide provides publish publishes ship ships maintain maintains".split()
)
# What begins another clause: "was glad to see that X joined" has no passive.
_CLAUSES = frozenset("that which who whom whose where when while because if to".split())
_PARTICIPLE = re.compile(r"(ed|en|t|wn|n|un|ade|ut|nt)$")


@dataclass(frozen=True, slots=True)
class End:
    """The end of the property that a question gives (`subject` or not), and how surely its place shows it."""

    is_subject: bool
    sure: bool


def find_end(use: FrameUse, first: int, last: int, words: Sequence[Word]) -> End | None:
    """Return which end of a frame's property the words `first` to `last` are, or None where they fit no place."""
    frame = use.frame
    if frame.light_verbs and words[last].possessive and last + 1 == use.first:
        return None  # "X's backend" does not say that something has a backend for X
    for place in _candidate_places(use, first, last, words):
        if place in frame.free_places:
            return None  # "what is X built on" asks nothing of X by "X builds its store on Y"
        on_subject, on_object = place in frame.subject_places, place in frame.object_places
        if on_subject and on_object:
            return End(True, True)
        if on_subject or on_object:
            return End(on_subject, True)
    return _guess_end(use, first, words)


def _candidate_places(use: FrameUse, first: int, last: int, words: Sequence[Word]) -> list[Place]:
    """Return the grammatical places the words may stand in, the likeliest first."""
    lowers = tuple(word.lower for word in words)
    if use.frame.is_verb:
        return _verb_places(use, first, lowers)
    after = first > use.last
    if use.frame.is_noun and _is_asked_noun(use, lowers):
        return [Place.POSSESSIVE, Place.PREPOSITIONAL, Place.SUBJECT]
    if use.frame.is_adjective:
        asked = after and set(lowers[use.last + 1 : first]) & BE  # "how mature is X"
        return [Place.PREPOSITIONAL] if after and not asked else [Place.COPULATIVE]
    return _places_behind(use, first, lowers) if after else _places_before(use, first, last, words)


def _places_behind(use: FrameUse, first: int, lowers: Sequence[str]) -> list[Place]:
    """Return the places of words behind a noun."""
    between = lowers[use.last + 1 : first]
    if _has_marker(use, between):
        return [Place.PREPOSITIONAL, Place.POSSESSIVE]
    if set(between) & BE:
        return [Place.COPULATIVE]
    return [Place.PREPOSITIONAL, Place.POSSESSIVE, Place.MODIFIER]


def _places_before(use: FrameUse, first: int, last: int, words: Sequence[Word]) -> list[Place]:
    """Return the places of words before a noun."""
    lowers = tuple(word.lower for word in words)
    between = [lower for lower in lowers[last + 1 : use.first] if lower not in ADVERBS]
    if set(between) & (BE | {"as"}) and not words[last].possessive:
        return [Place.COPULATIVE, Place.SUBJECT]  # "X is a fork of what", "X started as a fork of what"
    if set(between) & _HAVING:
        return [Place.SUBJECT, Place.POSSESSIVE, Place.PREPOSITIONAL]
    tail = lowers[use.last + 1 :]
    if set(lowers[:first]) & BE and use.frame.markers and tail and tail[-1] in use.frame.markers:
        return [Place.COPULATIVE]  # "what is X a fork of"
    marked = not between and set(tail[:1]) & {"of", *use.frame.markers}
    if set(lowers[:first]) & BE and not words[last].possessive and (set(between) & ARTICLES or marked):
        return [Place.COPULATIVE]  # "is X a fork of Y", "is X part of Y"
    return [Place.POSSESSIVE, Place.PREPOSITIONAL, Place.SUBJECT, Place.MODIFIER]


def _is_asked_noun(use: FrameUse, lowers: Sequence[str]) -> bool:
    """Tell whether a noun is what is asked for: "what category", "which landscape layer"."""
    before = lowers[max(0, use.first - 3) : use.first]
    return (
        Place.COPULATIVE in use.frame.object_places
        and bool(set(before) & {"what", "which"})
        and not set(before) & (BE | DO)
    )


def _verb_places(use: FrameUse, first: int, lowers: Sequence[str]) -> list[Place]:
    before_verb = lowers[: use.first]
    passive = _is_passive(use, lowers)
    if first > use.last:
        between = lowers[use.last + 1 : first]
        nearest = next((lower for lower in reversed(between) if lower in PREPOSITIONS), "")
        if _has_marker(use, between) and (nearest != "by" or "by" in use.frame.markers):
            return [Place.PREPOSITIONAL]
        if "by" in between and not passive and lowers[use.first] == use.frame.head:
            return [Place.PREPOSITIONAL] if "by" in use.frame.markers else []  # "connect to X by Y": Y does nothing
        if nearest == "by" and use.frame.markers and "by" not in use.frame.markers:
            return [Place.SUBJECT]
        if "by" in between:
            return [Place.SUBJECT, Place.PREPOSITIONAL]
        if passive:
            return [Place.COMPLEMENT, Place.PREPOSITIONAL, Place.DIRECT_OBJECT]
        return [Place.DIRECT_OBJECT, Place.PREPOSITIONAL]
    if lowers[use.first].endswith("ing") and not set(before_verb) & BE:
        return [Place.SUBJECT]
    if passive:
        return [Place.PREPOSITIONAL] if _is_stranded(use, lowers) else [Place.DIRECT_OBJECT, Place.SUBJECT]
    return [Place.SUBJECT, Place.DIRECT_OBJECT]


def _is_stranded(use: FrameUse, lowers: Sequence[str]) -> bool:
    """Tell whether a passive verb has its preposition behind it, and nothing for it: "by whom is X relied on"."""
    behind = lowers[use.last + 1 : use.last + 3]
    return (
        bool(behind)
        and behind[0] in use.frame.markers
        and "by" in (lowers[0], *behind[1:])
        and (len(behind) == 1 or behind[1] == "by")
    )


def _is_passive(use: FrameUse, lowers: Sequence[str]) -> bool:
    """Tell whether a verb form is a participle under "be", or a bare participle before a preposition."""
    verb = lowers[use.first]
    if verb == use.frame.head and not _is_own_participle(use):
        return False
    if verb.endswith("s") or not _PARTICIPLE.search(verb):
        return False
    before = lowers[max(0, use.first - 12) : use.first]
    border = max((n for n, lower in enumerate(before) if lower in _CLAUSES and n), default=-1)
    if set(before[border + 1 :]) & BE:
        return not set(before) & DO
    if verb.endswith(("tten", "wn")) and before and not set(before) & (HAVE | QUESTION_WORDS):
        return True  # "X, a tool written in Y": no past tense has this form
    following = lowers[use.last + 1 : use.last + 2]
    if following and (following[0] in {"by", "at"} or following[0] in use.frame.markers):
        return not (set(before) & {"who", "has", "have"}) or following[0] == "by"
    return False


def _is_own_participle(use: FrameUse) -> bool:
    """Tell whether a verb has no form but its lemma for what was done: "is set up", "was put together"."""
    return all(form.split()[0].endswith(("s", "ing")) for form in use.frame.forms[1:])


def _has_marker(use: FrameUse, between: Sequence[str]) -> bool:
    text = " ".join(between)
    return any(re.search(rf"(?:^| ){re.escape(marker)}(?: |$)", text) for marker in use.frame.markers)


def _guess_end(use: FrameUse, first: int, words: Sequence[Word]) -> End | None:
    """Return the end for telegraphic questions ("envoy language"): the thing whose property is asked."""
    small = BE | DO | MODALS | ARTICLES | QUESTION_WORDS | PRONOUNS
    if any(word.lower in small for word in words):
        return None
    if use.frame.is_noun:
        return End(Place.COPULATIVE not in use.frame.subject_places, False)
    return End(first < use.first, False)
