"""Reading a question: each finding of the files beside this one, put together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from api.answering.question.asked.asked import AskedClassFinder
from api.answering.question.asked.ends import find_end_classes
from api.answering.question.asked.forms import (
    asks_difference,
    asks_how_long,
    find_alternatives,
    find_explicit_date,
    find_form,
    find_place_words,
    find_question_word,
    states,
)
from api.answering.question.entities import EntityIndex, Known
from api.answering.question.frames import find_frames, find_told
from api.answering.question.mentions import MentionFinder, find_excluded
from api.answering.question.reading import Form, FrameUse, Mention, Reading
from api.answering.question.words.light import find_light
from api.answering.question.words.words import QUESTION_WORDS, TOLD_NOUNS, Word, read_words
from kg.language.dates import find_dates
from ontology import Field, Ontology
from ontology.roles import Role

# Twice what a question says that people ask; plans join each relation with each name and each other relation.
MOST_MENTIONS = 20
MOST_FRAMES = 40
_NON = "non-"
# What is asked so has a name or a day for its answer, and no prose.
_NAMING = frozenset("who whom whose when where".split())


class QuestionReader:
    """Read questions against the entities of one graph and the lexicon of one field."""

    def __init__(self, entities: EntityIndex, mentions: MentionFinder, field: Field) -> None:
        self._entities = entities
        self._mentions = mentions
        self._field = field
        self._asked = AskedClassFinder(field)

    @property
    def ontology(self) -> Ontology:
        """The classes and properties of the field."""
        return self._field.ontology

    @property
    def class_of(self) -> Mapping[str, str]:
        """The classes of the field by their nouns, in all their forms."""
        return self._field.lexicon.class_of

    def find_alone(self, text: str) -> Known | None:
        """Return what a question names that is no more than a name."""
        return next(iter(self._entities.find(text.rstrip("?!. "))), None)

    def read(self, text: str, as_of: str | None = None) -> Reading:
        """Read one question."""
        dates = list(find_dates(text))
        words = tuple(part for word in read_words(text) for part in self._part_denial(word))
        dated = {n for n, w in enumerate(words) for span, _ in dates if span.start <= w.start and w.end <= span.end}
        mentions, excluded, aside = self._find_names(words, dated)
        asks = find_question_word(words)
        place = find_place_words(words) if asks in {"what", "which"} else frozenset()
        aside |= place | find_light(text, words)
        covered = {n for m in (*mentions, *excluded) for n in m.indices} | aside
        frames = tuple(find_frames(words, covered, self._field.lexicon)[:MOST_FRAMES])
        form = self._find_form(text, words, mentions, frames, len(dated))
        either = find_alternatives(words, mentions, self.ontology) if form is Form.BOOLEAN else ()
        if either:  # "is X sandbox or graduated" asks which
            form = Form.OPEN
            mentions, frames, left_out = _leave_out(either, mentions, frames)
            aside |= left_out
        told = find_told(frames, self._field)
        if form in {Form.PASSAGE, Form.COUNT} and self._asks_of_levels(words, mentions, frames):
            form = Form.OPEN
        chooses = asks == "which" and TOLD_NOUNS.isdisjoint(word.lower.removesuffix("s") for word in words)
        form = Form.PASSAGE if form is Form.OPEN and told and asks not in _NAMING and not chooses else form
        answer_class, noun = self._asked.find(words, mentions, asks)
        if either:
            answer_class, noun = either[0].entity.type, None
        if place:
            asks, answer_class, noun = "where", None, None
        return Reading(
            text=text,
            words=words,
            mentions=mentions,
            frames=frames,
            form=form,
            asks=asks,
            answer_class=answer_class,
            answer_noun=noun,
            as_of=as_of or (dates[-1][1] if dates else None),
            years=tuple(words[n].lower for n in dated),
            as_of_said=as_of or find_explicit_date(text, dates),
            relation_words=self._find_lemmas(told),
            excluded=excluded,
            aside=aside,
            end_classes=find_end_classes(words, mentions, frames, self._field),
            choice=either,
        )

    def _find_names(
        self, words: tuple[Word, ...], dated: set[int]
    ) -> tuple[tuple[Mention, ...], tuple[Mention, ...], frozenset[int]]:
        """Return the names that a question is about, those that it leaves out, and the words that leave them out."""
        named = self._mentions.find(words, dated)[:MOST_MENTIONS]
        excluded, aside = find_excluded(words, named)
        if len(excluded) == len(named):
            excluded, aside = (), frozenset()  # "what else is there besides X" is about X
        return tuple(mention for mention in named if mention not in excluded), excluded, aside

    def _find_lemmas(self, relations: Collection[str]) -> frozenset[str]:
        """Return the words that say some relations."""
        if not relations:
            return frozenset()
        return frozenset(frame.lemma for frame in self._field.lexicon.frames if {*relations} & {*frame.senses})

    def _find_form(
        self, text: str, words: tuple[Word, ...], mentions: Sequence[Mention], frames: Sequence[FrameUse], dated: int
    ) -> Form:
        """Return the form of a question by its words, names and relations; `dated`: how many words are of dates."""
        asks = find_question_word(words)
        form = find_form(words, asks, text, dated)
        of_two = {"between", "and"} <= {word.lower for word in words}
        compares = any("comparedWith" in use.frame.senses for use in frames)
        if form is Form.COMPARISON and len(mentions) == 1 and not (of_two or asks_difference(text)) and compares:
            form = Form.OPEN  # "what is X compared with"
        asks_openly = asks in QUESTION_WORDS or not text.rstrip().endswith("?")
        stated = form is Form.OPEN and not asks_openly and states(words, mentions, frames, self.ontology)
        return Form.BOOLEAN if stated else form

    def _asks_of_levels(self, words: Sequence[Word], mentions: Sequence[Mention], frames: Sequence[FrameUse]) -> bool:
        """Tell whether "how long" or "how" asks what days tell: a time at a level, or how a level changed."""
        lowers = tuple(word.lower for word in words)
        levels = {self._field.lexicon.class_of.get(lower, "") for lower in lowers}
        if lowers[:1] == ("how",) and any(self.ontology.plays(name, Role.LEVEL) for name in levels):
            return True
        at_level = any(self.ontology.plays(m.entity.type, Role.LEVEL) for m in mentions)
        return asks_how_long(lowers) and (at_level or any(use.frame.fixed_object for use in frames))

    def _part_denial(self, word: Word) -> Iterator[Word]:
        """Yield a word, in two where it denies a level: "non-graduated"."""
        cut = len(_NON) if word.lower.startswith(_NON) else 0
        if cut and any(self.ontology.plays(known.type, Role.LEVEL) for known in self._entities.find(word.text[cut:])):
            yield Word(word.text[: cut - 1], word.lower[: cut - 1], word.start, word.start + cut - 1)
            yield replace(word, text=word.text[cut:], lower=word.lower[cut:], start=word.start + cut)
        else:
            yield word


def _leave_out(
    either: Sequence[Mention], mentions: Sequence[Mention], frames: Sequence[FrameUse]
) -> tuple[tuple[Mention, ...], tuple[FrameUse, ...], frozenset[int]]:
    """Return names and relations without the values put to choice and the verbs that imply them, with their words."""
    fixed = [use for use in frames if use.frame.fixed_object is not None]
    words = frozenset(n for stretch in (*either, *fixed) for n in stretch.indices)
    return tuple(m for m in mentions if m not in either), tuple(use for use in frames if use not in fixed), words
