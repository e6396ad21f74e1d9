"""Plans: the queries that a question could mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from api.answering.entities import Known
from api.answering.places import find_end
from api.answering.queries import Link, Plan
from api.answering.reading import FrameUse, Mention, Reading
from api.answering.words import ARTICLES
from ontology import Field, Place, Property

_RELATIVES = {"that", "which", "who", "whose", "where"}


class Planner:
    """Make the plans that a reading allows."""

    def __init__(self, field_: Field) -> None:
        self._field = field_
        self._ontology = field_.ontology

    def plans(self, reading: Reading) -> Iterator[Plan]:
        """Yield every plan: worded relations of what is named, chains of two, lists by kind and filter."""
        for use in reading.frames:
            for mention in reading.mentions:
                yield from self._one_hop(reading, use, mention)
        yield from self._chains(reading)
        yield from self._listings(reading)
        yield from self._by_class(reading)
        if reading.answer_class == "Date":
            yield from self._dates(reading)

    def _one_hop(self, reading: Reading, use: FrameUse, mention: Mention) -> Iterator[Plan]:
        end = find_end(use, mention.first, mention.last, reading.words)
        if end is None or self._names_the_kind(use, reading):
            return
        read = self._words_of(use, reading) | set(range(mention.first, mention.last + 1))
        asked_places = use.frame.object_places if end.is_subject else use.frame.subject_places
        unmarked = asked_places == {Place.PREPOSITIONAL} and not use.marked and use.frame.part_of_speech == "verb"
        for rank, known in enumerate(mention.candidates[:3]):
            for link, wider in self._with_parents(use, known, end.is_subject, reading):
                asked_side = link.property.range if link.node_is_subject else link.property.domain
                narrows = reading.answer_class is not None and self._ontology.may_be("Software", asked_side)
                links, extra = self._filters(reading, use, (mention,), link.property) if narrows else ((), set())
                plan = Plan(
                    links=(*self._path(link, known.type, end.is_subject), *links),
                    read=frozenset(read | extra),
                    given=(known,),
                    sure=(1.0 if end.sure else 0.75) - 0.1 * rank - 0.1 * mention.close - 0.4 * unmarked - 0.1 * wider,
                    as_of=reading.as_of,
                    as_of_said=reading.as_of_said,
                    asked=link.property,
                    frame=use.frame.name,
                )
                yield plan
                if links:
                    wide = tuple(link for link in plan.links if link.property.name not in {"inCategory"})
                    yield replace(plan, links=wide, read=frozenset(read), sure=plan.sure - 0.05)

    def _with_parents(
        self, use: FrameUse, known: Known, is_subject: bool, reading: Reading
    ) -> Iterator[tuple[Link, bool]]:
        """Yield the links of a frame, and the same with the wider property, which is less sure."""
        for link in self._links(use, known.iri, known.type, is_subject, reading):
            yield link, False
            parent = link.property.parent
            if parent is not None and self._ontology.properties[parent].domain == link.property.domain:
                yield replace(link, property=self._ontology.properties[parent]), True

    def _names_the_kind(self, use: FrameUse, reading: Reading) -> bool:
        """Tell whether a noun only says what kind of answer is wanted ("which projects ...")."""
        if reading.answer_noun is None or not use.first <= reading.answer_noun <= use.last:
            return False
        if use.frame.part_of_speech == "verb":
            return reading.asks in {"which", "what"}
        return use.frame.part_of_speech == "noun" and Place.COPULATIVE not in use.frame.object_places

    def _links(self, use: FrameUse, node: str, node_type: str, is_subject: bool, reading: Reading) -> Iterator[Link]:
        """Yield the senses of a frame that fit what is known and what is asked for."""
        for sense in use.frame.senses:
            found = self._ontology.properties[sense]
            known_side, asked_side = (found.domain, found.range) if is_subject else (found.range, found.domain)
            if found.literal and not is_subject:
                continue
            if use.frame.fixed_object is not None:
                continue
            fits = self._ontology.may_be(node_type, known_side) or self._bridge(node_type, known_side) is not None
            if not fits or not self._answers(reading.answer_class, found, asked_side):
                continue
            name, swapped = self._ontology.canonical(sense)
            yield Link(node, self._ontology.properties[name], is_subject != swapped)

    def _answers(self, answer_class: str | None, found: Property, side: tuple[str, ...]) -> bool:
        """Tell whether a property can give what is asked for."""
        if answer_class is None:
            return True
        if answer_class == "Date":
            return found.literal and found.name.endswith(("On", "In", "Since"))
        if found.literal:
            return answer_class in {"Concept", "Specification"} or found.name == "defaultSince"
        return self._ontology.may_be(answer_class, side) or not any(
            self._ontology.are_disjoint(answer_class, c) for c in side if c in self._ontology.parents
        )

    def _bridge(self, node_type: str, wanted: tuple[str, ...]) -> Property | None:
        """Return a property that leads from something of a type to what a relation wants."""
        if node_type == "Thing" or len(wanted) != 1 or wanted[0] == "Thing":
            return None
        for found in self._ontology.properties.values():
            if self._ontology.canonical(found.name)[1]:
                continue
            if (
                found.range == wanted
                and found.range != ("MaturityLevel",)
                and found.domain != ("Thing",)
                and self._ontology.may_be(node_type, found.domain)
            ):
                return found
        return None

    def _path(self, link: Link, node_type: str, is_subject: bool) -> tuple[Link, ...]:
        """Return a link, or two where its property is not said of such a thing itself but of what it belongs to."""
        side = link.property.domain if link.node_is_subject else link.property.range
        if node_type == "Thing" or self._ontology.may_be(node_type, side):
            return (link,)
        bridge = self._bridge(node_type, side)
        if bridge is None:
            return (link,)
        return (Link(link.node, bridge, True, "?between"), replace(link, node="?between"))

    def _by_class(self, reading: Reading) -> Iterator[Plan]:
        """Yield plans for "which level did X have": the one property that leads to the class asked for."""
        noun = {reading.answer_noun} if reading.answer_noun is not None else set()
        for found in self._ontology.properties.values():
            if (
                found.range != (reading.answer_class,)
                or found.domain == ("Thing",)
                or self._ontology.canonical(found.name)[1]
            ):
                continue
            for mention in reading.mentions:
                if mention.entity.type != "Thing" and self._ontology.may_be(mention.entity.type, found.domain):
                    read = frozenset(noun | set(range(mention.first, mention.last + 1)))
                    link = Link(mention.entity.iri, found, True)
                    yield Plan((link,), read, (mention.entity,), 0.8, reading.as_of, found, frame="class")

    def _dates(self, reading: Reading) -> Iterator[Plan]:
        """Yield plans for "when did X become Y": the day since which a value that changes holds."""
        values = [(m.entity.iri, range(m.first, m.last + 1)) for m in reading.mentions]
        for use in reading.frames:
            known = self._field.find_fixed_object(use.frame)
            if known is not None:
                values.append((known.iri, range(use.first, use.last + 1)))
        for found in self._ontology.properties.values():
            if not found.changes_over_time or self._ontology.canonical(found.name)[1]:
                continue
            wanted = {n.iri for n in self._field.gazetteer if n.type in found.range}
            for iri, place in values:
                for mention in reading.mentions:
                    if (
                        iri in wanted
                        and mention.entity.iri != iri
                        and self._ontology.may_be(mention.entity.type, found.domain)
                    ):
                        read = set(place) | set(range(mention.first, mention.last + 1))
                        read |= {n for u in reading.frames for n in range(u.first, u.last + 1)}
                        yield Plan(
                            (Link(iri, found, False),),
                            frozenset(read),
                            (mention.entity,),
                            1.0,
                            asked=found,
                            since=mention.entity,
                        )

    def _chains(self, reading: Reading) -> Iterator[Plan]:
        """Yield plans of two relations: the thing described by one is what the other is asked of."""
        for inner in reading.frames:
            for mention in reading.mentions:
                end = find_end(inner, mention.first, mention.last, reading.words)
                span = self._described(inner, mention, reading)
                if end is None or span is None:
                    continue
                for outer in reading.frames:
                    if span[0] <= outer.first <= span[1] or outer.frame.fixed_object:
                        continue
                    outer_end = find_end(outer, span[0], span[1], reading.words)
                    if outer_end is None:
                        continue
                    yield from self._chain(reading, inner, mention, end.is_subject, outer, outer_end.is_subject, span)

    def _chain(
        self,
        reading: Reading,
        inner: FrameUse,
        mention: Mention,
        inner_subject: bool,
        outer: FrameUse,
        outer_subject: bool,
        span: tuple[int, int],
    ) -> Iterator[Plan]:
        noun_class = self._class_at(reading, span)
        read = set(range(span[0], span[1] + 1)) | self._words_of(outer, reading) | self._words_of(inner, reading)
        loose = replace(reading, answer_class=noun_class)
        others = tuple(
            m.entity.iri
            for m in reading.mentions
            if m is not mention and m.entity.type not in {"Category", "Layer", "MaturityLevel"}
        )
        for first in self._links(inner, mention.entity.iri, mention.entity.type, inner_subject, loose):
            for second in self._links(outer, "?thing", noun_class or "Thing", outer_subject, reading):
                yield Plan(
                    links=(
                        replace(first, item="?thing"),
                        *self._path(second, noun_class or "Thing", outer_subject),
                    ),
                    read=frozenset(read),
                    given=(mention.entity,),
                    sure=0.95,
                    asked=second.property,
                    exclude=others,
                    frame=f"{inner.frame.name}+{outer.frame.name}",
                )

    def _described(self, use: FrameUse, mention: Mention, reading: Reading) -> tuple[int, int] | None:
        """Return the words of "the NOUN (that) ..." that describe a thing by a relation to what is mentioned."""
        words = reading.words
        first, last = min(use.first, mention.first), max(use.last, mention.last)
        tail = last + 1
        while tail < len(words) and words[tail].lower in use.frame.markers:
            last, tail = tail, tail + 1
        start = first - 1
        while start >= 0 and first - start <= 7:
            if words[start].lower in ARTICLES:
                between = [word.lower for word in words[start + 1 : first]]
                if (
                    any(_singular(w) in self._field.lexicon.class_nouns for w in between)
                    or set(between) & _RELATIVES
                    or len(between) >= 1
                ):
                    return start, last
                return None
            start -= 1
        return None

    def _class_at(self, reading: Reading, span: tuple[int, int]) -> str | None:
        """Return the class of the noun a description opens with."""
        class_of = self._field.lexicon.class_of
        for n in range(span[0], min(span[0] + 5, span[1])):
            for length in (2, 1):
                name = class_of.get(" ".join(word.lower for word in reading.words[n : n + length]))
                if name is not None:
                    return name
        return None

    def _listings(self, reading: Reading) -> Iterator[Plan]:
        """Yield lists by kind: "which graduated projects are in the service mesh category"."""
        levels = [use for use in reading.frames if use.frame.fixed_object is not None]
        if not reading.mentions and not levels:
            return
        if reading.answer_class in {None, "Date", "Agent"} and reading.form != "count":
            return
        links, read = self._filters(reading, None, (), None)
        left = [m for m in reading.mentions if not set(range(m.first, m.last + 1)) <= read]
        if links and not any(self._ontology.is_a(m.entity.type, "Software") for m in left):
            yield from self._extremes(reading, links, read)
            yield Plan(
                links=links,
                read=frozenset(read),
                given=tuple(m.entity for m in reading.mentions if set(range(m.first, m.last + 1)) <= read),
                sure=0.9,
                as_of=reading.as_of,
                as_of_said=reading.as_of_said,
                asked=links[0].property,
                frame="list",
            )

    def _extremes(self, reading: Reading, links: tuple[Link, ...], read: set[int]) -> Iterator[Plan]:
        """Yield plans for "the first project to graduate": the earliest or latest of a list by its own dates."""
        lowers = [word.lower for word in reading.words]
        first = set(lowers) & {"first", "earliest", "oldest"} or " before " in f" {reading.text.lower()} "
        last = set(lowers) & {"last", "latest", "newest", "youngest"} or "most recent" in reading.text.lower()
        dated = next((link for link in links if link.property.changes_over_time), None)
        if dated is None or not (first or last):
            return
        words = {
            "first",
            "earliest",
            "oldest",
            "last",
            "latest",
            "newest",
            "youngest",
            "recent",
            "recently",
            "before",
            "others",
            "other",
            "any",
        }
        yield Plan(
            links=(dated, *(link for link in links if link is not dated)),
            read=frozenset(read | {n for n, lower in enumerate(lowers) if lower in words}),
            given=(),
            sure=0.97,
            asked=dated.property,
            extreme="MIN" if first else "MAX",
            frame="extreme",
        )

    def _filters(
        self, reading: Reading, use: FrameUse | None, given: tuple[Mention, ...], asked: Property | None
    ) -> tuple[tuple[Link, ...], set[int]]:
        """Return what else the question says of the items: level, category, host, language, layer."""
        links: list[Link] = []
        read: set[int] = set()
        if reading.answer_noun is not None:
            read.add(reading.answer_noun)
        target = reading.answer_class or "Thing"
        for mention in reading.mentions:
            if mention in given or (use is not None and mention.first <= use.last and use.first <= mention.last):
                continue
            link = self._filter_by(mention, target) or self._kind_of_answer(mention, reading)
            if link is None or (asked is not None and link.property.name == asked.name):
                continue
            if given and mention.entity.type not in {
                "MaturityLevel",
                "Category",
                "ProgrammingLanguage",
                "Foundation",
            }:
                continue
            sorts_categories = mention.entity.type == "Layer" and target == "Category"
            is_kind = link.property.range == ("Topic",)
            if target != "Thing" and not (sorts_categories or is_kind or self._ontology.may_be(target, ("Software",))):
                continue
            links.extend(link_path(link, self, target))
            read |= set(range(mention.first, mention.last + 1))
        for level in reading.frames:
            if level.frame.fixed_object is None or self._ontology.may_be(target, ("Software",)) is False:
                continue
            known = self._field.find_fixed_object(level.frame)
            found = self._ontology.properties[level.frame.senses[0]]
            if known is not None and not any(link.node == known.iri for link in links):
                links.append(Link(known.iri, found, False))
                read |= set(range(level.first, level.last + 1))
        for n, word in enumerate(reading.words):
            if word.lower in self._field.lexicon.class_of and self._field.lexicon.class_of[word.lower] in {
                "Category",
                "Layer",
                "MaturityLevel",
            }:
                read.add(n)
        return tuple(dict.fromkeys(links)), read

    def _filter_by(self, mention: Mention, target: str) -> Link | None:
        """Return the relation by which an entity narrows a list: the one that leads from such items to its class."""
        for name in self._ontology.ancestors(mention.entity.type):
            if name in {"Thing", "Topic", "Agent", "Software", "Document"}:
                break
            direct, through = None, None
            for found in self._ontology.properties.values():
                if (
                    self._ontology.canonical(found.name)[1]
                    or found.literal
                    or found.range not in {(name,), ("Organization",)}
                ):
                    continue
                if found.range == ("Organization",) and (name != "Foundation" or found.name != "hostedBy"):
                    continue
                if found.domain == ("Thing",) and found.name != "hostedBy":
                    continue
                if target == "Thing" or self._ontology.may_be(target, found.domain):
                    direct = direct or found
                elif not self._ontology.is_a("Person", found.domain[0]):
                    through = through or found
            chosen = direct or through
            if chosen is not None:
                return Link(mention.entity.iri, chosen, False)
        return None

    def _kind_of_answer(self, mention: Mention, reading: Reading) -> Link | None:
        """Return the relation to a concept that stands right before the noun asked for: "which VM technologies"."""
        if mention.entity.type != "Concept" or reading.answer_noun is None or mention.last != reading.answer_noun - 1:
            return None
        for found in self._ontology.properties.values():
            if found.range == ("Topic",) and not self._ontology.canonical(found.name)[1]:
                return Link(mention.entity.iri, found, False)
        return None

    def _words_of(self, use: FrameUse, reading: Reading) -> set[int]:
        """Return the indices of a frame's words, its prepositions and conditions included."""
        read = set(range(use.first, use.last + 1))
        extra = {w for marker in use.frame.markers for w in marker.split()} | set(use.frame.with_words)
        read |= {n for n, word in enumerate(reading.words) if word.lower in extra}
        if reading.answer_noun is not None:
            read.add(reading.answer_noun)
        return read


def link_path(link: Link, planner: Planner, target: str) -> tuple[Link, ...]:
    """Return a filter, through a property in between where the items are not of its domain themselves."""
    ontology = planner._ontology
    if target == "Thing" or ontology.may_be(target, link.property.domain):
        return (link,)
    for found in ontology.properties.values():
        if found.range == link.property.domain and ontology.may_be(target, found.domain) and found.domain != ("Thing",):
            return (replace(link, item="?between"), Link("?between", found, False))
    return (link,)


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") else word
