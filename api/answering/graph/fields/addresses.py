"""Addresses, handles and codes: how a question and a record write one and the same value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.documents import Span

_SCHEME = re.compile(r"^[a-z]+://(?:www\.)?|^www\.")
_ADDRESS = re.compile(
    r"(?:https?://|(?<![\w@/.]))(?:[\w-]+\.)+[a-zA-Z]{2,}(?::\d+)?(?:/[^\s<>\"'?]*)?(?:\?[^\s<>\"'?]+)?"
)
_HANDLE = re.compile(r"(?<![\w@/.])[@#][\w.-]*\w")
# Letters that stand for something in a list of codes: in capitals, or with a figure in them.
# Or words joined by hyphens, as sites call what their pages are about.
_CODE = re.compile(
    r"(?<![\w@#/.-])(?:(?=[\w.-]*[A-Z])[A-Z\d][A-Z\d.-]*[A-Z\d]|(?=[\d-]*[a-z])[a-z\d]+(?:-[a-z\d]+)+)(?![\w/-])"
)
_END = ".,;:!)"


@dataclass(frozen=True, slots=True)
class Written:
    """A value as a question writes it: its key, where it stands, and whether it is letters alone that may be a word."""

    key: str
    span: Span
    is_code: bool = False

    def is_of(self, text: str) -> bool:
        """Tell whether a record writes the value so."""
        return self.key in to_keys(text)


def to_key(text: str) -> str:
    """Return a value as it is compared: an address without what may be left out of it, codes in small letters.

    >>> to_key("https://www.Acme.example/x/"), to_key("github.com/acme/x.git"), to_key("ZRB")
    ('acme.example/x', 'github.com/acme/x', 'zrb')
    """
    return _SCHEME.sub("", text.strip().lower()).removesuffix("/").removesuffix(".git")


def to_keys(text: str) -> set[str]:
    """Return the keys of a value: of a page also that by which its site calls it; right below a site that is a handle.

    >>> sorted(to_keys("https://chat.example/Acme")), sorted(to_keys("https://git.example/a/acme-x"))
    (['@acme', 'acme', 'chat.example/acme'], ['acme-x', 'git.example/a/acme-x'])
    """
    key = to_key(text)
    site, _, rest = key.partition("/")
    if "." not in site or not rest or " " in key:
        return {key}
    last = rest.rpartition("/")[2].removeprefix("@")
    return {key, last} if "/" in rest else {key, last, f"@{last}"}


def find_last(text: str) -> str:
    """Return the last part of an address: that by which a site calls what the page is about."""
    return to_key(text).rpartition("/")[2]


def find_written(text: str) -> Iterator[Written]:
    """Yield the values that a question writes: addresses, handles, codes.

    >>> [written.key for written in find_written("Who is @acme, is it at github.com/acme/x, or ZRB?")]
    ['github.com/acme/x', '@acme', 'zrb']
    """
    taken: list[Span] = []
    for pattern in (_ADDRESS, _HANDLE, _CODE):
        for match in pattern.finditer(text):
            span = Span(match.start(), match.start() + len(match.group().rstrip(_END)))
            if not any(other.start < span.end and span.start < other.end for other in taken):
                taken.append(span)
                yield Written(to_key(text[span.start : span.end]), span, pattern is _CODE)
