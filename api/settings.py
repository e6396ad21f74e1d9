"""Settings: what the environment may change. The only place that reads the environment."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from kg.errors import InputError


def _setting(default: Any, help: str, *, minimum: float | None = None) -> Any:
    return field(default=default, metadata={"help": help, "minimum": minimum})


@dataclass(frozen=True)
class Settings:
    """One value a setting; each is read from `KG_` and its name in capitals."""

    data: Path = _setting(Path("data"), "the data folder")  # noqa: RUF009 (a Path is frozen)
    host: str = _setting("127.0.0.1", "the address the service listens on")
    port: int = _setting(8000, "the port the service listens on; 0 takes a free one", minimum=0)
    encoder: str = _setting(
        "default", "the encoder of passages and questions: `default`, or a sentence-transformers model"
    )
    sparql_seconds: float = _setting(10.0, "the longest a SPARQL query may take, in seconds", minimum=0.1)
    sparql_rows: int = _setting(100_000, "the most rows or triples a SPARQL query returns", minimum=1)
    sparql_memory_mb: int = _setting(2048, "the most memory one SPARQL worker may take, in MB", minimum=256)
    sparql_workers: int = _setting(2, "how many SPARQL queries run at once", minimum=1)
    sparql_waiting: int = _setting(16, "how many SPARQL queries may wait for a worker", minimum=0)
    body_kb: int = _setting(1024, "the largest request body, in kB", minimum=1)
    reload_seconds: float = _setting(
        1.0, "how often a running service looks for newer data, in seconds", minimum=0.0
    )


@dataclass(frozen=True)
class SettingHelp:
    """A line of the table of settings."""

    variable: str
    default: str
    help: str


def list_settings() -> list[SettingHelp]:
    """Return the table of settings, for the documentation."""
    return [
        SettingHelp(_variable(item.name), str(item.default), str(item.metadata["help"]))
        for item in fields(Settings)
    ]


def load_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from environment variables; raise InputError where one cannot be used.

    >>> load_settings({"KG_PORT": "9000"}).port
    9000
    """
    environment = os.environ if environment is None else environment
    values: dict[str, Any] = {}
    for item in fields(Settings):
        text = environment.get(_variable(item.name), "").strip()
        if text:
            values[item.name] = _read(
                _variable(item.name), text, type(item.default), item.metadata["minimum"]
            )
    return Settings(**values)


def _variable(name: str) -> str:
    return "KG_" + name.upper()


def _read(variable: str, text: str, kind: Callable[[str], Any], minimum: float | None) -> Any:
    try:
        value = kind(text)
    except ValueError:
        raise InputError(f"{variable}={text!r}: not a number. Set it to one, or unset it.") from None
    if minimum is not None and not value >= minimum:
        raise InputError(f"{variable}={text!r}: must be at least {minimum:g}. Set it higher, or unset it.")
    return value
