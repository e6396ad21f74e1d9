"""Standing: where the names of a question stand in a sentence, and what that tells of what is said of them."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from api.answering.question.asked.held import is_of
from api.answering.question.reading import Mention, Reading
from api.answering.question.words.words import BE
from api.answering.text.sentences.antecedents import holds_any
from api.answering.text.sentences.prose import has_pronoun
from api.answering.text.sentences.sentences import Sentence
from indexer.tokens import find_tokens
from kg.documents import Span

_WORD = re.compile(r"[\w-]+")
# "A does well but B doesn't": the verb stands before the name.
_ELIDED = re.compile(r"^\w*(?:\s\w+){0,2}\s(?:do|does|did|is|are|can|will)(?:\s?n[o'’]t)?\W*$", re.IGNORECASE)
_KIND = re.compile(
    r"(?:\s\([^)]*\))?(?:\s(?:itself|also|today|now))?"
    r"(?:\s?[,(–—-]|\s(?:(?:is|are|was|were|has been|becomes?|became|remains?|can be|may be)(?:n['’]t)?"
    r"|as|(?:works|acts|serves|counts) as|belongs to)\b)"
    r"\s*(?:(?:not|also|still|now|both|just|only|simply|really)\s)*(?:an?|the|one|another|its|their|our)\s(?P<kind>.{0,80})",
    re.IGNORECASE | re.DOTALL,
)
_POINTED_AT = r"^\W*(?:it|this|they)\b|\b(?:list|count|place|put|file|rank|name|class)(?:s|es|ed)? (?:it|them)\b"
# One of several of a kind: "X, Y and other stores", "counts X among the stores", "X is one of many stores".
_ONE_OF = re.compile(
    r"(?:(?:, [^,.;:]{1,30}){0,6},? (?:and|or) other|[^.;:]{0,90}?\bamong(?: the| other| its)?"
    r"|\s(?:is|was|remains) one of (?:the|many|several|a few))\s(?P<kind>[^.;:,]{0,50})",
    re.IGNORECASE,
)
_COMPARED = re.compile(r"(?<!rather )(?<!other )\bthan\b[^,;:.]*")
_CLAUSE = re.compile(r"[.;:]|\b(?:that|which|where|whose|when|with|over)\b", re.IGNORECASE)
_KIND_BEFORE = re.compile(r"(?P<kind>\w+),? (?:(?:such as|like|including|e\.g\.,?|called|named) )?$", re.IGNORECASE)
_POINTS_BACK = re.compile(r"(?:that|this|these|those) [a-z]", re.IGNORECASE)
_BEFORE_NAME = 60  # characters
_SEVERAL = re.compile(r"\b(?:or more|several|multiple|many|various|(?:two|three|four|five|\d+) or)\b", re.IGNORECASE)
_OTHER_NAME = re.compile(r"\b[A-Z][\w-]+|^,?\s(?:and|or|&)\s$|^,\s$")


def find_others(reading: Reading) -> tuple[Mention, ...]:
    """Return the names of a question but the first, those behind "without" too."""
    return (*reading.mentions[1:], *reading.excluded)


def cut_to_name(sentence: Sentence, reading: Reading) -> Sentence:
    """Return the one part between semicolons that names what a question is about, else the whole sentence.

    What the other parts say is of other things: "A is soft; B is hard".
    """
    if not reading.mentions or ";" not in sentence.text:
        return sentence
    ways = [frozenset(find_tokens(name)) for name in reading.mentions[0].names]
    parts = [part.strip() for part in sentence.text.split(";")]
    naming = [part for part in parts if holds_any(part, ways)]
    goes_on = any(has_pronoun(part) or _POINTS_BACK.match(part) for part in parts if part not in naming)
    if len(naming) != 1 or goes_on:
        return sentence
    start = sentence.span.start + sentence.text.index(naming[0])
    return replace(sentence, span=Span(start, start + len(naming[0])), text=naming[0])


def is_told_behind(reading: Reading, text: str, core: Collection[str]) -> bool:
    """Tell whether what a thing is asked to do stands behind its name, where both stand in a sentence.

    In "it scans with A, and signs with B" nothing is told of what B scans. Where somebody else does it ("do sailors
    use X") any place will do.
    """
    if reading.lowers[0] in BE or not reading.mentions or any(n < reading.mentions[0].first for n in reading.content):
        return True
    ends = [found.end() for name in reading.mentions[0].names if (found := _find_name(name, text)) is not None]
    behind = text[min(ends) :] if ends else ""
    if not behind or not core or _ELIDED.search(behind) is not None:
        return True
    said = frozenset(find_tokens(behind))
    return any(is_of(token, said) for token in core)


def says_kind(reading: Reading, text: str) -> bool:
    """Tell whether a sentence says of what kind a thing is, where that is asked: "is X a store".

    The kind stands behind the name and what says so ("X is a store", "X, a fast store", "X, Y and other stores"), or
    right before the name.
    """
    words = reading.words
    if not reading.mentions or words[0].lower not in BE or reading.mentions[0].first > 1:
        return True
    if reading.mentions[0].last + 1 >= len(words) or words[reading.mentions[0].last + 1].lower not in {"a", "an"}:
        return True
    heads = frozenset(find_tokens(words[reading.content[-1]].text))
    names = "|".join(re.escape(name) for name in reading.mentions[0].names)
    for found in re.finditer(rf"(?<!\w)(?:{names})(?!\w)|{_POINTED_AT}", text, re.IGNORECASE):
        before = _KIND_BEFORE.search(text[max(0, found.start() - _BEFORE_NAME) : found.start()])
        behind = _KIND.match(text, found.end()) or _ONE_OF.match(text, found.end())
        said = _CLAUSE.split(behind["kind"])[0] if behind else ""
        if heads & set(find_tokens(f"{before['kind'] if before else ''} {said}")):
            return True
    return False


def compares_alike(reading: Reading, text: str) -> bool:
    """Tell whether a sentence sets the same thing behind "than" as a question does; "more than one" are several.

    Where the question compares nothing, what is asked does not stand behind "than" alone.
    """
    place = next((n for n, word in enumerate(reading.words) if word.lower == "than"), None)
    if place is None:
        compared = _COMPARED.findall(text)
        asked = set(reading.tokens(reading.unnamed))
        told = set(find_tokens(_COMPARED.sub(" ", text)))
        return not asked & set(find_tokens(" ".join(compared))) or bool(asked & told)
    if reading.lowers[place - 1 : place + 2] == ("more", "than", "one"):
        return _SEVERAL.search(text) is not None
    behind = set(find_tokens(text.partition(" than ")[2]))
    return all(find_tokens(word.text)[0] in behind for word in reading.words[place + 1 :] if find_tokens(word.text))


def are_apart(text: str, reading: Reading) -> bool:
    """Tell whether a sentence does not plainly join the names that are all a question says, the first one first.

    Names of one list are told the same of, and a third name between them may be what is joined to either.
    """
    named = (*reading.mentions[:1], *find_others(reading)[:1])
    places = [_find_place(mention, text) for mention in named]
    if len(places) < 2 or places[0] is None or places[1] is None:
        return True
    return places[0].start() > places[1].start() or (
        _OTHER_NAME.search(text[places[0].end() : places[1].start()]) is not None
    )


def _find_place(mention: Mention, text: str) -> re.Match[str] | None:
    """Return where a text names something: as the question does, else where the first word of the name stands."""
    first = find_tokens(mention.surface)[:1]
    words = (word for word in _WORD.finditer(text) if first and find_tokens(word[0])[:1] == first)
    return _find_name(mention.surface, text) or next(words, None)


def _find_name(name: str, text: str) -> re.Match[str] | None:
    """Return where a name stands in a text, in any case, and not within a longer word: no "Go" in "category"."""
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)
