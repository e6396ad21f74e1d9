"""Listed kinds: items that open with a name and say what it is: "- Stamper: a log shipper that ...".

One such line may be a remark ("- Problem: a system that hangs"), several in a list are names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.documents import Block, Document
from kg.kinds.kinds import class_of_kind
from kg.naming.shown_names import HEADING_STOPS, Introduction
from kg.naming.signs import NAME_SIGN
from ontology import Field
from ontology.roles import Role

_LEAST = 2  # items of a list that have the form
# A name, perhaps an aside, a sign, then a noun phrase up to what narrows it.
_NAME = r"(?P<name>[A-Za-z][\w.+-]*(?: [A-Z][\w.+-]*){0,2})(?:\s*\([^()]{1,40}\))?"
_BEYOND = r"[,.;:(]|$|\s(?:that|which|who|for|to|of|with|from|in|on|and|or|written|based|built|made)\b"
_ITEM = re.compile(rf"{_NAME}\s*{NAME_SIGN}\s+(?:[Aa]n?|[Tt]he)\s+(?P<kind>[\w/ -]{{3,60}}?)(?={_BEYOND})")


def read_listed_kinds(document: Document, field: Field) -> Iterator[Introduction]:
    """Yield the names that most items of a list open with, of the class that is told of each there, if of any."""
    for items in document.lists:
        found = [named for item in items if (named := _read_item(document.blocks[item], document, field)) is not None]
        if sum(named.type is not None for named in found) >= _LEAST and 2 * len(found) > len(items):
            yield from found


def _read_item(block: Block, document: Document, field: Field) -> Introduction | None:
    match = _ITEM.match(block.span.of(document.text))
    if match is None or _is_word_of_parts(match["name"], field):
        return None
    name = class_of_kind(match["kind"], field)
    if name is not None and not field.ontology.plays(name, Role.WORK):
        return None
    return Introduction(match["name"], name, "listed")


def _is_word_of_parts(name: str, field: Field) -> bool:
    """Tell whether an opening is the common word for a part or a heading, not its name: "Client", "Features"."""
    lower = name.lower()
    lexicon = field.lexicon
    return lower in HEADING_STOPS or lower in lexicon.class_of or lower in lexicon.column_heads
