"""Nouns: which words of a question say what it asks for, and of what."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from api.answering.question.reading import AFTER_NOUN, Mention, Reading
from api.answering.question.words.words import ARTICLES, BE, DO, MODALS
from indexer.tokens import find_tokens
from ontology import Ontology

# What stands between something and the name that says more of it.
_RELATING = frozenset("that which whom behind".split())
_BEFORE_NOUN = frozenset("which what list name how".split())


def asks_what_it_is(reading: Reading) -> bool:
    """Tell whether a question asks for a definition, whose answer is no name: "what is a X"."""
    lowers = reading.lowers[:3]
    return lowers[:1] == ("what",) and set(lowers[1:2]) <= BE and set(lowers[2:3]) <= {"a", "an"}


def find_main_verb(reading: Reading) -> int | None:
    """Return the word right behind "does" and a name, the verb of the question, where it carries content."""
    does = next((n for n, word in enumerate(reading.words) if word.lower in DO), None)
    subject = next((m for m in reading.mentions if does is not None and m.first > does), None)
    if does is None or subject is None or set(range(does + 1, subject.first)) & set(reading.content):
        return None
    behind = (n for n in range(subject.last + 1, len(reading.words)) if not reading.lowers[n].endswith("ly"))
    verb = next(behind, None)
    return verb if verb in reading.content and verb not in reading.named else None


def find_qualifiers(reading: Reading) -> list[int]:
    """Return the words between "which" and the noun asked for, which say what kind: "which policy projects"."""
    if reading.answer_noun is None or reading.asks not in _BEFORE_NOUN:
        return []
    return [n for n in range(1, reading.answer_noun) if n in reading.content and n not in reading.named]


def find_nouns(reading: Reading) -> Iterator[int]:
    """Yield the nouns that say what of a thing is asked: behind "which", and before "of" and a name."""
    if (head := _find_head(reading)) is not None:
        yield head
    lowers = reading.lowers
    if lowers[:1] == ("what",) and set(lowers[1:2]) & BE and set(lowers[2:3]) & ARTICLES and "of" in lowers[3:6]:
        yield lowers.index("of", 3) - 1
    yield from (n for n in (find_owned(mention, reading) for mention in reading.mentions) if n is not None)


def _find_head(reading: Reading) -> int | None:
    """Return the noun behind "which" or "what": the last before its verb, the first where no verb is known."""
    start = next((n for n, word in enumerate(reading.words) if word.lower in {"which", "what"}), None)
    if start is None or reading.answer_noun is not None:
        return None
    behind: list[int] = []
    for n in range(start + 1, len(reading.words)):
        if n in reading.verb_places or reading.lowers[n] in BE | DO | MODALS | AFTER_NOUN:
            return next((noun for noun in reversed(behind) if noun in reading.content), None)
        if n in reading.named:
            break
        behind.append(n)
    if reading.lowers[start] == "what":
        return None  # "what took its place"
    return next((noun for noun in behind if noun in reading.content), None)


def find_owned_nouns(reading: Reading) -> list[int]:
    """Return the nouns that are said to be a name's: "the slogan of X", "X's slogan"."""
    found = (find_owned(mention, reading) for mention in reading.mentions)
    return [n for n in found if n is not None and n in reading.content and n not in reading.named]


def find_related_nouns(reading: Reading) -> list[int]:
    """Return the nouns for something else than the name they stand by: "the tool that X uses", "the firm behind X"."""
    lowers, beside = reading.lowers, reading.verb_places | reading.named
    told = (m.first - 2 for m in reading.mentions if m.first > 1 and lowers[m.first - 1] in _RELATING)
    return [n for n in told if n in reading.content and n not in beside]


def find_owned(mention: Mention, reading: Reading) -> int | None:
    """Return the word of "the slogan of X" or "X's slogan"."""
    words = reading.words
    if words[mention.last].possessive:
        behind = mention.last + 1
        ahead = set(reading.content) - reading.verb_places
        while behind + 1 < len(words) and behind + 1 in ahead and words[behind + 1].lower not in BE:
            behind += 1
        return behind if behind < len(words) else None
    place = mention.first - 1
    while place >= 0 and words[place].lower in ARTICLES:
        place -= 1
    return place - 1 if place > 0 and words[place].lower == "of" else None


def asks_for_narrower(
    reading: Reading, types: Collection[str | None], said: Collection[str], ontology: Ontology
) -> bool:
    """Tell whether a question asks for a kind of agent ("university") that what was found is not known to be.

    `types`: the classes of what was found. `said`: the words of what says so, as keyword search compares them.
    """
    wanted, noun = reading.answer_class, reading.answer_noun
    if wanted is None or noun is None or not types or not ontology.is_a(wanted, "Agent"):
        return False
    own = find_tokens(reading.words[noun].text)
    if set(own) & set(said) or own[:1] == find_tokens(ontology.class_labels[wanted])[:1]:
        return False
    return all(kind is not None and kind != wanted and ontology.is_a(kind, wanted) for kind in types)
