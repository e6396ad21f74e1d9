"""A service that follows its data folder: a new generation takes over without a lost request."""

from __future__ import annotations

import logging
import threading
import time
import weakref
from collections.abc import Callable
from pathlib import Path

from api.service import Service
from kg.errors import DataFolderError, KgError

_UNSEEN = (-1, -1, -1)
_log = logging.getLogger(__name__)


class LiveService:
    """Holds the service of the generation in force.

    `current` returns it at once; at most every `interval` seconds it looks whether the folder names another
    generation, which is then opened in the background and put in place in one step. A request keeps the
    service it began with; the old one is closed when the last request lets go of it.
    """

    def __init__(self, data: Path, open_service: Callable[[Path], Service], interval: float = 1.0) -> None:
        self.data = data
        self._open = open_service
        self._interval = interval
        self._service: Service | None = None
        self._error: KgError | None = None
        self._mark: tuple[int, int, int] | None = _UNSEEN
        self._checked = float("-inf")
        self._loading = threading.Lock()

    def current(self) -> Service:
        """Return the service in force; raise DataFolderError where none is loaded yet."""
        self.look()
        service = self._service
        if service is None:
            raise DataFolderError(str(self._error or f"{self.data}: is being loaded."))
        return service

    def look(self) -> None:
        """Start to load a new generation in the background, where there is one."""
        now = time.monotonic()
        if now - self._checked < self._interval:
            return
        self._checked = now
        if self._find_mark() != self._mark and not self._loading.locked():
            threading.Thread(target=self.load, name="load-generation", daemon=True).start()

    def load(self) -> None:
        """Load the generation in force, unless it is loaded already; errors are logged and kept."""
        with self._loading:
            mark = self._find_mark()
            if mark == self._mark:
                return
            try:
                service = self._open(self.data)
                service.load()
            except KgError as error:
                if str(error) != str(self._error):
                    _log.warning("the data cannot be loaded: %s", error)
                self._error = error
            except Exception as error:
                # the generation in force goes on serving, and a newer one may be sound
                _log.exception("the data cannot be loaded")
                self._error = DataFolderError(f"{self.data}: cannot be loaded ({type(error).__name__}).")
                self._mark = mark
            else:
                # called when the last request that holds the service has ended
                weakref.finalize(service, service.queries.close)
                self._service, self._error, self._mark = service, None, mark
                _log.info("generation %s is in force", service.generation.name)
                service.prepare()

    def close(self) -> None:
        """End what the service in force holds, at once."""
        if self._service is not None:
            self._service.close()

    def _find_mark(self) -> tuple[int, int, int] | None:
        """Return what tells one state of the file `current` from another."""
        try:
            status = (self.data / "current").stat()
        except OSError:
            return None
        return status.st_ino, status.st_mtime_ns, status.st_size
