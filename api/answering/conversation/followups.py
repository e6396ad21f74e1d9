"""Follow-ups: complete a question by what the earlier ones of the conversation named."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from api.answering.conversation.asked_again import ask_again, ask_of_other_part, continues, replace_name, without_and
from api.answering.conversation.earlier import Earlier
from api.answering.conversation.pronouns import PLURAL, fill, find_several, names_something, refers, settle_within
from api.answering.model import Answer, Question
from api.answering.question.reader import QuestionReader
from api.answering.question.reading import Reading
from api.answering.question.wording.asking import ASKING, ASKING_OTHERWISE
from api.answering.question.words.words import EMPTY

# So many questions back what the conversation is about may have been named or found.
MOST_LOOKED_BACK = 5
# "Which others are in that same category?"
_SAME = re.compile(
    r"\b(?:that|this|its) (?:very )?same (?P<noun>[a-z]+)\b(?! (?:as|with|that|which|of)\b)", re.IGNORECASE
)
_KIND = re.compile(r"\b(?:that|this|the same) (?P<noun>\w+)\b", re.IGNORECASE)
# "The project", where it can only be one spoken of: not "the project that ..." or "the project of ...".
_THE_KIND = re.compile(
    r"\bthe (?P<noun>[a-z]+)(?=['’]s\b|\W*$| (?:is|was|are|were|has|have|had|do|does|did|can|could|will|would|be|been|"
    r"being|use|uses|run|runs|come|came|get|got|join|joined|called|named|written|made|built|created|started|itself)\b)",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r"^(?:and|but|also|or)?\s*(?:in|by|for|on|at|of|under)?\s*(?:which|what)\s+(?P<noun>\w+(?: \w+)?)\s*\?*$",
    re.IGNORECASE,
)
# A place that was named before: "which team works there?", but not "how many are there?".
_THERE = re.compile(r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )\b(?:in |over )?there(?=\W*$)", re.IGNORECASE)
# "And the control plane?", behind a question about another part of the same thing.
_OTHER_PART = re.compile(
    r"^(?:and|but|what about|how about)\s+(?:its|the|their)\s+(?P<part>[a-z][\w-]*(?: [a-z][\w-]*){0,2})\s*\?*$",
    re.IGNORECASE,
)
# "No, I meant Zorblat": the last question is asked of it.
_CORRECTION = re.compile(
    r"^(?:(?:no|nope|nah|sorry|wait|actually|oh|ah|well|but)[,.!]* )*(?:i|we)(?:['’]m| was| am)? "
    r"(?:meant|mean|(?:asking|talking|thinking) (?:about|of)|asked about) (?P<name>[^?!,]+?)(?:,? not [^?!]+?)?[.?!]*$",
    re.IGNORECASE,
)
# "What alternatives are there?", "who are the maintainers?": those of what is spoken of.
_OF_IT = re.compile(
    r"^(?:and |but |so |also )?(?:(?P<asked>(?:who|what|which|how many|when|where) (?:is|are|was|were)) "
    r"the (?P<what>[a-z]+(?: [a-z]+){0,2}?)|"
    r"(?P<kind>(?:what|which|how many) [a-z]+(?: [a-z]+)?) are there|"
    r"(?P<any>(?:are|is) there (?:an?|any|some|other|more)?\s*[a-z]+(?: [a-z]+)?))\s*\?*$",
    re.IGNORECASE,
)
_ONES = frozenset(("one", "ones"))


def complete_question(question: Question, reader: QuestionReader, ask: Callable[[str], Answer]) -> str:
    """Return the question with its pronouns filled, and its gaps too, from the history.

    `ask` answers an earlier question: what it found may be what "it" means.
    """
    ask = cache(ask)
    history: list[str] = []
    for text in question.history[-MOST_LOOKED_BACK:]:
        history.append(_complete(text, Earlier(tuple(history), reader, ask)))
    return _complete(question.question, Earlier(tuple(history), reader, ask))


def _complete(asked: str, earlier: Earlier) -> str:
    """Return a question with what it leaves to what was said before."""
    text = settle_within(_CORRECTION.sub(r"\g<name>", asked.strip()), earlier.reader)
    if not earlier.texts:
        rest = without_and(text)
        return rest if ASKING.match(rest) or ASKING_OTHERWISE.match(rest) else text
    text = earlier.take_up(text)
    reading = earlier.reader.read(text)
    return next((found for way in _WAYS if (found := way(text, reading, earlier))), text)


def _ask_of_told(text: str, _: Reading, earlier: Earlier) -> str | None:
    """Return a question with the names that "which of the two" or "all four" means by the statement before it."""
    put = find_several(text)
    if put is not None and put.asks and put.number is None and _names_kind(text[put.end :], earlier.reader):
        return None  # "which one is the newest mill" asks of all mills
    names = earlier.find_told(put.number) if put is not None else None
    if put is None or names is None:
        return None
    return without_and(f"{text[: put.start]}{put.asks} {names}{text[put.end :]}")


def _names_kind(text: str, reader: QuestionReader) -> bool:
    """Tell whether words say what kind of thing is asked for."""
    return any(word in reader.class_of for word in re.findall(r"[a-z]+", text.lower()))


def _ask_there(text: str, _: Reading, earlier: Earlier) -> str | None:
    """Return a question with the place that "there" means."""
    place = earlier.find_place() if _THERE.search(text) else None
    return without_and(_THERE.sub(f"at {place}", text)) if place is not None else None


def _ask_last(text: str, _: Reading, earlier: Earlier) -> str | None:
    """Return the last question asked in another way: "how many are there?", "why?", "which of them are soft?"."""
    return ask_again(text, earlier.last)


def _ask_of_part(text: str, reading: Reading, earlier: Earlier) -> str | None:
    """Return the question about another part of what was spoken of: "and the mast?"."""
    part = _OTHER_PART.match(text)
    if part is None or not all(m.is_common for m in reading.mentions):
        return None
    of_same = ask_of_other_part(earlier.last, earlier.reader.read(earlier.last), part["part"])
    if of_same is not None or reading.mentions:
        return of_same
    focus = earlier.find_focus()
    return f"what is the {part['part']} of {focus}?" if focus is not None else None


def _ask_of_role(text: str, reading: Reading, earlier: Earlier) -> str | None:
    """Return the question for a role or a kind, which has no name in it, as one of what is spoken of."""
    put = _OF_IT.match(text) if not reading.mentions else None
    if put is None or _asks_of_kind(put, earlier.reader):
        return None
    focus = earlier.find_focus()
    return _put_of(put, focus) if focus is not None else None


def _asks_of_kind(put: re.Match[str], reader: QuestionReader) -> bool:
    """Tell whether a question is about a kind of thing: "which projects are there?", "what was the project called?"."""
    first, *more = (put["what"] or put["kind"] or put["any"]).lower().split()
    if put["what"]:
        return bool(more) and first in reader.class_of
    return any(word in reader.class_of for word in more)


def _put_of(put: re.Match[str], focus: str) -> str:
    """Return a question that names a role or a kind alone as one of what is spoken of.

    >>> [_put_of(_OF_IT.match(text), "Zorblat") for text in ("who are the owners?", "what rivals are there?")]
    ['who are the owners of Zorblat?', 'what rivals of Zorblat are there?']
    """
    if put["asked"]:
        return f"{put['asked']} the {put['what']} of {focus}?"
    return f"{put['kind']} of {focus} are there?" if put["kind"] else f"{put['any']} of {focus}?"


def _ask_of_noun(text: str, reading: Reading, earlier: Earlier) -> str | None:
    """Return the question for what a bare noun asks of what is spoken of: "and in which language?"."""
    noun = _NOUN.match(text.strip()) if not reading.mentions else None
    focus = earlier.find_focus() if noun is not None else None
    return f"{noun['noun']} of {focus}" if noun is not None and focus is not None else None


def _ask_of_same(text: str, _: Reading, earlier: Earlier) -> str | None:
    """Return a question with the thing that has "that same category", or is of it."""
    same = _SAME.search(text)
    focus = earlier.find_focus() if same is not None and same["noun"].lower() in earlier.reader.class_of else None
    if same is None or focus is None:
        return None
    return without_and(f"{text[: same.start()]}the same {same['noun']} as {focus}{text[same.end() :]}")


def _ask_of_kind(text: str, reading: Reading, earlier: Earlier) -> str | None:
    """Return a question with the name that "that company" means."""
    kind = _KIND.search(text) or (_THE_KIND.search(text) if all(m.is_common for m in reading.mentions) else None)
    named = earlier.find_one_of_kind(kind["noun"].lower()) if kind is not None else None
    return without_and(text[: kind.start()] + named + text[kind.end() :]) if kind is not None and named else None


def _fill_pronoun(text: str, reading: Reading, earlier: Earlier) -> str | None:
    """Return a question with what its pronoun means."""
    if not refers(text) or names_something(reading, text, earlier.reader):
        return None
    focus = earlier.find_several() if PLURAL.search(text) else None
    focus = focus or earlier.find_focus()
    return fill(without_and(text), focus) if focus is not None else None


def _ask_of_name(text: str, reading: Reading, earlier: Earlier) -> str | None:
    """Return the last question asked of another name: "and Zorblat?"."""
    reader = earlier.reader
    if not reading.mentions:
        return None
    if reader.find_alone(text) is None and (not continues(text) or _says_more(reading, reader)):
        return None
    return replace_name(earlier.last, reader.read(earlier.last), reading, reader.ontology)


def _says_more(reading: Reading, reader: QuestionReader) -> bool:
    """Tell whether a question says more than names and what kind of thing they are: it needs no other then."""
    return any(
        n not in reading.named and word.lower not in EMPTY | _ONES and word.lower not in reader.class_of
        for n, word in enumerate(reading.words)
    )


# The first that fits is taken.
_WAYS = (
    _ask_of_told,
    _ask_there,
    _ask_last,
    _ask_of_part,
    _ask_of_role,
    _ask_of_noun,
    _ask_of_same,
    _ask_of_kind,
    _fill_pronoun,
    _ask_of_name,
)
