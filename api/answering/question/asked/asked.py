"""The class of the answer: what "which companies", "who", "when" and the noun behind "list" ask for."""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import pairwise

from api.answering.question.asked.forms import asks_for_advice, asks_since
from api.answering.question.reading import AFTER_NOUN, Mention
from api.answering.question.words.words import (
    ARTICLES,
    BE,
    DO,
    EMPTY,
    LISTING,
    MODALS,
    QUESTION_WORDS,
    SUPERLATIVES,
    Word,
)
from ontology import Field
from ontology.roles import PropertyRole, Role

_DAYS = frozenset(["day", "year", "month"])
# How many words behind the one that asks its noun may stand.
_REACH = 9
_POSSESSIVES = frozenset("its their his her".split())
_ALL = frozenset("all any every many me us".split())


class AskedClassFinder:
    """Find the class of the answer to a question."""

    def __init__(self, field: Field) -> None:
        self._field = field

    def find(self, words: tuple[Word, ...], mentions: tuple[Mention, ...], asks: str) -> tuple[str | None, int | None]:
        """Return the class of the answer: from "which companies", "who", "when", or the noun after "list"."""
        lowers = tuple(word.lower for word in words)
        if asks == "whose" or (asks == "when" and asks_for_advice(lowers)):
            return None, None
        if asks in {"who", "whom"}:
            return self._find_works(lowers, {n for m in mentions for n in m.indices}) or ("Agent", None)
        if _asks_for_day(lowers, asks) or (asks not in QUESTION_WORDS and self._names_event(words, mentions)):
            return "Date", None
        if asks not in QUESTION_WORDS and lowers[1:] and lowers[-1] == "count":
            return self._field.lexicon.class_of.get(lowers[-2]), len(words) - 2
        if asks == "how many" and "many" in lowers[:-1]:
            counted = self._counted_noun(words, lowers.index("many"))
            if counted[1] == lowers.index("many") + 1 and lowers[counted[1]] not in self._field.lexicon.class_of:
                return counted
        return self._find_noun(words, mentions, asks)

    def _find_noun(
        self, words: tuple[Word, ...], mentions: tuple[Mention, ...], asks: str
    ) -> tuple[str | None, int | None]:
        """Return the class of the noun asked for, with its place: behind the word that asks, or of a telegram."""
        lowers = tuple(word.lower for word in words)
        named = {n for m in mentions for n in m.indices}
        start = _find_start(lowers, asks)
        if start is None:
            short = self._telegraphic_class(lowers, named)
            return short if short[0] is not None else self._person_noun(words, -1)
        kind = self._find_heading_of_works(words, mentions, start)
        if kind is not None:
            return self._field.ontology.class_for(Role.WORK), kind
        noun, classes = self._read_noun(lowers, named, start)
        proper = {n for m in mentions if not m.is_common for n in m.indices}
        after = lowers[noun + 2] if noun is not None and noun + 2 < len(lowers) else ""
        is_told = noun is not None and ((noun + 3 in proper and after in BE) or after in DO)
        if noun is not None and is_told and self._find_noun_behind(lowers, proper, noun):
            return None, None  # "what level crossing is X", "which company rules does X follow"
        if noun is None and asks == "how many":
            return self._counted(words, mentions)
        if noun is None:
            return self._counted_noun(words, start) if "number" in lowers else self._person_noun(words, start)
        if {"and", "or"} & set(lowers[start:noun]) and len(classes) > 1:
            return None, noun
        class_of = self._field.lexicon.class_of
        return class_of.get(" ".join(lowers[max(0, noun - 1) : noun + 1])) or class_of.get(lowers[noun]), noun

    def _names_event(self, words: tuple[Word, ...], mentions: tuple[Mention, ...]) -> bool:
        """Tell whether a thing and the noun for what happened to it are all there is: "X graduation"."""
        if len(mentions) != 2 or sum(len(mention.indices) for mention in mentions) != len(words):
            return False
        level = mentions[-1]
        noun = level.surface.lower() != level.entity.label.lower()
        return noun and self._is(level, Role.LEVEL) and self._is(mentions[0], Role.WORK)

    def _read_noun(self, lowers: Sequence[str], named: Set[int], start: int) -> tuple[int | None, set[str]]:
        """Return the last noun for a class behind the word that asks, and the classes of all such nouns before it."""
        class_of = self._field.lexicon.class_of
        noun: int | None = None
        classes: set[str] = set()
        for n in range(start + 1, min(len(lowers), start + _REACH)):
            if noun is None and n not in named and self._leads_to_noun(lowers, n, start):
                continue
            if self._ends_noun(lowers, named, n, noun is not None):
                break
            for length in (2, 1):
                form = " ".join(lowers[n : n + length])
                if n not in named and form in class_of:
                    noun = n + length - 1
                    classes.add(class_of[form])
        return noun, classes

    def _find_noun_behind(self, lowers: Sequence[str], named: Set[int], noun: int) -> str:
        """Return the noun behind one for a class, which may say no more than what sort it is of: "level crossing"."""
        behind = lowers[noun + 1] if noun + 1 < len(lowers) and noun + 1 not in named else ""
        return "" if behind in BE | DO | EMPTY | AFTER_NOUN | self._field.lexicon.verb_forms else behind

    def _ends_noun(self, lowers: Sequence[str], named: Set[int], n: int, begun: bool) -> bool:
        """Tell whether the noun asked for stands before a word, if anywhere; `begun`: a noun for a class does."""
        lower = lowers[n]
        if n in named:
            return begun
        if lower in {"and", "or"}:
            return not begun and n - 1 not in named
        if not begun and self._is_finite(lowers, n):
            return True  # "what belongs to the category X" does not ask for a category
        if lower == "which" and lowers[n - 1] in {"and", "or"}:
            return False  # "which paper and which project"
        if begun and (lower in ARTICLES | _POSSESSIVES or lower in self._field.lexicon.verb_forms):
            return True
        return lower in BE | DO | MODALS | AFTER_NOUN

    def _leads_to_noun(self, lowers: Sequence[str], n: int, start: int) -> bool:
        """Tell whether a word stands between the one that asks and its noun: "what was the first", "what kind of"."""
        if lowers[n] in BE | ARTICLES and set(lowers[n : n + 3]) & SUPERLATIVES:
            return True
        if lowers[start : start + 2] == ("what", "are") and lowers[n] in {"are", "the"}:
            return True
        if lowers[n : n + 2] == ("of", "the") and lowers[n - 1] in {"which", "many"}:
            return True  # "which of the Xs", "how many of the Xs"
        return lowers[n] == "of" and lowers[n - 1].rstrip("s") in {"kind", "sort", "type"}

    def _find_heading_of_works(self, words: tuple[Word, ...], mentions: Sequence[Mention], start: int) -> int | None:
        """Return the last word of a heading whose works are asked for: "which service mesh does", "list databases"."""
        place = start + 1
        while place < len(words) and words[place].lower in ARTICLES | _ALL:
            place += 1
        place = next((m.last + 1 for m in mentions if m.first == place and self._is(m, Role.LEVEL)), place)
        heading = next((m for m in mentions if m.first == place and self._is(m, Role.HEADING)), None)
        if heading is None:
            return None
        following = words[heading.last + 1].lower if heading.last + 1 < len(words) else ""
        asked = words[start].lower in {"which", "what"}
        verb = following in BE | DO | MODALS or following in self._field.lexicon.verb_forms
        return heading.last if (asked and verb) or heading.is_plural else None

    def _is(self, mention: Mention, role: Role) -> bool:
        return self._field.ontology.plays(mention.entity.type, role)

    def _counted(self, words: tuple[Word, ...], mentions: tuple[Mention, ...]) -> tuple[str | None, int | None]:
        """Return what is counted: somebody by a noun, or works where only what they did is said ("how many joined")."""
        place = next(n for n, word in enumerate(words) if word.lower in {"many", "much"})
        after = words[place + 1].lower if place + 1 < len(words) else ""
        properties = self._field.ontology.properties
        reaches = any(
            frame.is_verb
            and (frame.fixed_object or properties[frame.senses[0]].roles & {PropertyRole.HOSTING, PropertyRole.JOINING})
            for frame in self._field.lexicon.by_form.get(after, ())
        )
        level = any(m.first == place + 1 and self._field.ontology.plays(m.entity.type, Role.LEVEL) for m in mentions)
        if reaches or level:
            return self._field.ontology.class_for(Role.WORK), place
        return self._counted_noun(words, place)

    def _find_works(self, lowers: Sequence[str], named: Set[int]) -> tuple[str, int] | None:
        """Return the class of the works that "who" asks for: "who were the founding projects of X"."""
        if lowers[0] not in {"who", "whom"} or not set(lowers[1:2]) & BE or not set(lowers[2:3]) & ARTICLES:
            return None  # "who is behind the scanner of X" asks for somebody
        end = next((n for n in range(2, len(lowers)) if lowers[n] in AFTER_NOUN or n in named), len(lowers))
        name = self._field.lexicon.class_of.get(lowers[end - 1])
        works = name is not None and self._field.ontology.plays(name, Role.WORK)
        return (name, end - 1) if name is not None and works else None

    def _counted_noun(self, words: tuple[Word, ...], start: int) -> tuple[str | None, int | None]:
        """Return the noun to be counted that says what things are to another ("how many keywords does X have")."""
        properties = self._field.ontology.properties
        for n in range(start + 1, min(len(words), start + 3)):
            for frame in self._field.lexicon.by_form.get(words[n].lower, ()):
                side = properties[frame.senses[0]].range
                if frame.names_object and not properties[frame.senses[0]].literal and words[n].lower != frame.lemma:
                    return (side[0] if side != ("Thing",) else None), n
        return self._person_noun(words, start)

    def _person_noun(self, words: tuple[Word, ...], start: int) -> tuple[str | None, int | None]:
        """Return the class of a noun that says what somebody is to another ("how many members ...")."""
        properties = self._field.ontology.properties
        for n in range(start + 1, min(len(words), start + 5)):
            for frame in self._field.lexicon.by_form.get(words[n].lower, ()):
                several = words[n].lower != frame.lemma or words[n - 1].lower in {"which", "what"}
                if frame.names_subject and properties[frame.senses[0]].domain == ("Agent",) and several:
                    return "Agent", n
        return None, None

    def _telegraphic_class(self, lowers: Sequence[str], named: Set[int]) -> tuple[str | None, int | None]:
        """Return the class named by the last word of a question without question word, or by its first that is
        no name ("X level", "sandbox projects in Y").
        """
        first = next((n for n in range(len(lowers)) if n not in named), 0)
        ends = (n for n in range(first, len(lowers) - 1) if n + 1 in named or lowers[n + 1] in AFTER_NOUN)
        for n in dict.fromkeys((len(lowers) - 1, next(ends, first), first)):
            name = self._field.lexicon.class_of.get(lowers[n]) if lowers else None
            singular = name is not None and lowers[n] in self._field.lexicon.class_nouns
            if name is None or (singular and self._find_noun_behind(lowers, named, n).endswith("s")):
                continue  # "level crossings of X"
            leads_there = any(
                p.range == (name,) and p.domain != ("Thing",) for p in self._field.ontology.properties.values()
            )
            plural = not singular and not self._is_relational(lowers[n])
            said = n > 0 and n - 1 not in named and self._says_end(lowers[n - 1])
            if leads_there or plural or said:  # one level, or many "projects", or "origin company"
                return name, n
        return None, None

    def _says_end(self, noun: str) -> bool:
        """Tell whether a noun names what stands at the end of a relation ("origin")."""
        return any(frame.names_object for frame in self._field.lexicon.by_form.get(noun, ()))

    def _is_relational(self, noun: str) -> bool:
        """Tell whether a noun says what somebody is to a thing ("developer"), and not only what he is."""
        return any(
            frame.names_object
            for frame in self._field.lexicon.by_form.get(noun, ())
            if frame.fixed_object is None and self._field.ontology.properties[frame.senses[0]].told_in_full
        )

    def _is_finite(self, lowers: Sequence[str], n: int) -> bool:
        """Tell whether a word is the verb of its clause: a verb form before a preposition or an article."""
        return (
            lowers[n] in self._field.lexicon.verb_forms
            and lowers[n] not in self._field.lexicon.class_of
            and n + 1 < len(lowers)
            and lowers[n + 1] in ARTICLES | AFTER_NOUN | {"to", "into", "on", "under"}
        )


def _asks_for_day(lowers: Sequence[str], asks: str) -> bool:
    """Tell whether a question asks when something was, by its first words, by "date" or by its last word."""
    if any(one in {"what", "which"} and other in _DAYS for one, other in pairwise(lowers)):
        return True
    if asks == "when" or asks_since(lowers) or ("date" in lowers and asks != "how many"):
        return True
    return asks not in QUESTION_WORDS | {"how many"} and bool(set(lowers[-1:]) & (_DAYS | {"when", "since"}))


def _find_start(lowers: Sequence[str], asks: str) -> int | None:
    """Return the word behind which the noun asked for stands: the question word, "list", or "of" in "number of"."""
    start = next((n for n, lower in enumerate(lowers) if lower in QUESTION_WORDS | LISTING | {"many", "count"}), None)
    if (asks == "what" or start is None) and "number" in lowers[:6] and "of" in lowers:
        return lowers.index("of")
    return start
