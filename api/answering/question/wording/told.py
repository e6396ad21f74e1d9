"""Told: what somebody tells before a question, or behind it: "We still run X. What replaces it?"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from api.answering.question.wording.asking import ASKING, ASKING_OTHERWISE, AUXILIARY
from api.answering.question.wording.openings import without_opening
from api.answering.question.wording.sentences import split_sentences

_THEN = rf"\s+(?:but |and |so |then )*(?={ASKING.pattern}|{AUXILIARY}\b)"
_STRONG = re.compile(rf"^(?P<told>[^?]+?)(?:\s*[:;]|\s[-–—]+|,(?= (?:but|so)\b)){_THEN}", re.IGNORECASE)
# What a question is asked about or from, which says nothing of the answer.
_FRAME = re.compile(
    r"^(?P<told>(?:(?:when|if) it comes to|when (?:talking|speaking|thinking) (?:about|of)|(?:with)?in the context of|"
    r"(?:with|in) all (?:this|that|the|these|those) \w+ (?:about|of|on|around)|(?:with|in) (?:regards?|respect) to|"
    r"(?:speaking|talking|thinking) (?:of|about)|as (?:for|regards|to)|regarding|concerning|in terms of|"
    r"on the (?:subject|topic|matter) of|assuming|suppos(?:e|ing)|imagine|(?:let['’]?s|let us) (?:say|assume|suppose)|"
    r"if i(?:['’]m| am) not (?:mistaken|wrong)|if i (?:remember|recall|understand|understood|got|get)\b|"
    r"(?:as|so) far as i\b|\w+ly speaking|for (?:the record|(?:my|our) (?:own )?\w+)|being an?\b|"
    r"(?:just )?to be (?:clear|sure|safe|precise|exact|honest|fair))[^,?]*)"
    rf",{_THEN}",
    re.IGNORECASE,
)
# A clause that may bear on the question: "if X fails, what does it do?".
_CLAUSE = re.compile(
    r"^(?P<told>(?:if|when|while|as(?! of\b)|since|because|although|though|once|after|before|now that|given that)\b"
    r"[^,?]+)"
    rf",{_THEN}",
    re.IGNORECASE,
)
# What is put to choice or compared before a question belongs to it.
_PUTS = re.compile(
    r"^(?:compare|between|of|among|amongst|out of|take|true|fact|which|what)\b|\b(?:or|vs\.?|versus)\b", re.IGNORECASE
)


# "It" may be this, and has no name then: "Zorblat offers a mill. Who made it?"
_UNNAMED = re.compile(
    r"(?:^|\w(?<!\bis)(?<!\bwas)(?<!\bare)(?<!\bbe)(?<!\bas) )(?:an?|one|another|some) [a-z]", re.IGNORECASE
)
_WHICH = re.compile(
    r"^(?:and |so |but )?(?:which|what|who)(?: [a-z]+){0,3}? (?:is|are|was|were|would|might|could) "
    r"(?:it|that|this|these|those|they|he|she)(?: be| have been)?(?: again| exactly)?\W*(?:$|,)",
    re.IGNORECASE,
)
# "Ever heard of Zorblat?" is no question but names what the next one is about.
_HEARD_OF = re.compile(
    r"^(?:(?:have|did) you )?(?:ever )?(?:heard|hear|seen|read) (?:of|about) [^?]+\?$", re.IGNORECASE
)
# What somebody adds behind a question may narrow it.
_LIMITS = re.compile(
    r"\b(?:only|just|except|excluding|exclude|without|mean|meant|must|should|not|no|count|limit|at least|at most)\b|"
    r"n['’]t\b|"
    r"^(?:in|on|by|before|after|since|until|between|from|with|for|and|or|but|of|those|these|the ones)\b",
    re.IGNORECASE,
)
_SHORTEST = 3  # words


@dataclass(frozen=True, slots=True)
class Told:
    """A question, and what is told around it, each ending with a stop. `bears`: what is told may bear on the answer."""

    question: str
    statements: tuple[str, ...]
    bears: bool = False


def part_told(text: str) -> Told | None:
    """Return the one question of a text with what is told around it; None where nothing is told.

    >>> part_told("We still run Zorblat. What replaces it?")
    Told(question='What replaces it?', statements=('We still run Zorblat.',), bears=False)
    >>> part_told("When it comes to corn, who made Zorblat?").question
    'who made Zorblat?'
    >>> part_told("If Zorblat fails, what does it do?").bears
    True
    >>> part_told("Who made Zorblat?"), part_told("Zorblat or Vargle: which is older?")
    (None, None)
    """
    sentences = split_sentences(text.strip())
    asking = [n for n, sentence in enumerate(sentences) if sentence.endswith("?") and not _HEARD_OF.match(sentence)]
    asking = asking or [n for n, sentence in enumerate(sentences) if _asks(sentence)]
    asking = asking or [n for n, sentence in enumerate(sentences) if _asks(without_opening(sentence).text)][-1:]
    if len(asking) != 1:
        return None
    if any(_LIMITS.search(sentence) for sentence in sentences[asking[0] + 1 :]):
        return None  # "Which mills closed? Only count those in Leeds."
    question = sentences.pop(asking[0])
    if any(_asks(sentence) and ASKING.match(sentence) is None for sentence in sentences):
        return None  # "Compare X and Y. Which is older?"
    told = [_state(sentence) for sentence in sentences if len(sentence.split()) > 1]
    lead, bears = _find_lead(question)
    if lead is not None:
        told.append(_state(lead["told"]))
        question = question[lead.end() :]
    bears = bears or any(_UNNAMED.search(statement) for statement in told)
    return Told(question, tuple(told), bears) if told else None


def asks_which(question: str) -> bool:
    """Tell whether a question only asks which of what was told: "Which companies were these?".

    >>> asks_which("Which one is it?"), asks_which("Who was that again?"), asks_which("Which tool is it based on?")
    (True, True, False)
    """
    return _WHICH.match(question.strip()) is not None


def _find_lead(question: str) -> tuple[re.Match[str] | None, bool]:
    """Return what a question begins with and does not ask, and whether it may bear on the answer."""
    strong = _STRONG.match(question)
    if strong is not None and not _asks(strong["told"]) and _PUTS.search(strong["told"]) is None:
        return strong, len(strong["told"].split()) < _SHORTEST  # "Zorblat: which level?"
    frame = _FRAME.match(question)
    clause = _CLAUSE.match(question) if frame is None else None
    return frame or clause, clause is not None or (frame is not None and re.search(r"\d", frame["told"]) is not None)


def _asks(text: str) -> bool:
    return bool(ASKING.match(text) or ASKING_OTHERWISE.match(text))


def _state(text: str) -> str:
    """Return what is told with a full stop, by which it is known for no question."""
    return text.strip().rstrip(".!?,;: ") + "."
