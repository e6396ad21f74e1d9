"""Told focus: what a statement before a question is about, and which word of it a question takes up."""

from __future__ import annotations

import re
from collections.abc import Sequence

from api.answering.question.reader import QuestionReader
from api.answering.question.reading import Mention, Reading
from ontology import Ontology
from ontology.roles import Role

_CALLED = re.compile(r"\b(?:called|named|is) (?P<name>(?-i:[A-Z])[^\s,;.]*(?: (?-i:[A-Z])[^\s,;.]*)*)", re.IGNORECASE)
_QUOTED = re.compile(r"(?<!\w)['‘“\"](?P<words>[^'’‘”“\"]{2,40})['’”\"](?!\w)")
_SPOKEN_OF = re.compile(
    r"\b(?:(?:(?:speak|talk)(?:s|ing)?|spoke|talked|hear[ds]?) (?:of|about)|mention(?:s|ed)?) "
    r"(?:an? |the )?"
    r"(?P<words>(?!(?:this|that|it|them|him|her|us|me)\b)[\w-]+(?: [\w-]+){0,2}?)"
    r"(?=[.,;]| (?:and|as|in|at|all|when|but|every)\b)",
    re.IGNORECASE,
)
# "What is meant by that word?"
_WORD_FOR = re.compile(
    r"\b(?:this|that|the) (?:word|term|expression|phrase|concept|idea|notion|acronym|abbreviation|buzzword)"
    r"(?= (?:about|all about|short)\b|\W*$)",
    re.IGNORECASE,
)
_SUCH = re.compile(r"\bsuch (?:an?|the) (?P<noun>[a-z]+)\b", re.IGNORECASE)
# What says where something is told: "the 2020 storage article", "the text on kilns".
_KINDS = "article|post|blog|guide|page|text|paper|glossary|tutorial|report|chapter|section|docs|documentation"
_DOCUMENT = re.compile(
    rf"\b(?:the|this|that|an?|our|their) (?:[\w-]+ ){{0,4}}?(?:{_KINDS})\b(?: (?:on|about|of) [\w ]+?(?= [a-z]+s\b))?",
    re.IGNORECASE,
)
_BESIDE = frozenset("on in from under within inside like unlike than at of as".split())
_NO_KIND = frozenset(
    "a an the my our your his her its their this that these those some any no of and or such "
    "use uses many another every each few several other "
    "need want run have has like new".split()
)


def is_told(text: str) -> bool:
    """Tell whether what was said before is a statement, and no question: it ends with a full stop."""
    return text.rstrip().endswith(".")


def find_told_focus(statement: str, reader: QuestionReader) -> str | None:
    """Return the name that a statement is about: the one it introduces, else the first that it does not only stand on.

    "We run X on Y" is of X, as is "from Y with X"; whoever made something is named beside it.
    """
    reading = reader.read(statement)
    mentions = _find_told(reading)
    called = _CALLED.search(statement)
    introduced = [m for m in mentions if called is not None and m.surface.startswith(called["name"])]
    proper = [m for m in mentions if not m.is_common and not is_detail(m.entity.type, reader.ontology)]
    free = [m for m in proper if not _BESIDE & set(reading.lowers[max(0, m.first - 1) : m.first])]
    found = next(iter((*introduced, *free, *proper, *mentions)), None)
    return found.entity.label if found is not None else None


def find_told_names(statement: str, reader: QuestionReader) -> list[str]:
    """Return the names of what a statement is about, each once: those that "which of the two" chooses from."""
    told = _find_told(reader.read(statement))
    named = (m for m in told if not m.is_common and not is_detail(m.entity.type, reader.ontology))
    return list(dict.fromkeys(m.entity.label for m in named))


def _find_told(reading: Reading) -> list[Mention]:
    """Return what a statement names, but for the words by which it says what document says so: "the X article"."""
    spans = [range(*found.span()) for found in _DOCUMENT.finditer(reading.text)]
    return [m for m in reading.mentions if not any(reading.words[m.first].start in span for span in spans)]


def take_up(text: str, statements: Sequence[str], focus: str | None) -> str:
    """Return a question with what "that word" and "such a thing" mean by the statements before it.

    >>> take_up("what is that expression?", ["They speak of the 'secret zero'."], None)
    'what is secret zero?'
    >>> take_up("what is such a flag?", ["Everybody talks about feature flags."], None)
    'what is a feature flag?'
    """
    ways = (_QUOTED,) if focus is not None else (_QUOTED, _SPOKEN_OF)
    spoken = (found["words"] for way in ways for said in reversed(statements) if (found := way.search(said)))
    quoted = next(spoken, focus)
    if quoted is not None:
        text = _WORD_FOR.sub(lambda _: quoted, text)
    such = _SUCH.search(text)
    if such is None:
        return text
    kind = re.compile(rf"\b(?P<before>[a-z][\w-]*) {re.escape(such['noun'])}s?\b", re.IGNORECASE)
    said = next((found for said in reversed(statements) if (found := kind.search(said))), None)
    if said is None or said["before"].lower() in _NO_KIND:
        return text
    article = "an" if said["before"][0].lower() in "aeiou" else "a"
    return f"{text[: such.start()]}{article} {said['before']} {such['noun']}{text[such.end() :]}"


def is_detail(kind: str, ontology: Ontology) -> bool:
    """Tell whether "it" hardly means a thing of a class: a maker, a language, a level."""
    agent = kind != "Agent" and ontology.is_a(kind, "Agent")
    return agent or kind == "Document" or ontology.plays(kind, Role.VALUE)
