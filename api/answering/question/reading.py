"""What a question says, as read: its words, what it names, which relations it words, what it asks for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Set
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import pairwise

from api.answering.question.entities import Known, split_label
from api.answering.question.words.words import BE, DO, EMPTY, MODALS, NAMING, SUPERLATIVES, Stretch, Word
from indexer.tokens import find_tokens
from kg.language.words import NUMBER_WORDS
from kg.naming.names import to_key, to_singular_key
from ontology import Frame, Ontology
from ontology.roles import Role

AFTER_NOUN = frozenset(["of", "in", "that", "who", "which", "by", "with", "for", "from", "at", "as"])

# A name of at most so many letters that its full name does not hold is an abbreviation.
SHORT_NAME = 4
_AHEAD = frozenset("will next upcoming future planned roadmap".split())
_FEW = re.compile(r"[1-9]\d?")
_BEFORE_NUMBER = SUPERLATIVES | frozenset("which what the name list give show most top".split())


# "How long" and "how big" ask for a time and a size, which say neither.
_LENGTHS = frozenset("long often big large heavy".split())
_OVER = frozenset("did has have had was were".split())


class Form(StrEnum):
    """What kind of answer a question asks for."""

    OPEN = "open"  # what stands at an end of a relation, or in a sentence
    BOOLEAN = "boolean"  # yes or no
    COUNT = "count"  # how many there are
    COMPARISON = "comparison"  # what tells two things apart
    PASSAGE = "passage"  # how or why: the documents' own words


@dataclass(frozen=True, slots=True)
class Mention(Stretch):
    """Words of a question that name an entity; the likeliest candidate first.

    `longer`: names of other things that hold its name: "Acme Mail" of "Acme".
    """

    surface: str
    candidates: tuple[Known, ...]
    close: bool = False
    longer: tuple[str, ...] = ()

    @property
    def is_small(self) -> bool:
        """Whether it is written in small letters, as words are."""
        return self.surface == self.surface.lower()

    @property
    def is_common(self) -> bool:
        """Whether it is a word for a kind of thing, and no proper name: "service mesh"."""
        return self.is_small and self.entity.type in {"Category", "Concept", "Thing"}

    @property
    def is_plural(self) -> bool:
        """Whether it names in the plural what its entity is called in the singular: "databases" of "Database"."""
        key = to_key(self.surface)
        return to_singular_key(key) == to_key(self.entity.label) != key

    @property
    def entity(self) -> Known:
        """The likeliest entity."""
        return self.candidates[0]

    @property
    def names(self) -> tuple[str, ...]:
        """The names by which a text may mean it: its label, that without and in brackets, the question's own words."""
        return tuple(dict.fromkeys((*split_label(self.entity.label), self.surface)))

    def without_longer(self, text: str, keep_parts: bool = False) -> str:
        """Return a text without the names of other things that hold its name.

        `keep_parts`: but for those that begin with it: parts of a thing are mostly called so.
        """
        names = self.longer
        if keep_parts:
            names = tuple(name for name in names if not name.lower().startswith(f"{self.entity.label.lower()} "))
        return _to_pattern(names).sub(" ", text) if names else text

    def stands_in(self, tokens: Set[str]) -> bool:
        """Tell whether some words, as the index compares them, hold one of its names."""
        return any(set(find_tokens(name)) <= tokens for name in self.names)


@lru_cache(maxsize=256)
def _to_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds some names, the longest first."""
    ways = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{ways})(?!\w)")


@dataclass(frozen=True, slots=True)
class FrameUse(Stretch):
    """The words of a question that word a frame; `marked`: one of its prepositions stands too."""

    frame: Frame
    marked: bool = False


@dataclass(frozen=True, eq=False)
class Reading:
    """A question as read; each reading is equal to itself alone, so that what follows from it is found once.

    `asks`: the question word. `answer_class`: the class
    the answer is of, with the noun that said so (`answer_noun`, its word index). `as_of`: a date in the
    question or beside it, ISO 8601; `as_of_said`: the same where it plainly is the day asked about, and not
    that of an event. `relation_words`: other words of a relation whose values are sentences.
    `choice`: the values put to choice ("is X sandbox or graduated"). `end_classes`: of which classes what is asked for
    may be by the relations worded.
    """

    text: str
    words: tuple[Word, ...]
    mentions: tuple[Mention, ...]
    frames: tuple[FrameUse, ...]
    form: Form
    asks: str
    answer_class: str | None = None
    answer_noun: int | None = None
    as_of: str | None = None
    years: tuple[str, ...] = ()
    as_of_said: str | None = None
    relation_words: frozenset[str] = frozenset()
    excluded: tuple[Mention, ...] = ()
    aside: frozenset[int] = frozenset()
    end_classes: frozenset[str] = frozenset()
    choice: tuple[Mention, ...] = ()

    @cached_property
    def whole(self) -> frozenset[int]:
        """The indices of all its words."""
        return frozenset(range(len(self.words)))

    @cached_property
    def named(self) -> frozenset[int]:
        """The indices of the words that name something."""
        return frozenset(n for mention in self.mentions for n in mention.indices)

    @cached_property
    def unnamed(self) -> tuple[int, ...]:
        """The indices of the words that carry content and name nothing."""
        return tuple(n for n in self.content if n not in self.named)

    @cached_property
    def entities(self) -> tuple[Known, ...]:
        """What it names: of each name the likeliest."""
        return tuple(mention.entity for mention in self.mentions)

    @cached_property
    def iris(self) -> tuple[str, ...]:
        """The IRIs of what it names."""
        return tuple(known.iri for known in self.entities)

    def playing(self, ontology: Ontology, *roles: Role) -> list[Mention]:
        """Return the names of what plays one of some roles."""
        return [mention for mention in self.mentions if ontology.plays(mention.entity.type, *roles)]

    def find_later(self, ontology: Ontology) -> list[Mention]:
        """Return the proper names right behind "before", levels aside: of what came later than what is asked for."""
        levels = self.playing(ontology, Role.LEVEL)
        things = (m for m in self.mentions if m not in levels and not m.is_common)
        return [m for m in things if m.first and self.lowers[m.first - 1] == "before"]

    @cached_property
    def lowers(self) -> tuple[str, ...]:
        """The words in small letters."""
        return tuple(word.lower for word in self.words)

    @cached_property
    def verbs(self) -> tuple[FrameUse, ...]:
        """The relations that verbs word."""
        return tuple(use for use in self.frames if use.frame.is_verb)

    @cached_property
    def verb_places(self) -> frozenset[int]:
        """The indices of the words with which these verbs begin."""
        return frozenset(use.first for use in self.verbs)

    @cached_property
    def nouns(self) -> tuple[FrameUse, ...]:
        """The relations that nouns word."""
        return tuple(use for use in self.frames if use.frame.is_noun)

    @cached_property
    def worded(self) -> frozenset[int]:
        """The indices of the words that word relations."""
        return frozenset(n for use in self.frames for n in use.indices)

    @cached_property
    def is_ahead(self) -> bool:
        """Whether it asks of what is to come."""
        return not _AHEAD.isdisjoint(self.lowers)

    @cached_property
    def content(self) -> tuple[int, ...]:
        """The indices of the words that carry content."""
        return tuple(
            n
            for n, word in enumerate(self.words)
            if n not in self.aside
            and word.lower not in self.years
            and (word.lower not in EMPTY or self.asks_for_namesake(n))
            and (self.wanted_number is None or n != self.wanted_number[0])
            and not self._asks_length(n)
        )

    def _asks_length(self, n: int) -> bool:
        """Tell whether a word is that of "how long can", and not of "how long did", whose answer has to say a time."""
        around = self.lowers[max(0, n - 1) : n + 2]
        return self.lowers[n] in _LENGTHS and around[0] == "how" and not _OVER.intersection(around)

    @cached_property
    def wanted_number(self) -> tuple[int, int] | None:
        """Where a question says how many it wants, with the number: "which two projects", "the first 3"."""
        for n, word in enumerate(self.words[1:], 1):
            lower = word.lower
            number = NUMBER_WORDS.index(lower) if lower in NUMBER_WORDS else int(lower) if _FEW.fullmatch(lower) else 0
            around = {self.lowers[n - 1], self.lowers[n + 1] if n + 1 < len(self.words) else ""}
            if number > 1 and n not in self.named and lower not in self.years and around & _BEFORE_NUMBER:
                return n, number
        return None

    def asks_of_name(self, mention: Mention) -> bool:
        """Tell whether a question speaks of a name and not of what it names: "where is the name X from", "X's name"."""
        own = self.words[mention.last].possessive and set(self.lowers[mention.last + 1 :][:1]) & NAMING
        return bool(own) or (mention.first > 1 and self.lowers[mention.first - 1] in NAMING)

    def asks_for_namesake(self, n: int) -> bool:
        """Tell whether a word asks where a name comes from, and does not merely introduce one: "named after"."""
        after = self.lowers[n + 1] if n + 1 < len(self.words) else ""
        return self.lowers[n] in {"name", "named", "called"} and after in {"after", "for"}

    @cached_property
    def bare(self) -> str:
        """The question without the marks at its end."""
        return re.sub(r"[?!.\s]+$", "", self.text.replace("’", "'"))

    @cached_property
    def spelled(self) -> str:
        """The question with misspelt names put right and short ones written out ("k8s")."""
        text = self.text
        for mention in reversed(self._rewritten):
            start, end = self.words[mention.first].start, self.words[mention.last].end
            text = text[:start] + mention.entity.label + text[end:]
        return text

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each word begins in `spelled`."""
        shifts = [
            (self.words[m.last].end, len(m.entity.label) - (self.words[m.last].end - self.words[m.first].start))
            for m in self._rewritten
        ]
        return tuple(word.start + sum(by for end, by in shifts if end <= word.start) for word in self.words)

    @cached_property
    def _rewritten(self) -> tuple[Mention, ...]:
        """The names that `spelled` writes otherwise: misspelt ones, short ones that their full name has not."""
        return tuple(
            m
            for m in self.mentions
            if m.close or (len(m.surface) <= SHORT_NAME and m.surface.lower() not in m.entity.label.lower())
        )

    def with_meant(self, number: int, known: Known) -> Reading:
        """Return the reading in which one of its names means something else that is called so."""
        meant = replace(self.mentions[number], candidates=(known,))
        return replace(self, mentions=(*self.mentions[:number], meant, *self.mentions[number + 1 :]))

    @property
    def asked_words(self) -> list[Word]:
        """The content words right behind "which" or "what": what the question wants to know."""
        start = next((n for n, lower in enumerate(self.lowers) if lower in {"which", "what", "many"}), None)
        if start is None:
            start = next((n for n, pair in enumerate(pairwise(self.lowers), 1) if pair == ("number", "of")), None)
        if start is None:
            return []
        end = start + 1
        while end < len(self.words) and self.lowers[end] not in BE | DO | MODALS | AFTER_NOUN:
            end += 1
        return [self.words[n] for n in range(start + 1, end) if n in self.content and n not in self.named]

    def tokens(self, indices: Iterable[int]) -> list[str]:
        """Return the words at some indices as the index compares them."""
        return [token for n in indices for token in find_tokens(self.words[n].text)[:1]]

    def unread(self, read: Collection[int]) -> list[Word]:
        """Return the content words that are not among the indices `read`."""
        return [self.words[n] for n in self.content if n not in read]
