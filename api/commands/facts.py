"""kg facts"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict

from api.commands.inputs import to_settings


def run(options: argparse.Namespace) -> int:
    """Print every statement, one a line."""
    from api.facts import read_facts
    from api.service import open_service

    settings = to_settings(options)
    for fact in read_facts(open_service(settings.data, settings).graph):
        if options.jsonl:
            print(json.dumps(asdict(fact), ensure_ascii=False))
        else:
            mark = "" if fact.modality == "asserted" else f" ({fact.modality})"
            triple = f"{fact.subject} · {fact.predicate} · {fact.object}{mark}"
            print(f"{triple} · {fact.document} · {fact.date or 'no date'}")
    return 0
