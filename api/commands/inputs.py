"""What commands share: settings with the command line's options; text from an argument, a file or standard input."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from api.settings import Settings, load_settings
from kg.errors import InputError
from kg.generations import DataFolder
from ontology import Field, FieldError, load_field


def to_settings(options: argparse.Namespace) -> Settings:
    """Return the settings, with those that the command line gives."""
    named = {name: getattr(options, name, None) for name in ("data", "curation", "field")}
    given: dict[str, Any] = {
        name: value if name == "data" else str(value) for name, value in named.items() if value is not None
    }
    return replace(load_settings(), **given)


def find_field(settings: Settings) -> Field:
    """Return the field to build with: of the folder that is named, else the shipped one; raise InputError."""
    try:
        return load_field(Path(settings.field)) if settings.field else load_field()
    except FieldError as error:
        raise InputError(str(error)) from error


def find_curation(settings: Settings) -> Path:
    """Return the file of decisions: the one that is named, else the one of the data folder."""
    return Path(settings.curation) if settings.curation else DataFolder(settings.data).curation


def read_text(argument: str | Sequence[str], *, at_file: bool = False) -> str:
    """Return the argument (of several, their words), or what `-` (standard input) or, `at_file`, `@FILE` stands for."""
    if not isinstance(argument, str):
        argument = " ".join(argument)
    try:
        if argument == "-":
            return sys.stdin.buffer.read().decode("utf-8")
        if at_file and argument.startswith("@"):
            return Path(argument[1:]).read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(f"{argument[1:]}: cannot be read ({error.strerror}). Name another file.") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{argument}: is not UTF-8 (byte {error.start + 1}). Convert it first.") from error
    return argument
