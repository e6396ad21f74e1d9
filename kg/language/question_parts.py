"""Question parts: questions taken apart into what they ask of, the verb that leads them, and the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kg.language.tags import SUBJECTS, VERBS
from kg.language.words import JOINTS, find_verb

DO = frozenset({"do", "does", "did"})
BE = frozenset({"is", "are", "was", "were"})
MODALS = frozenset({"can", "could", "will", "would", "should", "may", "might", "must", "shall"})
LEADING = DO | BE | MODALS | {"has", "have", "had"}
_PRONOUNS = frozenset("i you we they he she it there".split())
ANYBODY = frozenset({"i", "you", "one", "we"})
# Who asks says "I" of whom the reply calls "you", and the other way round.
_TURNED = {"i": "you", "my": "your", "your": "our", "you": "we"}
_NEEDS = frozenset({"need", "have", "want", "get", "must"})
_TAGS = re.compile(
    r"(?:(?:\d+[.)]|(?:Q|Question)\s?\d{0,3}\s?[:.)])\s+)?(?:(?:and|but|so|also|ok|okay)\b,?\s+)?", re.IGNORECASE
)
_SHORT = re.compile(r"^(what|who|where|when|how)['’]s\b", re.IGNORECASE)
_LONGEST_SUBJECT = 8  # words


def write_out(question: str) -> str:
    """Return a question without the number, letter or joint that it opens with, its short forms in full.

    >>> write_out("2. So, what's it written in?")
    'What is it written in?'
    """
    plain = _TAGS.sub("", question, count=1) if _TAGS.match(question) else question
    plain = _SHORT.sub(r"\1 is", plain)
    return plain[:1].upper() + plain[1:]


@dataclass(frozen=True, slots=True)
class Parts:
    """A question taken apart: its subject in the words of the reply, the verb that leads it, and the words behind."""

    subject: str
    verb: str
    rest: Sequence[Token]


def part_question(words: Sequence[Token]) -> Parts | None:
    """Take apart the words from the leading verb on: "does | Acme | run on Windows"."""
    leading, behind = words[0].lower_, words[1:]
    end = find_subject_end(leading, behind)
    if not end or end >= len(behind) + (leading in BE):
        return None
    subject, rest = behind[:end], behind[end:]
    if (
        len(subject) > _LONGEST_SUBJECT
        or subject[0].lower_ in {"n't", "n’t", "not"}
        or any(t.text == "," for t in subject)
    ):
        return None
    return _passive(subject, leading, rest) or Parts(_turn(subject, leading, rest), leading, rest)


def write_words(words: Sequence[Token]) -> str:
    """Return words as they are written."""
    return "".join(token.text_with_ws for token in words).strip()


def find_participle(verb: str) -> str | None:
    """Return the participle of a regular verb, and of one that is its own: "use" -> "used", "run" -> "run"."""
    if verb == "run":
        return verb
    forms = [f"{verb}d"] if verb.endswith("e") else [f"{verb}ed", f"{verb}{verb[-1]}ed"]
    return next((form for form in forms if find_verb(form) == verb), None)


def may_be_verb(word: Token) -> bool:
    """Tell whether a word can be the plain form of a verb, whatever the parser has seen in it."""
    return find_verb(f"{word.text}s") == word.text


def find_subject_end(leading: str, behind: Sequence[Token]) -> int:
    """Return how many words behind its leading verb are the subject of a question; 0 where that is not told."""
    if not behind:
        return 0
    if behind[0].lower_ in _PRONOUNS:
        return 1
    named = next((n for n, t in enumerate(behind) if t.text.islower() and not t.text[0].isdigit()), len(behind))
    if leading in DO | MODALS:
        verb = next((n for n, t in enumerate(behind) if n and t.tag_ == "VB" and t.pos_ in VERBS), 0)
        if not verb and 0 < named < len(behind) and may_be_verb(behind[named]):
            verb = named  # "does Acme support Windows", where "support" is read as a noun
        while verb and behind[verb - 1].pos_ == "ADV":
            verb -= 1
        return verb
    while 0 < named < len(behind) - 1 and behind[named].text in JOINTS and behind[named + 1].pos_ == "PROPN":
        named = next((n for n, t in enumerate(behind) if n > named + 1 and t.text.islower()), len(behind))
    if named and all(t.pos_ in {"PROPN", "NUM", "NOUN", "CCONJ", "PUNCT"} for t in behind[:named]):
        part = named < len(behind) and behind[named].lower_ == "part"
        # "are Acme stores supported" asks of no Acme
        return 0 if named < len(behind) and behind[named].pos_ == "NOUN" and not part else named
    subject = next((t for t in behind if t.dep_ in SUBJECTS and t.left_edge == behind[0]), None)
    if subject is None:
        return 0
    end = next((n + 1 for n, t in enumerate(behind) if t == subject.right_edge), 0)
    return next((n for n, t in enumerate(behind[:end]) if n and t.lower_ == "part" and t.nbor(1).lower_ == "of"), end)


def _turn(subject: Sequence[Token], leading: str, rest: Sequence[Token]) -> str:
    """Return a subject as who replies names it: of "do you support X" it is "we"."""
    anybody = leading in MODALS or any(t.lemma_ in _NEEDS for t in rest[:2])
    return "".join(
        (token.text if anybody and token.lower_ in {"you", "your"} else _TURNED.get(token.lower_, token.text))
        + token.whitespace_
        for token in subject
    ).strip()


def _passive(subject: Sequence[Token], leading: str, rest: Sequence[Token]) -> Parts | None:
    """Return "X | can | be used with Y" of "can I use X with Y", for it tells what X can do."""
    if leading not in {"can", "could"} or len(subject) != 1 or subject[0].lower_ not in ANYBODY or not rest:
        return None
    verb = next((t for t in rest if t.tag_ == "VB"), None)
    told = next((t for t in verb.children if t.dep_ == "dobj" and t.i > verb.i), None) if verb is not None else None
    participle = find_participle(verb.lower_) if verb is not None else None
    if verb is None or verb != rest[0] or told is None or participle is None or told.left_edge.i != verb.i + 1:
        return None
    # A name may have drawn to itself the phrase behind it: "use Acme with Dyno".
    last = next(
        (t.nbor(-1) for t in told.subtree if t.dep_ == "prep" and t.head == told and t.i > told.i), told.right_edge
    )
    behind = [t for t in rest if t.i > last.i]
    thing = write_words([t for t in rest if verb.i < t.i <= last.i])
    return Parts(thing, f"{leading} be {participle}", behind) if behind else None
