"""The form in which an asker gets what is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from api.negotiation import Format, negotiate
from api.problems import ProblemError


def choose_form(accept: str | None, offers: Sequence[Format]) -> Format:
    """Return the offer that the Accept header likes best; raise ProblemError where it takes none of them."""
    form = negotiate(accept, offers)
    if form is None:
        media_types = ", ".join(offer.media_type for offer in offers)
        raise ProblemError(406, f"this comes as {media_types}. Accept one of them.")
    return form


def describe_forms(*offers: Format) -> dict[int | str, dict[str, Any]]:
    """Return what OpenAPI says of a route that answers in these forms."""
    return {200: {"content": {offer.media_type: {} for offer in offers}}}
