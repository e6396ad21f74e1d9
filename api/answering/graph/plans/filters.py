"""Filters: what a question says of the items of a list - level, category, host, language, layer - as links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from api.answering.graph.plans.patterns import Link
from api.answering.question.reading import FrameUse, Mention, Reading
from ontology import Field, Ontology, Property
from ontology.roles import PropertyRole, Role


class FilterReader:
    """Read what a question says of the items of a list."""

    def __init__(self, field: Field) -> None:
        self._field = field
        self._ontology = field.ontology

    def find(
        self,
        reading: Reading,
        given: tuple[Mention, ...] = (),
        asked: Property | None = None,
        use: FrameUse | None = None,
    ) -> tuple[tuple[Link, ...], set[int]]:
        """Return the links that the items must have, and the indices of the words that say so.

        `given`, `asked`, `use`: the names, the property and the frame that a plan reads already.
        """
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
        either = "or" in reading.lowers
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
            noun = use.frame.is_noun and use.first == reading.answer_noun
            if noun and found.domain == ("Agent",) and self._ontology.may_be(host.entity.type, found.range):
                return Link(host.entity.iri, found, False)
        return None

    def _filter_by(self, mention: Mention, target: str) -> Link | None:
        """Return the relation by which an entity narrows a list: the one that leads from such items to its class."""
        for name in self._ontology.ancestors(mention.entity.type):
            if name in {"Thing", "Topic", "Agent", "Document", self._ontology.class_for(Role.WORK)}:
                break
            leading = [found for found in self._ontology.stated if self._leads_to(name, found)]
            direct = (p for p in leading if target == "Thing" or self._ontology.may_be(target, p.domain))
            through = (p for p in leading if not self._ontology.is_a("Person", p.domain[0]))
            chosen = next(direct, None) or next(through, None)
            if chosen is not None:
                return Link(mention.entity.iri, chosen, False)
        return None

    def _leads_to(self, name: str, found: Property) -> bool:
        """Tell whether a property leads to the things of a class, as far as they tell items apart."""
        hosts = PropertyRole.HOSTING in found.roles
        if found.literal or (found.domain == ("Thing",) and not hosts):
            return False
        if found.range == ("Organization",):
            return hosts and self._ontology.plays(name, Role.HOST)
        return found.range == (name,)

    def _kind_of_answer(self, mention: Mention, reading: Reading) -> Link | None:
        """Return the relation to a concept that stands right before the noun asked for: "which VM technologies"."""
        if mention.entity.type != "Concept" or reading.answer_noun is None or mention.last != reading.answer_noun - 1:
            return None
        found = next((p for p in self._ontology.stated if p.range == ("Topic",)), None)
        return Link(mention.entity.iri, found, False) if found is not None else None


def _join_values(links: Iterable[Link], either: bool) -> tuple[Link, ...]:
    """Return links with those to several levels as one, of which a thing has one: "graduated and incubating".

    `either`: so are several headings ("in X or Y"), which a thing may stand under at once.
    """
    joined: dict[tuple[Property, str], Link] = {}
    for link in links:
        one_of = link.property.changes_over_time or (either and PropertyRole.PLACING in link.property.roles)
        one_of = one_of and not link.node.startswith("?")  # what a heading holds is found, and stands for no value
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
