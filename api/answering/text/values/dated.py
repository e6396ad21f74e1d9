"""Dated: the day, month or year that a sentence gives."""

from __future__ import annotations

from collections.abc import Mapping

from api.answering.model import Term
from api.answering.question.asked.forms import asks_since
from api.answering.question.reading import Reading
from api.answering.question.words.words import read_words
from api.answering.text.values.given import Given, to_date_term
from api.answering.text.values.measures import find_length
from api.answering.text.values.picking import count_borders
from indexer.tokens import find_tokens
from kg.documents import Span
from kg.language.dates import find_dates, find_told_date
from kg.language.releases import read_release

# What need not be said of a release whose version and day stand side by side.
_RELEASED = frozenset(find_tokens("version release publish ship date out come came"))
# What a border between clauses adds to the words between, and by how many words one has to be nearer.
FAR, CLEARLY = 6, 3
# How many words further off a date counts that stands before a word.
BEFORE = 2


def find_dated(reading: Reading, text: str, said_on: str | None) -> Given:
    """Return the date of a sentence, where it is one and not in the question already.

    `said_on`: the day of its document, which tells when "five years ago" was.
    """
    asked = {date for _, date in find_dates(reading.text)}
    dates = {date: span for span, date in find_dates(text) if date not in asked}
    if not dates and asks_since(reading.lowers) and (length := find_length(text)):
        return Given(True, (Term(label=length),))
    if not dates and said_on is not None and (told := find_told_date(text, said_on)) not in {None, *asked}:
        return Given(True, (to_date_term(str(told)),))
    date = next(iter(dates)) if len(dates) == 1 else _find_nearest(reading, text, dates)
    if date is None:
        return Given(bool(dates))
    release = read_release(text)
    sure = release is not None and release.date is not None
    borne = _RELEASED if sure else frozenset[str]()
    return Given(True, (to_date_term(date),), 1.0 if sure else 0.0, borne, told=sure, sure=sure)


def _step(words: int) -> int:
    """Return how far a date stands so many words behind a word: one before it is the day of what was said before."""
    return words if words >= 0 else BEFORE - words


def _find_nearest(reading: Reading, text: str, dates: Mapping[str, Span]) -> str | None:
    """Return the date whose clause says the most of what is asked, or that stands plainly nearest to it there.

    None where two stand alike.
    """
    works = {n for m in reading.mentions if not m.is_small for n in m.indices}
    said = set(reading.tokens(n for n in reading.content if n not in works))
    words = read_words(text)
    borders = count_borders(text, words)
    places = [n for n, word in enumerate(words) if said & set(find_tokens(word.text))]
    ways: list[tuple[int, int, str]] = []
    for date, span in dates.items():
        own = [n for n, word in enumerate(words) if span.start <= word.start < span.end]
        away = [_step(n - place) + FAR * abs(borders[n] - borders[place]) for n in own for place in places]
        clause = {
            t for n, word in enumerate(words) if borders[n] in {borders[k] for k in own} for t in find_tokens(word.text)
        }
        ways += [(-len(said & clause), min(away), date)] if away else []
    if len(ways) < 2 or len(ways) < len(dates):
        return None
    first, second = sorted(ways)[:2]
    clear = first[0] < second[0] or first[1] + CLEARLY <= second[1]
    return first[2] if clear else None
