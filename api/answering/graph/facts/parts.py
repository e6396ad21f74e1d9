"""Parts: what a quote of several clauses or lines says of one name or value."""

from __future__ import annotations

import re
from collections.abc import Iterable

from api.answering.graph.facts.evidence import Source
from indexer.tokens import find_tokens

# A comma with more than a name behind it opens another part of a sentence.
_BETWEEN_PARTS = re.compile(
    r"[;,]\s+(?=(?:and\s+)?(?:the\s+|its\s+|an?\s+)?(?:[A-Z][\w./-]*\s+){1,4}"
    r"(?:is|are|was|were|has|have|does|do|[a-z]+s (?:to|the|an?|in|on|for|with|its))\b)"
)
# "X for this and Y for that": what each of several names is for.
_BETWEEN_PURPOSES = re.compile(r"(?:,|,? and|,? or)\s+(?=(?:with\s+)?(?:(?=[\w./-]*[A-Z])[\w./-]++\s+){1,3}for\b)")
# "X, a mill of theirs, for this": what says what X is, before what it is for.
_BEFORE_PURPOSE = re.compile(r",\s(?:an?|the|our|its)\s[^,;()]+,(?=\sfor\b)")


def find_part(quote: str, name: str) -> str:
    """Return what a quote says of one of its names: of a list its lead-in and line, of a sentence the part it is in.

    >>> find_part("Dyno is our codec, Zorb is our store.", "Zorb")
    'Zorb is our store.'
    >>> find_part("We use Dyno for tests and Zorb for mail.", "Zorb")
    'We use Dyno Zorb for mail.'
    >>> find_part("We use Dyno for tests and mail.", "Dyno")
    'We use Dyno for tests and mail.'
    >>> find_part("It works with Dyno, an Acme mill, for tests and with Zorb, our store, for mail.", "Zorb")
    'It works with Dyno with Zorb for mail.'
    """
    lead, *lines = quote.split("\n")
    own = [line for line in lines if name and name in line]
    if own:
        return "\n".join((lead, *own))
    parts = [part for part in _BETWEEN_PARTS.split(quote) if name and name in part]
    return _find_purpose(" ".join(parts) or quote, name)


def _find_purpose(text: str, name: str) -> str:
    """Return a text that says of several names what each is for with what it says of one of them alone."""
    first, *others = _BETWEEN_PURPOSES.split(_BEFORE_PURPOSE.sub("", text))
    lead, purpose, _ = first.partition(" for ")
    if not others or not purpose or not name:
        return text  # "X and Y for this" is for both
    called = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    own = [part for part in others if called.search(part)]
    return " ".join((lead, *own)) if own else (first if called.search(first) else text)


def find_parts_of_ends(sources: Iterable[Source]) -> dict[str | None, set[str]]:
    """Return, by IRI, the words of the parts of sentences that tell of each end of some statements."""
    told: dict[str | None, set[str]] = {}
    for source in sources:
        for end in source.ends:
            told.setdefault(end.iri, set()).update(find_tokens(find_part(source.quote, end.label)))
    return told
