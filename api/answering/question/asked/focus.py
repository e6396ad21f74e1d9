"""Focus: what a question wants defined - "what is X", "what does X mean", "what kind of tool is X"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from api.answering.question.asked.nouns import asks_what_it_is
from api.answering.question.reading import Mention, Reading

NAME = r"(?:(?:a|an|the)\s+)?(?P<name>.+?)"
_WHAT = r"wh?at(?:'s|s)?"
IS = r"(?:is|are|was|were)"
_PEOPLE = r"(?:people|one|you|we|they|developers?|the documents?)"
_WORD = r"(?:(?:the\s+)?(?:terms?|words?|phrases?|names?|abbreviations?|acronyms?)\s+)?"
_PURPOSE = r"(?:supposed to (?:be|do|mean)|(?:all )?about|(?:good |used |useful |meant )?for|exactly)"


def compile_forms(*forms: str) -> tuple[re.Pattern[str], ...]:
    """Return the forms that whole questions may have."""
    return tuple(re.compile(rf"^{form}$", re.IGNORECASE) for form in forms)


# What a question for a definition looks like, without its opening ("define X" is asked as "what is X"), the narrower
# forms first; `name` is what is to be defined.
_FORMS = (
    rf"{_WHAT}\s+(?:do|does|did)\s+{_PEOPLE}\s+mean\s+(?:by|with)\s+{NAME}",
    rf"{_WHAT}\s+{IS}\s+meant\s+(?:by|with)\s+{NAME}",
    rf"{_WHAT}\s+(?:do|does)\s+{_WORD}{NAME}\s+(?:mean|stand for|refer to|do|describe)(?:\s+in\s+.+)?",
    rf"{_WHAT}\s+{IS}\s+{NAME}\s+{_PURPOSE}(?:\s+(?:and|at|in|by|within|inside)\s+.+)?",
    rf"(?:explain|describe)\s+what\s+{NAME}\s+(?:is|are|means?|does)",
    rf"{NAME}\s+(?:definition|meaning|explained)",
    rf"{_WHAT}\s+{IS}\s+{NAME},?\s+and\s+(?:why|how|what|when|where|who)\b.*",
    rf"(?:{_WHAT}\s+{IS}|what(?:'s|s))\s+{NAME}(?:,?\s+in\s+[^,]+)?",
    rf"who\s+{IS}\s+{NAME}",
)
DEFINED = compile_forms(*(rf"(?:(?:in|within)\s+[^,]+,\s*)?{form}" for form in _FORMS))
KIND = compile_forms(
    rf"(?:what|which)\s+(?:kind|type|sort|class)(?:e?s)?\s+of\s+.+?\s+{IS}\s+{NAME}(?:\s+supposed to be)?"
    r"(?:\s+(?:for|in|within)\s+.+)?",
    rf"{NAME}\s+(?:kind|type|sort)\s+of\s+\S+.*",
)
_KINDS_OF = re.compile(
    r"^(?:what|which|how many)\s+(?:(?:main|different|two|three|four)\s+)?(?:kinds|types|sorts|classes)\s+of\s+.+\s+"
    r"(?:are there|exist)$",
    re.IGNORECASE,
)
_LONGEST = 4  # words of a name that nobody knows
_LONGEST_ASKED = 7  # words
_LINKS = frozenset("of in on for to by with and or that which who from at between as than".split())


@dataclass(frozen=True, slots=True)
class Focus:
    """The words of a question that name what is to be defined, with the entity where they name one.

    `within`: the name that stands in front of a common noun, "an X chart"; `behind`: that noun.
    """

    name: str
    mention: Mention | None
    within: Mention | None = None
    behind: str = ""


def _stands_by(n: int, mention: Mention) -> bool:
    """Tell whether a word stands right beside a name: "the X category", and not "the properties of X"."""
    return n in {mention.first - 1, mention.last + 1}


def asks_what_kind_is(reading: Reading) -> bool:
    """Tell whether a question asks what a kind of thing is, and not for one to something: "what is an X chart"."""
    short = len(reading.words) <= _LONGEST_ASKED and _LINKS.isdisjoint(reading.lowers)
    return short and asks_what_it_is(reading) and not reading.verbs


def asks_for_sort(reading: Reading) -> bool:
    """Tell whether a question asks what sort of thing a thing is: "what kind of tool is X"."""
    return KIND[0].match(reading.bare) is not None


def asks_for_kinds(reading: Reading) -> bool:
    """Tell whether a question asks into which sorts things fall: "what types of lathes are there"."""
    return _KINDS_OF.match(reading.bare) is not None


def find_focus(reading: Reading, forms: Sequence[re.Pattern[str]], class_of: Mapping[str, str]) -> Focus | None:
    """Return what a question of one of some forms is about, or None where it asks for something else.

    The `name` in the form is the name of one thing or a bare phrase. `class_of`: the nouns that may stand beside a
    name of their class ("the X category").
    """
    found = next((m for form in forms if (m := form.match(reading.bare))), None)
    if found is None or set(reading.lowers) & {"example", "examples"}:
        return None
    start, end = found.span("name")
    inside = [m for m in reading.mentions if reading.words[m.first].start < end and reading.words[m.last].end > start]
    words = [n for n, word in enumerate(reading.words) if start <= word.start and word.end <= end + 2]
    if reading.aside.intersection(words):
        return None  # "what are popular Xs" asks for some
    covering = _find_covering(reading, words, inside, class_of)
    if covering is not None:
        return Focus(covering.surface, covering)
    if {"was", "were"} & set(reading.lowers[:2]) and words and reading.lowers[words[0]].endswith("ed"):
        return None  # "what was fixed in 2.0" asks what happened
    framed = any(not use.indices.isdisjoint(words) for use in reading.frames)
    whole = not inside or (len(words) > 1 and (not framed or asks_what_kind_is(reading)))  # "an X chart"
    if not whole or not 1 <= len(words) <= _LONGEST or any(reading.lowers[n] in _LINKS for n in words):
        return None
    within = next((m for m in inside if m.last < words[-1]), None)
    behind = reading.text[reading.words[within.last + 1].start : reading.words[words[-1]].end] if within else ""
    return Focus(reading.bare[start:end], None, within, behind)


def find_sorted(reading: Reading) -> list[Mention]:
    """Return all that "what kind of tools are A, B and C" asks about."""
    form = KIND[0].match(reading.bare)
    return [m for m in reading.mentions if form is not None and reading.words[m.first].start >= form.start("name")]


def _find_covering(
    reading: Reading, words: Sequence[int], inside: Sequence[Mention], class_of: Mapping[str, str]
) -> Mention | None:
    """Return the one thing that some words name: no more is said there but its class, or whose it is."""
    said = set(words) & set(reading.content)
    sorting = {n: class_of.get(reading.lowers[n]) for n in said}
    covering = next(
        (m for m in inside if all(sorting[n] == m.entity.type and _stands_by(n, m) for n in said - m.indices)), None
    )
    if covering is not None or not inside or reading.frames:
        return covering
    joints = {reading.lowers[m.first - 1] for m in inside[1:]}
    named = {n for m in inside for n in m.indices}
    return inside[0] if said <= named and joints <= {"of", "in", "for"} else None  # "the store of X" is the store
