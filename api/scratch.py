"""An empty, writable store in memory behind the same routes, for conformance suites."""

from __future__ import annotations

from api.service import Service
from api.settings import Settings
from api.sparql.local import LocalRunner
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
            "queries": LocalRunner(store, time_limit=settings.sparql_seconds),
        }

    def load(self) -> None:
        """There is nothing to load."""


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
