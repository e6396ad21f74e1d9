"""Settings: what the environment may change. The only place that reads the environment."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from kg.errors import InputError


def _setting(default: Any, help: str, *, minimum: float | None = None, choices: tuple[str, ...] | None = None) -> Any:
    return field(default=default, metadata={"help": help, "minimum": minimum, "choices": choices})


@dataclass(frozen=True)
class Settings:
    """One value a setting; each is read from `KG_` and its name in capitals."""

    data: Path = _setting(Path("data"), "the data folder")  # noqa: RUF009 (a Path is frozen)
    host: str = _setting("127.0.0.1", "the address the service listens on")
    port: int = _setting(8000, "the port the service listens on; 0 takes a free one", minimum=0)
    encoder: str = _setting(
        "default", "the encoder of passages and questions: `default`, or a sentence-transformers model"
    )
    field: str = _setting("", "the folder of the field that `kg build` reads documents of; empty: the shipped one")
    curation: str = _setting("", "the file of a person's decisions; empty: `curation.yaml` in the data folder")
    processes: int = _setting(0, "how many processes read documents in a build; 0: one a core", minimum=0)
    sparql_seconds: float = _setting(10.0, "the longest a SPARQL query may take, in seconds", minimum=0.1)
    sparql_rows: int = _setting(100_000, "the most rows or triples a SPARQL query returns", minimum=1)
    sparql_memory_mb: int = _setting(2048, "the most memory one SPARQL worker may take, in MB", minimum=256)
    sparql_workers: int = _setting(2, "how many SPARQL queries run at once", minimum=1)
    sparql_waiting: int = _setting(16, "how many SPARQL queries may wait for a worker", minimum=0)
    body_kb: int = _setting(1024, "the largest request body, in kB", minimum=1)
    origins: str = _setting(
        "*",
        "the origins of web pages that may ask, parted by commas, as https://example.org; `*`: all, `loopback`: pages "
        "served from the same machine, `none`: only the service's own",
    )
    hosts: str = _setting(
        "",
        "the hosts the service answers as beside localhost, parted by commas, as kg.example.org; empty: on a loopback "
        "address no other, elsewhere any; `*`: any",
    )
    feedback_kb: int = _setting(4096, "the most feedback that is kept, in kB; 0: none is taken", minimum=0)
    keys: str = _setting("", "a file of API keys, `NAME KEY` a line; empty: there are no keys")
    anonymous: str = _setting(
        "yes", "whether who sends no key may ask: yes or no, which needs `KG_KEYS`", choices=("yes", "no")
    )
    rate_per_key: int = _setting(0, "the most requests a minute with one key; 0: no limit", minimum=0)
    rate_per_address: int = _setting(
        0, "the most requests a minute from one address without a key; 0: no limit", minimum=0
    )
    proxies: str = _setting(
        "", "the addresses of proxies whose X-Forwarded-For is believed, parted by commas; empty: none"
    )
    log_format: str = _setting("text", "the form of logs: text or json", choices=("text", "json"))
    traces: str = _setting(
        "", "the OTLP/HTTP collector traces are sent to, as http://127.0.0.1:4318; empty: none are made"
    )
    reload_seconds: float = _setting(1.0, "how often a running service looks for newer data, in seconds", minimum=0.0)

    @property
    def key_needed(self) -> bool:
        """Whether nobody may ask without a key."""
        return self.anonymous == "no"


@dataclass(frozen=True)
class SettingHelp:
    """A line of the table of settings."""

    variable: str
    default: str
    help: str


def list_settings() -> list[SettingHelp]:
    """Return the table of settings, for the documentation."""
    return [
        SettingHelp(_variable(item.name), str(item.default) or "(empty)", str(item.metadata["help"]))
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
            values[item.name] = _read(_variable(item.name), text, type(item.default), item.metadata)
    return Settings(**values)


def _variable(name: str) -> str:
    return "KG_" + name.upper()


def _read(variable: str, text: str, kind: Callable[[str], Any], bounds: Mapping[str, Any]) -> Any:
    minimum, choices = bounds["minimum"], bounds["choices"]
    if choices is not None and text not in choices:
        raise InputError(f"{variable}={text!r}: set it to {' or '.join(choices)}, or unset it.")
    try:
        value = kind(text)
    except ValueError:
        raise InputError(f"{variable}={text!r}: not a number. Set it to one, or unset it.") from None
    if minimum is not None and not value >= minimum:
        raise InputError(f"{variable}={text!r}: must be at least {minimum:g}. Set it higher, or unset it.")
    return value
