"""Contrasts: which sentences tell how two things differ."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from api.answering.question.asked.held import read_tokens
from api.answering.question.reading import Mention, Reading
from api.answering.text.sentences.defining import rate_definition
from api.answering.text.sentences.prose import fits_beside, follows_from, put_in_order, say_the_same
from api.answering.text.sentences.sentences import Sentence
from indexer.tokens import find_tokens

MOST = 7
MOST_SET_AGAINST = 3
PORTRAITS = 3
# What a sentence about one side is worth beside its score: for saying what it is, for telling of the same aspect as a
# sentence about the other side, and for naming its side itself.
DEFINING, PAIRED, NAMING = 0.5, 2.0, 0.15
# How far two sentences have to speak of the same.
LIKE = 0.12
HEADED = 0.5
# How many words may stand between two names that are compared.
BETWEEN = 4
JOINED = 0.5
AGAINST = 0.4
# How many sentences of each side are looked at for a pair.
LOOKED_AT = 12
_STRONG = (
    r"while|whereas|unlike|than|instead|differ\w*|distin\w+|on the other hand|"
    r"(?:by|in) (?:contrast|comparison)|compared (?:to|with)"
)
_SETS_AGAINST = re.compile(rf"\b({_STRONG})\b", re.IGNORECASE)
_CONTRAST = re.compile(rf"\b({_STRONG}|but|rather|vs\.?|versus|however|alternative|not)\b", re.IGNORECASE)
_ALIKE = re.compile(r"\b(both|the (?:two|same)|together|alike)\b", re.IGNORECASE)
_BESIDE = re.compile(r"(?:\s*(?:,|/|\band\b|\bor\b|\bas well as\b|\bboth\b|\bthe\b)\s*)+", re.IGNORECASE)
_COMPARING = re.compile(r"differ\w*|distin\w+|compare\w*|better|worse|contrast\w*")
_BEHIND = {"vs": 0, "versus": 0, "from": 1, "to": 1, "with": 1, "than": 1}


@dataclass(frozen=True, slots=True)
class Side:
    """One of two things compared: its names in words as keyword search compares them, and its entity where known."""

    names: tuple[str, ...]
    iri: str | None = None

    @property
    def ways(self) -> list[tuple[str, ...]]:
        """The words of each name, in order."""
        return [words for name in self.names if (words := tuple(find_tokens(name)))]


def find_sides(reading: Reading) -> tuple[Side, Side] | None:
    """Return the two things that a question compares: two it names, else what stands around "vs", "and", "from"."""
    pairs = [(one, other) for one, other in pairwise(reading.mentions) if one.entity != other.entity]
    if pairs:
        first, second = next((pair for pair in pairs if _are_set_beside(reading, *pair)), pairs[0])
        return Side(first.names, first.entity.iri), Side(second.names, second.entity.iri)
    parts = _part(reading)
    if parts is None:
        return None
    short, whole = parts
    if len(short) == 1 and len(whole) > 1 and reading.words[short[0]].text.islower():
        short = [*short, whole[-1]]  # "head and tail sampling"
    sides = [_to_side(reading, part) for part in (short, whole)]
    return (sides[0], sides[1]) if sides[0].ways and sides[1].ways else None


def find_defining(reading: Reading, sides: Sequence[Side], define: Callable[[str], Sentence | None]) -> list[Sentence]:
    """Return a sentence for each of two things that says what it is, for those of which one does (`define`).

    None where a question compares them in something, and not as wholes: "how do the masts of X and Y differ".
    """
    in_something = any(not _COMPARING.fullmatch(w := reading.lowers[n]) and w not in _BEHIND for n in reading.unnamed)
    if in_something or len(reading.mentions) > len(sides):
        return []
    found = [sentence for side in sides if (sentence := define(side.names[0])) is not None]
    return found[:1] if len({sentence.text for sentence in found}) == 1 else found


def choose_contrasts(
    sides: tuple[Side, Side],
    ranked: Sequence[Sentence],
    weight: Callable[[str], float],
    defining: Sequence[Sentence],
) -> list[Sentence]:
    """Return the sentences that tell two things apart: what each is, then those of both, a like pair, and portraits.

    `weight`: how much a word tells. `defining`: what says of each what it is.
    """
    told = [(_prefer_headed(s, sides), _find_told(s, sides)) for s in ranked if not _tells_no_difference(s.text)]
    of_both = [(_rate_against(s, sides), s) for s, sides_of in told if sides_of == {0, 1}]
    against = [s for worth, s in sorted(of_both, key=lambda one: -one[0]) if worth > 0]
    single = [[s for s, of in told if of == {number}][:LOOKED_AT] for number in (0, 1)]
    chosen = list(defining)
    wanted = [*against[:MOST_SET_AGAINST], *_find_pair(sides, single, weight), *_find_portraits(sides, single)]
    for sentence in wanted[: 2 * MOST]:
        alike = any(say_the_same(sentence, other) for other in chosen)
        if len(chosen) < MOST and not alike and fits_beside(chosen, sentence):
            chosen.append(sentence)
    return [*defining, *put_in_order(chosen[len(defining) :])]


def _are_set_beside(reading: Reading, one: Mention, other: Mention) -> bool:
    """Tell whether a question sets two names beside each other: "X and Y", "X differ from Y"."""
    between = reading.lowers[one.last + 1 : other.first]
    return bool({"and", "or", *_BEHIND} & set(between)) and len(between) <= BETWEEN


def _part(reading: Reading) -> tuple[list[int], list[int]] | None:
    """Return the words of a question on the two sides of what compares them."""
    lowers = reading.lowers
    compares = next((n for n, lower in enumerate(lowers) if _COMPARING.fullmatch(lower)), None)
    if "between" in lowers and "and" in lowers[lowers.index("between") :]:
        start = lowers.index("between")
        middle = lowers.index("and", start)
        return list(range(start + 1, middle)), list(range(middle + 1, len(lowers)))
    for n, lower in enumerate(lowers):
        if lower in _BEHIND and (not _BEHIND[lower] or (compares is not None and compares < n)):
            return list(range(n)), list(range(n + 1, len(lowers)))
    return None


def _to_side(reading: Reading, part: Sequence[int]) -> Side:
    named = next((m for m in reading.mentions if set(m.indices) <= set(part)), None)
    if named is not None:
        return Side(named.names, named.entity.iri)
    words = [reading.words[n] for n in part if n in reading.content]
    return Side((" ".join(word.text for word in words if not _COMPARING.fullmatch(word.lower)),))


def _find_told(sentence: Sentence, sides: Sequence[Side]) -> set[int]:
    """Return the sides that a sentence tells of, by name or by "it"; where it names none, that of its heading.

    What sets one thing against another, under a heading of the other side, tells of both: "The alternative is X".
    """
    found = _find_named(find_tokens(sentence.text), sides)
    found |= {n for n, side in enumerate(sides) if side.iri in sentence.referents.values()}
    if found and not _CONTRAST.search(sentence.text):
        return found
    headed = (_find_named(find_tokens(heading), sides) for heading in reversed(sentence.headings))
    return found | next((of for of in headed if of), set())


def _find_named(tokens: Sequence[str], sides: Sequence[Side]) -> set[int]:
    """Return the sides that some words name, longer names first: "thin VMs" names no VMs."""
    rest, found = list(tokens), set()
    for way, number in sorted(((way, n) for n, s in enumerate(sides) for way in s.ways), key=lambda w: -len(w[0])):
        for start in _places(rest, way):
            rest[start : start + len(way)] = [""] * len(way)
            found.add(number)
    return found


def _places(tokens: Sequence[str], way: tuple[str, ...]) -> Iterator[int]:
    yield from (n for n in range(len(tokens) - len(way) + 1) if tuple(tokens[n : n + len(way)]) == way)


def _rate_against(sentence: Sentence, sides: Sequence[Side]) -> float:
    """Return what a sentence about both sides is worth; what is told of both alike tells no difference."""
    against = AGAINST * (bool(_SETS_AGAINST.search(sentence.text)) + bool(_CONTRAST.search(sentence.text))) / 2
    if not against and _joins(sentence.text, sides):
        return 0.0
    named = bool(_find_named(find_tokens(sentence.text), sides))
    return sentence.score + (against if named else -AGAINST) - (JOINED if _joins(sentence.text, sides) else 0.0)


def _tells_no_difference(text: str) -> bool:
    """Tell whether a sentence says the same of several things ("both belong to ..."), or little on its own."""
    if text.rstrip().endswith(":") or follows_from(text):
        return True
    return _ALIKE.search(text) is not None and _CONTRAST.search(text) is None


def _prefer_headed(sentence: Sentence, sides: Sequence[Side]) -> Sentence:
    """Return a sentence with a higher score where a heading names both sides: "X and Y compared"."""
    headed = any(len(_find_named(find_tokens(heading), sides)) == len(sides) for heading in sentence.headings)
    return replace(sentence, score=sentence.score + HEADED) if headed else sentence


def _joins(text: str, sides: Sequence[Side]) -> bool:
    """Tell whether a text lists two things beside each other: "A, B and C"."""
    pieces = [piece.strip() for piece in _BESIDE.split(text)]
    held = [_find_named(find_tokens(piece), sides) for piece in pieces]
    joined = [n for n, (piece, of) in enumerate(zip(pieces, held, strict=True)) if of]
    return any(
        held[one] != held[other] and all(len(pieces[n].split()) <= 3 for n in range(one + 1, other + 1))
        for one, other in combinations(joined, 2)
    ) and not any(len(of) > 1 for of in held)


def _find_pair(
    sides: Sequence[Side], single: Sequence[Sequence[Sentence]], weight: Callable[[str], float]
) -> tuple[Sentence, ...]:
    """Return the sentences, one about each side, that tell most of the same aspect."""
    names = {word for side in sides for way in side.ways for word in way}
    pairs = [
        (_likeness(one, other, names, weight), one.score + other.score, (one, other))
        for one in single[0]
        for other in single[1]
    ]
    rated = [(PAIRED * likeness + score / 2, pair) for likeness, score, pair in pairs if likeness >= LIKE]
    return max(rated, key=lambda one: one[0])[1] if rated else ()


def _likeness(one: Sentence, other: Sentence, names: set[str], weight: Callable[[str], float]) -> float:
    """Return how far two sentences speak of the same, beside their names, in [0, 1]."""
    first, second = (read_tokens(s.text)[1] - names for s in (one, other))
    shared = sum(weight(token) for token in first & second)
    whole = math.sqrt(sum(map(weight, sorted(first))) * sum(map(weight, sorted(second))))
    return shared / whole if whole else 0.0


def _find_portraits(sides: Sequence[Side], single: Sequence[Sequence[Sentence]]) -> list[Sentence]:
    """Return for each side the sentences that best say what it is."""

    def worth(sentence: Sentence, side: Side) -> float:
        named = any(set(way) <= read_tokens(sentence.text)[1] for way in side.ways)
        return sentence.score + DEFINING * rate_definition(sentence.text, side.names) + NAMING * named

    rated = [sorted(told, key=lambda s: -worth(s, side)) for side, told in zip(sides, single, strict=True)]
    return [told[n] for n in range(PORTRAITS) for told in rated if len(told) > n]
