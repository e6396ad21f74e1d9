"""What commands share: settings with --data applied; text from an argument, a file or standard input."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from api.settings import Settings, load_settings
from kg.errors import InputError


def to_settings(options: argparse.Namespace) -> Settings:
    """Return the settings, with the data folder of the command line."""
    settings = load_settings()
    return settings if options.data is None else replace(settings, data=options.data)


def read_text(argument: str, *, at_file: bool = False) -> str:
    """Return the argument, or what `-` (standard input) or, where `at_file`, `@FILE` stands for."""
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
