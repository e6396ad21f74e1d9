"""Relations: the one relation that a question words between what it names and what it asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from api.answering.graph.plans.filters import FilterReader
from api.answering.graph.plans.links import Linker
from api.answering.graph.plans.patterns import Link
from api.answering.graph.plans.queries import Plan
from api.answering.question.places import find_end
from api.answering.question.reading import FrameUse, Mention, Reading
from api.answering.question.words.words import ARTICLES, DO
from ontology import Field, Place, Property
from ontology.roles import PropertyRole, Role

# How sure a plan is whose end only its place shows, and what makes one less sure: a word of several relations, the
# next candidate for a name, a misspelt one, a verb without its preposition, one whose preposition stands for another
# relation, a wider relation than the one worded, and a heading of the question that is left out.
END_GUESSED = 0.75
SEVERAL_SENSES, LESS_LIKELY, MISSPELT, NO_PREPOSITION, ANOTHER_MARKED, WIDER = 0.05, 0.1, 0.1, 0.4, 0.2, 0.1
UNSORTED = 0.05
# Where a thing's own category and that category's layer are both asked for by a word, the nearer is meant.
LESS_DIRECT = 0.02
# What is told of the day asked about says more than what is told of any day.
BY_THEN = 0.02


class RelationPlanner:
    """Plan "who created X", "which projects use X": a relation worded, and the end that is not named."""

    def __init__(self, field: Field, linker: Linker, filters: FilterReader) -> None:
        self._field = field
        self._ontology = field.ontology
        self._linker = linker
        self._filters = filters

    def plans(self, reading: Reading) -> Iterator[Plan]:
        """Yield the plans of each relation worded and each name that may stand at an end of it."""
        for use in reading.frames:
            for mention in reading.mentions:
                yield from self._one_hop(reading, use, mention)

    def _one_hop(self, reading: Reading, use: FrameUse, mention: Mention) -> Iterator[Plan]:
        """Yield the plans for what stands at the other end of a relation than a name."""
        end = find_end(use, mention.first, mention.last, reading.words)
        if end is None or self._names_the_kind(use, mention, reading) or self._is_verb_here(use, reading):
            return
        if _asks_for_doer(use, reading):
            return
        marked = [u.frame for u in reading.frames if u.marked and u.first == use.first and not use.marked]
        if any(reading.lowers[-1] in frame.markers for frame in marked):
            return  # "what is X built on" does not ask who built it
        read = self._linker.words_of(use, reading) | mention.indices | _find_copula(use, mention, reading)
        for rank, known in enumerate(mention.candidates[:3]):
            for link, wider in self._linker.with_parents(use, known, end.is_subject, reading):
                doubt = (
                    SEVERAL_SENSES * self._may_mean_another(use, link, reading)
                    + LESS_LIKELY * rank
                    + MISSPELT * mention.close
                    + NO_PREPOSITION * _lacks_preposition(use, link, reading)
                    + ANOTHER_MARKED * bool(marked)
                    + WIDER * wider
                )
                filtered = self._may_be_filtered(link.asked_side(), mention, reading)
                links, extra = self._filters.find(reading, (mention,), link.property, use) if filtered else ((), set())
                path = self._linker.path(link, known.type)
                plan = Plan(
                    links=(*path, *links),
                    read=frozenset(read | extra),
                    given=(known,),
                    sure=(1.0 if end.sure else END_GUESSED) - doubt - (LESS_DIRECT if len(path) > 1 else 0.0),
                    as_of=reading.as_of,
                    as_of_said=reading.as_of_said,
                    asked=link.property,
                    frame=use.frame.name,
                )
                yield from by_then(plan, reading)
                if links:
                    wide = tuple(link for link in plan.links if not self._sorts(link.property))
                    yield replace(plan, links=wide, read=frozenset(read), sure=plan.sure - UNSORTED)

    def _may_mean_another(self, use: FrameUse, link: Link, reading: Reading) -> bool:
        """Tell whether a word has other senses than one that gives a value, and no noun says that a value is meant."""
        values = all(self._ontology.plays(name, Role.VALUE) for name in link.asked_side())
        return len(use.frame.senses) > 1 and reading.answer_class is None and values

    def _may_be_filtered(self, side: tuple[str, ...], mention: Mention, reading: Reading) -> bool:
        """Tell whether a question may say which items at an end are meant: works, or whoever stands in a group."""
        grouped = (self._ontology.plays(m.entity.type, Role.GROUP) for m in reading.mentions if m is not mention)
        works = self._ontology.may_be(self._ontology.class_for(Role.WORK), side)
        return reading.answer_class is not None and (works or any(grouped))

    def _sorts(self, found: Property) -> bool:
        """Tell whether a property sorts works under a heading."""
        held = any(self._ontology.holds(name, Role.WORK) for name in found.range)
        return PropertyRole.PLACING in found.roles and held

    def _is_verb_here(self, use: FrameUse, reading: Reading) -> bool:
        """Tell whether a noun of the lexicon is a verb where it stands: "what does X use"."""
        if not use.frame.is_noun or use.first != use.last:
            return False
        lowers = reading.lowers[: use.first]
        form = reading.lowers[use.first]
        return (
            bool(set(lowers) & DO)
            and lowers[-1] not in ARTICLES | {"of", "which", "what"}
            and any(frame.is_verb and frame.lemma == form for frame in self._field.lexicon.by_form[form])
        )

    def _names_the_kind(self, use: FrameUse, mention: Mention, reading: Reading) -> bool:
        """Tell whether a noun only says what kind of answer is wanted ("which projects ...", not "... by Acme")."""
        if reading.answer_noun is None or not use.first <= reading.answer_noun <= use.last:
            return False
        between = set(reading.lowers[use.last + 1 : mention.first])
        if between & set(use.frame.markers) and between <= {*use.frame.markers, *ARTICLES}:
            return False
        if use.frame.is_verb:
            return reading.asks in {"which", "what"}
        return use.frame.is_noun and Place.COPULATIVE not in use.frame.object_places


def _asks_for_doer(use: FrameUse, reading: Reading) -> bool:
    """Tell whether it is asked who does what a verb says, where neither end of its relation does.

    "Who donated X" and "who was X donated by" ask for no host.
    """
    frame, lowers = use.frame, reading.lowers
    acts = lowers[max(0, use.first - 1) : use.first] == ("who",) or lowers[-1] == "by" or lowers[:2] == ("by", "whom")
    return acts and frame.is_verb and not use.marked and Place.SUBJECT not in frame.subject_places | frame.object_places


def _lacks_preposition(use: FrameUse, link: Link, reading: Reading) -> bool:
    """Tell whether a verb whose end stands behind a preposition alone has none.

    "Where does X belong" asks under which heading: the preposition is in the question word.
    """
    needed = {Place.PREPOSITIONAL} in (use.frame.object_places, use.frame.subject_places)
    asked_where = reading.asks == "where" and PropertyRole.PLACING in link.property.roles
    return needed and not use.marked and use.frame.is_verb and not asked_where


def _find_copula(use: FrameUse, mention: Mention, reading: Reading) -> set[int]:
    """Return the words between a name and what it is said to be by "as": "X started as a fork of what"."""
    between = range(mention.last + 1, use.first)
    return set(between) if any(reading.lowers[n] == "as" for n in between) else set()


def by_then(plan: Plan, reading: Reading) -> Iterator[Plan]:
    """Yield a plan, and that for what was so on the day of "the home page of X in 2022": vintages may tell it."""
    yield plan
    found = plan.asked
    past = not {"was", "were", "did"}.isdisjoint(reading.lowers)
    if found is None or reading.as_of is None or reading.as_of_said is not None or not past:
        return
    if PropertyRole.PLACING in found.roles or found.range == ("anyURI",):
        yield replace(plan, as_of_said=reading.as_of, sure=plan.sure + BY_THEN)
