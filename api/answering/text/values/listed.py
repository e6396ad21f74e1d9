"""Listed: the things that one sentence lists, where a question asks for several and it says the rest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass

from api.answering.model import Term
from api.answering.question.asked.held import DERIVED, holds
from api.answering.question.asked.sought import find_sought
from api.answering.question.asked.wanted import Wanted
from api.answering.question.reading import Reading
from api.answering.question.words.words import (
    ARTICLES,
    BE,
    DO,
    MODALS,
    PREPOSITIONS,
    PRONOUNS,
    QUESTION_WORDS,
    Stretch,
    Word,
    read_words,
)
from api.answering.text.sentences.accounting import MEANT
from api.answering.text.sentences.sentences import Sentence
from indexer.tokens import find_tokens
from kg.language.tags import INDEFINITE
from kg.language.words import NUMBER_WORDS, is_only_adjective

LONGEST = 5
BESIDE = 10
CLOSE = 3
# So many plain words make a list by themselves; fewer need a word that leads into one.
PLAIN = 3
_AND = frozenset(["and", "or", "as well as"])
_INTO = frozenset("include includes including included such like namely comprise comprises contain contains".split())
_SKIPPED = ARTICLES | frozenset("both either even also plus e.g its their own".split())
# What stands before a list of what is not so, or not yet: "and in future A and B".
_OTHERWISE = frozenset("future will plan plans planned later not never no without unlike except".split())
_ONE = frozenset("is was be".split())
_MORE = frozenset("more others other etc many so all both each most some none".split())
_STOPS = PREPOSITIONS | BE | DO | MODALS | QUESTION_WORDS | PRONOUNS | _INTO | frozenset(NUMBER_WORDS)
_STOPS |= frozenset("between within inside over through during so but while whereas although where that to not".split())
_PARTING = re.compile(r"[;:()]\s?|\s[-–—]\s|—|,\s(?:(?:and|or|as well as)\s)?|\s(?:and|or|as well as)\s", re.IGNORECASE)
# What makes a clause of words, whatever name it begins with: "and Acme was growing".
_FINITE = BE | DO | MODALS | frozenset("has have had".split())
_MARKS = ".#@_$<-"
# What goes on about a thing without a pronoun: "a keyboard used only to stop it".
_DONE = frozenset("used made needed required".split())
# What is said of a name in one word before it.
_PRAISING = re.compile(r"^[a-z]+(?:ly|ed)$|-(?:style|based|like|compatible|native|specific)$")


@dataclass(frozen=True, slots=True)
class _Chunk(Stretch):
    """Words between two separators; `joined`: whether a comma or "and" stands before them.

    `closing`: whether "and" does; `anew`: both do, as before a new clause. `led_into`: a colon or a bracket opens them.
    """

    joined: bool
    closing: bool
    anew: bool
    led_into: bool


def find_listed(
    reading: Reading,
    sentence: Sentence,
    wanted: Wanted,
    is_known: Callable[[str], bool],
    verbs: Set[str],
    accepted: bool = False,
) -> tuple[Term, ...]:
    """Return what a sentence lists nearest to the words of a question that it says; nothing where it leaves one out.

    `is_known`: tells whether words name something. `verbs`: the forms of verbs, behind which a list may begin.
    `accepted`: the sentence is known to answer, whatever it leaves out, and a list is what "such as" leads into.
    """
    sought = find_sought(reading)
    rest = set(sought.rest)
    unsaid = not accepted and any(not _is_said(token, reading, sentence, wanted) for token in rest - sought.heads)
    if not rest or unsaid:
        return ()
    if rest <= sought.heads and not any(_is_said(token, reading, sentence, wanted) for token in rest):
        return ()
    words = read_words(sentence.text)
    asked = set(reading.lowers)
    found: list[tuple[int, int, tuple[str, ...]]] = []
    for members in _find_lists(words, sentence.text, is_known, verbs):
        labels = tuple(dict.fromkeys(_label(one, words, sentence.text) for one in members))
        if len(labels) < 2 or any(set(label.lower().split()) <= asked for label in labels):
            continue
        first, last = members[0].first, members[-1].last
        if (_OTHERWISE - asked) & {word.lower for word in words[max(0, first - CLOSE) : first]}:
            continue
        leading = [word.lower for word in words[:first] if word.lower not in ARTICLES]
        if accepted and set(leading[-1:]).isdisjoint(_INTO | {"as"}):
            continue
        beside = [*words[max(0, first - BESIDE) : first], *words[last + 1 : last + 1 + BESIDE]]
        said = {token for word in beside for token in find_tokens(word.text)}
        found.append((sum(holds(token, " ".join(said), wanted) > 0 for token in rest), len(labels), labels))
    best = max(found, key=lambda one: one[:2], default=None)
    if best is None or not best[0] or (sought.count or best[1]) != best[1]:
        return ()
    return tuple(Term(label=label) for label in best[2])


def find_lists(text: str, is_known: Callable[[str], bool], verbs: Set[str]) -> list[tuple[str, ...]]:
    """Return what a sentence lists, each list as the words of its members."""
    words = read_words(text)
    return [tuple(_label(one, words, text) for one in members) for members in _find_lists(words, text, is_known, verbs)]


def _is_said(token: str, reading: Reading, sentence: Sentence, wanted: Wanted) -> bool:
    """Tell whether a sentence, or what stands above it, says a word of a question."""
    if holds(token, sentence.text, wanted) >= DERIVED or token in set(find_tokens(" ".join(sentence.around))):
        return True
    places = (n for n in reading.content if token in reading.tokens([n]))
    return any(n < len(sentence.met) and sentence.met[n] >= MEANT for n in places)


def _find_lists(
    words: Sequence[Word], text: str, is_known: Callable[[str], bool], verbs: Set[str]
) -> Iterator[list[Stretch]]:
    """Yield the lists of a sentence, each as the words of its members."""
    chunks = _find_chunks(words, text)
    shapes = _Shapes(words, text, is_known, verbs)
    start = 0
    while start < len(chunks) - 1:
        end = start + 1
        members = [(chunks[start].led_into and shapes.whole(chunks[start])) or shapes.tail(chunks[start])]
        while _goes_on(chunks, start, end):
            is_end = not _goes_on(chunks, start, end + 1)
            whole = None if is_end else shapes.whole(chunks[end])
            members.append(whole or shapes.head(chunks[end]))
            if whole is None:
                break
            end += 1
        closing = [n for n, chunk in enumerate(chunks[start : start + len(members)]) if n and chunk.closing]
        if members[-1] is None and closing != [len(members) - 1]:
            members.pop()  # "A, B and C, and for D": what follows is no member
        if len(members) > 2 and shapes.goes_on_otherwise(members, chunks[start + len(members) - 1]):
            members.pop()  # "Object, Block and File System and runs on": what follows is a verb
        kept = [one for one in members if one is not None and words[one.first].lower not in _MORE]
        closed = bool(closing) or (chunks[start].led_into and len(kept) >= PLAIN)
        if len(members) == 2 and chunks[start + 1].anew and not chunks[start].led_into:
            closed = False  # "in January, and the team ..." goes on with a new clause
        if closed and None not in members and len(kept) > 1 and shapes.are_alike(kept, chunks[start]):
            yield [shapes.without_praise(one) for one in kept]
            start += len(members) - 1
        else:
            start += 1


def _goes_on(chunks: Sequence[_Chunk], start: int, end: int) -> bool:
    """Tell whether a chunk belongs to the list that another begins: behind "A and B" no ", and" goes on with it."""
    if end >= len(chunks) or not chunks[end].joined:
        return False
    return not (chunks[end].anew and any(chunk.closing for chunk in chunks[start + 1 : end]))


def _find_chunks(words: Sequence[Word], text: str) -> list[_Chunk]:
    """Return the words of a sentence, parted at commas, at "and" and "or", and at harder marks."""
    chunks: list[_Chunk] = []
    begin, sign = 0, ""
    for mark in (*_PARTING.finditer(text), None):
        end = len(text) if mark is None else mark.start()
        held = [n for n, word in enumerate(words) if begin <= word.start < end]
        if held:
            conjoined = sign.strip(", ").lower() in _AND
            joined = conjoined or sign.strip() == ","
            anew = conjoined and sign.startswith(",")
            chunks.append(_Chunk(held[0], held[-1], joined, conjoined, anew, ":" in sign or "(" in sign))
        if mark is not None:
            begin, sign = mark.end(), mark[0] if held else sign + mark[0]
    return chunks


@dataclass(frozen=True, slots=True)
class _Shapes:
    """What of the words between two separators is a member of a list."""

    words: Sequence[Word]
    text: str
    is_known: Callable[[str], bool]
    verbs: Set[str]

    def whole(self, chunk: _Chunk) -> Stretch | None:
        """Return all words of a chunk as a member, or None where they are more than a name."""
        first = self._skip(chunk)
        lowers = [word.lower for word in self.words[first : chunk.last + 1]]
        named = self._is_name(first)
        stops = _STOPS & set(lowers[:1]) or _FINITE & set(lowers) if named else _STOPS & set(lowers)
        fits = 0 < len(lowers) <= LONGEST and not stops
        return Stretch(first, chunk.last) if fits else None

    def head(self, chunk: _Chunk) -> Stretch | None:
        """Return the member that begins a chunk."""
        first = self._skip(chunk)
        if first > chunk.last:
            return None
        end = first
        named = self._is_name(first)
        while end <= chunk.last and (self._is_name(end) if named else self.words[end].lower not in _STOPS | _DONE):
            end += 1
        if end - first == 1 and end <= chunk.last and is_only_adjective(self.words[first].lower):
            end = chunk.last + 1  # "easy on ramps for all"
        return Stretch(first, end - 1) if 0 < end - first <= LONGEST else None

    def tail(self, chunk: _Chunk) -> Stretch | None:
        """Return the member that ends a chunk: a name, or the plain words behind what leads into a list."""
        begin = chunk.last
        named = self._is_name(chunk.last)
        while begin > chunk.first and (self._is_name(begin - 1) if named else not self._leads(begin - 1)):
            begin -= 1
        if not named and ((begin == chunk.first and not chunk.led_into) or self.words[chunk.last].lower in _STOPS):
            return None
        while begin <= chunk.last and self.words[begin].lower in _SKIPPED:
            begin += 1
        return Stretch(begin, chunk.last) if 0 < chunk.last + 1 - begin <= LONGEST else None

    def goes_on_otherwise(self, members: Sequence[Stretch | None], last: _Chunk) -> bool:
        """Tell whether the last of some names is one plain word with more behind it, as a verb has."""
        *names, final = members
        if final is None or final.first != final.last or final.last == last.last or self._is_name(final.first):
            return False
        return all(one is not None and any(self._is_name(n) for n in one.indices) for one in names)

    def without_praise(self, member: Stretch) -> Stretch:
        """Return a name without what is said of it before it: "recently rebuilt Acme Gate", "river-based Acme"."""
        first = next((n for n in sorted(member.indices) if not _PRAISING.search(self.words[n].text)), member.first)
        return Stretch(first, member.last) if self._is_name(first) else member

    def are_alike(self, members: Sequence[Stretch], opening: _Chunk) -> bool:
        """Tell whether members are written alike: all as names, or as plain words that are many or led into."""
        named = [any(self._is_name(n) for n in one.indices) for one in members]
        if (
            len(members) == 2
            and len({self.words[one.first - 1].lower in INDEFINITE for one in members if one.first}) > 1
        ):
            return False  # "built in Go and a proxy"
        if all(named):
            return True
        leading = [word.lower for word in self.words[: members[0].first] if word.lower not in ARTICLES]
        before = leading[-1] if leading else ""
        if before in _ONE:
            return False  # "it is small, fast and cheap"
        led = opening.led_into or before in _INTO or (before == "as" and members[0].first > 1)
        return led or (not any(named) and len(members) >= PLAIN)

    def _leads(self, n: int) -> bool:
        """Tell whether a list may begin behind a word: "issues involving A, B and C"."""
        lower = self.words[n].lower
        relates = lower.endswith("ing") and n > 0 and self.words[n - 1].lower.endswith("s")
        return lower in _STOPS or lower in self.verbs or relates

    def _skip(self, chunk: _Chunk) -> int:
        first = chunk.first
        while first <= chunk.last and self.words[first].lower in _SKIPPED:
            first += 1
        return first

    def _is_name(self, n: int) -> bool:
        """Tell whether a word is written as a name, or is one that is known."""
        text = self.words[n].text
        opens = n == 0 and self.words[n].lower in _STOPS | _SKIPPED
        return (text != text.lower() and not opens) or any(sign in text for sign in "_.#/") or self.is_known(text)


def _label(member: Stretch, words: Sequence[Word], text: str) -> str:
    """Return the words of a member as written, with the marks that belong to them ("#general", ".NET")."""
    start = words[member.first].start
    while start and text[start - 1] in _MARKS:
        start -= 1
    return text[start : words[member.last].start + len(words[member.last].text)]
