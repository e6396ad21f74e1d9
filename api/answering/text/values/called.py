"""Called: what a sentence says that something is called, where a question asks for that."""

from __future__ import annotations

import re

from api.answering.question.asked.sought import find_sought
from api.answering.question.reading import Reading
from api.answering.question.words.words import BE, DO
from indexer.tokens import find_tokens

_CALLED = re.compile(
    r"\b(?:called|named|termed|dubbed|nicknamed|known as)\s+(?:an?\s+|the\s+)?"
    r"[\"“'‘]?(?P<name>[A-Z][\w.+#-]*(?:\s[A-Z][\w.+#-]*)*|[\w+#-]+)"
)
_QUOTED = re.compile(r"(?<!\w)[\"“'‘`](?P<name>[\w+#-]+(?: [\w+#-]+)?)[\"”'’`]\s(?P<noun>[\w-]+)")
# What something is or does as: "runs as a daemon".
_AS = re.compile(
    r"\bas (?:an? |the )(?P<name>[\w.+#-]+(?: [\w.+#-]+){0,2}?)"
    r"(?=[,.;:)]|$| (?:with|to|for|in|on|at|by|from|that|which|and|or|when|so)\b)"
)
_WHERE = re.compile(r"(?P<name>(?:[A-Z][\w-]*)(?: [A-Z][\w-]*)*),? where\b(?P<told>[^.;]*)")
# "What is both the pride and the burden of X", and "This mill is the pride of X".
_WHAT_IS = re.compile(r"what (?:is|are|was|were) (?P<what>(?:both )?the .+)$", re.IGNORECASE)
_IS_THE = re.compile(
    r"^(?:(?:the|this|these|that|its|their) )?(?P<name>(?!it\b|they\b|there\b|this\b|that\b|these\b|he\b|she\b)"
    r"[\w-]+(?: [\w-]+){0,4}?) (?:is|are|was|were) (?P<what>(?:both )?the .+)$",
    re.IGNORECASE,
)
_FASHION = re.compile(r"in (?:what|which) (?:kind of )?(?P<noun>fashion|manner|way|style|form|mode)\b", re.IGNORECASE)
_IN_A = re.compile(
    r"\bin an? (?P<way>[\w-]+(?: [\w-]+)?) (?P<noun>fashion|manner|way|style|form|mode)\b", re.IGNORECASE
)
_BORDER = re.compile(r"[,;:(]|\b(?:and|or|but|while|whereas)\b", re.IGNORECASE)


def find_called(reading: Reading, text: str) -> str | None:
    """Return the name behind "called" in the clause that says the most of what a question asks about, or None."""
    first, *_ = tokens = reading.tokens(reading.content) or [""]
    asked = set(tokens)
    found: list[tuple[bool, int, str]] = []
    for match in _CALLED.finditer(text):
        start = max((border.end() for border in _BORDER.finditer(text, 0, match.start())), default=0)
        held = asked & set(find_tokens(text[start : match.start()]))
        if held and not set(find_tokens(match["name"])) <= asked:
            found.append((first in held, len(held), match["name"].rstrip(".")))
    return max(found, key=lambda told: told[:2], default=(False, 0, None))[2]


def find_quoted(reading: Reading, text: str) -> str | None:
    """Return the one name in quotation marks before the noun asked for: "uses a 'chart' format" of "which format"."""
    heads = find_sought(reading).heads if reading.asks in {"which", "what"} else frozenset()
    found = {m["name"] for m in _QUOTED.finditer(text) if heads & set(find_tokens(m["noun"])[:1])}
    return next(iter(found)) if len(found) == 1 else None


def find_place(reading: Reading, text: str) -> str | None:
    """Return the one name that a sentence says something to be in, where a question asks where: "Acme where it is"."""
    found = [m for m in _WHERE.finditer(text) if reading.asks == "where"]
    asked = set(reading.tokens(reading.unnamed))
    names = {m["name"] for m in found if asked & set(find_tokens(m["told"]))}
    return next(iter(names)) if len(names) == 1 else None


def find_predicated(reading: Reading, text: str) -> str | None:
    """Return what a sentence says to be the very thing that a question asks what is: "what is the pride of X".

    "This mill is the pride of X" gives the mill.
    """
    asked = _WHAT_IS.match(reading.bare)
    told = _IS_THE.search(text) if asked is not None else None
    if asked is None or told is None:
        return None
    wanted, said = (find_tokens(one.removeprefix("both ")) for one in (asked["what"].lower(), told["what"].lower()))
    same = len(wanted) > 1 and said[:2] == wanted[:2] and set(wanted) <= set(said)
    return told["name"] if same else None


def find_role(reading: Reading, text: str) -> str | None:
    """Return what a sentence says that something is or does as, where a question asks "as what", or None.

    In what fashion it is done is told so, too: "in a simple fashion".
    """
    fashion = _FASHION.match(reading.bare)
    if fashion is not None:
        ways = {m["way"] for m in _IN_A.finditer(text) if m["noun"].lower() == fashion["noun"].lower()}
        return next(iter(ways)) if len(ways) == 1 else None
    if reading.lowers[:1] != ("as",) or (BE | DO).isdisjoint(reading.lowers):
        return None
    found = {m["name"] for m in _AS.finditer(text)}
    return next(iter(found)) if len(found) == 1 else None
