"""Written kinds: what things of a kind look like, so that their writing tells the kind: "--tls" is a flag."""

from __future__ import annotations

import re
from collections.abc import Set

from indexer.tokens import find_tokens

_WRITTEN = {
    "environment variable": r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?:=\S*)?",
    "env variable": r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?:=\S*)?",
    "env var": r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?:=\S*)?",
    "flag": r"--?[A-Za-z][\w.-]*(?:[= ]\S+)?",
    "switch": r"--?[A-Za-z][\w.-]*(?:[= ]\S+)?",
    "option": r"--[A-Za-z][\w.-]*(?:[= ]\S+)?",
    "endpoint": r"(?:https?://\S+|(?:[A-Z]{3,7} )?/[\w{}<>.:/-]+)",
    "path": r"~?\.{0,2}/?(?:[\w{}<>.$-]+/)+[\w{}<>.$*-]*",
    "directory": r"~?\.{0,2}/?(?:[\w{}<>.$-]+/)+[\w{}<>.$*-]*",
    "folder": r"~?\.{0,2}/?(?:[\w{}<>.$-]+/)+[\w{}<>.$*-]*",
    "file": r"(?:[\w{}<>.$~-]*/)*[\w{}<>$*-]+\.[a-z][a-z0-9]{0,4}",
    "annotation": r"[\w-]+(?:\.[\w-]+)+/[\w.-]+(?:[=:] ?\S+)?",
    "function": r"[A-Za-z_][\w.:]*\([^()]*\)",
    "method": r"[A-Za-z_][\w.:]*\([^()]*\)",
    "url": r"https?://\S+",
    "address": r"https?://\S+|(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?",
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
