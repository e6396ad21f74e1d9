"""Introductions: what one document tells of names: that they are names, of what type, and their aliases."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from kg.documents import BlockKind, Document, Span
from kg.language.capitals import find_capitalised_names
from kg.language.parsing import ParsedDocument, ParsedSentence, is_word
from kg.language.phrases import find_anchor
from kg.naming.mentions import Mention, find_mentions
from kg.naming.names import Name, NameTable, to_key
from kg.naming.people import find_biographies
from kg.naming.subjects import DefinedTerm, find_defined_terms
from kg.prose.definitions import class_of_kind, find_definitions
from kg.prose.fillers import FillerReader
from kg.prose.referents import Context
from kg.statements import Entity
from ontology import Field
from ontology.names import to_entity_iri
from ontology.roles import Role

MAX_NAME_WORDS = 7
_BRACKETED = re.compile(r"([A-Za-z][\w'’-]*(?:[ -][\w'’-]+){1,7}) ?\(([A-Z][A-Za-z]{1,8}s?)\)")
_BRACKETED_LONG = re.compile(r"\b([A-Z]{2,8}s?) \(([A-Z][\w-]*(?: [\w-]+){1,6})\)")
_OPENING = re.compile(r"^\s*(?P<name>[^()–—:]{2,60}?)\s*(?:\((?P<status>[^()]{3,40})\))?\s*[–—:-]?\s*$")
_STATUS_AFTER = re.compile(r"^\s*\((?P<status>[^()]{3,40})\)")


@dataclass(frozen=True, slots=True)
class Introduction:
    """One sign that `surface` is a name; `type` where the sign tells it; `reason` says which sign."""

    surface: str
    type: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class AliasPair:
    """Two ways of writing one thing, and why they are held to be one."""

    label: str
    alias: str
    reason: str


@dataclass(frozen=True)
class DocumentNames:
    """What one document tells of names; `surfaces` counts what looks like a name.

    `subjects`: (fragment of an address, name) of what it, and each of its sections, defines.
    """

    document: str
    introductions: tuple[Introduction, ...]
    aliases: tuple[AliasPair, ...]
    surfaces: Counter[str] = field(default_factory=Counter)
    subjects: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Opening:
    """A paragraph that opens with an emphasised name: "**Name** (Status) ..."."""

    block: int
    name: str
    span: Span
    status: str | None


def find_names(parsed: ParsedDocument, known: NameTable, field_: Field) -> DocumentNames:
    """Return what a document tells of names, given those known from the start."""
    document = parsed.document
    people = {biography.name for biography in find_biographies(document)}
    terms = tuple(term for term in find_defined_terms(parsed, field_) if term.surface not in people)
    introductions = [
        *(Introduction(term.surface, _type_of(term, document, field_), "defined") for term in terms),
        *_from_openings(document),
        *_from_links(document),
        *_from_headings(parsed, known),
        *(Introduction(name, "Person", "biography") for name in sorted(people)),
    ]
    capitalised = find_capitalised_names(sentence.text for sentence in parsed.sentences)
    introductions.extend(Introduction(word, None, "capital") for word in sorted(capitalised))
    surfaces: Counter[str] = Counter()
    table = NameTable(known.names(), known.ontology)
    for surface in _lower_headings(introductions):
        table.add(Name(surface, Entity(to_entity_iri(surface), surface), True))
    for sentence in parsed.sentences:
        mentions = [_provisional(m) for m in find_mentions(sentence, table, eager=True)]
        for mention in mentions:
            if mention.known is None:
                surfaces[mention.surface] += 1
                if _is_never_lower(mention, sentence, document):
                    introductions.append(Introduction(mention.surface, None, "capital"))
        reader = FillerReader(sentence, mentions, Context(), field_)
        for definition in find_definitions(reader, field_):
            first, last = reader.noun_chunk(definition.noun)
            name = class_of_kind(definition.noun.doc[first.i : last.i + 1].text, field_)
            surface = definition.subject.span.of(document.text)
            if name is not None and definition.subject.named and name != "Concept":
                introductions.append(Introduction(surface, name, "definition"))
        introductions.extend(_from_class_nouns(reader, field_))
        introductions.extend(_from_lower_names(reader, document.text, field_))
        introductions.extend(_from_members(reader, field_))
    plain = (_without_article(i) for i in introductions if i.surface.lower() not in _HEADING_STOPS)
    aliases = (*find_aliases(document.text), *_from_terms(terms))
    subjects = tuple((term.anchor, term.surface) for term in terms)
    return DocumentNames(document.name, tuple(plain), aliases, surfaces, subjects)


# Nouns that these endings make are ideas and not names, also where they are never written small.
_ABSTRACT = re.compile(r".*(?:ing|tion|sion|ity|ance|ence|ency|ness|ment|ism|ure|ability|ship|hood|ware|less|ics)$")
_MIN_USES = 3


def _type_of(term: DefinedTerm, document: Document, field_: Field) -> str | None:
    """Return the class of a defined term: of a name that of its kind, or none; of an idea the concept."""
    words = term.surface.split()
    if all(is_word(word) for word in words):
        single = len(words) == 1 and term.surface.istitle() and not _ABSTRACT.fullmatch(term.surface)
        small = re.search(rf"\b{re.escape(term.surface.lower())}(?:s|es)?\b", document.text)
        if not single or small or len(re.findall(rf"\b{re.escape(term.surface)}\b", document.text)) < _MIN_USES:
            return "Concept"
        return class_of_kind(term.kind, field_)
    if len(words) == 1:
        return class_of_kind(term.kind, field_) or "Concept"
    return "Concept"


def _from_terms(terms: Sequence[DefinedTerm]) -> Iterator[AliasPair]:
    """Yield the other names that documents give of what they define."""
    for term in terms:
        for alias in term.aliases:
            if any(c.isupper() for c in alias) or " " in alias:
                yield AliasPair(term.surface, alias, "defined")


def _without_article(introduction: Introduction) -> Introduction:
    surface = re.sub(r"^(?:the|a|an)\s+(?=\S)", "", introduction.surface, flags=re.IGNORECASE)
    return Introduction(surface, introduction.type, introduction.reason)


def find_openings(document: Document) -> list[Opening]:
    """Return the paragraphs that open with an emphasised name of at most seven words."""
    strong_at = {span.start: span for span in document.strong}
    openings = []
    for number, block in enumerate(document.blocks):
        if block.kind is not BlockKind.PARAGRAPH:
            continue
        span = strong_at.get(block.span.start)
        if span is None or span.end >= block.span.end:
            continue
        match = _OPENING.match(span.of(document.text))
        if match is None or len(match["name"].split()) > MAX_NAME_WORDS or match["name"].endswith((".", "?", "!")):
            continue
        after = _STATUS_AFTER.match(document.text[span.end : block.span.end])
        name_span = Span(span.start + match.start("name"), span.start + match.end("name"))
        openings.append(
            Opening(
                number,
                match["name"].strip(),
                name_span,
                match["status"] or (after["status"] if after else None),
            )
        )
    return openings


def find_aliases(text: str) -> list[AliasPair]:
    """Return the pairs of a long and a short name that a text gives in brackets.

    >>> [(p.label, p.alias) for p in find_aliases("the Open Policy Agent (OPA) handles it")]
    [('Open Policy Agent', 'OPA')]
    """
    found = []
    for match in _BRACKETED.finditer(text):
        long = _matching_words(match[1], match[2])
        if long is not None:
            found.append(AliasPair(long, match[2], "brackets"))
    for match in _BRACKETED_LONG.finditer(text):
        long = _matching_words(match[2], match[1])
        if long is not None:
            found.append(AliasPair(long, match[1], "brackets"))
    return found


def _matching_words(words: str, short: str) -> str | None:
    """Return the last words whose initials spell `short`, or None."""
    letters = [c.lower() for c in short.rstrip("s") if c.isalpha()]
    parts = re.findall(r"[A-Za-z][\w'’]*", words)
    positions = [m.start() for m in re.finditer(r"[A-Za-z][\w'’]*", words)]
    for count in range(len(letters) - 1, min(len(parts), len(letters) + 3) + 1):
        if count < 2 or count > len(parts):
            continue
        chosen = parts[-count:]
        initials = [word[0].lower() for word in chosen]
        small = [word[0].lower() for word in chosen if word.lower() not in {"of", "for", "and", "the", "in", "to"}]
        if letters in (initials, small) and chosen[0].lower() not in {
            "of",
            "for",
            "and",
            "the",
            "in",
            "to",
            "a",
        }:
            return words[positions[-count] :]
    return None


def _from_openings(document: Document) -> list[Introduction]:
    return [Introduction(o.name, None, "opening") for o in find_openings(document)]


def _from_links(document: Document) -> list[Introduction]:
    """Return linked words that the address itself spells: the name of a site or a repository."""
    found = []
    for link in document.links:
        words = link.span.of(document.text).strip(" .,:;()>")
        key = to_key(words)
        if words.islower() and all(is_word(word) for word in words.split()):
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


def _from_headings(parsed: ParsedDocument, known: NameTable) -> list[Introduction]:
    """Return headings and titles that the text below uses as a term."""
    document = parsed.document
    lowered = document.text.lower()
    found = []
    for block in document.blocks:
        if block.kind not in {BlockKind.HEADING, BlockKind.TITLE}:
            continue
        text = block.span.of(document.text).strip()
        words = text.split()
        if (
            not 1 <= len(words) <= 5
            or text.endswith(("?", ".", "!"))
            or any(w.lower() in _HEADING_STOPS for w in words)
            or words[0].lower() in _TASKS
            or (block.kind is BlockKind.HEADING and _is_task(words))
        ):
            continue
        following = lowered[block.span.end :]
        if len(words) == 1 and is_word(text) and block.kind is not BlockKind.TITLE:
            continue
        forms = "|".join(re.escape(form.lower().rstrip("s")) for form in [text, *_variants(words, known)])
        if len(re.findall(rf"(?<!\w)(?:{forms})(?:s|es)?\b", following)) >= 2:
            found.append(Introduction(text, "Concept", "heading"))
    return found


_TASKS = frozenset(
    "use using run running set enable disable install installing add create configure configuring deploy deploying "
    "upgrade upgrading migrate migrating monitor best".split()
)


def _is_task(words: list[str]) -> bool:
    """Tell whether a heading says what to do, or joins two things: "Initialize the SDK", "Providers and Scopes"."""
    lower = [word.lower() for word in words]
    return "and" in lower[1:] or "&" in words or bool({"the", "a", "an", "your"} & set(lower[1:]))


def _lower_headings(introductions: Sequence[Introduction]) -> Iterator[str]:
    """Yield the names in small letters that a title or heading gives and no dictionary knows: "ply-run"."""
    for introduction in introductions:
        surface = introduction.surface
        if introduction.reason == "heading" and " " not in surface and surface.islower() and not is_word(surface):
            yield surface


def _variants(words: list[str], known: NameTable) -> list[str]:
    """Return a term with the other names of the known term it ends with."""
    for start in range(1, len(words)):
        ending = known.find(" ".join(words[start:]))
        if ending is not None and ending.entity.type == "Concept":
            others = {n.surface for n in known.names() if n.entity.iri == ending.entity.iri}
            return [" ".join((*words[:start], other)) for other in sorted(others)]
    return []


_HEADING_STOP_WORDS = """
what how why when it is this that problem addresses helps introduction overview summary conclusion
history example examples next steps step usage you your we our getting started installation
configuration notes note see references further reading resources links faq appendix about
contributing license changelog technical 101 buzzwords popular projects mission processes key terms
using to with
"""
_HEADING_STOPS = frozenset(_HEADING_STOP_WORDS.split())


def _from_class_nouns(reader: FillerReader, field_: Field) -> list[Introduction]:
    """Return names introduced by a class noun beside them: "project X", "the X project", "the company X"."""
    found = []
    tokens = reader.sentence.parse
    for mention in reader.mentions:
        if mention.known is not None and mention.known.entity.type != "Thing":
            continue
        before = tokens[mention.first - 1].lower_ if mention.first else ""
        after = tokens[mention.last + 1] if mention.last + 1 < len(tokens) else None
        name = field_.lexicon.class_nouns.get(before)
        if name is None and after is not None and _names_kind(mention, after, field_):
            name = field_.lexicon.class_nouns.get(after.text)
        if name is not None and (name == "Company" or field_.ontology.plays(name, Role.WORK, Role.HOST)):
            found.append(Introduction(mention.surface, name, "class noun"))
    for noun in tokens:
        if noun.dep_ == "appos" and field_.lexicon.class_of.get(noun.lower_) == "Person":
            person = reader.mention_of(find_anchor(noun))
            if person is not None and person.type == "Thing" and person.last < noun.i:
                found.append(Introduction(person.surface, "Person", "role"))
    return found


def _names_kind(mention: Mention, noun: Token, field_: Field) -> bool:
    """Tell whether the noun behind a name says what it is ("the Acme proxy"), not whose it is ("an Acme client")."""
    if noun.text in field_.lexicon.words["anaphoric"]:
        return True
    definite = mention.first > 0 and noun.doc[mention.first - 1].lower_ in {"the", "this"}
    return definite and not any(is_word(word) for word in mention.surface.split())


_LOWER_NAME = re.compile(r"[a-z][a-z0-9]+(?:-[a-z0-9]+)*")
_CALLING = {"called", "named", "dubbed"}


def _from_lower_names(reader: FillerReader, text: str, field_: Field) -> Iterator[Introduction]:
    """Yield names in small letters beside the noun of their kind: "a tool called zorbl", "its proxy, zorbl, ..."."""
    tokens = reader.sentence.parse
    for token in tokens[2:]:
        if not _LOWER_NAME.fullmatch(token.text) or len(token.text) < 4 or _is_common_noun(token.text, text):
            continue
        name = None
        if token.nbor(-1).lower_ in _CALLING:
            name = field_.lexicon.class_of.get(token.nbor(-1).head.lower_)
        elif token.nbor(-1).text == "," and token.dep_ in {"appos", "conj"} and _closes(token):
            noun = token.nbor(-2)
            one = any(c.lower_ in {"a", "an", "the", "its", "our"} for c in noun.children)
            name = field_.lexicon.class_nouns.get(noun.lower_) if one else None
        if name is not None and field_.ontology.plays(name, Role.WORK):
            yield Introduction(token.text, name, "class noun")


def _closes(token: Token) -> bool:
    return token.i + 1 < len(token.doc) and token.nbor(1).text in {",", ")", "."}


def _is_common_noun(word: str, text: str) -> bool:
    """Tell whether a word is an ordinary one, or used like one in a text: counted, or one of many."""
    if is_word(word) or all(is_word(part) for part in word.split("-")):
        return True
    one = re.escape(word)
    return re.search(rf"\b(?:(?:a|an|your|each|any|this|every|multiple) {one}|{one}s)\b", text, re.I) is not None


def _is_never_lower(mention: Mention, sentence: ParsedSentence, document: Document) -> bool:
    """Tell whether an ordinary word is a name in a document: capital in mid-sentence, never lower."""
    token = sentence.parse[mention.first]
    if (
        not is_word(mention.surface)
        or mention.first != mention.last
        or mention.first == 0
        or token.tag_ != "NNP"
        or token.text.isupper()
        or mention.surface.lower() in _HEADING_STOPS
    ):
        return False
    if any(c.dep_ in {"det", "amod", "poss"} for c in token.children) or token.dep_ in {"compound", "amod"}:
        return False
    lower = mention.surface.lower()
    return re.search(rf"\b{re.escape(lower)}(?:s|es)?\b", document.text) is None


def _from_members(reader: FillerReader, field_: Field) -> list[Introduction]:
    """Return names given as members of a class noun: "tools like X", "companies including X"."""
    found: list[Introduction] = []
    for members in reader.members.values():
        name = field_.lexicon.class_of.get(members.noun.lower_)
        if name is not None and field_.ontology.plays(name, Role.NAMED):
            found.extend(Introduction(m.surface, name, "members") for m in members.mentions if m.surface[:1].isupper())
    return found


def _provisional(mention: Mention) -> Mention:
    """Return the mention with an entity, made up where the name is not known yet."""
    entity = mention.known.entity if mention.known else Entity(to_entity_iri(mention.surface), mention.surface)
    return Mention(mention.span, mention.surface, mention.first, mention.last, mention.known, entity)
