"""Combining: "not X", "X or Y", "X and Y" in what a question says of its items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from api.answering.graph.plans.patterns import Link, to_pattern
from api.answering.graph.plans.queries import Plan, PlanKind
from api.answering.question.denials import denies, find_denying, is_denied
from api.answering.question.entities import are_alike
from api.answering.question.reading import Form, Mention, Reading
from api.answering.question.words.words import ARTICLES, PREPOSITIONS
from ontology import Field
from ontology.roles import Role

_JOINING = frozenset("and or nor & both either".split())
# What a plan gains that says all that is asked.
WHOLE = 0.05
_COMBINED = frozenset([PlanKind.RELATION, PlanKind.LIST, PlanKind.CLASS])


@dataclass(frozen=True, slots=True)
class _Group:
    """Things joined in a question; `either`: by "or"; `both`: all of them are asked of each item."""

    mentions: tuple[Mention, ...]
    either: bool
    both: bool

    @property
    def iris(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(mention.entity.iri for mention in self.mentions))

    @property
    def indices(self) -> frozenset[int]:
        return frozenset(n for mention in self.mentions for n in mention.indices)


class Combiner:
    """Turn the plans of what is named into those of what the question says of it."""

    def __init__(self, field: Field) -> None:
        self._ontology = field.ontology
        self._class_of = field.lexicon.class_of

    def combine(self, plans: Iterator[Plan], reading: Reading) -> Iterator[Plan]:
        """Yield plans with what is denied left out, and what is joined joined."""
        open_ = reading.form in {Form.OPEN, Form.COUNT}
        groups = list(self._find_groups(reading)) if open_ else []
        denied = list(self._find_denied(reading, groups)) if open_ else []
        groups = [group for group in groups if not any(mention in denied for mention in group.mentions)]
        denying = open_ and denies(reading)
        reached = {n for use in reading.frames if use.frame.fixed_object is not None for n in use.indices}
        for plan in plans:
            if plan.kind not in _COMBINED or plan.pattern is not None or plan.extreme:
                if not denying or plan.kind is PlanKind.FORMER:  # "not in X any more"
                    yield plan
            elif denied:
                for joined in self._join(plan, groups):
                    yield from self._deny(joined, denied, reading)
            elif denying and (plan.kind is PlanKind.RELATION or plan.read & reached):
                continue  # "what does X not support": the graph tells what it does
            elif groups:
                yield from self._join(plan, groups)
            else:
                yield plan

    def _find_denied(self, reading: Reading, groups: Sequence[_Group]) -> Iterator[Mention]:
        """Yield what a question sets aside, with what is joined to it behind it: "not in X or Y"."""
        for mention in reading.mentions:
            before = [m for g in groups if mention in g.mentions for m in g.mentions if m.first <= mention.first]
            if any(is_denied(one, reading, self._class_of) for one in before or (mention,)):
                yield mention

    def _deny(self, plan: Plan, denied: Sequence[Mention], reading: Reading) -> Iterator[Plan]:
        """Yield the plan for what has another value than the one denied; what has none is not asked about.

        Where the other value is named ("uses X but not Y"), that one.
        """
        iris = {mention.entity.iri for mention in denied}
        left_out = [link for link in plan.links if {*link.among} <= iris and (link.among or link.node in iris)]
        aside = list(dict.fromkeys(alike for link in left_out for alike in self._find_denied_links(link, denied)))
        if not aside:
            aside = [replace(link, node=m.entity.iri) for m in denied for link in self._find_alike(plan, m, reading)]
        if reading.answer_noun is None or not aside or not all(self._has_one(link) for link in aside):
            return
        links = tuple(dict.fromkeys(_to_other(each) if each in left_out else each for each in plan.links))
        lines = [to_pattern(link, plan.day_of(link.property), n) for n, link in enumerate(links)]
        for number, link in enumerate(aside):
            path = (link, *(other for other in plan.links if other.node == link.item))
            renamed = (_rename(step, link.item, f"?set_aside{number}") for step in path)
            inside = (to_pattern(one, plan.day_of(one.property), 40 + 10 * number + n) for n, one in enumerate(renamed))
            lines.append("  MINUS {\n" + "\n".join(inside) + "\n  }")
        yield replace(
            plan,
            links=links,
            pattern="\n".join(lines),
            read=plan.read.union(find_denying(reading), *(mention.indices for mention in denied)),
            given=tuple(dict.fromkeys((*plan.given, *(mention.entity for mention in denied)))),
            sure=plan.sure + WHOLE,
            kind=PlanKind.LIST,
        )

    def _find_denied_links(self, link: Link, denied: Sequence[Mention]) -> Iterator[Link]:
        """Yield the link of each thing denied that is of one kind with what a link joins to its item."""
        own = [m for m in denied if m.entity.iri in (link.node, *link.among)]
        for mention in denied:
            if any(are_alike(mention.entity, one.entity, self._ontology) for one in own):
                yield replace(link, node=mention.entity.iri, among=())

    def _has_one(self, link: Link) -> bool:
        """Tell whether what has another value has not the one denied, as far as documents tell: of few a thing has."""
        found = link.property
        sorts = any(self._ontology.plays(n, Role.VALUE, Role.LEVEL, Role.HEADING, Role.HOST) for n in found.range)
        return not link.node_is_subject and (sorts or found.expected_single)

    def _find_alike(self, plan: Plan, denied: Mention, reading: Reading) -> list[Link]:
        """Return the link of the name that stands before the one denied, where both are of one kind."""
        before = [
            m for m in reading.mentions if m.last < denied.first and are_alike(m.entity, denied.entity, self._ontology)
        ]
        return [link for m in before[-1:] for link in plan.links if link.node == m.entity.iri]

    def _find_groups(self, reading: Reading) -> Iterator[_Group]:
        """Yield the things of one kind that stand beside each other: "X, Y and Z"."""
        run: list[Mention] = []
        for mention in (*sorted(reading.mentions, key=lambda m: m.first), None):
            if mention is not None and run and self._are_joined(run[-1], mention, reading):
                run.append(mention)
                continue
            words = set(reading.lowers[max(0, run[0].first - 1) : run[-1].first]) if len(run) > 1 else set()
            if words & {"and", "or", "nor", "&"}:
                yield _Group(tuple(run), bool(words & {"or", "nor"}), "both" in words)
            run = [mention] if mention is not None else []

    def _are_joined(self, one: Mention, other: Mention, reading: Reading) -> bool:
        between = set(reading.lowers[one.last + 1 : other.first])
        comma = "," in reading.text[reading.words[one.last].end : reading.words[other.first].start]
        return (
            are_alike(one.entity, other.entity, self._ontology)
            and between <= _JOINING | ARTICLES | PREPOSITIONS
            and bool(between & _JOINING or comma)
        )

    def _join(self, plan: Plan, groups: Sequence[_Group]) -> Iterator[Plan]:
        """Yield the plans for all of a group, and the plan as it is where it reads none of one."""
        for group in groups:
            own = [link for link in plan.links if link.node in group.iris]
            if own and len({(link.property, link.item) for link in own}) == 1:
                yield from self._join_group(plan, group, own)
                return
        yield plan

    def _join_group(self, plan: Plan, group: _Group, own: Sequence[Link]) -> Iterator[Plan]:
        """Yield plans for one of a group's things, or for all of them at once."""
        whole = replace(
            plan,
            read=plan.read | group.indices,
            given=tuple(dict.fromkeys((*plan.given, *(mention.entity for mention in group.mentions)))),
        )
        first, rest = own[0], [link for link in plan.links if link not in own]
        if not group.either and not first.node_is_subject and first.item == "?item":
            at_once = (replace(first, node=iri) for iri in group.iris)
            yield replace(whole, links=(*at_once, *rest), sure=plan.sure + WHOLE)
        if not group.both or first.node_is_subject:
            one_of = replace(first, node=f"?one_{first.property.name}", among=group.iris)
            yield replace(whole, links=(one_of, *rest), sure=plan.sure)


def _to_other(link: Link) -> Link:
    """Return a link to whatever else stands in the place of its node."""
    return replace(link, node=f"?other_{link.property.name}_{link.item.removeprefix('?')}", among=())


def _rename(link: Link, variable: str, name: str) -> Link:
    """Return a link with another name for a variable that is not the item."""
    if variable == "?item":
        return link
    return replace(
        link,
        node=name if link.node == variable else link.node,
        item=name if link.item == variable else link.item,
    )
