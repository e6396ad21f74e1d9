"""kg eval"""

from __future__ import annotations

import argparse

from api.commands.inputs import to_settings
from kg.errors import InputError


def run(options: argparse.Namespace) -> int:
    """Score the gold questions in process; return 1 below --fail-under."""
    from api.answering.model import Question
    from api.evaluation import load_questions, score_questions, to_report, write_failures
    from api.service import open_service

    golds = load_questions(options.questions)
    settings = to_settings(options)
    answerer = open_service(settings.data, settings).answerer
    scores = score_questions(golds, lambda question: answerer.answer(Question(**question)).model_dump(mode="json"))
    print(to_report(scores))
    if options.csv:
        try:
            write_failures(scores, options.csv)
        except OSError as error:
            raise InputError(f"{options.csv}: cannot be written ({error.strerror}). Name another file.") from error
    good = sum(score.is_good for score in scores) / len(scores)
    return 0 if good >= options.fail_under else 1
