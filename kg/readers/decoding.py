"""Bytes of a file -> text, or a plain word on why not."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from kg.errors import DocumentError

MAX_BYTES = 20 * 1024 * 1024

_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BINARY_STARTS = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"\x1f\x8b",
    b"\x7fELF",
    b"{\\rtf",
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


def read_bytes(path: Path, name: str) -> bytes:
    """Return the bytes of a file; raise DocumentError where it cannot be read, is empty, or is too large."""
    if path.exists() and not path.is_file():
        raise DocumentError(name, "is no plain file. Name a file, or the folder it lies in.")
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise DocumentError(
                name, f"{size:,} bytes, more than {MAX_BYTES:,}. Split the document into smaller files."
            )
        content = path.read_bytes()
    except OSError as error:
        raise DocumentError(
            name, f"cannot be read ({error.strerror}). Check that it is a file you may read."
        ) from error
    if not content.strip():
        raise DocumentError(name, "the file is empty. Put text into it, or remove it.")
    return content


def decode(content: bytes, name: str) -> str:
    """Return the text of `content`, newlines as `\\n`; raise DocumentError where it is no UTF-8 text."""
    read = _decode_utf16 if content.startswith(_UTF16_MARKS) else _decode_utf8
    text = read(content, name)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n")
    text = _CONTROL.sub("", text.replace("\x0b", "\n").replace("\x0c", "\n"))
    if not text.strip():
        raise DocumentError(name, "the file is empty. Put text into it, or remove it.")
    return text


def to_scalars(text: str) -> str:
    """Return a text without halves of surrogate pairs, which JSON and YAML can write and no file can hold.

    >>> to_scalars("fox " + chr(0xD800))
    'fox ?'
    """
    return text.encode("utf-8", "replace").decode()


def _decode_utf16(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-16")
    except UnicodeDecodeError as error:
        raise DocumentError(name, f"no valid UTF-16 at byte {error.start}. Save the file as UTF-8.") from error


def _decode_utf8(content: bytes, name: str) -> str:
    if content.startswith(_BINARY_STARTS) or b"\x00" in content:
        raise DocumentError(name, "a binary file, not text. Export it as Markdown, HTML or plain text.")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        place = f"byte {error.start} (0x{content[error.start]:02x})"
        line = content.count(b"\n", 0, error.start) + 1
        raise DocumentError(name, f"no valid UTF-8 at {place}, line {line}. Save the file as UTF-8.") from error
