"""The data folder: generations of built state beside each other, and one name that says which is current.

    data/
      format                 "kg-data 1"
      current                the name of the generation in force; replaced atomically
      generations/NAME/      manifest.json, graph/, passages/
      cache/                 work of earlier builds that can be used again, by content hash

A build fills a new generation under a name of its own and then replaces `current`: a build killed at any
moment leaves the last good state in force.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from kg.errors import DataFolderError

FORMAT = "kg-data 1"


@dataclass(frozen=True)
class Manifest:
    """What a generation was made from and holds.

    `documents`: name -> sha256 of the file. `left_out`: name -> why it could not be read. `counts`: documents,
    passages, entities, statements. `encoder`: the name and the dimension of the encoder of the vectors.
    """

    documents: dict[str, str]
    left_out: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    encoder: str = ""
    ontology: str = ""
    paths: tuple[str, ...] = ()


@dataclass(frozen=True)
class Generation:
    """One built state on disk."""

    path: Path

    @property
    def name(self) -> str:
        """The generation's name, which changes with every build that changed anything."""
        return self.path.name

    @property
    def graph(self) -> Path:
        """Where the graph store lies."""
        return self.path / "graph"

    @property
    def passages(self) -> Path:
        """Where the passage index lies."""
        return self.path / "passages"

    def load_manifest(self) -> Manifest:
        """Read the manifest; raise DataFolderError where it is damaged."""
        try:
            values = json.loads((self.path / "manifest.json").read_text(encoding="utf-8"))
            return Manifest(**{**values, "paths": tuple(values.get("paths", ()))})
        except (OSError, ValueError, TypeError) as error:
            raise DataFolderError(
                f"{self.path}: the manifest cannot be read ({error}). Run `kg build` again."
            ) from error

    def save_manifest(self, manifest: Manifest) -> None:
        """Write the manifest."""
        text = json.dumps(asdict(manifest), indent=1, sort_keys=True, ensure_ascii=False)
        (self.path / "manifest.json").write_text(text + "\n", encoding="utf-8")


class DataFolder:
    """A folder of generations."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def cache(self) -> Path:
        """Where a build keeps work that the next one can use again."""
        return self.path / "cache"

    def check(self) -> None:
        """Raise DataFolderError unless the folder is a data folder of this format."""
        mark = self.path / "format"
        if not self.path.is_dir():
            raise DataFolderError(f"{self.path}: no such data folder. Run `kg build --data {self.path}` first.")
        if not mark.is_file():
            raise DataFolderError(f"{self.path}: not a data folder (it has no file `format`). Name another with --data.")
        found = mark.read_text(encoding="utf-8", errors="replace").strip()
        if found != FORMAT:
            raise DataFolderError(
                f"{self.path}: data of format {found[:40]!r}, this program reads {FORMAT!r}. "
                f"Build into another folder, or remove this one and build again."
            )

    def current(self) -> Generation:
        """Return the generation in force; raise DataFolderError where there is none."""
        self.check()
        try:
            name = (self.path / "current").read_text(encoding="utf-8").strip()
        except OSError:
            name = ""
        generation = Generation(self.path / "generations" / name)
        if not name or not (generation.path / "manifest.json").is_file():
            raise DataFolderError(f"{self.path}: nothing has been built here yet. Run `kg build --data {self.path}`.")
        return generation

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the folder for one build; make it where it is missing; raise DataFolderError where it cannot be."""
        try:
            if self.path.exists() and (not self.path.is_dir() or any(self.path.iterdir())):
                self.check_unless_empty()
            self.path.mkdir(parents=True, exist_ok=True)
            (self.path / "generations").mkdir(exist_ok=True)
            self.cache.mkdir(exist_ok=True)
            _write_atomically(self.path / "format", FORMAT + "\n")
            lock = open(self.path / "lock", "w", encoding="utf-8")
        except OSError as error:
            raise DataFolderError(f"{self.path}: cannot be written ({error.strerror}).") from error
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise DataFolderError(f"{self.path}: another build is writing here. Wait for it to end.") from error
            yield

    def check_unless_empty(self) -> None:
        """Raise DataFolderError where the path is a file, or holds something that is no data folder."""
        if not self.path.is_dir():
            raise DataFolderError(f"{self.path}: is a file, not a data folder. Name another with --data.")
        self.check()

    def begin(self, name: str) -> Generation:
        """Make an empty generation to be filled; one left over by a killed build is removed."""
        path = self.path / "generations" / name
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir(parents=True)
        return Generation(path)

    def publish(self, generation: Generation, keep: int = 2) -> None:
        """Put `generation` in force in one step, and remove all but the `keep` newest generations."""
        _write_atomically(self.path / "current", generation.name + "\n")
        others = [path for path in (self.path / "generations").iterdir() if path.name != generation.name]
        others.sort(key=lambda path: path.stat().st_mtime, reverse=True)
        for path in others[keep - 1 :]:
            shutil.rmtree(path, ignore_errors=True)


def _write_atomically(path: Path, text: str) -> None:
    """Replace the file's content in one step that survives a crash."""
    new = path.with_name(path.name + ".new")
    with open(new, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(new, path)
