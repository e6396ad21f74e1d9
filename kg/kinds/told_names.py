"""Told names: what the sentences of a document tell to be names, and of which class."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from kg.documents import Document
from kg.language.capitals import TIMES_SMALL_PARSED, is_abstract, is_written_with_capital
from kg.language.given_names import is_full_name
from kg.language.phrases import find_anchor
from kg.language.tags import ARTICLES, COMPOUNDS, INDEFINITE, SUBJECTS
from kg.language.words import is_countable_noun, is_word
from kg.naming.mentions import Mention
from kg.naming.people import is_one_word_in_capitals
from kg.naming.shown_names import HEADING_STOPS, Introduction
from kg.reference.fillers import FillerReader
from ontology import Field
from ontology.roles import Role

_LOWER_NAME = re.compile(r"[a-z][a-z0-9]+(?:-[a-z0-9]+)*")
_OPENING_NAME = re.compile(r"[a-z][a-z0-9_.+-]{2,}")
_LONGEST_ASIDE = 8  # words in brackets behind a name
_CALLING = {"called", "named", "dubbed"}


def read_class_nouns(reader: FillerReader) -> list[Introduction]:
    """Return names introduced by a class noun beside them: "project X", "the X project", "the company X"."""
    found = []
    tokens = reader.sentence.parse
    for mention in reader.mentions:
        if mention.known is not None and mention.known.entity.type != "Thing":
            continue
        if re.fullmatch(r"[A-Z]{2,}s", mention.surface):
            continue  # "system PEPs" are many
        before = tokens[mention.first - 1].lower_ if mention.first else ""
        after = tokens[mention.last + 1] if mention.last + 1 < len(tokens) else None
        name = reader.lexicon.class_nouns.get(before)
        if name is None and after is not None and _names_kind(mention, after, reader.field):
            name = reader.lexicon.class_nouns.get(after.text)
        if name is not None and (name == "Company" or reader.ontology.plays(name, Role.WORK, Role.HOST)):
            found.append(Introduction(mention.surface, name, "class noun"))
    for noun in tokens:
        if noun.dep_ == "appos" and reader.lexicon.class_of.get(noun.lower_) == "Person":
            person = reader.mention_of(find_anchor(noun))
            if person is None or is_one_word_in_capitals(person.surface):
                continue
            if person.type == "Thing" and person.last < noun.i:
                found.append(Introduction(person.surface, "Person", "role"))
    return found


def read_people(reader: FillerReader) -> Iterator[Introduction]:
    """Yield full names of people, by their given names or what a sentence tells: "engineer Ann Lee", "Zor Lee, who"."""
    tokens = reader.sentence.parse
    for mention in reader.mentions:
        words = mention.surface.split()
        if mention.known is None and is_full_name(mention.surface):
            yield Introduction(mention.surface, "Person", "given name")
            continue
        if mention.known is not None or not 2 <= len(words) <= 3 or not all(w.isalpha() and w.istitle() for w in words):
            continue
        behind = tokens[mention.last + 1 : mention.last + 3].text.lower()
        before = tokens[mention.first - 1] if mention.first else None
        role = before is not None and before.tag_ == "NN" and reader.lexicon.class_of.get(before.lower_) == "Person"
        own = role and before is not None and not any(c.dep_ in COMPOUNDS and c.i < before.i for c in before.children)
        if own or behind == ", who":
            yield Introduction(mention.surface, "Person", "role")


def _names_kind(mention: Mention, noun: Token, field: Field) -> bool:
    """Tell whether the noun behind a name says what it is ("the Acme proxy"), not whose it is ("an Acme client")."""
    if noun.dep_ in COMPOUNDS and noun.head.i == noun.i + 1:
        return False  # "the Acme project name"
    before = noun.doc[mention.first - 1].lower_ if mention.first else ""
    if noun.text in field.lexicon.words["anaphoric"] and field.lexicon.class_nouns.get(noun.text) != "Company":
        return before not in INDEFINITE  # "an Acme tool"; and "Acme startup scripts" tells of no company
    return before in {"the", "this"} and not any(is_word(word) for word in mention.surface.split())


def read_lower_names(reader: FillerReader, text: str) -> Iterator[Introduction]:
    """Yield names in small letters beside the noun of their kind: "a tool called zorbl", "its proxy, zorbl, ..."."""
    tokens = reader.sentence.parse
    opening = _opening_name(reader)
    if opening is not None and not _is_common_noun(opening.text, text):
        yield Introduction(opening.text, None, "opening")
    for token in tokens[2:]:
        if not _LOWER_NAME.fullmatch(token.text) or len(token.text) < 4 or _is_common_noun(token.text, text):
            continue
        name = None
        if token.nbor(-1).lower_ in _CALLING:
            name = reader.lexicon.class_of.get(token.nbor(-1).head.lower_)
        elif token.nbor(-1).text == "," and token.dep_ in {"appos", "conj"} and _closes(token):
            noun = token.nbor(-2)
            one = any(c.lower_ in {"a", "an", "the", "its", "our"} for c in noun.children)
            name = reader.lexicon.class_nouns.get(noun.lower_) if one else None
        if name is not None and reader.ontology.plays(name, Role.WORK):
            yield Introduction(token.text, name, "class noun")


def _opening_name(reader: FillerReader) -> Token | None:
    """Return a word in small letters that opens a sentence without article, and is told what it is: "zorbl is a".

    A version or brackets may stand between: "zorbl 1.2 is a", "zorbl (short for Zor) is a".
    """
    tokens = reader.sentence.parse
    first = tokens[0]
    behind = _behind_aside(first)
    verb = tokens[behind] if behind + 2 < len(tokens) else None
    told = verb is not None and verb.lower_ in {"is", "was"} and verb.nbor(1).lower_ in ARTICLES
    return first if told and first.text.islower() and _OPENING_NAME.fullmatch(first.text) else None


def _behind_aside(first: Token) -> int:
    """Return the place behind a word and the version or the bracket that may follow it: "zorbl 1.2", "zorbl (old)"."""
    rest = first.doc[first.i + 1 :]
    if len(rest) and re.fullmatch(r"v?\d[\w.]*", rest[0].text):
        return rest[0].i + 1
    closing = next((t.i for t in rest[:_LONGEST_ASIDE] if t.text == ")"), None)
    return closing + 1 if closing is not None and rest[0].text == "(" else first.i + 1


def _closes(token: Token) -> bool:
    return token.i + 1 < len(token.doc) and token.nbor(1).text in {",", ")", "."}


def _is_common_noun(word: str, text: str) -> bool:
    """Tell whether a word is an ordinary one, or used like one in a text: counted, or one of many."""
    if is_word(word) or all(is_word(part) for part in word.split("-")):
        return True
    one = re.escape(word)
    return re.search(rf"\b(?:(?:a|an|your|each|any|this|every|multiple) {one}|{one}s)\b", text, re.I) is not None


def is_hardly_lower(mention: Mention, reader: FillerReader, document: Document) -> bool:
    """Tell whether an ordinary word is a name in a document: capital in mid-sentence, hardly ever lower."""
    token = reader.sentence.parse[mention.first]
    if (
        not is_word(mention.surface)
        or (mention.first == 0 and not _is_bare_subject(token))
        or token.tag_ != "NNP"
        or token.text.isupper()
        or mention.surface.lower() in HEADING_STOPS
    ):
        return False
    owners = [c for c in token.children if c.dep_ == "poss" and not _is_organization(reader.mention_of(c), reader)]
    if owners or any(c.dep_ in {"det", "amod"} for c in token.children) or token.dep_ in {"compound", "amod"}:
        return False
    return is_written_with_capital(mention.surface, document.prose, TIMES_SMALL_PARSED)


def _is_bare_subject(token: Token) -> bool:
    """Tell whether a first word does something without an article, as no common noun can: "Loki, ..., indexes"."""
    countable = is_countable_noun(token.text) and not is_abstract(token.text)
    return token.dep_ in SUBJECTS and countable and not token.text.endswith("s")


def _is_organization(mention: Mention | None, reader: FillerReader) -> bool:
    return mention is not None and reader.ontology.is_a(mention.type, "Organization")


def read_members(reader: FillerReader) -> list[Introduction]:
    """Return names given as members of a class noun: "tools like X", "companies including X"."""
    found: list[Introduction] = []
    for members in reader.members.values():
        name = reader.lexicon.class_of.get(members.noun.lower_)
        if name is not None and reader.ontology.plays(name, Role.NAMED):
            found.extend(Introduction(m.surface, name, "members") for m in members.mentions if m.surface[:1].isupper())
    return found
