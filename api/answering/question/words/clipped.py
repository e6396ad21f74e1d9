"""Clipped: ordinary words that are often written short, as "env" for "environment"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from indexer.tokens import find_tokens

_SHORT = """
admin administrator; app application; arch architecture; args arguments; auth authentication; cmd command; config
configuration; db database; dep dependency; dev development; diff difference; dir directory; distro distribution; docs
documentation; env environment; exec execution; func function; impl implementation; info information; infra
infrastructure; lang language; lib library; max maximum; mem memory; mgmt management; min minimum; msg message; org
organization; param parameter; perf performance; pkg package; prod production; proj project; ref reference; repo
repository; req request; sec second; spec specification; stats statistics; sync synchronization; temp temporary; util
utility; val value; var variable; ver version; vuln vulnerability
"""


@cache
def _read_pairs() -> Mapping[str, str]:
    """Return for each short form its long one and for each long one its short one, as the index compares them."""
    pairs = (pair.split() for pair in _SHORT.split(";"))
    tokens = [(find_tokens(short)[0], find_tokens(long)[0]) for short, long in pairs]
    return dict(tokens) | {long: short for short, long in tokens}


def find_other_forms(tokens: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return for those of some tokens that have one the token of their long or short form."""
    pairs = _read_pairs()
    return {token: frozenset([pairs[token]]) for token in tokens if token in pairs}
