"""Enumerations: a list or a count-up that a sentence leads into, as an answer with its items."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from api.answering.model import Term
from api.answering.question.asked.counted import NUMBERS
from api.answering.question.reading import Form, Reading
from api.answering.text.lists.item_lines import (
    LONGEST_HEAD,
    MAX_ITEMS,
    WORDS_IN_HEAD,
    WORDS_IN_NAME,
    Line,
    count_said,
    find_heads,
    find_inner_lines,
    find_lines,
    find_subject,
)
from api.answering.text.sentences.sentences import Sentence, span_text
from indexer.passages import Passage
from indexer.search import PassageIndex
from indexer.tokens import find_tokens
from kg.documents import CELL_GAP

MAX_LENGTH = 1000
LEAST_ROWS = 3  # the head of a table and two rows
MOST_UNNAMED = 1 / 3
# "three main parts: A, B, and C", "two containers (A and B)".
_SPELLED_OUT = re.compile(
    rf"\b(?P<count>{'|'.join(NUMBERS)}|[2-9])\s+(?:[\w-]+\s+){{0,3}}?(?P<noun>[\w-]+s)\b[^.;:()]{{0,60}}?"
    r"(?::\s+(?P<behind>[^:]+?)\.?$|\s\((?P<inside>[^()]+)\))",
    re.IGNORECASE,
)
_MARKS = re.compile(r"\s*\[\d+\]")
_BLANK_LINE = re.compile(r"\n\s*\n")
_SAYS_MORE = re.compile(r",?\s(?:which|that|who|where|so that)\b|\s[-–—]\s")
_WHAT_FOR = re.compile(r",\s(?:so(?: that)?|in order)\s")
_ARTICLE = re.compile(r"^(?:the|an?)\s", re.IGNORECASE)
_SEVERAL = re.compile(rf"\b({'|'.join(NUMBERS)}|several|following|various)\b", re.IGNORECASE)
_ORDINAL = re.compile(r"\b(first|second|third|fourth|fifth|sixth|seventh|last|finally|another)\b", re.IGNORECASE)
_GOES_ON_LISTING = re.compile(
    r"^(?:this|these|they|those|among (?:them|these)) (?:includes?|are|comprises?) (?P<names>[^.;:()]+)\.?$", re.I
)
_BETWEEN_NAMES = re.compile(r",\s*(?:and|or)\s+|,\s*|\s+(?:and|or)\s+")


@dataclass(frozen=True, slots=True)
class Enumeration:
    """The sentences of an enumeration in the order of the text, and its items where they are short names."""

    sentences: list[Sentence]
    items: tuple[Term, ...] = ()


def find_enumeration(
    index: PassageIndex, reading: Reading, best: Sentence, ranked: Sequence[Sentence]
) -> Enumeration | None:
    """Return the list that the best sentence leads into, or None where it leads into none."""
    if best.leads_in:
        return _read_list(index, best)
    listed = find_next_list(best)
    if listed is not None and reading.form is not Form.COUNT:
        return listed
    if reading.form is Form.COUNT or not (_SEVERAL.search(best.text) or _SPELLED_OUT.search(best.text.rstrip())):
        return None
    spelled_out = _read_spelled_out(reading, best)
    if spelled_out is not None:
        return spelled_out
    headed = _read_headings(index, best)
    if headed is not None:
        return headed
    chosen = _keep([best], _count_up(reading, best, ranked))
    return Enumeration(chosen) if len(chosen) > 1 else None


def find_next_list(best: Sentence) -> Enumeration | None:
    """Return a sentence with the next, where that lists in short names what it spoke of ("These include A and B")."""
    spans = best.passage.sentences
    place = next((n + 1 for n, span in enumerate(spans) if span == best.span), len(spans))
    if place >= len(spans):
        return None
    following = replace(best, span=spans[place], text=span_text(best.passage, spans[place]))
    found = _GOES_ON_LISTING.match(following.text)
    names = [name.strip() for name in _BETWEEN_NAMES.split(found["names"])] if found else []
    if len(names) < 2 or any(not 0 < len(name.split()) <= WORDS_IN_NAME for name in names):
        return None
    return Enumeration([best, following], tuple(Term(label=name) for name in names))


def _read_spelled_out(reading: Reading, best: Sentence) -> Enumeration | None:
    """Return what a sentence lists of the things it counts, where they are as many as it says and asked for."""
    found = _SPELLED_OUT.search(best.text.rstrip())
    if found is None:
        return None
    count = int(found["count"]) if found["count"].isdigit() else count_said(found["count"])
    asked = set(reading.lowers)
    if not {found["count"].lower(), str(count)} & asked and not set(find_tokens(found["noun"])) & set(
        find_tokens(reading.text)
    ):
        return None
    names = _split_list(found["behind"] or found["inside"], count)
    return Enumeration([best], tuple(Term(label=name) for name in names)) if len(names) == count else None


def names_as_many(text: str, count: int) -> bool:
    """Tell whether a text, as an answer tells it, names as many things behind a colon as it counts.

    >>> names_as_many("It has two parts: a hull and a mast. [1]", 2), names_as_many("It has two parts. [1]", 2)
    (True, False)
    """
    behind = _MARKS.sub("", text).partition(": ")[2]
    return bool(_split_list(behind, count))


def _split_list(text: str, count: int) -> list[str]:
    """Return the short names of a list of so many things; none where it has others.

    >>> _split_list("the hull; a mast, which bends; and sails", 3), _split_list("search and rescue, and towing", 2)
    (['hull', 'mast', 'sails'], ['search and rescue', 'towing'])
    >>> _split_list("a hull and a mast, so that it sails, and fast", 2)
    ['hull', 'mast']
    """
    text = _WHAT_FOR.split(text, maxsplit=1)[0]
    parts = re.split(r";\s*(?:and\s|or\s)?" if ";" in text else r",\s*(?:(?:and|or)\s)?", text.strip())
    if len(parts) == count - 1:
        parts[-1:] = re.split(r"\s(?:and|or)\s", parts[-1], maxsplit=1)
    told = [_SAYS_MORE.split(part, maxsplit=1)[0].strip(' .,;*`“”"') for part in parts]
    subjects = [find_subject(part) for part in told]
    names = [name for name in subjects if name] if all(subjects) else [_ARTICLE.sub("", part) for part in told]
    short = all(name and len(name) <= LONGEST_HEAD and len(name.split()) <= WORDS_IN_HEAD for name in names)
    return names if short and len(names) == count else []


def find_headed(index: PassageIndex, like: Sentence, passage: Passage, least: int = 2) -> Enumeration | None:
    """Return the list right below the heading of a passage, or None; `like` gives its lines their scores."""
    starts = [passage.span.start, *(passage.span.start + gap.end() for gap in _BLANK_LINE.finditer(passage.text))]
    lists = (find_lines(index, passage, start, 0) for start in starts)
    lines = next((found for found in lists if len(found) >= least and not any(line.gap for line in found[1:2])), [])
    if len(lines) == 1:
        alone = replace(like, passage=lines[0].passage, span=lines[0].span, text=lines[0].text, lead=None)
        return Enumeration([alone], (Term(label=lines[0].text),)) if len(lines[0].text) <= LONGEST_HEAD else None
    found = _to_enumeration([], replace(like, passage=passage), lines) if lines else None
    return found if found is not None and found.items else None


def find_inside(sentence: Sentence) -> Enumeration | None:
    """Return an item of a list with the items that stand inside it, or None where it has none."""
    lines = find_inner_lines(sentence.passage, sentence.span)
    found = _to_enumeration([sentence], sentence, lines, whole=True) if lines else None
    return found if found is not None and found.items else None


def _read_list(index: PassageIndex, lead: Sentence) -> Enumeration | None:
    """Return a lead-in with the lines of its list, cut to the names that begin them where each line begins with one."""
    lines = find_lines(index, lead.passage, lead.span.end, count_said(lead.text))
    return _to_enumeration([lead], lead, lines) if lines else None


def _to_enumeration(
    kept: Sequence[Sentence], lead: Sentence, lines: Sequence[Line], whole: bool = False
) -> Enumeration:
    """Return the lines of a list behind what leads into it, cut to the names that begin them.

    A line that begins with none stays as it is; where many do, there are no names. What stands inside an item is none
    of the list, but where the list is that (`whole`).
    """
    outer = [line for line in lines if not line.is_inner]
    lines = outer if outer and not whole else lines
    keys = _find_row_keys(lines)
    lines = lines[1:] if keys else lines
    found = keys or find_heads(lines)
    named = (len(lines) > 1 or whole) and sum(head is None for head in found) <= MOST_UNNAMED * len(found)
    heads = [head or line.text for head, line in zip(found, lines, strict=True)]
    listed = [
        Sentence(line.passage, line.span, head if named else line.text, lead.score, lead.coverage, lead.words)
        for line, head in zip(lines, heads, strict=True)
    ]
    items = tuple(Term(label=head) for head in dict.fromkeys(heads)) if named else ()
    return Enumeration(_keep(kept, listed), items)


def _find_row_keys(lines: Sequence[Line]) -> list[str | None]:
    """Return the first cell of each row of a table below its head, where lines are one; nothing elsewhere."""
    if len(lines) < LEAST_ROWS or not all(CELL_GAP in line.text for line in lines):
        return []
    return [line.text.split(CELL_GAP, 1)[0].strip() or None for line in lines[1:]]


def _keep(lead: Sequence[Sentence], listed: Sequence[Sentence]) -> list[Sentence]:
    """Return what leads into a list with those of its sentences for which an answer has room."""
    kept = [*lead]
    for sentence in listed:
        if sum(len(s.text) + 2 for s in kept) + len(sentence.text) <= MAX_LENGTH:
            kept.append(sentence)
    return kept


def _read_headings(index: PassageIndex, lead: Sentence) -> Enumeration | None:
    """Return the headings below a sentence that says how many there are ("four types"), with their first sentences."""
    own = lead.passage.section
    firsts: dict[str, Passage] = {}
    for passage in index.behind(lead.passage) if count_said(lead.text) else ():
        if passage.section[: len(own)] != own:
            break
        if len(passage.section) > len(own) and passage.sentences:
            firsts.setdefault(passage.section[len(own)], passage)
    told = [
        replace(lead, passage=passage, span=passage.sentences[0], text=span_text(passage, passage.sentences[0]))
        for heading, passage in firsts.items()
        if set(find_tokens(heading)) <= set(find_tokens(span_text(passage, passage.sentences[0])))
    ]
    if not told or not len(told) == len(firsts) == count_said(lead.text):
        return None
    return Enumeration(_keep([lead], told), tuple(Term(label=heading) for heading in firsts))


def _count_up(reading: Reading, best: Sentence, ranked: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentences that tell one by one what a sentence has announced ("three pillars: the first ...")."""
    announced = _SEVERAL.search(best.text)
    nouns = {token for word in reading.asked_words for token in find_tokens(word.text)}
    nouns = nouns or set(find_tokens(best.text[announced.end() :])[:3] if announced else ())
    later = sorted(
        (s for s in ranked if s.passage.document == best.passage.document and s.span.start > best.span.start),
        key=lambda s: s.span,
    )
    counted = [s for s in later if nouns & set(find_tokens(s.text)) and _ORDINAL.search(s.text)]
    if counted:
        return counted[:MAX_ITEMS]
    following = next((s for s in later if s.passage is best.passage), None)
    if following is not None and sum(token in nouns for token in find_tokens(following.text)) > 1:
        return [following]
    return []
