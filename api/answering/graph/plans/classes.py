"""Classes: what a question asks for by the class of the answer alone - "which level did X have", "where is X"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from api.answering.graph.plans.links import Linker
from api.answering.graph.plans.patterns import Link, to_since_pattern
from api.answering.graph.plans.queries import Plan, PlanKind
from api.answering.graph.plans.relations import by_then
from api.answering.question.reading import Mention, Reading
from api.answering.question.words.words import BE, SOURCE_WORDS
from ontology import Field, Property
from ontology.roles import PropertyRole, Role


class ClassPlanner:
    """Plan questions for the class, the kind, the place or the day of things, whose relation no word says."""

    def __init__(self, field: Field, linker: Linker) -> None:
        self._field = field
        self._ontology = field.ontology
        self._linker = linker

    def plans(self, reading: Reading) -> Iterator[Plan]:
        """Yield the plans of all kinds."""
        yield from self._by_class(reading)
        yield from self._by_kind(reading)
        yield from self._elsewhere(reading)
        yield from self._placed(reading)
        if reading.answer_class == "Date":
            yield from self._dates(reading)

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
                yield from by_then(plan, reading)

    def _path_to(self, mention: Mention, found: Property, number: int = 0) -> tuple[Link, ...]:
        """Return the links from a thing to the values of a property, itself or by what it stands under; else none."""
        path = self._linker.path(Link(mention.entity.iri, found, True), mention.entity.type)
        if len(path) == 1:
            return path if self._ontology.may_be(mention.entity.type, found.domain) else ()
        between = f"?between{number or ''}"
        return (replace(path[0], item=between), replace(path[1], node=between))

    def _by_kind(self, reading: Reading) -> Iterator[Plan]:
        """Yield plans for "what kind of project is X": the category that it is sorted into."""
        lowers = reading.lowers
        place = next((n for n, lower in enumerate(lowers[:4]) if lower in {"kind", "kinds", "type", "sort"}), None)
        if place is None or lowers[place + 1 : place + 2] != ("of",):
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
        lowers = set(reading.lowers)
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
                    read = reading.whole
                    yield Plan((link,), read, (mention.entity,), 1.05, asked=found, kind=PlanKind.CLASS)

    def _placed(self, reading: Reading) -> Iterator[Plan]:
        """Yield plans for "where is X in the landscape", which no verb words: what things stand under."""
        lowers = reading.lowers
        if reading.asks != "where" or reading.frames or not set(lowers) & SOURCE_WORDS:
            return
        for found in self._ontology.placing:
            for mention in reading.mentions:
                if found.domain != ("Thing",) and self._may_be_sorted(mention, found):
                    link = Link(mention.entity.iri, found, True)
                    yield Plan((link,), mention.indices, (mention.entity,), 0.9, asked=found, kind=PlanKind.CLASS)

    def _says_kind(self, noun: str) -> bool:
        """Tell whether a noun is one for works, or for what somebody is to another ("member")."""
        if self._field.is_noun_of_works(noun):
            return True
        return any(frame.names_subject for frame in self._field.lexicon.by_form.get(noun, ()))

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
                        link = Link(iri, found, False)
                        yield Plan(
                            (link,),
                            place.union(mention.indices, reading.worded),
                            (mention.entity,),
                            1.0,
                            asked=found,
                            kind=PlanKind.SINCE,
                            pattern=to_since_pattern(link, mention.entity.iri),
                        )
