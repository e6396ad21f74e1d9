"""Announced: what a sentence says of "a tool", and which one is then asked ("Acme runs a mill. Which one?")."""

from __future__ import annotations

import re

from api.answering.question.wording.asking import ASKING, ASKING_OTHERWISE
from api.answering.question.wording.claimed import to_question
from api.answering.question.words.words import BE, DO, HAVE, MODALS, PREPOSITIONS

_SHORTEST_EVENT = 3  # words
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
# "Somebody inside Acme made Zorblat. Which team was that?"
_WHO = re.compile(
    r"^(?:somebody|someone|some(?: other)? \w+)(?P<said> [^?!.;]+)[.;,:]\s+(?:so )?"
    r"(?P<asked>who|which(?: one| [a-z]+(?: [a-z]+)?)?|what(?: [a-z]+)?) (?:is|was|were|did) "
    r"(?:it|that|this|he|she|they)(?: (?:do|done))?\s*\?*$",
    re.IGNORECASE,
)
# "I read that Acme bought Zorblat. When did that happen?"
_EVENT = re.compile(
    r"^(?P<said>[^?!.;]+)[.;,:]\s+(?:and |but |so )?(?P<asked>(?:(?:in|at|on|by|to|from|with|for|under) )?"
    r"(?:when|where|why|how|(?:which|what)(?: [a-z]+){1,3}?)) (?:did|does|do|was|is) (?:that|this|it|all that|all this)"
    r"(?: (?:happen|happened|occur|take place|come about|come to pass|so|done))?\s*\?*$",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"^(?:(?:as far as i (?:know|understand)|apparently|allegedly|it (?:is said|seems)),? |"
    r"(?:i|we|they|people|somebody|someone|(?:my|our|a) \w+)(?: \w+){1,3}? that |"
    r"(?:(?:my|our|a) \w+|somebody|someone|they|people) (?:says?|said|told (?:me|us)|claims?) )",
    re.IGNORECASE,
)
_CALLED = re.compile(r"\s+(?:called|named|by the name of) (?P<name>(?-i:[A-Z])\S*(?: (?-i:[A-Z])\S*)*)", re.IGNORECASE)
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
        return _ask_of_it(text.strip()) or _ask_who(text.strip()) or _ask_of_event(text.strip())
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
    >>> _ask_of_it("I read about a mill called Zorblat. When was it sold?")
    'When was Zorblat sold?'
    >>> _ask_of_it("Zorblat was sold after a vote. Who made it?")
    """
    put = _THEN_IT.match(text)
    kinds = list(_INDEFINITE.finditer(put["said"])) if put is not None else []
    if put is None or len(kinds) != 1:
        return None
    before, behind = put["said"][: kinds[0].start()].strip(), put["said"][kinds[0].end() :]
    called = _CALLED.match(behind)
    if called is not None:
        return f"{put['asked']} {called['name']}{put['rest']}"
    if not _is_object(put["said"], kinds[0]) or not before or before.split()[-1].lower() in HAVE:
        return None
    return f"{put['asked']} the {kinds[0]['kind']} that {before}{behind}{put['rest']}"


def _ask_who(text: str) -> str | None:
    """Return the question who did what somebody is told to have done, None for other texts.

    >>> _ask_who("Somebody at Acme made Zorblat. Which team was that?")
    'which team at Acme made Zorblat?'
    """
    put = _WHO.match(text)
    if put is None:
        return None
    asked = "who" if put["asked"].lower() in {"which", "which one", "what"} else put["asked"].lower()
    return f"{asked}{put['said']}?"


def _ask_of_event(text: str) -> str | None:
    """Return what is asked of an event that is told before, None for other texts.

    >>> _ask_of_event("I read that Acme bought Zorblat. When did that happen?")
    'When did Acme bought Zorblat?'
    >>> _ask_of_event("Zorblat was sold. At which fair was that?"), _ask_of_event("I am ill. Why is that?")
    ('At which fair was Zorblat sold?', None)
    """
    put = _EVENT.match(text)
    said = _REPORTED.sub("", put["said"]) if put is not None else ""
    if put is None or _NO_STATEMENT.match(said) or len(said.split()) < _SHORTEST_EVENT:
        return None
    return f"{put['asked']} {to_question(said)}"


def _turn(claim: str) -> str:
    """Return the words of a statement before its object in the order of a question: "did Acme made"."""
    words = [word for word in claim.split() if word.lower() != "also"]
    if words[-1].lower() in HAVE:
        return f"does {' '.join(words[:-1])} have"
    place = next((n for n in range(len(words) - 1, 0, -1) if words[n].lower() in BE | DO | MODALS), None)
    if place is None:
        return f"did {' '.join(words)}"
    return " ".join((words[place], *words[:place], *words[place + 1 :]))
