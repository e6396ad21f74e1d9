"""Contraries: a sentence that says all of a question for yes or no but puts something else in one place of it.

"Is X written in Go" is denied by "X is written in Rust", "was X founded in 2016" by "founded in 2015", "are all of them
elected" by "two of whom are elected"; for numbers see `amounts`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from api.answering.question.reading import Reading
from api.answering.question.words.words import ARTICLES, BE, PREPOSITIONS, Word, read_words
from api.answering.verdicts.amounts import UNIT
from indexer.tokens import find_tokens

# What happens once, or is so in one way: another place, day or thing than the one asked about denies that one.
_ONCE = frozenset(
    find_tokens(
        "write written build built base found create publish release hold host license locate headquarter start begin "
        "own acquire buy donate launch announce drop join graduate happen print store implement"
    )
)
_PLACING = frozenset("in on at under by from during".split())
# What stands between two words, and makes no pair of them.
_JOINING = PREPOSITIONS | frozenset("without within through during between".split())
_LONGEST_OBJECT, _BETWEEN = 4, 6
_BEHIND = 3  # words
_UNIVERSAL = re.compile(
    rf"\b(?:all|every(?!{UNIT})|each(?!{UNIT})|always|any|everything|everyone|entirely|whole)\b", re.IGNORECASE
)
_PARTIAL = re.compile(
    r"\b(?:only|some|most|many|few|partly|sometimes|part of|(?:one|two|three|four|five|six|half|several|\d+) of)\b",
    re.IGNORECASE,
)
_ENDED = re.compile(
    r"\b(?:no longer|not any ?more|took (?:it|them) out|taken out|removed|dropped|gave up|given up|moved away|"
    r"replaced by|replaced (?:it|them) with|abandoned|stopped|retired|switched off|until)\b",
    re.IGNORECASE,
)
_PART = re.compile(r",\s(?:and\s)?(?:the|its)\s(?P<part>\w+)\s(?P<of>in|on|with|by|from)\s(?P<other>[A-Z][\w+#]*)")


def find_place(reading: Reading) -> int | None:
    """Return the preposition before the last place, day or thing of a question, None where it ends otherwise."""
    words = reading.words
    place = next((n for n in range(len(words) - 1, 1, -1) if words[n].lower in _PLACING), None)
    near = place is not None and 0 < len(words) - 1 - place <= _LONGEST_OBJECT
    return place if near else None


def says_other(reading: Reading, text: str, place: int) -> bool:
    """Tell whether a text has something else behind the verb and preposition that a question ends with.

    `place`: the preposition (`find_place`). Of a day any verb is said once; else verbs that are.
    """
    words = reading.words
    asked = words[place + 1 :]
    behind = {t for word in asked for t in find_tokens(word.text)}
    verbs = {t for word in words[place - 2 : place] if word.lower not in BE for t in find_tokens(word.text)[:1]}
    dated = any(word.text[:1].isdigit() for word in asked)
    verbs = verbs if dated else verbs & _ONCE
    said = {t for word in read_words(text) for t in find_tokens(word.text)}
    named = {t for word in asked if word.text != word.lower for t in find_tokens(word.text)} or behind
    called = any(m.stands_in(said) for m in reading.mentions if m.first > place)  # by whatever name
    if not behind or not verbs or ((called or named <= said) and not dated):
        return False
    told = _find_objects(text, verbs, words[place].lower)
    others = [
        {t for w in one if w.text != w.lower or w.text[:1].isdigit() for t in find_tokens(w.text)} for one in told
    ]
    alike = any(_is_alike(asked, one) and other - behind for one, other in zip(told, others, strict=True))
    return alike and not any(named <= {t for word in one for t in find_tokens(word.text)} for one in told)


def _take_object(words: Sequence[Word], start: int, text: str) -> tuple[Word, ...]:
    """Return the words from a place up to what goes on behind them: another preposition, "and", a comma."""
    taken = list(words[start : start + 1])
    for before, word in pairwise(words[start : start + _LONGEST_OBJECT]):
        if word.lower in PREPOSITIONS | {"and", "or", "but"} or text[before.end : word.start].strip():
            break
        taken.append(word)
    return tuple(taken)


def says_other_of_part(reading: Reading, text: str, place: int) -> bool:
    """Tell whether a text leaves its verb out for a part that a question asks about: "..., the wheel in oak"."""
    asked = {token for word in reading.words for token in find_tokens(word.text)}
    return any(
        found["of"].lower() == reading.lowers[place]
        and set(find_tokens(found["part"])) <= asked
        and not set(find_tokens(found["other"])) & asked
        for found in _PART.finditer(text)
    )


def _find_objects(text: str, verbs: Collection[str], preposition: str) -> list[tuple[Word, ...]]:
    """Return what stands behind a preposition that a verb has within a few words."""
    words = read_words(text)
    found: list[tuple[Word, ...]] = []
    for n, word in enumerate(words):
        if not set(find_tokens(word.text)[:1]) & set(verbs):
            continue
        for k in range(n + 1, min(len(words) - 1, n + 1 + _BETWEEN)):
            if words[k].lower == preposition:
                start = k + 1 + (words[k + 1].lower in ARTICLES)
                found.append(_take_object(words, start, text))
                break
            if re.search(r"[.;:]", text[words[k - 1].end : words[k].start]):
                break
    return found


def _is_alike(asked: Collection[Word], told: Collection[Word]) -> bool:
    """Tell whether both begin as numbers do, or neither: a year is no place."""
    first, other = (next((w for w in ones if w.lower not in ARTICLES), None) for ones in (asked, told))
    if first is None or other is None:
        return False
    asked_day, told_day = (any(w.text[:1].isdigit() for w in ones) for ones in (asked, told))
    if asked_day or told_day:
        return asked_day and told_day
    return (first.text[:1].isupper() or first.start == 0) == other.text[:1].isupper()


def asks_of_all(reading: Reading) -> bool:
    """Tell whether something is asked of all or every one."""
    return re.search(rf"\b(?:all|(?:every|each)(?!{UNIT})|always)\b", reading.text, re.IGNORECASE) is not None


def says_of_all(text: str) -> bool | None:
    """Tell whether a text says something of all of a kind, or of some alone; None where it says neither."""
    return True if _UNIVERSAL.search(text) else False if _PARTIAL.search(text) else None


def has_ended(reading: Reading, text: str) -> bool:
    """Tell whether a text says that something is over, where a question asks whether it still is so."""
    return "still" in reading.lowers and _ENDED.search(text) is not None


def parts_pair(reading: Reading, text: str) -> bool:
    """Tell whether two words that a question has side by side each stand beside another one in a text.

    What "runs in user space with a kernel module" is not said to run in kernel space.
    """
    told = read_words(text)
    said = [token[0] if (token := find_tokens(word.text)) else "" for word in told]
    for n in range(len(reading.words) - 1):
        pair = [find_tokens(word.text)[:1] for word in reading.words[n : n + 2]]
        joined = _JOINING.isdisjoint(reading.lowers[n : n + 2])
        if (
            not (all(pair) and joined)
            or {n, n + 1} & reading.verb_places
            or any(m.first == n for m in reading.mentions)
        ):
            continue
        first, second = pair[0][0], pair[1][0]
        heads, narrowing = ([k for k, token in enumerate(said) if token == one] for one in (second, first))
        if first == second or not heads or not narrowing or reading.lowers[n + 1].endswith(("ed", "ing")):
            continue
        near = any(abs(k - other) <= _BEHIND for k in heads for other in narrowing)
        elsewhere = all(said[k + 1 : k + 2] not in ([], [""]) for k in narrowing)
        beside = all(k and said[k - 1] and told[k - 1].lower not in {"and", "or"} for k in heads)
        if not near and elsewhere and beside:
            return True
    return False
