"""Releases: versions as texts write them, and the headings of release notes that name one with its day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.language.dates import find_dates

_VERSION = re.compile(
    r"(?<![\w.])v?\d+(?:\.\d+)+(?:-(?:alpha|beta|rc|pre|dev|snapshot)(?:[.-]?\d+)*(?!\w)|\+|(?![\w.]*\w))",
    re.IGNORECASE,
)
# "18+", "version 18", "18 or later": one number that is a version by what stands beside it.
_BY_ITSELF = re.compile(
    r"(?<![\w.])v?\d+(?:\+|(?=,? (?:or|and) (?:later|higher|above|newer|up)\b))|(?<=\bversion )v?\d+\b(?!\.\d)",
    re.IGNORECASE,
)
_LONGEST_HEADING = 80
_NO_PATCH = re.compile(r"^(\d+\.\d+)\.0$")


@dataclass(frozen=True, slots=True)
class Release:
    """A version, as written, with the day on which it came out where that is told (ISO 8601)."""

    version: str
    date: str | None


def find_versions(text: str) -> list[str]:
    """Return the versions of a text, each once.

    >>> find_versions("Needs Zorblat 3.10+ and version 18 of Vargle, not 7 cats.")
    ['3.10+', '18']
    >>> find_versions("With v0.6.0-beta.1 and lower, in the 1.2-based build.")
    ['v0.6.0-beta.1', '1.2']
    """
    return list(dict.fromkeys(_VERSION.findall(text) + _BY_ITSELF.findall(text)))


def to_bare_version(version: str) -> str:
    """Return a version without the letter before it, the sign behind it, and a third number that is zero.

    >>> to_bare_version("v3.10+"), to_bare_version("2.0.0"), to_bare_version("2.0")
    ('3.10', '2.0', '2.0')
    """
    return _NO_PATCH.sub(r"\1", version.lower().removeprefix("v").removesuffix("+"))


def find_release(headings: Sequence[str]) -> Release | None:
    """Return the release that the innermost heading with a version names, by the days of all that name the same.

    >>> find_release(["Changes", "v1.2.0 (2024-05-01)", "Fixed"])
    Release(version='v1.2.0', date='2024-05-01')
    >>> find_release(["Changes", "Fixed"]) is None
    True
    """
    found = [release for heading in headings if (release := read_release(heading)) is not None]
    if not found:
        return None
    version = found[-1].version
    days = [one.date for one in found if one.date and to_bare_version(one.version) == to_bare_version(version)]
    return Release(version, days[-1] if days else None)


def read_release(heading: str) -> Release | None:
    """Return the one version that a heading names, with the one day beside it; None of any other text.

    >>> read_release("Zorblat 2.0, 3 May 2024")
    Release(version='2.0', date='2024-05-03')
    """
    if len(heading) > _LONGEST_HEADING:
        return None
    dates = list(find_dates(heading))
    rest = heading
    for span, _ in dates:
        rest = rest[: span.start] + " " * (span.end - span.start) + rest[span.end :]
    versions = dict.fromkeys(_VERSION.findall(rest))
    if len(versions) != 1:
        return None
    return Release(next(iter(versions)), dates[0][1] if len(dates) == 1 else None)
