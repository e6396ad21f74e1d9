"""Listed names: which words of an item, a cell or a heading are a name, and what they name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.documents import Block, Document
from kg.language.words import is_word
from kg.naming.names import TERM_CLASSES, Names
from kg.naming.people import is_person
from kg.statements import Entity
from ontology.roles import Role

MAX_NAME_WORDS = 4
BRACKETS = re.compile(r"\s*\([^)]*\)")
_MARK = re.compile(r"^\[[^\[\]]{3,40}\]:?\s+")
# What an item says of the name that it begins with: in brackets, behind a comma, a colon or a dash.
_REMARK = re.compile(r"\s*[,:(]|\s[–—-]\s")
_MORE = re.compile(r",?\s*(?:(?:and|or)\s+(?:more|others|many others|so on)|etc\.?|\.\.\.|…)\s*$", re.IGNORECASE)
# "Version 2.0" behind a comma belongs to what stands before it.
_JOINT = re.compile(r"\s*[,;]\s+(?![Vv]ersion\s+\d)(?:(?:and|or)\s+)?|\s+(?:and|or|·)\s+")
# What may be called a category that is not known yet: a few words, the first with a capital.
_HEADING = re.compile(r"[A-Z][\w&/+-]*(?: [\w&/+-]+){0,4}")
SMALL_WORDS = frozenset("the in on at by of as a".split())
_SMALL_NAME = re.compile(r"[a-z][a-z\d]{3,}(?:-[a-z\d]+)*")


def outer_items(document: Document, items: Sequence[int]) -> list[Block]:
    """Return the items of a list that stand inside no other."""
    blocks = [document.blocks[number] for number in items]
    return [block for block in blocks if block.level <= blocks[0].level]


def split_listed(words: str) -> list[str]:
    """Return what words list, without brackets and what says that there is more.

    >>> split_listed("Zorblat (v2), Frob Query and Quux, and more")
    ['Zorblat', 'Frob Query', 'Quux']
    """
    return _JOINT.split(_MORE.sub("", BRACKETS.sub("", words)).strip())


def name_before_remark(words: str) -> str:
    """Return the words of an item before what it says of them.

    >>> name_before_remark("[Incubating] Zorblat (2.0): a proxy")
    'Zorblat'
    """
    return _REMARK.split(_MARK.sub("", words.strip()), maxsplit=1)[0].strip(" .*")


def looks_named(words: str) -> bool:
    """Tell whether unknown words of a cell are a name: few, with a capital or in no dictionary."""
    parts = words.split()
    if not 0 < len(parts) <= MAX_NAME_WORDS or not words[:1].isalpha() or re.search(r"[!?:;]$", words):
        return False
    if len(parts) == 1 and _SMALL_NAME.fullmatch(words) and not any(is_word(part) for part in words.split("-")):
        return True
    if not all(part[:1].isupper() or part[:1].isdigit() or part in SMALL_WORDS or part == "&" for part in parts):
        return False
    if parts[-1] in SMALL_WORDS:
        return False  # "Create the" goes on
    return words[:1].isupper() and (len(parts) > 1 or not is_word(words))


def is_work(entity: Entity, names: Names) -> bool:
    """Tell whether an entity is a work or a standard, or may be one for all that is known of it."""
    kind = entity.type
    return names.ontology.plays(kind, Role.WORK, Role.STANDARD) or (kind == "Thing" and not is_person(entity))


def find_sorting(words: str, kind: str, names: Names) -> Entity | None:
    """Return the heading that words name, one of class `kind` where they are unknown; None for any other thing."""
    name = names.find(words, structural=True)
    if name is None:
        return Entity.called(words, kind) if _HEADING.fullmatch(words) else None
    if names.ontology.plays(name.entity.type, Role.HEADING):
        return name.entity
    terms = TERM_CLASSES | {"Thing"}
    return name.entity.of_class(kind) if name.entity.type in terms else None
