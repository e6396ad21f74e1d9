"""What does not fit in a request, told in plain words on every face."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pyoxigraph as ox

_MOST_TOLD = 5


def is_iri(text: str) -> bool:
    """Tell whether `text` is an absolute IRI: then it can stand between angle brackets in a query.

    >>> is_iri("urn:x"), is_iri("abc"), is_iri("urn:x> } DROP ALL")
    (True, False, False)
    """
    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return True


def check_iri(text: str) -> str:
    """Return an IRI of a request as it is; raise ValueError where it is none."""
    if not is_iri(text):
        raise ValueError("it is no absolute IRI")
    return text


def tell_faults(faults: Iterable[Mapping[str, Any]]) -> str:
    """Return the first faults of a pydantic `ValidationError` in one line.

    >>> tell_faults([{"type": "missing", "loc": ("body", "question")}])
    'body.question: it is missing'
    """
    return "; ".join(f"{tell_place(fault)}: {tell_fault(fault)}" for fault in [*faults][:_MOST_TOLD])


def tell_place(fault: Mapping[str, Any]) -> str:
    """Return where a fault lies, as `body.question`.

    >>> tell_place({"type": "json_invalid", "loc": ("body", 12)})
    'body'
    """
    # of broken JSON it tells the character, which is no field
    place = fault["loc"][:1] if fault["type"] == "json_invalid" else fault["loc"]
    return ".".join(str(part) for part in place)


def tell_fault(fault: Mapping[str, Any]) -> str:
    """Return what is wrong with a value, from one of the errors of a pydantic `ValidationError`.

    >>> tell_fault({"type": "missing", "msg": "Field required"})
    'it is missing'
    """
    told: Mapping[str, Any] = fault.get("ctx") or {}
    match fault["type"]:
        case "missing":
            return "it is missing"
        case "extra_forbidden":
            return "there is no such field"
        case "string_too_short" if told.get("min_length") == 1:
            return "it is empty"
        case "string_too_long":
            return f"it has over {told['max_length']:,} characters"
        case "string_type" | "string_unicode":
            return "it is no text" if fault["type"] == "string_type" else "it is no valid Unicode"
        case "value_error":
            return str(told["error"])
        case "json_invalid":
            return f"it is no JSON (character {int(fault['loc'][-1]) + 1}: {told['error']})"
    return str(fault["msg"])
