"""Replies: a question and the few words that answer it, as the one statement that both make together.

"Which stores does Acme support?" with "A and B." below it says that Acme does support A and B.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.language.named_replies import ASKING, ask_on, state_names
from kg.language.question_parts import LEADING
from kg.language.tags import VERBS
from kg.language.yes_or_no import state_yes_or_no

MAX_WORDS = 40  # of a question, and of a reply
_TAG = re.compile(r"(?:A|Answer)\s?\d{0,3}\s?[:.)]\s+")


@dataclass(frozen=True, slots=True)
class Reply:
    """What stands behind a question: the parse of its first sentence or of the items of a list, and what follows."""

    parses: Sequence[Doc]
    behind: str = ""

    @property
    def words(self) -> list[Token]:
        """Return all its words."""
        return [token for parse in self.parses for token in parse]

    @property
    def text(self) -> str:
        """What it says, without its letter and its full stop; the items of a list parted by commas."""
        items = [_trim(parse.text) for parse in self.parses]
        return " and ".join(part for part in (", ".join(items[:-1]), items[-1]) if part)


def state_reply(question: Sequence[Doc], reply: Reply) -> str | None:
    """Return the sentence that a question and its reply make together, or None where they make none for sure.

    `question`: the parse of each of its sentences. A second one may only ask on: "Is X free? Under which license?".
    """
    words = _strip(question[0])
    if not words or len(words) > MAX_WORDS or len(reply.words) > MAX_WORDS or _is_involved(words):
        return None
    said = reply.text
    if len(question) == 2:
        return ask_on(words, _strip(question[1]), said, reply.parses)
    if len(question) > 2 or not said or said.endswith("?"):
        return None
    first = words[0].lower_
    if first in LEADING:
        return None if len(reply.parses) > 1 else state_yes_or_no(words, said, reply.behind)
    if first in ASKING or (len(words) > 1 and words[0].pos_ == "ADP" and words[1].lower_ in ASKING):
        return state_names(words, said, reply.parses)
    return None


def _strip(question: Doc) -> list[Token]:
    """Return the words of a question without the marks at its end."""
    words = list(question)
    while words and words[-1].pos_ == "PUNCT":
        words.pop()
    return words


def _trim(words: str) -> str:
    """Return the words of a reply without its letter and its full stop; "2.0." keeps its number."""
    tag = _TAG.match(words)
    return words[tag.end() if tag else 0 :].strip().rstrip(".!").strip()


def _is_involved(words: Sequence[Token]) -> bool:
    """Tell whether a question denies, has conditions or asks of two things at once."""
    if any(t.dep_ == "neg" or t.lower_ in {"not", "n't", "n’t", "never"} for t in words):
        return True
    clauses = any(t.dep_ in {"mark", "advcl", "relcl"} and t.lower_ not in {"to", "as"} for t in words)
    return clauses or any(t.dep_ == "conj" and t.pos_ in VERBS for t in words) or any(t.text == "?" for t in words)
