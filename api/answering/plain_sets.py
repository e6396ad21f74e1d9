"""Plain sets: the plain question about a set of works that other words mean, made of all that they name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from api.answering.question.reading import Form, Reading
from api.answering.question.words import ADVERBS, EMPTY
from api.answering.selections.grammar import LIGHT
from api.answering.selections.shape import Part, Shape
from api.answering.selections.shapes import RISING, Shaper
from api.answering.steering import find_attributes
from indexer.meanings import RelationMeanings
from indexer.tokens import STOP_WORDS
from ontology import Field
from ontology.plain_questions import find_plain_questions
from ontology.roles import Role

# How near a plain question has to come, and by how much one with something untold may come nearer: it says more words.
# Where all its words are understood, they have only to be put in this order.
NEAR, FARTHER, KNOWN = 0.6, 0.06, 0.5
DENIED = re.compile(
    r"\b(?:not|never|no|none|nor|neither|cannot|\w+n['’]t|other than|except|besides|apart from|same"
    r"|without|lack(?:s|ing)?|miss(?:es|ed|ing)?|leav(?:es?|ing)|left|fail(?:s|ed)?|skip(?:s|ped)?|los(?:es?|t)"
    r"|avoid(?:s|ed)?|refused?|rejected|declined|denied|almost|nearly|about to|past|beyond"
    r"|appl(?:y|ies|ied)|wants?|wanted|hopes?|hoped|half|partly)\b",
    re.I,
)
_COUNTED = re.compile(r"\b(?:how (?:many|big|large)|number of|count|total|tally|size of)\b", re.I)
# What the asker can do with what is wanted: "which ones could I pick".
_CHOSEN = re.compile(r"\b(?:can|could|may|might) (?:i|we|one) \w+\b", re.I)
_FIRST = re.compile(r"\b(?:first|earliest|oldest|longest)\b", re.I)
_LAST = re.compile(r"\b(?:last|latest|newest|youngest|freshest|most recent(?:ly)?)\b", re.I)
_MOST = re.compile(r"\b(?P<most>most|fewest|least|(?:largest|highest|smallest|biggest) (?:number|share))\b", re.I)
_LEAST = re.compile(r"few|least|small", re.I)
_YEAR = re.compile(r"\byear\b", re.I)
_OPERATING = re.compile("|".join(rule.pattern for rule in (_COUNTED, _FIRST, _LAST, _MOST, _YEAR)), re.I)
_OTHERWISE = re.compile(
    r"(?:why|when|how(?! (?:many|big|large))|what (?:is|does|do|did)(?! the (?:\w+st|tally)\b| (?:we|you|i) have))\b",
    re.I,
)
# Who asks, up to what is wanted: "I need a", "we are looking for some".
_ASKER = re.compile(r"(?:i|we|(?:my|our) \w+)\b[^,.:;?]*?\b(?=(?:an?|the|some|all|any|which|what)\b)", re.I)
_LEADS_ON = frozenset("of among in to for from at up as".split())
_HOLDING = frozenset("in the under within from inside".split())
_BEFORE_DATE = frozenset("in on before after since during until till".split())
_NAMED = frozenset(["<level>", "<done>", "<reach>", "<heading>", "<date>", "<field>"])
# What else such a question may name without saying more of the set.
FREE = frozenset(["<noun>", "<heads>", "<levels>", "<host>", "<other>", "<come>"])
_EMPTY = EMPTY | LIGHT | ADVERBS | STOP_WORDS | {"earlier", "later"}


@dataclass(frozen=True)
class _Said:
    """What a question says of a set: levels, tiers, headings, fields, a time, and that something came.

    `whole`: every word that carries content is understood.
    """

    agents: bool
    host: str
    levels: tuple[str, ...]
    tiers: tuple[str, ...]
    headings: tuple[str, ...]
    fields: tuple[str, ...]
    when: str
    comes: bool
    whole: bool

    def phrase(self, level: bool = True, event: str = "") -> str:
        """Return the noun phrase for the set."""
        kind = " or ".join(self.tiers or (self.levels if level else ()))
        before = f"{self.host} {kind}".strip()
        under = f" in {' or '.join(self.headings)}" if self.headings else ""
        having = "".join(f" with a {name}" for name in self.fields)
        return f"{before} {'members' if self.agents else 'projects'}{under}{having}{event}".strip()

    @property
    def events(self) -> tuple[str, ...]:
        """What may have happened to those in the set, as its question says."""
        reached = () if self.agents or self.comes else self.levels[:1]
        return (*(f"became {level}" for level in reached), "joined")

    @property
    def phrases(self) -> tuple[str, ...]:
        """The noun phrases that may be meant: a time is that of something that happened."""
        if not self.when:
            return (self.phrase(),)
        return tuple(self.phrase(event == "joined", f" that {event} {self.when}") for event in self.events)


class PlainSets:
    """Find the plain question that a question about a set means."""

    def __init__(self, meanings: RelationMeanings, shaper: Shaper, field: Field) -> None:
        self._meanings = meanings
        self._shaper = shaper
        self._ontology = field.ontology
        self._untold = find_plain_questions(field.sources).untold_of_sets

    def ask(self, reading: Reading) -> str | None:
        """Return the plain question, or None where a word has no place in it, or what is not told is nearer."""
        text = reading.text
        if not self._shaper.has_fields or reading.form is Form.BOOLEAN or reading.is_ahead:
            return None
        if _OTHERWISE.match(text) or DENIED.search(text) or (said := self._read(reading)) is None:
            return None
        asked = list(_word(said, text))
        nearness = self._meanings.compare(text, [each for each, _ in asked])
        best, phrase = max(asked, key=lambda pair: nearness[pair[0]], default=("", ""))
        if not best or nearness[best] < (KNOWN if said.whole else NEAR):
            return None
        untold = [] if said.whole else [best.replace(phrase, f"{phrase} {clause}", 1) for clause in self._untold]
        farther = max(self._meanings.compare(text, untold).values(), default=0.0)
        return f"{best}?" if nearness[best] > farther - FARTHER else None

    def _read(self, reading: Reading) -> _Said | None:
        """Return what a question says of a set, None where a name or another word has no place in it."""
        parts = self._shaper.shape_plainly(reading).parts
        kinds = {part.kind for part in parts if part.kind.startswith("<")}
        unread = _find_unread(parts, reading)
        when = _find_when(parts, reading)
        if not kinds & _NAMED or kinds - _NAMED - FREE or not all(_has_place(n, parts, unread) for n in unread):
            return None
        if any(part in find_attributes(parts) for part in (parts[n] for n in unread)):
            return None
        headings = [part.mention.entity for part in parts if part.kind == "<heading>" and part.mention is not None]
        tiers = [known.label for known in headings if self._ontology.plays(known.type, Role.GROUP)]
        under = [known.label for known in headings if known.label not in tiers]
        levels = self._shaper.find_levels(Shape(parts))
        agents = bool(tiers) or any(p.kind == "<noun>" and self._ontology.is_a(p.name or "", "Agent") for p in parts)
        hosts = [part.mention.entity.label for part in parts if part.kind == "<host>" and part.mention is not None]
        fields = [_write(part, reading) for part in parts if part.kind == "<field>"]
        rises = any(part.name == RISING for part in parts)
        if when is None or (levels and agents) or (rises and not levels):
            return None
        comes = "<come>" in kinds and not rises
        host = "".join(hosts[:1])
        return _Said(agents, host, levels, tuple(tiers), tuple(under), tuple(fields), when, comes, not unread)


def _word(said: _Said, text: str) -> Iterator[tuple[str, str]]:
    """Yield plain questions for a set, each with the phrase for the set in it."""
    most, all_ = _MOST.search(text), said.phrase(False)
    amount = "fewest" if most is not None and _LEAST.search(most["most"]) else "most"
    if _FIRST.search(text) or _LAST.search(text):
        way = "last" if _LAST.search(text) else "first"
        yield from (
            (f"which of the {phrase} {event} {way}", phrase) for phrase in said.phrases for event in said.events
        )
    elif most is not None and _YEAR.search(text):
        done = (event.replace("became", "become").replace("joined", "join") for event in said.events)
        yield from ((f"in which year did the {amount} {all_} {event}", all_) for event in done)
    elif most is not None:
        yield from ((f"which category has the {amount} {phrase}", phrase) for phrase in said.phrases)
    elif _COUNTED.search(text):
        yield from ((f"how many {phrase} are there", phrase) for phrase in said.phrases)
    else:
        yield from ((f"which are the {phrase}", phrase) for phrase in said.phrases)


def _find_when(parts: Sequence[Part], reading: Reading) -> str | None:
    """Return the words for a time, none where there is no date, and None where they are not understood."""
    dates = [part for part in parts if part.kind == "<date>"]
    if len(dates) != 1:
        return None if dates else ""
    first, end = dates[0].first, dates[0].last + 1
    before = reading.lowers[first - 1] if first else ""
    later = " ".join(reading.lowers[end : end + 2]) if reading.lowers[end : end + 1] == ("or",) else ""
    return f"{before if before in _BEFORE_DATE and not later else 'in'} {_write(dates[0], reading)} {later}".strip()


def _find_unread(parts: Sequence[Part], reading: Reading) -> list[int]:
    """Return which parts carry content that nothing else reads."""
    text = reading.text
    found = (_ASKER.match(text), _CHOSEN.search(text), *_OPERATING.finditer(text))
    spans = [match.span() for match in found if match is not None]
    return [
        n
        for n, part in enumerate(parts)
        if not (part.kind.startswith("<") or part.kind in _EMPTY)
        and not any(first <= reading.words[part.first].start < end for first, end in spans)
    ]


def _has_place(n: int, parts: Sequence[Part], unread: Sequence[int]) -> bool:
    """Tell whether an unknown word stands where one can only say what is in the set, or what holds it."""
    end = next(m for m in range(n, len(parts) + 1) if m not in unread)
    before, after, following = (parts[m].kind if 0 <= m < len(parts) else "" for m in (n - 1, end, end + 1))
    if before == "<heading>":  # "in the observability bucket"
        return n > 1 and parts[n - 2].kind in _HOLDING
    headless = all(part.kind != "<noun>" for part in parts)
    if headless and before in {"<level>", "<done>", "which", "what", "many"}:  # "sandbox entries"
        return True
    if before == "<noun>" and "<heading>" in (after, following):  # "projects that deal with observability"
        return after == "<heading>" or after in _LEADS_ON | {"with", "about"}
    if {"<level>", "<done>"} & {after, following if after in _LEADS_ON else ""}:  # "that finished graduation"
        return True
    return after in _LEADS_ON and not any(part.kind.startswith("<") for part in parts[:n])  # "my options among"


def _write(part: Part, reading: Reading) -> str:
    return " ".join(word.text for word in reading.words[part.first : part.last + 1])
