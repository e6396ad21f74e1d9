"""Yes or no: whether the graph or a sentence bears a statement out, or says otherwise."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from api.answering.graph.facts.evidence import EvidenceReader, Source
from api.answering.graph.facts.grounds import find_said
from api.answering.graph.facts.results import Result
from api.answering.model import Answer, Term
from api.answering.question.asked.forms import find_choice
from api.answering.question.places import find_end
from api.answering.question.reading import FrameUse, Mention, Reading
from api.answering.question.wording.claimed import puts_claim
from api.answering.question.words.words import ARTICLES
from api.answering.text.sentences.prose import write_sentences
from api.answering.verdicts.belonging import BelongingReader
from api.answering.verdicts.claims import Claim, ClaimReader
from api.answering.verdicts.headed import HeadedReader
from api.answering.verdicts.levels import LevelReader
from api.answering.verdicts.membership import MembershipReader
from api.answering.verdicts.polarity import says_both
from api.answering.verdicts.tabled import TableVerdictReader
from api.answering.verdicts.told_in_full import FullyToldReader
from api.answering.verdicts.verdict_writing import write_verdict
from indexer.search import PassageIndex
from indexer.tokens import find_tokens
from kg.documents import CELL_GAP
from ontology import Field, Property
from ontology.roles import Role

BEST_FIT = 1.3
# So many words and names that a statement leaves unsaid are too many where they are more than half.
MANY = 3
# The first words of a question for what is so now.
_NOW = frozenset("is are isn't aren't do does don't doesn't has have can".split())


class TruthAnswerer:
    """Answer questions for yes or no."""

    def __init__(
        self,
        passages: PassageIndex,
        evidence: EvidenceReader,
        find: Callable[[Reading], Result | None],
        field: Field,
    ) -> None:
        """`find` answers an open reading by the graph."""
        self._belonging = BelongingReader(evidence, find, field)
        self._claims = ClaimReader(passages, field)
        self._headed = HeadedReader(passages)
        self._levels = LevelReader(evidence, field)
        self._tables = TableVerdictReader(passages, field)
        self._membership = MembershipReader(passages, field)
        self._told_in_full = FullyToldReader(evidence, field)
        self._write = partial(write_verdict, passages, field.ontology)
        self._index = passages
        self._evidence = evidence
        self._field = field
        self._ontology = field.ontology

    def answer(self, reading: Reading) -> Answer | None:
        """Return yes or no with the statement or sentence that says so, or None."""
        if puts_claim(reading.text):
            return None  # yes and no to what is denied by half are easily taken for their contraries
        judged = self._belonging.judge(reading)
        if judged is not None:
            holds, sources = judged
            return self._write(reading, sources, holds)
        return (
            self._by_heading(reading)
            or self._by_level(reading)
            or self._by_group(reading)
            or self._by_facts(reading)
            or self._tables.answer(reading)
            or self._membership.answer(reading)
            or self._by_denial(reading)
            or self._by_sentence(reading)
        )

    def _by_heading(self, reading: Reading) -> Answer | None:
        """Say what a document answers to the same question, which stands above it as a heading."""
        claim = self._headed.find(reading)
        return None if claim is None else self._tell(reading, claim)

    def _by_denial(self, reading: Reading) -> Answer | None:
        """Say no where what is asked is not among all that is told."""
        denial = self._told_in_full.find(reading)
        return None if denial is None else self._write(reading, [denial.source], False, lead=denial.lead)

    def _by_group(self, reading: Reading) -> Answer | None:
        """Compare the group that somebody is listed in with the one named: "is X a gold member"."""
        groups = reading.playing(self._ontology, Role.GROUP)
        others = [m for m in reading.mentions if self._ontology.is_a(m.entity.type, "Agent")]
        others = [m for m in others if not self._ontology.plays(m.entity.type, Role.HOST)]
        if len(groups) != 1 or len(others) != 1:
            return None
        named = {known.iri for known in groups[0].candidates}
        placing = {found.name for found in self._ontology.placing}
        listed = [s for s in self._evidence.said_of(others[0].entity.iri) if s.predicate in placing]
        inside = [source for source in listed if source.object.iri in named]
        return self._write(reading, (inside or listed)[:1], bool(inside)) if listed else None

    def _by_level(self, reading: Reading) -> Answer | None:
        """Compare a value that changes over time with the one asked about: "is X graduated?"."""
        verdict = self._levels.judge(reading)
        return None if verdict is None else self._write(reading, verdict.sources, verdict.holds, verdict.others)

    def _by_facts(self, reading: Reading) -> Answer | None:
        """Look for a statement that joins two things named in the question by the relation it words.

        Where two things are joined by "and" it must hold of both.
        """
        if "than" in reading.lowers:
            return None  # that two things are compared does not tell which is more
        first, *rest = reading.mentions or (None,)
        joined = [m for m in rest if first is not None and self._is_joined(first, m, reading)]
        if first is not None and joined and len(rest) > len(joined):
            things, others = [first, *joined], [m for m in rest if m not in joined]
            found = [self._of_pair(reading, thing, others[0]) for thing in things]
            told = [pair for pair in found if pair is not None]
            if len(told) == len(things):
                return self._write(reading, [source for source, _ in told], all(holds for _, holds in told))
            return None
        for index, one in enumerate(reading.mentions):
            for other in reading.mentions[index + 1 :]:
                if self._is_joined(one, other, reading):
                    continue  # what is asked of both is not said of one by the other
                pair = self._of_pair(reading, one, other)
                if pair is not None and self._tells_all(pair[0], reading):
                    return self._write(reading, [pair[0]], pair[1])
        return None

    def _tells_all(self, source: Source, reading: Reading) -> bool:
        """Tell whether a statement is of all works and agents that a question names, and leaves little of it unsaid."""
        told = find_said([source], source.ends)
        return (
            _says_enough(told, reading)
            and _row_says(source, reading)
            and all(
                m.stands_in(told)
                for m in reading.mentions
                if (m.entity.type == "Agent" or self._ontology.is_a(m.entity.type, "Agent"))
                or self._ontology.plays(m.entity.type, Role.WORK)
                if not self._ontology.plays(m.entity.type, Role.HOST)
            )
        )

    def _is_joined(self, one: Mention, other: Mention, reading: Reading) -> bool:
        """Tell whether two names stand on the two sides of an "and"."""
        between = reading.lowers[one.last + 1 : other.first]
        return between[:1] == ("and",) and not set(between[1:]) - ARTICLES

    def _of_pair(self, reading: Reading, one: Mention, other: Mention) -> tuple[Source, bool] | None:
        """Return the statement that joins two things as asked, else one that says otherwise.

        Of what is so now the newest statement tells, and of one day the denial: what was so stands beside it.
        """
        found = [
            (source, holds)
            for source in self._evidence.of_pair(one.entity.iri, other.entity.iri)
            if (holds := self._holds(reading, source, one, other)) is not None
        ]
        if reading.lowers[0] in _NOW and any(source.modality == "negated" for source, _ in found):
            newest = max(source.date or "" for source, _ in found)
            found = [pair for pair in found if (pair[0].date or "") == newest]
            found.sort(key=lambda pair: pair[0].modality != "negated")
            return found[0]
        return next((pair for pair in found if pair[1]), next(iter(found), None))

    def _holds(self, reading: Reading, source: Source, one: Mention, other: Mention) -> bool | None:
        """Tell whether a statement says what is asked of two things, or the contrary; None where it says neither.

        Words that can be read in several ways ask for what one of these says.
        """
        agreed = [
            told for use in reading.frames if (told := self._agrees(use, reading, source, one, other)) is not None
        ]
        if any(agreed) and (source.modality == "hedged" or (source.modality == "planned" and not reading.is_ahead)):
            return None  # what may be so, or is planned, neither is nor is not
        if agreed:
            return any(agreed) and source.modality != "negated"
        if not reading.frames and source.modality == "asserted" and self._says_the_rest(source, reading):
            return True
        return None

    def _agrees(self, use: FrameUse, reading: Reading, source: Source, one: Mention, other: Mention) -> bool | None:
        """Tell whether a statement has its ends where the words of a question put them; None for another relation."""
        senses = {self._ontology.canonical(sense) for sense in use.frame.senses}
        names = {name for name, _ in senses}
        near = {parent for name in names for parent in [name, self._ontology.properties[name].parent] if parent}
        needs_marker = use.frame.is_verb and use.frame.markers and not use.marked
        if needs_marker or source.predicate not in names | near:
            return None
        found = self._ontology.properties[source.predicate]
        end = find_end(use, one.first, one.last, reading.words)
        swapped = dict(senses).get(source.predicate, False)
        return (
            end is None
            or found.symmetric
            or not self._may_turn(source, found, one, other)
            or ((source.subject.iri == one.entity.iri) == (end.is_subject != swapped))
        )

    def _says_the_rest(self, source: Source, reading: Reading) -> bool:
        """Tell whether the sentence of a statement holds the words of a question beside its names ("left the X")."""
        label = self._ontology.properties[source.predicate].label
        said = set(find_tokens(f"{source.quote} {source.section or ''} {label}"))
        return all(set(find_tokens(word.text)) & said for word in reading.unread(reading.named))

    def _may_turn(self, source: Source, found: Property, one: Mention, other: Mention) -> bool:
        """Tell whether a statement's ends could stand the other way round, by their classes."""
        subject, end = (one, other) if source.subject.iri == one.entity.iri else (other, one)
        return self._ontology.may_be(subject.entity.type, found.range) and self._ontology.may_be(
            end.entity.type, found.domain
        )

    def _by_sentence(self, reading: Reading) -> Answer | None:
        """Look for a sentence that says what is asked, or denies it."""
        claim = self._claims.find(reading)
        return None if claim is None else self._tell(reading, claim)

    def _tell(self, reading: Reading, claim: Claim) -> Answer | None:
        """Return the verdict of sentences, or which of two words they say where a question puts these to choice."""
        told = write_sentences(self._index, reading, claim.hits, claim.sentences, confidence=claim.fit / BEST_FIT)
        if choice := find_choice(reading.words, reading.mentions):
            said = {token for sentence in claim.sentences for token in find_tokens(sentence.text)}
            held = [reading.words[n].text for n in choice if set(find_tokens(reading.words[n].text)) <= said]
            if len(held) < len(choice) or not says_both(held, claim.sentences[-1].text):
                items = [Term(label=word) for word in held if len(held) == 1]
                return told.model_copy(update={"items": items}) if held else None
        return told.as_verdict(not claim.is_denied)


def _row_says(source: Source, reading: Reading) -> bool:
    """Tell whether the row of a table that a statement comes from says all that is asked beside it: "in production"."""
    if CELL_GAP not in source.quote:
        return True
    *_, row = source.quote.split("\n")
    rest = reading.tokens(n for n in reading.content if n not in reading.named | reading.worded)
    return CELL_GAP not in row or set(rest) <= set(find_tokens(row))


def _says_enough(said: set[str], reading: Reading) -> bool:
    """Tell whether some words leave no more than half of the words and names of a long question unsaid.

    What the words of relations say is said.
    """
    rest = [n for n in reading.unnamed if n not in reading.worded]
    unsaid = sum(not set(reading.tokens([n])) & said for n in rest)
    unsaid += sum(not mention.stands_in(said) for mention in reading.mentions)
    return unsaid < MANY or 2 * unsaid <= len(rest) + len(reading.mentions)
