"""Graphs of the user's own, kept beside the built ones and across rebuilds.

    data/user/
      lock
      current                the name of the view in force; replaced atomically
      views/NUMBER-GENERATION/   a graph store: what the generation holds, and the user's graphs

A write forks the view in force, changes the fork in a process of its own, and puts it in force: a write that
fails, takes too long or is killed changes nothing. The generations themselves are never written. When a new
generation is in force, the user's graphs are carried over to a view of it.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from api.sparql.frames import reply_from_frame
from api.sparql.process import WorkerProcess
from api.sparql.writer import to_write_frame
from api.sparql.writes import Write, WriteKind, is_built, refuse_built
from kg.errors import DataFolderError, ServiceBusyError
from kg.generations import Generation
from kg.store import OxigraphStore

_Mark = tuple[int, int]

KEPT_VIEWS = 3
_PATIENCE = 10.0


class UserGraphs:
    """The user's graphs in one data folder, seen together with one generation."""

    def __init__(self, data: Path, generation: Generation, *, time_limit: float = 10.0, memory: int = 2 << 30) -> None:
        self.folder = data / "user"
        self.generation = generation
        self.time_limit = time_limit
        self.memory = memory
        self._writing = threading.Lock()
        self._looking = threading.Lock()
        # the state of the file `current` that was seen, and the view it led to: one value, so that they fit
        self._seen: tuple[_Mark | None, Path | None] = (None, None)

    def graph(self) -> Path:
        """Return the store to be queried: the view in force, or the generation's own where there is none."""
        mark, view = self._seen
        if self._find_mark() != mark:
            with self._looking:
                mark, view = self._seen
                if (new := self._find_mark()) != mark:
                    view = self._follow(view)
                    self._seen = (new, view)
        return view or self.generation.graph

    @contextlib.contextmanager
    def open(self) -> Iterator[OxigraphStore]:
        """Give the store as it is now, for reading."""
        yield OxigraphStore.open(self.graph())

    def carry_over(self) -> None:
        """Make a view of this generation that holds the user's graphs, where they stand in one of another."""
        view = self._current()
        if view is None or _generation_of(view) == self.generation.name:
            return
        with self._locked():
            view = self._current()
            if view is None or _generation_of(view) == self.generation.name:
                return
            target = self._begin(self.generation.graph, self.generation.name)
            _copy_user_graphs(OxigraphStore.open(view), OxigraphStore.create(target))
            self._publish(target)

    def write(self, write: Write) -> bool:
        """Do a write, as `GraphWriter.write` tells.

        Raises QueryRefusedError for a graph that is built, ServiceBusyError where other writes take too long.
        """
        if write.kind is not WriteKind.UPDATE and is_built(write.graph):
            raise refuse_built(write.graph)
        if not self._writing.acquire(timeout=_PATIENCE):
            raise ServiceBusyError("other writes are being done. Send it again in a moment.", 2)
        try:
            with self._locked():
                before = self._current()
                target = (
                    self._begin(self.generation.graph, self.generation.name)
                    if before is None
                    else self._begin(before, _generation_of(before))
                )
                try:
                    existed = self._write_into(target, before or self.generation.graph, write)
                except BaseException:
                    shutil.rmtree(target, ignore_errors=True)
                    raise
                self._publish(target)
                return existed
        finally:
            self._writing.release()

    def _write_into(self, target: Path, before: Path, write: Write) -> bool:
        arguments = (str(target), str(before), str(self.time_limit), str(self.memory))
        process = WorkerProcess("api.sparql.writer", arguments, self.time_limit)
        try:
            head, body = process.exchange(to_write_frame(write))
            if "error" in head:
                reply_from_frame(head, body)
            return bool(head["existed"])
        finally:
            process.stop()

    def _begin(self, source: Path, generation: str) -> Path:
        """Make the store of a new view from another store."""
        views = self.folder / "views"
        views.mkdir(parents=True, exist_ok=True)
        numbers = [int(path.name[:8]) for path in views.iterdir() if path.name[:8].isdigit()]
        target = views / f"{max(numbers, default=0) + 1:08}-{generation}"
        OxigraphStore.fork(source, target)
        return target

    def _publish(self, view: Path) -> None:
        """Put a view on disk and in force in one step; remove all but the newest."""
        for path in (*view.iterdir(), view):
            descriptor = os.open(path, os.O_RDONLY)
            os.fsync(descriptor)
            os.close(descriptor)
        new = self.folder / "current.new"
        with open(new, "w", encoding="utf-8") as file:
            file.write(view.name + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.replace(new, self.folder / "current")
        for path in sorted(view.parent.iterdir(), reverse=True)[KEPT_VIEWS:]:
            shutil.rmtree(path, ignore_errors=True)

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        """Keep other processes from writing; raise DataFolderError where the folder cannot be written."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock = open(self.folder / "lock", "w", encoding="utf-8")  # noqa: SIM115
        except OSError as error:
            raise DataFolderError(f"{self.folder}: cannot be written ({error.strerror}). Allow it.") from error
        with lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _current(self) -> Path | None:
        try:
            name = (self.folder / "current").read_text(encoding="utf-8").strip()
        except OSError:
            return None
        view = self.folder / "views" / name
        if not view.is_dir():
            raise DataFolderError(f"{view}: the user's graphs are gone. Restore {self.folder}, or remove it.")
        return view

    def _follow(self, known: Path | None) -> Path | None:
        """Return the view of this generation, given the one known before; None where there is none any more."""
        view = self._current()
        if view is None or _generation_of(view) == self.generation.name:
            return view
        # a view of another generation is for the service that opened that one
        return known if known is not None and known.is_dir() else None

    def _find_mark(self) -> _Mark | None:
        try:
            status = (self.folder / "current").stat()
        except OSError:
            return None
        return status.st_ino, status.st_mtime_ns


def _generation_of(view: Path) -> str:
    return view.name.partition("-")[2]


def _copy_user_graphs(source: OxigraphStore, target: OxigraphStore) -> None:
    for name in source.named_graphs():
        if not is_built(name):
            graph = ox.NamedNode(name)
            target.native.add_graph(graph)
            target.bulk_load(source.quads(graph=graph))
    target.native.flush()
