"""Announced: what a sentence says of "a tool", and which one is then asked ("Acme runs a mill. Which one?")."""

from __future__ import annotations

import re

from api.answering.question.words.words import BE, DO, MODALS

# "Which one is it?", "What is it called?", "What is its name?", "Name it."
_ASKED = (
    r"(?:(?:which|what)(?: (?:one|is|was|(?P<noun>[a-z][\w-]*)))?(?: (?:is|was))?(?: (?:it|that|this))?|"
    r"what(?:['’]s| is| was) (?:it|that|this|the \w+)(?: called| named)?|who (?:is|was) (?:it|that)|"
    r"what(?:['’]s| is| was) its name|(?:please )?name it)"
)
_PUT = re.compile(rf"^(?P<said>[^?!]+?)(?:[.;:]|,(?= which| what)|\s[-–—])\s+{_ASKED}\s*[?.!]*$", re.IGNORECASE)
_BORDER = r"(?:for|to|that|which|who|whose|in|of|with|on|at|by|from|as|under|since|when|where|and|but|\w+ed|made|built)"
_INDEFINITE = re.compile(
    r"\b(?:an?|another|one|some) (?P<kind>(?!(?:few|lot|bit|couple)\b)(?:[\w-]+ ){0,3}?[\w-]+)"
    rf"(?=\s+{_BORDER}\b|[,;.]|$)",
    re.IGNORECASE,
)
_THEN_IT = re.compile(
    r"^(?P<said>[^?!.;]+)[.;]\s+(?P<asked>(?:(?:in|by|on|at|for|since) )?"
    r"(?:who|whom|what|which|when|where|why|how)\b[^?]*?) it\b(?P<rest>[^?]*\?*)$",
    re.IGNORECASE,
)


def ask_announced(text: str) -> str | None:
    """Return the one question that a statement about "a tool" and "which one?" make together, None for other texts.

    >>> ask_announced("Acme's maker also runs a mill for corn in Leeds. Which mill?")
    "which mill did Acme's maker runs for corn in Leeds?"
    >>> ask_announced("The firm that made Zorblat also has a gate. What is it called?")
    'which gate does The firm that made Zorblat have?'
    >>> ask_announced("A firm in Leeds made Zorblat - which one?"), ask_announced("Zorblat is soft. Which one?")
    ('which firm in Leeds made Zorblat?', None)
    """
    put = _PUT.match(text.strip())
    if put is None:
        return _ask_of_it(text.strip())
    said, noun = put["said"], (put["noun"] or "").lower()
    kind = next((kind for kind in _INDEFINITE.finditer(said) if noun in kind["kind"].lower()), None)
    if kind is None:
        return None
    before, behind = said[: kind.start()].strip(), said[kind.end() :]
    return f"which {kind['kind']} {_turn(before)}{behind}?" if before else f"which {kind['kind']}{behind}?"


def _ask_of_it(text: str) -> str | None:
    """Return a question with what the sentence before it says of "a tool" in the place of "it", None for other texts.

    >>> _ask_of_it("Acme made a mill. When was it sold?"), _ask_of_it("Zorblat is a mill. When was it sold?")
    ('When was the mill that Acme made sold?', None)
    """
    put = _THEN_IT.match(text)
    kinds = list(_INDEFINITE.finditer(put["said"])) if put is not None else []
    if put is None or len(kinds) != 1:
        return None
    before, behind = put["said"][: kinds[0].start()].strip(), put["said"][kinds[0].end() :]
    if not before or before.split()[-1].lower() in BE | MODALS:
        return None
    return f"{put['asked']} the {kinds[0]['kind']} that {before}{behind}{put['rest']}"


def _turn(claim: str) -> str:
    """Return the words of a statement before its object in the order of a question: "did Acme made"."""
    words = [word for word in claim.split() if word.lower() != "also"]
    if words[-1].lower() in {"has", "have", "had"}:
        return f"does {' '.join(words[:-1])} have"
    place = next((n for n in range(len(words) - 1, 0, -1) if words[n].lower() in BE | DO | MODALS), None)
    if place is None:
        return f"did {' '.join(words)}"
    return " ".join((words[place], *words[:place], *words[place + 1 :]))
