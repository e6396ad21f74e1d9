"""Asked again: the last question put once more with another question word, another part or another name."""

from __future__ import annotations

import re

from api.answering.question.entities import are_alike
from api.answering.question.reading import Reading
from api.answering.question.wording.passives import ask_of_done
from api.answering.question.words.words import BE, DO, MODALS, PREPOSITIONS
from ontology import Ontology

_BARE = re.compile(
    r"^(?:and |but |so )?(?P<word>since when|when|why|where|how|who)"
    r"(?: (?:is|was|did|does|were) (?:that|this|it)(?: happen)?)?\s*[?.!]*$",
    re.IGNORECASE,
)
_ASKED = re.compile(r"^(?:in which \w+|on which \w+|when|why|where|how|who|what)\s+(?P<rest>.+)$", re.IGNORECASE)
_AMONG = re.compile(r"^which (?:ones )?of (?:them|these|those)\s+(?P<rest>.+)$", re.IGNORECASE)
_HOW_MANY = re.compile(
    r"^(?:and |so )?how many"
    r"(?: (?:are there|of (?:them|these|those)|is (?:that|it)|are (?:they|these|those|that)|in (?:total|all)))*\s*\?*$",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"^(?:(?:what|which) (?:are|were) (?:the )?|(?P<asking>which|what) (?!is |was )|"
    r"(?:list|name|show(?: me)?|give me) (?:all )?(?:(?:of )?the )?)(?P<rest>.+)$",
    re.IGNORECASE,
)
_ELLIPSIS = re.compile(r"^\s*(and|or|but|what about|how about|also)\b", re.IGNORECASE)
_ENDS = BE | DO | MODALS | PREPOSITIONS


def continues(text: str) -> bool:
    """Tell whether a question begins as one that goes on: "and", "what about"."""
    return _ELLIPSIS.match(text) is not None


def without_and(text: str) -> str:
    """Return a question without the word by which it goes on."""
    return _ELLIPSIS.sub("", text).strip()


def ask_again(text: str, last: str) -> str | None:
    """Return the last question as one for a number, with another question word, or with one more condition.

    >>> ask_again("and how many are there?", "which mills are there?"), ask_again("why?", "is Zorblat soft?")
    ('How many mills are there?', 'Why is Zorblat soft?')
    """
    again = _count_again(text, last) or _ask_anew(text, last)
    among = _AMONG.match(without_and(text)) if again is None else None
    return f"{last.rstrip(' ?.!')} and {among['rest']}" if among is not None else again


def _ask_anew(text: str, last: str) -> str | None:
    """Return the last question with another question word where only that is asked: "why?", "and when was that?"."""
    bare, asked = _BARE.match(text.strip()), _ASKED.match(last.strip())
    if bare is not None and last.split()[0].lower() in BE | DO | MODALS:
        return f"{bare['word'].capitalize()} {last[0].lower()}{last[1:]}"
    if bare is None or asked is None:
        return None
    word = bare["word"].capitalize()
    return ask_of_done(word, last) or f"{word} {asked['rest']}"


def _count_again(text: str, last: str) -> str | None:
    """Return the last question as one for a number, where only "how many are there?" is asked."""
    listed = _LISTED.match(last.strip()) if _HOW_MANY.match(text) else None
    if listed is None:
        return None
    return f"How many {listed['rest']}" if listed["asking"] else f"How many {listed['rest'].rstrip(' ?.!')} are there?"


def ask_of_other_part(asked: str, earlier: Reading, part: str) -> str | None:
    """Return the last question asked of another part of what it named: "and the mast?" behind "who made X's hull?"."""
    owner = next((m for m in earlier.mentions if earlier.words[m.last].possessive), None)
    if owner is None:
        return None
    first, words = owner.last + 1, earlier.words
    if first >= len(words):
        return None
    ends = (n for n in range(first + 1, len(words)) if n in earlier.verb_places or earlier.lowers[n] in _ENDS)
    return asked[: words[first].start] + part + asked[words[next(ends, len(words)) - 1].end :]


def replace_name(asked: str, earlier: Reading, now: Reading, ontology: Ontology) -> str | None:
    """Return the last question with its name of a like thing replaced by the one asked about now."""
    if not earlier.mentions:
        return None
    new = now.mentions[0].entity
    alike = (m for m in reversed(earlier.mentions) if are_alike(m.entity, new, ontology))
    mention = next(alike, earlier.mentions[-1])
    start, end = earlier.words[mention.first].start, earlier.words[mention.last].end
    return asked[:start] + now.mentions[0].surface + asked[end:]
