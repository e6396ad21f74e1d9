"""POST /feedback: what an asker thinks of an answer."""

from __future__ import annotations

import datetime

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.feedback import Feedback, FeedbackLog
from api.origins import Origins
from api.problems import ProblemError
from api.routes.inputs import ServiceInForce, SettingsOfApp
from kg.errors import DataFolderError

router = APIRouter(tags=["questions"])


@router.post("/feedback", summary="Rate an answer", status_code=204, response_class=Response)
def feedback(feedback: Feedback, request: Request, service: ServiceInForce, settings: SettingsOfApp) -> Response:
    """Keep a rating of an answer, without anything about who sends it."""
    if not settings.feedback_kb:
        raise ProblemError(403, "this service takes no feedback (KG_FEEDBACK_KB).", kind="no-feedback")
    origins: Origins = request.app.state.origins
    if not origins.allow_request(request.headers):
        raise ProblemError(403, "pages of that origin leave no feedback here (KG_ORIGINS).", kind="origin")
    log = FeedbackLog(settings.data, settings.feedback_kb << 10)
    try:
        log.add(feedback, service.generation.name, datetime.datetime.now(datetime.UTC))
    except DataFolderError as error:
        raise ProblemError(507, "the feedback cannot be kept here now. Try later.", kind="not-kept") from error
    return Response(status_code=204)
