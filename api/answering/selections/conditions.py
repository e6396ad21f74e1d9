"""Conditions: what the words that a rule of the grammar matched say of the works that a phrase means."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from api.answering.graph.plans.asked_events import Event, find_level_property
from api.answering.graph.plans.filters import FilterReader
from api.answering.graph.plans.patterns import Link
from api.answering.graph.plans.periods import EVER, Period
from api.answering.question.reading import Mention
from api.answering.selections.field_conditions import FieldConditions
from api.answering.selections.gathered import Gathered, may_be_dated, settle_day
from api.answering.selections.grammar import FURTHER
from api.answering.selections.happenings import HappeningReader
from api.answering.selections.matched import Matched, of_kind
from api.answering.selections.selection import Alike, Among, AtLevel, Happened, Took, Under
from ontology import Field, Property
from ontology.roles import Role

_BEING = frozenset("is are was were be been being".split())
_LENGTHS = {"day": 10, "date": 10, "month": 7, "year": 4}
_COMPARED = {"more": ">", "longer": ">", "over": ">", "at": ">=", "less": "<", "fewer": "<", "under": "<"}
_MOST_DAYS = 10  # characters of a whole day

# "Which mills are also listed in X" asks for those that have their own place elsewhere.
_ALSO = re.compile(rf"\b(?:(?:is|are) )?{FURTHER} (?:the )?(?:\w+ )?$", re.IGNORECASE)


class ConditionReader:
    """Read the words of single rules."""

    def __init__(
        self, field_: Field, filters: FilterReader, happenings: HappeningReader, belonging: Property | None,
        fields: FieldConditions,
    ) -> None:  # fmt: skip
        """`belonging`: the property that ties agents to what lists them."""
        self._fields = fields
        self._ontology = field_.ontology
        self._filters = filters
        self._happenings = happenings
        self._belonging = belonging
        self._work = field_.ontology.class_for(Role.WORK)
        self._rules: dict[str, Callable[[Matched, Gathered], bool]] = {
            "works": self._leave_out, "aside": self._set_aside, "at": self._at, "came": self._came,
            "reached": self._reached, "level": self._level, "under": self._under, "home": self._home,
            "holds": self._holds, "noun": self._noun, "day": self._day, "among": self._among, "like": self._like,
            "owned": self._like, "skipped": self._skipped, "sharing": self._like, "attained": self._reached,
            "left": self._left, "beyond": self._stand_beyond,
            "took": self._took, "within": self._took, "kept": self._kept, "lasting": self._lasting,
        }  # fmt: skip

    def read(self, rule: str, matched: Matched, found: Gathered) -> bool:
        """Take what the words of a rule say; tell whether they say anything."""
        return rule == "rest" or self._rules[rule](matched, found)

    def find_belonging(self, kind: str | None) -> Property | None:
        """Return the property that ties agents to what lists them, where those of a class may be such agents."""
        return self._belonging if self._belonging is not None and kind in self._belonging.domain else None

    def _leave_out(self, matched: Matched, found: Gathered) -> bool:
        found.exclude += [mention.entity.iri for mention in matched.named("works", "<work>")]
        return True

    def _set_aside(self, matched: Matched, found: Gathered) -> bool:
        return self._add_level(matched, found, denied=True, as_of=None)

    def _skipped(self, matched: Matched, found: Gathered) -> bool:
        """Read "that skipped the sandbox": works past a level that never were at it; "without ever being" so: any."""
        level = matched.levels[0].entity
        event, own = self._happenings.reaching(level), find_level_property(level.type, self._ontology)
        past = self._happenings.beyond(level, above=True) if "without " not in matched.match.group() else ()
        if event is None:
            return False
        found.conditions.append(Happened(event, denied=True, home=self._ontology.hosting))
        if own is not None and past:
            found.conditions.append(AtLevel(own, past))
        return True

    def _left(self, matched: Matched, found: Gathered) -> bool:
        """Read "that left the sandbox in 2021", "that never left it", "that moved from it to incubation"."""
        level = matched.levels[0].entity
        then = self._happenings.read(matched.cut("then")) if matched.match["then"] else None
        reached = self._happenings.reaching(level)
        if matched.denied and reached is not None:
            found.conditions.append(Happened(reached))
        return self._add_event(self._happenings.leaving(level), matched, found, then)

    def _stand_beyond(self, matched: Matched, found: Gathered) -> bool:
        """Read "past the sandbox", "below graduation": at one of the levels that rank higher, or lower."""
        level, above = matched.levels[0].entity, matched.match["order"] not in {"below", "under", "lower than"}
        own, others = find_level_property(level.type, self._ontology), self._happenings.beyond(level, above)
        if own is None or not others:
            return False
        found.conditions.append(AtLevel(own, others, matched.denied, matched.day, moved=True))
        return True

    def _kept(self, matched: Matched, found: Gathered) -> bool:
        """Read "with a mailing list", "that were never audited by X"."""
        kept = self._fields.read(matched)
        found.conditions += [kept] if kept is not None else []
        return kept is not None

    def _at(self, matched: Matched, found: Gathered) -> bool:
        """Read "at the sandbox level on 1 May 2021"; "not in the sandbox"."""
        levels = matched.levels
        if (matched.says_ever or matched.says_never) and len(levels) == 1:
            return self._add_event(self._happenings.reaching(levels[0].entity), matched, found)
        return self._add_level(matched, found, matched.denied, matched.day)

    def _came(self, matched: Matched, found: Gathered) -> bool:
        """Read "that joined in 2020", "that moved to incubation since May 2021"."""
        event = self._happenings.read(matched.cut())
        if matched.match["role"] and matched.match["levels"]:
            return self._add_event(self._happenings.joining, matched, found, event)
        return self._add_event(event, matched, found)

    def _reached(self, matched: Matched, found: Gathered) -> bool:
        """Read "that did not graduate in 2020"."""
        return self._add_event(self._happenings.read(matched.cut("reach")), matched, found)

    def _level(self, matched: Matched, found: Gathered) -> bool:
        """Read "that are sandbox" and "graduated" before a noun as what is so, "that graduated in 2020" as what was."""
        before, levels = matched.before, matched.levels
        done = matched.cut("levels")[0].kind == "<done>"
        period = matched.period
        day = period.start if period is not None and len(period.start or "") == _MOST_DAYS else None
        whole_day = period == Period(day, f"{day}~")  # "since" a day and "between" two are no state
        behind = found.noun is not None or "<noun>" not in matched.shape.text  # "how many graduated in 2020"
        happened = done and len(levels) == 1 and behind and not (before & _BEING and whole_day)
        if period is None:
            happened = happened and (not before & _BEING or bool(matched.match["same"]))
        if happened or ((matched.says_ever or matched.says_never) and len(levels) == 1):
            return self._add_event(self._happenings.reaching(levels[0].entity), matched, found)
        return self._add_level(matched, found, matched.denied, matched.day)

    def _took(self, matched: Matched, found: Gathered) -> bool:
        """Read "that took more than two years to graduate", "that graduated within a year of joining"."""
        told = bool(matched.match.groupdict().get("begin"))
        begin = self._happenings.read(matched.cut("begin")) if told else self._happenings.joining
        finish = self._happenings.read(matched.cut("finish"))
        if begin is None or finish is None or begin == finish:
            return False
        found.conditions.append(
            Took(begin, finish, _to_compared(matched.match["bound"]), _read_months(matched), matched.denied)
        )
        return not matched.denied

    def _lasting(self, matched: Matched, found: Gathered) -> bool:
        """Read "that have been incubating for more than five years": at a level now, since a day so long ago."""
        event = self._happenings.reaching(matched.levels[0].entity) if len(matched.levels) == 1 else None
        day = self._fields.latest_day
        if event is None or day is None or matched.denied:
            return False
        whole = int(day[:4]) * 12 + int(day[5:7]) - 1 - _read_months(matched)
        begun = f"{whole // 12:04}-{whole % 12 + 1:02}{day[7:]}"
        shorter = _to_compared((matched.match["bound"] or "at least").strip()) in {"<", "<="}
        period = Period(begun, None) if shorter else Period(None, f"{begun}~")
        found.conditions.append(Happened(event, period))
        return self._add_level(matched, found, denied=False, as_of=None)

    def _under(self, matched: Matched, found: Gathered) -> bool:
        """Read "in the X category", "that belong to X or Y", "X" before a noun."""
        kinds = [part.name for group in ("kind", "kinds") for part in matched.cut(group)]
        mentions = matched.named("headings", "<heading>")
        paths = self._find_paths([of_kind(mention, kinds) for mention in mentions], found.target)
        if not paths:
            return False
        above = self._find_paths(matched.named("above", "<heading>"), self._work) if matched.match["above"] else []
        found.conditions += [Under(path) for path in above]
        if _ALSO.search(matched.reading.text[: matched.reading.words[mentions[0].first].start]):
            paths = [tuple(map(self._to_further, path)) for path in paths]
        first, rest = paths[0][0], paths[0][1:]
        if len(paths) > 1:
            first = replace(first, node="?heading", among=tuple(path[0].node for path in paths))
        found.conditions.append(Under((first, *rest), matched.denied))
        return True

    def _to_further(self, link: Link) -> Link:
        """Return the link by which a heading lists works besides its own, where there is one."""
        further = self._ontology.further(link.property)
        return link if further is None else replace(link, property=further)

    def _find_paths(self, mentions: Sequence[Mention], target: str) -> list[tuple[Link, ...]]:
        """Return the links from each of some headings to what stands under it, of one kind; none where they differ."""
        found: list[dict[tuple[tuple[str, str], ...], tuple[Link, ...]]] = []
        for mention in mentions:
            paths = (self._path_to(replace(mention, candidates=(known,)), target) for known in mention.candidates)
            kinds: dict[tuple[tuple[str, str], ...], tuple[Link, ...]] = {}
            for path in filter(None, paths):
                kinds.setdefault(tuple((link.property.name, link.item) for link in path), path)
            found.append(kinds)
        shared = next((kind for kind in found[0] if all(kind in kinds for kinds in found)), None) if found else None
        return [kinds[shared] for kinds in found] if shared is not None else []

    def _home(self, matched: Matched, found: Gathered) -> bool:
        return self._stand_under(matched.named("host", "<host>")[0], found)

    def _holds(self, matched: Matched, found: Gathered) -> bool:
        """Read "does X have" behind what it has."""
        return self._stand_under(matched.named("holder", "<host>", "<heading>")[0], found)

    def _stand_under(self, mention: Mention, found: Gathered) -> bool:
        """Take the condition that the works stand below a named thing: a layer, a category, an organization."""
        path = self._path_to(mention, found.target)
        if path:
            hosts = self._ontology.plays(mention.entity.type, Role.HOST)
            found.conditions.append(Under(path, hosts=hosts))
        return bool(path)

    def _path_to(self, mention: Mention, target: str) -> tuple[Link, ...]:
        """Return the links from what is named to what stands under it, or to the members of a host."""
        belonging = self.find_belonging(target)
        if belonging is not None and self._ontology.plays(mention.entity.type, Role.HOST):
            return (Link(mention.entity.iri, belonging, False),)
        return self._filters.path_to(mention, target)

    def _among(self, matched: Matched, found: Gathered) -> bool:
        """Read "of X, Y and Z": works that are named, of which some are asked for."""
        works = matched.named("works", "<work>")
        found.conditions.append(Among(tuple(dict.fromkeys(mention.entity.iri for mention in works))))
        found.noun = found.noun or self._work
        return True

    def _like(self, matched: Matched, found: Gathered) -> bool:
        """Read "in the same category as X", "that share level and layer with X"."""
        like = matched.named("like", "<work>", "<name>")[0].entity
        for part in matched.cut("shared"):
            path = self._find_shared(part.name, like.type) if part.name is not None else None
            if path is not None:
                found.conditions.append(Alike(like.iri, path, matched.denied))
            elif part.name is not None:
                return False
        found.exclude.append(like.iri)
        return True

    def _find_shared(self, wanted: str, kind: str) -> tuple[Property, ...] | None:
        """Return the properties that lead from works of a class to a level, or to a heading above them."""
        linked = (p for p in self._ontology.stated if not p.literal and p.domain != ("Thing",))
        stated = (*self._ontology.changing, *self._ontology.placing, *linked)
        last = next((p for p in stated if wanted in p.range), None)
        if last is None or self._ontology.may_be(kind, last.domain):
            return (last,) if last is not None else None
        below = self._ontology.placing_below(last)
        return (below, last) if below is not None else None

    def _noun(self, matched: Matched, found: Gathered) -> bool:
        found.noun = found.noun or matched.cut("noun")[0].name
        return True

    def _day(self, matched: Matched, found: Gathered) -> bool:
        """Keep a day that stands apart from what it is the day of: "in 2020, which projects graduated"."""
        date, period = matched.day, matched.period
        if found.day is not None or date is None or period is None:
            return False
        joining = self._happenings.joining
        apart = matched.shape.text[matched.match.end() :].startswith(("that ", "which ", "who "))
        if apart and found.noun is not None and joining is not None and not any(map(may_be_dated, found.conditions)):
            found.conditions.append(Happened(joining, period, home=self._ontology.hosting))  # "projects of 2016 that"
            return True
        found.day = date, period
        # In "incubating projects of 2022 that are archived" it is the day of what stands before it.
        at_end = matched.match.end() == len(matched.shape.text)
        return at_end or found.noun is None or settle_day(found, matched.reading, whole=False)

    def _add_level(self, matched: Matched, found: Gathered, denied: bool, as_of: str | None) -> bool:
        levels = matched.levels
        own = find_level_property(levels[0].entity.type, self._ontology) if levels else None
        if own is None:
            return False
        groups = matched.match.groupdict()
        moved = denied and bool(groups.get("longer") or groups.get("not") == "longer ")
        if moved:
            reached = [self._happenings.reaching(level.entity) for level in levels]
            found.conditions += [Happened(event) for event in reached if event is not None]
        found.conditions.append(AtLevel(own, tuple(m.entity.iri for m in levels), denied, as_of, moved))
        return True

    def _add_event(
        self, event: Event | None, matched: Matched, found: Gathered, together: Event | None = None
    ) -> bool:  # fmt: skip
        if event is None:
            return False
        belonging = self.find_belonging(found.target)
        home = belonging.name if belonging is not None else self._ontology.hosting
        period = matched.period or EVER
        groups = matched.match.groupdict()
        like = matched.named("like", "<work>") if groups.get("same") else []
        order = ">" if (groups.get("order") or "=")[:2] in {"af", "la"} else "<" if groups.get("order") else "="
        length = _LENGTHS.get(groups.get("unit") or "day", 0)
        same = (like[0].entity.iri, length, order) if like else None
        found.conditions.append(Happened(event, period, matched.denied, home, together, same))
        found.exclude += [mention.entity.iri for mention in like]
        return True


def _read_months(matched: Matched) -> int:
    """Return how many months the words say: "two years" are 24."""
    number = next((int(part.name or 1) for part in matched.cut("count")), 1)
    return number * (12 if matched.match["unit"].startswith("year") else 1)


def _to_compared(bound: str) -> str:
    """Return how SPARQL writes "more than", "at least", "within"."""
    return "<=" if bound in {"within", "up to", "at most"} else _COMPARED[bound.split()[0]]
