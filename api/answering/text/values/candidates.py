"""Candidates: the names of a sentence, of which one may be what a question asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from api.answering.model import Term
from api.answering.question.entities import EntityIndex, Known, split_label
from api.answering.question.reading import Reading
from api.answering.question.words.words import ARTICLES, EMPTY, PREPOSITIONS, Stretch, Word
from api.answering.text.sentences.sentences import Sentence
from api.answering.text.values.marked import Mark, find_marked
from kg.language.dates import find_dates

NAMED = frozenset("named called nicknamed dubbed".split())
_COMPOUND = re.compile(r"-(style|based|like|compatible|native|level|specific)$")
# "Acme, the company ...": what opens a sentence is a name.
_APPOSED = re.compile(r",\s(?:the|an?|which|who|now|then|once|today)\b")
# What an item opens with, where a text has kept its marks: "of these: * Changes to X * Names".
_BULLET = re.compile(r"(?:^|\s)[*•·-]\s+$")
_LONGEST = 6
# Ordinary words, and no name by how they are written.
_PLAIN = re.compile(r"[a-z]+(?: [a-z]+)*")


@dataclass(frozen=True, slots=True)
class Candidate(Stretch):
    """The words of a sentence that are a name.

    `known`: the entity it names, where the graph has one. `introduced`: the words before or behind it tell that it
    is a name. `opens`: a clause begins with it. `single`: it is one word that opens a sentence, and may be no name.
    `plain`: ordinary words that are only set apart on the page.
    """

    term: Term
    known: Known | None = None
    introduced: bool = False
    opens: bool = False
    single: bool = False
    plain: bool = False


class CandidateFinder:
    """Find the names of sentences."""

    def __init__(
        self,
        entities: EntityIndex,
        group_nouns: frozenset[str] = frozenset(),
        work_nouns: frozenset[str] = frozenset(),
    ) -> None:
        """`group_nouns`: nouns for people and groups, which make a name of another thing's: "the Zorblat team".

        `work_nouns`: nouns for works, before which a name is nobody: "are Acme projects, and built into Zorblat".
        """
        self._entities = entities
        self._group_nouns = group_nouns
        self._work_nouns = work_nouns

    def find(self, reading: Reading, sentence: Sentence, words: Sequence[Word]) -> Iterator[Candidate]:
        """Yield the names of a sentence that the question does not name itself."""
        named = _find_named_words(reading)
        for found in self._find_names(reading, sentence, words):
            if named & set(found.term.label.lower().split()):
                continue  # what the question names in part
            behind = words[found.last + 1].lower if found.last + 1 < len(words) else ""
            if reading.asks in {"who", "whom"} and behind in self._work_nouns:
                continue
            opens = sentence.text[: words[found.first].start].rstrip().endswith((";", ".", ":"))
            yield replace(found, opens=True) if opens else found

    def _find_names(self, reading: Reading, sentence: Sentence, words: Sequence[Word]) -> Iterator[Candidate]:
        """Yield the names of a sentence but those that the question names, in the order of the text."""
        asked = frozenset(m.entity.iri for m in (*reading.mentions, *reading.excluded))
        said = set(reading.lowers)
        noun = find_noun_phrase(reading)
        dated = [span for span, _ in find_dates(sentence.text)]
        marked, referents = find_marked(sentence, words), sentence.referents
        position = 0
        while position < len(words):
            known = (
                self._set_apart(marked.get(position), words, said)
                or self._longest(words, position, sentence)
                or self._referred_to(words, position, referents)
                or (self._titled(reading, words, sentence) if position == 0 else None)
            )
            if known is not None:
                found = _without_noun(known, words, sentence.text, noun)
                yield from self._but_asked(found, words, sentence.text, asked, noun)
                position = found.last + 1
                continue
            run = _find_run(words, position, sentence.text, noun)
            if run is not None and not any(s.start <= words[run.first].start < s.end for s in dated):
                yield from _read_run(run, words, sentence.text, said)
            position = run.last + 1 if run is not None else position + 1

    def _but_asked(
        self, found: Candidate, words: Sequence[Word], text: str, asked: Set[str], noun: Sequence[str]
    ) -> Iterator[Candidate]:
        """Yield a name that the question does not name (`asked`: IRIs), or the group that it makes a name of."""
        group = self._names_group(words, found)
        behind = words[found.last + 1].lower if found.last + 1 < len(words) else ""
        if (found.known is None or found.known.iri not in asked) and not (group and behind in noun):
            yield found
        elif group and not {word.lower for word in words[found.first : found.last + 2]} <= set(noun):
            last = found.last + 1
            yield Candidate(found.first, last, Term(label=_spell(words, found.first, last, text)), introduced=True)

    def _set_apart(self, mark: Mark | None, words: Sequence[Word], said: Set[str]) -> Candidate | None:
        """Return words that are linked or set as code as a name, where the question does not say them all."""
        if mark is None or {word.lower for word in words[mark.first : mark.last + 1]} <= said | EMPTY | ARTICLES:
            return None
        known = next((k for k in self._entities.find(mark.label) if k.label == mark.label), None)
        if known is not None:
            return None  # found as any other name
        plain = _PLAIN.fullmatch(mark.label) is not None
        return Candidate(mark.first, mark.last, Term(label=mark.label), None, introduced=not plain, plain=plain)

    def _names_group(self, words: Sequence[Word], name: Candidate) -> bool:
        """Tell whether a noun for people stands right behind a name, and no name of its own behind that."""
        behind = words[name.last + 1 : name.last + 3]
        noun = behind[:1] and behind[0].text in self._group_nouns and not words[name.last].possessive
        return bool(noun) and not (len(behind) > 1 and behind[1].text[:1].isupper())

    def _titled(self, reading: Reading, words: Sequence[Word], sentence: Sentence) -> Candidate | None:
        """Return what a page is about for "this service" at the beginning of a sentence, as its title says."""
        noun = words[1].lower if len(words) > 1 and words[0].lower == "this" else ""
        title = sentence.passage.title
        if noun not in set(reading.lowers) or noun not in title.lower().split():
            return None
        known = next((k for k in self._entities.find(title) if k.label == title), None)
        return Candidate(0, 1, Term(label=title) if known is None else to_term(known), known, introduced=True)

    def _longest(self, words: Sequence[Word], position: int, sentence: Sentence) -> Candidate | None:
        for length in range(min(_LONGEST, len(words) - position), 0, -1):
            last = position + length - 1
            surface = _spell(words, position, last, sentence.text)
            known = next((k for k in self._entities.find(surface) if k.iri in sentence.passage.entities), None)
            if known is not None:
                longer = _find_longer(words, position, last, sentence.text)
                if longer is not None:
                    return Candidate(position, longer, Term(label=_spell(words, position, longer, sentence.text)))
                term = self._call_as_said(known, surface, sentence.text)
                return Candidate(position, last, term, known, _is_introduced(words, position))
        return None

    def _call_as_said(self, known: Known, surface: str, text: str) -> Term:
        """Return a thing as an item, called by another of its names where a text does not hold its label."""
        term = to_term(known)
        is_said = _to_pattern(known.label).search(text) is not None
        is_alias = surface in self._entities.aliases[known.iri]
        return term.model_copy(update={"label": surface}) if is_alias and not is_said else term

    def _referred_to(self, words: Sequence[Word], position: int, referents: Mapping[int, str]) -> Candidate | None:
        """Return what a word stands for without naming it: "It replaced the old server"."""
        known = self._entities.by_iri.get(referents.get(words[position].start, ""))
        return None if known is None else Candidate(position, position, to_term(known), known)


def _find_longer(words: Sequence[Word], first: int, last: int, text: str) -> int | None:
    """Return the last word of a longer name that a known one opens in a list: "Acme, Zorb Mail and Dyno"."""
    end = last
    while (
        end + 1 < len(words)
        and words[end + 1].text[:1].isupper()
        and text[words[end].end : words[end + 1].start] == " "
    ):
        end += 1
    before = words[first - 1].lower if first else ""
    opened = text[: words[first].start].rstrip().endswith(",") or before in {"and", "or", "like", "as", "including"}
    behind = words[end + 1].lower if end + 1 < len(words) else ""
    closed = text[words[end].end :].lstrip().startswith(",") or behind in {"and", "or"}
    return end if end > last and opened and closed else None


@lru_cache(maxsize=4096)
def _to_pattern(label: str) -> re.Pattern[str]:
    """Return what finds a name in any of its ways."""
    ways = "|".join(re.escape(part) for part in split_label(label))
    return re.compile(rf"(?<!\w)(?:{ways})(?!\w)", re.IGNORECASE)


def _spell(words: Sequence[Word], first: int, last: int, text: str) -> str:
    """Return some words of a text without a possessive ending."""
    return text[words[first].start : words[last].start + len(words[last].text)]


def _is_introduced(words: Sequence[Word], place: int) -> bool:
    """Tell whether the word before a place says that a name follows: "called X"."""
    return place > 0 and words[place - 1].lower in NAMED


def _without_noun(found: Candidate, words: Sequence[Word], text: str, noun: Sequence[str]) -> Candidate:
    """Return a name without a last word that begins the noun asked for: "the Tern Go library" names a Go library."""
    if found.first == found.last or not _is_of_noun(words[found.last : found.last + 2], noun):
        return found
    return Candidate(found.first, found.last - 1, Term(label=_spell(words, found.first, found.last - 1, text)))


def _find_run(words: Sequence[Word], first: int, text: str, noun: Sequence[str]) -> Stretch | None:
    """Return the words with capitals from a place on, or the one word there behind "called"; None where none is."""
    if words[first].lower in ARTICLES:
        return None
    end = first
    while end < min(len(words), first + _LONGEST) and words[end].text[:1].isupper():
        if end > first and text[words[end - 1].end : words[end].start].strip():
            break
        end += 1
    while first < end - 1 and _is_of_noun(words[end - 1 : end + 1], noun):
        end -= 1
    if end == first and _is_introduced(words, first) and words[first].lower not in PREPOSITIONS:
        end = first + 1
    return Stretch(first, end - 1) if end > first else None


def _read_run(run: Stretch, words: Sequence[Word], text: str, said: Set[str]) -> Iterator[Candidate]:
    """Yield words with capitals as a name, where the question does not say them all (`said`)."""
    lowers = [word.lower for word in words[run.first : run.last + 1]]
    if set(lowers) <= said | EMPTY or _COMPOUND.search(lowers[-1]) or len("".join(lowers)) == 1:
        return  # a letter that nothing knows stands for some number
    opens = run.first == 0 or _BULLET.search(text[: words[run.first].start]) is not None
    single = opens and run.first == run.last and not _APPOSED.match(text[words[run.last].end :])
    term = Term(label=_spell(words, run.first, run.last, text))
    yield Candidate(run.first, run.last, term, introduced=_is_introduced(words, run.first), single=single)


def _find_named_words(reading: Reading) -> frozenset[str]:
    """Return the words with a capital of a question for somebody that name nothing by themselves: "who owns Acme"."""
    if reading.asks not in {"who", "whom"}:
        return frozenset()
    return frozenset(
        reading.lowers[n]
        for n in reading.content
        if n > 0 and n not in reading.named and reading.words[n].text[:1].isupper()
    )


def to_term(known: Known) -> Term:
    """Return an entity as an item of an answer."""
    return Term(label=known.label, iri=known.iri, type=known.type)


def join_names(one: Candidate, names: Sequence[Candidate], words: Sequence[Word], text: str) -> list[Candidate]:
    """Return a name with those joined to it by commas and "and", in the order of the text."""
    named = {n for candidate in names for n in candidate.indices}
    joined = [other for other in names if other is one or _are_joined(one, other, named, words, text)]
    return sorted(joined, key=lambda candidate: candidate.first)


def _are_joined(one: Candidate, other: Candidate, named: set[int], words: Sequence[Word], text: str) -> bool:
    """Tell whether only names, commas and "and" stand between two names."""
    first, last = sorted((one, other), key=lambda candidate: candidate.first)
    if _is_aside(text, words[first.first].start) != _is_aside(text, words[last.first].start):
        return False  # "Ada (Acme), Ben (Quuxly)"
    if set(text[words[first.last].end : words[last.first].start]) & set(";:"):
        return False
    inside = _is_aside(text, words[first.first].start)
    between = [
        n
        for n in range(first.last + 1, last.first)
        if n not in named and (inside or not _is_aside(text, words[n].start))
    ]
    said = {words[n].lower for n in between}
    if said - {"and", "or", "&", "as", "well"} - ARTICLES or (said and not said & {"and", "or", "&"}):
        return False
    return bool(between) or "," in text[words[first.last].end : words[last.first].start]


def find_noun_phrase(reading: Reading) -> list[str]:
    """Return the words from behind "which" to the last word of the noun asked for, names among them."""
    lowers = reading.lowers
    start = next((n + 1 for n, lower in enumerate(lowers) if lower in {"which", "what"}), 0)
    last = reading.words.index(reading.asked_words[-1]) if reading.asked_words else -1
    after = next((m for m in reading.mentions if m.first == last + 2 and lowers[last + 1 : last + 2] == ("of",)), None)
    narrowed = lowers[after.first : after.last + 1] if after is not None else []  # "what kind of X": an X kind
    return [*narrowed, *lowers[start : last + 1]]


def _is_of_noun(two: Sequence[Word], noun: Sequence[str]) -> bool:
    """Tell whether two words of a sentence stand behind each other in the noun asked for."""
    return tuple(word.lower for word in two) in set(pairwise(noun))


def _is_aside(text: str, place: int) -> bool:
    """Tell whether a place of a text stands in brackets."""
    return text.count("(", 0, place) > text.count(")", 0, place)
