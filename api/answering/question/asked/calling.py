"""Calling: questions for the name by which something is called - "what is X called", "what do sailors call X"."""

from __future__ import annotations

from api.answering.question.reading import Reading
from api.answering.question.words.words import DO

_CALLING = frozenset("called named termed dubbed known nicknamed".split())


def asks_what_it_is_called(reading: Reading) -> bool:
    """Tell whether a question ends by asking what something is called: "what is each part called"."""
    lowers = reading.lowers
    return reading.asks == "what" and bool(_CALLING & set(lowers[-2:])) and lowers[-1] in _CALLING | {"as"}


def asks_what_they_call_it(reading: Reading) -> bool:
    """Tell whether a question asks by which name some call a thing, or what it is called: "what do sailors call X"."""
    lowers = reading.lowers
    called = reading.asks == "what" and bool({"call", "calls"} & set(lowers[2:])) and bool(set(lowers[1:2]) & DO)
    return called or asks_what_it_is_called(reading)
