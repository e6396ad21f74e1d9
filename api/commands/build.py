"""kg build"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Collection
from pathlib import Path

from api.commands.inputs import find_curation, find_field, to_settings
from kg.errors import InputError

MAX_REMARKS = 20


def run(options: argparse.Namespace) -> int:
    """Build, and print the summary; return 1 where a document was left out, though all others were built."""
    paths = [*options.paths, *(found for path in options.landscape for found in _find_landscape(path))]
    paths = paths or [Path("corpus")]
    settings = to_settings(options)
    from api.build import build_data
    from kg.readers import DATA_SUFFIXES, SUFFIXES

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
    for document, remarks in sorted(manifest.remarks.items()):
        for remark in remarks[:MAX_REMARKS]:
            print(f"{document}: {remark}", file=sys.stderr)
        if len(remarks) > MAX_REMARKS:
            print(f"{document}: {len(remarks) - MAX_REMARKS:,} more; all are in manifest.json", file=sys.stderr)
    counts = ", ".join(f"{number:,} {kind}" for kind, number in manifest.counts.items())
    print(f"{settings.data}: {counts}, {time.perf_counter() - begin:.1f} seconds")
    # A picture beside the documents is no failure; a document or folder that could not be read is.
    suffixes = SUFFIXES | DATA_SUFFIXES
    return 1 if any(_is_failure(name, reason, suffixes) for name, reason in manifest.left_out.items()) else 0


def _is_failure(name: str, reason: str, suffixes: Collection[str]) -> bool:
    """Tell whether what was left out ought to have been read."""
    from kg.readers import FOREIGN, UNMAPPED

    if name.endswith("/"):
        return True
    return Path(name).suffix.lower() in suffixes and not reason.startswith((FOREIGN, UNMAPPED))


def _find_landscape(path: Path) -> list[Path]:
    """Return a landscape file, or those of a folder; raise InputError where there is none."""
    from kg.readers import DATA_SUFFIXES, find_documents

    if path.is_file() or not path.exists():
        return [path]
    files = [file for file, _ in find_documents([path]).documents if file.suffix.lower() in DATA_SUFFIXES]
    if not files:
        raise InputError(f"{path}: no landscape file is there. Name a file, or a folder that holds one.")
    return files


def _show(message: str) -> None:
    """Put a message in the place of the last one."""
    print(f"\r\x1b[K{message[:100]}", end="", file=sys.stderr, flush=True)
