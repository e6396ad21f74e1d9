"""Asked changes: what a question asks of two vintages of a file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from api.answering.changes.vintages import Pair
from api.answering.question.reading import Form, Mention, Reading
from api.answering.question.words.words import ARTICLES, NAMING
from ontology import Field
from ontology.roles import PropertyRole, Role

_GONE = re.compile(r"(?i)\bno longer\b|\b(?:not|isn't|aren't|are not|is not)(?: \w+)? in\b|\bmissing (?:from|in)\b")

_FORMER = frozenset("before former formerly previous previously old older earlier original originally use used".split())
_CALLED = NAMING | frozenset(["called", "named"])
_OTHER = frozenset("another other different new".split())


class Kind(StrEnum):
    """What may change between two vintages."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    LEVEL = "level"
    VALUE = "value"
    RENAMED = "renamed"


_WORDS = {
    Kind.ADDED: frozenset("added add new newly appeared introduced entered".split()),
    Kind.REMOVED: frozenset("removed remove dropped disappeared deleted vanished gone left leave".split()),
    Kind.MOVED: frozenset(
        "moved move relocated reclassified recategorized recategorised shifted switched switch refiled resorted".split()
    ),
    Kind.RENAMED: frozenset("renamed rename rebranded".split()),
}
# Verbs of coming from one level or group to another, where the question names one of them as an end.
_COMING = frozenset(
    """went go gone goes came become became becomes becoming rose risen upgraded upgrade downgraded downgrade promoted
    demoted stepped advanced progressed jumped passed longer""".split()
)
_FROM, _TO = frozenset("from off leaving left longer".split()), frozenset("to into become became becoming".split())
_CHANGED = frozenset("change changed changes changing different differ differs difference differences".split())


def find_kinds(reading: Reading) -> list[Kind]:
    """Return the kinds of change that a question words."""
    lowers = set(reading.lowers)
    return [kind for kind, words in _WORDS.items() if lowers & words]


def says_other(reading: Reading) -> bool:
    """Tell whether a question asks for another value than before: "another category", "a new home page"."""
    return not _OTHER.isdisjoint(reading.lowers)


def find_change_words(reading: Reading) -> frozenset[int]:
    """Return the indices of the words that word a change."""
    said = _CHANGED.union(*_WORDS.values())
    return frozenset(n for n, word in enumerate(reading.words) if word.lower in said)


_ALL = (Kind.ADDED, Kind.REMOVED, Kind.MOVED, Kind.LEVEL)


@dataclass(frozen=True)
class AskedChanges:
    """What a question asks of two vintages: kinds of change, or all values of one `thing`.

    `level`: the level reached (IRI). `within`: what the things changed are joined to. `values`: the properties whose
    values changed. `former`: what was so in the older vintage is asked for. `before`, `after`: the headings or levels
    that the things came from and to.
    """

    pair: Pair
    kinds: tuple[Kind, ...]
    thing: Mention | None = None
    level: str | None = None
    within: tuple[Mention, ...] = ()
    values: tuple[str, ...] = ()
    former: bool = False
    before: tuple[Mention, ...] = ()
    after: tuple[Mention, ...] = ()


class ChangeReader:
    """Read what questions ask of two vintages."""

    def __init__(self, field: Field) -> None:
        self._field = field
        self._ontology = field.ontology
        self._placing = {found.name for found in field.ontology.placing}
        self._headings = {name for found in field.ontology.placing for name in found.range}

    def read(self, reading: Reading, pair: Pair) -> AskedChanges | None:
        """Return what a question asks of two vintages, None where it words no change."""
        named = [m for m in reading.mentions if not self._is_vague(m)]
        levels = [m for m in named if self._ontology.plays(m.entity.type, Role.LEVEL)]
        narrows = [m for m in named if self._may_narrow(m)]
        things = [m for m in named if m not in narrows and m not in levels]
        kinds, values = self._find_kinds(reading, pair)
        changed = self.says_change(reading)
        moved = kinds == (Kind.MOVED,) and "before" not in reading.lowers
        if len(things) == 1 and ((changed and not kinds) or moved):
            former = moved and {"from"} == {"from", "where"} & set(reading.lowers)
            return AskedChanges(pair, kinds or self._find_kinds_of_nouns(reading), things[0], former=former)
        if len(things) == 1 and kinds == (Kind.REMOVED,) and reading.answer_class in self._headings:
            return AskedChanges(pair, (Kind.MOVED,), things[0], former=True)  # "which category did X leave"
        if things:
            return self._read_former(reading, pair, things[0]) if len(things) == 1 else None
        coming = self._read_coming(reading, pair, kinds, levels, narrows)
        if coming is not None:
            return coming
        level = levels[0].entity.iri if levels else None
        if kinds:
            return AskedChanges(pair, kinds, None, level, tuple(narrows), values)
        fixed = [known.iri for use in reading.frames if (known := self._field.find_fixed_object(use.frame)) is not None]
        stated = any(m.last + 1 == reading.answer_noun for m in levels) and not reading.verbs  # "graduated projects"
        if (levels or fixed) and pair.named and reading.answer_noun is not None and not stated:
            return AskedChanges(pair, (Kind.LEVEL,), None, level or fixed[0], tuple(narrows))
        return AskedChanges(pair, _ALL, None, None, tuple(narrows)) if changed and not levels else None

    def _read_coming(
        self, reading: Reading, pair: Pair, kinds: Sequence[Kind], levels: Sequence[Mention], narrows: Sequence[Mention]
    ) -> AskedChanges | None:
        """Return what "went from one level to another", "moved into X", "were upgraded to X" ask for."""
        if kinds not in {(), (Kind.MOVED,)} or not (kinds or _COMING & set(reading.lowers)):
            return None
        before = tuple(m for m in narrows if _find_word_before(reading, m) in _FROM)
        after = tuple(m for m in narrows if _find_word_before(reading, m) in _TO)
        ends = (*before, *after)
        within = tuple(m for m in narrows if m not in ends and m not in levels)
        if not ends or reading.answer_noun is None:
            return None
        if all(m in levels for m in ends):
            level = after[0].entity.iri if after else None
            told = pair.named or (before and after)
            return AskedChanges(pair, (Kind.LEVEL,), None, level, within, before=before) if told else None
        return AskedChanges(pair, (Kind.MOVED,), None, None, within, before=before, after=after)

    def _read_former(self, reading: Reading, pair: Pair, thing: Mention) -> AskedChanges | None:
        """Return what "the old home page of X" and "what was X called before" ask for, and "what is X called now"."""
        lowers = set(reading.lowers)
        former = not _FORMER.isdisjoint(lowers) or bool(reading.years)
        if _CALLED & lowers and (former or "now" in lowers) and reading.form is Form.OPEN:
            return AskedChanges(pair, (Kind.RENAMED,), thing, former=former)
        values = self._find_addresses(reading)
        return AskedChanges(pair, (Kind.VALUE,), thing, values=values, former=True) if former and values else None

    def _find_kinds(self, reading: Reading, pair: Pair) -> tuple[tuple[Kind, ...], tuple[str, ...]]:
        """Return the kinds of change that a question asks for, and the properties of which it asks for new values."""
        kinds = tuple(find_kinds(reading))
        if not kinds and pair.named and _GONE.search(reading.text):
            kinds = (Kind.ADDED if pair.turned else Kind.REMOVED,)
        other = self.says_change(reading) or (says_other(reading) and bool(reading.years))
        if other and not kinds and reading.answer_noun is not None:
            kinds = self._find_kinds_of_nouns(reading)
        values = self._find_addresses(reading) if other or kinds == (Kind.ADDED,) else ()
        if values and (reading.answer_noun is not None or self.says_change(reading)):
            kinds = (Kind.VALUE,)  # "which projects have a new home page"
        if not kinds and pair.named and not reading.years and self._asks_who_joined(reading):
            kinds = (Kind.ADDED,)
        return kinds, values

    def _find_kinds_of_nouns(self, reading: Reading) -> tuple[Kind, ...]:
        """Return what changed by the noun for it: "which projects changed their category", "... their level"."""
        senses = (self._ontology.properties[sense] for use in reading.nouns for sense in use.frame.senses)
        classes = {self._field.lexicon.class_of.get(lower, "") for lower in reading.lowers}
        classes |= {name for found in senses if found.name in self._placing for name in found.range}
        placed = classes & self._headings
        if placed and reading.answer_class not in placed:
            return (Kind.MOVED,)
        return (Kind.LEVEL,) if any(self._ontology.plays(name, Role.LEVEL) for name in classes) else ()

    def _asks_who_joined(self, reading: Reading) -> bool:
        """Tell whether a question asks who joined, of those who belong to somebody ("members")."""
        senses = (sense for use in reading.verbs for sense in use.frame.senses)
        comes = {PropertyRole.JOINING, PropertyRole.HOSTING}
        joins = any(self._ontology.properties[sense].roles & comes for sense in senses)
        return joins and self._ontology.is_a(reading.answer_class or "Thing", "Agent")

    def _find_addresses(self, reading: Reading) -> tuple[str, ...]:
        """Return the properties of addresses that a question names: "their home page"."""
        found = (self._ontology.properties[sense] for use in reading.nouns for sense in use.frame.senses)
        return tuple(dict.fromkeys(each.name for each in found if each.range == ("anyURI",)))

    def says_change(self, reading: Reading) -> bool:
        """Tell whether a question asks for a change, of whatever kind."""
        return not _CHANGED.isdisjoint(reading.lowers)

    def _is_vague(self, mention: Mention) -> bool:
        """Tell whether a name is that of a word, as "landscape" may be."""
        return mention.entity.type in {"Thing", "Concept"} or mention.close

    def _may_narrow(self, mention: Mention) -> bool:
        kind = mention.entity.type
        return kind in self._headings or self._ontology.plays(kind, Role.HOST, Role.VALUE)


def words_change(text: str) -> bool:
    """Tell whether a text words a change of some kind, or a comparison."""
    lowers = set(re.findall(r"[a-z]+", text.lower()))
    return bool(lowers & _CHANGED.union(_COMING, *_WORDS.values())) or _GONE.search(text) is not None


def asks_for_name(reading: Reading) -> bool:
    """Tell whether a question asks what something is called."""
    return not _CALLED.isdisjoint(reading.lowers)


def _find_word_before(reading: Reading, mention: Mention) -> str:
    """Return the word before a name, and before its article."""
    words = [lower for lower in reading.lowers[: mention.first] if lower not in ARTICLES]
    return "from" if words[-2:] == ["out", "of"] else next(iter(words[-1:]), "")
