"""Duties: questions for what something has to be or do, and sentences that say so."""

from __future__ import annotations

import re

from api.answering.question.asked.sought import find_sought
from api.answering.question.reading import Form, Reading
from api.answering.question.words.words import DO, MODALS

_ASKED = re.compile(
    r"\b(?:must|ha(?:s|ve) to(?! (?:do with|offer|say)\b)|needs? to|(?:is|are) (?:required|obliged|expected) to|"
    r"(?:is|are) required(?! by))\b",
    re.IGNORECASE,
)
_ADVICE = re.compile(r"(?:so |and )?should (?:i|we|you|one)\b", re.IGNORECASE)
_ADVISED = re.compile(
    r"\b(?:recommend\w*|advis\w+|avoid\w*|never|always|do not|best|better|good|bad|ought|want to|may|can|cannot)\b|"
    r"n['’]t\b",
    re.IGNORECASE,
)
_ASKING = frozenset(("what", "which"))
_SAID = re.compile(
    r"\b(?:must|shall|should|ha(?:s|ve|d) to|needs?|needed|requir\w+|mandatory|obliged|expected to|criteri\w+|"
    r"depends?)\b",
    re.IGNORECASE,
)


def asks_for_duty(reading: Reading) -> bool:
    """Tell whether a question asks what something has to be or do: "what must a project show to join"."""
    return reading.form is Form.OPEN and reading.asks in _ASKING and _ASKED.search(reading.text) is not None


def may_be_duty(text: str, reading: Reading) -> bool:
    """Tell whether a text says what has to be where a question asks for no more than that."""
    for_thing = bool(find_sought(reading).nouns) and (DO | MODALS).isdisjoint(reading.lowers[1:2])  # "which tool must"
    return not asks_for_duty(reading) or for_thing or says_duty(text)


def asks_for_advice(reading: Reading) -> bool:
    """Tell whether a question is what its asker should do: "should I keep the log"."""
    return _ADVICE.match(reading.text) is not None


def says_advice(text: str) -> bool:
    """Tell whether a text says what somebody should do, may do or had better not."""
    return says_duty(text) or _ADVISED.search(text) is not None


def says_duty(text: str) -> bool:
    """Tell whether a text says that something has to be."""
    return _SAID.search(text) is not None
