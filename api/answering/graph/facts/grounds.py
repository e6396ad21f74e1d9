"""Grounds: whether the facts found for a question are about what it asks, and not merely about what it names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from api.answering.graph.facts.evidence import EvidenceReader, Source
from api.answering.graph.facts.kinds import KindReader
from api.answering.graph.facts.parts import find_part
from api.answering.graph.facts.results import Result
from api.answering.graph.plans.makers import is_maker
from api.answering.graph.plans.patterns import Link
from api.answering.graph.plans.periods import EVER
from api.answering.graph.plans.queries import PlanKind
from api.answering.graph.plans.values import Value
from api.answering.question.asked.duties import asks_for_duty, says_duty
from api.answering.question.asked.forms import asks_how_long
from api.answering.question.asked.held import is_of
from api.answering.question.asked.nouns import asks_for_narrower, find_main_verb, find_nouns, find_qualifiers
from api.answering.question.asked.sought import find_sought
from api.answering.question.asked.utmost import asks_for_utmost, says_utmost
from api.answering.question.asked.wanted import BEFORE_TOKENS
from api.answering.question.reading import Mention, Reading
from api.answering.question.words.words import NAMING, TOLD_NOUNS
from indexer.tokens import find_tokens
from kg.language.dates import YEAR
from ontology import Field
from ontology.roles import Role

MOST_SOURCES = 12
_YEAR = re.compile(YEAR)
_NARROWING = (Role.HEADING, Role.VALUE, Role.LEVEL)
_VERSION = re.compile(r"v?\d+(?:\.\w+)+")


class Grounds:
    """Judge results by the words of a question that must not go unaccounted for."""

    def __init__(
        self, field: Field, type_of: Callable[[Value], str | None], kinds: KindReader, evidence: EvidenceReader
    ) -> None:
        """`type_of` gives the class of what was found, None where it has none."""
        self._type_of = type_of
        self._kinds = kinds
        self._evidence = evidence
        self._ontology = field.ontology
        self._class_of = field.lexicon.class_of
        self._frames = field.lexicon.by_name
        self._words = _find_words(field)

    def bear_out(self, result: Result, reading: Reading) -> bool:
        """Tell whether a result tells what is asked: its noun, the year of an event, something planned where it is."""
        said = find_said(result.sources, result.items)
        types = {self._type_of(item) for item in result.items[:MOST_SOURCES]}
        return (
            self._names_all(result, reading, said)
            and self._says_nouns(result, reading, said)
            and self._says_verb(result, reading, said)
            and _says_exactly(result, reading, said)
            and self._keeps_to_all(result, reading)
            and self._says_office(result, reading, said)
            and self._is_about_thing(result, reading, said)
            and not asks_for_narrower(reading, types, said, self._ontology)
            and _is_dated(result, reading)
            and _is_planned(result, reading)
            and _is_length(result, reading)
            and _is_utmost(result, reading)
            and (not asks_for_duty(reading) or all(says_duty(source.quote) for source in result.sources))
            and self._was_before(result, reading)
        )

    def _says_nouns(self, result: Result, reading: Reading, said: set[str]) -> bool:
        """Tell whether the nouns of a question are said, with what stands beside them, be it by what a thing is."""
        worded = said | self._words_of(result)
        if any(self._is_left_out(n, result, reading, worded) for n in find_nouns(reading)):
            return False
        homes = {n for m in reading.playing(self._ontology, Role.HOST) for n in m.indices}
        found = set(_find_modifiers(result, reading)) - homes  # "the Acme level of X" is its level
        modifiers = (n for n in found if reading.lowers[n] not in self._class_of)
        if any(not set(reading.tokens([n])) & worded for n in modifiers):
            return False
        called = [self._kinds.words(item.iri) for item in result.items[:MOST_SOURCES] if item.iri]
        kinds = worded.union(*called)
        several = len(result.items) > 1 or find_sought(reading).plural or result.plan.kind is PlanKind.LIST
        judged = several or any(called)
        return not judged or not any(self._is_left_out(n, result, reading, kinds) for n in find_qualifiers(reading))

    def _says_verb(self, result: Result, reading: Reading, said: set[str]) -> bool:
        """Tell whether what happens is said: by the question's verb, and by a plan's own where that alone says it."""
        frame = self._frames.get(result.plan.frame)
        if frame is not None and frame.free_places and not set(find_tokens(frame.head)) & said:
            return False  # "X keeps its state in Y" is told by its own verb, and not by any other of the relation
        verb = find_main_verb(reading)
        worded = said | self._words_of(result)
        return verb is None or verb in result.plan.read or bool(set(find_tokens(reading.words[verb].text)) & worded)

    def _was_before(self, result: Result, reading: Reading) -> bool:
        """Tell whether a sentence says that something was there before, where what was before a thing is asked."""
        before = reading.find_later(self._ontology)
        return not before or any(BEFORE_TOKENS & set(find_tokens(source.quote)) for source in result.sources)

    def _is_left_out(self, n: int, result: Result, reading: Reading, said: set[str]) -> bool:
        """Tell whether neither the plan, the sentences nor the kind of what was found account for a noun."""
        word = reading.words[n]
        guessed = n not in result.plan.read or len(result.plan.links) > 1
        return (n in reading.content and guessed and word.lower in TOLD_NOUNS) or (
            n in reading.content
            and n not in result.plan.read
            and n != reading.answer_noun
            and word.lower not in self._class_of
            and not set(find_tokens(word.text)) & said
        )

    def _names_all(self, result: Result, reading: Reading, said: set[str]) -> bool:
        """Tell whether every work that a question names is in the query or in what its facts rest on.

        Where it asks for things of a kind, so is every maker that it names.
        """
        plan = result.plan
        used = plan.used.union(plan.beside)
        return all(
            mention.entity.iri in used
            or mention.close
            or mention.stands_in(said)
            or (is_maker(mention, self._ontology) and self._are_joined(result, mention))
            for mention in reading.mentions
            if self._ontology.plays(mention.entity.type, Role.WORK)
            or (reading.answer_noun is not None and is_maker(mention, self._ontology))
        )

    def _keeps_to_all(self, result: Result, reading: Reading) -> bool:
        """Tell whether a list keeps to every heading, level and value that a question names."""
        plan = result.plan
        used = plan.used.union(iri for link in plan.links for iri in link.among)
        return plan.kind is not PlanKind.LIST or all(
            any(known.iri in used for known in mention.candidates)
            for mention in reading.playing(self._ontology, *_NARROWING)
        )

    def find_offices(self, link: Link, reading: Reading) -> set[str]:
        """Return the words for an office that a question asks for by a relation between people and bodies."""
        ends = (*link.property.domain, *link.property.range)
        if link.node_is_subject or link.property.symmetric or not all(self._ontology.is_a(n, "Agent") for n in ends):
            return set()
        frames = (use.frame for use in reading.nouns)
        worded = (frame for frame in frames if self._ontology.canonical(frame.senses[0])[0] == link.property.name)
        offices = {token for frame in worded for token in find_tokens(frame.lemma)}
        return offices - set(find_tokens(link.property.label))

    def _says_office(self, result: Result, reading: Reading, said: set[str]) -> bool:
        """Tell whether the sentences name the office that a noun asks for: who works for X need not be its head."""
        offices = self.find_offices(result.plan.links[0], reading)
        return not offices or any(is_of(token, said) or self._spells(token, result) for token in offices)

    def _spells(self, initials: str, result: Result) -> bool:
        """Tell whether a sentence holds words with some initials: "ceo" and "chief executive officer"."""
        words = r"\W+".join(rf"{re.escape(letter)}\w+" for letter in initials)
        return any(re.search(rf"\b{words}", source.quote, re.IGNORECASE) for source in result.sources[:MOST_SOURCES])

    def _is_about_thing(self, result: Result, reading: Reading, said: set[str]) -> bool:
        """Tell whether a result is not of a thing where its name is asked about: "the name X"."""
        given = result.plan.given_iris
        of_name = any(reading.asks_of_name(m) for m in reading.mentions if m.entity.iri in given)
        return not of_name or bool(NAMING & said)

    def _are_joined(self, result: Result, mention: Mention) -> bool:
        """Tell whether the graph tells something of what was found together with a maker: "which Acme system"."""
        return all(item.iri and self._evidence.of_pair(item.iri, mention.entity.iri) for item in result.items)

    def _words_of(self, result: Result) -> set[str]:
        """Return the words by which the lexicon says the relations of a result."""
        names = {self._ontology.canonical(link.property.name)[0] for link in result.plan.links}
        return {token for name in names for token in self._words.get(name, ())}


def _find_words(field: Field) -> dict[str, set[str]]:
    """Return the words of the lexicon for each relation, as the index compares them."""
    words: dict[str, set[str]] = {}
    for frame in field.lexicon.frames:
        tokens = {token for form in frame.forms for token in find_tokens(form)}
        for sense in frame.senses:
            words.setdefault(field.ontology.canonical(sense)[0], set()).update(tokens)
    return words


def find_said(sources: Sequence[Source], items: Sequence[Value] = ()) -> set[str]:
    """Return the words of the first sentences behind a result, their titles and headings, and of what was found."""
    texts = [f"{_tell(source)} {source.title} {source.section or ''}" for source in sources[:MOST_SOURCES]]
    texts += [item.label for item in items[:MOST_SOURCES]]
    return {token for text in texts for token in find_tokens(text)}


def _tell(source: Source) -> str:
    """Return what a quote says of a value: "X was begun in 2016, its operator was added in 2018" tells 2016 of X.

    Of a record it is the lines that hold the value, and the first, which names what it is about.
    """
    if source.is_record:
        first, *lines = source.quote.splitlines()
        label = source.object.label.lower()
        return "\n".join([first, *(line for line in lines if label in line.lower())])
    return source.quote if source.object.iri else find_part(source.quote, source.object.label)


def _tell_days(source: Source) -> str:
    """Return the words of a source that may date it: of a record its own lines."""
    return _tell(source) if source.is_record else source.quote


def _find_modifiers(result: Result, reading: Reading) -> Iterator[int]:
    """Yield the words that make another noun of what a plan reads: "file extension", "Acme rules" of Acme."""
    nouns = [use for use in reading.nouns if use.frame.name == result.plan.frame]
    given = result.plan.given_iris
    beside = [use.first - 1 for use in nouns]
    beside += [m.last + 1 for m in reading.mentions if m.entity.iri in given and not reading.words[m.last].possessive]
    read = result.plan.read | reading.verb_places  # "is X developed"
    words = (n for n in beside if nouns and n in reading.content and n not in read)
    yield from (n for n in words if not reading.lowers[n][:1].isdigit())


def _says_exactly(result: Result, reading: Reading, said: set[str]) -> bool:
    """Tell whether versions and namesakes are said: what is told of a thing is not told of one version of it."""
    versions = (n for n in reading.content if _VERSION.fullmatch(reading.words[n].text) and n not in result.plan.read)
    namesakes = (n for n in reading.content if reading.asks_for_namesake(n))
    return all(set(reading.tokens([n])) & said for n in (*versions, *namesakes))


def _is_dated(result: Result, reading: Reading) -> bool:
    """Tell whether the sentences behind a result bear out the years of a question; what changes has its own days."""
    if any(link.property.changes_over_time for link in result.plan.links) or result.plan.within != EVER:
        return True
    if result.plan.kind is PlanKind.EVENT:
        return True  # the query keeps to the days itself
    if result.plan.as_of_said is not None and result.sources and all(source.since for source in result.sources):
        return True  # told for the day asked about
    years = {year for word in reading.years for year in _YEAR.findall(word)}
    told = " ".join(
        f"{_tell_days(s)} {s.section or ''} {s.title} {s.date or ''} {s.valid_from or ''}" for s in result.sources
    )
    return years <= set(_YEAR.findall(told)) or reading.as_of_said is not None


def _is_length(result: Result, reading: Reading) -> bool:
    """Tell whether a length of time was found, where a question asks how long something took."""
    return not asks_how_long(reading.lowers) or result.plan.kind is PlanKind.SPAN


def _is_utmost(result: Result, reading: Reading) -> bool:
    """Tell whether what has the most of something is found by counting or told, where that is asked for."""
    counted = result.plan.kind is not PlanKind.RELATION and result.plan.kind is not PlanKind.CHAIN
    return counted or not asks_for_utmost(reading) or any(says_utmost(s.quote) for s in result.sources)


def _is_planned(result: Result, reading: Reading) -> bool:
    """Tell whether what a question asks of the future is told as planned; of the past or present nothing is asked."""
    return not reading.is_ahead or any(s.modality not in {"asserted", "negated"} for s in result.sources)
