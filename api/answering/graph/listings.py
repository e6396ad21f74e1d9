"""Listings: things by kind, category, level, language or host, and the first or last of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from api.answering.graph.patterns import Link, to_pattern
from api.answering.graph.queries import Plan, PlanKind
from api.answering.question.reading import Form, FrameUse, Mention, Reading
from api.answering.question.words import SOURCE_WORDS
from ontology import Field, Ontology, Property
from ontology.roles import PropertyRole, Role

_FRONT = 5
LESS_SURE = 0.1
_MENTIONED = frozenset("mentioned mentions named listed given exist exists there examples example some".split())


class ListPlanner:
    """Plan questions such as "which graduated projects are in the category X"."""

    def __init__(self, field_: Field) -> None:
        self._field = field_
        self._ontology = field_.ontology

    def plans(self, reading: Reading) -> Iterator[Plan]:
        """Yield lists by kind: "which graduated projects are in the service mesh category".

        Where several headings have the name that is asked about, those of the others are less sure.
        """
        yield from self._plans(reading)
        yield from self._of_named(reading)
        for number, mention in enumerate(reading.mentions):
            others = [known for known in mention.candidates[1:3] if known.type == mention.entity.type]
            for known in others if self._ontology.plays(mention.entity.type, Role.HEADING) else ():
                meant = (
                    *reading.mentions[:number],
                    replace(mention, candidates=(known,)),
                    *reading.mentions[number + 1 :],
                )
                for plan in self._plans(replace(reading, mentions=meant)):
                    yield replace(plan, sure=plan.sure - LESS_SURE)

    def _of_named(self, reading: Reading) -> Iterator[Plan]:
        """Yield "which of X, Y and Z are graduated": those of some things for which a filter holds."""
        lowers = [word.lower for word in reading.words[:4]]
        works = [m for m in reading.mentions if self._ontology.plays(m.entity.type, Role.WORK)]
        if lowers[:2] != ["which", "of"] or len(works) < 2:
            return
        asked = replace(reading, answer_class=self._ontology.class_for(Role.WORK))
        links, read = self.filters(asked, None, tuple(works), None)
        if not links:
            return
        iris = tuple(dict.fromkeys(mention.entity.iri for mention in works))
        lines = [to_pattern(link, reading.as_of, n) for n, link in enumerate(links)]
        pattern = "\n".join([*lines, f"  VALUES ?item {{ {' '.join(f'<{iri}>' for iri in iris)} }}"])
        named = frozenset(n for mention in works for n in mention.indices)
        given = tuple(mention.entity for mention in reading.mentions)
        plan = Plan(links, frozenset(named | read), given, 1.2, reading.as_of, links[0].property, kind=PlanKind.LIST)
        yield replace(plan, pattern=pattern, beside=iris)

    def _plans(self, reading: Reading) -> Iterator[Plan]:
        levels = [use for use in reading.frames if use.frame.fixed_object is not None]
        if not reading.mentions and not levels:
            return
        grouped = any(self._ontology.plays(m.entity.type, Role.GROUP) for m in reading.mentions)
        vague = {None, "Date"} if grouped else {None, "Date", "Agent"}
        everything = reading.form is Form.COUNT or _names_all(reading)
        if reading.answer_class in vague and not everything:
            return
        links, read = self.filters(reading, None, (), None)
        read |= self._worded(reading, links)
        left = [m for m in reading.mentions if not m.indices <= read]
        if links and not any(self._ontology.plays(m.entity.type, Role.WORK) for m in left):
            yield from self._extremes(reading, links, read)
            yield Plan(
                links=links,
                read=frozenset(read),
                given=tuple(m.entity for m in reading.mentions if m.indices <= read),
                sure=0.9,
                as_of=reading.as_of,
                as_of_said=reading.as_of_said,
                asked=links[0].property,
                kind=PlanKind.LIST,
            )

    def examples(self, reading: Reading) -> Iterator[Plan]:
        """Yield plans for "name some Xs", "which Xs are there": what is named as an example of a concept."""
        if reading.asks not in {"which", "what", "name", "list", "give", "show", "any"}:
            return
        for mention in reading.mentions:
            named = mention.indices
            said = {word.lower for word in reading.unread(named)}
            if mention.first > _FRONT or said - _MENTIONED or not self._ontology.is_a(mention.entity.type, "Topic"):
                continue
            for found in self._ontology.stated:
                if found.range == ("Topic",):
                    read = frozenset(named | {n for n in reading.content if reading.words[n].lower in _MENTIONED})
                    link = Link(mention.entity.iri, found, False)
                    yield Plan((link,), read, (mention.entity,), 0.85, reading.as_of, found, kind=PlanKind.EXAMPLES)

    def headings(self, reading: Reading) -> Iterator[Plan]:
        """Yield the plan for "what layers are there": every heading of a class, by how they stand in one another."""
        wanted, noun = reading.answer_class or "", reading.answer_noun
        said = {word.lower for word in reading.unread({noun} if noun is not None else ())}
        said -= set(self._ontology.class_labels.get(wanted, "").split())
        if reading.mentions or said - _MENTIONED - SOURCE_WORDS:
            return
        if self._ontology.plays(wanted, Role.VALUE, Role.LEVEL):
            yield from self._values(reading, wanted)
        if not self._ontology.plays(wanted, Role.HEADING):
            return
        for found in self._ontology.stated:
            if not all(self._ontology.plays(name, Role.HEADING) for name in (*found.domain, *found.range)):
                continue
            if (wanted,) in {found.domain, found.range}:
                link = Link("?between", found, found.range == (wanted,))
                yield Plan((link,), frozenset(reading.content), (), 0.9, reading.as_of, found, kind=PlanKind.HEADINGS)
                return

    def _values(self, reading: Reading, wanted: str) -> Iterator[Plan]:
        """Yield the plan for "list all languages": every value of the property that leads to a class."""
        found = next((p for p in self._ontology.stated if p.range == (wanted,) and p.domain != ("Thing",)), None)
        if found is not None:
            link = Link("?between", found, True)
            yield Plan((link,), frozenset(reading.content), (), 0.9, reading.as_of, found, kind=PlanKind.HEADINGS)

    def _worded(self, reading: Reading, links: tuple[Link, ...]) -> set[int]:
        """Return the words that only say what the links of a list say anyhow ("that reached", "number of")."""
        names = {name for link in links for name in (link.property.name, link.property.parent)}
        read = {
            n
            for use in reading.frames
            if {self._ontology.canonical(sense)[0] for sense in use.frame.senses} & names
            for n in use.indices
        }
        if reading.form is Form.COUNT:
            read |= {n for n, word in enumerate(reading.words) if word.lower in {"number", "count", "total"}}
        return read

    def _extremes(self, reading: Reading, links: tuple[Link, ...], read: set[int]) -> Iterator[Plan]:
        """Yield plans for "the first project to graduate": the earliest or latest of a list by its own dates."""
        lowers = [word.lower for word in reading.words]
        ahead = not reading.years and " before " in f" {reading.text.lower()} "
        first = bool(set(lowers) & {"first", "earliest", "oldest"}) or ahead
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
            kind=PlanKind.EXTREME,
        )

    def filters(
        self, reading: Reading, use: FrameUse | None, given: tuple[Mention, ...], asked: Property | None
    ) -> tuple[tuple[Link, ...], set[int]]:
        """Return what else the question says of the items: level, category, host, language, layer."""
        links: list[Link] = []
        read = {reading.answer_noun} if reading.answer_noun is not None else set()
        target = reading.answer_class or "Thing"
        members: Link | None = None
        for mention in reading.mentions:
            if mention in given or (use is not None and mention.first <= use.last and use.first <= mention.last):
                continue
            link = self._filter_by(mention, target) or self._kind_of_answer(mention, reading)
            if link is None or (asked is not None and link.property.name == asked.name):
                continue
            if PropertyRole.HOSTING in link.property.roles and self._ontology.is_a(target, "Agent"):
                read |= mention.indices  # a host has members, and does not host them
                members = self._membership(mention, reading)
            elif self._narrows(link, mention, target, bool(given)):
                links.extend(_to_path(link, self._ontology, target))
                read |= mention.indices
        for link, indices in self._levels_worded(reading, target):
            if all(link.node != other.node for other in links):
                links.append(link)
                read |= indices
        nouns = (self._field.lexicon.class_of.get(word.lower, "") for word in reading.words)
        read |= {n for n, name in enumerate(nouns) if self._ontology.plays(name, Role.HEADING, Role.LEVEL)}
        if not links and members is not None:
            links.append(members)
        either = any(word.lower == "or" for word in reading.words)
        return _join_values(dict.fromkeys(links), either), read

    def path_to(self, mention: Mention, target: str) -> tuple[Link, ...]:
        """Return the links by which an entity narrows a list of a class; none where it cannot."""
        link = self._filter_by(mention, target)
        return _to_path(link, self._ontology, target) if link is not None else ()

    def _narrows(self, link: Link, mention: Mention, target: str, beside: bool) -> bool:
        """Tell whether what a question names says which items of a class are meant.

        `beside`: the relation asked about names something else already.
        """
        kind = mention.entity.type
        limits = self._ontology.plays(kind, Role.VALUE, Role.HOST, Role.GROUP) or self._ontology.holds(kind, Role.WORK)
        if beside and not limits:
            return False
        sorts = self._ontology.holds(kind, Role.HEADING) and self._ontology.holds(target, Role.WORK)
        if target == "Thing" or link.property.range == ("Topic",) or sorts:
            return True
        work = self._ontology.class_for(Role.WORK)
        return self._ontology.may_be(target, (work,)) or self._ontology.may_be(target, link.property.domain)

    def _levels_worded(self, reading: Reading, target: str) -> Iterator[tuple[Link, frozenset[int]]]:
        """Yield the levels that verbs say works are at ("graduated"), with the words that do."""
        if not self._ontology.may_be(target, (self._ontology.class_for(Role.WORK),)):
            return
        for use in reading.frames:
            known = self._field.find_fixed_object(use.frame) if use.frame.fixed_object is not None else None
            if known is not None:
                found = self._ontology.properties[use.frame.senses[0]]
                yield Link(known.iri, found, False), use.indices

    def _membership(self, host: Mention, reading: Reading) -> Link | None:
        """Return the relation of those whom the noun asked for ties to a host: "how many members does X have"."""
        for use in reading.frames:
            found = self._ontology.properties[use.frame.senses[0]]
            noun = use.frame.part_of_speech == "noun" and use.first == reading.answer_noun
            if noun and found.domain == ("Agent",) and self._ontology.may_be(host.entity.type, found.range):
                return Link(host.entity.iri, found, False)
        return None

    def _filter_by(self, mention: Mention, target: str) -> Link | None:
        """Return the relation by which an entity narrows a list: the one that leads from such items to its class."""
        for name in self._ontology.ancestors(mention.entity.type):
            if name in {"Thing", "Topic", "Agent", "Document", self._ontology.class_for(Role.WORK)}:
                break
            direct, through = None, None
            for found in self._ontology.stated:
                if found.literal or found.range not in {(name,), ("Organization",)}:
                    continue
                hosting = PropertyRole.HOSTING in found.roles
                if found.range == ("Organization",) and not (hosting and self._ontology.plays(name, Role.HOST)):
                    continue
                if found.domain == ("Thing",) and not hosting:
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
        found = next((p for p in self._ontology.stated if p.range == ("Topic",)), None)
        return Link(mention.entity.iri, found, False) if found is not None else None


def _names_all(reading: Reading) -> bool:
    """Tell whether all that stands somewhere is to be named, of whatever kind: "name everything in X"."""
    return reading.asks in {"name", "list", "give", "show"} and any(w.lower == "everything" for w in reading.words)


def _join_values(links: Iterable[Link], either: bool) -> tuple[Link, ...]:
    """Return links with those to several levels as one, of which a thing has one: "graduated and incubating".

    `either`: so are several headings ("in X or Y"), which a thing may stand under at once.
    """
    joined: dict[tuple[Property, str], Link] = {}
    for link in links:
        one_of = link.property.changes_over_time or (either and PropertyRole.PLACING in link.property.roles)
        key = (link.property, link.item if one_of else link.node)
        first = joined.setdefault(key, link)
        if first is not link:
            joined[key] = replace(
                first, node=f"?one_{link.property.name}", among=(*(first.among or (first.node,)), link.node)
            )
    return tuple(joined.values())


def _to_path(link: Link, ontology: Ontology, target: str) -> tuple[Link, ...]:
    """Return a filter, through a property in between where the items are not of its domain themselves."""
    if target == "Thing" or ontology.may_be(target, link.property.domain):
        return (link,)
    for found in ontology.properties.values():
        if found.range == link.property.domain and ontology.may_be(target, found.domain) and found.domain != ("Thing",):
            return (replace(link, item="?between"), Link("?between", found, False))
    return (link,)
