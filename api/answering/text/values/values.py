"""Values: what a sentence gives of the kind a question asks for: names, dates, numbers, phrases."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from api.answering.graph.facts.kinds import KindReader
from api.answering.model import Term
from api.answering.question.asked.calling import asks_what_it_is_called
from api.answering.question.asked.counted import find_counted
from api.answering.question.asked.forms import asks_how_long
from api.answering.question.asked.sought import Side, find_sought
from api.answering.question.asked.versions import asks_for_version, asks_of_release
from api.answering.question.asked.wanted import Wanted, asks_for_several, asks_what_is_in
from api.answering.question.entities import EntityIndex
from api.answering.question.reading import Form, Reading
from api.answering.question.words.words import BE, PREPOSITIONS, read_words
from api.answering.text.sentences.sentences import Sentence, find_row
from api.answering.text.sentences.unnamed import find_unnamed, says_all
from api.answering.text.values.called import find_called, find_place, find_predicated, find_quoted, find_role
from api.answering.text.values.candidates import CandidateFinder, find_noun_phrase, to_term
from api.answering.text.values.dated import find_dated
from api.answering.text.values.defaults import find_default
from api.answering.text.values.given import Given
from api.answering.text.values.labels import find_label
from api.answering.text.values.listed import find_listed, find_lists
from api.answering.text.values.marked import find_marked_list
from api.answering.text.values.measures import (
    SHARE_TOKENS,
    SIZE_TOKENS,
    asks_for_measure,
    asks_for_share,
    find_amounts,
    find_measures,
    tells_how_much,
)
from api.answering.text.values.moves import find_moved
from api.answering.text.values.name_kinds import NameKinds
from api.answering.text.values.named import find_named
from api.answering.text.values.noun_phrases import find_noun_phrase_told
from api.answering.text.values.picking import NamePicker
from api.answering.text.values.released import INTRODUCED, find_released, find_version
from api.answering.text.values.told import STRENGTH, ToldReader
from indexer.tokens import find_tokens
from kg.documents import Span
from kg.language.words import NUMBER_WORDS, is_word
from ontology import Field
from ontology.roles import Role

_NAME = re.compile(r"(?<![\w.])(?:[A-Z]|\d+[A-Z])[\w+#.-]*")
# Behind a number: the rest of it, or what it counts.
_MEASURING = re.compile(r"[.,]\d|\s(?!(?:of|on|in|at|for|to|and|or|is|was|by|with)\b)[a-z]")
_BEFORE_COUNTED = 4
_BESIDE = 2
# "Users: Acme, Dyno and about 400 others" counts no users, and tells more of how many they are than nothing.
_LABEL = re.compile(r"\W*(?P<label>[\w -]{2,40}):\s")
_OTHERS = re.compile(r"\s+(?:others|more)\b", re.IGNORECASE)
_OF_THEM = re.compile(r"\s+of\s+(?:them|these|those|which|whom)\b", re.IGNORECASE)
_PARTING = PREPOSITIONS - {"of"} | frozenset("it them they he she".split())
_MANY = 3
_APART = 12  # characters by which one of two measures has to be nearer
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_WRITING = frozenset(find_tokens("contact email e-mail mail write reach report address disclose send submit"))


class ValueFinder:
    """Find in sentences what a question asks for."""

    def __init__(self, entities: EntityIndex, kinds: KindReader, field: Field) -> None:
        self._entities = entities
        self._ontology = field.ontology
        groups = (noun for noun, name in field.lexicon.class_of.items() if field.ontology.is_a(name, "Agent"))
        works = frozenset(filter(field.is_noun_of_works, field.lexicon.class_of))
        candidates = CandidateFinder(entities, frozenset(groups), works)
        name_kinds = NameKinds(kinds, field.ontology, works)
        self._verbs = field.lexicon.verb_forms
        self._picker = NamePicker(candidates, name_kinds, field)
        self._told = ToldReader(field, candidates, name_kinds)

    def find(self, reading: Reading, sentence: Sentence, wanted: Wanted) -> Given:
        """Return what a sentence gives of the kind that a question asks for."""
        if reading.form is Form.COUNT or asks_how_long(reading.lowers) or asks_for_measure(reading):
            return _find_count(reading, sentence.text)
        of_release = asks_of_release(reading)
        released = find_released(reading, sentence) if of_release else None
        if released is not None:
            return released
        if asks_for_version(reading):
            found = find_version(reading, sentence.text)
            borne = found.borne | INTRODUCED if of_release and found.items else found.borne
            return replace(found, changed=of_release, borne=borne)
        if asks_what_it_is_called(reading):
            called = find_called(reading, sentence.text)
            return Given(True, (Term(label=called),), STRENGTH) if called else Given(False)
        if reading.answer_class == "Date":
            return find_dated(reading, sentence.text, sentence.passage.date)
        addressed = _find_address(reading, sentence.text)
        if addressed is not None:
            return addressed
        moved = find_moved(reading, sentence.text)
        if moved is not None:
            return moved
        default = find_default(reading, find_row(sentence))
        if default is not None:
            return Given(True, (Term(label=default),), STRENGTH)
        numbered = _find_numbered(reading, sentence.text)
        if numbered:
            return Given(True, numbered, STRENGTH)
        ways = (find_quoted, find_role, find_place, find_predicated)
        named = next((told for find in ways if (told := find(reading, sentence.text)) is not None), None)
        if named is not None:
            return Given(True, (Term(label=named),), STRENGTH, find_sought(reading).heads)
        by_class = reading.answer_class is not None and reading.asks not in {"when", "where", "why", "how"}
        fits = not by_class or self._may_be_in(reading, sentence)
        picked = self._picker.pick(reading, sentence, wanted)
        if len(picked.items) == 1 and not picked.borne and self._is_one_of_many(picked.items[0].label, sentence):
            picked = replace(picked, items=())
        if self._asks_for_work(reading) and any(self._is_no_work(item) for item in picked.items):
            picked = replace(picked, items=())
        several = asks_for_several(reading)
        marked = find_marked_list(reading, sentence) if several and not picked.items else ()
        may_list = several or reading.asks in {"who", "whom"} or asks_what_is_in(reading)
        listed = marked or (self._find_listed(reading, sentence, wanted) if may_list else ())
        if reading.asks in {"who", "whom"} and any(_is_phrase(item.label) for item in listed):
            listed = ()  # what is listed in small letters, or begins with a verb, is nobody
        by_words = self._asks_for_work(reading) and not marked
        if by_words and any(self._is_done(item.label) for item in listed):
            listed = ()  # "tools that create, manage and scan X" names no tool
        if by_words and all(_is_ordinary(item.label) and not item.iri for item in listed):
            listed = ()  # nor do "leaks, floods and fires"
        if listed and {item.label.lower() for item in picked.items} <= {item.label.lower() for item in listed}:
            return Given(True, listed, STRENGTH)
        unnamed = find_unnamed(reading, sentence, self._entities, self._ontology) if not picked.strength else None
        if unnamed is not None and (fits or says_all(reading, sentence, wanted)):
            return Given(True, (to_term(unnamed),), unnamed=True)
        phrase = None if picked.items or several else find_noun_phrase_told(reading, sentence.text)
        if phrase is not None and says_all(reading, sentence, wanted):
            return Given(True, (Term(label=phrase),), STRENGTH)
        label = None if picked.items or several else find_label(reading, sentence)
        if label is not None:
            return Given(True, (Term(label=label),), STRENGTH, find_sought(reading).heads)
        may_be = fits and (reading.asks not in {"who", "whom"} or picked.strength > 0)
        return Given(
            may_be or bool(picked.items),
            picked.items or (_find_named_before(reading, sentence.text) if several and not by_class else ()),
            picked.strength,
            picked.borne,
        )

    def _asks_for_work(self, reading: Reading) -> bool:
        return self._ontology.plays(reading.answer_class or "", Role.WORK)

    def _is_no_work(self, item: Term) -> bool:
        """Tell whether what is named is known to be a level, a language or another value, and so no work."""
        return item.type is not None and self._ontology.plays(item.type, Role.LEVEL, Role.VALUE)

    def _is_done(self, label: str) -> bool:
        """Tell whether an item of a list is what is done, a verb with all that it is done to."""
        return label.split()[0] in self._verbs

    def find_list_in(self, reading: Reading, sentence: Sentence, wanted: Wanted) -> tuple[Term, ...]:
        """Return what a sentence that answers lists, where the words of the question stand beside it; else nothing."""
        listed = self._find_listed(reading, sentence, wanted, accepted=True)
        return listed if all(item.iri or not _is_ordinary(item.label) for item in listed) else ()

    def _find_listed(
        self, reading: Reading, sentence: Sentence, wanted: Wanted, accepted: bool = False
    ) -> tuple[Term, ...]:
        """Return what a sentence lists of what is asked for, those as entities that are known."""
        here = sentence.passage.entities
        listed = find_listed(reading, sentence, wanted, self._knows_in(sentence), self._verbs, accepted)
        known = (next((k for k in self._entities.find(t.label) if k.iri in here), None) for t in listed)
        return tuple(to_term(k) if k and k.label == t.label else t for k, t in zip(known, listed, strict=True))

    def _is_one_of_many(self, label: str, sentence: Sentence) -> bool:
        """Tell whether a name is one of at least three things that a sentence lists: no one of them answers alone."""
        lists = find_lists(sentence.text, self._knows_in(sentence), self._verbs)
        return any(len(labels) >= _MANY and label.lower() in {one.lower() for one in labels} for labels in lists)

    def _knows_in(self, sentence: Sentence) -> Callable[[str], bool]:
        """Return what tells whether words name something that the passage of a sentence speaks of."""
        here = sentence.passage.entities
        return lambda word: any(k.iri in here and k.label == word for k in self._entities.find(word))

    def find_told(self, reading: Reading, sentence: Sentence) -> Given | None:
        """Return the names that a sentence tells by the very relation that a question words."""
        valued = reading.answer_class == "Date" or reading.form is Form.COUNT or asks_how_long(reading.lowers)
        told = None if valued else self._told.find(reading, sentence)
        return Given(True, told.items, told.strength, told.borne, told=True) if told else None

    def _may_be_in(self, reading: Reading, sentence: Sentence) -> bool:
        """Tell whether a sentence names something beside what a question does that may be of the class asked for."""
        wanted = reading.answer_class or ""
        asked = set(reading.iris)
        named = [(known, surface.lower()) for known, surface in find_named(self._entities, sentence)]
        aside = _find_other_side(reading, sentence.text, [surface for _, surface in named])
        found = [known for known, surface in named if known.iri not in asked and surface not in aside]
        if any(known.type != "Thing" and self._ontology.is_a(known.type, wanted) for known in found):
            return True
        if self._ontology.plays(wanted, Role.CLOSED, Role.VALUE):
            return False
        if any(known.label != known.label.lower() and self._ontology.may_be(known.type, (wanted,)) for known in found):
            return True
        known_words = {word for known, surface in named for word in (*known.label.lower().split(), *surface.split())}
        known_words |= {word for m in reading.mentions for word in f"{m.surface} {m.entity.label}".lower().split()}
        strange = any(name.lower() not in known_words for name in _NAME.findall(sentence.text)[1:])
        # Documents say "who" of projects too: "Flux pioneered ...".
        works = any(self._ontology.plays(known.type, Role.WORK) for known in found)
        return strange or (works and reading.asks in {"who", "whom"})


def _is_phrase(label: str) -> bool:
    """Tell whether words are no name: small letters throughout or at the end, or what may be a verb ("takes Acme")."""
    first, *others = label.split()
    role = bool(others) and others[-1].islower()  # "Acme maintainer"
    return label == label.lower() or role or (first.islower() and first.endswith("s") and bool(others))


def _is_ordinary(label: str) -> bool:
    """Tell whether every word is an ordinary one in small letters."""
    return label == label.lower() and all(map(is_word, label.split()))


def _find_other_side(reading: Reading, text: str, names: Sequence[str]) -> set[str]:
    """Return the names (in small letters) that stand where what is asked for does not, seen from the verb asked about.

    In "X uses a format that Y reads" only X uses it; nothing is left out where no name stands on the side asked for.
    """
    side = find_sought(reading).side
    verbs = set(reading.tokens(use.first for use in reading.verbs))
    words = read_words(text)
    place = next((w for w in words if verbs & set(find_tokens(w.text)[:1])), None)
    if place is None or side is Side.ANY or re.search(r"\bby\b", text[place.end :]):
        return set()
    parts = {True: text[: place.start].lower(), False: text[place.end :].lower()}
    wanted, other = parts[side is Side.BEFORE], parts[side is not Side.BEFORE]
    asked = {name.lower() for m in reading.mentions for name in m.names}
    here = any(name in wanted for name in names if name not in asked)
    return {name for name in names if name in other and name not in wanted} if here else set()


def _find_address(reading: Reading, text: str) -> Given | None:
    """Return the one address that a sentence says to write to, where a question asks whom to contact."""
    asking = [lower for lower in reading.lowers if _WRITING & set(find_tokens(lower)[:1])]
    found = dict.fromkeys(_ADDRESS.findall(text))
    if not asking or len(found) != 1:
        return None
    borne = frozenset(token for lower in asking for token in find_tokens(lower))
    return Given(True, (Term(label=next(iter(found))),), STRENGTH, borne, told=True, sure=True)


def _find_count(reading: Reading, text: str) -> Given:
    """Return the number that stands before what is counted, or that measures how much of it there is."""
    if asks_for_measure(reading) and (measures := list(find_measures(reading, text))):
        borne = SHARE_TOKENS if asks_for_share(reading) else SIZE_TOKENS
        meant = _find_nearest(reading, text, measures)
        return Given(True, (Term(label=text[meant.start : meant.end]),) if meant else (), borne=borne)
    if asks_for_measure(reading):
        return Given(tells_how_much(text))
    counted = [set(find_tokens(word.text)) for word in find_counted(reading)]
    amounts = list(find_amounts(reading, text))
    if not counted:
        return Given(bool(amounts))
    # Of "language libraries" a sentence may count either: "libraries in nine languages".
    near = next((found for word in reversed(counted) if (found := _find_numbers(amounts, text, word))), [])
    if near:
        place, told = min(near)
        beside = STRENGTH if place < _BESIDE else 0.0
        return Given(True, (Term(label=_to_digits(told), type="integer"),), beside)
    labelled = _LABEL.match(text)
    listed = labelled is not None and not set().union(*counted).isdisjoint(find_tokens(labelled["label"]))
    of_them = any(
        _OF_THEM.match(text, amount.end()) or (listed and _OTHERS.match(text, amount.end())) for amount in amounts
    )
    return Given(of_them and set().union(*counted) <= set(find_tokens(text)))


def _find_nearest(reading: Reading, text: str, measures: Sequence[Span]) -> Span | None:
    """Return the one measure of a text, or of several the one clearly nearest to the words asked about."""
    if len(measures) == 1:
        return measures[0]
    asked = set(reading.tokens(reading.unnamed))
    places = [word.start for word in read_words(text) if asked & set(find_tokens(word.text))]
    if not places:
        return None
    ways = sorted((min(abs(place - one.start) for place in places), one.start, one) for one in measures)
    return ways[0][2] if ways[1][0] - ways[0][0] >= _APART else None


def _find_numbers(amounts: Iterable[re.Match[str]], text: str, counted: set[str]) -> list[tuple[int, str]]:
    """Return the numbers that stand before what is counted, each behind by how many words it stands away."""
    near: list[tuple[int, str]] = []
    for number in amounts:
        behind = read_words(text[number.end() :])[: _BEFORE_COUNTED + 1]
        place = next((n for n, word in enumerate(behind) if counted & set(find_tokens(word.text))), None)
        # "Ten others keep it company" counts no companies.
        within = text[number.end() :][: behind[place].start] if place is not None else ":"
        if place is not None and ":" not in within and _PARTING.isdisjoint(word.lower for word in behind[:place]):
            near.append((place, number.group()))
    return near


def _to_digits(number: str) -> str:
    """Return a number in figures where it is a small one in words.

    >>> _to_digits("Three"), _to_digits("forty-two"), _to_digits("1,400"), _to_digits("no"), _to_digits("single")
    ('3', '42', '1,400', '0', '1')
    """
    if number.lower() in {"no", "single"}:
        return "0" if number.lower() == "no" else "1"
    return str(NUMBER_WORDS.index(number.lower())) if number.lower() in NUMBER_WORDS else number


def _find_numbered(reading: Reading, text: str) -> tuple[Term, ...]:
    """Return the number right behind the noun asked for, where it is one and not in the question: "port 8080"."""
    heads = find_sought(reading).heads if reading.asks in {"which", "what"} else frozenset()
    words = read_words(text)
    found = [
        two.text
        for one, two in pairwise(words)
        if two.text.isdigit() and heads & set(find_tokens(one.text)[:1]) and not _MEASURING.match(text, two.end)
    ]
    asked = {word.text for word in reading.words}
    return (Term(label=found[0]),) if len(set(found)) == 1 and found[0] not in asked else ()


def _find_named_before(reading: Reading, text: str) -> tuple[Term, ...]:
    """Return the name right before the words asked for: "the Raft algorithm" names the algorithm asked about."""
    asked = [word.lower for word in reading.asked_words]
    phrase = find_noun_phrase(reading)
    if not asked or reading.asks not in {"which", "what"}:
        return ()
    words = read_words(text)
    lowers = [word.lower for word in words]
    named = {token for m in reading.mentions for token in (*m.surface.lower().split(), *m.entity.label.lower().split())}
    for start in range(1, len(words)):
        tail = next((t for t in (phrase, asked, asked[-1:]) if lowers[start : start + len(t)] == t), None)
        if tail is None:
            continue
        first = start
        while first > 0 and words[first - 1].text[:1].isupper() and lowers[first - 1] not in BE | {"the", "a", "an"}:
            if text[words[first - 1].end : words[first].start].strip():
                break  # "Acme (ACM) mills" names two
            first -= 1
        if first < start and first > 0 and not set(lowers[first:start]) & named:
            return (Term(label=text[words[first].start : words[start - 1].end]),)
    return ()
