"""The data folder: generations of built state beside each other, and one name that says which is current.

    data/
      format                 "kg-data 1"
      current                the name of the generation in force; replaced atomically
      lock                   held by the build that is writing
      curation.yaml          what a person decided, where they did
      generations/NAME/      manifest.json, files.json, documents.jsonl, graph/, passages/, relations/
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
_FILES = "files.json"
CURATION = "curation.yaml"


@dataclass(frozen=True)
class Manifest:
    """What a generation was made from and holds.

    `documents`: name -> sha256 of the file. `left_out`: name -> why it could not be read. `counts`:
    documents, passages, entities, statements, and where there are some, waiting for review and left out.
    `encoder`: the name of the encoder of the vectors. `ontology`: a hash of the field's files. `paths`: as given to
    the build. `remarks`: name -> what is wrong in a file that was read, each with its place.
    """

    documents: dict[str, str]
    left_out: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    encoder: str = ""
    ontology: str = ""
    paths: tuple[str, ...] = ()
    remarks: dict[str, list[str]] = field(default_factory=dict)


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
    def field(self) -> Path:
        """Where the files of the field lie that it was built with, if that is not the shipped one."""
        return self.path / "field"

    @property
    def passages(self) -> Path:
        """Where the passage index lies."""
        return self.path / "passages"

    @property
    def relations(self) -> Path:
        """Where the wordings of the relations lie."""
        return self.path / "relations"

    def load_manifest(self) -> Manifest:
        """Read the manifest; raise DataFolderError where it is damaged."""
        try:
            values = json.loads((self.path / "manifest.json").read_text(encoding="utf-8"))
            return Manifest(**{**values, "paths": tuple(values.get("paths", ()))})
        except (OSError, ValueError, TypeError, AttributeError) as error:
            raise DataFolderError(
                f"{self.path}: the manifest cannot be read ({error}). Run `kg build` again."
            ) from error

    def save_manifest(self, manifest: Manifest) -> None:
        """Write the manifest; the same one gives the same bytes."""
        values = asdict(manifest)
        for name in ("documents", "left_out", "remarks"):
            values[name] = dict(sorted(values[name].items()))
        text = json.dumps(values, indent=1, ensure_ascii=False)
        (self.path / "manifest.json").write_text(text + "\n", encoding="utf-8")

    def seal(self) -> None:
        """Put every file on disk, and note their sizes for `is_whole`."""
        sizes = {}
        for path in sorted(self.path.rglob("*")):
            # The store's log of its own doings tells nothing of the data.
            if path.is_file() and not path.name.startswith(("LOG", "LOCK")):
                with open(path, "rb") as file:
                    os.fsync(file.fileno())
                sizes[path.relative_to(self.path).as_posix()] = path.stat().st_size
        _write_atomically(self.path / _FILES, json.dumps(sizes, indent=1) + "\n")

    def is_whole(self) -> bool:
        """Tell whether every file is there with the size that it was sealed with."""
        try:
            sizes = json.loads((self.path / _FILES).read_text(encoding="utf-8"))
            return all((self.path / name).stat().st_size == size for name, size in sizes.items())
        except (OSError, ValueError, AttributeError):
            return False


class DataFolder:
    """A folder of generations."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def cache(self) -> Path:
        """Where a build keeps work that the next one can use again."""
        return self.path / "cache"

    @property
    def curation(self) -> Path:
        """Where a person's decisions stand, unless another file is named; no build ever changes it."""
        return self.path / CURATION

    def check(self) -> None:
        """Raise DataFolderError unless the folder is a data folder of this format."""
        if not self.path.exists():
            raise DataFolderError(f"{self.path}: no such data folder. Run `kg build --data {self.path}` first.")
        if not self.path.is_dir():
            raise DataFolderError(f"{self.path}: is a file, not a data folder. Name another with --data.")
        try:
            found = (self.path / "format").read_text(encoding="utf-8", errors="replace").strip()
        except FileNotFoundError:
            raise DataFolderError(
                f"{self.path}: not a data folder (it has no file `format`). Name another with --data."
            ) from None
        except OSError as error:
            raise DataFolderError(
                f"{self.path}: cannot be read ({error.strerror}). Name another with --data."
            ) from error
        if found != FORMAT:
            raise DataFolderError(
                f"{self.path}: data of format {found[:40]!r}, this program reads {FORMAT!r}. "
                f"Build into another folder, or remove this one and build again."
            )

    def find_current(self) -> Generation | None:
        """Return the generation in force, or None where nothing was built or it is gone."""
        try:
            name = (self.path / "current").read_text(encoding="utf-8").strip()
        except (OSError, ValueError):
            return None
        generation = Generation(self.path / "generations" / name)
        return generation if name and (generation.path / "manifest.json").is_file() else None

    def current(self) -> Generation:
        """Return the generation in force; raise DataFolderError where there is none."""
        self.check()
        generation = self.find_current()
        if generation is None:
            raise DataFolderError(f"{self.path}: nothing has been built here yet. Run `kg build --data {self.path}`.")
        return generation

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the folder for one build, and make it where it is missing.

        Raises DataFolderError where it cannot be written, is no data folder, or another build holds it.
        """
        with contextlib.ExitStack() as stack:
            try:
                self._make()
                lock = stack.enter_context(open(self.path / "lock", "w", encoding="utf-8"))
            except OSError as error:
                raise DataFolderError(
                    f"{self.path}: cannot be written ({error.strerror}). Name another folder with --data."
                ) from error
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise DataFolderError(
                    f"{self.path}: another build is writing here. Wait for it to end, or name another folder "
                    f"with --data."
                ) from error
            yield

    def begin(self, digest: str) -> Generation:
        """Make an empty generation to be filled, and remove what killed builds left over.

        `digest` tells what it is made from; a number before it keeps every build's name apart.
        """
        folder = self.path / "generations"
        current = self.find_current()
        for path in folder.iterdir():
            in_force = current is not None and path.name == current.name
            if not in_force and not (path / _FILES).is_file():
                shutil.rmtree(path, ignore_errors=True)
        numbers = [int(path.name[:6]) for path in folder.iterdir() if path.name[:6].isdigit()]
        generation = Generation(folder / f"{max(numbers, default=0) + 1:06}-{digest}")
        generation.path.mkdir()
        return generation

    def publish(self, generation: Generation) -> None:
        """Put `generation` in force in one step; keep the one before it, which may still be read."""
        before = self.find_current()
        generation.seal()
        _write_atomically(self.path / "current", generation.name + "\n")
        kept = {generation.name, before.name if before is not None else ""}
        for path in (self.path / "generations").iterdir():
            if path.name not in kept:
                shutil.rmtree(path, ignore_errors=True)

    def _make(self) -> None:
        """Make the folder ready; raise OSError, or DataFolderError where it is no data folder."""
        # A build killed in its first moments leaves nothing but the mark that it began to write; decisions may be there
        # before the first build.
        begun = self.path.is_dir() and {path.name for path in self.path.iterdir()} <= {"format.new", CURATION}
        if self.path.exists() and not begun:
            self.check()
        self.path.mkdir(parents=True, exist_ok=True)
        if not (self.path / "format").is_file():
            _write_atomically(self.path / "format", FORMAT + "\n")
        (self.path / "generations").mkdir(exist_ok=True)
        self.cache.mkdir(exist_ok=True)


def _write_atomically(path: Path, text: str) -> None:
    """Replace the file's content in one step that survives a crash."""
    new = path.with_name(path.name + ".new")
    with open(new, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(new, path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
