"""Plans: the queries that a question could mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from api.answering.graph.addresses import AddressPlanner
from api.answering.graph.chains import ChainPlanner
from api.answering.graph.combining import Combiner
from api.answering.graph.events import EventPlanner
from api.answering.graph.histories import HistoryPlanner
from api.answering.graph.links import Linker
from api.answering.graph.listings import ListPlanner
from api.answering.graph.makers import MakerPlanner
from api.answering.graph.patterns import Link
from api.answering.graph.queries import Plan, PlanKind
from api.answering.graph.ranks import RankPlanner
from api.answering.graph.sharing import SharingPlanner
from api.answering.graph.tallies import TallyPlanner
from api.answering.question.places import find_end
from api.answering.question.reading import FrameUse, Mention, Reading
from api.answering.question.words import ARTICLES, BE, DO, SOURCE_WORDS
from ontology import Field, Place, Property
from ontology.roles import PropertyRole, Role

# Where a thing's own category and that category's layer are both asked for by a word, the nearer is meant.
LESS_DIRECT = 0.02
# What is told of the day asked about says more than what is told of any day.
BY_THEN = 0.02


class Planner:
    """Make the plans that a reading allows."""

    def __init__(self, field_: Field) -> None:
        self._field = field_
        self._ontology = field_.ontology
        self._linker = Linker(field_)
        self._chains = ChainPlanner(field_, self._linker)
        self._lists = ListPlanner(field_)
        self._events = EventPlanner(field_, self._lists)
        self._histories = HistoryPlanner(field_, self._lists)
        self._tallies = TallyPlanner(field_, self._lists)
        self._ranks = RankPlanner(field_, self._lists)
        self._combiner = Combiner(field_)
        self._addresses = AddressPlanner(field_)
        self._makers = MakerPlanner(field_)
        self._sharing = SharingPlanner(field_, self._lists)

    def plans(self, reading: Reading) -> Iterator[Plan]:
        """Yield every plan: worded relations of what is named, chains of two, lists by kind and filter."""
        yield from self._combiner.combine(self._plans(reading), reading)

    def _plans(self, reading: Reading) -> Iterator[Plan]:
        """Yield the plans for what is named, whether it is denied, or joined with something else, or neither."""
        for use in reading.frames:
            for mention in reading.mentions:
                yield from self._one_hop(reading, use, mention)
        yield from self._chains.plans(reading)
        yield from self._lists.plans(reading)
        yield from self._events.plans(reading)
        yield from self._histories.plans(reading)
        yield from self._ranks.plans(reading)
        yield from self._tallies.plans(reading)
        yield from self._sharing.plans(reading)
        yield from self._addresses.plans(reading)
        yield from self._makers.plans(reading)
        yield from self._lists.examples(reading)
        yield from self._lists.headings(reading)
        yield from self._by_class(reading)
        yield from self._by_kind(reading)
        yield from self._elsewhere(reading)
        yield from self._placed(reading)
        if reading.answer_class == "Date":
            yield from self._dates(reading)

    def _one_hop(self, reading: Reading, use: FrameUse, mention: Mention) -> Iterator[Plan]:
        end = find_end(use, mention.first, mention.last, reading.words)
        if end is None or self._names_the_kind(use, mention, reading) or self._is_verb_here(use, reading):
            return
        marked = [u.frame for u in reading.frames if u.marked and u.first == use.first and not use.marked]
        if any(reading.words[-1].lower in frame.markers for frame in marked):
            return  # "what is X built on" does not ask who built it
        read = self._linker.words_of(use, reading) | mention.indices | _find_copula(use, mention, reading)
        needs_marker = {Place.PREPOSITIONAL} in (use.frame.object_places, use.frame.subject_places)
        unmarked = needs_marker and not use.marked and use.frame.part_of_speech == "verb"
        for rank, known in enumerate(mention.candidates[:3]):
            for link, wider in self._linker.with_parents(use, known, end.is_subject, reading):
                asked_side = link.property.range if link.node_is_subject else link.property.domain
                narrows = reading.answer_class is not None and self._ontology.may_be(
                    self._ontology.class_for(Role.WORK), asked_side
                )
                grouped = any(
                    self._ontology.plays(m.entity.type, Role.GROUP) for m in reading.mentions if m is not mention
                )
                narrows = narrows or (grouped and reading.answer_class is not None)
                links, extra = self._lists.filters(reading, use, (mention,), link.property) if narrows else ((), set())
                narrow = len(use.frame.senses) > 1 and reading.answer_class is None and self._is_value(asked_side)
                # "Where does X belong" asks under which heading: the preposition is in the question word.
                asked_where = reading.asks == "where" and PropertyRole.PLACING in link.property.roles
                lacks = unmarked and not asked_where
                doubt = (
                    0.05 * narrow + 0.1 * rank + 0.1 * mention.close + 0.4 * lacks + 0.2 * bool(marked) + 0.1 * wider
                )
                path = self._linker.path(link, known.type)
                plan = Plan(
                    links=(*path, *links),
                    read=frozenset(read | extra),
                    given=(known,),
                    sure=(1.0 if end.sure else 0.75) - doubt - (LESS_DIRECT if len(path) > 1 else 0.0),
                    as_of=reading.as_of,
                    as_of_said=reading.as_of_said,
                    asked=link.property,
                    frame=use.frame.name,
                )
                yield plan
                yield from self._then(plan, reading)
                if links:
                    wide = tuple(link for link in plan.links if not self._sorts(link.property))
                    yield replace(plan, links=wide, read=frozenset(read), sure=plan.sure - 0.05)

    def _sorts(self, found: Property) -> bool:
        """Tell whether a property sorts works under a heading."""
        held = any(self._ontology.holds(name, Role.WORK) for name in found.range)
        return PropertyRole.PLACING in found.roles and held

    def _then(self, plan: Plan, reading: Reading) -> Iterator[Plan]:
        """Yield a plan for what was so on the day of "what was the home page of X in 2022": vintages may tell it."""
        found = plan.asked
        past = any(word.lower in {"was", "were", "did"} for word in reading.words)
        if found is None or reading.as_of is None or reading.as_of_said is not None or not past:
            return
        if PropertyRole.PLACING in found.roles or found.range == ("anyURI",):
            yield replace(plan, as_of_said=reading.as_of, sure=plan.sure + BY_THEN)

    def _is_value(self, side: Sequence[str]) -> bool:
        """Tell whether an end is of a class of values, which a question asks for by its name: "which language"."""
        return all(self._ontology.plays(name, Role.VALUE) for name in side)

    def _is_verb_here(self, use: FrameUse, reading: Reading) -> bool:
        """Tell whether a noun of the lexicon is a verb where it stands: "what does X use"."""
        if use.frame.part_of_speech != "noun" or use.first != use.last:
            return False
        lowers = [word.lower for word in reading.words[: use.first]]
        form = reading.words[use.first].lower
        return (
            bool(set(lowers) & DO)
            and lowers[-1] not in ARTICLES | {"of", "which", "what"}
            and any(
                frame.part_of_speech == "verb" and frame.lemma == form for frame in self._field.lexicon.by_form[form]
            )
        )

    def _names_the_kind(self, use: FrameUse, mention: Mention, reading: Reading) -> bool:
        """Tell whether a noun only says what kind of answer is wanted ("which projects ...", not "... by Acme")."""
        if reading.answer_noun is None or not use.first <= reading.answer_noun <= use.last:
            return False
        between = {word.lower for word in reading.words[use.last + 1 : mention.first]}
        if between & set(use.frame.markers) and between <= {*use.frame.markers, *ARTICLES}:
            return False
        if use.frame.part_of_speech == "verb":
            return reading.asks in {"which", "what"}
        return use.frame.part_of_speech == "noun" and Place.COPULATIVE not in use.frame.object_places

    def _by_class(self, reading: Reading) -> Iterator[Plan]:
        """Yield plans for "which level did X have": the one property that leads to the class asked for."""
        noun = {reading.answer_noun} if reading.answer_noun is not None else set()
        for found in self._ontology.stated:
            if found.range != (reading.answer_class,) or found.domain == ("Thing",):
                continue
            fitting = [m for m in reading.mentions if m.entity.type != "Thing" and self._path_to(m, found)]
            together = [tuple(fitting)] if len(fitting) > 1 else []  # "in which layer are X and Y"
            for group in (*together, *((mention,) for mention in fitting)):
                links = tuple(link for n, mention in enumerate(group) for link in self._path_to(mention, found, n))
                read = frozenset(noun.union(*(mention.indices for mention in group)))
                given = tuple(mention.entity for mention in group)
                plan = Plan(links, read, given, 0.8, reading.as_of, found, kind=PlanKind.CLASS)
                yield plan
                yield from self._then(plan, reading)

    def _path_to(self, mention: Mention, found: Property, number: int = 0) -> tuple[Link, ...]:
        """Return the links from a thing to the values of a property, itself or by what it stands under; else none."""
        path = self._linker.path(Link(mention.entity.iri, found, True), mention.entity.type)
        if len(path) == 1:
            return path if self._ontology.may_be(mention.entity.type, found.domain) else ()
        between = f"?between{number or ''}"
        return (replace(path[0], item=between), replace(path[1], node=between))

    def _by_kind(self, reading: Reading) -> Iterator[Plan]:
        """Yield plans for "what kind of project is X": the category that it is sorted into."""
        lowers = [word.lower for word in reading.words]
        place = next((n for n, lower in enumerate(lowers[:4]) if lower in {"kind", "kinds", "type", "sort"}), None)
        if place is None or lowers[place + 1 : place + 2] != ["of"]:
            return
        end = next((n for n in range(place + 2, len(lowers)) if lowers[n] in BE), place + 3)
        if not any(self._says_kind(lower) for lower in lowers[place + 2 : end]):
            return
        for found in self._ontology.stated:
            if PropertyRole.PLACING not in found.roles:
                continue
            sorted_ = [m for m in reading.mentions if self._may_be_sorted(m, found)]
            together = [tuple(sorted_)] if len(sorted_) > 1 else []  # "what kind of tools are X and Y" have in common
            for group in (*together, *((mention,) for mention in sorted_)):
                read = {*range(place, end), *(n for m in group for n in m.indices)}
                links = tuple(Link(mention.entity.iri, found, True) for mention in group)
                given = tuple(mention.entity for mention in group)
                yield Plan(links, frozenset(read), given, 1.15, kind=PlanKind.CLASS)

    def _elsewhere(self, reading: Reading) -> Iterator[Plan]:
        """Yield plans for "where else is X listed": the further headings of a thing, beside the first."""
        lowers = {word.lower for word in reading.words}
        placing = [
            found
            for use in reading.frames
            for found in (self._ontology.properties[sense] for sense in use.frame.senses)
            if PropertyRole.PLACING in found.roles
        ]
        if reading.asks != "where" or not lowers & {"else", "also"} or not placing:
            return
        for found in self._ontology.stated:
            beside = found.domain == placing[0].domain and found.range == placing[0].range and found != placing[0]
            for mention in reading.mentions if beside else ():
                if self._may_be_sorted(mention, found):
                    link = Link(mention.entity.iri, found, True)
                    read = frozenset(range(len(reading.words)))
                    yield Plan((link,), read, (mention.entity,), 1.05, asked=found, kind=PlanKind.CLASS)

    def _placed(self, reading: Reading) -> Iterator[Plan]:
        """Yield plans for "where is X in the landscape", which no verb words: what things stand under."""
        lowers = [word.lower for word in reading.words]
        if reading.asks != "where" or reading.frames or not set(lowers) & SOURCE_WORDS:
            return
        for found in self._ontology.placing:
            for mention in reading.mentions:
                if found.domain != ("Thing",) and self._may_be_sorted(mention, found):
                    link = Link(mention.entity.iri, found, True)
                    yield Plan((link,), mention.indices, (mention.entity,), 0.9, asked=found, kind=PlanKind.CLASS)

    def _says_kind(self, noun: str) -> bool:
        """Tell whether a noun is one for works, or for what somebody is to another ("member")."""
        if self._ontology.plays(self._field.lexicon.class_of.get(noun, ""), Role.WORK):
            return True
        frames = self._field.lexicon.by_form.get(noun, ())
        return any(f.part_of_speech == "noun" and Place.COPULATIVE in f.subject_places for f in frames)

    def _may_be_sorted(self, mention: Mention, placing: Property) -> bool:
        """Tell whether a thing may stand under a heading of a property; a host is where others stand."""
        kind = mention.entity.type
        return not self._ontology.plays(kind, Role.HOST) and self._ontology.may_be(kind, placing.domain)

    def _dates(self, reading: Reading) -> Iterator[Plan]:
        """Yield plans for "when did X become Y": the day since which a value that changes holds."""
        values = [(m.entity.iri, m.indices) for m in reading.mentions]
        for use in reading.frames:
            known = self._field.find_fixed_object(use.frame)
            if known is not None:
                values.append((known.iri, use.indices))
        for found in self._ontology.changing:
            wanted = {n.iri for n in self._field.gazetteer if n.type in found.range}
            for iri, place in values:
                for mention in reading.mentions:
                    if (
                        iri in wanted
                        and mention.entity.iri != iri
                        and self._ontology.may_be(mention.entity.type, found.domain)
                    ):
                        worded = (n for u in reading.frames for n in u.indices)
                        yield Plan(
                            (Link(iri, found, False),),
                            place.union(mention.indices, worded),
                            (mention.entity,),
                            1.0,
                            asked=found,
                            since=mention.entity,
                        )


def _find_copula(use: FrameUse, mention: Mention, reading: Reading) -> set[int]:
    """Return the words between a name and what it is said to be by "as": "X started as a fork of what"."""
    between = range(mention.last + 1, use.first)
    return set(between) if any(reading.words[n].lower == "as" for n in between) else set()
