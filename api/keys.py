"""API keys and rate limits: who may ask, and how often."""

from __future__ import annotations

import hashlib
import ipaddress
import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError

_KEY_LENGTH = 16
_MOST_BUCKETS = 10_000


@dataclass(frozen=True)
class KeyRing:
    """The keys that are good: the hash of each, with the name of its holder."""

    names: Mapping[bytes, str]

    def find(self, key: str) -> str | None:
        """Return the name of the key's holder, or None; the time taken tells nothing of the keys."""
        return self.names.get(_hash(key))


def load_keys(path: Path) -> KeyRing:
    """Read a file of keys, `NAME KEY` a line (`#` begins a comment); raise InputError."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: the keys cannot be read. Name a text file in KG_KEYS.") from error
    names = {}
    for number, line in enumerate(lines, start=1):
        words = line.partition("#")[0].split()
        if not words:
            continue
        if len(words) != 2 or len(words[1]) < _KEY_LENGTH or not words[1].isascii():
            raise InputError(
                f"{path}, line {number}: write `NAME KEY`, the key of {_KEY_LENGTH} or more ASCII characters."
            )
        names[_hash(words[1])] = words[0]
    if not names:
        raise InputError(f"{path}: there is no key. Write one as `NAME KEY`, or unset KG_KEYS.")
    return KeyRing(names)


class RateLimit:
    """Lets each asker make `per_minute` requests a minute, as many at once: a token bucket each.

    At most 10,000 askers are remembered, those seen last; 0 requests a minute is no limit.
    """

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.per_minute = per_minute
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, asker: str) -> int:
        """Count a request; return 0, or in how many seconds the asker may come again."""
        if self.per_minute <= 0:
            return 0
        now, rate = self._clock(), self.per_minute / 60
        with self._lock:
            level, seen = self._buckets.pop(asker, (float(self.per_minute), now))
            level = min(float(self.per_minute), level + rate * (now - seen))
            wait = 0 if level >= 1 else math.ceil((1 - level) / rate)
            self._buckets[asker] = (level if wait else level - 1, now)
            if len(self._buckets) > _MOST_BUCKETS:
                self._buckets.popitem(last=False)
        return wait


def to_asker(address: str) -> str:
    """Return what stands for an address in a limit: of IPv6 the network, which one asker has to himself.

    >>> to_asker("2001:db8:1:2:3:4:5:6"), to_asker("192.0.2.1")
    ('2001:db8:1:2::/64', '192.0.2.1')
    """
    try:
        if ipaddress.ip_address(address).version == 6:
            return str(ipaddress.ip_network(f"{address}/64", strict=False))
    except ValueError:
        pass
    return address


def _hash(key: str) -> bytes:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()
