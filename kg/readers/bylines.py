"""Bylines: the line near a document's top that says who wrote it and when."""

from __future__ import annotations

import re

from kg.language.datelines import WEEKDAY, drop_labels_after, drop_labels_before
from kg.language.dates import find_byline_dates

_BEFORE_DATE = re.compile(
    r"^[\W_]*(?:(?:first\s+|originally\s+|last\s+)?(?:published|posted|updated|modified|written|created|revised|released|recorded|aired"
    r"|reviewed|edited|(?:[a-z]+ )?date|on|(?:state|status)?\s*as (?:of|at)|state|status)\b[\s:]*(?:on|at|in)?[\s:]*)?"
    + WEEKDAY
    + r"$",
    re.IGNORECASE,
)
_BYLINE_BEFORE_DATE = re.compile(
    r"^(?:(?:written|posted|published|words|story|text)\s+)?by\s+[^.!?]{2,80}?[\s,|·•–—-]*"
    r"(?:on\s+|published\s+|posted\s+)?" + WEEKDAY + r"$",
    re.IGNORECASE,
)
_AFTER_DATE = re.compile(
    r"^[\s,|·•–—:-]*(?:at\s+)?(?:T?\d{1,2}[:.]\d\d(?::\d\d)?(?:\.\d+)?\s*)?(?:[ap]\.?m\.?\b)?\s*(?:Z|[A-Z]{2,4}\b"
    r"|[+-]\d\d:?\d\d)?"
    r"[\s,|·•–—-]*(?:(?:\d+\s*(?:-?\s*min(?:ute)?s?)(?:\s+read)?)|(?:by\b[^.!?]{0,80})|(?:in\s+[A-Z][^.!?]{0,40})"
    r"|(?:last\s+)?updated?\b[^.!?]{0,40})?[\s,|·•–—.)\]-]*$",
)
_UPDATED = re.compile(r"^[\W_]*(?:last\s+)?(?:updated|modified|revised|reviewed)\b", re.IGNORECASE)
_AUTHORED = re.compile(
    r"^[\W_]*(?:(?P<work>written|posted|published|authored|words|story|text|article|post|guest post"
    r"|workshops?|talks?|course|tutorial|guide|slides|notes|paper|an? [a-z]+)\s+)?by[:\s]\s*(?P<names>.+)$",
    re.IGNORECASE,
)
_AFTER_DATE_BY = re.compile(r"\bby[:\s]\s*(?P<names>[^|·•]+)$", re.IGNORECASE)
_NAME_PART = r"(?:[A-ZÀ-ÖØ-ÞĀ-Ž][\w.'’-]*|de|la|van|von|der|den|di|da|del|bin|al|le|dos|el|ter)"
_NAME = re.compile(rf"^{_NAME_PART}(?: {_NAME_PART}){{0,5}}$")
_BEHIND_NAME = re.compile(r"\s*[<(\[].*?[>)\]]|\s+https?://\S+")
_NAME_GAP = re.compile(r"\s*(?:,|;|&|\|)\s*(?:and\s+)?|\s+and\s+")

# Behind a name stands where its bearer works: "Ada Lovelace (Analytical Engines)".
_AFFILIATION = re.compile(r"\s*\([^()]{1,60}\)")

# ... or what he or she is there: "Ada Lovelace, Engineer at Analytical Engines".
ROLE_AT = re.compile(r",\s+(?:an?\s+|the\s+)?[^,|·•]{2,50}?\s(?:at|of|from)\s+(?P<place>[A-Z][^,|·•–—]{1,40})")

# ... or only what: "Ada Lovelace, Staff Engineer, Platform".
_ROLE = re.compile(
    r",\s+(?:[\w&-]+\s+){0,3}(?:engineer|developer|programmer|manager|director|lead|leader|head|architect|officer|founder|ceo"
    r"|cto|cio|vp|president|professor|researcher|scientist|writer|editor|analyst|consultant|advocate|administrator"
    r"|maintainer|student|fellow|chair|secretary|designer|specialist|intern)\b[^|·•]*?(?=\s+and\s+[A-Z]|$)",
    re.IGNORECASE,
)

MAX_BYLINE = 120


def find_byline_date(line: str) -> str | None:
    """Return the date of a line that says nothing but when (and by whom, where, in what kind of text) it was written.

    >>> find_byline_date("Published on 3 May 2021")
    '2021-05-03'
    >>> find_byline_date("Case study · Published 3 May 2021")
    '2021-05-03'
    >>> find_byline_date("On 3 May 2021 the project was founded.") is None
    True
    """
    line = _AFFILIATION.sub("", line)
    if len(line) > MAX_BYLINE:
        return None
    found = next(find_byline_dates(line), None)
    if found is None:
        return None
    span, date = found
    before, after = line[: span.start], line[span.end :]
    if not _is_byline(before, after):
        before, after = drop_labels_before(before), drop_labels_after(after)
        if not _is_byline(before, after):
            return None
    return None if re.match(r"\s*on\s", before, re.IGNORECASE) and after.strip() else date


def _is_byline(before: str, after: str) -> bool:
    named = _BEFORE_DATE.match(before) or _BYLINE_BEFORE_DATE.match(before)
    return bool(named) and _AFTER_DATE.match(after) is not None


def is_update_line(line: str) -> bool:
    """Tell whether a line says when a page was last changed ("Last updated: ...")."""
    return _UPDATED.match(line) is not None and find_byline_date(line) is not None


def find_byline_authors(line: str) -> tuple[str, ...]:
    """Return the names of a line that says who wrote the document, or none.

    >>> find_byline_authors("By Ada Lovelace and Charles Babbage")
    ('Ada Lovelace', 'Charles Babbage')
    >>> find_byline_authors("By Ada Lovelace, Staff Engineer, Platform and Mary Somerville, Head of Tables")
    ('Ada Lovelace', 'Mary Somerville')
    >>> find_byline_authors("By default the port is open.")
    ()
    """
    line = _AFFILIATION.sub("", line)
    if len(line) > MAX_BYLINE or line.rstrip().endswith((".", "!", "?", ":", ";")):
        return ()
    found = next((span for span, _ in find_byline_dates(line)), None)
    match: re.Match[str] | None
    if found is not None and found.start < 25 and _AUTHORED.match(line) is None:
        match = _AFTER_DATE_BY.search(line, found.end)
        names = match["names"] if match else ""
    else:
        match = _AUTHORED.match(line)
        names = match["names"] if match else ""
        if found is not None and match is not None:
            names = line[match.start("names") : found.start]
    names = re.sub(r"[\s,|·•–—-]+(?:on|published|posted|updated)?[\s,|·•–—-]*$", "", names, flags=re.IGNORECASE)
    names = _ROLE.sub("", ROLE_AT.sub("", names))
    split = split_names(re.split(r"\s+[|·•–—]\s+", names, maxsplit=1)[0])
    return split if split and all(_NAME.match(name) for name in split) else ()


def split_names(text: str) -> tuple[str, ...]:
    """Part a list of names; links, handles and addresses are dropped.

    >>> split_names("Ada Lovelace, Charles Babbage https://example.org/cb and Mary Somerville (Acme)")
    ('Ada Lovelace', 'Charles Babbage', 'Mary Somerville')
    """
    names = (_BEHIND_NAME.sub("", name).strip(" .") for name in _NAME_GAP.split(text))
    return tuple(
        name.removeprefix("@") for name in names if name and not re.match(r"https?:|www\.|\S+@\S+\.|and$", name)
    )
