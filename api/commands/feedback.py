"""kg feedback"""

from __future__ import annotations

import argparse
import json

from api.commands.inputs import to_settings
from api.commands.output import cut, to_columns


def run(options: argparse.Namespace) -> int:
    """Print what askers thought of answers, the oldest first."""
    from api.feedback import FeedbackLog
    from kg.generations import DataFolder

    settings = to_settings(options)
    DataFolder(settings.data).check()
    kept = FeedbackLog(settings.data, settings.feedback_kb << 10).read()
    if options.jsonl:
        for item in kept:
            print(json.dumps(item.model_dump(mode="json"), ensure_ascii=False))
    elif kept:
        rows = [
            (f"{item.time:%Y-%m-%d %H:%M}", str(item.rating), cut(item.question), cut(item.answer)) for item in kept
        ]
        print(to_columns([("when", "rating", "question", "answer"), *rows]), end="")
    else:
        print(f"{settings.data}: nobody has rated an answer yet.")
    return 0
