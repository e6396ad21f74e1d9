"""kg build"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from api.commands.inputs import find_curation, find_field, to_settings
from kg.errors import InputError


def run(options: argparse.Namespace) -> int:
    """Build, and print the summary; return 1 where a document was left out, though all others were built."""
    paths = options.paths or [Path("corpus")]
    for path in paths:
        if not path.exists():
            raise InputError(f"{path}: no such file or folder. Name the documents to build from.")
    settings = to_settings(options)
    from api.build import build_data
    from kg.readers import SUFFIXES

    begin = time.perf_counter()
    shows = sys.stderr.isatty() and not options.quiet
    curation = find_curation(settings)
    if settings.curation and not curation.is_file():
        raise InputError(f"{curation}: no such file. Name the file of your decisions, or leave it out.")
    manifest = build_data(
        paths,
        settings.data,
        encoder=settings.encoder,
        progress=_show if shows else lambda _: None,
        field=find_field(settings),
        curation=curation,
        processes=settings.processes,
    )
    if shows:
        _show("")
    for document, reason in sorted(manifest.left_out.items()):
        print(f"left out: {document}: {reason}", file=sys.stderr)
    counts = ", ".join(f"{number:,} {kind}" for kind, number in manifest.counts.items())
    print(f"{settings.data}: {counts}, {time.perf_counter() - begin:.1f} seconds")
    # A picture beside the documents is no failure; a document or folder that could not be read is.
    return 1 if any(name.endswith("/") or Path(name).suffix.lower() in SUFFIXES for name in manifest.left_out) else 0


def _show(message: str) -> None:
    """Put a message in the place of the last one."""
    print(f"\r\x1b[K{message[:100]}", end="", file=sys.stderr, flush=True)
