"""People of a document: those its biographies and bylines name, and whom a bare name stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg.documents import BlockKind, Document, Span
from kg.language.given_names import is_full_name
from kg.language.sentences import find_sentences
from kg.language.words import is_word
from kg.statements import Entity

_FULL_NAME = re.compile(r"[A-Z][\w'’-]+(?: (?:[A-Z]\.|[a-z]{1,3}))?(?: [A-Z][\w'’-]+){1,2}")
_BYLINE = re.compile(
    rf"\b(?:[Ww]ritten by|[Pp]osted by|[Bb]y|[Aa]uthors?:|[Aa]rticle by|series (?:from|by)|post (?:from|by)) "
    rf"(?P<names>{_FULL_NAME.pattern}(?:(?:,| and|, and) {_FULL_NAME.pattern})*)"
)
ROLES = frozenset(
    "engineer developer programmer manager director lead leader head architect officer founder ceo cto president "
    "professor researcher scientist writer editor analyst consultant advocate administrator maintainer student fellow "
    "chair designer specialist intern evangelist ambassador marketing".split()
)
_PERSONAL = frozenset("he she his her him hers who".split())
# Initials, and words between that join things, are no part of a person's name: "VCL Syntax", "Quarry and Sand".
_NO_PERSON = re.compile(r"\b[A-Z]{2,}\b| (?:and|or|in|on|of|for|to|vs|the|with) ")
_TOLD = re.compile(r"\b(?:is|are|was|were|been|being)\s*$")  # "X was written by Y" tells of X
_MADE = re.compile(r"\b(?!posted|published|authored)\w+ed\s*$")  # and so does "a series produced by Y"
_SHORT = 260
_OPENING = 24  # characters before "by" in a line that says who wrote a text
_FROM_START, _FROM_END = 16, 6


@dataclass(frozen=True, slots=True)
class Biography:
    """A person whom a document introduces as one of its authors, and the words that do."""

    name: str
    quote: Span


def looks_like_person(label: str) -> bool:
    """Tell whether a name of unknown kind is like a person's: by its given name, or two or three words that are names.

    >>> [looks_like_person(name) for name in ("Yuki Tanabe", "Ann Fox", "Argo Rollouts")]
    [True, True, False]
    """
    words = label.split()
    return is_full_name(label) or (
        2 <= len(words) <= 3 and all(w.isalpha() and w.istitle() and not is_word(w) for w in words)
    )


def is_one_word_in_capitals(label: str) -> bool:
    """Tell whether a name is one word with capitals within, as nobody is called: "DrawBridge", "KEDA"."""
    return " " not in label and label[:1].isalpha() and not label.istitle()


def is_person(entity: Entity) -> bool:
    """Tell whether an entity is a person, or of unknown kind and called like one."""
    return entity.type == "Person" or (entity.type == "Thing" and looks_like_person(entity.label))


def find_biographies(document: Document) -> list[Biography]:
    """Return the lines that are a person's name, with the paragraph right below that begins with it.

    They stand near the beginning or the end of a document.
    """
    text = document.text
    blocks = [
        b for b in document.blocks if b.kind not in {BlockKind.FURNITURE, BlockKind.FRONT_MATTER, BlockKind.CAPTION}
    ]
    found = []
    for number, (block, below) in enumerate(pairwise(blocks)):
        if block.kind not in {BlockKind.HEADING, BlockKind.PARAGRAPH} or below.kind is not BlockKind.PARAGRAPH:
            continue
        if block.kind is BlockKind.HEADING and block.level == 1:
            continue  # whom a chapter is about did not write it
        if _FROM_START <= number < len(blocks) - _FROM_END:
            continue
        name = block.span.of(text).strip()
        opening = below.span.of(text)
        first = re.escape(name.split()[0]) if name else ""
        begins = re.match(rf"(?:{re.escape(name)}|{first})(?:,| is\b| has\b| works\b)", opening)
        if not _FULL_NAME.fullmatch(name) or begins is None or _NO_PERSON.search(name):
            continue
        if not looks_like_person(name) and not _tells_of_person(opening.partition(" by ")[0]):
            continue
        end = find_sentences(text, below.span)[:1]
        found.append(Biography(name, Span(block.span.start, end[0].end if end else below.span.end)))
    return found


def _tells_of_person(text: str) -> bool:
    """Tell whether a text has words that are said of people: a role, "she", "his"."""
    return not {*re.findall(r"[a-z]+", text.lower())}.isdisjoint(ROLES | _PERSONAL)


def find_bylines(document: Document) -> Iterator[Biography]:
    """Yield the people a short line or first paragraph names as authors: "by A and B"."""
    blocks = [b for b in document.blocks if b.kind in {BlockKind.PARAGRAPH, BlockKind.HEADING}]
    for number, block in enumerate(blocks[:_FROM_START]):
        words = block.span.of(document.text)
        if number > 3 and len(words) > _SHORT:
            continue
        sentence = next(iter(find_sentences(document.text, block.span)), block.span)
        for match in _BYLINE.finditer(sentence.of(document.text)):
            line = sentence.of(document.text)
            before = line[: match.start()]
            told = _TOLD.search(before) is not None
            opens = not told and match.start() <= _OPENING and re.search(r"\b(written|posted|author)", line, re.I)
            if _MADE.search(before) or (
                not opens and re.search(r"\b(?:(?:post|article|series)\b|author)", line, re.I) is None
            ):
                continue
            listed = line[match.start("names") :] if ":" in line[: match.start("names")] else match["names"]
            yield from (Biography(name, sentence) for name in list_people(listed))


def list_people(line: str) -> Iterator[str]:
    """Yield the people that a line names, without what they are and where they work.

    >>> list(list_people("Ada Winterbourne, Staff Engineer, Acme and Bo Quill (Dyno), Eve Marsh"))
    ['Ada Winterbourne', 'Bo Quill', 'Eve Marsh']
    """
    for group in re.split(r"\s+and\s+(?=[A-Z])|;\s*", re.sub(r"\s*\([^()]*\)", "", line)):
        for part in re.split(r",\s+", group.strip()):
            if not _FULL_NAME.fullmatch(part.strip(" .")) or part.split()[-1].lower() in ROLES:
                break
            yield part.strip(" .")


def short_names(full: str) -> tuple[str, ...]:
    """Return the bare names by which a text comes back to a person.

    >>> short_names("Ada Lovelace")
    ('Ada', 'Lovelace')
    """
    words = full.split()
    return (words[0], words[-1]) if len(words) > 1 else ()
