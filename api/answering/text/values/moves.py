"""Moves: what something was changed from, and to what: "which mill did X switch to"."""

from __future__ import annotations

import re

from api.answering.model import Term
from api.answering.question.asked.sought import find_sought
from api.answering.question.reading import Form, Reading
from api.answering.text.values.given import Given
from api.answering.text.values.told import STRENGTH
from indexer.tokens import find_tokens

_MOVING = frozenset(find_tokens("move switch change migrate convert shift swap go"))
_NAME = r"(?:the |an? )?[`“\"]?(?P<name>[A-Z@][\w.+@/-]*(?:[ -](?:[A-Z]|\([A-Z])[\w.+/)-]*){0,4})"
_CHANGED = re.compile(r"\b(?:(?:mov|switch|chang|migrat|convert|shift|swapp?)(?:e|es|ed|ing|s)?|went|go(?:es|ing)?)\b")
_FROM, _TO = re.compile(rf"\bfrom {_NAME}"), re.compile(rf"\bto {_NAME}")


def find_moved(reading: Reading, text: str) -> Given | None:
    """Return what a sentence says something was changed to, or from, where a question ends so; None elsewhere."""
    side = reading.lowers[-1]
    asks = side in {"to", "from"} and reading.form is Form.OPEN and reading.asks in {"what", "which", "who", "whom"}
    moving = _MOVING & set(reading.tokens(reading.content))
    if not asks or not moving:
        return None
    heads = find_sought(reading).heads
    found = _find_end(text, side) if not heads or not heads.isdisjoint(find_tokens(text)) else None
    if found is None:
        return None
    label = found.rstrip('.,`”"')
    if any(label == mention.entity.label for mention in reading.mentions):
        return None
    return Given(True, (Term(label=label),), STRENGTH, borne=frozenset(moving), sure=True)


def _find_end(text: str, side: str) -> str | None:
    """Return the name that a sentence says something was changed "from" or "to"; None where it says none.

    >>> _find_end("We changed the mill from Acme Mill to Grindel.", "to"), _find_end("They moved to the Quay.", "from")
    ('Grindel.', None)
    """
    changed = _CHANGED.search(text)
    if changed is None:
        return None
    old = _FROM.search(text, changed.end())
    if side == "from":
        return None if old is None else old["name"]
    news = list(_TO.finditer(text, changed.end() if old is None else old.end()))
    return None if not news else news[-1 if old is None else 0]["name"]
