"""kg merges"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from api.commands.inputs import to_settings
from api.commands.output import print_json


def run(options: argparse.Namespace) -> int:
    """List the names that the build held to be one thing, and why."""
    from api.service import open_service
    from kg.review import load_merges

    settings = to_settings(options)
    merges = load_merges(open_service(settings.data, settings).generation.path)
    if options.json:
        print_json([asdict(merge) for merge in merges])
        return 0
    for merge in merges:
        places = f" ({', '.join(merge.documents)})" if merge.documents else ""
        print(f"{merge.label} | {merge.alias}: {merge.reason}{places}")
    print(f"{len(merges):,} merges. A line `- NAME | OTHER NAME` below `split:` in the curated file undoes one.")
    return 0
