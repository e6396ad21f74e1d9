"""Said: what a question says, word by word and name by name, as it is compared with the cells of tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from api.answering.question.asked.calling import asks_what_they_call_it
from api.answering.question.asked.held import is_of
from api.answering.question.asked.nouns import find_main_verb
from api.answering.question.asked.sought import EMPTY_TOKENS, Side, find_sought
from api.answering.question.asked.versions import VERSION_TOKENS, asks_for_version
from api.answering.question.reading import Form, Mention, Reading
from indexer.tokens import find_tokens
from ontology import Field
from ontology.roles import Role

_NAME_TOKENS, _CALL_TOKENS = frozenset(find_tokens("name")), frozenset(find_tokens("call called named"))
_VALUE_TOKENS = frozenset(find_tokens("value setting"))
_VERSION = re.compile(r"\d+(?:\.\d+)+")
# A version as a row of such: "1.17.x", "1.17+".
_VERSIONS = re.compile(r"(?P<version>\d+(?:\.\d+)*)(?:\.x|\+)?")


@dataclass(frozen=True, slots=True)
class Said:
    """A word or a name of a question, as the index compares words, in each of its spellings.

    `needed`: no answer goes without it. `iri`: the entity that it names. `classes`: the words for what its relation
    leads to ("language" of "written in"). `is_verb`: it words a relation. `is_name`, `is_version`: as it is written.
    """

    spellings: tuple[frozenset[str], ...]
    needed: bool = True
    iri: str | None = None
    classes: frozenset[str] = frozenset()
    is_verb: bool = False
    is_name: bool = False
    is_version: bool = False

    def stands_in(self, words: Set[str]) -> bool:
        """Tell whether some words hold one of the spellings, or, but of a name, a word derived from it."""
        return any(
            spelling <= words or (len(spelling) == 1 and _is_held(next(iter(spelling)), words, self.is_name))
            for spelling in self.spellings
        )


@dataclass(frozen=True, slots=True)
class CellQuestion:
    """What a question says of a cell.

    `nouns`: the words of the noun asked for; `said`: all others, and the names. `tokens`: all words, in all spellings.
    `empty`: words that say little, and may be heads of columns all the same ("the type of X"). `others`: the words of
    heads whose cells name headings, where works are asked for. `lists`: it may ask for several.
    """

    nouns: tuple[Said, ...]
    said: tuple[Said, ...]
    tokens: frozenset[str]
    empty: tuple[Said, ...]
    others: frozenset[str]
    dated: bool
    valued: bool
    plural: bool
    asks_who: bool
    asks_for_subject: bool
    lists: bool

    @property
    def needed(self) -> list[Said]:
        """Everything without which no answer goes."""
        return [one for one in (*self.nouns, *self.said) if one.needed]


def read_question(reading: Reading, field: Field) -> CellQuestion:
    """Return what a question says of a cell."""
    sought = find_sought(reading)
    asked = reading.tokens(_places(reading)) if reading.form is Form.COUNT else sought.nouns
    verbs = reading.verb_places | {find_main_verb(reading)}
    words = [
        Said(
            _find_spellings(reading, n),
            classes=_find_classes(reading, n, field),
            is_verb=n in verbs,
            is_name=n > 0 and reading.words[n].text[:1].isupper() and not _VERSION.fullmatch(reading.lowers[n]),
            is_version=_VERSION.fullmatch(reading.lowers[n]) is not None,
        )
        for n in reading.content
        if n not in reading.named
    ]
    nouns = [one for one in words if one.spellings[0] <= frozenset(asked)]
    said = [one for one in words if one not in nouns] + [_to_said(m, reading) for m in reading.mentions]
    tokens = frozenset(find_tokens(reading.text)).union(*(s for one in said for s in one.spellings))
    nouns, said = ([one for one in ones if not one.spellings[0] <= _VALUE_TOKENS] for ones in (nouns, said))
    if asks_what_they_call_it(reading):
        nouns, said = (
            [Said((_NAME_TOKENS,))],
            [one for one in said if not any(s <= _CALL_TOKENS for s in one.spellings)],
        )
    valued = asks_for_version(reading)
    if valued:  # a version is known by how it is written
        nouns = [one for one in nouns if not one.spellings[0] & VERSION_TOKENS]
        said = [one for one in said if not one.spellings[0] <= VERSION_TOKENS]
    return CellQuestion(
        tuple(nouns), tuple(said), tokens,
        empty=tuple(Said((frozenset([token]),), needed=False) for token in sorted(sought.nouns & EMPTY_TOKENS)),
        others=_find_other_heads(reading, field),
        dated=reading.answer_class == "Date",
        valued=valued,
        plural=sought.plural or reading.form is Form.COUNT,
        asks_who=reading.asks in {"who", "whom"},
        asks_for_subject=bool(sought.nouns) or sought.side is Side.BEFORE or reading.form is Form.COUNT,
        lists=sought.plural or reading.form is Form.COUNT or reading.asks in {"which", "who"},
    )  # fmt: skip


def stands_for(words: Iterable[str], nouns: Sequence[Said]) -> bool:
    """Tell whether some words hold the last of some nouns, its head."""
    held = frozenset(words)
    return any(one.stands_in(held) for one in nouns[-1:])


def find_share(cell: Set[str], said: Sequence[Said], tokens: Set[str]) -> float:
    """Return which share of the words of a cell is said: `said` one by one, or as one of `tokens`."""
    if not any(map(_VERSION.fullmatch, tokens)):  # "Acme 4.6" is Acme
        cell = {token for token in cell if not _VERSION.fullmatch(token)} or cell
    held = {token for one in said if one.stands_in(cell) for token in cell if one.stands_in({token})}
    return len(cell & tokens | held) / len(cell) if cell else 0.0


def _find_spellings(reading: Reading, n: int) -> tuple[frozenset[str], ...]:
    """Return a word alone, and as one with the word before it: "use case", "usecase"."""
    joined = find_tokens(reading.lowers[n - 1] + reading.lowers[n]) if n and n - 1 not in reading.named else []
    return frozenset(reading.tokens([n])), *(frozenset([token]) for token in joined[:1])


def _is_held(token: str, words: Set[str], is_name: bool) -> bool:
    if is_name:
        return token in words
    if _VERSION.fullmatch(token):
        return any((found := _VERSIONS.fullmatch(word)) is not None and found["version"] == token for word in words)
    return is_of(token, words)


def _places(reading: Reading) -> list[int]:
    """Return the words behind "how many"."""
    starts = {word.start for word in reading.asked_words}
    return [n for n in reading.content if reading.words[n].start in starts]


def _to_said(mention: Mention, reading: Reading) -> Said:
    """Return a name of a question; a word before the noun asked for ("which demo service") need not be said."""
    spellings = tuple(frozenset(find_tokens(name)) for name in (mention.surface, mention.entity.label))
    before = reading.lowers[mention.first - 1] if mention.first else ""
    common = mention.entity.type == "Thing" and mention.is_small
    return Said(spellings, needed=not common or before not in {"which", "what"}, iri=mention.entity.iri)


def _find_other_heads(reading: Reading, field: Field) -> frozenset[str]:
    """Return the words of heads whose cells are surely not asked for.

    These name headings, where the question asks for what stands under them, and works, where it asks for somebody.
    """
    asked, ontology = reading.answer_class, field.ontology
    roles = [Role.HEADING] if asked is not None and not ontology.plays(asked, Role.HEADING) else []
    roles += [Role.WORK] if reading.asks in {"who", "whom"} or ontology.is_a(asked or "", "Agent") else []
    if not roles:
        return frozenset()
    nouns = (noun for noun, name in field.lexicon.class_of.items() if ontology.plays(name, *roles))
    return frozenset(token for noun in nouns for token in find_tokens(noun))


def _find_classes(reading: Reading, n: int, field: Field) -> frozenset[str]:
    """Return the nouns for what a word leads to: "language" for "written in", "vendor" for "company"."""
    names = {
        name
        for use in reading.frames
        if use.first == n and use.frame.is_verb
        for sense in use.frame.senses
        for name in field.ontology.properties[sense].range
    }
    is_a = field.ontology.is_a
    wide = {name for name in names if is_a(name, "Agent")}  # who works for an organization works for a company
    if n == reading.answer_noun and reading.answer_class in field.ontology.parents:
        wide.add(reading.answer_class)
    known = set(field.lexicon.class_of.values()) - {"Agent"} if wide else set[str]()  # "agent" is mostly a program
    names |= {one for one in known if any(is_a(one, name) or is_a(name, one) for name in wide)}
    nouns = (noun for noun, name in field.lexicon.class_of.items() if name in names and " " not in noun)
    return frozenset(token for noun in nouns for token in find_tokens(noun)[:1])
