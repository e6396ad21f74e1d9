"""The embedded store: Oxigraph, in memory or on disk."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any

import pyoxigraph as ox

from kg.errors import DataFolderError, InputError, QueryError, QueryRefusedError
from kg.stores.protocol import DUMP_FORMATS, QueryResult, Term
from kg.stores.refusal import find_refused, parse_query
from kg.stores.syntax import to_syntax_error
from ontology.names import PREFIXES

_UNKNOWN_FUNCTION = re.compile(r"custom function <([^>]*)> is not supported")


class OxigraphStore:
    """A dataset in Oxigraph. Make one with `memory`, `create` or `open`."""

    def __init__(self, store: ox.Store, *, writable: bool = True) -> None:
        self.native = store
        self.writable = writable

    @classmethod
    def memory(cls) -> OxigraphStore:
        """Make an empty store that lives as long as the process."""
        return cls(ox.Store())

    @classmethod
    def create(cls, path: Path) -> OxigraphStore:
        """Make a store on disk, or go on with one there; one process at a time may write."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            return cls(ox.Store(str(path)))
        except OSError as error:
            raise DataFolderError(f"{path}: the graph cannot be written ({_one_line(error)}).") from error

    @classmethod
    def open(cls, path: Path) -> OxigraphStore:
        """Open a store on disk for reading only; any number of processes may."""
        try:
            if not (path / "CURRENT").is_file():
                raise OSError("no graph is there")
            return cls(ox.Store.read_only(str(path)), writable=False)
        except (OSError, RuntimeError) as error:
            raise DataFolderError(
                f"{path}: the graph cannot be read ({_one_line(error)}). Run `kg build` again."
            ) from error

    @staticmethod
    def fork(path: Path, target: Path) -> None:
        """Make a store at `target` with the content of the one at `path`, which nobody may be writing.

        Takes no time to speak of: files that the engine never changes in place are shared by hard links.
        """
        try:
            target.mkdir(parents=True)
            for file in sorted(path.iterdir()):
                if file.suffix == ".sst":
                    _link(file, target / file.name)
                elif file.name != "LOCK" and not file.name.startswith("LOG"):
                    shutil.copyfile(file, target / file.name)
        except (OSError, RuntimeError) as error:
            raise DataFolderError(f"{target}: the graph cannot be written ({_one_line(error)}).") from error

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Add the quads in one transaction."""
        self._check_writable()
        self.native.extend(quads)

    def bulk_load(self, quads: Iterable[ox.Quad]) -> None:
        """Add many quads fast, without a transaction: for a store nobody reads yet."""
        self._check_writable()
        self.native.bulk_extend(quads)

    def optimize(self) -> None:
        """Lay the files of a filled store out for reading, and put all on disk."""
        self.native.flush()
        self.native.optimize()

    def query(
        self,
        text: str,
        *,
        default_graphs: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
        base_iri: str | None = None,
    ) -> QueryResult:
        """Run a query, as `GraphStore.query` tells; errors of a lazy result come while it is read."""
        prefixes = dict(PREFIXES)
        with query_errors(text):
            if find_refused(text, ["service"], lambda other: parse_query(other, prefixes, base_iri)):
                raise QueryRefusedError(
                    "SERVICE is refused: this service makes no requests. Ask the other endpoint yourself."
                )
            given = default_graphs is not None or named_graphs is not None
            functions: dict[ox.NamedNode, Callable[..., Term | ox.Triple | None]] = {}
            while True:
                try:
                    return self.native.query(
                        text,
                        base_iri=base_iri,
                        prefixes=prefixes,
                        default_graph=_to_graphs(default_graphs) if given else None,
                        named_graphs=_to_graphs(named_graphs) if given else None,
                        custom_functions=functions,
                    )
                except RuntimeError as error:
                    # A function nobody knows makes its expression an error, not the query (SPARQL 1.1, 17.6).
                    unknown = _UNKNOWN_FUNCTION.search(str(error))
                    if unknown is None or len(functions) > 100:
                        raise
                    functions[ox.NamedNode(unknown.group(1))] = _fail

    def select(self, text: str) -> list[ox.QuerySolution]:
        """Return all solutions of a SELECT query; raise QueryError where it is no SELECT."""
        result = self.query(text)
        if not isinstance(result, ox.QuerySolutions):
            raise QueryError("The query is no SELECT, and only a SELECT has solutions. Use `query`.")
        with query_errors():
            return list(result)

    def quads(
        self,
        subject: Term | None = None,
        predicate: ox.NamedNode | None = None,
        object: Term | None = None,
        graph: ox.NamedNode | ox.DefaultGraph | None = None,
    ) -> Iterator[ox.Quad]:
        """Go through the quads that fit; None fits all."""
        if isinstance(subject, ox.Literal):
            return iter(())
        return self.native.quads_for_pattern(subject, predicate, object, graph)

    def named_graphs(self) -> list[str]:
        """Return the IRIs of the named graphs, sorted."""
        return sorted(graph.value for graph in self.native.named_graphs() if isinstance(graph, ox.NamedNode))

    def dump(self, output: IO[bytes], format: str = "nq") -> None:
        """Write the whole store, as `GraphStore.dump` tells."""
        chosen = DUMP_FORMATS.get(format)
        if chosen is None:
            raise InputError(f"format {format!r} is not known. Use one of {', '.join(DUMP_FORMATS)}.")
        if chosen.supports_datasets:
            self.native.dump(output, chosen, prefixes=PREFIXES)
        else:
            ox.serialize((quad.triple for quad in self.native), output, chosen, prefixes=PREFIXES)

    def __len__(self) -> int:
        return len(self.native)

    def _check_writable(self) -> None:
        if not self.writable:
            raise InputError("the graph is open for reading only. Build a new generation with `kg build`.")


@contextlib.contextmanager
def query_errors(query: str | None = None) -> Iterator[None]:
    """Turn the engine's errors, also those of a result being read, into QueryError and its kinds.

    `query` is the text, where it is at hand: the error says more of it.
    """
    try:
        yield
    except SyntaxError as error:
        raise to_syntax_error(str(error), query) from error
    except (RuntimeError, OSError, ValueError) as error:
        raise QueryError(f"the query cannot be run: {_one_line(error)}.") from error


def _link(file: Path, target: Path) -> None:
    """Make `target` the same file, or a copy where the file system has no hard links."""
    try:
        os.link(file, target)
    except OSError:
        shutil.copyfile(file, target)


def _fail(*_: object) -> None:
    """Return no value, which the engine takes for an error."""


def _to_graphs(iris: Sequence[str] | None) -> list[Any]:
    return [ox.NamedNode(iri) for iri in iris or ()]


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split()).rstrip(".")[:300]
