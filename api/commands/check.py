"""kg check"""

from __future__ import annotations

import argparse
import sys

from api.commands.inputs import to_settings


def run(options: argparse.Namespace) -> int:
    """Check the generation in force; print what is wrong and return 1 where something is."""
    from api.service import open_service
    from kg.validation import check_generation

    settings = to_settings(options)
    service = open_service(settings.data, settings)
    failures = check_generation(service.generation, service.graph, service.field)
    for failure in failures[: options.limit]:
        print(failure)
    if failures:
        print(
            f"kg: {settings.data}: {len(failures):,} failures. Mend the documents or build again.",
            file=sys.stderr,
        )
        return 1
    waiting = len({item.name for item in service.review if item.state == "waiting"})
    if waiting:
        print(f"{settings.data}: {waiting:,} statements wait for review and are not in the graph. See `kg review`.")
    print(f"{settings.data}: sound, {len(service.graph):,} triples checked")
    return 0
