"""Written kinds: what things of a kind look like, so that their writing tells the kind: "--tls" is a flag."""

from __future__ import annotations

import re
from collections.abc import Set

from indexer.tokens import find_tokens

_VARIABLE = r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?:=\S*)?"
_LONG_FLAG = r"--[A-Za-z][\w.-]*(?:[= ]\S+)?"
_FLAG = r"--?[A-Za-z][\w.-]*(?:[= ]\S+)?"
_PATH = r"~?\.{0,2}/?(?:[\w{}<>.$-]+/)+[\w{}<>.$*-]*"
_FUNCTION = r"[A-Za-z_][\w.:]*\([^()]*\)"
_URL = r"https?://\S+"
_WRITTEN = {
    "environment variable": _VARIABLE,
    "env variable": _VARIABLE,
    "env var": _VARIABLE,
    "flag": _FLAG,
    "switch": _FLAG,
    "option": _LONG_FLAG,
    "endpoint": rf"(?:{_URL}|(?:[A-Z]{{3,7}} )?/[\w{{}}<>.:/-]+)",
    "path": _PATH,
    "directory": _PATH,
    "folder": _PATH,
    "file": r"(?:[\w{}<>.$~-]*/)*[\w{}<>$*-]+\.[a-z][a-z0-9]{0,4}",
    "annotation": r"[\w-]+(?:\.[\w-]+)+/[\w.-]+(?:[=:] ?\S+)?",
    "function": _FUNCTION,
    "method": _FUNCTION,
    "url": _URL,
    "address": _URL + r"|(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?",
}
_BY_TOKENS = {frozenset(find_tokens(noun)): re.compile(writing) for noun, writing in _WRITTEN.items()}


def is_written_as(label: str, nouns: Set[str]) -> bool:
    """Tell whether words are written as what a noun calls are; `nouns`: its words, as keyword search compares them.

    >>> is_written_as("ACME_HOME", frozenset(find_tokens("environment variable")))
    True
    >>> is_written_as("Acme", frozenset(find_tokens("environment variable")))
    False
    """
    return any(tokens <= nouns and writing.fullmatch(label) for tokens, writing in _BY_TOKENS.items())
