"""Claimed: what is put to be confirmed ("X is soft, right?"), as the question whether it is so."""

from __future__ import annotations

import re
from dataclasses import dataclass

from api.answering.question.denials import NEGATION
from api.answering.question.wording.asking import ASKING, ASKING_OTHERWISE, AUXILIARY
from api.answering.question.words.words import BE, DO, MODALS

_IT = r"(?:it|they|he|she|there)"
_RIGHT = r"(?:true|right|correct|a fact|so|the case)"
_OTHERS = r"(?:(?:my|our|a|the|some|one) \w+(?: of (?:mine|ours))?|(?:some|every)(?:body|one)|people|they|he|she|many)"
_SAY = r"(?:says?|said|claims?|claimed|thinks?|thought|believes?|told (?:me|us)|insists?)"
# What is said has a verb of its own: "says X was sold", and not "claims a trademark".
_CLAIMED = r"(?=(?:[^\s,]+ ){1,6}?(?:is|was|are|were|has|had|can|will|does|did)\b)"
_HEARD = (
    r"(?:(?:i (?:(?:once|just|have|often) )?(?:heard|read|think|thought|believe|guess|suppose|saw)(?: somewhere)?|"
    rf"it is said|{_OTHERS}(?: (?:just|once|here|always|also|has|have))? "
    rf"(?:{_SAY}(?= that\b| {_CLAIMED})|(?:mentioned|argues?|writes?|wrote)(?= that\b)))(?: that)? )?"
)
# No claim begins so, or it has a clause before it.
_CLAUSE = rf"(?:in|on|with|for|at|by|from|under|after|before)\b|{ASKING.pattern}|{ASKING_OTHERWISE.pattern}"
# "..., is it?" asks whether it is, and "..., right?" whether what is said holds.
_ASKS_IT = re.compile(rf"(?:,|\s-)\s+(?:or )?{AUXILIARY} {_IT}\W*$", re.IGNORECASE)
_PATTERNS = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^{_HEARD}(?!{_CLAUSE})(?P<claim>[^?,]+(?:,(?!\s+{AUXILIARY}\b)[^?,]+)*?)(?:\s*[,.]|\s+-)\s+"
        rf"(?:(?:or )?{AUXILIARY}(?:n['’]?t)? {_IT}|yes|no|or not|true or false|am i right|"
        r"(?:can|could|would) you (?:please )?(?:confirm|verify|check)(?: (?:that|this|it))?|"
        rf"(?:is (?:that|this|it) )?{_RIGHT})\s*\?+$",
        rf"^(?:true or false|correct or not|fact check|is (?:this|that|the following) {_RIGHT})"
        r"\s*[:,?–—-]+\s*(?P<claim>.+?)[.?!]*$",
        rf"^(?:is|was)(?:n['’]t)? it {_RIGHT} that\s+(?P<claim>.+?)\s*[?.!]*$",
        rf"^(?:so |but |and )?{_HEARD}(?!{_CLAUSE})(?P<claim>(?:(?!\b(?:that|which|who|whose)\b)[^?,])+ {AUXILIARY}"
        r"(?:n['’]t| not| never| no longer) [^?,]+)\?+$",
        r"^(?:is|was) it (?:false|wrong|untrue|incorrect|a (?:myth|mistake)) that\s+(?P<denied>.+?)\s*[?.!]*$",
    )
]
_WHETHER = re.compile(r"^(?:if|whether(?: or not)?)\s+(?P<claim>.+?)(?:\s+or not)?\s*[?.!]*$", re.IGNORECASE)
# The one denial of a claim, with the verb before it. What is not so always, or till a day, is so at times.
_DENIAL = re.compile(
    rf"\b(?:(?P<verb>{AUXILIARY})(?:n['’]t| not| never| no longer)|"
    r"(?P<can>can)(?:['’]t|not)|(?P<will>wo)n['’]t|never)\b"
    r"(?! (?:only|just|merely|all|every|always|necessarily|entirely))\s*",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"\b(?:and|or|but|because|since|although|though|unless|until|before|after|if|when)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in plain words; `is_denied`: what was put to be confirmed is that it is not so."""

    text: str
    is_denied: bool = False


def read_claim(asked: str, opened: bool = False) -> Asked | None:
    """Return the question whether a claim holds, None where none is put, or one that denies by half.

    `opened`: words that ask for an answer stood before it, as in "do you know whether X is soft".

    >>> read_claim("Zorblat is soft, isn't it?").text, read_claim("I think Zorblat replaced Vargle, right?").text
    ('is Zorblat soft?', 'did Zorblat replaced Vargle?')
    >>> read_claim("Zorblat isn't soft, right?")
    Asked(text='is Zorblat soft?', is_denied=True)
    >>> read_claim("Zorblat isn't soft, is it?")
    Asked(text='is Zorblat soft?', is_denied=False)
    >>> read_claim("Is it false that Zorblat can't swim?")
    Asked(text='can Zorblat swim?', is_denied=False)
    >>> read_claim("Neither Zorblat nor Vargle is soft, right?")
    """
    found = next((found for pattern in _PATTERNS if (found := pattern.match(asked))), None)
    found = found or (_WHETHER.match(asked) if opened else None)
    if found is None:
        return None
    put, denied = next((said, name == "denied") for name, said in found.groupdict().items() if said)
    said = _without_denial(put)
    if said is None:
        return None
    return Asked(to_question(said), (said != put) != denied and not _ASKS_IT.search(asked))


def puts_claim(text: str) -> bool:
    """Tell whether a question that is read still asks whether something is true: `read_claim` left it so."""
    return any(pattern.match(text) for pattern in _PATTERNS)


def to_question(claim: str) -> str:
    """Return a statement as the question whether it holds: its first auxiliary goes first."""
    words = claim.split()
    place = next((n for n, word in enumerate(words) if n and word.lower() in BE | DO | MODALS), None)
    if place is None:
        return f"did {claim}?"
    return f"{words[place]} {' '.join((*words[:place], *words[place + 1 :]))}?"


def _without_denial(claim: str) -> str | None:
    """Return what a claim denies, or itself where it denies nothing; None where it denies more than one thing.

    >>> _without_denial("Zorblat was never sold"), _without_denial("Zorblat won't grow"), _without_denial("nobody came")
    ('Zorblat was sold', 'Zorblat will grow', None)
    """
    if not NEGATION.search(claim):
        return claim
    found = _DENIAL.search(claim)
    if found is None or _BOUND.search(claim):
        return None
    verb = found["verb"] or found["can"] or ("will" if found["will"] else "")
    said = f"{claim[: found.start()]}{verb} {claim[found.end() :]}".replace("  ", " ")
    return None if NEGATION.search(said) else said
