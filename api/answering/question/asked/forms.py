"""The form of a question: its question word, and whether it asks openly, for a truth, a number or prose."""

from __future__ import annotations

import re
from collections.abc import Sequence

from api.answering.question.reading import Form, FrameUse, Mention
from api.answering.question.words.words import (
    ARTICLES,
    BE,
    DO,
    MODALS,
    PLACE_NOUNS,
    QUESTION_WORDS,
    SOURCE_WORDS,
    Word,
)
from kg.documents import Span
from ontology import Ontology
from ontology.roles import Role

_SHORT = 7
_ADVISING = frozenset("should must shall can could would".split())
_UP_TO = frozenset("by until till since".split())
_TO_NOW = (("ago",), ("has",), ("have",))
_UNITS = {("how", "many", unit) for unit in ("days", "weeks", "months", "years")} | {("how", "much", "time")}
# "Which tools is X compared with" asks for names, and not how they differ.
_LISTS_COMPARED = re.compile(
    r"(?:which|what|whom?)\b.*\b(?:is|are|was|were) .*\b(?:compared|contrasted) (?:with|to|against)\W*$", re.IGNORECASE
)
_COMPARED = re.compile(
    r"\b(vs\.?|versus|compare|compared|differences?|differ|differs|different from|distinguish\w*|contrast)\b",
    re.IGNORECASE,
)
_APART = re.compile(r"\b(?:vs\.?|versus|differences?|differs?)(?!\w)", re.IGNORECASE)
# "What does X use Y for" asks for a purpose, and not for what X uses.
_USED_FOR = re.compile(r"what\b.*\b(?:do|does|did) .+ use .+ for\W*$", re.IGNORECASE)
_BETTER = re.compile(r"\b(better|worse|superior|inferior|preferable|preferred)\b.*\b(than|to|over)\b", re.IGNORECASE)
_ORDERS = frozenset("first earlier sooner before last later more less older newer younger longer".split())
_KINDS = re.compile(
    r"(?:is|are|was|were) (?P<name>\S+(?: \S+){0,3}?) (?:more (?:of )?|rather )?an? (?P<one>[\w-]+(?: [\w-]+){0,3}?)"
    r",? or (?:more (?:of )?|rather )?(?:an? )?(?P<other>[\w-]+(?: [\w-]+){0,3})\W*$",
    re.IGNORECASE,
)


def find_question_word(words: tuple[Word, ...]) -> str:
    """Return the word that a question asks with ("who", "how many"), or its first word."""
    lowers = tuple(word.lower for word in words)
    if (
        "how" in lowers
        and lowers.index("how") + 1 < len(lowers)
        and lowers[lowers.index("how") + 1] in {"many", "much"}
    ):
        return "how many"
    for word in lowers:
        if word in QUESTION_WORDS:
            return word
    return lowers[0] if lowers else ""


def asks_difference(text: str) -> bool:
    """Tell whether a question asks how two things differ, whether or not both are known by name: "X vs Y"."""
    return _APART.search(text) is not None


def find_form(words: tuple[Word, ...], asks: str, text: str, dated: int = 0) -> Form:
    """Return what kind of answer a question asks for; `dated`: how many of the words are of dates."""
    lowers = tuple(word.lower for word in words)
    if not lowers:
        return Form.OPEN
    if asks == "how many" or _asks_for_number(lowers, asks):
        return Form.COUNT
    verb_first = lowers[0] in BE | DO | MODALS
    if _LISTS_COMPARED.match(text):
        return Form.OPEN
    if _COMPARED.search(text) or (not verb_first and _BETTER.search(text)):
        return Form.COMPARISON
    if verb_first and "or" in lowers and set(lowers) & _ORDERS and "than" not in lowers:
        return Form.OPEN  # "did X or Y join first" is a choice
    if verb_first and not set(lowers[:2]) & QUESTION_WORDS:
        return Form.BOOLEAN
    if (asks == "when" and asks_for_advice(lowers)) or _USED_FOR.match(text):
        return Form.PASSAGE
    if asks not in {"how", "why"} or asks_since(lowers):
        return Form.OPEN
    state = re.match(r"how \w+ (is|are|was|were) ", " ".join(lowers))
    return Form.OPEN if state and len(words) - dated < _SHORT else Form.PASSAGE


def _asks_for_number(lowers: Sequence[str], asks: str) -> bool:
    """Tell whether a question asks how many without "how many": "the number of Xs", "X count", "count Xs"."""
    said = " ".join(lowers)
    if re.search(r"\b(?:number|count) of ", said) and (asks not in QUESTION_WORDS or lowers[0] == "what"):
        return True
    opens = lowers[0] == "count" and lowers[1:2] != () and lowers[1] not in BE
    return (opens or lowers[-1] == "count") and asks not in QUESTION_WORDS and len(lowers) > 1


def asks_for_advice(lowers: Sequence[str]) -> bool:
    """Tell whether "when" asks in which case, and not on which day: "when should I ...", "when do we ..."."""
    place = lowers.index("when") if "when" in lowers else len(lowers)
    if place and lowers[place - 1] in _UP_TO:
        return False  # "by when must ..." asks for a day
    behind = lowers[place + 1 : place + 3]
    return behind[:1] == ("to",) or bool(set(behind[:1]) & _ADVISING) or bool(set(behind[1:]) & {"i", "you", "we"})


def find_place_words(words: Sequence[Word]) -> frozenset[int]:
    """Return the words of "(in) which part of the landscape", which ask where something stands; none elsewhere."""
    lowers = tuple(word.lower for word in words)
    for n in range(1, len(lowers) - 2):
        if lowers[n] in PLACE_NOUNS and lowers[n - 1] in {"what", "which"} and lowers[n + 1] == "of":
            end = n + 3 if lowers[n + 2] in ARTICLES else n + 2
            if end < len(lowers) and lowers[end] in SOURCE_WORDS:
                return frozenset(range(n, end + 1))
    return frozenset()


def asks_since(lowers: Sequence[str]) -> bool:
    """Tell whether a length of time up to now is asked for, which the day of its beginning tells."""
    return any(lowers[n : n + 2] == ("how", "long") and lowers[n + 2 : n + 3] in _TO_NOW for n in range(len(lowers)))


def asks_how_long(lowers: Sequence[str]) -> bool:
    """Tell whether a length of time that is over is asked for: "how long did", "how many days"."""
    pairs = zip(lowers, lowers[1:], lowers[2:], strict=False)
    return any(pair[:2] == ("how", "long") or pair in _UNITS for pair in pairs) and not asks_since(lowers)


def states(
    words: tuple[Word, ...], mentions: Sequence[Mention], frames: Sequence[FrameUse], ontology: Ontology
) -> bool:
    """Tell whether words without question word state what is to be confirmed: "X written in Go?", "X archived?"."""
    if not mentions or mentions[0].first != 0:
        return False
    ends = {mention.last for mention in mentions[1:]} | {u.last for u in frames if u.frame.fixed_object is not None}
    between = {words[n].lower for n in range(mentions[0].last + 1, mentions[1].first)} if len(mentions) > 1 else set()
    if between and between <= ARTICLES and len(words) - 1 in ends:
        return True  # "X a Y?"
    verbs = any(not use.frame.is_noun for use in frames)
    level = len(mentions) > 1 and ontology.plays(mentions[-1].entity.type, Role.LEVEL)
    return len(words) - 1 in ends and (verbs or level)


def find_alternatives(words: tuple[Word, ...], mentions: Sequence[Mention], ontology: Ontology) -> tuple[Mention, ...]:
    """Return the values that a question puts to choice: names of one class of values, joined by "or"."""
    if not any(word.lower == "or" for word in words):
        return ()
    values = [m for m in mentions if ontology.plays(m.entity.type, Role.VALUE, Role.LEVEL)]
    return tuple(values) if len(values) > 1 and len({m.entity.type for m in values}) == 1 else ()


def find_choice(words: Sequence[Word], mentions: Sequence[Mention]) -> tuple[int, ...]:
    """Return the two plain words, names of nothing, that a question puts to choice: "is X push or pull based"."""
    named = {n for mention in mentions for n in mention.indices}
    for n in range(1, len(words) - 1):
        if words[n].lower == "or" and not {n - 1, n + 1} & named and words[n + 1].lower != "not":
            behind = n + 2 if words[n + 1].lower in ARTICLES and n + 2 < len(words) else n + 1
            return n - 1, behind
    return ()


def find_kinds(text: str) -> tuple[str, str, str] | None:
    """Return the name and the two kinds of which a question asks which one it is: "is X a mill or a kiln".

    >>> find_kinds("Is Zorblat a mill or a kiln?"), find_kinds("Is Zorblat fast or slow?")
    (('Zorblat', 'mill', 'kiln'), None)
    """
    found = _KINDS.match(text)
    return None if found is None else (found["name"], found["one"], found["other"])


def find_explicit_date(text: str, dates: list[tuple[Span, str]]) -> str | None:
    """Return the date that a question says it is asked about: "as of May 2021", "by late 2018"."""
    for span, date in dates:
        if re.search(
            r"\b(as of|as at|by|until|up to|before)( the| end of| late| early| mid)*\s*$",
            text[: span.start],
            re.IGNORECASE,
        ):
            return date
    return None
