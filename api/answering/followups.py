"""Follow-ups: complete a question by what the earlier ones of the conversation named."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from api.answering.model import Answer, Question
from api.answering.question.entities import are_alike
from api.answering.question.reader import QuestionReader
from api.answering.question.reading import Form, Mention, Reading
from api.answering.question.wording.asking import ASKING, ASKING_OTHERWISE, AUXILIARY
from api.answering.question.words.words import BE, DO, EMPTY, MODALS, PREPOSITIONS
from api.answering.told_focus import find_told_focus, is_told, take_up
from ontology import Ontology
from ontology.roles import Role

MOST_NAMES = 4
# So many questions back what the conversation is about may have been named or found.
MOST_LOOKED_BACK = 5
_PRONOUN = re.compile(
    r"\b(it|its|they|them|their|this|that one|that(?=\W*$)|these|those|he|she|his|her)\b", re.IGNORECASE
)
_STATED = re.compile(
    r"(.+?)(?:[,;.:]|\s[-–—])\s+(?:and\s+|so\s+|but\s+)?"
    r"((?:what|who|which|when|where|whom|in which|by whom|is|does|was|did)\b.+)",
    re.IGNORECASE,
)
_SIDE = re.compile(r"\b(?:its|their) (?P<side>left|right)\b", re.IGNORECASE)
_KIND = re.compile(r"\b(?:that|this|the same) (?P<noun>\w+)\b", re.IGNORECASE)
# "The project", where it can only be one spoken of: not "the project that ..." or "the project of ...".
_THE_KIND = re.compile(
    r"\bthe (?P<noun>[a-z]+)(?=['’]s\b|\W*$| (?:is|was|are|were|has|have|had|do|does|did|can|could|will|would|be|been|"
    r"being|use|uses|run|runs|come|came|get|got|join|joined|called|named|written|made|built|created|started|itself)\b)",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"\b(they|them|their|these|those)\b", re.IGNORECASE)
_BARE = re.compile(
    r"^(?:and |but |so )?(?P<word>since when|when|why|where|how|who)"
    r"(?: (?:is|was|did|does|were) (?:that|this|it)(?: happen)?)?\s*[?.!]*$",
    re.IGNORECASE,
)
_ASKED = re.compile(r"^(?:in which \w+|on which \w+|when|why|where|how|who|what)\s+(?P<rest>.+)$", re.IGNORECASE)
# "Who acquired X?" asks of X what "when was X acquired?" asks.
_DONE = re.compile(r"^who\s+(?P<verb>\w+ed)\s+(?P<what>[^?]+?)\s*\?*$", re.IGNORECASE)
_AMONG = re.compile(r"^which (?:ones )?of (?:them|these|those)\s+(?P<rest>.+)$", re.IGNORECASE)
_NOUN = re.compile(
    r"^(?:and|but|also|or)?\s*(?:in|by|for|on|at|of|under)?\s*(?:which|what)\s+(?P<noun>\w+(?: \w+)?)\s*\?*$",
    re.IGNORECASE,
)
# A place that was named before: "which team works there?", but not "how many are there?".
_THERE = re.compile(r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )\b(?:in |over )?there(?=\W*$)", re.IGNORECASE)
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
# "Which tool does it use?": the tool is not what "it" means.
_DOES_IT = re.compile(rf"^(?:{ASKING.pattern})[^?]* {AUXILIARY} (?:it|they|he|she|this|these)$", re.IGNORECASE)
_ONES = frozenset(("one", "ones"))
_ENDS = BE | DO | MODALS | PREPOSITIONS
_ELLIPSIS = re.compile(r"^\s*(and|or|but|what about|how about|also)\b", re.IGNORECASE)


def refers(text: str) -> bool:
    """Tell whether a question has a pronoun, which may stand for what was spoken of before."""
    return _PRONOUN.search(text) is not None


def complete_question(question: Question, reader: QuestionReader, ask: Callable[[str], Answer]) -> str:
    """Return the question with its pronouns filled, and its gaps too, from the history.

    `ask` answers an earlier question: what it found may be what "it" means.
    """
    ask = cache(ask)
    history: list[str] = []
    for earlier in question.history[-MOST_LOOKED_BACK:]:
        history.append(_complete(earlier, history, reader, ask))
    return _complete(question.question, history, reader, ask)


def _complete(asked: str, history: Sequence[str], reader: QuestionReader, ask: Callable[[str], Answer]) -> str:
    """Return a question with what it leaves to the questions before it, each complete itself."""
    text = _settle_within(_CORRECTION.sub(r"\g<name>", asked.strip()), reader)
    if not history:
        goes_on = _ELLIPSIS.match(text)
        rest = text[goes_on.end() :].strip() if goes_on is not None else ""
        return rest if ASKING.match(rest) or ASKING_OTHERWISE.match(rest) else text
    last = history[-1]
    told = [said for said in history if is_told(said)]
    if told:
        text = take_up(text, told, find_told_focus(told[-1], reader))
    place = _place_named(last, reader) if _THERE.search(text) else None
    if place is not None:
        return _ELLIPSIS.sub("", _THERE.sub(f"at {place}", text)).strip()
    again = _count_again(text, last) or _ask_anew(text, last)
    if again is not None:
        return again
    among = _AMONG.match(_ELLIPSIS.sub("", text).strip())
    if among is not None:
        return f"{last.rstrip(' ?.!')} and {among['rest']}"
    reading = reader.read(text)
    part = _OTHER_PART.match(text)
    if part is not None and all(m.is_common for m in reading.mentions):
        of_same = _ask_of_other_part(last, reader.read(last), part["part"])
        if of_same is not None:
            return of_same
        focus = _focus_of(history, reader, ask) if not reading.mentions else None
        if focus is not None:
            return f"what is the {part['part']} of {focus}?"
    of_it = _OF_IT.match(text) if not reading.mentions else None
    if of_it is not None and not _asks_of_kind(of_it, reader) and (focus := _focus_of(history, reader, ask)):
        return _ask_of(of_it, focus)
    noun = _bare_noun(text, reading)
    if noun is not None:
        focus = _focus_of(history, reader, ask)
        return f"{noun} of {focus}" if focus else text
    kind = _KIND.search(text) or (_THE_KIND.search(text) if all(m.is_common for m in reading.mentions) else None)
    if kind is not None and (named := _of_kind(kind["noun"].lower(), last, reader, ask)):
        return _ELLIPSIS.sub("", text[: kind.start()] + named + text[kind.end() :]).strip()
    if _PRONOUN.search(text) and not _names_something(reading, text, reader):
        focus = _several(last, reader, ask) if _PLURAL.search(text) else None
        focus = focus or _focus_of(history, reader, ask)
        return _fill(_ELLIPSIS.sub("", text).strip(), focus) if focus else text
    alone = reader.find_alone(text) is not None
    if reading.mentions and (alone or (_ELLIPSIS.match(text) and not _says_more(reading, reader))):
        return _replace_focus(last, reader.read(last), reading, reader.ontology) or text
    return text


def _ask_of_other_part(asked: str, earlier: Reading, part: str) -> str | None:
    """Return the last question asked of another part of what it named: "and the mast?" behind "who made X's hull?"."""
    owner = next((m for m in earlier.mentions if earlier.words[m.last].possessive), None)
    if owner is None:
        return None
    first, words = owner.last + 1, earlier.words
    if first >= len(words):
        return None
    ends = (n for n in range(first + 1, len(words)) if n in earlier.verb_places or earlier.lowers[n] in _ENDS)
    return asked[: words[first].start] + part + asked[words[next(ends, len(words)) - 1].end :]


def _asks_of_kind(put: re.Match[str], reader: QuestionReader) -> bool:
    """Tell whether a question is about a kind of thing: "which projects are there?", "what was the project called?"."""
    first, *more = (put["what"] or put["kind"] or put["any"]).lower().split()
    if put["what"]:
        return bool(more) and first in reader.class_of
    return any(word in reader.class_of for word in more)


def _ask_of(put: re.Match[str], focus: str) -> str:
    """Return a question that names a role or a kind alone as one of what is spoken of.

    >>> [_ask_of(_OF_IT.match(text), "Zorblat") for text in ("who are the owners?", "what rivals are there?")]
    ['who are the owners of Zorblat?', 'what rivals of Zorblat are there?']
    """
    if put["asked"]:
        return f"{put['asked']} the {put['what']} of {focus}?"
    return f"{put['kind']} of {focus} are there?" if put["kind"] else f"{put['any']} of {focus}?"


def _place_named(last: str, reader: QuestionReader) -> str | None:
    """Return the last name of a question that may be where something is: of somebody, or of nothing known."""
    ontology = reader.ontology
    named = [m for m in reader.read(last).mentions if m.entity.type == "Thing" or ontology.is_a(m.entity.type, "Agent")]
    return named[-1].entity.label if named else None


def _of_kind(noun: str, last: str, reader: QuestionReader, ask: Callable[[str], Answer]) -> str | None:
    """Return the one thing of a kind that the last question found or named: who "that company" is."""
    wanted = reader.class_of.get(noun)
    if wanted is None:
        return None
    reading = reader.read(last)
    if any(word.lower == noun for word in reading.asked_words):  # what it asked for, and not what it named
        items = ask(last).items
        return items[0].label if len(items) == 1 else None
    found = [(item.label, item.type) for item in ask(last).items if item.iri]
    named = [(m.entity.label, m.entity.type) for m in reading.mentions]
    for things in (found, named):
        fitting = [label for label, kind in things if kind and reader.ontology.may_be(kind, (wanted,))]
        if len(fitting) == 1:
            return fitting[0]
    return None


def _ask_anew(text: str, last: str) -> str | None:
    """Return the last question with another question word where only that is asked: "why?", "and when was that?"."""
    bare, asked = _BARE.match(text.strip()), _ASKED.match(last.strip())
    if bare is not None and last.split()[0].lower() in BE | DO | MODALS:
        return f"{bare['word'].capitalize()} {last[0].lower()}{last[1:]}"
    if bare is None or asked is None:
        return None
    done = _DONE.match(last.strip())
    if done is not None and bare["word"].lower() != "who":
        return f"{bare['word'].capitalize()} was {done['what']} {done['verb']}?"
    return f"{bare['word'].capitalize()} {asked['rest']}"


def _count_again(text: str, last: str) -> str | None:
    """Return the last question as one for a number, where only "how many are there?" is asked."""
    listed = _LISTED.match(last.strip()) if _HOW_MANY.match(text) else None
    if listed is None:
        return None
    return f"How many {listed['rest']}" if listed["asking"] else f"How many {listed['rest'].rstrip(' ?.!')} are there?"


def _bare_noun(text: str, reading: Reading) -> str | None:
    """Return the noun of a question that has nothing else: "and in which language?"."""
    match = _NOUN.match(text.strip())
    return match["noun"] if match is not None and not reading.mentions else None


def _says_more(reading: Reading, reader: QuestionReader) -> bool:
    """Tell whether a question says more than names and what kind of thing they are: it needs no other then."""
    return any(
        n not in reading.named and word.lower not in EMPTY | _ONES and word.lower not in reader.class_of
        for n, word in enumerate(reading.words)
    )


def _several(last: str, reader: QuestionReader, ask: Callable[[str], Answer]) -> str | None:
    """Return the names that "they" means: those of the last question, else what it found, where they are a few."""
    reading = reader.read(last)
    names = list(dict.fromkeys(m.entity.label for m in reading.mentions))
    if len(names) < 2 and reading.form is Form.OPEN:
        names = [item.label for item in ask(last).items if item.iri]
    return f"{', '.join(names[:-1])} and {names[-1]}" if 1 < len(names) <= MOST_NAMES else None


def _settle_within(text: str, reader: QuestionReader) -> str:
    """Return what is asked where a question states something first: "X is archived, what took its place?"."""
    match = _STATED.match(text)
    if match is None or not _PRONOUN.search(match[2]):
        return text
    stated, asked = reader.read(match[1]), reader.read(match[2])
    things = [m for m in stated.mentions if not reader.ontology.plays(m.entity.type, Role.VALUE, Role.LEVEL)]
    if len(things) != 1 or any(not reader.ontology.plays(m.entity.type, Role.VALUE) for m in asked.mentions):
        return text
    return _fill(match[2], things[0].entity.label)


def _names_something(reading: Reading, text: str, reader: QuestionReader) -> bool:
    """Tell whether a name stands before the pronoun, so that it needs no history."""
    match = _PRONOUN.search(text)
    if match is None or match[0].lower() == "that" or _DOES_IT.match(text[: match.end()]):
        return False
    return any(
        reading.words[m.first].start < match.start()
        and not reader.ontology.plays(m.entity.type, Role.VALUE)
        and not _narrows_asked(m, reading, reader)
        for m in reading.mentions
    )


def _narrows_asked(mention: Mention, reading: Reading, reader: QuestionReader) -> bool:
    """Tell whether a name only narrows what is asked for: "which Acme tool replaced it?"."""
    before = reading.lowers[mention.first - 1] if mention.first else ""
    behind = reading.lowers[mention.last + 1 : mention.last + 2]
    return before in {"which", "what"} and any(word in reader.class_of for word in behind)


def _focus_of(history: Sequence[str], reader: QuestionReader, ask: Callable[[str], Answer]) -> str | None:
    """Return the name the conversation is about: the one thing the last question found, or the one it named."""
    for asked in reversed(history):
        reading = reader.read(asked)
        if is_told(asked):
            if reading.mentions:
                return find_told_focus(asked, reader)
            continue
        found = [item for item in ask(asked).items if item.iri] if reading.form is Form.OPEN else []
        if len(found) == 1 and not _is_detail(found[0].type or "", reader.ontology):
            return found[0].label
        if reading.mentions:
            return reading.mentions[0].entity.label
    return None


def _is_detail(name: str, ontology: Ontology) -> bool:
    """Tell whether "it" hardly means such a thing, though the last answer found it: a maker, a language, a level."""
    agent = name != "Agent" and ontology.is_a(name, "Agent")
    return agent or name == "Document" or ontology.plays(name, Role.VALUE)


def _fill(text: str, focus: str) -> str:
    """Put a name in the place of the first pronoun; what stands "to their right" stands to the right of it."""
    side = _SIDE.search(text)
    if side is not None:
        return f"{text[: side.start()]}the {side['side']} of {focus}{text[side.end() :]}"

    def named(match: re.Match[str]) -> str:
        possessive = match[1].lower() in {"its", "their", "his", "her"}
        return focus + ("'s" if possessive else "")

    return _PRONOUN.sub(named, text, count=1)


def _replace_focus(asked: str, earlier: Reading, now: Reading, ontology: Ontology) -> str | None:
    """Return the last question with its name of a like thing replaced by the one asked about now."""
    if not earlier.mentions:
        return None
    new = now.mentions[0].entity
    alike = (m for m in reversed(earlier.mentions) if are_alike(m.entity, new, ontology))
    mention = next(alike, earlier.mentions[-1])
    start, end = earlier.words[mention.first].start, earlier.words[mention.last].end
    return asked[:start] + now.mentions[0].surface + asked[end:]
