"""The build cache: work of earlier builds by the hash of all that it was made from."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType

from kg.errors import DataFolderError

FILE = "work.sqlite"
_TABLE = "CREATE TABLE IF NOT EXISTS work (kind TEXT, key TEXT, value BLOB, PRIMARY KEY (kind, key))"


def to_cache_key(*parts: str) -> str:
    """Return one key for all that a piece of work was made from."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


class BuildCache:
    """A file of (kind, key) -> bytes; what a build did not use is dropped when it ends well.

    A damaged file counts as an empty one: nothing is lost but time. Where the file cannot be written,
    DataFolderError is raised.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._used: set[tuple[str, str]] = set()
        folder.mkdir(parents=True, exist_ok=True)
        try:
            self._file = self._open()
        except sqlite3.DatabaseError:
            self._file = self._start_anew()

    def get(self, kind: str, key: str) -> bytes | None:
        """Return the value kept under a key, or None."""
        self.keep(kind, key)
        try:
            query = "SELECT value FROM work WHERE kind = ? AND key = ?"
            row = self._file.execute(query, (kind, key)).fetchone()
            return None if row is None else zlib.decompress(row[0])
        except zlib.error:
            return None
        except sqlite3.DatabaseError:
            self._file = self._start_anew()
            return None

    def keep(self, kind: str, key: str) -> None:
        """Count a key as used, so that `prune` leaves what is under it."""
        self._used.add((kind, key))

    def put(self, kind: str, key: str, value: bytes) -> None:
        """Keep a value under a key."""
        self.keep(kind, key)
        with self._writing():
            values = (kind, key, zlib.compress(value, 1))
            self._file.execute("INSERT OR REPLACE INTO work VALUES (?, ?, ?)", values)
            self._file.commit()

    def prune(self, kinds: Iterable[str]) -> None:
        """Drop everything of these kinds that was neither read nor written."""
        with self._writing():
            for kind in kinds:
                known = [key for (key,) in self._file.execute("SELECT key FROM work WHERE kind = ?", (kind,))]
                gone = [(kind, key) for key in known if (kind, key) not in self._used]
                self._file.executemany("DELETE FROM work WHERE kind = ? AND key = ?", gone)
            self._file.commit()

    def __enter__(self) -> BuildCache:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def _open(self) -> sqlite3.Connection:
        file = sqlite3.connect(self._path)
        try:
            # What a crash of the machine takes is made again, so no write waits for the disk.
            file.execute("PRAGMA synchronous = OFF")
            file.execute(_TABLE)
            file.commit()
        except sqlite3.DatabaseError:
            file.close()
            raise
        return file

    def _start_anew(self) -> sqlite3.Connection:
        """Put an empty cache in the place of a damaged one."""
        if hasattr(self, "_file"):
            self._file.close()
        with self._writing():
            for name in (FILE, FILE + "-journal"):
                self._path.with_name(name).unlink(missing_ok=True)
            return self._open()

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        """Turn what goes wrong in writing into DataFolderError."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise DataFolderError(
                f"{self._path}: cannot be written ({error}). Make room, or name another folder with --data."
            ) from error
