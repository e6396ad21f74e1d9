"""What is asked for: the noun behind the question word, and where in a sentence its answer would stand."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from api.answering.question.reading import Reading
from api.answering.question.words.words import ARTICLES, BE, DO, EMPTY, LISTING, MODALS, PRONOUNS, QUESTION_WORDS
from indexer.tokens import find_tokens
from kg.language.word_lists import load_kind
from kg.language.words import NUMBER_WORDS, is_countable_noun
from ontology import Field
from ontology.lexicon import to_plural

_PREPOSITIONS = frozenset(
    "of in on at to for from by with as into onto under after before within inside during that who which".split()
)
_TELLING = LISTING | frozenset("tell me us".split())
# "What is X called", "the name of X": words that ask for a name and say nothing of it.
_CALLED = frozenset("name names called named call".split())
_SAID_BEHIND = 5
# The words that carry no content, as keyword search compares them.
EMPTY_TOKENS = frozenset(token for word in EMPTY for token in find_tokens(word))
_WHERE = frozenset("in at on into".split())


class Side(Enum):
    """Where the answer stands in a sentence, seen from the words that say what happens."""

    BEFORE = "before"
    AFTER = "after"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Sought:
    """What a question asks for.

    `nouns`: the words of its noun, as keyword search compares them; `heads`: those that may be its head. `side`: where
    the answer stands. `markers`: the prepositions that may stand before it. `rest`: the content words but names.
    `plural`: the noun stands in the plural. `count`: how many the question says that there are. `behind`: what is said
    of the answer, in the words that would stand right behind its name.
    """

    nouns: frozenset[str]
    heads: frozenset[str]
    side: Side
    markers: frozenset[str]
    rest: tuple[str, ...]
    plural: bool = False
    count: int | None = None
    behind: tuple[str, ...] = ()


@lru_cache(maxsize=64)
def find_sought(reading: Reading) -> Sought:
    """Return what a question asks for, by the order of its words."""
    lowers = reading.lowers
    proper = {n for m in reading.mentions if not m.is_common for n in m.indices}
    start = next((n for n, lower in enumerate(lowers) if lower in QUESTION_WORDS), None)
    if start is None:
        places, stop = _telegraphic(lowers, proper, reading.verb_places), len(lowers)
    else:
        places, stop = _behind(lowers, start, proper, reading.verb_places)
    nouns = reading.tokens(places)
    side = _side(lowers, start, stop)
    # Without "is" or "does" behind it nothing tells where the noun ends: "which proxy handles encryption".
    heads = nouns if side is Side.BEFORE and stop >= len(lowers) else nouns[-1:]
    rest = reading.tokens(n for n in reading.unnamed if lowers[n] not in _CALLED)
    plural = any(is_plural(lowers[n]) and not _is_modifier(lowers, n, places, reading.verb_places) for n in places)
    count = next((NUMBER_WORDS.index(lowers[n]) for n in places if lowers[n] in NUMBER_WORDS[2:]), None)
    asked = start is not None and lowers[start] in {"which", "what", "who"}
    behind = tuple(lowers[stop : stop + _SAID_BEHIND]) if asked and not set(lowers[stop : stop + 1]) & DO else ()
    return Sought(
        frozenset(nouns),
        frozenset(heads),
        side,
        _markers(lowers, start),
        tuple(dict.fromkeys(rest)),
        plural,
        count,
        behind,
    )


def find_kind_noun(reading: Reading, field: Field) -> int | None:
    """Return the noun asked for where it says what kind of work is meant ("runtimes"), and not any ("projects").

    The name of a heading that they stand under is none: what it names is looked up.
    """
    if reading.answer_noun is None or reading.answer_noun in reading.named:
        return None
    return reading.answer_noun if is_kind_noun(reading.lowers[reading.answer_noun], field) else None


def is_kind_noun(noun: str, field: Field) -> bool:
    """Tell whether a noun, singular or plural, says of what kind a work is."""
    empty = field.lexicon.words["emptyHeadOfCategory"]
    return field.is_noun_of_works(noun) and not any(noun in {word, to_plural(word)} for word in empty)


def is_plural(word: str) -> bool:
    """Tell whether a noun, in small letters, has the form of a plural."""
    return word.endswith("s") and not word.endswith(("ss", "us", "is")) and word not in PRONOUNS


def _opens(lowers: Sequence[str], n: int, start: int, verbs: Set[int]) -> bool:
    """Tell whether the word right behind "what" is its verb: "what holds the state", "what replaced X"."""
    if lowers[start] != "what" or n != start + 1 or _helped(lowers, n):
        return False
    return n in verbs or not {*lowers[n + 1 : n + 2]} - ARTICLES


def _is_modifier(lowers: Sequence[str], n: int, places: Sequence[int], verbs: Set[int]) -> bool:
    """Tell whether a noun says more of one in the singular right behind it: "which standards body grew out of X"."""
    behind = lowers[n + 1] if n + 1 in places else ""
    return bool(behind) and n + 1 not in verbs and is_countable_noun(behind) and behind not in load_kind("verb")


def _helped(lowers: Sequence[str], n: int) -> bool:
    """Tell whether a helping verb stands behind a word, which is a noun then: "what port does X use"."""
    return n + 1 < len(lowers) and lowers[n + 1] in BE | DO | MODALS


def _is_verb(lowers: Sequence[str], n: int, verbs: Set[int]) -> bool:
    """Tell whether a word behind a noun is the verb of the question: "which proxy handles X", "which firm built X"."""
    if _helped(lowers, n) or lowers[n - 1] in NUMBER_WORDS:
        return False  # "which three desks"
    if n in verbs or lowers[n].endswith("ed"):
        return True
    if BE & set(lowers[1 : n - 1]) and lowers[0] in {"what", "which", "who"}:
        return False  # "what are the main parts of X" has its verb
    return is_plural(lowers[n]) and n + 1 < len(lowers) and not lowers[n - 1].endswith("s") and n + 1 not in verbs


def _behind(lowers: Sequence[str], start: int, proper: set[int], verbs: Set[int]) -> tuple[list[int], int]:
    """Return the words of the noun behind a question word, and where what follows it begins."""
    people = lowers[start] == "who" and set(lowers[start + 1 : start + 2]) & {"are", "were"}
    if lowers[start] not in {"which", "what", "whose"} and not (
        people and set(lowers[start + 2 : start + 3]) & ARTICLES
    ):
        return [], start + 1
    inverted = set(lowers[start + 1 : start + 2]) & (BE | DO | MODALS)
    if inverted and start and lowers[start - 1] in _PREPOSITIONS - {"for"}:
        return [], start + 1  # "with what are messages encoded" asks by no noun
    n = start + 1
    while n < len(lowers) and lowers[n] in BE | ARTICLES:
        n += 1
    places: list[int] = []
    ends = BE | DO | MODALS | _PREPOSITIONS | ARTICLES
    while n < len(lowers) and lowers[n] not in ends:
        if n in proper:
            behind = next((k for k in range(n, len(lowers)) if k not in proper), len(lowers))
            if behind == len(lowers) or behind in verbs or lowers[behind] in ends:
                break
            n = behind  # "which Zorblat plugins"
            continue
        passive = not places and n in verbs and lowers[n - 1] in BE - {"are", "is"} and lowers[start] == "what"
        if passive or (_is_verb(lowers, n, verbs) and (places or _opens(lowers, n, start, verbs))):
            if inverted and lowers[-1] in _PREPOSITIONS:
                return [], start + 1  # "what is X's kiln heated with" asks what heats it
            break  # "what was created at X" asks by no noun
        places.append(n)
        n += 1
    return places, n


def _telegraphic(lowers: Sequence[str], proper: set[int], verbs: Set[int]) -> list[int]:
    """Return the words of the noun asked for without a question word: "name the X of Y", "Y X"."""
    n = 0
    while n < len(lowers) and lowers[n] in _TELLING | ARTICLES | _CALLED | {"of"}:
        n += 1
    if n > 0:
        end = n
        while end < len(lowers) and end not in proper and lowers[end] not in _PREPOSITIONS | BE:
            end += 1
        return list(range(n, end))
    end = next((n for n, lower in enumerate(lowers) if n and lower in _PREPOSITIONS), len(lowers))
    last = [n for n in range(end) if n not in proper and lowers[n] not in _CALLED]
    while len(last) > 1 and last[-1] in verbs and not is_plural(lowers[last[-1]]):
        last.pop()  # "X formats supported"
    return last[-1:]


def _side(lowers: Sequence[str], start: int | None, stop: int) -> Side:
    """Return where the answer stands: before the verb where it does something, behind it where it is done to."""
    if start is None or lowers[start] in {"where", "when", "why", "how"}:
        return Side.ANY
    if "by" in (lowers[start - 1] if start else "", lowers[-1]):
        return Side.BEFORE
    if stop >= len(lowers) or lowers[stop] in ARTICLES | _PREPOSITIONS:
        return Side.BEFORE if lowers[start] in {"who", "which"} else Side.ANY
    if lowers[stop] in DO:
        return Side.AFTER
    if lowers[stop] in BE:
        return Side.ANY
    return Side.BEFORE if lowers[start] in {"who", "which", "what"} else Side.ANY


def _markers(lowers: Sequence[str], start: int | None) -> frozenset[str]:
    if start is not None and lowers[start] == "where":
        return _WHERE
    before = lowers[start - 1] if start else ""
    last = lowers[-1] if lowers else ""
    return frozenset({before, last} & _PREPOSITIONS)
