"""Subjects: what a title or heading names, where the first sentences below it say what that is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg.documents import BlockKind, Document, Span
from kg.language.parsing import ParsedDocument, ParsedSentence
from kg.language.words import is_word
from kg.naming.names import is_initials, to_key, to_term_key
from kg.naming.predicates import MAX_DEFINITION, read_fragment, read_predicate
from ontology import Field

MAX_TERM_WORDS = 6
_TITLE_DEPTH, _HEADING_DEPTH = 4, 1
_LEAST_OPENED = 2  # sentences that a name opens
_LEAST_TOLD = 3  # headings that make a document a glossary
_PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE})
# What may stand before the term, the plainest first: "The term X refers to", "In computing, an X is",
# "A trait of software, X is".
_TERM_LEAD = (
    r"(?:(?:The|This)\s+(?:term|word|concept|phrase|name)\s+|\w+ in (?=[A-Z]))?(?:(?:An?|The|a|an|the)\s+)?[\"'“‘]*"
)
_LEADS = tuple(
    re.compile(before + _TERM_LEAD)
    for before in (
        "",
        r"(?:In|Within|From|With|For|At|As|Like|Under)\b[^,;:]{2,70},\s+",
        r"An? [a-z][a-z -]{2,40},\s+(?=[a-z])",
    )
)
_OTHER_NAME = r"[\"“‘']?(?P<{0}>[A-Za-z][\w /+.-]{{0,50}}?)[\"”’']?"
# What may stand between the term and its verb: other names of it, and asides.
_BRACKETED = re.compile(rf"[\"”’)]*\s*\((?:or\s+)?{_OTHER_NAME.format('name')}\)")
_OR_NAME = re.compile(rf"\s*,?\s+or\s+{_OTHER_NAME.format('name')}(?:\s*[,—–]|(?=\s+(?:is|are|refers)\b))")
_ALSO = (
    r"(?:(?:also|often|sometimes|commonly|generally|frequently|usually|previously|formerly)\s+)*"
    r"(?:referred\s+to\s+as|known\s+as|abbreviated\s+(?:as|to)|called|termed|dubbed|short\s+for|shortened\s+to)"
)
_ALSO_NAME = re.compile(
    rf"\s*[,—–-]\s*{_ALSO}\s+(?:an?\s+|the\s+)?{_OTHER_NAME.format('name')}(?:\s*[,—–]|(?=,? or\s))"
)
_ASIDE = re.compile(r"\s*[,—–]\s+(?:in|for|at|on|as|by|from|with|or|an?|the|—)\b[^,;:—–]{2,80}[,—–]")
_CLOSING = re.compile(r"[\"”’')]*\s*,?\s*")
_INSIDE = re.compile(r"(?:In|Within|With|Under)\s+(?:an?|the)\s+(?P<term>[^,]{3,60}),\s+(?P<rest>.{20,})", re.DOTALL)


@dataclass(frozen=True, slots=True)
class DefinedTerm:
    """A title or heading that a sentence below it defines.

    `surface`: the term as the title or heading writes it. `heading`: the number of its block, None for the
    title. `sentence`: the number of the defining sentence among the parsed ones. `definition`: what the term is,
    in the document's words. `subject`: where the sentence names it. `aliases`: other names the document gives.
    `span`: the part of the document that is about it.
    """

    surface: str
    heading: int | None
    sentence: int
    definition: str
    subject: Span
    aliases: tuple[str, ...]
    span: Span

    @property
    def kind(self) -> str:
        """The words of its definition that name what kind of thing it is."""
        return find_kind_words(self.definition)

    @property
    def anchor(self) -> str:
        """The fragment by which links reach it; empty for the whole document."""
        return "" if self.heading is None else to_anchor(self.surface)


_BEHIND_KIND = re.compile(r"\s(?:for|of|that|which|with|in|to|on|by|from|used|designed|written|based)\s|[,(]")
# "a fast, scalable, distributed" of what follows.
_ADJECTIVES = re.compile(r"^(?:(?:an? )?[\w-]+, )+(?:and )?(?!which\b|that\b|where\b)(?=[\w-]+ \w)")


def find_kind_words(definition: str) -> str:
    """Return the words of a definition that name what kind of thing it is of.

    >>> find_kind_words("fast, small shell for ships"), find_kind_words("database written in Go")
    ('small shell', 'database')
    """
    return _BEHIND_KIND.split(_ADJECTIVES.sub("", definition))[0]


def to_anchor(heading: str) -> str:
    """Return the fragment that site generators give a heading.

    >>> to_anchor("Client library (Go)")
    'client-library-go'
    """
    return re.sub(r"[\s_]+", "-", re.sub(r"[^\w\s-]", "", heading.lower()).strip())


# Where a title stands that is not made of a file's name.
_SHOWING = {BlockKind.TITLE, BlockKind.HEADING, BlockKind.FRONT_MATTER}


def find_defined_terms(parsed: ParsedDocument, field: Field) -> Iterator[DefinedTerm]:
    """Yield the title, then the headings, whose own first sentences say what they name."""
    document = parsed.document
    by_block: dict[int, list[int]] = {}
    for number, sentence in enumerate(parsed.sentences):
        by_block.setdefault(sentence.block, []).append(number)
    glossary = _is_glossary(parsed, by_block)
    shown = any(b.kind in _SHOWING and document.title in b.span.of(document.text) for b in document.blocks)
    heads = list(_find_heads(document))
    # A phrase defines no head that several parts of a page have ("Affected parts"), nor what stands before a colon.
    written = Counter(_split_name(text)[0].lower() for heading, text, *_ in heads if heading is not None)
    for heading, text, first, span in heads:
        surface, others = _split_name(text)
        if not _may_be_term(surface, field):
            continue
        depth = _TITLE_DEPTH if heading is None else _HEADING_DEPTH
        by_phrase = shown if heading is None else ":" not in text and written[surface.lower()] == 1
        for number in _opening_sentences(document, first, by_block, depth, heading is None, field):
            if heading is None and document.blocks[parsed.sentences[number].block].kind is not BlockKind.PARAGRAPH:
                break
            if _opens_with_other(parsed, by_block[parsed.sentences[number].block][0], number):
                break
            found = _read_sentence(parsed.sentences[number], surface, others, heading is None, field)
            if found is None and by_phrase:
                found = read_fragment(parsed.sentences[number], bare=heading is not None and glossary)
            if found is not None:
                definition, subject, aliases = found
                own, aliases = _own_name(surface, subject.of(document.text), aliases)
                yield DefinedTerm(own, heading, number, definition, subject, (*others, *aliases), span)
                break


def _is_glossary(parsed: ParsedDocument, by_block: dict[int, list[int]]) -> bool:
    """Tell whether most headings of a document stand right above a noun phrase that says what they name."""
    heads = [n for n, block in enumerate(parsed.document.blocks[:-1]) if block.kind is BlockKind.HEADING]
    below = [parsed.sentences[by_block[n + 1][0]] for n in heads if by_block.get(n + 1)]
    told = [sentence for sentence in below if read_fragment(sentence, bare=True) is not None]
    return len(told) >= _LEAST_TOLD and 2 * len(told) > len(below)


def _opens_with_other(parsed: ParsedDocument, first: int, number: int) -> bool:
    """Tell whether a sentence stands behind an emphasised name that opens its paragraph: "**Acme.** A database"."""
    opening = parsed.sentences[first].span
    strong = parsed.document.strong
    return number != first and any(s.start == opening.start and s.end >= opening.end - 1 for s in strong)


def _find_heads(document: Document) -> Iterator[tuple[int | None, str, int, Span]]:
    """Yield (block or None, words, block below, what it stands over) for the title, headings and listed terms."""
    titled = next((n for n, b in enumerate(document.blocks) if b.kind is BlockKind.TITLE), -1)
    yield None, document.title, titled + 1, Span(0, len(document.text))
    for number, block in enumerate(document.blocks):
        if block.kind is BlockKind.HEADING:
            span = document.section_at(block.span.start).span
            yield number, block.span.of(document.text), number + 1, span
    for number, (block, below) in enumerate(pairwise(document.blocks)):
        listed = block.kind is below.kind is BlockKind.LIST_ITEM and below.level == block.level + 1
        if listed and not re.search(r"[.,;:?!]", block.span.of(document.text)):
            yield number, block.span.of(document.text), number + 1, Span(block.span.start, below.span.end)


_TITLED = re.compile(r"(?P<name>[A-Za-z][\w.+-]*(?: [A-Z][\w.+-]*)?)(?::| [–—-])\s+\S")
_TITLED_AT_END = re.compile(r"\S+ \S.*?(?::| [–—-])\s+(?P<name>[a-z][\w.+-]*)$")


def name_in_title(title: str) -> str | None:
    """Return the name that a title begins with, where a colon or a dash parts it from what it says of it.

    Written small, it may stand at the end.

    >>> name_in_title("zorbl-cli: a shell"), name_in_title("Acme"), name_in_title("error: what to do")
    ('zorbl-cli', None, None)
    >>> name_in_title("Simple shells for everybody: zorblsh"), name_in_title("Acme for you: shells")
    ('zorblsh', None)
    """
    match = _TITLED.match(title)
    if match and (title[0].isupper() or not is_word(match["name"])):
        return match["name"]
    behind = _TITLED_AT_END.match(title)
    return behind["name"] if behind and not is_word(behind["name"]) else None


def without_initials(name: str, document: Document) -> str:
    """Return a name without the initials it ends with, where the page calls the work so: of "Acme OCR" "Acme"."""
    first, _, last = name.rpartition(" ")
    if not first or not is_initials(last):
        return name
    opened = [len(re.findall(rf"(?:^|[.!?:]\s+){re.escape(n)} [a-z]", document.prose, re.M)) for n in (first, name)]
    return first if opened[0] >= _LEAST_OPENED and not opened[1] else name


def _split_name(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a head without numbering, and the short name it gives in brackets."""
    plain = re.sub(r"^[\d.]+\s+", "", text).strip(" `*_:")
    plain = name_in_title(plain) or plain  # "Acme: a log shipper"
    match = re.fullmatch(r"(.+?)\s*\(([A-Za-z][\w./-]{1,9})\)", plain)
    return (match[1], (match[2],)) if match else (plain, ())


def _may_be_term(surface: str, field: Field) -> bool:
    words = surface.split()
    if not 1 <= len(words) <= MAX_TERM_WORDS or surface.endswith(("?", "!", ".", ":")):
        return False
    if not re.search(r"[A-Za-z]{2}", surface) or re.search(r"[=<>{}$|\\]|\w\(", surface):
        return False
    joined = [part.split()[-1] for part in surface.split(" and ")]
    if len(joined) == 2 and not any(is_word(word.lower()) for word in joined):
        return False  # "Acme and Dyno" are two
    furniture = field.lexicon.words["headingWords"]
    return not any(word.lower() in furniture for word in words)


def _opening_sentences(
    document: Document, first: int, by_block: dict[int, list[int]], depth: int, titled: bool, field: Field
) -> list[int]:
    """Return the first sentences below a head, before any other heading; below a title "What is it?" is none."""
    found: list[int] = []
    for number in range(first, len(document.blocks)):
        block = document.blocks[number]
        if (
            titled
            and not found
            and block.kind is BlockKind.HEADING
            and _is_general(block.span.of(document.text), field)
        ):
            continue
        if block.kind is BlockKind.HEADING or len(found) >= depth:
            break
        if block.kind in _PROSE:
            found.extend(by_block.get(number, ()))
            if depth == _HEADING_DEPTH:
                break
    return found[:depth]


def _is_general(heading: str, field: Field) -> bool:
    """Tell whether a heading only says that a text begins: "Introduction", "What?", "About"."""
    return heading.strip(" ?!:").lower() in field.lexicon.words["headingWords"]


def _read_sentence(
    sentence: ParsedSentence, surface: str, others: tuple[str, ...], titled: bool, field: Field
) -> tuple[str, Span, tuple[str, ...]] | None:
    """Return (definition, where the term stands, other names) where a sentence defines the term, or None."""
    keys = [to_term_key(surface), *(to_term_key(other) for other in others)]
    text = sentence.text
    for start, end, aliases in _find_subjects(sentence, keys, titled, field):
        after = _CLOSING.match(text, end)
        definition = read_predicate(sentence, after.end() if after else end, titled, field)
        if definition is not None:
            base = sentence.span.start
            return definition, Span(base + start, base + _end_of_term(text, start, end)), aliases
    return _read_inside(sentence, keys) if titled else None


def _own_name(surface: str, written: str, aliases: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Return the name of the term and its other names: "Acme Android" for the title "Android"."""
    key, own = to_term_key(surface), to_term_key(written)
    if own != key and own.endswith(key):
        return written, tuple(alias for alias in aliases if to_term_key(alias) != own)
    return surface, aliases


def _find_subjects(
    sentence: ParsedSentence, keys: list[str], titled: bool, field: Field
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield where the term begins and ends as the subject of a sentence, with other names given beside it."""
    text = sentence.text
    starts = [match.end() for lead in _LEADS if (match := lead.match(text))]
    for agree in (_agrees, _agrees_in_part) if titled else (_agrees,):
        for start in dict.fromkeys(starts):
            words = list(re.finditer(r"[^\s,;:—–]+", text[start : start + 120]))[: MAX_TERM_WORDS + 3]
            for count in range(len(words), 0, -1):
                term = text[start : start + words[count - 1].end()].rstrip("\"”’'")
                if re.search(r"[,;:—–]", term) or _is_some(term, field):
                    continue
                end, aliases = _read_other_names(text, start + len(term))
                if any(agree(to, key, field) for to in (term, *aliases) for key in keys):
                    plain = re.sub(r"\s*\([^)]*\)?$", "", re.split(r"\s+or\s+", term)[0])
                    yield start, end, tuple(a for a in (plain, *aliases) if to_term_key(a) not in keys)


def _is_some(term: str, field: Field) -> bool:
    """Tell whether words speak of some cases only: "these clusters", "most clusters"."""
    first = term.split()[0].lower()
    return first in field.lexicon.words["generalModifier"] or first in {"this", "that", "each", "every", "any", "a"}


def _agrees(words: str, key: str, field: Field) -> bool:
    """Tell whether words write the term: in either number, a bracketed word in or out, its last word short or long."""
    forms = (words, re.sub(r"^\((\w+)\)\s", r"\1 ", words), re.sub(r"\s*\([^)]*\)", "", words))
    if any(to_term_key(form) == key for form in forms):
        return True
    last = to_key(words.split()[-1])
    before = to_key(" ".join(words.split()[:-1]))
    return (
        bool(before) and key.startswith(before) and len(key) - len(before) >= 3 and last.startswith(key[len(before) :])
    )


def _agrees_in_part(words: str, key: str, field: Field) -> bool:
    """Tell whether words and term differ by the noun of a kind alone ("serverless computing"), or by a name before."""
    own, parts = to_term_key(words), words.split()
    nouns = field.lexicon.words["titleNoun"]
    if len(parts) == 2 and own.startswith(key) and parts[1].lower() in nouns:
        return True
    if len(parts) == 2 and own != key and own.endswith(key) and words[0].isupper():
        return True
    return len(parts) >= 2 and any(own + to_term_key(noun) == key for noun in nouns)


def _read_other_names(text: str, end: int) -> tuple[int, tuple[str, ...]]:
    """Return where the asides after a term end, and the names they give."""
    names: list[str] = []
    for _ in range(4):
        for pattern in (_BRACKETED, _ALSO_NAME, _OR_NAME, _ASIDE):
            match = pattern.match(text, end)
            if match is None:
                continue
            end = match.end()
            if "name" in match.groupdict():
                name = re.sub(rf"^(?:{_ALSO}|or)\s+", "", match["name"]).strip()
                names.append(name)
            break
        else:
            break
    return end, tuple(name for name in names if _may_be_alias(name))


def _may_be_alias(name: str) -> bool:
    return 1 <= len(name.split()) <= 5 and len(name) > 1 and not re.match(r"(?:e\.g|i\.e|see|for|in|the)\b", name)


def _read_inside(sentence: ParsedSentence, keys: list[str]) -> tuple[str, Span, tuple[str, ...]] | None:
    """Read "In a client-server architecture, the logic is split ...": what is so where the term is."""
    match = _INSIDE.match(sentence.text)
    if match is None or to_term_key(match["term"]) not in keys or len(sentence.text) > MAX_DEFINITION:
        return None
    base = sentence.span.start
    if not sentence.text.rstrip().endswith("."):
        return None
    return sentence.text.strip(), Span(base + match.start("term"), base + match.end("term")), ()


def _end_of_term(text: str, start: int, end: int) -> int:
    """Return where the words of the term itself end, before brackets and other names."""
    match = re.compile(r"[^(,—–\"”]+").match(text, start)
    stop = min(match.end(), end) if match else end
    return start + len(text[start:stop].rstrip())
