"""Values: what a head or label of few words makes of the words beside it: "Language | Go", "License: MIT"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from kg.documents import Span
from kg.language.capitals import is_abstract
from kg.language.dates import find_date
from kg.language.given_names import is_full_name
from kg.language.words import is_word, without_article
from kg.layout.facts import LayoutFact
from kg.layout.listed import BRACKETS, MAX_NAME_WORDS, SMALL_WORDS, find_sorting, looks_named
from kg.layout.ticks import read_tick
from kg.naming.names import TERM_CLASSES, Names, is_initials
from kg.naming.people import looks_like_person
from kg.statements import Entity, Literal
from ontology import Field
from ontology.roles import Role

_MAX_HEAD_WORDS = 12  # with a host or a day beside what the head names
_MAX_LINKED = 8  # words of a name that is linked as a whole
# What may stand beside the label "License", which says by itself that it is one.
_LICENSE_VALUE = re.compile(r"[A-Z](?:[\w+ -]|\.(?! )){1,30}(?:, [Vv]ersion \d[\d.]*)?")
_ELSEWHERE = re.compile(r"(?:see|please|read|refer)\b|.*\bfile\b", re.IGNORECASE)  # "See the LICENSE file"
_UNDER = re.compile(r"^[A-Z][\w ]* under (?:the )?(?:terms of (?:the )?)?")  # "Licensed under MIT"
_ANY_ADDRESS = "anyURI"
_CONCEPT = "Concept"
# What stands behind the kind in a phrase that says what something is.
_BEHIND_KIND = re.compile(
    r"\s(?:for|of|that|which|with|to|in|on|by|from|at|used|using|written|built|based|designed|and|or)\s|\s*[,;:(]|\.\s|\s[–—-]\s"
)
_ADDRESS = re.compile(r"<?(https?://[^\s<>]+?)>?")


class ValueReader:
    """Read heads and values with the names of a corpus; `how`: the step that its facts are read by."""

    def __init__(self, names: Names, field: Field, how: str) -> None:
        self._how = how
        self._names = names
        self._field = field

    def read(
        self, subject: Entity, name: str, words: str, quote: Span, linked: bool = False, beside: bool = False
    ) -> Iterator[LayoutFact]:
        """Yield what a value states; one that is no name, date or term of the property's range says nothing.

        `linked`: it links to another site, which shows an ordinary word with a capital to be a name. `beside`: names
        stand beside it, which show two ordinary words to be one.
        """
        prop = self._field.ontology.properties[name]
        if prop.domain and not self._field.ontology.may_be(subject.type, prop.domain):
            return
        if "s" in self._field.lexicon.no_agent.get(name, ()) and self._field.ontology.is_a(subject.type, "Agent"):
            return  # no company was released
        if prop.literal:
            value = self._literal(words, prop.range)
            if value is not None:
                yield LayoutFact(subject, name, value, quote, self._how)
            return
        headings = all(self._field.ontology.plays(wanted, Role.HEADING) for wanted in prop.range)
        joints = r"\s*,\s*" if headings else r"\s*(?:,|/|\band\b)\s*"  # a heading may be called "Keys and Secrets"
        pair = words.split(" & ")
        parts = pair if all(map(looks_like_person, pair)) else re.split(joints, BRACKETS.sub("", words))
        ends = [self._value(part, prop.range, linked) for part in parts]
        if not headings and (beside or any(ends)):
            ends = [end or self._named_beside(part, prop.range) for part, end in zip(parts, ends, strict=True)]
        for end in ends:
            if end is not None and end.iri != subject.iri:
                sorted_ = self._field.ontology.placing_property(subject.type, end.type)
                yield LayoutFact(subject, sorted_ or name, end, quote, self._how)

    def _literal(self, words: str, kinds: tuple[str, ...]) -> Literal | None:
        if _ANY_ADDRESS in kinds:
            called, *behind = words.split() or [""]  # "Slack https://..."
            address = _ADDRESS.fullmatch(behind[0] if len(behind) == 1 and "http" not in called else words)
            return Literal(address[1], _ANY_ADDRESS) if address else None
        if not kinds:
            date = find_date(words)
            return Literal.of_date(date) if date else None
        words = _UNDER.sub("", words)
        told = _LICENSE_VALUE.fullmatch(words) and not _ELSEWHERE.match(words)
        return Literal(words) if told and read_tick(words) is not False else None

    def _value(self, words: str, classes: tuple[str, ...], linked: bool) -> Entity | None:
        ontology = self._field.ontology
        if all(ontology.is_a(wanted, _CONCEPT) for wanted in classes):
            return self._kind(words)
        name = self._names.find(words, structural=True)
        if name is not None:
            acts = linked or self._may_act(words)
            if self._names_only_agents(classes) and name.entity.type == "Thing" and not acts:
                return None
            return name.entity if any(ontology.may_be(name.entity.type, (wanted,)) for wanted in classes) else None
        if self._how == "column" and all(ontology.plays(wanted, Role.HEADING) for wanted in classes):
            return find_sorting(words, classes[0], self._names)
        if all(ontology.plays(wanted, Role.CLOSED) for wanted in classes):
            return None
        single = words[:1].isupper() and len(words.split()) == 1
        shown = linked and (single or not any(map(is_word, re.split(r"[ -]", words))))
        named = looks_named(words) or (linked and _is_long_name(words.split()))
        if not shown and not (named and (self._may_act(words) or not self._names_only_agents(classes))):
            return None
        kind = classes[0] if len(classes) == 1 else "Thing"
        return Entity.called(words, kind)

    def _named_beside(self, words: str, classes: tuple[str, ...]) -> Entity | None:
        """Return what two ordinary words with capitals name beside names of agents: "Acme and West Bridge"."""
        parts = words.split()
        named = len(parts) == 2 and all(part.isalpha() and part.istitle() for part in parts)
        if not named or not self._names_only_agents(classes):
            return None
        known = self._names.find(words, structural=True)
        if known is not None:
            return known.entity if known.entity.type == "Thing" else None
        listed = self._field.lexicon
        thing = is_abstract(parts[-1]) or any(
            part.lower() in listed.class_of or part.lower() in listed.words["headingWords"] for part in parts
        )
        return None if thing else Entity.called(words, classes[0] if len(classes) == 1 else "Thing")

    def _names_only_agents(self, classes: tuple[str, ...]) -> bool:
        return all(self._field.ontology.is_a(wanted, "Agent") for wanted in classes)

    def _kind(self, words: str) -> Entity | None:
        """Return the kind that a phrase begins with: of "Message broker for small boats" the message broker."""
        listed = self._field.lexicon.words
        parts = without_article(_BEHIND_KIND.split(words)[0].strip()).split()
        while parts and parts[0].lower() in listed["generalModifier"]:
            parts = parts[1:]
        if not 0 < len(parts) <= MAX_NAME_WORDS:
            return None
        name = self._names.find(" ".join(parts), structural=True)
        if name is not None:
            return name.entity if name.entity.type in TERM_CLASSES else None
        told = self._field.lexicon.class_of.get(parts[-1].lower())
        if len(parts) < 2 or told is None or not self._field.ontology.plays(told, Role.WORK, Role.STANDARD):
            return None
        parts[0] = parts[0].lower() if is_word(parts[0]) and parts[0].istitle() else parts[0]
        label = " ".join(parts)
        return Entity.called(label, _CONCEPT)

    def _may_act(self, words: str) -> bool:
        """Tell whether unknown words may name somebody: "Getting Started" and "Contributor Agreement" do not."""
        *first, last = words.split()
        lexicon, lower = self._field.lexicon, last.lower()
        if not is_word(last) or lower in lexicon.endings or is_full_name(words):
            return True
        thing = is_abstract(last) or lower in lexicon.class_of or lower in lexicon.words["headingWords"]
        return len(first) == 1 and not is_word(first[0]) and not thing and not lower.endswith("s")  # "Mike Brown"

    def property_of(self, head: str) -> str | None:
        """Return the property that a head names, a host or a day beside it: "Acme level", "Level in May 2021"."""
        words = head.strip(" :*").split()
        if len(words) > _MAX_HEAD_WORDS:
            return None
        known = self._field.lexicon.column_heads
        parts = sorted(combinations(range(len(words) + 1), 2), key=lambda part: part[0] - part[1])
        for first, end in parts:  # the longest first: "started by" is not when it "started"
            found = known.get(" ".join(words[first:end]).lower())
            if found is not None and all(
                not beside or self._is_aside(beside) for beside in (words[:first], words[end:])
            ):
                return found
        return None

    def _is_aside(self, words: Sequence[str]) -> bool:
        bare = [word for word in words if word.lower() not in SMALL_WORDS]
        if all(word.lower() in self._field.lexicon.words["standing"] for word in bare):
            return True  # "Founding maintainers"
        if len(words) > 1 and words[0].lower() == "from":
            return len(words) == 2 and is_initials(words[1])  # "Sponsors from TOC": of which body they are
        name = self._names.find(" ".join(bare), singular=False) if bare else None
        host = name is not None and self._field.ontology.plays(name.entity.type, Role.HOST)
        return host or find_date(" ".join(bare)) is not None


def _is_long_name(words: Sequence[str]) -> bool:
    """Tell whether linked words are a name of more words than names without a link have."""
    joints = SMALL_WORDS | {"&", "and", "for"}
    capital = all(word[:1].isupper() or word[:1].isdigit() or word in joints for word in words)
    return MAX_NAME_WORDS < len(words) <= _MAX_LINKED and capital and words[-1] not in joints
