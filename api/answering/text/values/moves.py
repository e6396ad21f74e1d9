"""Moves: what something was changed from, and to what: "which mill did X switch to"."""

from __future__ import annotations

import re

from api.answering.model import Term
from api.answering.question.asked.sought import find_sought
from api.answering.question.reading import Form, Reading
from api.answering.text.values.given import Given
from indexer.tokens import find_tokens

_MOVING = frozenset(
    find_tokens("move moved switch switched change changed migrate migrated convert shift swap go went")
)
_STRENGTH = 1.5
_NAME = r"(?:the |an? )?[`“\"]?(?P<{}>[A-Z@][\w.+@/-]*(?:[ -](?:[A-Z]|\([A-Z])[\w.+/)-]*){{0,4}})"
_CHANGED = r"\b(?:mov|switch|chang|migrat|convert|shift|swapp?)(?:e|es|ed|ing|s)?\b|\bwent\b|\bgo(?:es|ing)\b"
_WITHIN = r"(?:[^.;]|\.\w)"  # a sentence with the dots inside its names
_FROM_TO = re.compile(rf"(?:{_CHANGED}){_WITHIN}*?\bfrom {_NAME.format('old')}{_WITHIN}*? to {_NAME.format('new')}")
_TO = re.compile(rf"(?:{_CHANGED}){_WITHIN}*\b(?:over )?to {_NAME.format('new')}")
_ENDS = {"to": "new", "from": "old"}


def find_moved(reading: Reading, text: str) -> Given | None:
    """Return what a sentence says something was changed to, or from, where a question ends so; None elsewhere."""
    side = _ENDS.get(reading.lowers[-1])
    asks = side is not None and reading.form is Form.OPEN and reading.asks in {"what", "which", "who", "whom"}
    moving = _MOVING & set(reading.tokens(reading.content))
    if not asks or not moving:
        return None
    found = _FROM_TO.search(text) or (_TO.search(text) if side == "new" else None)
    heads = find_sought(reading).heads
    if found is None or side is None or (heads and heads.isdisjoint(find_tokens(text))):
        return None
    label = found[side].rstrip('.,`”"')
    named = {m.entity.label for m in reading.mentions}
    return (
        Given(True, (Term(label=label),), _STRENGTH, borne=frozenset(moving), sure=True) if label not in named else None
    )
