"""Wanted: what a question asks of a sentence."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from api.answering.question.asked.sought import find_sought
from api.answering.question.asked.versions import asks_for_version, asks_of_release
from api.answering.question.frames import find_senses
from api.answering.question.places import find_end
from api.answering.question.reading import Form, FrameUse, Reading
from api.answering.question.words.clipped import find_other_forms
from indexer.tokens import find_tokens
from kg.language.releases import find_versions, read_release, to_bare_version
from ontology import Field, Ontology

# What a sentence says of what was there before, where a question does not say before what.
BEFORE_TOKENS = frozenset(
    find_tokens("until previously previous formerly former earlier follow succeed predecessor replace move from switch")
)
_HOLDING = frozenset("include includes contain contains comprise comprises consist consists".split())
_KINDS = frozenset(["kinds", "types", "sorts"])


@dataclass(frozen=True)
class Wanted:
    """What a question asks of a sentence, in words as the index compares them.

    `tokens`: its content words, those of a name as the name is spelled. `about`: entity (IRI) -> the words of its
    name: a passage that mentions it, or stands under its name, need not repeat them in every sentence.
    `called`: of each thing the words of every name it has; a sentence with one of them says them all.
    `alternatives`: word -> other words of the same relation. `defining`: names whose definition is wanted.
    `several`: more than one thing is asked for. `somebody`: a person or an organisation is. `starts`: where each word
    of the question begins in `text`.
    `gives`: tells whether a text holds a value of the kind asked for, where that is a version or the day of a release.
    """

    text: str
    tokens: tuple[str, ...]
    about: Mapping[str, Sequence[str]] = dataclasses.field(default_factory=dict)
    alternatives: Mapping[str, frozenset[str]] = dataclasses.field(default_factory=dict)
    defining: tuple[str, ...] = ()
    several: bool = False
    somebody: bool = False
    starts: tuple[int, ...] = ()
    called: tuple[tuple[frozenset[str], ...], ...] = ()
    gives: Callable[[str], bool] | None = None


def to_wanted(reading: Reading, field: Field, defining: Sequence[str] = ()) -> Wanted:
    """Return what a question asks of a sentence."""
    tokens: list[str] = []
    for mention in reading.mentions:
        tokens += find_tokens(mention.entity.label)
    tokens += reading.tokens(reading.unnamed)
    return Wanted(
        reading.spelled,
        tuple(dict.fromkeys((*(t for name in defining for t in find_tokens(name)), *tokens))),
        {m.entity.iri: find_tokens(m.entity.label) for m in reading.mentions},
        _find_alternatives(reading, field),
        tuple(defining),
        asks_for_several(reading),
        reading.asks in {"who", "whom"} or field.ontology.is_a(reading.answer_class or "", "Agent"),
        reading.starts,
        (*(tuple(frozenset(find_tokens(n)) for n in mention.names) for mention in reading.mentions), *_join(reading)),
        _find_value(reading),
    )


def _find_value(reading: Reading) -> Callable[[str], bool] | None:
    """Return what tells whether a text holds a version, where one is asked for, or the day of one that is named."""
    if asks_for_version(reading) and not asks_of_release(reading):
        return lambda text: bool(find_versions(text))
    asked = {to_bare_version(version) for version in find_versions(reading.text)}
    if reading.answer_class == "Date" and asked:
        return lambda text: (release := read_release(text)) is not None and to_bare_version(release.version) in asked
    return None


def _join(reading: Reading) -> Iterator[tuple[frozenset[str], ...]]:
    """Yield two words beside each other with the one word that they may be written as: "back ends", "backends"."""
    for one, other in pairwise(reading.content):
        if other == one + 1 and not {one, other} & reading.named:
            joined = f"{reading.lowers[one]}{reading.lowers[other]}"
            yield frozenset(reading.tokens([one, other])), frozenset(find_tokens(joined))


def asks_for_several(reading: Reading) -> bool:
    """Tell whether a question asks for more than one thing: its noun or its verb stands in the plural."""
    lowers = reading.lowers
    if reading.form is Form.COUNT or not lowers:
        return False
    if (
        lowers[0] == "all"
        or (lowers[0] == "list" and lowers[1:2] != ("of",))
        or (reading.asks == "who" and "were" in lowers[:2])
    ):
        return True
    if lowers[0] == "name" and lowers[1:2] != ("of",):
        return reading.wanted_number is not None or find_sought(reading).plural  # "name the X that ..." asks for one
    start = next((n for n, lower in enumerate(lowers) if lower in {"which", "what"}), None)
    if start is None:
        return reading.form is Form.OPEN and find_sought(reading).plural
    kinds = bool(_KINDS & set(lowers[start + 1 : start + 4]))  # "two kinds of X"
    named = any(m.first == start + 1 and m.is_plural for m in reading.mentions)  # "which CRDs"
    return kinds or named or (start == 0 and lowers[1:2] == ("are",)) or find_sought(reading).plural


def asks_what_is_in(reading: Reading) -> bool:
    """Tell whether a question asks what something holds, which may be much: "what does X consist of"."""
    return (
        reading.asks == "what" and reading.lowers[-1] in _HOLDING | {"of"} and bool(_HOLDING & set(reading.lowers[-2:]))
    )


def _find_meant(reading: Reading, ontology: Ontology) -> list[FrameUse]:
    """Return the verbs of relations at whose ends a name of a question stands.

    Of those that one word may mean, the ones that have their prepositions, and names of fitting classes.
    """
    verbs = [use for use in reading.frames if use.frame.is_verb and not use.frame.asked_only and _is_meant(use)]
    uses = _prefer(verbs, [use.marked for use in verbs])
    if not reading.mentions:
        return uses
    ends = [_fit_ends(use, reading, ontology) for use in uses]
    named = [(use, all(fits)) for use, fits in zip(uses, ends, strict=True) if fits]
    fitting = _prefer([use for use, _ in named], [fits for _, fits in named])
    # "Who founded X" does not ask where, or at whom, somebody did.
    somebody = reading.asks in {"who", "whom"}
    return _prefer(fitting, [use.marked or not use.frame.markers for use in fitting]) if somebody else fitting


def _is_meant(use: FrameUse) -> bool:
    """Tell whether a verb has the long preposition that it takes: "founded" is not "founded under the umbrella of"."""
    return use.marked or not use.frame.markers or any(" " not in marker for marker in use.frame.markers)


def _prefer(uses: Sequence[FrameUse], preferred: Sequence[bool]) -> list[FrameUse]:
    """Return of the relations that each word may mean the preferred ones, all of them where none is."""
    surely = {use.first for use, sure in zip(uses, preferred, strict=True) if sure}
    return [use for use, sure in zip(uses, preferred, strict=True) if sure or use.first not in surely]


def _fit_ends(use: FrameUse, reading: Reading, ontology: Ontology) -> list[bool]:
    """Return for each name at an end of a worded relation whether it is of a class that may stand there."""
    found = ontology.properties[use.frame.senses[0]]
    fits: list[bool] = []
    for mention in reading.mentions:
        end = find_end(use, mention.first, mention.last, reading.words)
        if end is not None:
            side = found.domain if end.is_subject else found.range
            fits.append(not side or mention.is_common or ontology.may_be(mention.entity.type, side))
    return fits


def _find_alternatives(reading: Reading, field: Field) -> dict[str, frozenset[str]]:
    """Return for each verb of a relation in a question the other verbs that mainly say the same relation.

    Words that are often clipped have their other form.
    """
    ontology = field.ontology
    found = find_other_forms(reading.tokens(n for n in reading.content if n not in reading.named))
    if reading.words and reading.lowers[-1] == "before":
        found.update((token, BEFORE_TOKENS) for token in find_tokens("before"))
    for use in _find_meant(reading, ontology):
        main = ontology.canonical(find_senses(use.frame, reading.answer_class, ontology)[0])[0]
        said = frozenset(
            token
            for frame in field.lexicon.frames
            if frame.is_verb
            and not frame.asked_only
            and " " not in frame.lemma
            and ontology.canonical(frame.senses[0])[0] == main
            # Verbs of one relation that fix its end differ in meaning: "graduate" and "enter the sandbox".
            and frame.fixed_object == use.frame.fixed_object
            for token in find_tokens(frame.head)[:1]
        )
        for token in find_tokens(reading.words[use.first].text)[:1]:
            found[token] = found.get(token, frozenset()) | said
    return found
