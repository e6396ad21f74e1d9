"""Antecedents: whether sentences speak of what a question names, and the sentences before that say whom "it" means."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence, Set

from api.answering.question.asked.held import read_tokens
from api.answering.question.reading import Mention, Reading
from api.answering.text.sentences.prose import follows_from, leans_back, points_back, read_beside
from api.answering.text.sentences.sentences import Sentence, count_characters
from indexer.search import PassageIndex
from indexer.tokens import find_tokens
from ontology import Ontology
from ontology.roles import Role

# How many sentences back what "it" means may be named, and how long these may be together.
BACK = 3
LONGEST = 420
SHORT = 290
# "The part ..." is of what stands so many sentences before it.
NEAR = 2
# Words of a heading that may be a name.
LONGEST_NAME = 3
_THE = re.compile(r"\W*the\b", re.IGNORECASE)
_GOES_ON = re.compile(
    r"\W*(?:(?:\w+ ){1,3}also|the|this|that|these|those|each|every|all|both|its|their|it|they|we|our)\b", re.IGNORECASE
)


def is_about(told: Sequence[Sentence], reading: Reading, ontology: Ontology) -> bool:
    """Tell whether sentences of a passage, or what stands above them, name all proper names of a question.

    What the passage names in full may be called by its last word: "the Quay" of "Acme Quay".
    """
    before = "" if _is_headed_by_other(told[-1], reading) else _read_before(told[0])
    said = (before, *(sentence.text for sentence in told), *told[-1].around)
    return _names_all(said, told, reading, ontology, told[0].passage.text)


def tells_of_all(sentence: Sentence, reading: Reading, ontology: Ontology) -> bool:
    """Tell whether a sentence itself, by name or by "it", speaks of all proper names of a question.

    What the whole document is about need not be named again.
    """
    return _names_all((sentence.text, sentence.passage.title), [sentence], reading, ontology)


def names_all(sentence: Sentence, reading: Reading, ontology: Ontology) -> bool:
    """Tell whether a sentence itself, by name or by "it", names all proper names of a question."""
    return _names_all((sentence.text,), [sentence], reading, ontology)


def _names_all(
    said: Sequence[str], told: Sequence[Sentence], reading: Reading, ontology: Ontology, passage: str = ""
) -> bool:
    """Tell whether texts or the pronouns of sentences name all that a question does; `passage`: see `_is_shortened`."""
    referred = {iri for sentence in told for iri in sentence.referents.values()}
    return all(
        m.entity.iri in referred
        or _hold_any(_words_of(*(m.without_longer(text, keep_parts=True) for text in said)), _ways_of(m, ontology))
        or _is_shortened(m, said, passage)
        for m in find_proper(reading, ontology)
    )


def _is_shortened(mention: Mention, said: Sequence[str], passage: str) -> bool:
    """Tell whether texts of a passage that names a thing in full call it by the last word of its name."""
    *first, last = mention.entity.label.split()
    short = rf"\b[Tt]he {re.escape(last)}\b"
    named = bool(first) and last[:1].isupper() and mention.entity.label in passage
    return named and any(re.search(short, text) for text in said)


def _is_headed_by_other(sentence: Sentence, reading: Reading) -> bool:
    """Tell whether a sentence stands in a section about something that a question does not name: "Acme"."""
    heading = sentence.passage.section[-1] if sentence.passage.section else ""
    words = frozenset(find_tokens(heading))
    if not words or len(heading.split()) > LONGEST_NAME or not heading[:1].isupper():
        return False
    inside = re.search(
        rf"[a-z,;(] {re.escape(heading)}\b|\b{re.escape(heading)} (?:is|was|has|can|does)\b", sentence.passage.text
    )
    return inside is not None and not words & frozenset(find_tokens(reading.text))


def _read_before(sentence: Sentence) -> str:
    """Return the text of the passage before a sentence that goes on about it: "Each part has three ...", "Parts:"."""
    place = sentence.span.start - sentence.passage.span.start
    goes_on = _GOES_ON.match(sentence.text) is not None or sentence.leads_in
    if place <= 0 or not goes_on:
        return ""
    before = [span.start for span in sentence.passage.sentences if span.start < sentence.span.start]
    near = _THE.match(sentence.text) is not None and len(before) > NEAR
    start = before[-NEAR] - sentence.passage.span.start if near else 0
    return sentence.passage.text[start:place]


def with_antecedent(index: PassageIndex, sentence: Sentence, reading: Reading, ontology: Ontology) -> list[Sentence]:
    """Return a sentence behind those before it that tell whom its "it" means, where these are few and short."""
    names = [_ways_of(mention, ontology) for mention in find_proper(reading, ontology)]
    works = reading.playing(ontology, Role.WORK)
    ways = [[frozenset(find_tokens(name)) for name in mention.names] for mention in works]
    told = read_back(index, sentence, names, [name for name in ways if holds_any(sentence.text, name)])
    if told is not None and len(told) > 1:
        ends = (told[0], told[-1])  # who is meant, and what is said of him
        short = next((some for some in (told, ends) if count_characters(some) <= SHORT), None)
        return list(short or (told if count_characters(told) <= LONGEST else told[-1:]))
    if not points_back(sentence.text) and not follows_from(sentence.text):
        return [sentence]
    before = read_beside(index, sentence, 1, 0)
    return before if count_characters(before) <= SHORT else [sentence]


def read_back(
    index: PassageIndex,
    sentence: Sentence,
    names: Sequence[Collection[frozenset[str]]],
    kept: Sequence[Collection[frozenset[str]]] = (),
) -> tuple[Sentence, ...] | None:
    """Return a sentence behind those that name what it speaks of by a pronoun, or without a word.

    `names`: for each thing the ways to name it, each as words that keyword search compares; those that the sentence
    or the headings above it hold need not be looked for. `kept`: names in the sentence; it goes on about what stands
    before it where that holds one of them, too. None where a name is not found within a few sentences.
    """
    window = read_beside(index, sentence, BACK, 0)[:-1]
    # What stands between two sentences about a thing is told of it, too.
    first = next((n for n, one in enumerate(window) if any(holds_any(one.text, ways) for ways in kept)), len(window))
    own = _words_of(sentence.text, *sentence.around)
    missing = [ways for ways in names if not _hold_any(own, ways)]
    told = [sentence]
    for place, before in reversed(list(enumerate(window))):
        if not missing:
            break
        goes_on = leans_back(told[0].text) or place >= first
        if not goes_on:
            return None
        told.insert(0, before)
        missing = [ways for ways in missing if not holds_any(before.text, ways)]
    return None if missing else tuple(told)


def holds_any(text: str, ways: Collection[frozenset[str]]) -> bool:
    """Tell whether a text holds a name in one of its ways."""
    return _hold_any(_words_of(text), ways)


def _hold_any(words: Set[str], ways: Collection[frozenset[str]]) -> bool:
    return any(way and way <= words for way in ways)


def _words_of(*texts: str) -> frozenset[str]:
    """Return the words of some texts; each text is read once, whichever stand together."""
    return frozenset().union(*(read_tokens(text)[1] for text in texts))


def find_proper(reading: Reading, ontology: Ontology) -> list[Mention]:
    """Return the proper names of a question but hosts, where it names anything else."""
    proper = [mention for mention in reading.mentions if not mention.is_common]
    return [m for m in proper if not ontology.plays(m.entity.type, Role.HOST)] or proper


def _ways_of(mention: Mention, ontology: Ontology) -> list[frozenset[str]]:
    """Return the ways in which a text may speak of what is named, in its words: of a person also by the last name.

    Files and commands write names in small letters ("openfga" of "OpenFGA").
    """
    names = list(mention.names)
    last = [mention.entity.label.split()[-1]] if ontology.is_a(mention.entity.type, "Person") else []
    ways = (frozenset(find_tokens(written)) for name in (*names, *last) for written in (name, name.lower()))
    return list(dict.fromkeys(ways))
