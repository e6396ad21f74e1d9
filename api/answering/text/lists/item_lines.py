"""Item lines: the lines of a list, and the names that begin them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from api.answering.question.asked.counted import NUMBERS
from api.answering.question.words.words import ARTICLES, BE, MODALS, read_words
from indexer.passages import Passage
from indexer.search import PassageIndex
from kg.documents import Span
from kg.language.words import NUMBER_WORDS

MAX_ITEMS = 20
LONGEST_HEAD = 70
WORDS_IN_HEAD = 8
WORDS_IN_NAME = 4
PASSAGES = 2
_NO_VERBS = frozenset("and or such like that which of as".split())
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_NUMBERED = re.compile(rf"^[A-Z]\w+ (?:\d+|[IVX]+|{'|'.join(NUMBER_WORDS[1:11])}):\s+", re.IGNORECASE)
# How somebody is reached, behind a name: "Ann Lee ann@acme.org (annlee)", "Ann Lee @ann".
_REACHED = re.compile(r"\s+(?:[^\s@]+@[^\s@]+\.\w+|@[\w-]+)(?:\s*\([^()]*\))?\s*$")
_HEAD = re.compile(r"^(?P<head>[^.:;]+?)(?:\s+[-–—]\s+|:\s|\.\s|\s\((?=[^)]*\)\.?(?:\s|$))|[.;,]?$)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a document's text with the passage that holds it; `gap`: a blank line stands before it."""

    passage: Passage
    span: Span
    text: str
    gap: bool

    @property
    def is_inner(self) -> bool:
        """Whether it stands inside the item before it."""
        return self.span.start in self.passage.inner


def find_lines(index: PassageIndex, passage: Passage, start: int, number: int) -> list[Line]:
    """Return the lines of the list that begins at a place (`start`) of a document's text, in or behind a passage.

    Lines without a blank one between them are the list. Where blank lines part them, they are as many as what leads
    into them says (`number`, 0 where it says none), or those that begin with a short head ("Sprawl. It can grow ...").
    """
    lines: list[Line] = []
    for line in _read_lines(index, passage, start, max(PASSAGES, number)):
        if lines and line.gap and not lines[-1].gap:
            break  # the list has ended, a paragraph follows
        lines.append(line)
        if len(lines) >= MAX_ITEMS:
            break
    if len(lines) > 1 and not lines[1].gap:
        return lines
    if number:
        return lines[:number]
    headed = []
    for line in lines:
        head = find_head(line.text)
        if head is None or head == line.text.rstrip("."):
            break
        headed.append(line)
    return headed if len(headed) > 1 else lines[:1]


def find_inner_lines(passage: Passage, item: Span) -> list[Line]:
    """Return the lines that stand inside an item of a list, which begins its line, in its passage."""
    behind = passage.text[item.start - passage.span.start :].partition("\n")
    start = item.start + len(behind[0]) + 1
    lines = []
    for line in _read_from(passage, start):
        if not line.is_inner:
            break
        lines.append(line)
    return lines


def _read_lines(index: PassageIndex, first: Passage, start: int, more: int) -> Iterator[Line]:
    """Yield the lines from a place on in a passage and in some that follow under the same headings."""
    end = first.span.end
    for passage in (first, *index.following(first, more)):
        gap = passage.span.start - end > 1  # a long list is parted between its lines
        end = passage.span.end
        for line in _read_from(passage, start if passage is first else passage.span.start):
            yield replace(line, gap=True) if gap else line
            gap = False


def _read_from(passage: Passage, start: int) -> Iterator[Line]:
    """Yield the lines of a passage from a place on."""
    place = start - passage.span.start
    for found in re.finditer(r"(?P<gap>\s*\n\s*\n\s*|\s*)(?P<line>[^\n]+)", passage.text[place:]):
        text = found["line"].rstrip()
        begin = start + found.start("line")
        yield Line(passage, Span(begin, begin + len(text)), text, found["gap"].count("\n") > 1)


def find_heads(lines: Sequence[Line]) -> list[str | None]:
    """Return the names that begin the lines of a list, all found in the same way, None where a line has none."""
    for find in (find_subject, find_head, find_apposed):
        heads = [find(line.text) for line in lines]
        if all(heads):
            break
    else:
        heads = [find_head(line.text) for line in lines]
    marked = [_find_emphasised(line) for line in lines]
    longer = all(mark and mark.startswith(head or "") for mark, head in zip(marked, heads, strict=True))
    return marked if longer else heads


def _find_emphasised(line: Line) -> str | None:
    """Return the words that a page links, sets as code or emphasises at the beginning of a line, None for no such."""
    start = line.span.start
    mark = next((mark for mark in line.passage.marked if mark.start == start), line.span)
    text = line.text[: mark.end - start].rstrip(".: ")
    short = text and text != line.text and ":" not in text and len(text.split()) <= WORDS_IN_HEAD
    return text if short else None


def find_head(text: str) -> str | None:
    """Return the name that begins a line of a list, or None where it begins with more than a name.

    >>> find_head("Sprawl. Environments grow."), find_head("Key store - keeps keys")
    ('Sprawl', 'Key store')
    >>> find_head("Phase 1: Alpha (now)")
    'Alpha'
    >>> find_head("Ann Lee ann@acme.org (annlee)")
    'Ann Lee'
    """
    text = _REACHED.sub("", text.strip())
    found = _HEAD.match(_NUMBERED.sub("", text)) or _HEAD.match(text)
    head = found["head"].strip(" *`,;") if found else ""
    return head if head and len(head) <= LONGEST_HEAD and len(head.split()) <= WORDS_IN_HEAD else None


def find_apposed(text: str) -> str | None:
    """Return the name that begins a line of a list and is told of behind a comma, or None.

    >>> find_apposed("Mill Lane, the oldest shop, since 1958"), find_apposed("to sell, and to buy")
    ('Mill Lane', None)
    """
    head, comma, _ = text.strip().partition(",")
    words = head.split()
    return head if comma and 0 < len(words) <= WORDS_IN_NAME and all(word[:1].isupper() for word in words) else None


def count_said(text: str) -> int:
    """Return how many things a text says that there are, 0 where it says no small number."""
    return next((n for n, word in enumerate(NUMBERS, 2) if re.search(rf"\b{word}\b", text, re.IGNORECASE)), 0)


def find_subject(text: str) -> str | None:
    """Return the name that a line tells of: what stands before a verb in the third person, or before "such as".

    >>> find_subject("The Mill grinds corn."), find_subject("Grind the corn."), find_subject("Old mills such as this")
    ('Mill', None, 'Old mills')
    >>> find_subject("Old mill stones: what grinds corn")
    """
    text = _BRACKETS.sub("", text)
    words = read_words(text)
    first = 1 if words and words[0].lower in ARTICLES else 0
    unnamed = bool(words) and first == 0 and _tells(words[0].lower)  # "Tells who it is"
    for n in range(first + 1, min(len(words) - 1, first + WORDS_IN_NAME + 1)):
        if words[n].start - words[n - 1].end != 1:
            return None
        if text[words[n].end] == ":":
            return None  # all before it is the name
        following = words[n + 1].lower
        told = not unnamed and _tells(words[n].lower) and following not in _NO_VERBS
        if told or (words[n].lower, following) == ("such", "as"):
            return text[words[first].start : words[n - 1].end]
        if words[n].lower in _NO_VERBS:
            return None
    return None


def _tells(lower: str) -> bool:
    """Tell whether a word may be a verb of which one thing is the subject."""
    return lower in BE | MODALS or (lower.endswith("s") and not lower.endswith(("ss", "us", "is")))
