"""Announced: what a sentence says of "a tool", and which one is then asked ("Acme runs a mill. Which one?")."""

from __future__ import annotations

import re

from api.answering.question.wording.asking import ASKING, ASKING_OTHERWISE
from api.answering.question.words.words import BE, DO, HAVE, MODALS, PREPOSITIONS

# "Which one is it?", "What is it called?", "What is its name?", "Name it."
_ASKED = (
    r"(?:(?:which|what)(?: (?:one|is|was|(?P<noun>[a-z][\w-]*)))?(?: (?:is|was))?(?: (?:it|that|this))?|"
    r"what(?:['’]s| is| was) (?:it|that|this|the \w+)(?: called| named)?|who (?:is|was) (?:it|that)|"
    r"what(?:['’]s| is| was) its name|(?:please )?name it)"
)
_PUT = re.compile(rf"^(?P<said>[^?!]+?)(?:[.;:]|,(?= which| what)|\s[-–—])\s+{_ASKED}\s*[?.!]*$", re.IGNORECASE)
_BORDER = r"(?:for|to|that|which|who|whose|in|of|with|on|at|by|from|as|under|since|when|where|\w+ed|made|built)"
_INDEFINITE = re.compile(
    r"\b(?:an?|another|one|some) (?P<kind>(?!(?:few|lot|bit|couple)\b)(?:[\w-]+ ){0,3}?[\w-]+)"
    rf"(?=\s+{_BORDER}\b|[,;.]|$)",
    re.IGNORECASE,
)
_THEN_IT = re.compile(
    r"^(?P<said>[^?!.;]+)[.;]\s+(?P<asked>(?:(?:[Ii]n|[Bb]y|[Oo]n|[Aa]t|[Ff]or|[Ss]ince) )?"
    r"(?:[Ww]ho|[Ww]hom|[Ww]hat|[Ww]hich|[Ww]hen|[Ww]here|[Ww]hy|[Hh]ow)\b[^?A-Z]*?) it\b(?P<rest>[^?]*\?*)$"
)
# What begins so states nothing of a thing.
_NO_STATEMENT = re.compile(
    rf"(?:{ASKING.pattern}|{ASKING_OTHERWISE.pattern}|(?:i|we|there|name|tell|give|list|show|find|thanks|please|also)\b)",
    re.IGNORECASE,
)
# Behind these stands no object of a verb: "graduated after a vote", "is a mill".
_NO_VERBS = (PREPOSITIONS | BE | MODALS | DO | {"as", "also", "after", "before", "through"}) - HAVE


def ask_announced(text: str) -> str | None:
    """Return the one question that a statement about "a tool" and "which one?" make together, None for other texts.

    >>> ask_announced("Acme's maker also runs a mill for corn in Leeds. Which mill?")
    "which mill did Acme's maker runs for corn in Leeds?"
    >>> ask_announced("The firm that made Zorblat also has a gate. What is it called?")
    'which gate does The firm that made Zorblat have?'
    >>> ask_announced("A firm in Leeds made Zorblat - which one?"), ask_announced("Zorblat is soft. Which one?")
    ('which firm in Leeds made Zorblat?', None)
    >>> ask_announced("A mill, what is it?"), ask_announced("Does a mill need a sail, which one?")
    (None, None)
    """
    put = _PUT.match(text.strip())
    if put is None:
        return _ask_of_it(text.strip())
    said, noun = put["said"], (put["noun"] or "").lower()
    kinds = (kind for kind in _INDEFINITE.finditer(said) if noun in kind["kind"].lower())
    kind = next((kind for kind in kinds if _is_object(said, kind)), None)
    if kind is None:
        return None
    before, behind = said[: kind.start()].strip(), said[kind.end() :]
    return f"which {kind['kind']} {_turn(before)}{behind}?" if before else f"which {kind['kind']}{behind}?"


def _is_object(said: str, kind: re.Match[str]) -> bool:
    """Tell whether "a tool" is what a statement's verb is done to, or who does it where the statement begins so."""
    before, behind = said[: kind.start()].split(), said[kind.end() :].split()
    if not before:
        return len(behind) > 1
    last = before[-1].lower() if before[-1].lower() != "also" else ""
    return _NO_STATEMENT.match(said) is None and last not in _NO_VERBS and len(before) > 1


def _ask_of_it(text: str) -> str | None:
    """Return a question with what the sentence before it says of "a tool" in the place of "it", None for other texts.

    >>> _ask_of_it("Acme made a mill. When was it sold?"), _ask_of_it("Zorblat is a mill. When was it sold?")
    ('When was the mill that Acme made sold?', None)
    >>> _ask_of_it("Zorblat was sold after a vote. Who made it?")
    """
    put = _THEN_IT.match(text)
    kinds = list(_INDEFINITE.finditer(put["said"])) if put is not None else []
    if put is None or len(kinds) != 1 or not _is_object(put["said"], kinds[0]):
        return None
    before, behind = put["said"][: kinds[0].start()].strip(), put["said"][kinds[0].end() :]
    if not before or before.split()[-1].lower() in HAVE:
        return None
    return f"{put['asked']} the {kinds[0]['kind']} that {before}{behind}{put['rest']}"


def _turn(claim: str) -> str:
    """Return the words of a statement before its object in the order of a question: "did Acme made"."""
    words = [word for word in claim.split() if word.lower() != "also"]
    if words[-1].lower() in HAVE:
        return f"does {' '.join(words[:-1])} have"
    place = next((n for n in range(len(words) - 1, 0, -1) if words[n].lower() in BE | DO | MODALS), None)
    if place is None:
        return f"did {' '.join(words)}"
    return " ".join((words[place], *words[:place], *words[place + 1 :]))
