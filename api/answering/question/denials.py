"""Denials: what a question sets aside, "not in X", "that are not written in X", and sentences that deny, too."""

from __future__ import annotations

import re
from collections.abc import Container

from api.answering.question.reading import Mention, Reading
from api.answering.question.words.words import ARTICLES, BE, DO, MODALS, PREPOSITIONS

_CONTRACTED = frozenset(word for word in BE | DO | MODALS if word.endswith("n't"))
_NOT = _CONTRACTED | frozenset("not non never neither nor un n't excluding except without".split())
_BETWEEN = BE | DO | MODALS | ARTICLES | PREPOSITIONS | frozenset("yet been currently those".split())
NEGATION = re.compile(r"\b(?:not|never|cannot|neither|nor|nobody|nothing|none|no|without)\b|n['’]t\b", re.IGNORECASE)
_LACKING = re.compile(r"\b(?:lacks?|lacking|unlike)\b", re.IGNORECASE)


def is_denied(mention: Mention, reading: Reading, class_nouns: Container[str]) -> bool:
    """Tell whether a question sets aside what is named: "not in X", "that are not written in X".

    `class_nouns`: the nouns for classes, which may stand between ("not in the layer X").
    """
    worded = reading.worded - mention.indices
    for n in range(mention.first - 1, -1, -1):
        lower = reading.lowers[n]
        if lower in _NOT:
            return True
        if lower not in _BETWEEN and n not in worded and lower not in class_nouns:
            return False
    return False


def find_denying(reading: Reading) -> frozenset[int]:
    """Return the indices of the words by which a question sets something aside."""
    return frozenset(n for n, word in enumerate(reading.words) if word.lower in _NOT and n not in reading.named)


def denies(reading: Reading) -> bool:
    """Tell whether a question asks for what is not so."""
    return bool(find_denying(reading))


def says_no(text: str) -> bool:
    """Tell whether a sentence denies something.

    >>> says_no("It does not scale."), says_no("It lacks a store."), says_no("It is a notary.")
    (True, True, False)
    """
    return NEGATION.search(text) is not None or _LACKING.search(text) is not None
