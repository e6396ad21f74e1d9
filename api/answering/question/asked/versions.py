"""Versions asked for: "which version of X", "since which release", "when was X added"."""

from __future__ import annotations

from api.answering.question.asked.sought import find_sought
from api.answering.question.reading import Reading
from api.answering.question.words.words import BE, DO, MODALS
from indexer.tokens import find_tokens

VERSION_TOKENS = frozenset(find_tokens("version release"))
_HAPPENED = frozenset("was were did has have had been".split())
_PREPOSITIONS = frozenset("in since from of with by until till before after at".split())


def asks_for_version(reading: Reading) -> bool:
    """Tell whether what is asked for is a version: "which release", not "which licence before version 2".

    What somebody did release is none.
    """
    if reading.answer_class == "Date" or reading.asks in {"who", "whom", "where", "why", "how"}:
        return False
    if reading.asks == "what" and DO & set(reading.lowers[1:2]):
        return False
    sought = find_sought(reading)
    return bool(VERSION_TOKENS & (sought.heads or frozenset(sought.rest)))


def asks_of_release(reading: Reading) -> bool:
    """Tell whether a question asks in which version, or when, something came: "since which release", "when was ..."."""
    lowers = reading.lowers
    if reading.answer_class == "Date":
        return reading.asks == "when" and bool(_HAPPENED & set(lowers[1:3]))
    asking = next((n for n, lower in enumerate(lowers) if lower in {"which", "what"}), None)
    if asking is None or not asks_for_version(reading):
        return False
    if (asking > 0 and lowers[asking - 1] in _PREPOSITIONS) or lowers[-1] in _PREPOSITIONS:
        return True
    return not (BE | DO | MODALS) & set(lowers[asking:])  # "which release dropped X"
