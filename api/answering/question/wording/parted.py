"""Parted questions: several in one, "when did X graduate, and who created it?"."""

from __future__ import annotations

import re

from api.answering.question.wording.passives import ask_of_done
from api.answering.question.words.words import PRONOUNS

_PLACED = r"(?:(?:in|on|at|by|to|from|of|with|for|since|under|until) )?"
_WH = r"(?:who|whom|whose|what|which|when|where|why|how)\b"
_DOES = r"(?:is|are|was|were|does|do|did|has|have|can)\b"
_ASKS = re.compile(rf"{_PLACED}{_WH}|{_DOES}|(?:name|list)\b", re.IGNORECASE)
_AND = re.compile(
    rf"(?:\s*[,;?]\s*(?:and |also |but )+|\s+and (?:also )?)(?=(?:{_PLACED}{_WH}|{_DOES} (?:it|they|he|she)\b))",
    re.IGNORECASE,
)
# Two question words for one question: "when and where was X built", "who built X and when".
_BOTH_AHEAD = re.compile(
    rf"(?P<first>{_PLACED}{_WH}) and (?P<second>{_PLACED}{_WH})(?P<rest> [^?]+)\??$", re.IGNORECASE
)
_BOTH_AROUND = re.compile(
    rf"(?P<first>{_PLACED}{_WH})(?P<rest> [^?]+?),? and (?P<second>{_PLACED}{_WH})\s*\??$", re.IGNORECASE
)
# "Compare X and Y: who made each, and when was each sold?"
_OF_EACH = re.compile(
    r"(?:compare|for|of|take|about|regarding|with) (?:both )?(?P<names>[^:?\"“”]+? and [^:?,\"“”]+?)\s*[:,]\s+"
    r"(?P<asks>.+\beach\b.*)$",
    re.IGNORECASE,
)
# "each", and not "each mill" or "each other": the question ends with it, or goes on with a preposition or a verb.
_EACH = re.compile(
    r"\beach(?: of (?:them|these|those|the two)| one)?"
    r"(?=\W*$| (?:at|in|on|by|from|for|with|of|to)\b| [a-z]+ed\b|"
    r"(?:(?<=did each)|(?<=was each)|(?<=were each)) [a-z]+(?:\W*$| (?:the|an?|in|on|at)\b))",
    re.IGNORECASE,
)
_PIECES = re.compile(rf"\s*[,;]?\s+and (?:also )?(?={_PLACED}{_WH})|\s*[,;?]\s+(?={_PLACED}{_WH})", re.IGNORECASE)
_MOST_OF_EACH = 6
# What the second one may be about: what the first one is about, or has found.
_REFERRING = PRONOUNS - {"one"}
_SHORTEST = 3  # words
_MOST = 3  # questions
_RELATIVE = re.compile(r"\b(?:that|which|who|whom|whose)\b", re.IGNORECASE)


def part(text: str, most: int = _MOST) -> tuple[str, ...]:
    """Return the questions that one asks, at most so many; the one alone where it asks no other.

    >>> part("When did Zorblat graduate, and who created it?")
    ('When did Zorblat graduate?', 'who created it?')
    >>> part("When and where was Zorblat built?"), part("Who built Zorblat and when?")
    (('When was Zorblat built?', 'where was Zorblat built?'), ('Who built Zorblat?', 'when was Zorblat built?'))
    >>> part("Which tools are graduated and which are sandboxed?")
    ('Which tools are graduated and which are sandboxed?',)
    >>> part("Name the tool that Acme made and which Bolter sold.")
    ('Name the tool that Acme made and which Bolter sold.',)
    """
    of_each = _part_each(text.strip()) if most > 1 else ()
    if of_each:
        return of_each
    if most < 2 or _ASKS.match(text.strip()) is None:
        return (text,)
    both = _BOTH_AHEAD.match(text.strip()) or _BOTH_AROUND.match(text.strip())
    if both is not None:
        rest = both["rest"].strip()
        first = f"{both['first']} {rest}?"
        return first, ask_of_done(both["second"], first) or f"{both['second']} {rest}?"
    for joint in _AND.finditer(text):
        first, second = text[: joint.start()].strip(), text[joint.end() :].strip()
        if len(first.split()) < _SHORTEST or len(second.split()) < _SHORTEST or not _leans(second):
            continue
        if not _goes_on(first, joint.group(), second):
            return (f"{first.rstrip('?')}?", *part(second, most - 1))
    return (text,)


def _part_each(text: str) -> tuple[str, ...]:
    """Return what is asked of each of several names, a question for each; none where nothing is.

    >>> _part_each("Compare Zorblat and Vargle: how tall is each, and when was each sold?")
    ('how tall is Zorblat?', 'how tall is Vargle?', 'when was Zorblat sold?', 'when was Vargle sold?')
    """
    put = _OF_EACH.match(text)
    if put is None:
        return ()
    names = [name.strip() for name in re.split(r",\s*(?:and )?| and ", put["names"]) if name.strip()]
    pieces = _PIECES.split(put["asks"].rstrip("?!. "))
    if not all(map(_EACH.search, pieces)) or len(pieces) * len(names) > _MOST_OF_EACH:
        return ()
    return tuple(f"{_EACH.sub(lambda _, name=name: name, piece)}?" for piece in pieces for name in names)


def _goes_on(first: str, joint: str, second: str) -> bool:
    """Tell whether what follows is one more relative clause: "the tool that X made and which graduated"."""
    relative = _RELATIVE.search(first, first.find(" ")) is not None and _RELATIVE.match(second) is not None
    return relative and joint.strip().lower() == "and" and not _refers(second)


def _leans(second: str) -> bool:
    """Tell whether a question says what it is about, by a name or a pronoun."""
    return _refers(second) or any(word[0].isupper() for word in second.split()[1:])


def _refers(second: str) -> bool:
    """Tell whether a question has a pronoun for what was asked about before it."""
    return any(word.lower().rstrip("?.!,") in _REFERRING for word in second.split()[1:])
