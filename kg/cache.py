"""The build cache: work of earlier builds by the hash of all that it was made from."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType


def to_cache_key(*parts: str) -> str:
    """Return one key for all that a piece of work was made from."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


class BuildCache:
    """A file of (kind, key) -> bytes; what a build did not use is dropped when it ends well."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = sqlite3.connect(folder / "work.sqlite")
        self._file.execute("CREATE TABLE IF NOT EXISTS work (kind TEXT, key TEXT, value BLOB, PRIMARY KEY (kind, key))")
        self._used: set[tuple[str, str]] = set()

    def get(self, kind: str, key: str) -> bytes | None:
        """Return the value kept under a key, or None."""
        self._used.add((kind, key))
        row = self._file.execute("SELECT value FROM work WHERE kind = ? AND key = ?", (kind, key)).fetchone()
        return None if row is None else zlib.decompress(row[0])

    def put(self, kind: str, key: str, value: bytes) -> None:
        """Keep a value under a key."""
        self._used.add((kind, key))
        self._file.execute("INSERT OR REPLACE INTO work VALUES (?, ?, ?)", (kind, key, zlib.compress(value, 1)))
        self._file.commit()

    def prune(self, kinds: Iterable[str]) -> None:
        """Drop everything of these kinds that was neither read nor written."""
        for kind in kinds:
            known = [key for (key,) in self._file.execute("SELECT key FROM work WHERE kind = ?", (kind,))]
            gone = [(kind, key) for key in known if (kind, key) not in self._used]
            self._file.executemany("DELETE FROM work WHERE kind = ? AND key = ?", gone)
        self._file.commit()

    def __enter__(self) -> BuildCache:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._file.close()
