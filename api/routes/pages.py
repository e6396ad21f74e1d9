"""The pages and scripts of the package folder `api/web`, and the page about this interface."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.pages.reference import render_reference
from api.problems import ProblemError
from api.scratch import ScratchService
from kg.errors import DataFolderError

WEB = Path(__file__).resolve().parents[1] / "web"
# What Vite built takes the place of the plain file of that name, which needs no Node.js.
_BUILT = WEB / "built"
_PARTS = frozenset({"", "query", "explore"})
router = APIRouter(include_in_schema=False)

_MEDIA_TYPES = {".js": "text/javascript", ".css": "text/css", ".html": "text/html", ".svg": "image/svg+xml"}


@router.get("/")
def index(request: Request) -> Response:
    """Return the chat page."""
    return serve_file(request, "index.html")


@router.get("/widget.js")
def widget(request: Request) -> Response:
    """Return the widget, which pages of any origin may load."""
    return serve_file(request, "widget.js", headers={"Cross-Origin-Resource-Policy": "cross-origin"})


@router.get("/widget/{name}")
def widget_part(request: Request, name: str) -> Response:
    """Return a script that the widget is made of."""
    return serve_file(request, name, WEB / "widget", headers={"Cross-Origin-Resource-Policy": "cross-origin"})


@router.get("/static/{name:path}")
def static(request: Request, name: str) -> Response:
    """Return a script, style or image of the pages."""
    return serve_file(request, name)


@router.get("/docs")
def reference(request: Request) -> Response:
    """Return the page about this interface, with a question in its examples that the documents answer.

    Where a key is needed, the page, which is open, tells nothing of the documents.
    """
    questions: list[str] = []
    with contextlib.suppress(DataFolderError):
        service = request.app.state.source.current()
        if not isinstance(service, ScratchService) and not request.app.state.settings.key_needed:
            questions = service.suggestions
    page = render_reference(request.app.openapi(), str(request.base_url), next(iter(questions), "what is it?"))
    return Response(page, media_type="text/html; charset=utf-8")


def serve_file(request: Request, name: str, folder: Path = WEB, headers: Mapping[str, str] | None = None) -> Response:
    """Return a file of a package folder, or 304 where the asker has it; raise ProblemError."""
    path = _find_file(folder, name)
    if path is None:
        raise ProblemError(404, f"nothing is at {request.url.path}.")
    content, etag = _read_file(path, path.stat().st_mtime_ns)
    return serve_content(request, content, etag, _MEDIA_TYPES[path.suffix], headers)


def serve_content(
    request: Request, content: bytes, etag: str, media_type: str, headers: Mapping[str, str] | None = None
) -> Response:
    """Return the content, or 304 where the asker has it."""
    known = {"ETag": etag, "Cache-Control": "no-cache", **(headers or {})}
    if etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=known)
    if media_type.startswith("text/"):
        media_type += "; charset=utf-8"
    return Response(content, headers=known, media_type=media_type)


def _find_file(folder: Path, name: str) -> Path | None:
    part, _, file = name.rpartition("/")
    if part not in _PARTS or file.startswith(".") or Path(file).suffix not in _MEDIA_TYPES:
        return None
    places = (_BUILT, folder) if folder == WEB else (folder,)
    return next((place / name for place in places if (place / name).is_file()), None)


@lru_cache(maxsize=64)
def _read_file(path: Path, changed: int) -> tuple[bytes, str]:
    """Return a file's bytes and tag; `changed` makes an edited file a new one."""
    content = path.read_bytes()
    return content, _to_etag(content)


def _to_etag(content: bytes) -> str:
    return f'"{hashlib.sha256(content).hexdigest()[:24]}"'
