"""Reading a question: what it names, which relations it words, what kind of answer it asks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rapidfuzz.distance import DamerauLevenshtein

from api.answering.entities import EntityIndex, Known
from api.answering.words import ARTICLES, BE, DO, EMPTY, MODALS, QUESTION_WORDS, SUPERLATIVES, Word, read_words
from kg.documents import Span
from kg.language.dates import find_dates
from kg.naming.names import to_singular_key
from ontology import Field, Frame, Ontology, Place
from ontology.roles import Role

MAX_NAME = 9
_PREPOSITIONS = frozenset("in of on at to for from by with as and or since before after under".split())
_SHORT = 7
FEW_FACTS = 3
_EXCEPT = frozenset(["except", "excepting", "besides", "beside", "excluding", "without"])
_APART = frozenset([("apart", "from"), ("aside", "from"), ("other", "than"), ("except", "for"), ("leaving", "out")])
_ORDERS = frozenset("first earlier sooner before last later".split())
_AFTER_NOUN = frozenset(["of", "in", "that", "who", "which", "by", "with", "for", "from", "at", "as"])


@dataclass(frozen=True, slots=True)
class Mention:
    """Words `first` to `last` of a question that name an entity; the likeliest candidate first."""

    first: int
    last: int
    surface: str
    candidates: tuple[Known, ...]
    close: bool = False

    @property
    def entity(self) -> Known:
        """The likeliest entity."""
        return self.candidates[0]


@dataclass(frozen=True, slots=True)
class FrameUse:
    """A frame whose word stands at words `first` to `last`; `marked`: one of its prepositions stands too."""

    frame: Frame
    first: int
    last: int
    marked: bool = False


@dataclass(frozen=True)
class Reading:
    """A question as read.

    `form`: open, boolean, count, comparison or passage. `asks`: the question word. `answer_class`: the class
    the answer is of, with the noun that said so (`answer_noun`, its word index). `as_of`: a date in the
    question or beside it, ISO 8601; `as_of_said`: the same where it plainly is the day asked about, and not
    that of an event. `relation_words`: other words of a relation whose values are sentences.
    """

    text: str
    words: tuple[Word, ...]
    mentions: tuple[Mention, ...]
    frames: tuple[FrameUse, ...]
    form: str
    asks: str
    answer_class: str | None = None
    answer_noun: int | None = None
    as_of: str | None = None
    years: tuple[str, ...] = ()
    as_of_said: str | None = None
    relation_words: frozenset[str] = frozenset()
    excluded: tuple[Mention, ...] = ()
    aside: frozenset[int] = frozenset()

    @property
    def content(self) -> list[int]:
        """The indices of the words that carry content."""
        return [
            n
            for n, word in enumerate(self.words)
            if word.lower not in EMPTY and word.lower not in self.years and n not in self.aside
        ]

    @property
    def spelled(self) -> str:
        """The question with misspelt names put right."""
        text = self.text
        for mention in reversed(self.mentions):
            if mention.close:
                start, end = self.words[mention.first].start, self.words[mention.last].end
                text = text[:start] + mention.entity.label + text[end:]
        return text

    @property
    def asked_words(self) -> list[Word]:
        """The content words right behind "which" or "what": what the question wants to know."""
        start = next((n for n, word in enumerate(self.words) if word.lower in {"which", "what", "many"}), None)
        if start is None:
            return []
        end = start + 1
        while end < len(self.words) and self.words[end].lower not in BE | DO | MODALS | _AFTER_NOUN:
            end += 1
        named = {n for m in self.mentions for n in range(m.first, m.last + 1)}
        return [self.words[n] for n in range(start + 1, end) if n in self.content and n not in named]

    def unread(self, read: set[int]) -> list[Word]:
        """Return the content words that are not among the indices `read`."""
        return [self.words[n] for n in self.content if n not in read]


class QuestionReader:
    """Read questions against the entities of one graph and the lexicon of one field."""

    def __init__(self, entities: EntityIndex, field_: Field, is_corpus_word: Callable[[str], bool]) -> None:
        self._entities = entities
        self._field = field_
        self._is_corpus_word = is_corpus_word

    @property
    def ontology(self) -> Ontology:
        """The classes and properties of the field."""
        return self._field.ontology

    def read(self, text: str, as_of: str | None = None) -> Reading:
        """Read one question."""
        dates = list(find_dates(text))
        words = tuple(self._mend(word) for word in read_words(text))
        dated = {n for n, w in enumerate(words) for span, _ in dates if span.start <= w.start and w.end <= span.end}
        named = self._find_mentions(words, dated)
        excluded, aside = find_excluded(words, named)
        if len(excluded) == len(named):
            excluded, aside = (), frozenset()  # "what else is there besides X" is about X
        mentions = tuple(mention for mention in named if mention not in excluded)
        covered = {n for m in named for n in range(m.first, m.last + 1)} | aside
        frames = tuple(self._find_frames(words, covered))
        asks = _question_word(words)
        form = _form_of(words, asks, text)
        if form == "comparison" and len(mentions) == 1 and any("comparedWith" in u.frame.senses for u in frames):
            form = "open"
        if form == "open" and asks not in QUESTION_WORDS and text.rstrip().endswith("?"):
            form = "boolean" if self._states(words, mentions, frames) else form
        either = self._alternatives(words, mentions) if form == "boolean" else ()
        if either:  # "is X sandbox or graduated" asks which
            form = "open"
            mentions = tuple(mention for mention in mentions if mention not in either)
            fixed = [use for use in frames if use.frame.fixed_object is not None]
            frames = tuple(use for use in frames if use not in fixed)
            aside |= {n for m in either for n in range(m.first, m.last + 1)}
            aside |= {n for use in fixed for n in range(use.first, use.last + 1)}
        told = self._told_properties(frames)
        if form == "open" and told:
            form = "passage"
        answer_class, noun = self._answer_class(words, mentions, asks)
        if either:
            answer_class, noun = either[0].entity.type, None
        date = as_of or (dates[-1][1] if dates else None)
        season = re.search(r"\b(spring|summer|autumn|fall|winter)\s+((?:19|20)\d\d)\b", text, re.IGNORECASE)
        if as_of is None and season:
            date = season[2]
        return Reading(
            text, words, mentions, frames, form, asks, answer_class, noun, date,
            tuple(words[n].lower for n in dated), as_of or _explicit_date(text, dates),
            frozenset(f.lemma for f in self._field.lexicon.frames if told & set(f.senses)),
            excluded, aside,
        )  # fmt: skip

    def _alternatives(self, words: tuple[Word, ...], mentions: Sequence[Mention]) -> tuple[Mention, ...]:
        """Return the values that a question puts to choice: names of one class of values, joined by "or"."""
        if not any(word.lower == "or" for word in words):
            return ()
        values = [m for m in mentions if self._field.ontology.plays(m.entity.type, Role.VALUE, Role.LEVEL)]
        return tuple(values) if len(values) > 1 and len({m.entity.type for m in values}) == 1 else ()

    def _mend(self, word: Word) -> Word:
        """Return a misspelt question word put right ("wich"), any other word as it is."""
        if len(word.lower) < 3 or word.lower in EMPTY or (word.text[0].isupper() and word.start > 0):
            return word
        near = [w for w in sorted(QUESTION_WORDS) if DamerauLevenshtein.distance(w, word.lower) == 1]
        lexicon = self._field.lexicon
        known = word.lower in lexicon.by_form or word.lower in lexicon.class_of or self._entities.find(word.text)
        if len(near) != 1 or known or self._is_corpus_word(word.lower):
            return word
        return replace(word, lower=near[0])

    def _is_relational(self, noun: str) -> bool:
        """Tell whether a noun says what somebody is to a thing ("developer"), and not only what he is."""
        return any(
            frame.part_of_speech == "noun" and Place.COPULATIVE in frame.object_places
            for frame in self._field.lexicon.by_form.get(noun, ())
            if frame.fixed_object is None and self._field.ontology.properties[frame.senses[0]].told_in_full
        )

    def _is_finite(self, lowers: Sequence[str], n: int) -> bool:
        """Tell whether a word is the verb of its clause: a verb form before a preposition or an article."""
        return (
            lowers[n] in self._field.lexicon.verb_forms
            and lowers[n] not in self._field.lexicon.class_of
            and n + 1 < len(lowers)
            and lowers[n + 1] in ARTICLES | _AFTER_NOUN | {"to", "into", "on", "under"}
        )

    def _states(self, words: tuple[Word, ...], mentions: Sequence[Mention], frames: Sequence[FrameUse]) -> bool:
        """Tell whether words without question word state what is to be confirmed: "X written in Go?", "X archived?"."""
        if not mentions or mentions[0].first != 0:
            return False
        ends = {mention.last for mention in mentions[1:]} | {u.last for u in frames if u.frame.fixed_object is not None}
        verbs = any(use.frame.part_of_speech != "noun" for use in frames)
        level = len(mentions) > 1 and self._field.ontology.plays(mentions[-1].entity.type, Role.LEVEL)
        return len(words) - 1 in ends and (verbs or level)

    def _find_mentions(self, words: tuple[Word, ...], dated: set[int]) -> list[Mention]:
        """Return the longest names from left to right, exact ones before close spellings."""
        found: list[Mention] = []
        position = 0
        while position < len(words):
            mention = None if position in dated else self._longest(words, position)
            if mention is None and position not in dated:
                mention = self._close(words, position)
            if mention is None:
                position += 1
                continue
            if found and found[-1].last == position - 1 and self._is_apposition(found[-1], mention, words):
                mention = replace(found.pop(), last=mention.last)  # "the X service mesh" is X
            found.append(mention)
            position = mention.last + 1
        return found

    def _is_apposition(self, name: Mention, kind: Mention, words: tuple[Word, ...]) -> bool:
        """Tell whether a kind stands right behind a name it is said of."""
        ontology = self._field.ontology
        return (
            kind.entity.type in {"Category", "Concept"}
            and ontology.plays(name.entity.type, Role.WORK)
            and not words[name.last].possessive
            and words[kind.first].text == words[kind.first].lower
        )

    def _longest(self, words: tuple[Word, ...], start: int) -> Mention | None:
        for end in range(min(len(words), start + MAX_NAME), start, -1):
            if words[start].lower in EMPTY - {"one"} and end - start == 1:
                continue
            if words[start].lower in ARTICLES | BE | DO | QUESTION_WORDS or words[end - 1].lower in ARTICLES:
                continue
            surface = " ".join(word.text for word in words[start:end])
            found = self._entities.find(surface)
            if end - start > 1 and words[start].text in _PREPOSITIONS:
                # "in Cloud" has the letters of "Incloud", and is no name.
                found = [known for known in found if known.label.lower().startswith(f"{words[start].text} ")]
            if found and end - start > 1 and self._is_kind_of_name(words, start, end, found):
                continue
            if found and (end - start > 1 or self._may_name(words, start, found)):
                return Mention(start, end - 1, surface, (*found, *self._without_version(words, start, end, found)))
            if any(word.possessive for word in words[start : end - 1]):
                continue
        return None

    def _without_version(self, words: tuple[Word, ...], start: int, end: int, found: list[Known]) -> list[Known]:
        """Return what a name with a version behind it names without ("X 2"), where little is told of the version."""
        if end - start < 2 or not words[end - 1].text[:1].isdigit() or found[0].degree > FEW_FACTS:
            return []
        bare = self._entities.find(" ".join(word.text for word in words[start : end - 1]))
        return [known for known in bare if known not in found]

    def _is_kind_of_name(self, words: tuple[Word, ...], start: int, end: int, found: list[Known]) -> bool:
        """Tell whether words are a name with a kind ("X projects") rather than the concept so called."""
        if words[end - 1].lower not in self._field.lexicon.class_of or found[0].type not in {
            "Concept",
            "Thing",
        }:
            return False
        return any(
            known.type not in {"Concept", "Thing"}
            for known in self._entities.find(" ".join(word.text for word in words[start : end - 1]))
        )

    def _may_name(self, words: tuple[Word, ...], position: int, found: list[Known]) -> bool:
        """Tell whether one word is meant as a name: not where it is a relation or kind word in lower case."""
        word = words[position]
        lexicon = self._field.lexicon
        if word.text != word.lower and position > 0:
            return True
        if word.lower in lexicon.class_of and found[0].type in {"Concept", "Thing"}:
            return False
        level = self._field.ontology.plays(found[0].type, Role.LEVEL)
        if word.lower in lexicon.by_form and (level or found[0].type in {"Concept", "Thing"}):
            return level
        return True

    def _close(self, words: tuple[Word, ...], position: int) -> Mention | None:
        """Return the entity a misspelt word means, where the word is no word of the corpus or of English."""
        word = words[position].lower
        lexicon = self._field.lexicon
        if word in EMPTY or len(word) < 4 or word in lexicon.by_form or word in lexicon.class_of:
            return None
        if self._is_corpus_word(word) or self._is_corpus_word(to_singular_key(word)):
            return None
        found = [known for known in self._entities.find_close(words[position].text) if known.degree]
        return Mention(position, position, words[position].text, tuple(found), close=True) if found else None

    def _find_frames(self, words: tuple[Word, ...], covered: set[int]) -> list[FrameUse]:
        """Return every frame whose word stands in the question, longer words first."""
        lexicon = self._field.lexicon
        lowers = [word.lower for word in words]
        uses: list[FrameUse] = []
        for length in (3, 2, 1):
            for start in range(len(words) - length + 1):
                if any(n in covered for n in range(start, start + length)):
                    continue
                form = " ".join(lowers[start : start + length])
                for frame in lexicon.by_form.get(form, ()):
                    if frame.with_words and not set(frame.with_words) & set(lowers):
                        continue
                    if frame.lemma == "be" or (frame.scope and frame.scope not in lowers):
                        continue
                    after = " ".join(lowers[start + length : start + length + 8])
                    tail = " ".join(lowers[start + length :])
                    before = " ".join(lowers[:start])
                    marked = any(
                        re.search(rf"\b{re.escape(m)}\b", after)
                        or tail.endswith(m)
                        or re.match(rf"{re.escape(m)} (what|which|whom|whose)\b", before)
                        for m in frame.markers
                    )
                    uses.append(FrameUse(frame, start, start + length - 1, marked))
        return [use for use in uses if not any(_inside(use, other) for other in uses)]

    def _person_noun(self, words: tuple[Word, ...], start: int) -> tuple[str | None, int | None]:
        """Return the class of a noun that says what somebody is to another ("how many members ...")."""
        properties = self._field.ontology.properties
        for n in range(start + 1, min(len(words), start + 5)):
            for frame in self._field.lexicon.by_form.get(words[n].lower, ()):
                told = frame.part_of_speech == "noun" and Place.COPULATIVE in frame.subject_places
                if told and properties[frame.senses[0]].domain == ("Agent",) and words[n].lower != frame.lemma:
                    return "Agent", n
        return None, None

    def _telegraphic_class(self, words: tuple[Word, ...], named: set[int]) -> tuple[str | None, int | None]:
        """Return the class named by the last word of a question without question word, or by its first that is
        no name ("X level", "sandbox projects in Y").
        """
        first = next((n for n in range(len(words)) if n not in named), 0)
        for n in (len(words) - 1, first):
            name = self._field.lexicon.class_of.get(words[n].lower) if words else None
            if name is None:
                continue
            leads_there = any(
                p.range == (name,) and p.domain != ("Thing",) for p in self._field.ontology.properties.values()
            )
            plural = words[n].lower not in self._field.lexicon.class_nouns and not self._is_relational(words[n].lower)
            if leads_there or plural:  # one level, or many "projects"
                return name, n
        return None, None

    def _told_properties(self, frames: tuple[FrameUse, ...]) -> set[str]:
        """Return the properties worded whose values are sentences, such as a problem solved."""
        properties = self._field.ontology.properties
        return {
            sense for use in frames for sense in use.frame.senses[:1]
            if properties[sense].literal and properties[sense].range == ("string",)
            and properties[sense].domain == ("Thing",) and sense not in {"alsoKnownAs", "defaultSince"}
            and use.frame.lemma not in self._field.lexicon.class_nouns
        }  # fmt: skip

    def _answer_class(
        self, words: tuple[Word, ...], mentions: tuple[Mention, ...], asks: str
    ) -> tuple[str | None, int | None]:
        """Return the class of the answer: from "which companies", "who", "when", or the noun after "list"."""
        if asks in {"who", "whom", "whose"}:
            return "Agent", None
        lowers = [word.lower for word in words]
        if asks == "when" or (set(lowers) & {"date", "when"} and asks != "how many"):
            return "Date", None
        if any(one in {"what", "which"} and other in {"day", "year", "month"} for one, other in pairwise(lowers)):
            return "Date", None
        start = next(
            (n for n, word in enumerate(words) if word.lower in QUESTION_WORDS | {"list", "name", "many", "show"}),
            None,
        )
        if (asks == "what" or start is None) and "number" in lowers[:4] and "of" in lowers:
            start = lowers.index("of")
        if start is None:
            return self._telegraphic_class(words, {n for m in mentions for n in range(m.first, m.last + 1)})
        class_of = self._field.lexicon.class_of
        kind = next((m for m in mentions if m.first == start + 1 and m.entity.type == "Category"), None)
        if kind is not None and asks in {"which", "what"}:
            following = words[kind.last + 1].lower if kind.last + 1 < len(words) else ""
            if following in BE | DO | MODALS or following in self._field.lexicon.verb_forms:
                return self._field.ontology.class_for(Role.WORK), kind.last  # "which service meshes does ..."
        noun: int | None = None
        found: set[str] = set()
        verbs = self._field.lexicon.verb_forms
        named = {n for m in mentions for n in range(m.first, m.last + 1)}
        for n in range(start + 1, min(len(words), start + 9)):
            lower = words[n].lower
            if n in named:
                if noun is not None:
                    break
                continue
            if noun is None and lower in BE | ARTICLES and set(lowers[n : n + 3]) & SUPERLATIVES:
                continue  # "what was the first project ..."
            if noun is None and lower == "of" and lowers[n - 1].rstrip("s") in {"kind", "sort", "type"}:
                continue
            if noun is None and self._is_finite(lowers, n):
                break  # "what belongs to the category X" does not ask for a category
            if lower in BE | DO | MODALS | _AFTER_NOUN or (noun is not None and (lower in ARTICLES or lower in verbs)):
                break
            if lower in {"and", "or"}:
                if noun is None:
                    break
                continue
            for length in (2, 1):
                form = " ".join(word.lower for word in words[n : n + length])
                if form in class_of:
                    noun = n + length - 1
                    found.add(class_of[form])
        if noun is None:
            return self._person_noun(words, start)
        if any(word.lower in {"and", "or"} for word in words[start:noun]) and len(found) > 1:
            return None, noun
        two = " ".join(word.lower for word in words[max(0, noun - 1) : noun + 1])
        return class_of.get(two) or class_of.get(words[noun].lower), noun


def find_excluded(words: tuple[Word, ...], mentions: Sequence[Mention]) -> tuple[tuple[Mention, ...], frozenset[int]]:
    """Return the names behind "apart from" and its like, with those joined to them, and the words of it all."""
    excluded: list[Mention] = []
    aside: set[int] = set()
    lowers = [word.lower for word in words]
    for mention in mentions:
        before = mention.first - 1
        while before >= 0 and lowers[before] in ARTICLES:
            before -= 1
        first = before
        if before > 0 and (lowers[before - 1], lowers[before]) in _APART:
            first = before - 1
        elif before >= 0 and lowers[before] in {"and", "or"} and excluded and excluded[-1].last == before - 1:
            first = before
        elif excluded and excluded[-1].last == mention.first - 1:
            first = mention.first
        elif before < 0 or lowers[before] not in _EXCEPT:
            continue
        excluded.append(mention)
        aside |= set(range(first, mention.last + 1))
    return tuple(excluded), frozenset(aside)


def _explicit_date(text: str, dates: list[tuple[Span, str]]) -> str | None:
    """Return the date that a question says it is asked about: "as of May 2021", "by late 2018"."""
    for span, date in dates:
        if re.search(
            r"\b(as of|as at|by|until|up to|before)( the| end of| late| early| mid)*\s*$",
            text[: span.start],
            re.IGNORECASE,
        ):
            return date
    return None


def _inside(use: FrameUse, other: FrameUse) -> bool:
    """Tell whether a longer word of the lexicon holds this one ("source code" holds "code")."""
    return other.first <= use.first and use.last <= other.last and other.last - other.first > use.last - use.first


def _question_word(words: tuple[Word, ...]) -> str:
    lowers = [word.lower for word in words]
    if (
        "how" in lowers
        and lowers.index("how") + 1 < len(lowers)
        and lowers[lowers.index("how") + 1] in {"many", "much"}
    ):
        return "how many"
    for word in lowers:
        if word in QUESTION_WORDS:
            return word
    return lowers[0] if lowers else ""


def _form_of(words: tuple[Word, ...], asks: str, text: str) -> str:
    lowers = [word.lower for word in words]
    if not lowers:
        return "open"
    if asks == "how many" or ({"number", "of"} <= set(lowers) and lowers[0] in {"number", "what", "count", "give"}):
        return "count"
    if re.search(
        r"\b(vs\.?|versus|compare|compared|differences?|differ|differs|distinguish\w*|contrast)\b",
        text,
        re.IGNORECASE,
    ):
        return "comparison"
    if "or" in lowers and set(lowers) & _ORDERS and lowers[0] in BE | DO | MODALS:
        return "open"  # "did X or Y join first" is a choice
    if lowers[0] in BE | DO | MODALS and lowers[0] not in {"has been"} and not set(lowers[:2]) & QUESTION_WORDS:
        return "boolean"
    if asks in {"how", "why"}:
        state = re.match(r"how \w+ (is|are|was|were) ", " ".join(lowers))
        return "open" if state and len(words) < _SHORT else "passage"
    return "open"
