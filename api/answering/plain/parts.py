"""Plain parts: what each phrase of a question about a set says of those in it, in words that are surely understood."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from api.answering.question.reading import Reading
from api.answering.question.words.words import BEYOND, SUPERLATIVES
from api.answering.selections.shape import Part
from api.answering.selections.shapes import RISING, Shaper
from ontology.plain_questions import PlainNouns

_EVENTS = frozenset(["<come>", "<reach>", "<done>", "<level>"])
_LEVELS = frozenset(["<level>", "<done>", "<reach>"])
# What begins another clause; what stands before a date, and may.
_CLAUSES = frozenset("that which who whose and but".split())
_BEFORE_DATE = frozenset("in on at before after since during until till by between from".split())
_DATING = _BEFORE_DATE | frozenset("the end start beginning of year than earlier later prior to as back".split())
# The name of the noun for what came somewhere: "newcomers".
NEWCOMERS = "newcomers"
_STARTS = _BEFORE_DATE | {"earlier", "later", "prior"}
_OR = frozenset("later earlier before after".split())
_REACHING = frozenset(
    "reached reach became become made make got to into entered promoted advanced moved hit attained achieved".split()
)
# What denies the level, heading or field behind it, and what says that it is passed.
_NOT = frozenset("not never outside non neither nor longer without lacking besides except than from".split())
_BELOW = frozenset("below under".split())
_BETWEEN = frozenset("in at the a an of any to been be made it have has got reach reached ever with their".split())


@dataclass(frozen=True)
class Saying:
    """What the words of a question say of a set.

    `clauses`: conditions as clauses that begin with "that" or a preposition; `levels`: those that they are at;
    `events`: what of it may have happened first or last; `when`: a time that nothing near it is the time of;
    `read`: the parts that say it.
    """

    levels: tuple[str, ...]
    clauses: tuple[str, ...]
    events: tuple[str, ...]
    when: str
    read: frozenset[int]


class PartReader:
    """Read the parts of questions about sets."""

    def __init__(self, shaper: Shaper, nouns: PlainNouns) -> None:
        self._shaper = shaper
        self._nouns = nouns

    def read(self, parts: Sequence[Part], reading: Reading) -> Saying:
        """Return what levels, times and denials say; each time is that of what happens nearest to it in its clause."""
        read: set[int] = set()
        clauses: list[str] = []
        owned: set[int] = set()
        free = ""
        for first, place, last in _find_dates(parts):
            when = _write(parts[first : last + 1], reading)
            owner = _find_owner(place, parts, owned)
            read |= set(range(first, last + 1))
            told = self._tell(owner, parts, when) if owner is not None else None
            if told is None or owner is None:
                free = free or when
                continue
            owned |= {owner, *told[1]}
            clauses.append(told[0])
        levels, events = [], []
        for n, part in enumerate(parts):
            label = self._label(part) if part.kind in _LEVELS and n not in owned else None
            if label is None:
                continue
            turned, by = _find_turn(n, parts)
            read |= by
            ordered = any(p.kind in SUPERLATIVES for p in parts[n + 1 : n + 2])
            if turned:
                clauses.append(f"that are {turned} {label}")
                continue
            events += [f"became {label}"] if part.kind == "<reach>" or ordered else []
            levels += [] if ordered else [label]
        return Saying(tuple(dict.fromkeys(levels)), tuple(clauses), tuple(events), free, frozenset(read | owned))

    def _tell(self, owner: int, parts: Sequence[Part], when: str) -> tuple[str, set[int]] | None:
        """Return the clause for what happened at a time, with the other parts that say it."""
        part = parts[owner]
        if part.kind == "<come>":
            behind = range(owner + 1, min(len(parts), owner + 5) if part.name != NEWCOMERS else 0)
            level = next((n for n in behind if parts[n].kind in {"<level>", "<done>"}), None)
            between = {p.kind for p in parts[owner + 1 : level]} if level is not None else set()
            if level is None or between & (_CLAUSES | {"<date>", "<noun>"}):
                return None if part.name == RISING else (f"that {self._nouns.joined} {when}", set())
            how = f"{self._nouns.joined} as" if "as" in between else "became"
            return f"that {how} {self._label(parts[level])} {when}", {level}
        label, before = self._label(part), {p.kind for p in parts[max(0, owner - 3) : owner]}
        if label is None:
            return None
        turned, _ = _find_turn(owner, parts)
        happened = part.kind in {"<reach>", "<done>"} or bool(before & (_REACHING | {"<come>"}))
        if turned:
            return (
                (f"that {'did not become' if happened else 'were not'} {label} {when}", set())
                if turned == "not"
                else None
            )
        if happened or when.split()[0] in {"since", "after", "between"}:
            return f"that became {label} {when}", set()
        return f"that were {label} {when}", set()

    def _label(self, part: Part) -> str | None:
        return self._shaper.find_level(part)


def _find_dates(parts: Sequence[Part]) -> Iterator[tuple[int, int, int]]:
    """Yield where the words for each time begin, where its date stands, and where they end."""
    n = 0
    while n < len(parts):
        if parts[n].kind != "<date>":
            n += 1
            continue
        first = n
        while first > 0 and parts[first - 1].kind in _DATING:
            first -= 1
        while first < n and (parts[first].kind not in _STARTS or parts[first + 1].kind in _STARTS - {"in"}):
            first += 1
        last = n
        kinds = [part.kind for part in parts[n + 1 : n + 3]]
        spanned = kinds[:1] in (["and"], ["to"], ["or"]) and kinds[1:] == ["<date>"] and parts[first].kind != "<date>"
        if spanned or (kinds[:1] == ["or"] and kinds[1:] and kinds[1] in _OR):
            last = n + 2
        yield first, n, last
        n = last + 1


def _find_owner(place: int, parts: Sequence[Part], taken: set[int]) -> int | None:
    """Return what happens nearest to a date: the noun beside it, else before it in its clause, else behind it."""
    beside = [n for n in (place + 1, place - 1, place - 2) if 0 <= n < len(parts) and parts[n].name == NEWCOMERS]
    if beside:
        return beside[0]
    for step in (-1, 1):
        n = place + step
        while 0 <= n < len(parts) and parts[n].kind not in _CLAUSES | {"<date>", "<noun>"}:
            if parts[n].kind in _EVENTS and n not in taken:
                return n
            n += step
    return None


def _find_turn(n: int, parts: Sequence[Part]) -> tuple[str, set[int]]:
    """Return whether a level or heading is denied or passed by the words before it, and which ones say so."""
    m = n - 1
    while m >= 0 and (parts[m].kind in _BETWEEN or parts[m].kind in {"<come>", "<level>", "<done>", "or", "nor"}):
        m -= 1
    said = parts[m].kind if m >= 0 else ""
    turns = ((_NOT, "not"), (BEYOND, "past"), (_BELOW, "below"))
    turned = next((turn for words, turn in turns if said in words), "")
    return turned, set(range(m, n)) if turned else set()


def _write(parts: Sequence[Part], reading: Reading) -> str:
    text = reading.text[reading.words[parts[0].first].start : reading.words[parts[-1].last].end]
    text = re.sub(r"\s+", " ", text)
    return text if parts[0].kind in _STARTS else f"in {text}"
