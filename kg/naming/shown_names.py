"""Shown names: what the headings, links and tables of a document show to be names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.documents import BlockKind, Document
from kg.language.parsing import ParsedDocument
from kg.language.words import is_word
from kg.naming.labelled import find_stated_name
from kg.naming.names import Names, to_key
from kg.naming.subjects import name_in_title
from ontology import Field
from ontology.roles import Role

_TASKS = frozenset(
    "use using run running set enable disable install installing add create configure configuring deploy deploying "
    "upgrade upgrading migrate migrating monitor best".split()
)
_HEADING_STOP_WORDS = """
what how why when it is this that problem addresses helps introduction overview summary conclusion
history example examples next steps step usage you your we our getting started installation
configuration notes note see references further reading resources links faq appendix about
contributing license changelog technical 101 buzzwords popular projects mission processes key terms
using to with
"""
HEADING_STOPS = frozenset(_HEADING_STOP_WORDS.split())


_CELL_NAME = re.compile(r"[A-Z][\w.+-]*(?: [A-Z\d][\w.+-]*){0,3}")


@dataclass(frozen=True, slots=True)
class Introduction:
    """One sign that `surface` is a name; `type` where the sign tells it; `reason` says which sign."""

    surface: str
    type: str | None
    reason: str


def read_links(document: Document, known: Names) -> list[Introduction]:
    """Return linked words that the address itself spells: the name of a site or a repository.

    A level and a noun are no name: "Sandbox project".
    """
    found = []
    for link in document.links:
        words = link.span.of(document.text).strip(" .,:;()>")
        key = to_key(words)
        if words.islower() and all(is_word(word) for word in words.split()):
            continue
        first = known.find(words.split()[0]) if " " in words else None
        if first is not None and known.ontology.plays(first.entity.type, Role.LEVEL):
            continue
        if not 2 < len(key) < 40 or len(words.split()) > 4 or not link.target.startswith(("http://", "https://")):
            continue
        address = link.target.split("#")[0].split("?")[0].rstrip("/")
        host = re.sub(r"^https?://(www\.)?", "", address).split("/")[0]
        last = to_key(address.rsplit("/", 1)[-1])
        parts = {to_key(part) for part in host.split(".")[:-1]} | (
            {last} if address.count("/") >= 4 and address.count("/") <= 5 else set()
        )
        longer = (part for part in parts if part and len(part) <= len(key) + 5)
        if key in parts or any(part.startswith(key) or (len(key) > 4 and part.endswith(key)) for part in longer):
            found.append(Introduction(words, None, "link"))
    return found


def read_headings(parsed: ParsedDocument, known: Names) -> list[Introduction]:
    """Return headings and titles that the text below uses as a term."""
    document = parsed.document
    found = []
    for block in document.blocks:
        if block.kind not in {BlockKind.HEADING, BlockKind.TITLE}:
            continue
        text = block.span.of(document.text).strip()
        text = (name_in_title(text) if block.kind is BlockKind.TITLE else None) or text
        words = text.split()
        if (
            not 1 <= len(words) <= 5
            or text.endswith(("?", ".", "!"))
            or any(w.lower() in HEADING_STOPS for w in words)
            or words[0].lower() in _TASKS
            or (block.kind is BlockKind.HEADING and _is_task(words))
        ):
            continue
        if len(words) == 1 and is_word(text) and block.kind is not BlockKind.TITLE:
            continue
        following = document.text[block.span.end :].lower()
        forms = "|".join(re.escape(form.lower().rstrip("s")) for form in [text, *_variants(words, known)])
        if len(re.findall(rf"(?<!\w)(?:{forms})(?:s|es)?\b", following)) >= 2:
            named = _is_name_of_its_own(text, known) and not _is_written_otherwise(text, document.text)
            found.append(Introduction(text, None if named else "Concept", "heading"))
    return found


def read_first_cells(document: Document, field: Field) -> Iterator[Introduction]:
    """Yield the names of agents and works in the first cells of a table.

    Agents stand where the head of their column says so ("Organization"), works where the other columns tell what works
    alone have.
    """
    telling, several = False, False
    agents: str | None = None
    for block in document.blocks:
        if block.kind is BlockKind.TABLE_ROW and len(block.cells) > 1:
            first, *others = (cell.of(document.text).strip() for cell in block.cells)
            if block.header:
                telling = any(_tells_of_work(head, field) for head in others)
                several = sum(head.lower() in field.lexicon.column_heads for head in others) > 1
                agents = _find_agent_class(first, field)
            elif agents is not None:
                if _CELL_NAME.fullmatch(first):
                    yield Introduction(first, agents, "table")
            elif (
                telling
                and _CELL_NAME.fullmatch(first)
                and first.lower() not in field.lexicon.column_heads
                and (several or not is_word(first))
            ):
                yield Introduction(first, field.ontology.class_for(Role.WORK), "table")


def read_stated_name(document: Document, field: Field) -> Iterator[Introduction]:
    """Yield the name of the work that a line near the top states: "Name of project: Acme"."""
    name = find_stated_name(document, field.lexicon.words["nameLabel"])
    if name is not None and not is_word(name.lower()):
        yield Introduction(name, field.ontology.class_for(Role.PROJECT), "label")


def _find_agent_class(head: str, field: Field) -> str | None:
    """Return the class of agents that the head of a column names, None for other heads."""
    kind = field.lexicon.class_of.get(next(iter(head.lower().split()[-1:]), ""))
    return kind if kind is not None and kind != "Person" and field.ontology.is_a(kind, "Agent") else None


def _tells_of_work(head: str, field: Field) -> bool:
    """Tell whether the head of a column is of a property that works alone have: "Written in"."""
    found = field.lexicon.column_heads.get(head.lower())
    domain = field.ontology.properties[found].domain if found is not None else ()
    return bool(domain) and all(field.ontology.plays(name, Role.WORK) for name in domain)


def _is_name_of_its_own(heading: str, known: Names) -> bool:
    """Tell whether a heading is not made of ordinary words alone, or begins with the name of a thing: "Acme CD"."""
    words = heading.split()
    first = known.find(words[0]) if len(words) > 1 else None
    if not words[-1][:1].isupper():
        return False
    return not all(is_word(word) for word in words) or (first is not None and first.entity.type != "Concept")


def _is_written_otherwise(heading: str, text: str) -> bool:
    """Tell whether a text writes the words of a heading in small letters too, as it does with terms."""
    return any(match[0] != heading for match in re.finditer(rf"\b{re.escape(heading)}\b", text, re.IGNORECASE))


def _is_task(words: list[str]) -> bool:
    """Tell whether a heading says what to do, or joins two things: "Initialize the SDK", "Providers and Scopes"."""
    lower = [word.lower() for word in words]
    return "and" in lower[1:] or "&" in words or bool({"the", "a", "an", "your"} & set(lower[1:]))


def find_lower_headings(introductions: Sequence[Introduction]) -> Iterator[str]:
    """Yield the names in small letters that a title or heading gives and no dictionary knows: "ply-run"."""
    for introduction in introductions:
        surface = introduction.surface
        if introduction.reason == "heading" and " " not in surface and surface.islower() and not is_word(surface):
            yield surface


def _variants(words: list[str], known: Names) -> list[str]:
    """Return a term with the other names of the known term it ends with."""
    for start in range(1, len(words)):
        ending = known.find(" ".join(words[start:]))
        if ending is not None and ending.entity.type == "Concept":
            others = {n.surface for n in known.names() if n.entity.iri == ending.entity.iri}
            return [" ".join((*words[:start], other)) for other in sorted(others)]
    return []
