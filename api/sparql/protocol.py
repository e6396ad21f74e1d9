"""The SPARQL 1.1 Protocol: from an HTTP request to a query or update and its dataset (section 2)."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

from api.problems import ProblemError
from api.validation import is_iri

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"


@dataclass(frozen=True)
class Operation:
    """A query or an update with the dataset the request names; None where it names none."""

    text: str
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None


def read_query(method: str, query_string: bytes, content_type: str | None, body: bytes) -> Operation | None:
    """Return the query of a request, or None where it asks for nothing; raise ProblemError.

    `query_string`: the part after `?` as sent, `content_type`: the header as sent.
    """
    parameters = _decode_form(query_string)
    texts = [value for name, value in parameters if name == "query"]
    if method == "POST":
        media, charset = _split_content_type(content_type)
        if media == FORM:
            _check_charset(charset)
            form = _decode_form(body)
            texts += [value for name, value in form if name == "query"]
            parameters += form
            if not texts and not any(name == "update" for name, _ in parameters):
                raise ProblemError(400, "the form has no field `query`. Send the query in it.")
        elif media == QUERY:
            _check_charset(charset)
            texts.append(_decode(body))
        elif media == UPDATE:
            raise _refuse_update()
        else:
            raise _unsupported(content_type, (QUERY, FORM))
    if any(name == "update" for name, _ in parameters):
        raise _refuse_update()
    if len(texts) > 1:
        raise ProblemError(400, "the request has more than one query. Send one.")
    if not texts:
        return None
    return Operation(texts[0], *_dataset(parameters, "default-graph-uri", "named-graph-uri"))


def read_update(query_string: bytes, content_type: str | None, body: bytes) -> Operation:
    """Return the update of a POST request (section 2.2); raise ProblemError."""
    parameters = _decode_form(query_string)
    media, charset = _split_content_type(content_type)
    _check_charset(charset)
    if media == FORM:
        form = _decode_form(body)
        parameters += form
        texts = [value for name, value in form if name == "update"]
    elif media == UPDATE:
        texts = [_decode(body)]
    else:
        raise _unsupported(content_type, (UPDATE, FORM))
    if len(texts) != 1:
        raise ProblemError(400, f"the request has {len(texts)} updates. Send one, in the form field `update`.")
    return Operation(texts[0], *_dataset(parameters, "using-graph-uri", "using-named-graph-uri"))


def _dataset(
    parameters: list[tuple[str, str]], default: str, named: str
) -> tuple[tuple[str, ...] | None, tuple[str, ...] | None]:
    for name, value in parameters:
        if name in (default, named) and not is_iri(value):
            raise ProblemError(400, f"`{name}` holds no absolute IRI. Send one.")
    graphs = [tuple(value for name, value in parameters if name == wanted) for wanted in (default, named)]
    return (graphs[0], graphs[1]) if any(graphs) else (None, None)


def _refuse_update() -> ProblemError:
    return ProblemError(403, "this endpoint is read only: it takes no update.", kind="query-refused")


def _unsupported(content_type: str | None, accepted: tuple[str, ...]) -> ProblemError:
    told = content_type or "no Content-Type"
    return ProblemError(
        415,
        f"{told} is not taken here. Send {' or '.join(accepted)}.",
        headers={"Accept-Post": ", ".join(accepted)},
    )


def _split_content_type(content_type: str | None) -> tuple[str, str | None]:
    """Return the media type in lower case, and the charset where one is named."""
    media, *parameters = (content_type or "").split(";")
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return media.strip().lower(), value.strip().strip('"').lower()
    return media.strip().lower(), None


def _check_charset(charset: str | None) -> None:
    if charset not in (None, "utf-8", "utf8", "us-ascii"):
        raise ProblemError(415, f"charset {charset[:40]} is not taken here. Send UTF-8.")


def _decode_form(content: bytes) -> list[tuple[str, str]]:
    try:
        text = content.decode("ascii", "strict") if content.isascii() else _decode(content)
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=1000)
    except ValueError as error:
        raise ProblemError(400, "the parameters are not UTF-8 in form encoding, or too many.") from error


def _decode(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ProblemError(400, f"the body is not UTF-8: byte {error.start + 1} does not fit.") from error
