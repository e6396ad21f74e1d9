"""An empty, writable store in memory behind the same routes, for conformance suites."""

from __future__ import annotations

from api.service import Service
from api.settings import Settings
from api.sparql.execution import QueryReply, QueryRequest
from api.sparql.local import LocalRunner
from api.sparql.writes import GraphWriter, MemoryWriter
from kg.errors import FederationError, QueryRefusedError
from kg.generations import Generation, Manifest
from kg.store import OxigraphStore


class ScratchService(Service):
    """A service whose graph begins empty and lives as long as the process."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(Generation(settings.data / "scratch"), settings)
        store = OxigraphStore.memory()
        # each of these names shadows the property that would open a generation on disk
        self.__dict__ |= {
            "manifest": Manifest({}),
            "graph": store,
            "queries": ConformanceRunner(store, time_limit=settings.sparql_seconds),
        }
        self._writer = MemoryWriter(store)

    @property
    def writer(self) -> GraphWriter:
        """What takes writes: the store itself."""
        return self._writer

    def load(self) -> None:
        """There is nothing to load."""


class ConformanceRunner(LocalRunner):
    """Tells a suite that SERVICE parses: the query fails while it runs, and still nothing is requested."""

    def run(self, request: QueryRequest) -> QueryReply:
        """Run a query; a refused one is told as a failure at run time."""
        try:
            return super().run(request)
        except QueryRefusedError as error:
            raise FederationError(str(error)) from error


class ScratchSource:
    """Gives out the one scratch service, as `LiveService` gives out the one in force."""

    def __init__(self, settings: Settings) -> None:
        self._service = ScratchService(settings)

    def current(self) -> Service:
        """Return the service."""
        return self._service

    def load(self) -> None:
        """There is nothing to load."""

    def close(self) -> None:
        """There is nothing to give back."""
