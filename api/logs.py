"""Logs of the service: a line an event, as text or as JSON, each with the id of its request."""

from __future__ import annotations

import datetime
import json
import logging
from contextvars import ContextVar
from typing import Any

request_id: ContextVar[str | None] = ContextVar("request_id", default=None)

_FIELDS = ("method", "path", "route", "status", "milliseconds", "key")


class JsonFormatter(logging.Formatter):
    """Writes an event as one JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        value: dict[str, Any] = {
            "time": _to_time(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if (id := request_id.get()) is not None:
            value["request_id"] = id
        value |= {name: getattr(record, name) for name in _FIELDS if getattr(record, name, None) is not None}
        if record.exc_info:
            value["exception"] = self.formatException(record.exc_info)
        return json.dumps(value, ensure_ascii=False)


class TextFormatter(logging.Formatter):
    """Writes an event as a line to be read; the words of a request cannot begin a line of their own."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        message = record.getMessage().replace("\r", "\\r").replace("\n", "\\n")
        line = f"{_to_time(record)} {record.levelname.lower()} {request_id.get() or '-'} {message}"
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


def start_logs(form: str, *, requests: bool) -> None:
    """Write events to standard error in `form` (`text` or `json`); every request too, where `requests`."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter() if form == "json" else TextFormatter())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("api").setLevel(logging.INFO if requests else logging.WARNING)


def _to_time(record: logging.LogRecord) -> str:
    moment = datetime.datetime.fromtimestamp(record.created, datetime.UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
