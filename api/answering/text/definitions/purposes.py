"""Purposes: what a thing is good for, which problem it solves, when to use it, in the documents' own sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from api.answering.model import Answer
from api.answering.question.asked.focus import IS, NAME, Focus, compile_forms, find_focus
from api.answering.question.asked.wanted import to_wanted
from api.answering.question.entities import EntityIndex
from api.answering.question.reading import Form, Reading
from api.answering.text.definitions.definitions import DefinitionAnswerer
from api.answering.text.sentences.defining import defines
from api.answering.text.sentences.prose import (
    points_back,
    points_elsewhere,
    put_in_order,
    read_beside,
    say_the_same,
    write_sentences,
)
from api.answering.text.sentences.ranking import SentenceRanker
from api.answering.text.sentences.retrieval import with_openings
from api.answering.text.sentences.sentences import Sentence, count_characters
from indexer.passages import Hit
from indexer.search import PassageIndex
from indexer.tokens import find_tokens
from ontology import Field

TOP = 16
# What a sentence gains that says what its thing does for somebody, and one that says it in the words of the question.
SERVING = 0.4
AIMED = 0.3
BEST_SCORE = 4.0
# How far behind the beginning of a sentence it says what its thing does.
NEAR = 120
# How far into a sentence a word for its subject stands.
EARLY = 12
MAX_LENGTH = 750
FOLLOWING = 3

_DOES = r"(?:do|does|did|can|could|will|would|should|might|must)"
_ASKER = (
    r"(?:i|you|we|they|one|people|anyone|anybody|someone|somebody|(?:my|our|a|the) (?:team|company|business)|teams|"
    r"companies|developers?|users?|engineers?)"
)
_WANT = (
    r"(?:(?:want|need|have|like|choose|decide) to )?(?:use|need|want|have|choose|adopt|pick|run|deploy|install|"
    r"introduce|bother with|care about|invest in|reach for|consider)"
)
_PROBLEM = r"(?:problems?|issues?|challenges?|pains?|pain points?|needs?)"
_GOOD = (
    r"(?:benefits?|advantages?|upsides?|merits?|value|point|purposes?|aims?|goals?|idea|motivation|rationale|reasons?|"
    r"use|uses|use cases?|gains?)"
)
_DOING = r"(?:(?:using|having|running|adopting|choosing|introducing)\s+)?"
_HELP = r"(?:help|helps|benefit|serve|support|improve)"


@dataclass(frozen=True, slots=True)
class Aim:
    """A way to ask for a purpose: the questions' forms, the headings and the words that tell it, what is searched."""

    forms: tuple[re.Pattern[str], ...]
    headings: re.Pattern[str]
    telling: re.Pattern[str]
    search: str


_PROBLEMS = Aim(
    compile_forms(
        rf"(?:what|which)\s+(?:kinds? of\s+|sorts? of\s+)?{_PROBLEM}\s+{_DOES}\s+{NAME}\s+"
        r"(?:solve|address|tackle|fix|deal with|try to solve|aim to solve|take care of)",
        rf"(?:what|which)\s+{_PROBLEM}\s+{IS}\s+{NAME}\s+"
        r"(?:solving|addressing|tackling|(?:meant|supposed|trying|designed) to solve|made for)",
        rf"(?:what|which)\s+{_PROBLEM}\s+{IS}\s+(?:solved|addressed|tackled)\s+(?:by|with)\s+{NAME}",
        rf"{_PROBLEM}\s+(?:that\s+)?{NAME}\s+(?:solves?|addresses|address|tackles?)",
        rf"(?:what\s+{_DOES}|how\s+{_DOES})\s+{NAME}\s+(?:solve|address|tackle|fix)",
    ),
    re.compile(r"\b(?:problems?|challenges?|motivation|why)\b", re.IGNORECASE),
    re.compile(
        r"\b(?:solv\w+|address\w*|problems?|issues?|challeng\w+|difficult\w*|overcom\w+|tackl\w+)\b", re.IGNORECASE
    ),
    "problem solved",
)
_USES = Aim(
    compile_forms(
        rf"why\s+{_DOES}\s+{_ASKER}\s+(?:ever\s+|even\s+|really\s+)?{_WANT}\s+{NAME}(?:\s+at all)?",
        rf"why\s+(?:bother with|(?:to\s+)?(?:use|choose|adopt|pick|run|want|need|have))\s+{NAME}",
        rf"why\s+{IS}\s+{NAME}\s+(?:so\s+)?(?:needed|necessary|important|useful|helpful|valuable|required|used|beneficial|good)",
        rf"why\s+{_DOES}\s+{NAME}\s+(?:matter|exist|help)",
        rf"what(?:'s)?\s+{IS}\s+{NAME}\s+(?:good|useful|used|meant|intended|made|there)?\s*for",
        rf"what(?:'s|\s+{IS})\s+{NAME}\s+(?:good|useful|used|meant|intended|made|there)?\s*for",
        rf"what(?:'s|\s+{IS})\s+(?:the|some)\s+(?:main\s+|key\s+|biggest\s+)?{_GOOD}\s+(?:of|behind|in|for|to)\s+{_DOING}{NAME}",
        rf"(?:the\s+)?(?:main\s+|key\s+)?{_GOOD}\s+(?:of|behind)\s+{_DOING}{NAME}",
        rf"{NAME}\s+(?:benefits|advantages|purpose|use cases?)",
        rf"(?:what|which)\s+(?:benefits?|advantages?)\s+{_DOES}\s+{NAME}\s+(?:bring|have|give|offer|provide)(?:\s+(?:me|us|you))?",
        rf"how\s+{_DOES}\s+{NAME}\s+{_HELP}(?:\s+(?:me|us|you|people|teams|developers|users|them|one))?",
        rf"what\s+{_DOES}\s+{NAME}\s+(?:bring|give|offer|buy|get)\s+(?:me|us|you|one|people|teams|developers|users)",
        rf"what\s+{_DOES}\s+{NAME}\s+do\s+for\s+(?:me|us|you|people|teams|developers|users)",
        rf"what\s+(?:can|could|might)\s+{_ASKER}\s+(?:do|achieve|accomplish)\s+with\s+{NAME}",
        rf"what\s+{_DOES}\s+{_ASKER}\s+(?:need|use|want)\s+{NAME}\s+for",
    ),
    re.compile(r"\b(?:helps?|benefits?|advantages?|purpose|why|value|uses?|use cases?|goals?)\b", re.IGNORECASE),
    re.compile(r"\b(?:help\w*|benefit\w*|advantages?|useful|purpose|valuable|important)\b", re.IGNORECASE),
    "purpose, how it helps",
)
_TIMES = Aim(
    compile_forms(
        rf"when\s+(?:should|would|do|does|could|might|can|must)\s+{_ASKER}\s+(?:ever\s+|even\s+|really\s+)?{_WANT}\s+{NAME}",
        rf"when\s+to\s+(?:use|choose|adopt|pick)\s+{NAME}",
        rf"when\s+{IS}\s+{NAME}\s+(?:useful|needed|necessary|helpful|a good (?:idea|choice|fit))",
    ),
    re.compile(r"\b(?:when|use cases?|scenarios?|helps?|problems?|why)\b", re.IGNORECASE),
    re.compile(
        r"\b(?:when|if you|ideal|suited|suitable|useful|use cases?|best (?:for|used)|scenarios?)\b", re.IGNORECASE
    ),
    "when to use",
)
_AIMS = (_PROBLEMS, _USES, _TIMES)

# What a thing does for somebody: it allows, solves, makes easier, is used to do something.
_SERVES = re.compile(
    r"\b(?:allow\w*|enabl\w+|lets?|help\w*|solv\w+|address(?:es|ed|ing)|provid(?:es?|ing)|offers?|"
    r"simplif\w+|eas(?:es|ier|ily)|"
    r"ensur\w+|reduc\w+|improv\w+|prevent\w*|avoid\w*|protect\w*|automat(?:es?|ing)|"
    r"gives? (?:you|teams|developers|users|operators)|"
    r"makes? (?:it|sure|them)|so that|in order to|without having to|designed (?:to|for)|aims? to|responsible for|"
    r"(?:is|are|be) (?:used|useful|needed|ideal|intended|meant) (?:to|for|by|when|as)|can [a-z]+)\b",
    re.IGNORECASE,
)
_OPENING = r"\W*(?:(?:an?|the|this|these|with|using|by using|thanks to|like all|most|many|some|modern|project)\s+){0,2}"
# Behind a name a noun in the plural and its verb: "X distributions provide ...", which X is only the beginning of.
_COMPOUND = re.compile(
    r"\s+(?P<noun>[a-z]+(?<!s)s)\s+(?!(?:the|an?|it|its|you|your|us|our|them|their|this|that|these|those|any|all|both|"
    r"each|every|more|many|some|and|or|to|of|in|on|for|with|by|as|at|from|into|how|what|when|where|while|not)\b)"
    r"(?:are|were|have|do|can|may|will|[a-z]*[^\Ws](?<!ly))\s+(?!to\b|and\b|of\b)"
)


class PurposeAnswerer:
    """Answer "why use X", "what is X good for", "which problem does X solve", "when should I use X"."""

    def __init__(
        self, index: PassageIndex, entities: EntityIndex, definitions: DefinitionAnswerer, field: Field
    ) -> None:
        self._index = index
        self._entities = entities
        self._definitions = definitions
        self._field = field
        self._ranker = SentenceRanker(index)

    def answer(self, reading: Reading) -> Answer | None:
        """Return what the documents say that a thing is good for, else what it is; None for other questions."""
        if reading.form not in {Form.OPEN, Form.PASSAGE}:
            return None
        found = self._find_asked(reading)
        if found is None:
            return None
        aim, focus = found
        aliases = self._entities.aliases[focus.mention.entity.iri] if focus.mention else ()
        names = list(dict.fromkeys((*self._definitions.names_of(focus), *aliases)))
        hits = self._find_passages(reading, aim, focus, names)
        ranked = self._ranker.rank(to_wanted(reading, self._field, names), hits)
        chosen = _choose_headed(ranked, aim, names) or _choose_worded(ranked, reading, names)
        chosen = chosen or self._choose(ranked, aim, focus, names)
        if not chosen:
            defined = self._definitions.define(reading, focus)
            return defined if defined is not None and defines(defined.answer, names) else None
        return write_sentences(self._index, reading, hits, chosen, confidence=min(1.0, chosen[0].score / BEST_SCORE))

    def _find_asked(self, reading: Reading) -> tuple[Aim, Focus] | None:
        for aim in _AIMS:
            focus = find_focus(reading, aim.forms, self._field.lexicon.class_of)
            if focus is not None:
                return aim, focus
        return None

    def _find_passages(self, reading: Reading, aim: Aim, focus: Focus, names: Sequence[str]) -> list[Hit]:
        iris = [focus.mention.entity.iri] if focus.mention else []
        label = focus.mention.entity.label if focus.mention else focus.name
        hits = self._index.search(f"{label}: {aim.search}", TOP, iris, reading.as_of_said)
        return with_openings(self._index, hits, reading, names)

    def _choose(self, ranked: Sequence[Sentence], aim: Aim, focus: Focus, names: Sequence[str]) -> list[Sentence]:
        """Return the sentence that best says what the thing does for somebody, with those that go on about it."""
        iri = focus.mention.entity.iri if focus.mention else ""
        told = [s for s in ranked if self._speaks_of(s, names, iri) and _is_prose(s.text)]
        told = [s for s in told if _SERVES.search(s.text) or defines(s.text, names, surely=True)]
        if not any(_SERVES.search(sentence.text) for sentence in told):
            return []

        def worth(sentence: Sentence) -> float:
            serves = SERVING if _SERVES.search(sentence.text[:NEAR]) else 0.0
            return sentence.score + serves + (AIMED if aim.telling.search(sentence.text) else 0.0)

        best, *rest = sorted(told, key=worth, reverse=True)
        chosen = self._go_on(best, names, iri)
        others = (s for s in rest if _fits(chosen, s) and not points_back(s.text))
        second = next((s for s in others if not any(say_the_same(s, one) for one in chosen)), None)
        return put_in_order([*chosen, *([second] if second else [])])

    def _go_on(self, best: Sentence, names: Sequence[str], iri: str) -> list[Sentence]:
        """Return a sentence with those that go on about the same thing, and the one before it where it says "it"."""
        chosen: list[Sentence] = []
        before = 1 if points_back(best.text) else 0
        for sentence in read_beside(self._index, best, before, FOLLOWING):
            goes_on = not chosen or points_back(sentence.text) or self._speaks_of(sentence, names, iri)
            if not goes_on or not _is_prose(sentence.text) or (chosen and not _fits(chosen, sentence)):
                break
            chosen.append(sentence)
        return chosen

    def _speaks_of(self, sentence: Sentence, names: Sequence[str], iri: str) -> bool:
        """Tell whether a thing is what a sentence begins with, by name or by a word that stands for it."""
        if any(place < EARLY and referred == iri for place, referred in sentence.referents.items()):
            return True
        stems = sorted((stem for name in names if (stem := name.rstrip("s"))), key=len, reverse=True)
        ways = "|".join(re.escape(stem) for stem in stems)
        found = re.match(rf"{_OPENING}(?:{ways})(?:e?s)?\b(?!['’-])", sentence.text, re.IGNORECASE)
        if found is None:
            return False
        compound = _COMPOUND.match(sentence.text, found.end())
        if compound is None or _SERVES.match(compound["noun"]):
            return True
        return compound["noun"] in self._field.lexicon.verb_forms


def _choose_headed(ranked: Sequence[Sentence], aim: Aim, names: Sequence[str]) -> list[Sentence]:
    """Return how the text begins that stands under the thing's name and a heading for what is asked."""
    wanted = [tokens for name in names if (tokens := frozenset(find_tokens(name)))]
    headed = [s for s in ranked if s.passage.section and aim.headings.search(s.passage.section[-1])]
    own = [
        s for s in headed if any(name <= set(find_tokens(above)) for name in wanted for above in s.passage.section[:-1])
    ]
    if not own:
        return []
    first = own[0].passage
    beside = sorted(
        (s for s in own if s.passage.section == first.section and s.passage.document == first.document),
        key=lambda s: s.span,
    )
    chosen: list[Sentence] = []
    for sentence in beside:
        if chosen and not _fits(chosen, sentence):
            break
        chosen.append(sentence)
    return chosen


def _choose_worded(ranked: Sequence[Sentence], reading: Reading, names: Sequence[str]) -> list[Sentence]:
    """Return the sentence that opens with the very noun asked for: "Some of X's goals include ..."."""
    noun = next((lower for lower in reading.lowers if re.fullmatch(_GOOD, lower)), None)
    if noun is None:
        return []
    called = "|".join(map(re.escape, names))
    nouns = rf"(?:[\w-]+ )?{re.escape(noun.removesuffix('s'))}s?\b"
    opening = rf"\W*(?:\w+ ){{0,3}}?(?:(?:{called})['’]s? {nouns}|{nouns} (?:of|behind|for) (?:the )?(?:{called})\b)"
    return next(([s] for s in ranked if re.match(opening, s.text, re.IGNORECASE) and _is_prose(s.text)), [])


def _is_prose(text: str) -> bool:
    return not text.rstrip().endswith((":", "?")) and not points_elsewhere(text)


def _fits(chosen: Sequence[Sentence], sentence: Sentence) -> bool:
    return count_characters((*chosen, sentence)) <= MAX_LENGTH
