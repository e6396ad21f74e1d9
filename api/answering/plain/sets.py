"""Plain sets: the plain question about a set of works that other words mean, made of all that they name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from api.answering.plain.parts import NEWCOMERS, PartReader, Saying
from api.answering.question.reading import Form, Reading
from api.answering.question.words.words import ADVERBS, EMPTY
from api.answering.selections.grammar import LIGHT
from api.answering.selections.shape import Part
from api.answering.selections.shapes import RISING, Shaper
from api.answering.steering import find_attributes
from indexer.meanings import RelationMeanings
from indexer.tokens import STOP_WORDS
from ontology import Field
from ontology.plain_questions import PlainNouns, find_plain_questions
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
_SPAN = r"(?! (?:few |couple of |\w+ )?(?:years?|months?|weeks?|days?|time)\b)"
_LAST = re.compile(rf"\b(?:last{_SPAN}|latest|newest|youngest|freshest|most recent(?:ly)?)\b", re.I)
_SORTED = re.compile(
    r"\b(?:(?P<first>oldest|earliest|newest|latest|youngest|most recent)(?: ones?)? first|chronological(?:ly)?"
    r"|in (?:the )?order\b|(?:sorted|ordered|ranked) (?:by|after)|from (?:the )?(?P<from>\w+) to (?:the )?\w+est)\b",
    re.I,
)
_MOST = re.compile(
    r"\b(?P<most>most(?! recent)|fewest|least|(?:largest|highest|smallest|biggest) (?:number|share))\b", re.I
)
_LEAST = re.compile(r"few|least|small", re.I)
_YEAR = re.compile(r"\byear\b", re.I)
_OPERATING = re.compile("|".join(rule.pattern for rule in (_SORTED, _COUNTED, _FIRST, _LAST, _MOST, _YEAR)), re.I)
_OTHERWISE = re.compile(
    r"(?:why|when|how(?! (?:many|big|large))|what (?:is|does|do|did)(?! the (?:\w+st|tally)\b| (?:we|you|i) have"
    r"|.* (?:have|has|offer|hold|contain)\b))\b",
    re.I,
)
# Who asks, up to what is wanted: "I need a", "we are looking for some".
_ASKER = re.compile(
    r"(?:i|we|(?:my|our) \w+)\b(?: am after\b| are after\b|[^,.:;?]*?\b(?=(?:an?|the|some|all|any|which|what|\w+thing|"
    r"whatever)\b))",
    re.I,
)
_LEADS_ON = frozenset("of among in to for from at up as".split())
_HOLDING = frozenset("in the under within from inside".split())
_NAMED = frozenset(["<level>", "<done>", "<reach>", "<heading>", "<date>", "<field>"])
# What else such a question may name without saying more of the set.
FREE = frozenset(["<noun>", "<heads>", "<levels>", "<host>", "<other>", "<come>"])
_EMPTY = EMPTY | LIGHT | ADVERBS | STOP_WORDS | {"earlier", "later", "whatever", "stuff", "anything"}


@dataclass(frozen=True)
class _Said:
    """What a question says of a set: levels, tiers, headings, fields, times, and that something came.

    `whole`: every word that carries content is understood.
    """

    nouns: PlainNouns
    agents: bool
    host: str
    saying: Saying
    tiers: tuple[str, ...]
    headings: tuple[str, ...]
    fields: tuple[str, ...]
    comes: bool
    number: str
    whole: bool

    def phrase(self, level: bool = True, event: str = "") -> str:
        """Return the noun phrase for the set."""
        kind = " or ".join(self.tiers or (self.saying.levels if level else ()))
        before = f"{self.host} {kind}".strip()
        under = f" in {' or '.join(self.headings)}" if self.headings else ""
        having = "".join(f" with a {name}" for name in self.fields)
        told = "".join(f" {clause}" for clause in self.saying.clauses)
        noun = self.nouns.agents if self.agents else self.nouns.works
        return f"{before} {noun}{under}{having}{told}{event}".strip()

    @property
    def events(self) -> tuple[str, ...]:
        """What may have happened to those in the set, as its question says."""
        reached = () if self.agents or self.comes else tuple(f"became {level}" for level in self.saying.levels[:1])
        return (*reached, self.nouns.joined)

    @property
    def phrases(self) -> tuple[str, ...]:
        """The noun phrases that may be meant: a time is that of something that happened."""
        when = self.saying.when
        if not when:
            return (self.phrase(),)
        return tuple(self.phrase(event == self.nouns.joined, f" that {event} {when}") for event in self.events)


class PlainSets:
    """Find the plain question that a question about a set means."""

    def __init__(self, meanings: RelationMeanings, shaper: Shaper, field: Field) -> None:
        self._meanings = meanings
        self._shaper = shaper
        self._ontology = field.ontology
        plain = find_plain_questions(field.sources)
        self._nouns = plain.nouns
        self._untold = plain.untold_of_sets
        self._parts = PartReader(shaper, plain.nouns)

    def ask(self, reading: Reading) -> str | None:
        """Return the plain question, or None where a word has no place in it, or what is not told is nearer."""
        text = reading.text
        if not self._shaper.has_fields or reading.is_ahead or _OTHERWISE.match(text):
            return None
        if (reading.form is Form.BOOLEAN and "any" not in reading.lowers) or (said := self._read(reading)) is None:
            return None
        asked = list(_word(said, reading))
        nearness = self._meanings.compare(text, [each for each, _ in asked])
        best, phrase = max(asked, key=lambda pair: nearness[pair[0]], default=("", ""))
        if not best or nearness[best] < (KNOWN if said.whole else NEAR):
            return None
        untold = [] if said.whole else [best.replace(phrase, f"{phrase} {clause}", 1) for clause in self._untold]
        farther = max(self._meanings.compare(text, untold).values(), default=0.0)
        return f"{best}?" if nearness[best] > farther - FARTHER else None

    def _read(self, reading: Reading) -> _Said | None:
        """Return what a question says of a set, None where a name or another word has no place in it."""
        parts = [self._to_noun(part) for part in self._shaper.shape_plainly(reading).parts]
        kinds = {part.kind for part in parts if part.kind.startswith("<")}
        saying = self._parts.read(parts, reading)
        unread = _find_unread(parts, reading, saying.read)
        tallied = {"<heads>", "<noun>"} if _MOST.search(reading.text) else set()
        counted = {"<number>"} if _FIRST.search(reading.text) or _LAST.search(reading.text) else set()
        if not kinds & (_NAMED | tallied) or kinds - _NAMED - FREE - counted or _denies(parts, reading, saying.read):
            return None
        if not (tallied and kinds & {"<heads>"}) and not all(_has_place(n, parts, unread) for n in unread):
            return None
        if any(part in find_attributes(parts) for part in (parts[n] for n in unread)):
            return None
        headings = [part.mention.entity for part in parts if part.kind == "<heading>" and part.mention is not None]
        tiers = [known.label for known in headings if self._ontology.plays(known.type, Role.GROUP)]
        under = [known.label for known in headings if known.label not in tiers]
        agents = bool(tiers) or any(p.kind == "<noun>" and self._ontology.is_a(p.name or "", "Agent") for p in parts)
        hosts = [part.mention.entity.label for part in parts if part.kind == "<host>" and part.mention is not None]
        fields = [_write(part, reading) for part in parts if part.kind == "<field>"]
        rises = any(part.name == RISING for part in parts)
        if (saying.levels and agents) or (rises and not (saying.levels or saying.clauses)):
            return None
        comes = "<come>" in kinds and not rises
        number = next((_write(part, reading) for part in parts if part.kind == "<number>"), "")
        host = "".join(hosts[:1])
        return _Said(
            self._nouns, agents, host, saying, tuple(tiers), tuple(under), tuple(fields), comes, number, not unread
        )

    def _to_noun(self, part: Part) -> Part:
        """Return the word for what came somewhere as a verb of coming: "newcomers"."""
        return Part(part.first, part.last, "<come>", name=NEWCOMERS) if part.kind in self._nouns.newcomers else part


def _word(said: _Said, reading: Reading) -> Iterator[tuple[str, str]]:
    """Yield plain questions for a set, each with the phrase for the set in it."""
    text, nouns = reading.text, said.nouns
    most, all_ = _MOST.search(text), said.phrase(False)
    amount = "fewest" if most is not None and _LEAST.search(most["most"]) else "most"
    ordered = _SORTED.search(text)
    if reading.form is Form.BOOLEAN:
        yield from ((f"are there any {phrase}", phrase) for phrase in said.phrases)
    elif ordered is not None:
        way = "newest" if _LAST.search(ordered["first"] or ordered["from"] or "") else "oldest"
        yield from ((f"list the {phrase}, {way} first", phrase) for phrase in said.phrases)
    elif _FIRST.search(text) or _LAST.search(text):
        yield from _word_extreme(said, "last" if _LAST.search(text) else "first")
    elif most is not None and _YEAR.search(text):
        done = (event.replace("became", "become").replace(nouns.joined, nouns.join) for event in said.events)
        yield from ((f"in which year did the {amount} {all_} {event}", all_) for event in done)
    elif most is not None:
        yield from ((f"which {nouns.heading} has the {amount} {phrase}", phrase) for phrase in said.phrases)
    elif _COUNTED.search(text):
        yield from ((f"how many {phrase} are there", phrase) for phrase in said.phrases)
    else:
        yield from ((f"which are the {phrase}", phrase) for phrase in said.phrases)


def _word_extreme(said: _Said, way: str) -> Iterator[tuple[str, str]]:
    """Yield plain questions for those of a set to which something happened first or last."""
    events = (*said.saying.events, *said.events) if not said.saying.events else said.saying.events
    for phrase in said.phrases:
        for event in dict.fromkeys(events):
            if said.number:
                yield f"which are the {way} {said.number} {phrase} that {event}", phrase
            else:
                yield f"which of the {phrase} {event} {way}", phrase


def _denies(parts: Sequence[Part], reading: Reading, read: frozenset[int]) -> bool:
    """Tell whether a question denies something in words that are not read."""
    spans = [(reading.words[parts[n].first].start, reading.words[parts[n].last].end) for n in read]
    asker = _ASKER.match(reading.text)
    spans += [asker.span()] if asker is not None else []
    found = DENIED.finditer(reading.text)
    return any(not any(start <= match.start() < end for start, end in spans) for match in found)


def _find_unread(parts: Sequence[Part], reading: Reading, read: frozenset[int]) -> list[int]:
    """Return which parts carry content that nothing else reads."""
    text = reading.text
    found = (_ASKER.match(text), _CHOSEN.search(text), *_OPERATING.finditer(text))
    spans = [match.span() for match in found if match is not None]
    return [
        n
        for n, part in enumerate(parts)
        if not (part.kind.startswith("<") or part.kind in _EMPTY or n in read)
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
